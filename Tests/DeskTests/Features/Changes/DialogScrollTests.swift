import ResellerAPI
import Screen
import Testing

@testable import Desk

@MainActor
@Suite("A dialog longer than the screen", .timeLimit(.minutes(5)))
struct DialogScrollTests {
    private static let extent = DialogExtent(lines: 100, rows: 11)

    private static func dialog(_ id: String) throws -> ConfirmState {
        let operation = try #require(ResellerAPI.Operation.named(id))
        var confirm = ConfirmState(request: Request(operation, ["user": "hollin", "credits": "10"]))
        confirm.stage = .ready
        return confirm
    }

    private func desk(_ overlay: Overlay, extent: DialogExtent = extent) -> DeskTest {
        var state = DeskState.showing(["hollin"])
        state.overlay = overlay
        return DeskTest(state) { environment, _ in environment.dialogExtent = { _ in extent } }
    }

    @Test("The keys that scroll elsewhere scroll it, to its end and no further, and none of them says yes")
    func keys() async throws {
        let steps: [(Key, Int)] = [
            (.character("j"), 1), (.down, 2), (.character("k"), 1), (.up, 0), (.up, 0), (.pageDown, 10),
            (.control("f"), 20), (.control("d"), 25), (.control("u"), 20), (.pageUp, 10), (.character("G"), 89),
            (.down, 89), (.pageDown, 89), (.up, 88), (.home, 0), (.end, 89), (.pageUp, 79),
        ]
        var confirm = try Self.dialog("limits.increment")
        let test = desk(.confirm(confirm))
        for (key, top) in steps {
            let before = confirm
            confirm.scrolled(to: top, Self.extent)
            let isSame = confirm == before
            let expected = Overlay.confirm(confirm)
            await test.press(key, change: isSame ? nil : { $0.overlay = expected })
        }
        await test.press("g") { $0.pendingKeys = [.character("g")] }
        confirm.scrolled(to: 0, Self.extent)
        let expected = Overlay.confirm(confirm)
        await test.press("g") { state in
            state.pendingKeys = []
            state.overlay = expected
        }
        await test.press(.enter) { state in
            state.overlay = nil
            state.notice = Notice(.plain, ChangesWords.nothingSent)
        }
        await test.end()
    }

    @Test("Where a name has to be typed letters are text, and arrows and pages scroll")
    func typing() async throws {
        var confirm = try Self.dialog("customer.delete")
        try #require(confirm.entry == .proof)
        let test = desk(.confirm(confirm))
        for (key, top) in [(Key.pageDown, 10), (.down, 11), (.pageUp, 1), (.up, 0)] {
            confirm.scrolled(to: top, Self.extent)
            let expected = Overlay.confirm(confirm)
            await test.press(key) { $0.overlay = expected }
        }
        confirm.typed = TextEntry("j")
        let typed = Overlay.confirm(confirm)
        await test.press("j") { $0.overlay = typed }
        await test.end()
    }

    @Test("On a screen that has become higher the next key begins from what is seen")
    func resized() async throws {
        var confirm = try Self.dialog("limits.increment")
        confirm.top = 89
        let test = desk(.confirm(confirm), extent: DialogExtent(lines: 100, rows: 50))
        confirm.scrolled(to: 49, DialogExtent(lines: 100, rows: 50))
        let expected = Overlay.confirm(confirm)
        await test.press("k") { $0.overlay = expected }
        await test.end()
    }

    @Test("A preview of a run scrolls, too, and one that is seen whole does not")
    func preview() async throws {
        let operation = try #require(ResellerAPI.Operation.named("bounces.delete"))
        var preview = BulkPreview(
            operation, BulkTargets(.addresses(user: "kim", ["a@x.example", "b@x.example"])), shared: [:])
        let test = desk(.bulk(.preview(preview)), extent: DialogExtent(lines: 12, rows: 10))
        preview.scrolled(to: 2, DialogExtent(lines: 12, rows: 10))
        let expected = Overlay.bulk(.preview(preview))
        await test.press(.pageDown) { $0.overlay = expected }
        await test.end()
        let whole = desk(expected, extent: DialogExtent(lines: 9, rows: 10))
        preview.scrolled(to: 0, DialogExtent(lines: 9, rows: 10))
        let top = Overlay.bulk(.preview(preview))
        await whole.press(.down) { $0.overlay = top }
        await whole.end()
    }
}

extension TypedDialog {
    /// As the keys leave it: what was on the screen before and after counts as seen.
    fileprivate mutating func scrolled(to top: Int, _ extent: DialogExtent) {
        seen = extent.seen(from: self.top, before: seen)
        self.top = top
        seen = extent.seen(from: top, before: seen)
    }
}
