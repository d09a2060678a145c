import Desk
import Screen
import Settings

/// A list of choices in a box.
struct MenuPicture: OverlayPicture {
    let state: DeskState
    let name: String
    let menu: Menu

    func measured(on canvas: inout Canvas) -> DialogExtent {
        let marks = menu.rows.contains { $0.mark == .on } ? 2 : 0
        let longest = menu.rows.map { canvas.width(of: $0.words + $0.note) + ($0.note.isEmpty ? 0 : 2) }.max() ?? 0
        let sentences = max(canvas.width(of: menu.title) + 8, canvas.width(of: menu.foot) + 7)
        let width = max(40, longest + 12 + marks, min(70, sentences))
        let title = state.masked(menu.title)
        let room = max(1, min(width, canvas.width - 6) - 4)
        let isLong = menu.acts && canvas.width(of: title) + 2 > room
        let name = isLong ? Text.wrap(title, width: room) : []
        let foot = menu.foot.isEmpty ? 0 : 2
        let inside = OverlayFrame.open(
            state, title: isLong ? menu.shortTitle : title, width: width,
            height: menu.rows.count + name.count + foot + 4, on: &canvas)
        for (index, line) in name.enumerated() where index < inside.height {
            canvas.put(inside.x + 1, inside.y + index, line, .title, width: max(0, inside.width - 1))
        }
        // The blank rows above and below are the first to go.
        let left = inside.height - name.count
        let pad = left >= menu.rows.count + 2 ? 1 : 0
        let rows = max(0, min(menu.rows.count, left - pad))
        draw(rows, inside, top: inside.y + name.count + pad, marks: marks, on: &canvas)
        if foot > 0, left >= menu.rows.count + pad + 2 {
            let y = inside.y + inside.height - 1
            canvas.put(inside.x + 2, y, menu.foot, .dim, width: max(0, inside.width - 3))
        }
        guard menu.acts else { return .unbounded }
        let longestWords = menu.rows.map { canvas.width(of: words($0, canvas.glyphs)) }.max() ?? 0
        return inside.hasTitle && rows == menu.rows.count && longestWords <= inside.width - 3 ? .unbounded : .tooSmall
    }

    private func draw(_ count: Int, _ inside: OverlayFrame.Inside, top: Int, marks: Int, on canvas: inout Canvas) {
        let first = max(0, min(menu.cursor - count + 1, menu.rows.count - count))
        for (index, row) in menu.rows.dropFirst(first).prefix(count).enumerated() {
            let y = top + index
            if row.mark == .on { canvas.put(inside.x + 2, y, canvas.glyphs.mark, .mark) }
            let start = inside.x + 2 + marks
            let words = words(row, canvas.glyphs)
            canvas.put(start, y, words, .text, width: max(0, inside.width - 3 - marks))
            let end = start + canvas.width(of: words)
            let right = right(row, canvas.glyphs)
            let width = right.reduce(0) { $0 + canvas.width(of: $1.text) }
            if end + 1 + width < inside.x + inside.width {
                canvas.lineRight(inside.x + inside.width - 1, y, right)
            }
            if first + index == menu.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: y, width: inside.width, on: &canvas)
            }
        }
    }

    private func words(_ row: Menu.Row, _ glyphs: Glyphs) -> String {
        state.masked(row.words) + (row.asks ? glyphs.asking : "")
    }

    private func right(_ row: Menu.Row, _ glyphs: Glyphs) -> [Span] {
        switch row.mark {
        case .up: [Span(glyphs.sortedUp, .accent)]
        case .down: [Span(glyphs.sorted, .accent)]
        case .none, .on: row.note.isEmpty ? [] : [Span(row.note, .dim)]
        }
    }

    var hints: [KeyLine.Hint] {
        [(.confirm, menu.verb), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, menu.leaving)]
    }

    var plain: (name: String, part: PlainText.Part) {
        let rows = menu.rows
        return (
            name,
            PlainOverlays(state: state).list(menu.title, rows.count) { place in
                rows[place].words + (rows[place].standing.isEmpty ? "" : ", \(rows[place].standing)")
            }
        )
    }
}
