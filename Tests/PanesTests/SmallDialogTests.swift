import Desk
import Records
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("Dialogs on small screens")
struct SmallDialogTests {
    /// What does something, each of its kind.
    private static var overlays: [(name: String, overlay: Overlay)] {
        var found: [(String, Overlay)] = []
        for screen in ChangeScreens.all + RunScreens.all + BoardScreens.all {
            guard let overlay = screen.state.overlay, overlay.acts else { continue }
            found.append((screen.name, overlay))
        }
        return found
    }

    private func state(_ overlay: Overlay, _ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        state.session.writes = true
        state.overlay = overlay
        return state
    }

    @Test(
        "Where neither whom nor what can be seen no dialog is whole, and it says that it is too small",
        arguments: [(1, 1), (2, 1), (1, 5), (5, 2), (10, 3), (12, 4), (120, 3)])
    func tooSmall(width: Int, height: Int) {
        for (name, overlay) in Self.overlays {
            let state = state(overlay, width, height)
            #expect(!Panes.dialogExtent(state, glyphs: .unicode).isWhole, "\(name) at \(width)x\(height)")
            let text = Panes.draw(state, glyphs: .unicode).lines.dropFirst().joined(separator: " ").lowercased()
            if width >= 10, height >= 3 { #expect(text.contains("too small"), "\(name) at \(width)x\(height)") }
        }
    }

    @Test("At 80 by 24 and above every one is whole", arguments: [(80, 24), (100, 32), (120, 40), (200, 60)])
    func whole(width: Int, height: Int) {
        for (name, overlay) in Self.overlays {
            let extent = Panes.dialogExtent(state(overlay, width, height), glyphs: .unicode)
            #expect(extent.isWhole, "\(name) at \(width)x\(height)")
        }
    }

    @Test("What is whole shows question and keys, at any size", arguments: 1...130)
    func honest(width: Int) throws {
        var confirm = ConfirmState(
            request: try #require(Request("limits.increment", ["user": "hollin", "credits": "5000"])))
        confirm.stage = .ready
        confirm.before = .absent
        confirm.entry = .proof
        for height in 1...40 {
            let state = state(.confirm(confirm), width, height)
            let extent = Panes.dialogExtent(state, glyphs: .unicode)
            let text = Panes.draw(state, glyphs: .unicode).lines.joined(separator: "\n")
            guard extent.isWhole else { continue }
            #expect(text.contains("Esc") && text.contains("Enter"), "\(width)x\(height)")
            #expect(text.contains("hollin"), "\(width)x\(height)")
            guard extent.seen(from: 0, before: 0) >= extent.must else { continue }
            let words = text.split { " \n│".contains($0) }.joined(separator: " ")
            #expect(words.contains("no limit now"), "\(width)x\(height)\n\(text)")
        }
    }

    @Test("A customer without a limit: the cap is said in the colour of an alarm, and the name is asked for")
    func cap() throws {
        var confirm = ConfirmState(
            request: try #require(Request("limits.increment", ["user": Fixture.user, "credits": "5000"])))
        confirm.stage = .ready
        confirm.before = .absent
        confirm.entry = .proof
        let canvas = Panes.draw(state(.confirm(confirm), 80, 24), glyphs: .unicode)
        let text = canvas.lines.joined(separator: "\n")
        let words = text.split { " \n│".contains($0) }.joined(separator: " ")
        #expect(words.contains("has no limit now; after 5,000 mails its mail stops."))
        #expect(words.contains("credits no limit → 0") && words.contains("left no limit → 5,000"))
        #expect(text.contains("Type \(Fixture.user) to confirm:"))
        #expect(!text.contains("y do it"))
    }

    @Test("Zip codes and phone numbers stand as they are in the dialog, counts with commas")
    func text() throws {
        var confirm = ConfirmState(
            request: try #require(
                Request("customer.setProfile", ["user": "hollin", "zip": "01234", "phone": "+49301234567"])))
        confirm.stage = .ready
        confirm.before = StateImage(
            isThere: true, entries: [.init("zip", "12345"), .init("phone", "49301234567")])
        let text = Panes.draw(state(.confirm(confirm), 80, 24), glyphs: .unicode).lines.joined(separator: "\n")
        for words in ["01234", "+49301234567", "12345", "49301234567"] { #expect(text.contains(words)) }
        #expect(!text.contains("1,234"))
    }
}
