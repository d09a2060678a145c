import Desk
import Formats
import Screen

/// All counts of the last day and of the whole period, below the chart where there is room for a table.
struct StatisticsTotals {
    let state: DeskState
    let place: PanePlace
    let series: DaySeries

    private static let counts = [.requests, .delivered] + StatisticsMetric.allCases.map { DayCount($0) }
    /// Fewer rows than this are left to the chart.
    private static let leastRows = 20
    private static let leastWidth = 60
    private static let column = 12

    /// Nil where there is no room.
    init?(state: DeskState, place: PanePlace, series: DaySeries) {
        guard place.contentRows >= Self.leastRows, place.width >= Self.leastWidth else { return nil }
        self.state = state
        self.place = place
        self.series = series
    }

    /// A title parts the table from a chart that is large.
    private var hasTitle: Bool { place.contentRows >= 30 }
    /// Its column heads, the blank row above, and the title included.
    var rows: Int { Self.counts.count + (hasTitle ? 3 : 2) }

    func draw(on canvas: inout Canvas) {
        var y = place.top + place.contentRows - rows + 1
        if hasTitle {
            canvas.rule(place.x, y, width: place.width, title: "Totals")
            y += 1
        }
        let columns = [place.x + 16, place.x + 30, place.x + 42]
        for (column, title) in zip(columns, [series.lastDay(state), "\(series.count) days", "of sent"]) {
            canvas.put(column, y, title, .dim, width: Self.column, align: .right)
        }
        let figures = state.selected.flatMap { state.figures[$0] }
        let sent = series.total(DayCount.requests.of)
        for (index, count) in Self.counts.enumerated() {
            let line = StatisticsLine(count, plain: .text, figures: figures, glyphs: canvas.glyphs)
            draw(line, sent: index > 0 ? sent : nil, columns, y + 1 + index, on: &canvas)
        }
    }

    /// `sent` is what the share is of; nil for the mail sent itself.
    private func draw(_ line: StatisticsLine, sent: Int?, _ columns: [Int], _ y: Int, on canvas: inout Canvas) {
        let total = series.total(line.count.of)
        canvas.put(place.x + 1, y, line.glyph, line.role)
        canvas.put(place.x + 3, y, line.count.title, line.isAlarm ? .text : .dim, width: 14)
        let latest = series.latest(line.count.of).map(figure)
        put(latest, line.isAlarm ? .critical : .text, columns[0], y, on: &canvas)
        put(total.map(figure), .text, columns[1], y, on: &canvas)
        if let sent, sent > 0 { put(total.map { Numbers.percent($0, of: sent) }, .text, columns[2], y, on: &canvas) }
    }

    /// In full as far as the column goes: a figure that is cut is another figure.
    private func figure(_ count: Int) -> String {
        let whole = Numbers.grouped(count)
        return whole.count <= Self.column ? whole : Numbers.short(count)
    }

    private func put(_ text: String?, _ role: Role, _ x: Int, _ y: Int, on canvas: inout Canvas) {
        canvas.put(x, y, text ?? canvas.glyphs.notAsked, text == nil ? .dim : role, width: Self.column, align: .right)
    }
}
