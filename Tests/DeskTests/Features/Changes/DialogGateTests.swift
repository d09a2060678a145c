import Records
import ResellerAPI
import Screen
import Testing

@testable import Desk

@MainActor
@Suite("A dialog that does not stand whole", .timeLimit(.minutes(5)))
struct DialogGateTests {
    private let bench = ChangeBench()

    private func desk(_ extent: DialogExtent) -> DeskRun {
        var state = DeskState.showing(["hollin"])
        state.session.writes = true
        return DeskRun(state) { environment, clock in
            bench.install(in: &environment, clock)
            environment.dialogExtent = { state in state.size.width < 20 ? .tooSmall : extent }
        }
    }

    private func begin(_ desk: DeskRun, _ call: String) async {
        await desk.press(.character(":"))
        await desk.type(call)
        await desk.press(.enter)
    }

    @Test("takes no y, neither at once nor when the screen was made smaller meanwhile", arguments: [true, false])
    func tooSmall(isShrunk: Bool) async {
        let desk = desk(.unbounded)
        if !isShrunk { await desk.send(.inputReceived(.resize(Size(width: 10, height: 3)))) }
        await begin(desk, "customer.disable")
        if isShrunk { await desk.send(.inputReceived(.resize(Size(width: 1, height: 1)))) }
        await desk.press(.character("y"))
        #expect(bench.calls == [])
        #expect(desk.state.overlay != nil)
        #expect(
            desk.state.notice?.text
                == OverlayWords.tooSmall)
        await desk.send(.inputReceived(.resize(Size(width: 80, height: 24))))
        await desk.press(.character("y"))
        #expect(bench.calls == ["journal customer.disable", "write customer.disable user=hollin"])
    }

    @Test("takes no typed name either")
    func typed() async {
        let desk = desk(.unbounded)
        await begin(desk, "customer.delete")
        await desk.type("hollin")
        await desk.send(.inputReceived(.resize(Size(width: 2, height: 1))))
        await desk.press(.enter)
        #expect(bench.calls == [])
    }

    @Test("takes a yes only once all that says to whom and what has been on the screen, in this size")
    func readOn() async {
        let desk = desk(DialogExtent(lines: 30, rows: 6, must: 12))
        await begin(desk, "customer.disable")
        await desk.press(.character("y"))
        #expect(desk.state.notice?.text == "Read on first: 7 more lines to see, Down scrolls")
        // To the end at once: the lines between were not seen.
        await desk.press(.character("G"), .character("y"))
        #expect(bench.calls == [])
        await desk.press(.home, .pageDown, .pageDown)
        await desk.send(.inputReceived(.resize(Size(width: 60, height: 20))))
        await desk.press(.character("y"))
        #expect(bench.calls == [], "other lines stand there now")
        await desk.press(.pageDown, .pageDown, .character("y"))
        #expect(bench.calls == ["journal customer.disable", "write customer.disable user=hollin"])
    }

    @Test("does nothing from any overlay that would", arguments: ["snooze", "export", "question", "row", "preview"])
    func others(which: String) async throws {
        let operation = try #require(ResellerAPI.Operation.named("bounces.delete"))
        var row = BulkRow(index: 0, target: "a@x.example", parameters: [:])
        row.stage = .unknown
        let run = BulkRun(
            account: "acme", context: "acme", who: "kim", at: noon, operation: "bounces.delete", reason: "",
            changedAt: noon)
        var preview = BulkPreview(
            operation, BulkTargets(.addresses(user: "kim", ["a@x.example", "b@x.example"])), shared: [:])
        preview.typed = TextEntry("2")
        let overlay: Overlay =
            switch which {
            case "snooze": .snooze(SnoozeMenu(ChosenAlarms([])))
            case "export":
                .prompt(PromptState(purpose: .export, title: "Write", entry: TextEntry("a.csv"), note: ""))
            case "question": .bulk(.question(RunQuestion(run: 1, deed: .giveUp, question: "?", consequence: "")))
            case "row": .bulk(.row(RunRowSheet(run: run, row: row)))
            default: .bulk(.preview(preview))
            }
        var state = DeskState.showing(["hollin"])
        state.session.writes = true
        state.overlay = overlay
        let test = DeskTest(state) { environment, _ in environment.dialogExtent = { _ in .tooSmall } }
        let words = OverlayWords.tooSmall
        let key: Key = which == "question" ? .character("y") : .enter
        await test.press(key) { $0.notice = Notice(.warning, words, isPinned: true) }
        await test.end()
    }
}
