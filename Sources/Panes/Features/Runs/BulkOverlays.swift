import Desk
import Records
import ResellerAPI
import Screen
import Settings

/// What lies over the desk for bulk runs.
struct BulkOverlays {
    let state: DeskState

    func draw(_ overlay: BulkOverlay, on canvas: inout Canvas) -> DialogExtent {
        switch overlay {
        case .menu(let menu):
            draw(menu, on: &canvas)
            return .unbounded
        case .preview(let preview): return BulkPreviewOverlay(state: state, preview: preview).draw(on: &canvas)
        case .row(let sheet): return draw(sheet, on: &canvas)
        case .question(let question): return draw(question, on: &canvas)
        }
    }

    // MARK: - Menu

    private func draw(_ menu: BulkMenu, on canvas: inout Canvas) {
        let longest = menu.choices.map { canvas.width(of: words($0, menu)) }.max() ?? 0
        let inside = OverlayFrame.open(
            state, title: menu.title, width: max(44, longest + 12, canvas.width(of: menu.title) + 8),
            height: menu.choices.count + 4, on: &canvas)
        let rows = max(0, inside.height - (inside.hasBorder ? 2 : 0))
        let first = max(0, min(menu.cursor - rows + 1, menu.choices.count - rows))
        let top = inside.y + (inside.hasBorder ? 1 : 0)
        for (index, choice) in menu.choices.dropFirst(first).prefix(rows).enumerated() {
            canvas.put(
                inside.x + 2, top + index, words(choice, menu) + canvas.glyphs.asking, .text,
                width: max(0, inside.width - 3))
            if first + index == menu.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: top + index, width: inside.width, on: &canvas)
            }
        }
    }

    /// Where the choices differ in what they go over, the number stands with them.
    private func words(_ choice: BulkChoice, _ menu: BulkMenu) -> String {
        let isShared = menu.choices.allSatisfy { $0.targets == menu.choices.first?.targets }
        return isShared ? choice.title : RunsWords.choice(choice.title, choice.targets.count, choice.targets.noun)
    }

    // MARK: - Row

    private func draw(_ sheet: RunRowSheet, on canvas: inout Canvas) -> DialogExtent {
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
        return ConfirmWords.call(operation, sheet.row.parameters)
    }

    private static func words(_ image: StateImage) -> String {
        guard image.isThere else { return RunsWords.notThere }
        return image.entries.map { "\(Wording.label($0.name)) \($0.value ?? RunsWords.notProvided)" }.joined(
            separator: ", ")
    }

    // MARK: - Question

    private func draw(_ question: RunQuestion, on canvas: inout Canvas) -> DialogExtent {
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
