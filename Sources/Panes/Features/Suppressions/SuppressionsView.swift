import Desk
import Formats
import ResellerAPI
import Screen
import Settings

/// All addresses that get no more mail of one customer, on the whole screen.
struct SuppressionsView {
    let state: DeskState
    private let layout: SuppressionsLayout
    private let standing: SuppressionStanding

    init(state: DeskState) {
        self.state = state
        layout = state.suppressionsLayout
        standing = SuppressionStanding(
            state: state, lists: state.suppressions.view.table.map { [$0] })
    }

    private var view: SuppressionsViewState { state.suppressions.view }
    private var query: SuppressionQuery { SuppressionQuery(view.filter) }

    func draw(on canvas: inout Canvas) {
        drawTitle(on: &canvas)
        drawInfo(on: &canvas)
        if view.arrangement != .sideBySide, let note = note(canvas.glyphs) {
            let top = (layout.infoRow ?? 1) + 1
            note.draw(x: 2, y: top + 1, width: canvas.width - 3, rows: canvas.height - top - 2, on: &canvas)
            return
        }
        let words = query.words
        for table in layout.tables {
            SuppressionTable(state: state, table: table, words: words, headRow: layout.headRow).draw(on: &canvas)
        }
        drawDividers(on: &canvas)
        if standing.isOld { drawAsOld(on: &canvas) }
        if let row = layout.footRow, let common = state.suppressedCommonDomain {
            canvas.put(1, row, common.sentence, .text, width: max(0, canvas.width - 2))
        }
    }

    // MARK: - Title

    private func drawTitle(on canvas: inout Canvas) {
        let age = state.selected == nil ? [] : SuppressionsAge(state: state, standing: standing).spans(canvas.glyphs)
        let name = state.selected.map(state.shownName) ?? "no customer"
        let room = max(8, min(40, canvas.width - canvas.width(of: age) - 10))
        canvas.rule(
            0, 1, width: canvas.width, title: Text.clipMiddle(name, width: room, glyphs: canvas.glyphs),
            sub: counts(canvas), right: age, focused: true)
    }

    /// How many addresses each list has; of those side by side their own title lines tell it.
    private func counts(_ canvas: Canvas) -> [Span] {
        guard state.selected != nil, view.arrangement != .sideBySide else { return [] }
        if view.arrangement == .alone {
            return [Span("\(view.list.rawValue) "), SuppressionCount(state, view.list, canvas.glyphs).span]
        }
        // A figure that is cut is another figure: on small screens the row below tells the sum.
        guard canvas.width >= 60 else { return [] }
        let isNarrow = canvas.width < DeskLayout.wideList
        return SuppressionList.allCases.enumerated().flatMap { index, list in
            let name = isNarrow ? SuppressionColumns.shortName(list) : list.rawValue
            return [
                Span(index == 0 ? "" : isNarrow ? "  " : "   ", .dim), Span("\(name) ", index == 0 ? .text : .dim),
                SuppressionCount(state, list, canvas.glyphs).span,
            ]
        }
    }

    // MARK: - Filter and marks

    private func drawInfo(on canvas: inout Canvas) {
        guard let y = layout.infoRow, state.selected != nil else { return }
        var column = 1
        let facts = facts(canvas.width)
        if let entry = state.filterEntry {
            let field = EntryField(
                entry, width: max(4, canvas.width - canvas.width(of: facts) - 7), glyphs: canvas.glyphs)
            column = canvas.put(column, y, "/", .key)
            if state.overlay == nil { canvas.cursor = Point(x: column + field.caret, y: y) }
            column = canvas.put(column, y, field.text, .input) + 4
        } else if !view.filter.isEmpty {
            let text = Text.clip(
                state.masked(view.filter), width: max(4, canvas.width - canvas.width(of: facts) - 7),
                glyphs: canvas.glyphs)
            column = canvas.put(column, y, "/", .key)
            column = canvas.put(column, y, text) + 4
        } else {
            column = 3
        }
        canvas.line(column, y, facts, width: max(0, canvas.width - column))
    }

