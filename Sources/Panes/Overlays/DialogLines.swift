import Desk
import Screen

/// A line of a dialog; where something is typed, that stands behind its words.
struct DialogLine {
    var spans: [Span] = []
    var right: [Span] = []
    var entry: TextEntry?
}

extension OverlayFrame {
    /// The text of a dialog, scrolled so far as it must, and its keys at the foot.
    ///
    /// - Parameters:
    ///   - margin: blank rows above and below the text.
    ///   - scrolled: the first line wanted.
    static func drawDialog(
        _ lines: [DialogLine], keys: [DialogLine], inside: Inside, margin: Int = 0, scrolled: Int,
        on canvas: inout Canvas
    ) {
        let x = inside.x + (inside.hasBorder ? 1 : 0)
        let width = max(0, inside.width - (inside.hasBorder ? 2 : 0))
        let rows = max(0, inside.height - keys.count - 2 * margin)
        let first = min(scrolled, max(0, lines.count - rows))
        for (index, line) in lines.dropFirst(first).prefix(rows).enumerated() {
            draw(line, x: x, y: inside.y + margin + index, width: width, on: &canvas)
        }
        if rows > 0, first + rows < lines.count {
            canvas.lineRight(
                x + width, inside.y + margin + rows - 1, [Span(" \(canvas.glyphs.asking) more below", .dim)])
        }
        for (index, line) in keys.enumerated() {
            draw(line, x: x, y: inside.y + inside.height - keys.count + index, width: width, on: &canvas)
        }
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
