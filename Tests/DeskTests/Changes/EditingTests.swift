import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Texts of several lines, written in an editor", .timeLimit(.minutes(5)))
struct EditingTests {
    private static let footer = Deed(
        ResellerAPI.Operation.named("apps.setup") ?? ResellerAPI.Operation.all[0],
        ["user": "hollin", "name": "footer"], settled: ["user", "name"])

    private static func form(_ deed: Deed = footer, text: String = "<p>old</p>") -> FormState {
        var form = FormState(deed: deed)
        form.fields[0].entry = TextEntry(text)
        return form
    }

    private static func desk(_ overlay: Overlay?) -> DeskState {
        var state = DeskState.showing(["hollin"])
        state.overlay = overlay
        return state
    }

    private func run(_ outcome: Outcome<String?>) -> (DeskTest, Asked) {
        let asked = Asked()
        let test = DeskTest(Self.desk(.form(Self.form()))) { environment, _ in
            environment.edit = { text in
                asked.add(text)
                return outcome
            }
        }
        return (test, asked)
    }

    private func openEditor(_ test: DeskTest) async {
        await test.press(.control("x")) { $0.pendingKeys = [.control("x")] }
        await test.press(.control("e")) { $0.pendingKeys = [] }
    }

    private var edited: EditedText { EditedText(deed: Self.footer, field: Self.form().fields[0]) }

    @Test("The field takes what was written, first line first, and says so")
    func taken() async {
        let (test, asked) = run(.done("<p>new</p>\n<p>and more</p>"))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .done("<p>new</p>\n<p>and more</p>")))) { state in
            var form = Self.form(text: "<p>new</p>\n<p>and more</p>")
            form.fields[0].entry.caret = 0
            form.fields[0].isTouched = true
            state.overlay = .form(form)
            state.notice = Notice(.done, "text/html has 2 lines now; nothing is sent yet")
        }
        #expect(asked.all.map(\.text) == ["<p>old</p>"])
        #expect(asked.all.map(\.label) == ["text/html"])
        #expect(asked.all.map(\.isHTML) == [true])
        await test.end()
    }

    @Test("An empty file empties the field")
    func emptied() async {
        let (test, _) = run(.done(""))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .done("")))) { state in
            var form = Self.form(text: "")
            form.fields[0].isTouched = true
            state.overlay = .form(form)
            state.notice = Notice(.done, "text/html is empty now; nothing is sent yet")
        }
        await test.end()
    }

    @Test("An unchanged file leaves the field as it is")
    func unchanged() async {
        let (test, _) = run(.done(nil))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .done(nil)))) {
            $0.notice = Notice(.plain, "text/html is as before: nothing was changed in the editor")
        }
        await test.end()
    }

    @Test("An editor that fails leaves the field as it is, and why is said")
    func failed() async {
        let (test, _) = run(.failed("vi ended with 1"))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .failed("vi ended with 1")))) {
            $0.notice = Notice(.warning, "text/html is as before: vi ended with 1")
        }
        await test.end()
    }

    @Test("What comes back to a form that is no longer there is not taken")
    func late() async {
        let others: [Overlay?] = [
            nil, .form(Self.form(Deed("customer.setProfile", ["user": "hollin"]) ?? Self.footer)),
            .form(FormState(deed: Deed("apps.setup", ["user": "hollin", "name": "template"]) ?? Self.footer)),
        ]
        for overlay in others {
            let test = DeskTest(Self.desk(overlay))
            await test.send(.change(.textEdited(edited, .done("x")))) {
                $0.notice = Notice(.warning, "the form of text/html was left: the new text is not taken")
            }
            await test.end()
        }
    }

    @Test("No editor opens where a field has one line, is secret, or where there is no form")
    func reasons() async throws {
        let profile = try #require(Deed("customer.setProfile", ["user": "hollin"]))
        let password = try #require(Deed("customer.setPassword", ["user": "hollin"]))
        let cases: [(Overlay, String)] = [
            (.form(FormState(deed: profile)), "this field has one line"),
            (.form(FormState(deed: password)), "what is secret is in no file"),
            (.account(AccountForm()), "this field has one line"),
        ]
        for (overlay, reason) in cases {
            let test = DeskTest(Self.desk(overlay))
            await test.press(.control("x")) { $0.pendingKeys = [.control("x")] }
            await test.press(.control("e")) {
                $0.pendingKeys = []
                $0.notice = Notice(.warning, "editor: \(reason)")
            }
            await test.end()
        }
    }

    @Test("No editor opens in a kiosk, whose terminal is everybody's")
    func kiosk() async {
        var state = Self.desk(.form(Self.form()))
        state.session.isKiosk = true
        let test = DeskTest(state)
        await test.send(.commandChosen(.editText)) { $0.notice = Notice(.warning, "editor: not in a kiosk") }
        await test.end()
    }

    @Test("HTML and plain texts of apps may have several lines; names, addresses, switches and keys have one")
    func fields() {
        let found = App.all.flatMap { app in
            FormState(
                deed: Deed(Self.footer.operation, ["user": "hollin", "name": app.id], settled: ["user", "name"])
            )
            .fields.filter(\.takesLines).map { "\(app.id) \($0.name)" }
        }
        #expect(
            found == [
                "subscriptiontrack text/html", "subscriptiontrack text/plain", "subscriptiontrack landing",
                "footer text/html", "footer text/plain", "template text/html",
            ])
        let others = ResellerAPI.Operation.all.filter { !$0.takesSettings }
        #expect(others.allSatisfy { FormState(deed: Deed($0)).fields.allSatisfy { !$0.takesLines } })
    }

    @Test("In the list of the journal a text is told by its lines, as a row has one")
    func journal() {
        let entry = JournalEntry(
            at: noon, account: "acme", context: "acme", who: "op", operation: "apps.setup",
            parameters: ["user": "hollin", "name": "template", "text/html": "<p>\n<% body %>\n</p>"], reason: "",
            before: StateImage(isThere: true, entries: [.init("text/html", "<% body %>")]))
        #expect(entry.changeWords == "<% body %> → 3 lines")
    }

    @Test(
        "Lines are counted as editors do",
        arguments: [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("\n\n", 2)])
    func lines(text: String, count: Int) {
        #expect(text.lineCount == count)
        #expect(text.lineWords == (count == 1 ? "1 line" : "\(count) lines"))
    }
}

/// What the environment was asked.
private final class Asked: Sendable {
    private let texts = Mutex<[EditedText]>([])
    var all: [EditedText] { texts.withLock { $0 } }
    func add(_ text: EditedText) { texts.withLock { $0.append(text) } }
}
