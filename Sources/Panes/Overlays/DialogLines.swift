import Desk
import Formats
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
    /// How many of the first lines say to whom and what: they have to be seen before anything is done.
    var must = 0
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
        let keys = text.keys.flatMap { $0.flowing(width: width) }
        let isWhole = keys.allSatisfy { $0.width <= width }
        let room = max(0, inside.height - keys.count - 2 * margin)
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
        for (index, line) in keys.enumerated() {
            draw(line, x: x, y: inside.y + inside.height - keys.count + index, width: width, on: &canvas)
        }
        // Where there is more than the rows, the last of them says so.
        let least = lines.count > rows ? 2 : min(1, lines.count)
        return DialogExtent(
            lines: lines.count, rows: rows, must: text.must, isWhole: isWhole && rows >= least)
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

extension DialogLine {
    /// Columns that it takes; a field that is typed in has eight at least.
    var width: Int {
        let words = (spans + right).reduce(0) { $0 + Text.width(of: $1.text) }
        return words + (spans.isEmpty || right.isEmpty ? 0 : 1) + (entry == nil ? 0 : 8)
    }

    /// The same on as many lines as it takes: each key stays with its words.
    fileprivate func flowing(width: Int) -> [DialogLine] {
        guard self.width > width else { return [self] }
        var lines: [DialogLine] = []
        var groups: [[Span]] = []
        let gap = spans.isEmpty || right.isEmpty ? [] : [Span("   ", .dim)]
        for span in spans + gap + right {
            if span.role == .key || groups.isEmpty { groups.append([]) }
            groups[groups.count - 1].append(span)
        }
        for group in groups {
            let longer = DialogLine(spans: (lines.last?.spans ?? []) + group)
            if lines.isEmpty || longer.trimmed.width > width {
                lines.append(DialogLine(spans: group))
            } else {
                lines[lines.count - 1] = longer
            }
        }
        lines = lines.map(\.trimmed)
        guard let entry, !lines.isEmpty else { return lines }
        lines[lines.count - 1].entry = entry
        return lines
    }

    /// Without blanks at the end.
    private var trimmed: DialogLine {
        guard var last = spans.last else { return self }
        while last.text.last == " " { last.text.removeLast() }
        var line = self
        line.spans[line.spans.count - 1] = last
        return line
    }
}
