import Desk
import Formats
import ResellerAPI
import Screen

/// The chart: an axis, two lines on one scale of counts, each named at its end, and dates below.
struct StatisticsChart {
    let state: DeskState
    let place: PanePlace
    let series: DaySeries
    let rows: Int

    private let labelWidth = 13

    /// Column of the axis, and where the lines begin.
    private var axis: Int { place.x + 5 }
    private var left: Int { axis + 1 }
    private var width: Int { max(4, place.width - 7 - labelWidth) }
    private var height: Int { rows - 1 }

    func draw(on canvas: inout Canvas) {
        let figures = state.selected.flatMap { state.figures[$0] }
        let delivered = StatisticsLine(.delivered, plain: .graph, figures: nil, glyphs: canvas.glyphs)
        let second = StatisticsLine(
            DayCount(state.statistics.metric), plain: .graphSecond, figures: figures, glyphs: canvas.glyphs)
        let lines = [series.values(delivered.count.of), series.values(second.count.of)]
        let top = Axis.top(for: lines.joined().compactMap { $0 }.max() ?? 0)
        drawAxis(top: top, on: &canvas)
        canvas.chart(
            left, place.top, width: width, height: height, low: 0, high: top,
            [Series(lines[0], role: delivered.role, letter: "*"), Series(lines[1], role: second.role, letter: "o")])
        drawDates(on: &canvas)
        drawNames(delivered, second, on: &canvas)
    }

    private func drawAxis(top: Double, on canvas: inout Canvas) {
        canvas.vertical(axis, from: place.top, to: place.top + height, role: .graphAxis)
        for (row, value) in [(0, top), (height / 2, top / 2), (height - 1, 0)] {
            // An even number of rows has none in the middle.
            if row == height / 2, height % 2 == 0 { continue }
            canvas.put(place.x, place.top + row, Axis.label(value), .graphAxis, width: 5, align: .right)
            canvas.put(axis, place.top + row, canvas.glyphs.teeLeft, .graphAxis)
        }
    }

    private func drawDates(on canvas: inout Canvas) {
        let y = place.top + height
        canvas.put(left, y, Ages.axis(series.first), .graphAxis)
        canvas.put(left + width / 2 - 3, y, Ages.axis(series.middle), .graphAxis)
        canvas.put(left + width - 6, y, Ages.axis(series.last), .graphAxis, width: 6, align: .right)
    }

    /// The upper line is named above, the lower one below.
    private func drawNames(_ delivered: StatisticsLine, _ second: StatisticsLine, on canvas: inout Canvas) {
        let x = left + width + 1
        let isAbove = (series.latest(second.count.of) ?? 0) > (series.latest(delivered.count.of) ?? 0)
        drawName(isAbove ? second : delivered, x, place.top, on: &canvas)
        drawName(isAbove ? delivered : second, x, place.top + height - 2, on: &canvas)
    }

    private func drawName(_ line: StatisticsLine, _ x: Int, _ y: Int, on canvas: inout Canvas) {
        let letter = canvas.glyphs.isASCII ? (line.count.title == "delivered" ? "* " : "o ") : ""
        let name = line.isAlarm ? "\(line.glyph) \(line.count.title)" : letter + line.count.title
        let room = place.x + place.width - x
        canvas.put(x, y, name, line.role, width: room)
        let figure = series.latest(line.count.of).map(Numbers.short) ?? canvas.glyphs.notAsked
        canvas.put(x, y + 1, "\(figure) \(day)", .dim, width: room)
    }

    /// Which day the last figures are of.
    private var day: String { series.lastDay(state) }
}

/// The same figures in a row each, where a chart has no room.
struct StatisticsSparks {
    let state: DeskState
    let place: PanePlace
    let series: DaySeries
    let rows: Int

    func draw(on canvas: inout Canvas) {
        let figures = state.selected.flatMap { state.figures[$0] }
        let chosen = state.statistics.metric
        let others = StatisticsMetric.allCases.filter { $0 != chosen }
        let counts = [DayCount.delivered] + ([chosen] + others).map { DayCount($0) }
        let shown = counts.prefix(max(0, rows))
        let labelWidth = shown.map(\.title.count).max() ?? 0
        for (index, count) in shown.enumerated() {
            let line = StatisticsLine(
                count, plain: index == 1 ? .graphSecond : .graph, figures: figures, glyphs: canvas.glyphs)
            draw(line, place.top + index, labelWidth: labelWidth, on: &canvas)
        }
    }

    private func draw(_ line: StatisticsLine, _ y: Int, labelWidth: Int, on canvas: inout Canvas) {
        canvas.put(place.x + 1, y, line.glyph, line.role)
        canvas.put(place.x + 3, y, line.count.title, line.isAlarm ? .text : .dim, width: labelWidth)
        let start = place.x + 4 + labelWidth
        let room = max(0, place.x + place.width - 9 - start)
        let values = series.values(line.count.of).suffix(room * 2)
        canvas.spark(start, y, Array(values), role: line.role)
        let figure = series.latest(line.count.of).map(Numbers.short) ?? canvas.glyphs.notAsked
        canvas.put(
            place.x + place.width - 8, y, figure, line.isAlarm ? .critical : .text, width: 7, align: .right)
    }
}
