import Desk
import Formats
import ResellerAPI
import Screen
import Settings

/// A form: label, value, and below the field in hand its rule, its fault, its choices.
struct FormOverlay {
    let state: DeskState
    let form: FormState

    private var width: Int { 84 }
    /// Enough for the path of a file that is kept.
    private let mostProblemLines = 6

    func draw(on canvas: inout Canvas) {
        let lines = lines(width: min(width, canvas.width - 6) - 6, canvas)
        let wanted = lines.count + headLines(width: min(width, canvas.width - 6) - 6, canvas.glyphs).count + 6
        let inside = OverlayFrame.open(
            state, title: form.deed.operation.wording.title, width: width, height: wanted, on: &canvas)
        var top = inside.y
        top = drawHead(inside, on: &canvas)
        let footer = inside.height >= 8 ? 2 : 0
        let rows = max(1, inside.y + inside.height - top - footer)
        let all = self.lines(width: inside.width - 2, canvas)
        let inHand = all.lastIndex { $0.isInHand } ?? 0
        let first = max(0, min(inHand - rows + 1, all.count - rows))
        for (index, line) in all.dropFirst(first).prefix(rows).enumerated() {
            draw(line, inside, y: top + index, on: &canvas)
        }
        if footer > 0 { drawFoot(inside, on: &canvas) }
    }

    // MARK: - Head and foot

    /// About whom, and why the last try was refused.
    private func headLines(width: Int, _ glyphs: Glyphs) -> [[Span]] {
        var lines: [[Span]] = []
        if let target = form.deed.parameters["user"] {
            let others = form.deed.parameters.pairs.filter { $0.name != "user" && form.deed.settled.contains($0.name) }
            let many = form.targets.map { "\(Numbers.grouped($0.count)) \($0.noun)" }
            let words = ([many ?? target] + others.map(\.value)).joined(separator: ", ")
            lines.append([Span("for ", .dim), Span(words, .title)])
        }
        if let why = state.reasonNotSent(form) {
            lines += Text.wrap("\(glyphs.warning) \(ChangesWords.disabled(why))", width: width).map {
                [Span($0, .warn)]
            }
        }
        if let problem = form.problem {
            let rows = Text.wrap("\(glyphs.critical) \(problem)", width: width)
            lines += rows.prefix(mostProblemLines).map { [Span($0, .warn)] }
        }
        return lines
    }

    /// Returns the row below.
    private func drawHead(_ inside: OverlayFrame.Inside, on canvas: inout Canvas) -> Int {
        let isRoomy = inside.height >= 8
        var y = inside.y + (isRoomy ? 1 : 0)
        let lines = headLines(width: inside.width - 2, canvas.glyphs)
        for line in lines {
            canvas.line(inside.x + 1, y, line, width: inside.width - 2)
            y += 1
        }
        return y + (isRoomy && !lines.isEmpty ? 1 : 0)
    }

    private func drawFoot(_ inside: OverlayFrame.Inside, on canvas: inout Canvas) {
        let y = inside.y + inside.height - 1
        let whole = ChangesWords.untilConfirmed
        let words = Text.width(of: whole) <= inside.width - 2 ? whole : ChangesWords.untilConfirmedShort
        canvas.line(inside.x + 1, y, [Span(words, .dim)], width: inside.width - 2)
    }

    // MARK: - Lines

    private enum Content {
        case field(FormField)
        case words(String, Role)
        case choice(FormChoice, isChosen: Bool)
    }

    private struct Line {
        let content: Content
        var isInHand = false
    }

    private func lines(width: Int, _ canvas: Canvas) -> [Line] {
        let faults = state.faults(of: form)
        var lines: [Line] = []
        for place in form.shownPlaces {
            let field = form.fields[place]
            let isInHand = place == form.cursor
            lines.append(Line(content: .field(field), isInHand: isInHand))
            let fault = faults[field.bareName].flatMap { isInHand || field.isTouched ? $0 : nil }
            if let fault, field.isTouched || !field.entry.text.isEmpty {
                lines.append(Line(content: .words("\(canvas.glyphs.warning) \(fault)", .warn), isInHand: isInHand))
            } else if isInHand {
                if let remark = state.remark(on: field, of: form) {
                    lines.append(Line(content: .words("\(canvas.glyphs.warning) \(remark)", .warn), isInHand: true))
                } else {
                    lines.append(Line(content: .words(field.help, .dim), isInHand: true))
                }
            }
            if isInHand { lines += choiceLines(field) }
        }
        return lines
    }

