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

    private func run(_ outcome: EditEnd) -> (DeskTest, Asked) {
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
        let (test, asked) = run(.written("<p>new</p>\n<p>and more</p>"))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .written("<p>new</p>\n<p>and more</p>")))) { state in
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
        let (test, _) = run(.written(""))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .written("")))) { state in
            var form = Self.form(text: "")
            form.fields[0].isTouched = true
            state.overlay = .form(form)
            state.notice = Notice(.done, "text/html is empty now; nothing is sent yet")
        }
        await test.end()
    }

    @Test("An unchanged file leaves the field as it is")
    func unchanged() async {
        let (test, _) = run(.unchanged)
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .unchanged))) {
            $0.notice = Notice(.plain, ChangesWords.unchangedText("text/html"))
        }
        await test.end()
    }

    @Test("An editor that fails leaves the field as it is, and why is said")
    func failed() async {
        let (test, _) = run(.failed("vi ended with 1", kept: nil))
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, .failed("vi ended with 1", kept: nil)))) {
            $0.notice = Notice(.warning, ChangesWords.textNotTaken("text/html", "vi ended with 1"))
        }
        await test.end()
    }

    /// The form after a text was refused whose file is kept.
    private static var refused: FormState {
        var form = form()
        form.fields[0].keptText = "/kept/text-html.html"
        form.problem =
            "text/html is unchanged: too long; shorten it. Your text is saved in /kept/text-html.html; ^X ^E reopens it"
        return form
    }

    @Test("A text that is refused stays in its file: the form tells where, and the next editor goes on with it")
    func refused() async throws {
        let end = EditEnd.failed("too long; shorten it", kept: "/kept/text-html.html")
        let (test, asked) = run(end)
        let words = "text/html is unchanged: too long; shorten it. Your text is saved in /kept/text-html.html"
        await openEditor(test)
        await test.receive(.change(.textEdited(edited, end))) { state in
            state.overlay = .form(Self.refused)
            state.notice = Notice(.warning, words)
        }
        await openEditor(test)
        let again = EditedText(deed: Self.footer, field: Self.refused.fields[0])
        #expect(again.kept == "/kept/text-html.html")
        await test.receive(.change(.textEdited(again, end)))
        #expect(asked.all.map(\.kept) == [nil, "/kept/text-html.html"])
        await test.end()
    }

    @Test("A form that is left and opened again still knows the file; who types on in the field has done with it")
    func refusedAndLeft() async {
        let test = DeskTest(Self.desk(.form(Self.refused)))
        await test.press(.escape) { state in
            state.overlay = nil
            state.changes.draft = Self.refused
            state.notice = Notice(.plain, ChangesWords.nothingSent)
        }
        await test.end()
        let typing = DeskTest(Self.desk(.form(Self.refused)))
        await typing.press(.character("x")) { state in
            var form = Self.form(text: "<p>old</p>x")
            form.fields[0].isTouched = true
            state.overlay = .form(form)
        }
        await typing.end()
    }

    @Test(
        "Once the kept text is taken, or is what the field has, nothing is said of it any more",
        arguments: [
            (EditEnd.written("<p>short</p>"), "text/html has 1 line now; nothing is sent yet"),
            (.unchanged, ChangesWords.unchangedText("text/html")),
        ])
    func mended(end: EditEnd, words: String) async {
        let test = DeskTest(Self.desk(.form(Self.refused)))
        let again = EditedText(deed: Self.footer, field: Self.refused.fields[0])
        await test.send(.change(.textEdited(again, end))) { state in
            var form = Self.form(text: end == .unchanged ? "<p>old</p>" : "<p>short</p>")
            form.fields[0].isTouched = end != .unchanged
            state.overlay = .form(form)
            state.notice = Notice(end == .unchanged ? .plain : .done, words)
        }
        await test.end()
    }

    @Test("What comes back to a form that is no longer there is kept in a file, and where is told")
    func late() async {
        let others: [Overlay?] = [
            nil, .form(Self.form(Deed("customer.setProfile", ["user": "hollin"]) ?? Self.footer)),
            .form(FormState(deed: Deed("apps.setup", ["user": "hollin", "name": "template"]) ?? Self.footer)),
        ]
        let outcomes: [(Outcome<String>, String)] = [
            (.done("/kept/a.html"), ChangesWords.leftText("text/html", savedIn: "/kept/a.html")),
            (.failed("disk full"), ChangesWords.lostText("text/html", "disk full")),
        ]
        for overlay in others {
            for (outcome, words) in outcomes {
                let test = DeskTest(Self.desk(overlay)) { environment, _ in
                    environment.keepText = { _, text in text == "x" ? outcome : .failed("another text") }
                }
                await test.send(.change(.textEdited(edited, .written("x"))))
                await test.receive(.change(.textKept(edited, outcome))) {
                    $0.notice = Notice(.warning, words, isPinned: true)
                }
                await test.end()
            }
        }
    }

    @Test("No editor opens where a field has one line, is secret, or where there is no form")
    func reasons() async throws {
        let profile = try #require(Deed("customer.setProfile", ["user": "hollin"]))
        let password = try #require(Deed("customer.setPassword", ["user": "hollin"]))
        let cases: [(Overlay, String)] = [
            (.form(FormState(deed: profile)), ChangesWords.oneLine),
            (.form(FormState(deed: password)), ChangesWords.noSecrets),
            (.account(AccountForm()), ChangesWords.oneLine),
        ]
        for (overlay, reason) in cases {
            let test = DeskTest(Self.desk(overlay))
            await test.press(.control("x")) { $0.pendingKeys = [.control("x")] }
            await test.press(.control("e")) {
                $0.pendingKeys = []
                $0.notice = Notice(.warning, "editor: \(reason)", isPinned: true)
            }
            await test.end()
        }
    }

    @Test("No editor opens in a kiosk, whose terminal is everybody's")
    func kiosk() async {
        var state = Self.desk(.form(Self.form()))
        state.session.isKiosk = true
        let test = DeskTest(state)
        await test.send(.commandChosen(.editText)) {
            $0.notice = Notice(.warning, "editor: not in a kiosk", isPinned: true)
        }
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
