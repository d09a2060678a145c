import Desk
import Screen

/// What lies over the desk: the desk goes back, a box comes forward; on small screens it takes the whole body.
enum OverlayFrame {
    /// The place inside of the frame.
    struct Inside {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let hasBorder: Bool
        /// Blank columns between the frame and the text.
        var padding = 0
        /// Whether there is a frame, with its whole title.
        var hasTitle = false
    }

    static func draw(_ overlay: Overlay, _ state: DeskState, on canvas: inout Canvas) {
        canvas.restyle(x: 0, y: 1, width: canvas.width, height: canvas.height - 1, role: .backdrop)
        if !overlay.picture(state).measured(on: &canvas).isWhole { drawTooSmall(state, on: &canvas) }
        // The keys that work now belong to the overlay, so they keep their colours.
        if state.layout.hasKeyLine, canvas.height > 2 { KeyLine(state: state).draw(on: &canvas) }
    }

    /// In place of a dialog that no key can confirm here, as far as there is room for words.
    private static func drawTooSmall(_ state: DeskState, on canvas: inout Canvas) {
        let bottom = canvas.height - (state.layout.hasKeyLine && canvas.height > 2 ? 1 : 0)
        let rows = bottom - 1
        canvas.fill(x: 0, y: 1, width: canvas.width, height: max(0, rows))
        canvas.cursor = nil
        let words = [
            "Too small to show what this does. Nothing can be confirmed here: make the window larger, or Esc.",
            "Too small to confirm. Enlarge, or Esc.", "too small",
        ]
        let wrapped = words.map { Text.wrap($0, width: canvas.width) }
        let lines = wrapped.first { $0.count <= rows } ?? wrapped.last ?? []
        for (index, line) in lines.prefix(max(0, rows)).enumerated() {
            canvas.line(0, 1 + index, [Span(line, .warn)], width: canvas.width)
        }
    }

    /// Clears the place and frames it; `lift` puts it nearer to the top.
    static func open(
        _ state: DeskState, title: String, width: Int, height: Int, lift: Bool = false,
        role: Role = .borderFocused, on canvas: inout Canvas
    ) -> Inside {
        let bottom = canvas.height - (state.layout.hasKeyLine && canvas.height > 2 ? 1 : 0)
        let body = max(0, bottom - 1)
        if canvas.width >= 60, body >= 16 {
            let width = min(width, canvas.width - 6)
            let height = min(height, body - 1)
            let x = (canvas.width - width) / 2
            let y = 1 + max(1, lift ? min(5, (body - height) / 2) : (body - height) / 2)
            canvas.box(x, y, width: width, height: min(height, bottom - y), title: title, role: role)
            return Inside(
                x: x + 2, y: y + 1, width: width - 4, height: min(height, bottom - y) - 2, hasBorder: true,
                padding: 1, hasTitle: Text.width(of: title) + 2 <= width - 4)
        }
        canvas.fill(x: 0, y: 1, width: canvas.width, height: body)
        guard canvas.width >= 24, body >= 7 else {
            return Inside(x: 0, y: 1, width: canvas.width, height: body, hasBorder: false)
        }
        canvas.box(0, 1, width: canvas.width, height: body, title: title, role: role)
        return Inside(
            x: 1, y: 2, width: canvas.width - 2, height: body - 2, hasBorder: true,
            hasTitle: Text.width(of: title) + 2 <= canvas.width - 4)
    }

    /// A field of text with its caret; returns the column after it.
    @discardableResult
    static func drawEntry(
        _ entry: TextEntry, prompt: String, ghost: String, inside: Inside, on canvas: inout Canvas
    ) -> Int {
        let start = canvas.put(inside.x + 1, inside.y, prompt, .key)
        let end = inside.x + inside.width
        let field = EntryField(entry, width: max(0, end - start), glyphs: canvas.glyphs)
        let column = canvas.put(start, inside.y, field.text, .input)
        canvas.cursor = Point(x: start + field.caret, y: inside.y)
        return canvas.line(column, inside.y, [Span(ghost, .dim)], width: max(0, end - column))
    }

    /// One look for the whole row, and a bar in the gutter.
    static func drawCursor(x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        canvas.restyle(x: x, y: y, width: width, role: .selection)
        canvas.put(x, y, canvas.glyphs.cursor, .accent)
    }
}
