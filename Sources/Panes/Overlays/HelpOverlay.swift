import Desk
import Screen
import Settings

/// All commands that work here, by group, in as many columns as there is room for; what is off says why.
struct HelpOverlay {
    let state: DeskState
    let help: HelpState

    /// A heading, or commands by their places in `help.commands`: one, or all that differ in a digit only.
    private enum Line {
        case heading(String)
        case command(Range<Int>)
        case gap
    }

    func draw(on canvas: inout Canvas) {
        let inside = OverlayFrame.open(
            state, title: "Help: \(place)", width: 112, height: canvas.height, on: &canvas)
        drawTop(inside, on: &canvas)
        let footer = inside.height >= 20 ? 1 : 0
        let top = inside.y + (inside.height >= 12 ? 2 : 1)
        let rows = inside.y + inside.height - top - footer
        let columns = inside.width >= 84 ? 2 : 1
        let width = (inside.width - (columns - 1) * 2) / columns
        for (column, lines) in pages(rows: rows, columns: columns).enumerated() {
            for (index, line) in lines.enumerated() {
                draw(line, x: inside.x + column * (width + 2), y: top + index, width: width, on: &canvas)
            }
        }
        if footer > 0 {
            let words = legend(canvas.glyphs) ?? "Every key can be changed in keymap.json."
            canvas.line(
                inside.x + 1, inside.y + inside.height - 1, [Span(words, .dim)], width: inside.width - 1)
        }
    }

    /// The signs of the live board, most needed first; nil elsewhere.
    private func legend(_ glyphs: Glyphs) -> String? {
        guard state.place.view == .live, help.modeBelow == .board else { return nil }
        return [
            (glyphs.critical, "critical"), (glyphs.warning, "warning"), (glyphs.mark, "marked"),
            (glyphs.notAsked, "hidden"), (glyphs.good, "well"), (glyphs.worse, "worse"), (glyphs.better, "better"),
            (glyphs.old, "old"),
        ].map { "\($0) \($1)" }.joined(separator: "  ")
    }

    private var place: String {
        switch help.modeBelow {
        case .message: "sample"
        case _ where state.place.view != .desk: state.place.view.title.lowercased()
        case .list: "customers"
        default: state.focus.title.lowercased()
        }
    }

    private func drawTop(_ inside: OverlayFrame.Inside, on canvas: inout Canvas) {
        OverlayFrame.drawEntry(
            help.entry, prompt: "/", ghost: help.entry.text.isEmpty ? " type to narrow" : "", inside: inside,
            on: &canvas)
        let count = help.commands.count
        guard inside.width >= 56 else { return }
        var spans = [Span(count == 1 ? "1 command" : "\(count) commands", .dim)]
        if let key = state.keyName(.confirm) { spans += [Span("    \(key)", .key), Span(" runs it", .dim)] }
        canvas.lineRight(inside.x + inside.width - 1, inside.y, spans)
    }

    // MARK: - Lines

    /// The columns of the page that the cursor is on.
    private func pages(rows: Int, columns: Int) -> [[Line]] {
        guard rows > 0 else { return [] }
        let groups = grouped
        let all = lines(groups, hasGaps: true)
        if let columns = split(all, columns: columns, rows: rows) { return columns }
        // Too much for one page: without the blank rows, page by page.
        let dense = lines(groups, hasGaps: false)
        let place =
            dense.firstIndex { if case .command(let places) = $0 { places.contains(help.cursor) } else { false } } ?? 0
        let size = rows * columns
        let start = place / size * size
        let page = Array(dense[start..<min(dense.count, start + size)])
        return stride(from: 0, to: page.count, by: rows).map { Array(page[$0..<min(page.count, $0 + rows)]) }
    }

    private var grouped: [(title: String, places: [Int])] {
        var groups: [(title: String, places: [Int])] = []
        for (place, id) in help.commands.enumerated() {
            let title = Command.named(id)?.group.rawValue ?? ""
            if groups.last?.title == title {
                groups[groups.count - 1].places.append(place)
            } else {
                groups.append((title, [place]))
            }
        }
        return groups
    }

