import Desk
import Records
import Screen

/// The live board: the mail of all together, who needs a human, what happened, and how collecting stands.
struct BoardView {
    let state: DeskState
    let layout: ViewLayout

    func draw(on canvas: inout Canvas) {
        if layout.kind == .counts { return CountsBody(state: state).draw(on: &canvas) }
        if layout.headerRows > 0 { FleetPicture(state: state, rows: layout.headerRows).draw(on: &canvas) }
        let focus = state.focusedPane?.digit
        for pane in state.viewPanes {
            guard let frame = layout.frames[pane.digit] else { continue }
            let place = SheetPlace(pane: pane, frame: frame, layout: layout, isFocused: pane.digit == focus)
            if pane.digit == BoardPanes.rows {
                BoardTable(state: state, place: place).draw(on: &canvas)
            } else {
                HappeningsTable(state: state, place: place).draw(on: &canvas)
            }
        }
        drawStatus(on: &canvas)
    }

    private func drawStatus(on canvas: inout Canvas) {
        guard layout.statusRows > 0 else { return }
        let y = canvas.height - 1 - (layout.hasKeyLine ? 1 : 0)
        let width = max(0, canvas.width - 2)
        let words = CollectingWords(state: state, glyphs: canvas.glyphs)
        // A note is longer than its column. Where there is one line only, it comes before how collecting goes on.
        let noted = state.wordUnderCursor.flatMap { $0.note.isEmpty ? nil : $0 }
        if let noted, layout.statusRows > 1 || words.trouble == nil {
            let said = Text.clip(state.said(noted), width: width, glyphs: canvas.glyphs)
            canvas.line(1, y + 1 - layout.statusRows, [Span(said)], width: width)
            if layout.statusRows == 1 { return }
        }
        canvas.line(1, y, words.sentence(width: width), width: width)
    }
}

extension SheetPlace {
    /// The title line of a pane of the board, with the filter being typed where it has the focus.
    func drawTitle(_ sub: [Span], right: [Span], _ state: DeskState, on canvas: inout Canvas) {
        let taken = canvas.width(of: right)
        let room = titleRoom - taken - (right.isEmpty ? 3 : 5)
        let entry = isFocused ? state.filterEntry : nil
        let field = entry.map { EntryField($0, width: max(1, room - 1), glyphs: canvas.glyphs) }
        let shown = field.map { [Span("/", .key), Span($0.text, .input)] } ?? fitting(sub, room, canvas)
        canvas.rule(
            x, frame.y, width: width, digit: String(pane.digit), title: pane.title, sub: shown, right: right,
            focused: isFocused)
        if let field, state.overlay == nil { canvas.cursor = Point(x: titleSubX + 1 + field.caret, y: frame.y) }
    }

    /// As many whole pieces as there is room for; the first one is cut at need.
    private func fitting(_ spans: [Span], _ room: Int, _ canvas: Canvas) -> [Span] {
        var shown = spans
        while shown.count > 1, canvas.width(of: shown) > room { shown.removeLast() }
        guard let first = shown.first, shown.count == 1, canvas.width(of: shown) > room else { return shown }
        guard room >= 4 else { return [] }
        return [Span(Text.clip(first.text, width: room, glyphs: canvas.glyphs), first.role)]
    }
}
