import Desk
import Formats
import ResellerAPI
import Screen

/// Pane 4: the addresses that get no more mail of the customer, newest first.
struct SuppressionsPane {
    let state: DeskState
    let place: PanePlace

    private var standing: SuppressionStanding {
        SuppressionStanding(state: state, lists: state.suppressions.list.map { [$0] })
    }
    private var isWide: Bool { place.width >= DeskLayout.wideList }

    func draw(on canvas: inout Canvas) {
        let standing = standing
        place.drawTitle(
            SuppressionTitle(state: state, standing: standing, glyphs: canvas.glyphs).counts(width: place.width),
            right: state.selected == nil ? [] : SuppressionsAge(state: state, standing: standing).spans(canvas.glyphs),
            on: &canvas)
        guard place.rows > 0 else { return }
        if let note = note(standing, canvas.glyphs) { return note.draw(in: place, on: &canvas) }
        let columns = SuppressionColumns(x: place.x, width: place.width)
        if place.headRows > 0 { drawHeads(columns, on: &canvas) }
        let rows = place.tableRows
        let first = max(0, state.suppressions.top)
        let top = place.top + place.headRows
        for (index, entry) in state.suppressionRows(from: first, count: rows).enumerated() {
            draw(entry, columns, top + index, on: &canvas)
        }
        if standing.isOld { place.drawAsOld(top: top, rows: rows, on: &canvas) }
        drawFootnote(on: &canvas)
        if isWide { drawPosition(first: first, rows: rows, top: top, on: &canvas) }
        let cursor = state.suppressions.cursor - first
        if place.isFocused, (0..<rows).contains(cursor), cursor < state.suppressionCount - first {
            place.drawCursor(row: top + cursor, on: &canvas)
        }
    }

    // MARK: - Rows

    private func drawHeads(_ columns: SuppressionColumns, on canvas: inout Canvas) {
        let y = place.top
        if let list = columns.list { canvas.put(list.x, y, "list", .dim, width: list.width) }
        canvas.put(columns.email.x, y, "address", .dim, width: columns.email.width)
        if let status = columns.status { canvas.put(status.x, y, "status", .dim, width: status.width) }
        if let reason = columns.reason {
            canvas.put(reason.x, y, "server response", .dim, width: reason.width)
        }
        canvas.put(
            columns.age.x, y, "\(CustomerTime.head) \(canvas.glyphs.sorted)", .dim, width: columns.age.width,
            align: .right)
    }

    private func draw(_ entry: Suppression, _ columns: SuppressionColumns, _ y: Int, on canvas: inout Canvas) {
        if let list = columns.list {
            canvas.put(list.x, y, entry.list.rawValue, entry.list == .bounced ? .dim : .text, width: list.width)
        }
        let email = state.masked(entry.email)
        canvas.put(
            columns.email.x, y, Text.clipMiddle(email, width: columns.email.width, glyphs: canvas.glyphs), .text)
        let showsList = columns.list == nil && entry.list != .bounced
        if let status = columns.status {
            let text =
                entry.status ?? (showsList && columns.reason == nil ? SuppressionColumns.shortName(entry.list) : "")
            canvas.put(status.x, y, text, .dim, width: status.width)
        }
        if let reason = columns.reason {
            let said = state.masked(entry.reason ?? "")
            let text = showsList ? (said.isEmpty ? entry.list.rawValue : "\(entry.list.rawValue): \(said)") : said
            canvas.put(reason.x, y, text, showsList && said.isEmpty ? .dim : .text, width: reason.width)
        }
        canvas.put(columns.age.x, y, when(entry), .dim, width: columns.age.width, align: .right)
    }

    private func when(_ entry: Suppression) -> String {
        guard let time = entry.created else { return "" }
        let today = state.today
        return isWide
            ? "\(Ages.date(time.date, today: today)) \(time.clock)" : Ages.zoneless(time, today: today)
    }

    /// Where in the list the rows are, down the right edge.
    private func drawPosition(first: Int, rows: Int, top: Int, on canvas: inout Canvas) {
        let count = state.suppressionCount
        guard count > rows, rows > 0 else { return }
        let x = place.x + place.width - 1
        canvas.vertical(x, from: top, to: top + rows)
        let length = max(1, rows * rows / count)
        let start = min(rows - length, first * (rows - length) / max(1, count - rows))
        canvas.vertical(x, from: top + start, to: top + start + length, role: .accent, glyph: canvas.glyphs.blockFull)
    }

    /// What the addresses have in common.
    private func drawFootnote(on canvas: inout Canvas) {
        guard place.layout.footRows(place.pane) > 0, let common = state.commonDomain else { return }
        canvas.put(
            place.x + 1, place.top + place.contentRows - 1, common.sentence, .text, width: max(0, place.width - 2))
    }

    // MARK: - Nothing to show

    private func note(_ standing: SuppressionStanding, _ glyphs: Glyphs) -> Note? {
        let notes = Notes(state: state, glyphs: glyphs)
        guard state.selected != nil else { return Note(glyph: Span(" "), headline: Span("")) }
        guard state.suppressionCount == 0 else { return nil }
        return SuppressionNotes(state: state, standing: standing, notes: notes).note(state.suppressions.list)
    }
}

extension CommonDomain {
    /// `1,087 of 1,099 end in gone.example: one dead domain`.
    var sentence: String {
        "\(Numbers.grouped(count)) of \(Numbers.grouped(total)) end in \(domain)" + (isDead ? ": one dead domain" : "")
    }
}
