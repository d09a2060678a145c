import Desk
import Formats
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("What becomes other lines in a text")
struct LineChangesTests {
    @Test("Only what differs is told, at each place by itself")
    func scattered() {
        let old = (1...9).map { "line \($0)" }.joined(separator: "\n")
        let new = old.replacing("line 2", with: "line two").replacing("line 8\n", with: "")
        #expect(
            LineChanges(from: old, to: new).lines == [
                .same(1), .gone("line 2"), .new("line two"), .same(5), .gone("line 8"), .same(1),
            ])
    }

    @Test("A text that is new or gone is told whole, one that is the same not at all")
    func whole() {
        #expect(LineChanges(from: "", to: "a\nb").lines == [.new("a"), .new("b")])
        #expect(LineChanges(from: "a\nb", to: "").lines == [.gone("a"), .gone("b")])
        #expect(LineChanges(from: "a\nb", to: "a\nb").lines == [.same(2)])
        #expect(LineChanges(from: "a\nb", to: "a\nb\n").lines == [.same(2), .new("")])
    }

    @Test("Other line ends are a change, and are seen")
    func lineEnds() {
        #expect(
            LineChanges(from: "a\nb", to: "a\r\nb").lines == [.gone("a"), .new("a\r"), .same(1)])
    }

    @Test("Long texts are compared too, if less finely")
    func long() {
        let old = (1...2_000).map { "old \($0)" }.joined(separator: "\n")
        let lines = LineChanges(from: "head\n" + old + "\nfoot", to: "head\nnew\nfoot").lines
        #expect(lines.count == 2_003)
        #expect(lines.first == .same(1))
        #expect(lines.suffix(2) == [.new("new"), .same(1)])
    }

    @Test("A field in which several lines stand on one shows a sign for each end, and the caret behind it")
    func entry() {
        var entry = TextEntry("a\r\nb\nc")
        entry.caret = 2
        let field = EntryField(entry, width: 20, glyphs: .unicode)
        #expect(field.text == "a↵b↵c")
        #expect(field.caret == 2)
        let ascii = EntryField(entry, width: 20, glyphs: .ascii)
        #expect(ascii.text == "a\\nb\\nc")
        #expect(ascii.caret == 3)
    }

    @Test("Of a text longer than its field the part around the caret is shown")
    func longEntry() {
        var entry = TextEntry(String(repeating: "x", count: 100_000) + "end")
        #expect(EntryField(entry, width: 10, glyphs: .unicode).text == "xxxxxxend")
        entry.caret = 0
        #expect(EntryField(entry, width: 10, glyphs: .unicode).text == "xxxxxxxxxx")
        #expect(EntryField(entry, width: 10, glyphs: .unicode).caret == 0)
    }

    /// A dialog over a footer that becomes this text.
    private func dialog(_ text: String, _ size: (Int, Int) = (120, 40)) throws -> (DeskState, ConfirmState) {
        var state = Fixture.desk(size.0, size.1)
        let operation = try #require(ResellerAPI.Operation.named("apps.setup"))
        var confirm = ConfirmState(
            request: Request(operation, ["user": Fixture.user, "name": "footer", "text/html": text]))
        confirm.before = StateImage(isThere: true, entries: [.init("text/html", "old")])
        confirm.stage = .ready
        state.overlay = .confirm(confirm)
        return (state, confirm)
    }

    @Test("Every line of a long text can be scrolled to, and account and undo stay in sight meanwhile")
    func many() throws {
        let text = (1...3_000).map { "line \($0)" }.joined(separator: "\n")
        var (state, confirm) = try dialog(text)
        let extent = Panes.dialogExtent(state, glyphs: .unicode)
        #expect(Panes.draw(state, glyphs: .unicode).lines.contains { $0.contains("old → 3,000 lines") })
        var seen: Set<Int> = []
        for top in stride(from: 0, to: extent.lines, by: extent.rows) {
            confirm.top = top
            state.overlay = .confirm(confirm)
            let screen = Panes.draw(state, glyphs: .unicode).lines
            seen.formUnion(screen.compactMap { $0.firstMatch(of: /\+ line (\d+)/).flatMap { Int($0.1) } })
            #expect(screen.contains { $0.contains("undo ") } && screen.contains { $0.contains("account ") })
            #expect(screen.contains { $0.contains("y do it") })
            let hidden = extent.lines - top - extent.rows
            let words = hidden == 1 ? "… 1 more line " : "… \(Numbers.grouped(hidden)) more lines "
            #expect(screen.contains { $0.contains(words) } == (hidden > 0))
        }
        #expect(seen == Set(1...3_000))
        #expect(PlainText.lines(state).contains("new: line 3000"))
    }

    @Test("A long line is told whole, on as many rows as it takes, with its blanks")
    func longLine() throws {
        let (state, _) = try dialog("<p>\n  " + String(repeating: "0123456789", count: 15) + "end")
        let screen = Panes.draw(state, glyphs: .unicode).lines
        #expect(screen.contains { $0.contains("+   0123456789") })
        #expect(screen.contains { $0.contains("789end") })
        let (low, _) = try dialog(String(repeating: "x", count: 200_000), (80, 24))
        let extent = Panes.dialogExtent(low, glyphs: .unicode)
        #expect(extent.lines > 200_000 / 74, "also one line that is all of it")
        #expect(Panes.draw(low, glyphs: .unicode).lines.contains { $0.contains("more lines") })
    }

    @Test("In plain lines a text is told line by line, and that an editor needs the screen")
    func plain() throws {
        var state = Fixture.desk(59, 24)
        let operation = try #require(ResellerAPI.Operation.named("apps.setup"))
        let footer: Parameters = ["user": Fixture.user, "name": "footer"]
        var form = FormState(deed: Deed(operation, footer, settled: ["user", "name"]))
        form.fields[0].entry = TextEntry("<p>\none")
        state.overlay = .form(form)
        let question = PlainText(state).question
        #expect(
            question.suffix(4) == [
                "now: 2 lines", "| <p>", "| one",
                "a line typed here takes the place of all of them; an editor needs the screen, without --plain",
            ])
        var confirm = ConfirmState(request: Request(operation, footer.appending("text/html", "<p>\ntwo")))
        confirm.before = StateImage(isThere: true, entries: [.init("text/html", "<p>\none")])
        confirm.stage = .ready
        state.overlay = .confirm(confirm)
        let lines = PlainText.lines(state)
        #expect(lines.contains("text/html: 2 lines becomes 2 lines"))
        #expect(lines.contains("gone: one") && lines.contains("new: two") && lines.contains("1 line unchanged"))
        #expect(lines.contains { $0.hasPrefix("call: ") && $0.contains("text/html=(2 lines, 7 bytes)") })
    }
}
