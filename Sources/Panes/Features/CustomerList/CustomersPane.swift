import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// Pane 1: the customers, as many as there are rows; nothing here walks the list.
struct CustomersPane {
    let state: DeskState
    let place: PanePlace

    private var list: CustomersState { state.customers }

    func draw(on canvas: inout Canvas) {
        place.drawTitle(titleSub(field(canvas.glyphs), canvas.glyphs), right: titleRight(canvas.glyphs), on: &canvas)
        placeCaret(on: &canvas)
        guard place.rows > 0 else { return }
        let columns = CustomerColumns(x: place.x, width: place.width)
        if let note = note(canvas.glyphs) { return note.draw(in: place, on: &canvas) }
        if place.headRows > 0 { drawHeads(columns, on: &canvas) }
        let top = place.top + place.headRows
        let rows = max(0, min(place.tableRows, list.shown.count - list.top))
        let painter = CustomerRowPainter(
            state: state, columns: columns, words: FilterQuery(list.filter).words.filter { !$0.isEmpty })
        for index in 0..<rows { painter.draw(position: list.top + index, row: top + index, on: &canvas) }
        if isOld { place.drawAsOld(top: top, rows: place.tableRows, on: &canvas) }
        if (list.top..<list.top + rows).contains(list.cursor) {
            place.drawCursor(row: top + list.cursor - list.top, on: &canvas)
        }
    }

    private func drawHeads(_ columns: CustomerColumns, on canvas: inout Canvas) {
        canvas.put(columns.name.x, place.top, "customer", .dim, width: columns.name.width)
        if let email = columns.email { canvas.put(email.x, place.top, "email", .dim, width: email.width) }
        let heads = SortedFigure(list.sorting.column)
        if let spark = columns.spark { canvas.put(spark.x, place.top, "14d", .dim) }
        if let sent = columns.sent {
            // One wider than its column: what stands left of it is short.
            canvas.put(sent.x - 1, place.top, "sent \(heads.period.short)", .dim, width: sent.width + 1, align: .right)
        }
        if let value = columns.value {
            canvas.put(value.x, place.top, heads.head, .dim, width: value.width, align: .right)
            if let why = columns.why { canvas.put(why.x, place.top, heads.rest, .dim, width: why.width) }
        }
    }

    // MARK: - Title line

    private func titleSub(_ entry: EntryField?, _ glyphs: Glyphs) -> [Span] {
        if let entry { return [Span("/", .key), Span(entry.text, .input)] }
        if !list.filter.isEmpty { return [Span("/", .key), Span(list.filter)] }
        let arrow = list.sorting.inverted ? glyphs.sortedUp : glyphs.sorted
        let among = list.ranked.map { ", \(Numbers.grouped($0)) with enough mail" } ?? ""
        return [Span("by \(list.sorting.column.title)\(among) \(arrow)", .dim)]
    }

    /// The filter being typed, beside the counts and the age at the right.
    private func field(_ glyphs: Glyphs) -> EntryField? {
        let right = titleRight(glyphs).reduce(0) { $0 + Text.width(of: glyphs.plain($1.text)) }
        guard place.isFocused else { return nil }
        return state.filterEntry.map { EntryField($0, width: place.titleRoom - right - 6, glyphs: glyphs) }
    }

    private func titleRight(_ glyphs: Glyphs) -> [Span] {
        let isFiltered = !list.filter.isEmpty
        let hits = "\(Numbers.grouped(list.shown.count)) of \(Numbers.grouped(list.table.count))"
        // Where the head line has no room for it.
        let counted = isFiltered && place.layout.size.width < 100 ? [Span(hits + "  ", .dim)] : []
        return counted + age(glyphs)
    }

    private func age(_ glyphs: Glyphs) -> [Span] {
        let words = FreshnessWords(state: state, glyphs: glyphs)
        let waited = list.list.askedAt.map { state.now - $0 } ?? 0
        // A list that is known is worth a word about its reading only when that takes long.
        if let incoming = list.incoming, incoming.count > 0, !list.wasReadWhole || waited >= 2 {
            return [Span(glyphs.asking, .accent), Span(" \(Numbers.grouped(incoming.count)) read", .dim)]
        }
        if list.isFromArchive, waited < 2, let readAt = list.list.readAt {
            let why = list.list.failure.map { FailureWords.short($0.error) }
            return words.old(
                minutes: max(0, Int((state.now - readAt) / 60)), why: why ?? "from the archive")
        }
        return words.spans(list.list, staleAfter: state.listStaleAfter)
    }

    private var isOld: Bool { list.list.freshness(now: state.now, staleAfter: state.listStaleAfter).isOld }

    /// The terminal's own cursor stands behind what was typed.
    private func placeCaret(on canvas: inout Canvas) {
        guard let field = field(canvas.glyphs), state.overlay == nil else { return }
        canvas.cursor = Point(x: place.titleSubX + 1 + field.caret, y: place.frame.y)
    }

    // MARK: - Nothing to show

    private func note(_ glyphs: Glyphs) -> Note? {
        guard list.shown.count == 0 else { return nil }
        let notes = Notes(state: state, glyphs: glyphs)
        if list.table.count > 0 { return noHit(glyphs, notes) }
        switch list.list.freshness(now: state.now, staleAfter: state.listStaleAfter) {
        case .failed:
            return list.list.failure.map { notes.failed($0, meaning: "This says nothing about the customers.") }
        case .notAsked where list.incoming == nil: return notes.notAsked("The customers were not read yet.")
        case .notAsked, .asking:
            return notes.asking("the customers", "Nothing seen of this account before.")
        case .fresh, .old:
            return notes.good("This account has no customers", "Read at \(notes.clock(list.list.readAt ?? state.now)).")
        }
    }

    private func noHit(_ glyphs: Glyphs, _ notes: Notes) -> Note? {
        // Without a filter the rows are on their way: sorting has not ended.
        guard !list.filter.isEmpty else { return nil }
        let open = glyphs.quoteOpen
        let close = glyphs.quoteClose
        return Note(
            glyph: Span(glyphs.none, .dim), headline: Span("No customer matches \(open)\(list.filter)\(close)"),
            details: [Span("\(Numbers.grouped(list.table.count)) customers were looked through.", .dim)],
            hints: notes.hint(.back, "clears the filter") + notes.hint(.filter, "changes it"))
    }
}
