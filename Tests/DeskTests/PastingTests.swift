import ResellerAPI
import Screen
import Testing

@testable import Desk

@Suite("What of a paste goes into a field")
struct PastedTextTests {
    private func pasted(_ text: String, _ place: PastePlace = PastePlace()) -> [String?] {
        let pasted = PastedText(text, into: place)
        return [pasted.text, pasted.notice?.text]
    }

    @Test("What fits on one line is taken without a word, without the end of its line")
    func plain() {
        #expect(pasted(" kim@gone.example\n") == ["kim@gone.example", nil])
        #expect(pasted("a\tb") == ["a b", nil])
        #expect(pasted("\n \n") == ["", nil])
    }

    @Test("Lines that become one, what is cut off, and what is no text is told")
    func told() {
        #expect(pasted("one\ntwo\n\nthree\n") == ["one two  three", "3 pasted lines joined"])
        let long = String(repeating: "x", count: 999)
        #expect(pasted(long + "yz") == [long + "y", "only the first 1,000 characters fit"])
        #expect(
            pasted("a\n" + long) == [
                "a " + long.dropLast(), "2 pasted lines joined; only the first 1,000 characters fit",
            ])
        #expect(pasted("a\u{1B}[31mb") == ["a [31mb", "1 control character replaced"])
        #expect(pasted("a", PastePlace(room: 0)) == ["", InputWords.full])
    }

    @Test("A character of any number of marks is cut, too, and is not told as one")
    func marks() {
        let pasted = PastedText("a" + String(repeating: "\u{301}", count: 50_000), into: PastePlace())
        #expect(pasted.text.unicodeScalars.count == 1_000)
        #expect(pasted.notice?.text == "only the first 1,000 characters fit")
    }

    @Test("Where lines stay lines they end as those that are there, and bytes are counted, not cut within a character")
    func lines() {
        let place = PastePlace(lineEnd: "\n", room: 10, unit: .bytes)
        #expect(pasted(" a\n\tb\n", place) == [" a\n\tb\n", nil])
        #expect(pasted("äöüäöü", place) == ["äöüäö", "only the first 5 characters fit"])
        #expect(pasted("aäöüäöü", place) == ["aäöüä", "only the first 5 characters fit"])
        #expect(pasted("a\nb", PastePlace(lineEnd: "\r\n", room: 10, unit: .bytes)) == ["a\r\nb", nil])
        #expect(pasted("a", PastePlace(lineEnd: "\n", room: -3, unit: .bytes)) == ["", InputWords.full])
    }
}

@MainActor
@Suite("Pastes into forms and prompts", .timeLimit(.minutes(5)))
struct PastingTests {
    private func desk(_ overlay: Overlay) -> DeskRun {
        var state = DeskState.showing(["hollin"])
        state.overlay = overlay
        return DeskRun(state) { environment, clock in environment.answerDetails(clock) }
    }

    private func form(_ id: String, _ parameters: Parameters) throws -> FormState {
        FormState(deed: try #require(Deed(id, parameters)))
    }

    private func text(_ desk: DeskRun) -> String? {
        guard case .form(let form) = desk.state.overlay else { return nil }
        return form.fieldInHand?.entry.text
    }

    @Test("A pasted HTML text keeps its lines, up to what an editor may bring")
    func html() async throws {
        let desk = desk(.form(try form("apps.setup", ["user": "hollin", "name": "footer"])))
        await desk.send(.inputReceived(.paste("<p>\n  one\n</p>\n")))
        #expect(text(desk) == "<p>\n  one\n</p>\n")
        #expect(desk.state.notice == nil)
        await desk.send(.inputReceived(.paste(String(repeating: "x", count: 200_000))))
        #expect(text(desk)?.utf8.count == EditedText.most)
        #expect(desk.state.notice?.text == "only the first 199,985 characters fit")
        #expect(desk.state.notice?.kind == .warning)
        await desk.send(.inputReceived(.paste("y")))
        #expect(text(desk)?.contains("y") == false)
        #expect(desk.state.notice?.text == InputWords.full)
    }

    @Test("A paste goes on at the caret, with the line ends of the text")
    func caret() async throws {
        var form = try form("apps.setup", ["user": "hollin", "name": "footer"])
        form.fields[0].entry = TextEntry(filledWith: "a\r\nb")
        let desk = desk(.form(form))
        await desk.send(.inputReceived(.paste("1\n2\n")))
        #expect(text(desk) == "1\r\n2\r\na\r\nb")
    }

    @Test("A field of one line says that lines became one")
    func oneLine() async throws {
        let desk = desk(.form(try form("customer.setProfile", ["user": "hollin"])))
        await desk.send(.inputReceived(.paste("1 High Street\nLondon\n")))
        #expect(text(desk) == "1 High Street London")
        #expect(desk.state.notice?.text == "2 pasted lines joined")
        #expect(desk.state.notice?.kind == .plain)
        #expect(desk.state.notice?.isPinned == true, "what is read meanwhile does not wipe it out")
    }

    @Test("A key that is too long is not cut to one that looks right")
    func key() async {
        var account = AccountForm()
        account.field = .key
        let desk = desk(.account(account))
        await desk.send(.inputReceived(.paste(String(repeating: "k", count: 5_000))))
        guard case .account(let form) = desk.state.overlay else {
            Issue.record("the form is gone")
            return
        }
        #expect(form[.key].text.count == 5_000)
        #expect(desk.state.notice == nil)
    }

    @Test("A filter says it, too, though its rows are sought meanwhile")
    func filter() async {
        let desk = DeskRun(.showing(["hollin"])) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("/"))
        await desk.send(.inputReceived(.paste("hol\nlin")))
        #expect(desk.state.filterEntry?.text == "hol lin")
        #expect(desk.state.notice?.text == "2 pasted lines joined")
    }
}

