import CNcurses
import Screen

/// Brings canvases to the terminal: only what differs from the last one is written.
@MainActor
package final class Renderer {
    private let session: TerminalSession
    private let isUTF8: Bool
    private var last: Canvas?
    private var generation: Int
    private var looks: Looks

    /// How roles look; another theme repaints.
    package var theme: Theme {
        didSet {
            guard theme != oldValue else { return }
            looks = Looks(theme: theme, depth: session.depth)
            redrawLast()
        }
    }

    package init(session: TerminalSession, theme: Theme) {
        self.session = session
        self.theme = theme
        isUTF8 = TerminalSession.localeIsUTF8()
        generation = session.generation
        looks = Looks(theme: theme, depth: session.depth)
    }

    /// Size of what was drawn last.
    var drawnSize: Size? { last?.size }

    /// Draws a canvas; what lies outside the terminal is left out.
    package func draw(_ canvas: Canvas) {
        guard !session.isAway else { return }
        let isFresh = last == nil || last?.size != canvas.size || generation != session.generation
        if isFresh { cn_erase() }
        for y in 0..<min(canvas.height, session.size.height) {
            if let last, !isFresh {
                drawChanges(of: canvas, y, since: last)
            } else {
                drawColumns(of: canvas, y, 0..<canvas.width)
            }
        }
        if let cursor = canvas.cursor, isInside(cursor) {
            cn_show_cursor(Int32(cursor.x), Int32(cursor.y))
        } else {
            cn_hide_cursor()
        }
        cn_update()
        last = canvas
        generation = session.generation
    }

    /// Paints everything anew, whatever the terminal shows now.
    package func repaint() {
        cn_repaint()
        redrawLast()
    }

    private func redrawLast() {
        guard let canvas = last else { return cn_update() }
        last = nil
        draw(canvas)
    }

    private func isInside(_ point: Point) -> Bool {
        point.x >= 0 && point.y >= 0 && point.x < session.size.width && point.y < session.size.height
    }

    private func drawChanges(of canvas: Canvas, _ y: Int, since last: Canvas) {
        if canvas.sameRow(y, as: last) { return }
        let (new, old) = (canvas.row(y), last.row(y))
        let shift = new.startIndex
        let differs = { canvas.same(new[shift + $0], as: old[shift + $0], of: last) == false }
        guard let first = (0..<canvas.width).first(where: differs),
            let end = (0..<canvas.width).last(where: differs)
        else { return }
        // A half of a wide character is never written alone.
        var from = first
        while from > 0, new[shift + from].isRightHalf || old[shift + from].isRightHalf { from -= 1 }
        var to = end + 1
        while to < canvas.width, new[shift + to].isRightHalf || old[shift + to].isRightHalf { to += 1 }
        drawColumns(of: canvas, y, from..<to)
    }

    private func drawColumns(of canvas: Canvas, _ y: Int, _ columns: Range<Int>) {
        let row = canvas.row(y)
        let end = min(columns.upperBound, session.size.width)
        var cells: [cn_cell] = []
        cells.reserveCapacity(max(end - columns.lowerBound, 0))
        var look: Looks.Look?
        var column = columns.lowerBound
        while column < end {
            let slot = row[row.startIndex + column]
            let isWide = column + 1 < canvas.width && row[row.startIndex + column + 1].isRightHalf
            // The terminal may be narrower than the canvas, if only for a moment.
            let isBlank = slot.code <= 0x20 || (isWide && column + 1 == end)
            let now = isBlank ? looks.blank(slot.role, after: look) : looks[slot.role]
            if isBlank || slot.code < 0x7F {
                cells.append(now.cell(isBlank ? 0x20 : slot.code))
            } else {
                append(canvas.text(of: slot), isWide: isWide, now, to: &cells)
            }
            look = now
            column += isWide ? 2 : 1
        }
        cn_put(Int32(columns.lowerBound), Int32(y), cells, Int32(cells.count))
    }

    private func append(_ text: String, isWide: Bool, _ look: Looks.Look, to cells: inout [cn_cell]) {
        for piece in SteadyText.of(text, columns: isWide ? 2 : 1, isUTF8: isUTF8) {
            var cell = look.cell(piece.first ?? 0x20)
            if piece.count > 1 { cell.text.1 = piece[1] }
            if piece.count > 2 { cell.text.2 = piece[2] }
            if piece.count > 3 { cell.text.3 = piece[3] }
            if piece.count > 4 { cell.text.4 = piece[4] }
            cells.append(cell)
        }
    }
}
