import Desk
import Screen
import Settings

/// A new account: label and value, and below the field in hand its rule or its fault. The key is stars.
struct AccountFormOverlay {
    let state: DeskState
    let form: AccountForm

    private let labelWidth = 14

    @discardableResult
    func measured(on canvas: inout Canvas) -> DialogExtent {
        let problem = problemLines(width: min(84, canvas.width - 6) - 6, canvas.glyphs)
        let inside = OverlayFrame.open(
            state, title: AccountsWords.addTitle, width: 84, height: form.fields.count + problem.count + 8, on: &canvas)
        var y = inside.y + (inside.height >= 12 ? 1 : 0)
        for line in problem {
            canvas.line(inside.x + 1, y, line, width: inside.width - 2)
            y += 1
        }
        if !problem.isEmpty, inside.height >= 14 { y += 1 }
        let footer = inside.height >= 10 ? 2 : 0
        let rows = max(1, inside.y + inside.height - y - footer)
        let lines = lines
        let inHand = lines.lastIndex { $0.isInHand } ?? 0
        let first = max(0, min(inHand - rows + 1, lines.count - rows))
        for (index, line) in lines.dropFirst(first).prefix(rows).enumerated() {
            draw(line, inside, y: y + index, on: &canvas)
        }
        if footer > 0 { drawFoot(inside, on: &canvas) }
        // The field in hand and its rule; what was typed in the others was seen when it was.
        return inside.hasTitle && rows >= 2 && inside.width >= labelWidth + 12 ? .unbounded : .tooSmall
    }

    // MARK: - Lines

    private struct Line {
        let field: AccountForm.Field
        /// The rule or the fault below a field; nil for the field itself.
        var words: (text: String, isFault: Bool)?
        var isInHand = false
    }

    private var lines: [Line] {
        form.fields.flatMap { field -> [Line] in
            let isInHand = field == form.field
            let row = Line(field: field, isInHand: isInHand)
            if let fault = form.fault(of: field), form.seen.contains(field) {
                return [row, Line(field: field, words: (fault, true), isInHand: isInHand)]
            }
            return isInHand ? [row, Line(field: field, words: (field.help, false), isInHand: true)] : [row]
        }
    }

    private func draw(_ line: Line, _ inside: OverlayFrame.Inside, y: Int, on canvas: inout Canvas) {
        let start = inside.x + 2 + labelWidth
        let room = max(4, inside.x + inside.width - 1 - start)
        guard let words = line.words else { return drawField(line, inside, y: y, on: &canvas) }
        let text = words.isFault ? "\(canvas.glyphs.warning) \(words.text)" : words.text
        let shown = Sentences.shortened(text, width: room, glyphs: canvas.glyphs)
        canvas.line(start, y, [Span(shown, words.isFault ? .warn : .dim)], width: room)
    }

    private func drawField(_ line: Line, _ inside: OverlayFrame.Inside, y: Int, on canvas: inout Canvas) {
        canvas.put(inside.x + 2, y, line.field.label, line.isInHand ? .title : .dim, width: labelWidth - 1)
        let start = inside.x + 2 + labelWidth
        let room = max(4, inside.x + inside.width - 1 - start)
        var entry = form[line.field]
        if line.field.isSecret { entry.text = String(repeating: "*", count: entry.text.count) }
        guard line.isInHand else {
            let text = entry.text.isEmpty ? canvas.glyphs.none : entry.text
            canvas.line(start, y, [Span(Text.clip(text, width: room, glyphs: canvas.glyphs))], width: room)
            return
        }
        let visible = EntryField(entry, width: room, glyphs: canvas.glyphs)
        canvas.put(inside.x, y, canvas.glyphs.cursor, .accent)
        canvas.fill(x: start, y: y, width: room, height: 1, role: .input)
        canvas.put(start, y, visible.text, .input)
        canvas.cursor = Point(x: start + visible.caret, y: y)
    }

    // MARK: - Head and foot

    private func problemLines(width: Int, _ glyphs: Glyphs) -> [[Span]] {
        guard let problem = form.problem else { return [] }
        return Text.wrap("\(glyphs.critical) \(problem)", width: max(10, width)).prefix(4).enumerated()
            .map { index, line in [Span(line, index == 0 ? .warn : .text)] }
    }

    private func drawFoot(_ inside: OverlayFrame.Inside, on canvas: inout Canvas) {
        let words =
            form.stage == .checking
            ? "\(canvas.glyphs.asking) \(AccountsWords.checking)"
            : AccountsWords.testedFirst
        let y = inside.y + inside.height - 1
        canvas.line(
            inside.x + 1, y, [Span(Sentences.shortened(words, width: inside.width - 2, glyphs: canvas.glyphs), .dim)],
            width: inside.width - 2)
    }
}

extension AccountFormOverlay: OverlayPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "next"), (.nextField, "field"), (.dismiss, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("account", PlainDialogs(state: state).account(form))
    }
}
