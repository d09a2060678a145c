import Records
import Desk
import ResellerAPI
import Screen
import Settings

/// Draws a pane of a view: its title line, and the rows of its sheet that are on the screen.
struct SheetPainter {
    let state: DeskState
    let place: SheetPlace

    private var kept: PaneState { state.view[place.pane.digit] }

    func draw(on canvas: inout Canvas) {
        let sheet = state.sheet(place.pane)
        drawTitle(sheet, on: &canvas)
        guard place.rows > 0 else { return }
        if let note = note(sheet, canvas.glyphs) {
            let skipped = place.rows > 3 ? 1 : 0
            return note.draw(
                x: place.x + 2, y: place.top + skipped, width: place.width - 3, rows: place.rows - skipped, on: &canvas)
        }
        // Cursor, mark and sign stand before the columns.
        let edge = sheet.hasSigns ? 5 : 3
        let columns = SheetColumns(sheet.columns, x: place.x + edge, width: place.width - edge - 1)
        if place.headRows > 0 { drawHeads(sheet, columns, on: &canvas) }
        let top = place.top + place.headRows
        let rows = max(0, min(place.tableRows, sheet.count - kept.top))
        for index in 0..<rows { draw(sheet.row(kept.top + index), sheet, columns, top + index, on: &canvas) }
        if isOld(sheet) { place.drawAsOld(top: top, rows: rows, on: &canvas) }
        drawFootnote(sheet, below: top + rows, on: &canvas)
        let cursor = kept.cursor - kept.top
        if place.isFocused, (0..<rows).contains(cursor) { place.drawCursor(row: top + cursor, on: &canvas) }
    }

    // MARK: - Title line

    private func drawTitle(_ sheet: Sheet, on canvas: inout Canvas) {
        let age = age(sheet, canvas.glyphs)
        let taken = canvas.width(of: age)
        let room = place.titleRoom - taken - (age.isEmpty ? 3 : 5)
        let field =
            place.isFocused ? state.filterEntry.map { EntryField($0, width: room - 1, glyphs: canvas.glyphs) } : nil
        canvas.rule(
            place.x, place.frame.y, width: place.width, digit: String(place.pane.digit), title: place.pane.title,
            sub: clipped(subtitle(sheet, field), to: room, canvas), right: age, focused: place.isFocused)
        if let field, state.overlay == nil {
            canvas.cursor = Point(x: place.titleSubX + 1 + field.caret, y: place.frame.y)
        }
    }

    private func subtitle(_ sheet: Sheet, _ field: EntryField?) -> [Span] {
        if let field { return [Span("/", .key), Span(field.text, .input)] }
        let filter = state.view.filter
        if place.isFocused, !filter.isEmpty {
            return [Span("/", .key), Span(filter)] + [Span("  \(sheet.count)", .dim)]
        }
        let whose = place.layout.headerRows == 0 ? state.viewHeader.map { [Span($0.title)] } ?? [] : []
        let gap = whose.isEmpty || sheet.subtitle.isEmpty ? [] : [Span("  ")]
        return whose + gap + sheet.subtitle
    }

    private func clipped(_ spans: [Span], to width: Int, _ canvas: Canvas) -> [Span] {
        guard canvas.width(of: spans) > width else { return spans }
        guard width >= 4 else { return [] }
        var left = width
        return spans.compactMap { span in
            guard left > 0 else { return nil }
            let text = Text.clip(span.text, width: left, glyphs: canvas.glyphs)
            left -= Text.width(of: text)
            return Span(text, span.role)
        }
    }

    private func age(_ sheet: Sheet, _ glyphs: Glyphs) -> [Span] {
        guard let standing = sheet.standing else { return [] }
        var spans = FreshnessWords(state: state, glyphs: glyphs).spans(standing)
        // On a narrow line the reason of the age goes first.
        while spans.count > 2, spans.reduce(0, { $0 + Text.width(of: $1.text) }) > place.titleRoom - 5 {
            spans.removeLast()
        }
        return spans
    }

    private func isOld(_ sheet: Sheet) -> Bool {
        sheet.standing?.freshness(now: state.now, staleAfter: state.staleAfter).isOld ?? false
    }

    // MARK: - Rows