@MainActor
@Suite("Text that comes in one piece without brackets", .timeLimit(.minutes(5)))
struct BurstTests {
    private static let word = "mail@a-long-name.hollin.example"
    private static let unpressed = InputWords.enterIgnored

    private func desk(_ overlay: Overlay? = nil) -> DeskRun {
        var state = DeskState.showing(["hollin"])
        state.overlay = overlay
        state.session.writes = true
        return DeskRun(state) { environment, clock in environment.answerDetails(clock) }
    }

    @Test("A line and its Enter in a filter are the filter, kept")
    func filter() async {
        let desk = desk()
        await desk.press(.character("/"))
        await desk.send(.inputReceived(.burst(Self.word + "\n")))
        #expect(desk.state.filterEntry == nil)
        #expect(desk.state.customers.filter == Self.word)
        #expect(desk.state.filterHistory.first == Self.word)
    }

    @Test("In a form they fill the field and go on to the next one; lines are a paste")
    func form() async throws {
        let desk = desk(.form(FormState(deed: try #require(Deed("customer.setProfile", ["user": "hollin"])))))
        await desk.send(.inputReceived(.burst(Self.word + "\n")))
        guard case .form(let form) = desk.state.overlay else {
            Issue.record("the form is gone")
            return
        }
        #expect(form.fields[0].entry.text == Self.word)
        #expect(form.cursor == 1)
        await desk.send(.inputReceived(.burst("one\ntwo\n")))
        #expect(desk.state.notice?.text == "2 pasted lines joined")
        guard case .form(let later) = desk.state.overlay else {
            Issue.record("the form is gone")
            return
        }
        #expect(later.fields[1].entry.text == "one two")
        #expect(later.cursor == 1)
    }

    @Test("A text of several lines keeps the line ends of a piece")
    func lines() async throws {
        let deed = try #require(Deed("apps.setup", ["user": "hollin", "name": "footer"]))
        let desk = desk(.form(FormState(deed: deed)))
        await desk.send(.inputReceived(.burst("<p>one</p>\n")))
        guard case .form(let form) = desk.state.overlay else {
            Issue.record("the form is gone")
            return
        }
        #expect(form.fields[0].entry.text == "<p>one</p>\n")
        #expect(form.cursor == 0)
    }

    @Test("What was cut off is looked at before Enter, and two Enters are not one")
    func notTaken() async throws {
        let desk = desk(.form(FormState(deed: try #require(Deed("customer.setProfile", ["user": "hollin"])))))
        await desk.send(.inputReceived(.burst(String(repeating: "xy", count: 600) + "\n")))
        #expect(desk.state.notice?.text == "only the first 1,000 characters fit")
        await desk.press(.control("u"))
        await desk.send(.inputReceived(.burst("two\n\n")))
        #expect(desk.state.notice?.text == Self.unpressed)
        guard case .form(let form) = desk.state.overlay else {
            Issue.record("the form is gone")
            return
        }
        #expect(form.fields[0].entry.text == "two")
        #expect(form.cursor == 0)
    }

    @Test("No write is confirmed by a piece of text, whether y or a name is asked for")
    func dialogs() async throws {
        let delete = try #require(ResellerAPI.Operation.named("customer.delete"))
        var worst = ConfirmState(request: Request(delete, ["user": "hollin"]))
        worst.stage = .ready
        let typing = desk(.confirm(worst))
        await typing.send(.inputReceived(.burst("hollin\n")))
        worst.typed = TextEntry("hollin")
        #expect(typing.state.overlay == .confirm(worst), "the name is there, and nothing is sent")
        #expect(typing.state.notice?.text == Self.unpressed)
        let increment = try #require(ResellerAPI.Operation.named("limits.increment"))
        var plain = ConfirmState(request: Request(increment, ["user": "hollin", "credits": "10"]))
        plain.stage = .ready
        let asked = desk(.confirm(plain))
        await asked.send(.inputReceived(.burst("yes, yes, yes, yes, yes, yes\n")))
        #expect(asked.state.overlay == .confirm(plain))
        #expect(asked.state.notice?.text == InputWords.notKeys("/"))
    }

    @Test("No command runs and no file is written by the Enter of a piece")
    func commands() async {
        let palette = desk()
        await palette.press(.character(":"))
        await palette.send(.inputReceived(.burst("quit\n")))
        #expect(palette.state.exitCode == nil)
        #expect(palette.state.notice?.text == Self.unpressed)
        let prompt = PromptState(purpose: .export, title: "Write", entry: TextEntry("a"), note: "")
        let writing = desk(.prompt(prompt))
        await writing.send(.inputReceived(.burst("b.csv\n")))
        guard case .prompt(let left) = writing.state.overlay else {
            Issue.record("it was written")
            return
        }
        #expect(left.entry.text == "ab.csv")
    }
}