    private func choiceLines(_ field: FormField) -> [Line] {
        let most = 6
        let choices = state.choices(field, of: form)
        if choices.isEmpty { return readingLine(field) }
        let chosen = form.choice ?? 0
        let first = max(0, min(chosen - most + 1, choices.count - most))
        var lines = choices.enumerated().dropFirst(first).prefix(most).map { index, choice in
            Line(content: .choice(choice, isChosen: index == form.choice), isInHand: true)
        }
        if choices.count > most {
            let count = state.choiceCount(field, of: form, shown: choices.count)
            lines.append(Line(content: .words(ChangesWords.narrow(count), .dim), isInHand: true))
        }
        return lines
    }

    /// Says that choices are on their way, or why there are none.
    private func readingLine(_ field: FormField) -> [Line] {
        guard let reading = state.choiceReading(field, of: form) else { return [] }
        if reading.isAsking { return [Line(content: .words(ChangesWords.loadingChoices, .dim), isInHand: true)] }
        guard let failure = reading.failure else { return [] }
        let why = FailureWords.sentence(failure.error)
        return [Line(content: .words(ChangesWords.choicesUnread(why), .dim), isInHand: true)]
    }

    private var labelWidth: Int { min(24, (form.shownPlaces.map { form.fields[$0].label.count + 2 }.max() ?? 8) + 2) }

    private func draw(_ line: Line, _ inside: OverlayFrame.Inside, y: Int, on canvas: inout Canvas) {
        let start = inside.x + 2 + labelWidth
        let room = max(4, inside.x + inside.width - 1 - start)
        switch line.content {
        case .field(let field): draw(field, isInHand: line.isInHand, inside, y: y, on: &canvas)
        case .words(let words, let role):
            canvas.line(
                start, y, [Span(Sentences.shortened(words, width: room, glyphs: canvas.glyphs), role)], width: room)
        case .choice(let choice, let isChosen):
            let end = canvas.line(start + 1, y, [Span(choice.value)], width: room - 1)
            let note = choice.note.isEmpty ? "" : "  " + choice.note
            canvas.line(end, y, [Span(note, .dim)], width: max(0, start + room - end))
            if isChosen { OverlayFrame.drawCursor(x: start, y: y, width: room, on: &canvas) }
        }
    }

    private func draw(
        _ field: FormField, isInHand: Bool, _ inside: OverlayFrame.Inside, y: Int, on canvas: inout Canvas
    ) {
        let label = field.label + (field.isRequired ? " *" : "")
        canvas.put(inside.x + 2, y, label, isInHand ? .title : .dim, width: labelWidth - 1)
        let start = inside.x + 2 + labelWidth
        let whole = max(4, inside.x + inside.width - 1 - start)
        var entry = field.entry
        if field.isSecret { entry.text = String(repeating: "*", count: entry.text.count) }
        let room = whole - drawLines(of: field, end: start + whole, y: y, on: &canvas)
        guard isInHand else {
            let value = shown(entry.text, width: room, canvas.glyphs)
            canvas.line(start, y, [Span(value, field.isTouched ? .text : .dim)], width: room)
            return
        }
        let visible = EntryField(entry, width: room, glyphs: canvas.glyphs)
        canvas.put(inside.x, y, canvas.glyphs.cursor, .accent)
        canvas.fill(x: start, y: y, width: room, height: 1, role: .input)
        canvas.put(start, y, visible.text, .input)
        canvas.cursor = Point(x: start + visible.caret, y: y)
    }

    /// How many lines a value has, at the right where there is room for both; gives the columns that it takes.
    private func drawLines(of field: FormField, end: Int, y: Int, on canvas: inout Canvas) -> Int {
        let words = field.takesLines && field.entry.text.lineCount > 1 ? field.entry.text.lineWords : ""
        guard !words.isEmpty, words.count + 16 <= width else { return 0 }
        canvas.lineRight(end, y, [Span(words, .dim)])
        return words.count + 2
    }

    /// A value of several lines on one.
    private func shown(_ text: String, width: Int, _ glyphs: Glyphs) -> String {
        text.isEmpty ? "–" : EntryField.line(String(text.prefix(width + 1)), glyphs)
    }
}

extension FormOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [
            (.confirm, "next"), (.nextField, "field"), (.editText, "editor"), (.lineDown, "choices"),
            (.dismiss, "leave"),
        ]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("form \(form.deed.operation.id)", PlainDialogs(state: state).form(form))
    }
}
