import Desk
import Formats
import Records
import ResellerAPI
import Screen

/// Pane 5: sampled messages, newest first.
struct SamplesPane {
    let state: DeskState
    let place: PanePlace

    private var samples: SamplesState { state.samples }

    func draw(on canvas: inout Canvas) {
        let field = field(canvas.glyphs)
        place.drawTitle(
            field.map { [Span("/", .key), Span($0.text, .input)] } ?? titleSub(canvas.glyphs),
            right: age(canvas.glyphs),
            on: &canvas)
        if let field { canvas.cursor = Point(x: place.titleSubX + 1 + field.caret, y: place.frame.y) }
        guard place.rows > 0 else { return }
        if let note = note(canvas.glyphs) { return note.draw(in: place, on: &canvas) }
        let columns = SampleColumns(x: place.x, width: place.width)
        let painter = SampleRowPainter(state: state, columns: columns)
        // Below the edge of old rows there is no line with the names of columns.
        let heads = isOld ? 0 : place.headRows
        if heads > 0 { painter.drawHeads(place.top, on: &canvas) }
        let rows = place.tableRows
        let top = place.top + heads
        if samples.shown.isEmpty { return drawNoHit(top: top, on: &canvas) }
        for (index, sample) in samples.shown.dropFirst(max(0, samples.top)).prefix(rows).enumerated() {
            painter.draw(sample, top + index, on: &canvas)
        }
        if isOld { place.drawAsOld(top: top, rows: place.contentRows - heads, on: &canvas) }
        let cursor = samples.cursor - samples.top
        if place.isFocused, (0..<rows).contains(cursor), samples.underCursor != nil {
            place.drawCursor(row: top + cursor, on: &canvas)
        }
    }

    private func drawNoHit(top: Int, on canvas: inout Canvas) {
        let one = samples.visit.map { " of \(state.shownName($0.customer))" } ?? ""
        let words =
            samples.filter.isEmpty
            ? "\(canvas.glyphs.none) There are no samples\(one) any more"
            : "\(canvas.glyphs.none) None of \(samples.samples.count) samples meets the filter \(samples.filter)\(one)"
        canvas.line(place.x + 2, top, [Span(words, .dim)], width: max(0, place.width - 3))
    }

    // MARK: - Title line

    /// The filter being typed.
    private func field(_ glyphs: Glyphs) -> EntryField? {
        guard place.isFocused else { return nil }
        let right = age(glyphs).reduce(0) { $0 + Text.width(of: glyphs.plain($1.text)) }
        return state.filterEntry.map { EntryField($0, width: place.titleRoom - right - 6, glyphs: glyphs) }
    }

    private func titleSub(_ glyphs: Glyphs) -> [Span] {
        if samples.arranged != nil { return arrangement(glyphs) }
        if place.rows == 0 || place.width < 50, !samples.samples.isEmpty { return alarms(glyphs) }
        guard let monitor else {
            let count = state.monitors.value?.count ?? 0
            return count > 1 ? [Span("\(count) monitor records", .dim)] : []
        }
        return [Span("\(monitor.name), every \(Ordinals.text(monitor.frequency)) mail", .dim)]
    }

    /// What is not shown as it came in: the filter, and the order.
    private func arrangement(_ glyphs: Glyphs) -> [Span] {
        var spans: [Span] = []
        if let visit = samples.visit { spans = [Span("of "), Span(state.shownName(visit.customer), .match)] }
        if !samples.filter.isEmpty { spans += [Span("\(spans.isEmpty ? "" : "  ")/\(samples.filter)", .match)] }
        if !spans.isEmpty {
            let count = "\(Numbers.grouped(samples.shown.count)) of \(Numbers.grouped(samples.samples.count))"
            spans.append(Span("  \(count)", .dim))
        }
        guard samples.order != .time || samples.isInverted else { return spans }
        let arrow = samples.isInverted ? glyphs.sortedUp : glyphs.sorted
        return spans + [
            Span("\(spans.isEmpty ? "" : "  ")by \(samples.order == .time ? "time" : "score") \(arrow)", .dim)
        ]
    }

    /// The record that sends samples: the only one, or that of the newest sample.
    private var monitor: MonitorRecord? {
        guard let records = state.monitors.value else { return nil }
        if let name = samples.samples.first?.record { return records.first { $0.name == name } }
        return records.count == 1 ? records.first : nil
    }

    /// How many of the newest messages look bad; of those that fit a screen, so that it costs no more.
    private func alarms(_ glyphs: Glyphs) -> [Span] {
        let newest = samples.samples.prefix(100)
        let bad = newest.count { SampleVerdict(of: $0).severity == .critical }
        let count = Span(samples.samples.count > 100 ? "of the last 100" : "of \(newest.count)", .dim)
        return bad > 0 ? [Span("\(glyphs.critical) \(bad)", .critical), Span(" "), count] : [Span("0 ", .text), count]
    }

    private var isOld: Bool {
        if case .failed = samples.source { true } else { false }
    }

    private func age(_ glyphs: Glyphs) -> [Span] {
        let words = FreshnessWords(state: state, glyphs: glyphs)
        switch samples.source {
        case .notConfigured: return [Span("not set up", .dim)]
        case .missing: return [Span("\(glyphs.notAsked) waiting", .dim)]
        case .failed where samples.samples.isEmpty: return [Span("\(glyphs.unknown) failed", .warn)]
        case .failed: return words.old(minutes: minutes ?? 0, why: "can't be read")
        case .watching: return minutes.map { [Span(Ages.stepped(minutes: $0), .dim)] } ?? []
        }
    }

    private var minutes: Int? { samples.changedAt.map { max(0, Int((state.now - $0) / 60)) } }

    // MARK: - Nothing to show

    private func note(_ glyphs: Glyphs) -> Note? {
        let quiet = Span(glyphs.notAsked, .dim)
        switch samples.source {
        case .notConfigured:
            return Note(
                glyph: quiet, headline: Span("No Maildir is set for this account."),
                details: [
                    Span("Monitor records have samples mailed to an address. Name its folder in config.json:", .dim),
                    Span("\"samples\": { \"maildir\": \"~/Maildir/samples\" }", .dim),
                ])
        case .missing(let path):
            return Note(
                glyph: quiet, headline: Span("The Maildir is not there yet."),
                details: [Span(path, .dim), Span("It is shown as soon as it is there.", .dim)])
        case .failed(let problem) where samples.samples.isEmpty:
            return Note(
                glyph: Span(glyphs.unknown, .warn), headline: Span("Could not read the Maildir: \(problem)", .warn),
                details: [Span("This does not say that there are no samples.")])
        case .watching where samples.samples.isEmpty:
            let notes = Notes(state: state, glyphs: glyphs)
            let since = samples.changedAt.map { " since \(notes.clock($0))" } ?? ""
            return notes.good("No sample has come in", "The Maildir is watched\(since); new mail shows at once.")
        case .failed, .watching: return nil
        }
    }
}

/// `2nd`, `1,000th`.
enum Ordinals {
    static func text(_ number: Int) -> String {
        let ending =
            switch (number % 100, number % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return number == 1 ? "single" : Numbers.grouped(number) + ending
    }
}
