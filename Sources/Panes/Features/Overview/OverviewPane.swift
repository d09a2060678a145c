import Records
import Desk
import ResellerAPI
import Screen

/// Pane 2: how the customer is doing in a sentence, then what the account is.
struct OverviewPane {
    let state: DeskState
    let place: PanePlace

    private var overview: Loadable<AccountOverview> { state.detail?.overview ?? Loadable() }
    private var figures: Figures? { state.selected.flatMap { state.figures[$0] } }

    func draw(on canvas: inout Canvas) {
        let words = FreshnessWords(state: state, glyphs: canvas.glyphs)
        let age = state.selected == nil ? [] : words.spans(overview)
        let name = name(beside: age, canvas)
        place.drawTitle(name.isEmpty ? [] : [Span(name)], right: age, on: &canvas)
        guard place.rows > 0 else { return }
        if let note = note(canvas.glyphs) { return note.draw(in: place, on: &canvas) }
        drawBody(on: &canvas)
        let freshness = overview.freshness(now: state.now, staleAfter: state.staleAfter)
        if freshness.isOld { place.drawAsOld(top: place.top, rows: place.contentRows, on: &canvas) }
    }

    /// The customer's name, or of an address at least the domain, as far as the age at the right leaves room.
    private func name(beside age: [Span], _ canvas: Canvas) -> String {
        let name = state.shownName(state.selected ?? "")
        let room = place.width - place.pane.title.count - 12 - age.reduce(0) { $0 + canvas.width(of: $1.text) }
        if canvas.width(of: name) <= room { return name }
        if let at = name.lastIndex(of: "@") {
            let domain = String(name[name.index(after: at)...])
            if !domain.isEmpty, canvas.width(of: domain) <= room { return domain }
        }
        return room >= 6 ? Text.clipMiddle(name, width: room, glyphs: canvas.glyphs) : ""
    }

    private func note(_ glyphs: Glyphs) -> Note? {
        let notes = Notes(state: state, glyphs: glyphs)
        guard state.selected != nil else {
            return Note(glyph: Span(glyphs.none, .dim), headline: Span(SharedWords.noSelection, .dim))
        }
        guard overview.value == nil else { return nil }
        if overview.isAsking {
            return notes.asking(
                OverviewWords.whatLoads,
                figures == nil ? SharedWords.nothingSavedOfCustomer : OverviewWords.overviewNotSaved)
        }
        if let failure = overview.failure {
            return notes.failed(failure, meaning: OverviewWords.failureMeans)
        }
        return notes.notAsked(SharedWords.loadsUnderCursor)
    }

    // MARK: - Body

    private func drawBody(on canvas: inout Canvas) {
        let rows = place.contentRows
        let fields = OverviewFields(state: state, isWide: place.width >= 50)
        let pairs = fields.rows
        let spare = rows - min(rows, pairs.count + 1)
        let sentences = drawSentences(limit: max(1, spare), on: &canvas)
        let gap = sentences > 0 && rows >= 5 ? 1 : 0
        let top = place.top + sentences + gap
        let painter = OverviewPainter(place: place, isWide: place.width >= 50)
        for (index, pair) in pairs.prefix(max(0, rows - sentences - gap)).enumerated() {
            painter.draw(pair, row: top + index, on: &canvas)
        }
    }

    /// Returns the rows taken.
    private func drawSentences(limit: Int, on canvas: inout Canvas) -> Int {
        let width = place.width - 4
        var lines: [(text: String, role: Role)] = []
        let severity = figures?.severity ?? .well
        let role: Role = severity == .critical ? .critical : severity == .warning ? .warn : .text
        let sentences = figures.map { $0.sentences.isEmpty ? [OverviewWords.nothingUnusual] : $0.sentences } ?? []
        for (index, sentence) in sentences.enumerated() {
            let masked = state.masked(sentence)
            let wrapped = Text.wrap(masked, width: max(1, width))
            let fits = lines.count + wrapped.count <= limit
            lines += (fits ? wrapped : [Sentences.shortened(masked, width: width, glyphs: canvas.glyphs)])
                .map { ($0, index == 0 ? role : .text) }
        }
        if let word = state.wordOfSubject, !lines.isEmpty, lines.count < limit {
            lines.append((Text.clip(state.said(word), width: width, glyphs: canvas.glyphs), .dim))
        }
        let glyph =
            severity == .critical
            ? canvas.glyphs.critical : severity == .warning ? canvas.glyphs.warning : canvas.glyphs.good
        guard !lines.isEmpty else { return 0 }
        canvas.put(place.x + 1, place.top, glyph, severity == .well ? .ok : role)
        let shown = lines.prefix(limit)
        for (index, line) in shown.enumerated() {
            canvas.put(place.x + 3, place.top + index, line.text, line.role, width: width)
        }
        return shown.count
    }
}
