import Desk
import Formats
import Records
import Screen

/// Pane 1 of the board: who needs a human, the worst first.
struct BoardTable {
    let state: DeskState
    let place: SheetPlace

    private var kept: PaneState { state.view[BoardPanes.rows] }

    func draw(on canvas: inout Canvas) {
        let rows = state.boardRows
        drawTitle(rows, on: &canvas)
        guard place.rows > 0 else { return }
        if rows.isEmpty {
            let skipped = place.rows > 3 ? 1 : 0
            return note(canvas.glyphs).draw(
                x: place.x + 2, y: place.top + skipped, width: place.width - 3, rows: place.rows - skipped, on: &canvas)
        }
        let columns = BoardColumns(x: place.x, width: place.width)
        if place.headRows > 0 { drawHeads(columns, on: &canvas) }
        let painter = BoardRowPainter(state: state, columns: columns)
        for (index, y) in lines(rows) {
            painter.draw(rows[index], y, on: &canvas)
            if index == kept.cursor { place.drawCursor(row: y, on: &canvas) }
        }
    }

    /// The rows on the screen with their lines. Where all have room, a blank one parts what differs in urgency.
    private func lines(_ rows: [BoardRow]) -> [(index: Int, y: Int)] {
        let top = place.top + place.headRows
        let breaks = rows.indices.dropFirst().filter { group(rows[$0]) != group(rows[$0 - 1]) }
        guard rows.count + breaks.count + 1 <= place.tableRows, place.tableRows >= 12 else {
            let first = min(max(0, kept.top), rows.count - 1)
            return (first..<min(rows.count, first + place.tableRows)).map { ($0, top + $0 - first) }
        }
        var y = top + 1
        return rows.indices.map { index in
            if breaks.contains(index) { y += 1 }
            defer { y += 1 }
            return (index, y)
        }
    }

    private func group(_ row: BoardRow) -> Int {
        row.trouble == nil ? 3 : row.isSnoozed ? 2 : row.severity == .critical ? 0 : 1
    }

    // MARK: - Title line

    private func drawTitle(_ rows: [BoardRow], on canvas: inout Canvas) {
        place.drawTitle(subtitle(rows), right: right(canvas.glyphs), state, on: &canvas)
    }

    private func subtitle(_ rows: [BoardRow]) -> [Span] {
        let filter = state.view.filter
        if !filter.isEmpty, place.isFocused {
            return [Span("/", .key), Span(filter), Span("  \(Numbers.grouped(rows.count)) of it", .dim)]
        }
        let board = state.shownBoard
        let coverage = state.coverage
        let all = coverage.isWhole ? " of \(Numbers.grouped(coverage.known))" : ", \(coverage.count)"
        let follows = state.board.follows ? [Span(", followed", .dim)] : []
        let marked = state.board.marks.count
        let marks = marked > 0 ? [Span(", "), Span("\(Numbers.grouped(marked)) marked", .mark)] : []
        return [
            Span(Numbers.grouped(board.criticalCount + board.warningCount)), Span("\(all), worst first", .dim),
        ] + marks + follows + often
    }

    /// How often those on the board are asked, where this desk asks.
    private var often: [Span] {
        guard state.live.status.role == .collecting, place.width >= 110 else { return [] }
        return [Span(", re-read every \(BoardWords.span(state.troubleInterval))", .dim)]
    }

    /// Whether the link is there, and how old the oldest figure is.
    private func right(_ glyphs: Glyphs) -> [Span] {
        CollectingWords(state: state, glyphs: glyphs).short(room: place.titleRoom)
    }

    private func drawHeads(_ columns: BoardColumns, on canvas: inout Canvas) {
        canvas.put(columns.name.x, place.top, "customer", .dim, width: columns.name.width)
        if let spark = columns.spark { canvas.put(spark.x, place.top, "14 days", .dim, width: spark.width) }
        if let value = columns.value {
            canvas.put(value.x, place.top, "value", .dim, width: value.width, align: .right)
        }
        if let cause = columns.cause { canvas.put(cause.x, place.top, "cause", .dim, width: cause.width) }
        if let since = columns.since {
            canvas.put(since.x, place.top, "since", .dim, width: since.width, align: .right)
        }
        if let age = columns.age { canvas.put(age.x, place.top, "read", .dim, width: age.width, align: .right) }
        if let said = columns.said { canvas.put(said.x, place.top, "state", .dim, width: said.width) }
    }

    // MARK: - Nothing to show

    private func note(_ glyphs: Glyphs) -> Note {
        let notes = Notes(state: state, glyphs: glyphs)
        if !state.view.filter.isEmpty {
            return Note(
                glyph: Span(glyphs.none, .dim),
                headline: Span("No row matches \(glyphs.quoteOpen)\(state.view.filter)\(glyphs.quoteClose)", .dim),
                details: [Span("kind:bounces, severity:critical and state:new look at one thing.", .dim)])
        }
        let status = state.live.status
        if case .off(let why) = status.role {
            return Note(
                glyph: Span(glyphs.unknown, .warn), headline: Span("Nobody collects figures", .warn),
                details: [Span(why), Span("This says nothing about the customers.")])
        }
        let coverage = state.coverage
        guard status.readDays > 0 else {
            return Note(
                glyph: Span(glyphs.asking, .accent), headline: Span("No figures yet"),
                details: CollectingWords(state: state, glyphs: glyphs).trouble.map { [$0] }
                    ?? [Span("They come one customer after the other; the first alarms show here.", .dim)])
        }
        guard coverage.isWhole else {
            return Note(
                glyph: Span(glyphs.asking, .accent), headline: Span(coverage.calm),
                details: [Span(coverage.progress), Span("Who was not read yet may have one.", .dim)])
        }
        return notes.good(coverage.calm, "\(coverage.count).")
    }
}
