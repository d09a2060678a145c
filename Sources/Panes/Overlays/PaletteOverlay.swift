import Desk
import Formats
import ResellerAPI
import Screen
import Settings

/// The command bar: what is typed, the commands that match, with key, words, and why one is off.
struct PaletteOverlay {
    let state: DeskState
    let palette: PaletteState

    private let mostRows = 12

    func draw(on canvas: inout Canvas) {
        let wanted = min(mostRows, max(1, palette.entries.count))
        let inside = OverlayFrame.open(state, title: "", width: 80, height: wanted + 7, lift: true, on: &canvas)
        drawTop(inside, on: &canvas)
        let hasLines = inside.hasBorder && inside.height >= 8
        let top = inside.y + (hasLines ? 2 : 1)
        let footer = hasLines ? 2 : 0
        let rows = max(0, inside.y + inside.height - top - footer)
        drawRows(inside, top: top, rows: rows, on: &canvas)
        guard hasLines else { return }
        for y in [inside.y + 1, inside.y + inside.height - 2] {
            canvas.horizontal(inside.x - inside.padding, y, width: inside.width + 2 * inside.padding)
        }
        drawFooter(inside, on: &canvas)
    }

    private var chosen: PaletteEntry? {
        palette.entries.indices.contains(palette.cursor) ? palette.entries[palette.cursor] : nil
    }

    private func drawTop(_ inside: OverlayFrame.Inside, on canvas: inout Canvas) {
        let typed = palette.entry.text
        let isPrefix = !typed.isEmpty && chosen?.name.hasPrefix(TextFold.string(typed)) ?? false
        let ghost = isPrefix ? String(chosen?.name.dropFirst(typed.count) ?? "") : ""
        let end = OverlayFrame.drawEntry(palette.entry, prompt: ":", ghost: ghost, inside: inside, on: &canvas)
        let all = Command.all.count { $0.isInPalette } + ResellerAPI.Operation.all.count
        let count = "\(palette.entries.count) of \(all)"
        if end + count.count + 2 < inside.x + inside.width {
            canvas.lineRight(inside.x + inside.width - 1, inside.y, [Span(count, .dim)])
        }
    }

    private func drawRows(_ inside: OverlayFrame.Inside, top: Int, rows: Int, on canvas: inout Canvas) {
        if palette.entries.isEmpty, rows > 0 {
            let words = "\(canvas.glyphs.none) No command has this in its name or words."
            canvas.line(inside.x + 1, top, [Span(words, .dim)], width: inside.width - 1)
        }
        let first = max(0, min(palette.cursor - rows + 1, palette.entries.count - rows))
        for (index, entry) in palette.entries.dropFirst(first).prefix(rows).enumerated() {
            draw(entry, x: inside.x, y: top + index, width: inside.width, on: &canvas)
            if first + index == palette.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: top + index, width: inside.width, on: &canvas)
            }
        }
    }

    private func draw(_ entry: PaletteEntry, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        let reason =
            entry.command.flatMap(state.reasonOff) ?? entry.operation.flatMap(state.session.capabilities.reasonMissing)
        let name = entry.name
        let nameWidth = width >= 60 ? 20 : width
        canvas.put(x + 2, y, name, reason == nil ? .text : .dim, width: max(0, nameWidth - 2))
        let typed = TextFold.string(palette.entry.text)
        if reason == nil, !typed.isEmpty, let hit = name.firstRange(of: typed) {
            let before = name.distance(from: name.startIndex, to: hit.lowerBound)
            canvas.restyle(x: x + 2 + before, y: y, width: typed.count, role: .match)
        }
        let right =
            reason.map { [Span("off: \($0)", .dim)] }
            ?? entry.command.flatMap { state.keymap.keys(for: $0, in: palette.modeBelow).first }.map {
                [Span($0, .key)]
            }
            ?? []
        let needed = right.reduce(0) { $0 + canvas.width(of: $1.text) }
        let isRoomy = width - nameWidth - needed >= 12
        if width >= 60, isRoomy, name.count < nameWidth - 1 {
            canvas.put(x + nameWidth + 1, y, entry.help, .dim, width: width - nameWidth - needed - 4)
        }
        if name.count + needed + 5 < width { canvas.lineRight(x + width - 1, y, right) }
    }

    private func drawFooter(_ inside: OverlayFrame.Inside, on canvas: inout Canvas) {
        let y = inside.y + inside.height - 1
        guard let chosen else { return }
        canvas.line(
            inside.x + 1, y,
            [Span("\(chosen.name)  ", .title), Span(chosen.help, .dim)],
            width: inside.width - 2)
    }
}

extension PaletteOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "run it"), (.complete, "complete"), (.earlier, "earlier"), (.dismiss, "leave")]
    }

    var plain: (name: String, part: PlainText.Part) {
        let entries = palette.entries
        return (
            "palette",
            PlainOverlays(state: state).list("Commands", entries.count) { "\(entries[$0].name): \(entries[$0].help)" }
        )
    }
}