    private func facts(_ width: Int) -> [Span] {
        let known = standing.lists.compactMap { $0.state.value?.count }
        var spans: [Span] = []
        // What could not be asked is not 0.
        if !known.isEmpty {
            let shown = state.suppressed.count
            var words = "\(Numbers.grouped(shown)) \(shown == 1 ? "address" : "addresses")"
            if view.hits != nil {
                words = "\(Numbers.grouped(shown)) of \(Numbers.grouped(known.reduce(0, +))) addresses"
            }
            if known.count < standing.lists.count { words += " so far" }
            spans = [Span(state.suppressionsAreBeingSearched ? "searching" : words, .dim)]
        }
        if !view.marks.isEmpty { spans.append(Span("    \(Numbers.grouped(view.marks.count)) marked", .mark)) }
        if view.rangeStart != nil, width >= 60 { spans.append(Span("    range begun", .dim)) }
        return spans
    }

    // MARK: - Around the tables

    private func drawDividers(on canvas: inout Canvas) {
        guard layout.tables.count > 1 else { return }
        for table in layout.tables where table.x > 0 {
            canvas.vertical(table.x - 1, from: table.top, to: table.top + table.rows)
            canvas.put(table.x - 1, table.top - 1, canvas.glyphs.teeDown, .border)
        }
    }

    private func drawAsOld(on canvas: inout Canvas) {
        guard let first = layout.tables.map(\.top).min() else { return }
        let last = layout.tables.map { $0.top + $0.rows }.max() ?? first
        canvas.restyle(x: 0, y: first, width: canvas.width, height: last - first, role: .stale)
        canvas.vertical(0, from: first, to: last, role: .warn, glyph: canvas.glyphs.oldEdge)
    }

    // MARK: - Nothing to show

    private func note(_ glyphs: Glyphs) -> Note? {
        let notes = Notes(state: state, glyphs: glyphs)
        guard state.selected != nil else {
            return Note(
                glyph: Span(glyphs.notAsked, .dim), headline: Span("No customer is chosen", .dim),
                hints: notes.hint(.back, "goes back to the list"))
        }
        guard state.suppressed.isEmpty else { return nil }
        if view.hits != nil, state.hasSuppressed { return noHit(glyphs, notes) }
        return SuppressionNotes(state: state, standing: standing, notes: notes).note(
            view.arrangement == .alone ? view.list : nil)
    }

    private func noHit(_ glyphs: Glyphs, _ notes: Notes) -> Note {
        let scope = view.arrangement == .alone ? "on this list" : "of this customer"
        return Note(
            glyph: Span(glyphs.none, .dim),
            headline: Span(
                "No address \(scope) matches \(glyphs.quoteOpen)\(state.masked(view.filter))\(glyphs.quoteClose)"),
            details: standing.unread > 0
                ? [Span("\(glyphs.unknown) \(standing.unread) of the lists could not be asked.", .warn)] : [],
            hints: notes.hint(.back, "clears the filter") + notes.hint(.filter, "changes it"))
    }
}

/// How many addresses a list has; a sign where that is not known.
struct SuppressionCount {
    let span: Span

    /// `isFiltered` where only those count that the filter leaves.
    init(_ state: DeskState, _ list: SuppressionList, _ glyphs: Glyphs, isFiltered: Bool = false) {
        let standing = state.detail?.suppressions(list) ?? Loadable()
        if let entries = standing.value {
            let count = isFiltered ? state.suppressed(on: list).count : entries.count
            span = Span(Numbers.grouped(count), .title)
        } else if standing.isAsking {
            span = Span(glyphs.asking, .dim)
        } else {
            span = standing.failure == nil ? Span(glyphs.notAsked, .dim) : Span(glyphs.unknown, .warn)
        }
    }
}
