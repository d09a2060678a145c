import Desk
import Screen
import Settings

/// All commands that work here, by group, in as many columns as there is room for; what is off says why.
struct HelpOverlay {
    let state: DeskState
    let help: HelpState

    /// A heading, or a command by its place in `help.commands`.
    private enum Line {
        case heading(String)
        case command(Int)
        case gap
    }

    func draw(on canvas: inout Canvas) {
        let inside = OverlayFrame.open(
            state, title: "Help: \(place)", width: 108, height: canvas.height, on: &canvas)
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
            canvas.line(
                inside.x + 1, inside.y + inside.height - 1,
                [Span("Every key can be changed in keymap.json.", .dim)], width: inside.width - 1)
        }
    }

    private var place: String {
        switch help.mode {
        case .message: "sample"
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
        let place = dense.firstIndex { if case .command(help.cursor) = $0 { true } else { false } } ?? 0
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
            (index > 0 && hasGaps ? [Line.gap] : []) + [.heading(group.title)] + group.places.map(Line.command)
        }
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
        case .command(let place): drawCommand(place, x: x, y: y, width: width, on: &canvas)
        }
    }

    private func drawCommand(_ place: Int, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        let id = help.commands[place]
        let reason = state.reasonOff(id)
        let keys = state.keymap.keys(for: id, in: help.mode)
        let keyWidth = width < 40 ? 8 : 11
        let keyText = keys.isEmpty ? ":\(id.rawValue)" : keys.joined(separator: "  ")
        let isOff = reason != nil
        canvas.put(x + 2, y, keyText, isOff ? .dim : keys.isEmpty ? .dim : .key, width: keyWidth - 1)
        let words = width < 40 ? Command.named(id)?.title : Command.named(id)?.help
        let room = max(0, width - keyWidth - 3)
        let end = canvas.line(
            x + 2 + keyWidth, y, [Span(words ?? id.rawValue, isOff ? .dim : .text)], width: room)
        if let reason {
            canvas.line(end + 2, y, [Span("off: \(reason)", .dim)], width: max(0, x + width - end - 2))
        }
        if place == help.cursor { OverlayFrame.drawCursor(x: x, y: y, width: width, on: &canvas) }
    }
}
