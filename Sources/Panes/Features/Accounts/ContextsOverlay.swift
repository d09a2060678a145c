import Desk
import Screen
import Settings

/// All accounts: name, role, right to write, place; the present one marked.
struct ContextsOverlay {
    let state: DeskState
    let menu: ContextMenu

    func draw(on canvas: inout Canvas) {
        let choices = menu.choices ?? []
        let foot = footLines(width: min(76, canvas.width - 6) - 6, canvas.glyphs)
        let inside = OverlayFrame.open(
            state, title: AccountsWords.title, width: 76, height: max(1, choices.count) + 4 + foot.count, on: &canvas)
        let rows = max(1, inside.height - foot.count - (inside.hasBorder && inside.height > 6 ? 2 : 0))
        let top = inside.y + (inside.hasBorder && inside.height > 6 ? 1 : 0)
        let first = max(0, min(menu.cursor - rows + 1, choices.count - rows))
        if menu.choices == nil {
            canvas.line(
                inside.x + 2, top, [Span("\(canvas.glyphs.asking) \(AccountsWords.loading)", .dim)],
                width: inside.width - 3
            )
        }
        let nameWidth = nameWidth(choices, inside, canvas)
        for (index, choice) in choices.dropFirst(first).prefix(rows).enumerated() {
            draw(choice, inside, y: top + index, nameWidth: nameWidth, on: &canvas)
            if first + index == menu.cursor {
                OverlayFrame.drawCursor(x: inside.x, y: top + index, width: inside.width, on: &canvas)
            }
        }
        let start = inside.y + inside.height - foot.count
        for (index, line) in foot.enumerated() {
            canvas.line(inside.x + 2, start + index, line, width: max(0, inside.width - 3))
        }
    }

    /// Names keep what they need, up to half of the room.
    private func nameWidth(_ choices: [AccountChoice], _ inside: OverlayFrame.Inside, _ canvas: Canvas) -> Int {
        let longest = choices.map { canvas.width(of: $0.name) }.max() ?? 0
        return min(longest, max(12, inside.width / 2 - 8))
    }

    private func draw(
        _ choice: AccountChoice, _ inside: OverlayFrame.Inside, y: Int, nameWidth: Int, on canvas: inout Canvas
    ) {
        let isPresent = choice.name == state.session.account
        if isPresent { canvas.put(inside.x + 1, y, canvas.glyphs.mark, .mark) }
        let name = Text.clip(choice.name, width: nameWidth, glyphs: canvas.glyphs)
        canvas.put(inside.x + 3, y, name, isPresent ? .title : .text)
        let end = inside.x + inside.width - 1
        var column = inside.x + 3 + nameWidth + 2
        guard column + 6 < end else { return }
        let isWide = inside.width >= 60
        let role = choice.role.rawValue
        let shownRole = isWide ? role : String(role.prefix(4))
        let roleWidth = isWide ? 13 : 6
        canvas.put(column, y, shownRole, choice.role == .production ? .badgeProduction : .text)
        column += roleWidth
        let rights =
            isWide
            ? (choice.writes ? AccountsWords.wideRights.writes : AccountsWords.wideRights.reads)
            : (choice.writes ? "RW" : "RO")
        canvas.line(column, y, [Span(rights, .dim)], width: max(0, end - column))
        column += isWide ? 11 : 4
        guard column + 8 < end else { return }
        let place = choice.fault == nil ? choice.place : "\(canvas.glyphs.warning) \(AccountsWords.wrongSettings)"
        let shown = Text.clip(place, width: end - column, glyphs: canvas.glyphs)
        canvas.line(column, y, [Span(shown, choice.fault == nil ? .dim : .warn)], width: max(0, end - column))
    }

    /// What is going on, or why it did not.
    private func footLines(width: Int, _ glyphs: Glyphs) -> [[Span]] {
        if let name = menu.goingTo { return [[Span("\(glyphs.asking) \(AccountsWords.switching(to: name))", .dim)]] }
        guard let problem = menu.problem else { return [] }
        return Text.wrap("\(glyphs.critical) \(problem)", width: max(10, width)).prefix(4).enumerated()
            .map { index, line in [Span(line, index == 0 ? .warn : .text)] }
    }
}

extension ContextsOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.confirm, "go over"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "stay")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("contexts", PlainOverlays(state: state).contexts(menu))
    }
}
