import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// One row of a run: its call, its answer, and what a person can decide.
struct RunRowOverlay: OverlayPicture {
    let state: DeskState
    let sheet: RunRowSheet

    var hints: [KeyLine.Hint] {
        let words = RunsWords.hints
        return sheet.choices.isEmpty
            ? [(.dismiss, words.close)]
            : [(.confirm, words.decide), (.lineDown, words.down), (.lineUp, words.up), (.dismiss, words.close)]
    }

    var plain: (name: String, part: PlainText.Part) { ("bulk", PlainBulk(state: state).row(sheet)) }

    func measured(on canvas: inout Canvas) -> DialogExtent {
        let width = 78
        let room = max(8, min(width, canvas.width - 6) - 6)
        let lines = lines(sheet, room, canvas)
        let choices = sheet.choices
        let inside = OverlayFrame.open(
            state, title: RunsWords.row(sheet.row.index, of: sheet.run.id), width: width,
            height: lines.count + choices.count + 4, on: &canvas)
        let rows = max(0, inside.height - choices.count - (inside.hasBorder ? 1 : 0))
        let top = inside.y + (inside.hasBorder && inside.height > lines.count + choices.count ? 1 : 0)
        for (index, line) in lines.prefix(rows).enumerated() {
            canvas.line(inside.x + 1, top + index, line, width: max(0, inside.width - 2))
        }
        for (index, choice) in choices.enumerated() {
            let y = inside.y + inside.height - choices.count + index
            canvas.put(inside.x + 2, y, choice.words, .text, width: max(0, inside.width - 3))
            if index == sheet.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: y, width: inside.width, on: &canvas)
            }
        }
        let longest = choices.map { Text.width(of: $0.words) }.max() ?? 0
        // The target, which comes first, and the result below it.
        let must = (lines.firstIndex(of: []) ?? 0) + 2
        let isWhole = choices.isEmpty || (rows >= min(lines.count, must) && longest <= inside.width - 3)
        return isWhole ? .unbounded : .tooSmall
    }

    private func lines(_ sheet: RunRowSheet, _ room: Int, _ canvas: Canvas) -> [[Span]] {
        let row = sheet.row
        let words = RunWords(state: state, glyphs: canvas.glyphs)
        let standing = words.row(row, of: sheet.run)
        let target = state.shownName(row.target)
        var lines = Text.wrap(target, width: room).map { [Span($0, .title)] } + [[]]
        func add(_ label: String, _ text: String) {
            guard !text.isEmpty else { return }
            let shown = state.masked(text)
            for (index, part) in Text.wrap(shown, width: max(8, room - 10)).enumerated() {
                let head = (index == 0 ? label : "").padded(to: 10)
                lines.append([Span(head, .dim), Span(part)])
            }
        }
        add("result", standing.word)
        add("answer", row.answer)
        if row.at > 0 { add("at", words.clock(row.at)) }
        add("call", call(sheet))
        if let before = row.before { add("before", Self.words(before)) }
        if let entry = row.entry { add("journal", RunsWords.entry(entry)) }
        return lines + [[]]
    }

    private func call(_ sheet: RunRowSheet) -> String {
        guard let operation = ResellerAPI.Operation.named(sheet.run.operation) else { return sheet.run.operation }
        return ConfirmWords.call(operation, sheet.row.parameters, state.session.capabilities)
    }

    private static func words(_ image: StateImage) -> String {
        guard image.isThere else { return RunsWords.notThere }
        return image.entries.map { "\(Wording.label($0.name)) \($0.value ?? RunsWords.notProvided)" }.joined(
            separator: ", ")
    }
}

/// Something about a run that a person has to say yes to.
struct RunQuestionOverlay: OverlayPicture {
    let state: DeskState
    let question: RunQuestion

    var hints: [KeyLine.Hint] { [(.accept, RunsWords.hints.doIt), (.dismiss, RunsWords.hints.cancel)] }
    var plain: (name: String, part: PlainText.Part) { ("bulk", PlainBulk(state: state).asked(question)) }

    func measured(on canvas: inout Canvas) -> DialogExtent {
        let width = 70
        let room = max(8, min(width, canvas.width - 6) - 6)
        let keys = [
            DialogLine(
                spans: [Span("Enter Esc", .key), Span(ChangesWords.keys.cancel, .title)],
                right: [Span("y", .key), Span(" \(RunsWords.hints.doIt)")])
        ]
        let height = lines(question, room).count + 5
        let inside = OverlayFrame.open(
            state, title: RunsWords.runTitle(question.run), width: width, height: height, on: &canvas)
        let lines = lines(question, max(1, inside.width - (inside.hasBorder ? 2 : 0)))
        let margin = inside.height > lines.count + 2 ? 1 : 0
        var extent = OverlayFrame.drawDialog(
            DialogText(lines: lines, must: lines.count, keys: keys), inside: inside, margin: margin, scrolled: 0,
            on: &canvas)
        // It does not scroll: what has no room is never seen.
        if extent.rows < extent.lines { extent.isWhole = false }
        return extent
    }

    private func lines(_ question: RunQuestion, _ room: Int) -> [DialogLine] {
        Text.wrap(question.question, width: room).map { DialogLine(spans: [Span($0, .title)]) }
            + Text.wrap(question.consequence, width: room).map { DialogLine(spans: [Span($0)]) } + [DialogLine()]
            + Text.wrap(RunsWords.on(state.session.account, state.session.role.rawValue.uppercased()), width: room)
            .map { DialogLine(spans: [Span($0, .dim)]) }
    }
}

extension String {
    /// With blanks behind up to a number of columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - Text.width(of: self)))
    }
}
