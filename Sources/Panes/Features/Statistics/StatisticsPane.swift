import Records
import Desk
import ResellerAPI
import Screen

/// Pane 3: delivered mail against a second count, as a chart, or as sparklines where there is no room for one.
struct StatisticsPane {
    let state: DeskState
    let place: PanePlace

    private var statistics: Loadable<[DayStats]> { state.detail?.statistics ?? Loadable() }

    func draw(on canvas: inout Canvas) {
        let words = FreshnessWords(state: state, glyphs: canvas.glyphs)
        place.drawTitle(
            [Span(StatisticsWords.days(state.statistics.days), .dim)],
            right: state.selected == nil ? [] : words.spans(statistics),
            on: &canvas)
        guard place.rows > 0 else { return }
        let series = statistics.value.flatMap { DaySeries($0, days: state.statistics.days) }
        guard let series else { return note(canvas.glyphs)?.draw(in: place, on: &canvas) ?? () }
        let rows = place.contentRows
        let totals = StatisticsTotals(state: state, place: place, series: series)
        let chartRows = rows - (totals?.rows ?? 0)
        if chartRows >= 7, place.width >= 50 {
            StatisticsChart(state: state, place: place, series: series, rows: chartRows).draw(on: &canvas)
        } else {
            StatisticsSparks(state: state, place: place, series: series, rows: rows).draw(on: &canvas)
        }
        totals?.draw(on: &canvas)
        let freshness = statistics.freshness(now: state.now, staleAfter: state.staleAfter)
        if freshness.isOld { place.drawAsOld(top: place.top, rows: rows, on: &canvas) }
    }

    private func note(_ glyphs: Glyphs) -> Note? {
        let notes = Notes(state: state, glyphs: glyphs)
        guard state.selected != nil else { return nil }
        if statistics.value != nil {
            return Note(
                glyph: Span(glyphs.none, .dim), headline: Span(StatisticsWords.noDays),
                details: [
                    Span(StatisticsWords.noDays(loadedAt: notes.clock(statistics.readAt ?? state.now)), .dim)
                ])
        }
        if statistics.isAsking {
            return notes.asking(StatisticsWords.whatLoads, SharedWords.nothingSavedOfCustomer)
        }
        if let failure = statistics.failure {
            return notes.failed(failure, meaning: StatisticsWords.failureMeans)
        }
        return notes.notAsked(SharedWords.loadsUnderCursor)
    }
}

/// What the lines of the statistics pane share: which counts, and which one is the alarm.
struct StatisticsLine {
    let count: DayCount
    let role: Role
    /// Stands before the name; blank when nothing is wrong.
    let glyph: String

    init(_ count: DayCount, plain: Role, figures: Figures?, glyphs: Glyphs) {
        let isReason = figures.map { $0.severity > .well && $0.why == count.reason } ?? false
        self.count = count
        role = isReason ? .graphAlarm : plain
        glyph = !isReason ? " " : figures?.severity == .critical ? glyphs.critical : glyphs.warning
    }

    var isAlarm: Bool { role == .graphAlarm }
}