    private func lines(_ groups: [(title: String, places: [Int])], hasGaps: Bool) -> [Line] {
        groups.enumerated().flatMap { index, group in
            (index > 0 && hasGaps ? [Line.gap] : []) + [.heading(group.title)] + commands(group.places)
        }
    }

    private func commands(_ places: [Int]) -> [Line] {
        var ranges: [Range<Int>] = []
        for place in places {
            if let last = ranges.last, help.commands[place].paneDigit != nil, help.commands[place - 1].paneDigit != nil
            {
                ranges[ranges.count - 1] = last.lowerBound..<place + 1
            } else {
                ranges.append(place..<place + 1)
            }
        }
        return ranges.map(Line.command)
    }

    /// Whole groups side by side, the left column the longer one; nil where they do not fit.
    private func split(_ lines: [Line], columns: Int, rows: Int) -> [[Line]]? {
        if columns == 1 || lines.count <= rows / 2 { return lines.count <= rows ? [lines] : nil }
        let gaps = lines.indices.filter { if case .gap = lines[$0] { true } else { false } }
        let fitting = gaps.filter { $0 <= rows && lines.count - $0 - 1 <= rows }
        guard let gap = fitting.first(where: { $0 >= lines.count / 2 }) ?? fitting.last else { return nil }
        return [Array(lines[..<gap]), Array(lines[(gap + 1)...])]
    }

    private func draw(_ line: Line, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        switch line {
        case .gap: break
        case .heading(let title): canvas.line(x + 1, y, [Span(title, .title)], width: width - 1)
        case .command(let places): drawCommand(places, x: x, y: y, width: width, on: &canvas)
        }
    }

    private func drawCommand(_ places: Range<Int>, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        let isChosen = places.contains(help.cursor)
        let id = help.commands[isChosen ? help.cursor : places.lowerBound]
        let reason = state.reasonOff(id)
        let keys =
            places.count > 1 ? digits(places) : state.keymap.keys(for: id, in: help.modeBelow).joined(separator: "  ")
        let keyWidth = width < 40 ? 8 : 11
        let role: Role = reason != nil || keys.isEmpty ? .dim : .key
        canvas.put(x + 2, y, keys.isEmpty ? ":\(id.rawValue)" : keys, role, width: keyWidth - 1)
        let start = x + 2 + keyWidth
        let room = max(0, width - keyWidth - 3)
        let off = reason.map { "  off: \($0)" } ?? ""
        let words = words(id, isPair: places.count > 1 && !isChosen, room: room - off.count, glyphs: canvas.glyphs)
        let end = canvas.line(start, y, [Span(words, reason == nil ? .text : .dim)], width: room)
        canvas.line(end, y, [Span(off, .dim)], width: max(0, x + width - 1 - end))
        if isChosen { OverlayFrame.drawCursor(x: x, y: y, width: width, on: &canvas) }
    }

    /// `1-5`, the keys of commands that differ in a digit only.
    private func digits(_ places: Range<Int>) -> String {
        let keys = places.compactMap { state.keymap.keys(for: help.commands[$0], in: help.modeBelow).first }
        guard let first = keys.first, let last = keys.last else { return "" }
        return "\(first)-\(last)"
    }

    private func words(_ id: CommandID, isPair: Bool, room: Int, glyphs: Glyphs) -> String {
        if isPair { return "pane with that digit" }
        if let digit = id.paneDigit, let title = state.paneTitle(digit) { return "pane \(digit), \(title)" }
        guard let command = Command.named(id) else { return id.rawValue }
        guard room >= command.title.count else { return command.title }
        let words = Sentences.shortened(command.help, width: room, glyphs: glyphs)
        return words.hasSuffix(glyphs.ellipsis) ? command.title : words
    }
}

extension HelpOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "run it"), (.dismiss, "close")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("help", PlainOverlays(state: state).commands(help))
    }
}