    private func drawHeads(_ sheet: Sheet, _ columns: SheetColumns, on canvas: inout Canvas) {
        for column in columns.places {
            let of = sheet.columns[column.index]
            canvas.put(column.x, place.top, of.name, .dim, width: column.width, align: of.align)
        }
    }

    private func draw(
        _ row: SheetRow, _ sheet: Sheet, _ columns: SheetColumns, _ y: Int, on canvas: inout Canvas
    ) {
        if let sign = row.sign { canvas.put(place.x + 3, y, sign.glyph(canvas.glyphs), sign.role) }
        for column in columns.places where column.index < row.cells.count {
            let of = sheet.columns[column.index]
            draw(
                row.cells[column.index], as: state.shown(row.cells[column.index].text, of, row), of, column, y,
                on: &canvas)
        }
    }

    private func draw(
        _ cell: SheetCell, as text: String, _ column: SheetColumn, _ at: SheetColumns.Place, _ y: Int,
        on canvas: inout Canvas
    ) {
        var (x, width) = (at.x, at.width)
        let bar = min(18, width - canvas.width(of: text) - 2)
        if let part = cell.part, bar >= 4 {
            canvas.bar(x, y, width: bar, part: part)
            (x, width) = (x + bar + 2, width - bar - 2)
        }
        let shown =
            column.isAddress
            ? Text.clipMiddle(text, width: width, glyphs: canvas.glyphs)
            : Text.clip(text, width: width, glyphs: canvas.glyphs)
        canvas.put(x, y, shown, cell.role, width: width, align: column.align)
    }

    private func drawFootnote(_ sheet: Sheet, below row: Int, on canvas: inout Canvas) {
        guard let footnote = sheet.footnote, row + 1 < place.top + place.rows else { return }
        let text = Text.clip(footnote, width: max(0, place.width - 4), glyphs: canvas.glyphs)
        canvas.put(place.x + 3, row + 1, text, .dim)
    }

    // MARK: - Nothing to show

    private func note(_ sheet: Sheet, _ glyphs: Glyphs) -> Note? {
        guard sheet.count == 0 else { return nil }
        let notes = Notes(state: state, glyphs: glyphs)
        if let missing = sheet.missing {
            return Note(glyph: Span(glyphs.notAsked, .dim), headline: Span(missing, .dim))
        }
        if let standing = sheet.standing, standing.value == nil {
            if standing.isAsking { return notes.asking(place.pane.title.lowercasedFirst, "Nothing was read before.") }
            if let failure = standing.failure { return failed(failure, notes, glyphs) }
            return notes.notAsked("Not read yet.")
        }
        if !state.view.filter.isEmpty {
            return Note(
                glyph: Span(glyphs.none, .dim),
                headline: Span("No row here matches \(glyphs.quoteOpen)\(state.view.filter)\(glyphs.quoteClose)", .dim))
        }
        let readAt = sheet.standing?.readAt.map { [Span("Read at \(notes.clock($0)).", .dim)] } ?? []
        return Note(
            glyph: sheet.isEmptyGood ? Span(glyphs.good, .ok) : Span(glyphs.none, .dim), headline: Span(sheet.empty),
            details: readAt)
    }

    private func failed(_ failure: Failure, _ notes: Notes, _ glyphs: Glyphs) -> Note {
        guard failure.error.isRemovedByService, let retired = Operation.named(failure.error.operation)?.retired else {
            return notes.failed(failure, meaning: "This does not say that there are none.")
        }
        return Note(
            glyph: Span(glyphs.unknown, .warn), headline: Span("The service answers 404: it \(retired.words)", .warn),
            details: [Span("Its website shows them instead.")], hints: notes.hint(.refresh, "tries again"))
    }
}

extension SheetSign {
    func glyph(_ glyphs: Glyphs) -> String {
        switch self {
        case .critical: glyphs.critical
        case .warning: glyphs.warning
        case .good: glyphs.good
        case .unknown: glyphs.unknown
        case .asking: String(glyphs.asking.prefix(1))
        }
    }

    var role: Role {
        switch self {
        case .critical: .critical
        case .warning, .unknown: .warn
        case .good: .ok
        case .asking: .accent
        }
    }
}

extension String {
    /// For the middle of a sentence; names in capitals stay.
    fileprivate var lowercasedFirst: String {
        guard let first, dropFirst().first?.isLowercase == true else { return self }
        return first.lowercased() + dropFirst()
    }
}
