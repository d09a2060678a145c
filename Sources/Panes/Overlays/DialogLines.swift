import Desk
import Screen

/// A line of a dialog; where something is typed, that stands behind its words.
struct DialogLine {
    var spans: [Span] = []
    var right: [Span] = []
    var entry: TextEntry?
}

/// What a dialog says: lines that scroll where there is no room for all, and at the foot the keys.
struct DialogText {
    var lines: [DialogLine]
    /// The last lines, which stay in sight where the screen is high enough: who is asked, and what takes it back.
    var foot: [DialogLine] = []
    var keys: [DialogLine]

    /// Rows that are left at least for what scrolls, where the foot stays.
    private static let leastRows = 8

    /// How it is divided on so many rows, without the keys.
    func divided(rows: Int) -> (scrolling: [DialogLine], staying: [DialogLine]) {
        let isWhole = lines.count + foot.count <= rows
        return isWhole || rows - foot.count < Self.leastRows ? (lines + foot, []) : (lines, foot)
    }

    var count: Int { lines.count + foot.count + keys.count }
}

extension OverlayFrame {
    /// The text of a dialog, scrolled so far as it must, and its keys at the foot.
    ///
    /// - Parameters:
    ///   - margin: blank rows above and below the text.
    ///   - scrolled: the first line wanted.
    @discardableResult
    static func drawDialog(
        _ text: DialogText, inside: Inside, margin: Int = 0, scrolled: Int, on canvas: inout Canvas
    ) -> DialogExtent {
        let x = inside.x + (inside.hasBorder ? 1 : 0)
        let width = max(0, inside.width - (inside.hasBorder ? 2 : 0))
        let room = max(0, inside.height - text.keys.count - 2 * margin)
        let (lines, staying) = text.divided(rows: room)
        let rows = room - staying.count
        let first = min(scrolled, max(0, lines.count - rows))
        let y = inside.y + margin
        for (index, line) in lines.dropFirst(first).prefix(rows).enumerated() {
            draw(line, x: x, y: y + index, width: width, on: &canvas)
        }
        let hidden = lines.count - first - rows
        if rows > 0, hidden > 0 {
            let words = hidden == 1 ? "1 more line" : "\(Numbers.grouped(hidden)) more lines"
            canvas.lineRight(x + width, y + rows - 1, [Span(" \(canvas.glyphs.asking) \(words)", .dim)])
        }
        for (index, line) in staying.enumerated() {
            draw(line, x: x, y: y + rows + index, width: width, on: &canvas)
        }
        for (index, line) in text.keys.enumerated() {
            draw(line, x: x, y: inside.y + inside.height - text.keys.count + index, width: width, on: &canvas)
        }
        return DialogExtent(lines: lines.count, rows: rows)
    }

    private static func draw(_ line: DialogLine, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        let end = canvas.line(x, y, line.spans, width: width)
        canvas.lineRight(x + width, y, line.right)
        guard let entry = line.entry else { return }
        let field = EntryField(entry, width: max(4, x + width - end), glyphs: canvas.glyphs)
        canvas.put(end, y, field.text, .input)
        canvas.cursor = Point(x: end + field.caret, y: y)
    }
}
