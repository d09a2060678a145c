import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// The chart of the statistics view: mails a day above, shares of mails below, one time axis for both.
struct StatisticsPlot {
    let content: StatisticsContent
    let rules: AlarmRules
    let top: Int
    let rows: Int
    let width: Int

    private var isWide: Bool { width >= 100 }
    private var axis: Int { isWide ? 9 : 6 }
    private var left: Int { axis + 1 }
    private var namesWidth: Int { isWide ? 19 : 16 }
    private var plotWidth: Int { max(4, width - left - namesWidth - 2) }
    /// A blank row parts the two scales where there is room.
    private var gap: Int { rows >= 20 && hasCounts && hasShares ? 1 : 0 }
    private var hasCounts: Bool { !content.counts.isEmpty }
    private var hasShares: Bool { !content.shares.isEmpty }

    /// Rows of lines, the heading of each scale and the dates not counted.
    private var heights: (counts: Int, shares: Int) {
        let free = rows - 1 - (hasCounts ? 1 : 0) - (hasShares ? 1 : 0) - gap
        if !hasShares { return (free, 0) }
        if !hasCounts { return (0, free) }
        let counts = odd((free * 3 + 2) / 5)
        return (counts, free - counts)
    }

    /// An odd number of rows has one in the middle for its label.
    private func odd(_ rows: Int) -> Int { rows % 2 == 1 ? rows : rows - 1 }

    func draw(on canvas: inout Canvas) {
        guard hasCounts || hasShares else { return drawNothing(on: &canvas) }
        var y = top
        let heights = heights
        let column = left + column(of: content.place)
        if hasCounts {
            drawHeading("mails a day", y, on: &canvas)
            drawScale(countsScale, y + 1, height: heights.counts, line: column, on: &canvas)
            y += 1 + heights.counts + gap
        }
        if hasShares {
            drawHeading("share of mails", y, on: &canvas)
            drawScale(sharesScale, y + 1, height: heights.shares, line: column, on: &canvas)
            y += 1 + heights.shares
        }
        drawDates(y, on: &canvas)
        drawDay(column, on: &canvas)
    }

    private func drawNothing(on canvas: inout Canvas) {
        canvas.put(2, top, canvas.glyphs.none, .dim)
        canvas.put(4, top, "No metric with a line is told by the service", .text, width: max(0, width - 5))
    }

    private func drawHeading(_ words: String, _ y: Int, on canvas: inout Canvas) {
        canvas.put(2, y, words, .dim)
    }

    /// The date of the upright line, above it.
    private func drawDay(_ column: Int, on canvas: inout Canvas) {
        let text = content.day
        let x = min(max(left + 10, column - text.count / 2), left + plotWidth - text.count)
        canvas.put(x, top, text, .accent)
    }

    private func column(of place: Int) -> Int {
        let last = content.figures.now.count - 1
        return last == 0 ? plotWidth - 1 : Int((Double(place) / Double(last) * Double(plotWidth - 1)).rounded())
    }

    // MARK: - Scales

    /// Lines that share an axis.
    private struct Scale {
        var lines: [Line]
        var high: Double
        let label: (Double) -> String
    }

    /// A line, and its name at the end.
    private struct Line {
        let series: Series
        let name: String
        let nameRole: Role
    }

    private var countsScale: Scale {
        let now = content.figures.now
        var lines = content.counts.enumerated().map { index, metric in
            line(metric, now.values(metric), index, suffix: "")
        }
        if let before = content.figures.before, let first = content.counts.first, before.tells(first) {
            lines.append(former(before.values(first), "\(before.count) days before"))
        }
        let high = lines.flatMap(\.series.values).compactMap { $0 }.max() ?? 0
        return Scale(lines: lines, high: Axis.top(for: high), label: Axis.label)
    }

    private var sharesScale: Scale {
        let now = content.figures.now
        var lines = content.shares.enumerated().map { index, metric in
            let shares = now.shares(metric)
            let latest =
                shares.last.flatMap(\.self).map { " " + Numbers.percent($0, against: metric.limit(rules)) } ?? ""
            return line(metric, shares, index, suffix: latest)
        }
        if let (limit, named) = limit { lines.append(dashed(limit, named)) }
        if let before = content.figures.before, let first = content.shares.first {
            let shares = before.shares(first)
            let mean = mean(before, first).map { " " + Numbers.percent($0) } ?? ""
            if shares.contains(where: { $0 != nil }) { lines.append(former(shares, "before" + mean)) }
        }
        let high = lines.flatMap(\.series.values).compactMap { $0 }.max() ?? 0
        return Scale(lines: lines, high: ShareAxis.top(for: high), label: ShareAxis.label)
    }

    /// The first limit there is: two would need two scales.
    private var limit: (Double, String)? {
        content.shares.lazy.compactMap({ $0.limit(rules) }).first.map { ($0, "alarm at \(Numbers.percent($0))") }
    }

    /// Of all mail of the period, not of its days: a quiet day does not weigh as much as a busy one.
    private func mean(_ days: DayCounts, _ metric: MailMetric) -> Double? {
        guard let part = days.total(metric), let whole = days.total(.requests), whole.count > 0 else { return nil }
        return Double(part.count) / Double(whole.count) * 100
    }

    private func line(_ metric: MailMetric, _ values: [Double?], _ index: Int, suffix: String) -> Line {
        let role = content.role(metric, at: index)
        let sign = content.isAlarm(metric) ? content.sign(metric) + " " : ""
        return Line(
            series: Series(values, role: role, letter: metric.letter), name: sign + metric.title + suffix,
            nameRole: role)
    }

    private func former(_ values: [Double?], _ name: String) -> Line {
        Line(
            series: Series(values, role: .graphPrevious, stroke: .dotted, letter: "."), name: name,
            nameRole: .graphPrevious)
    }

    private func dashed(_ value: Double, _ name: String) -> Line {
        Line(
            series: Series([value, value], role: .graphThreshold, stroke: .dashed, letter: "-"), name: name,
            nameRole: .graphThreshold)
    }

    private func drawScale(_ scale: Scale, _ y: Int, height: Int, line: Int, on canvas: inout Canvas) {
        guard height > 0 else { return }
        canvas.vertical(axis, from: y, to: y + height, role: .graphAxis)
        for (row, value) in [(0, scale.high), (height / 2, scale.high / 2), (height - 1, 0)] {
            // An even number of rows has none in the middle.
            if row == height / 2, row != 0, height % 2 == 0 || height < 3 { continue }
            canvas.put(0, y + row, scale.label(value), .graphAxis, width: axis - 1, align: .right)
            canvas.put(axis, y + row, canvas.glyphs.teeLeft, .graphAxis)
        }
        canvas.vertical(line, from: y, to: y + height, role: .accent, glyph: canvas.glyphs.oldEdge)
        // What comes later lies above: the first metric is the one that matters.
        canvas.chart(
            left, y, width: plotWidth, height: height, low: 0, high: scale.high, scale.lines.reversed().map(\.series))
        drawNames(scale, y, height: height, on: &canvas)
    }

    // MARK: - Names

    /// Each line is named at its end; names that would meet give way, the first ones least.
    private func drawNames(_ scale: Scale, _ y: Int, height: Int, on canvas: inout Canvas) {
        var taken: Set<Int> = []
        for line in scale.lines {
            let end = line.series.values.last { $0 != nil }.flatMap(\.self) ?? 0
            let wanted = height - 1 - Int((min(end / scale.high, 1) * Double(height - 1)).rounded())
            let free = (0..<height).filter { !taken.contains($0) }
            guard let row = free.min(by: { (abs($0 - wanted), -$0) < (abs($1 - wanted), -$1) }) else { return }
            taken.insert(row)
            let letter = canvas.glyphs.isASCII ? "\(line.series.letter) " : ""
            canvas.put(left + plotWidth + 1, y + row, letter + line.name, line.nameRole, width: namesWidth)
        }
    }

    // MARK: - Dates

    private func drawDates(_ y: Int, on canvas: inout Canvas) {
        let now = content.figures.now
        let marks = min(now.count, max(2, min(5, plotWidth / 16)))
        for mark in 0..<marks {
            let place = marks == 1 ? 0 : mark * (now.count - 1) / (marks - 1)
            let text = Ages.axis(now.date(place))
            let x = left + column(of: place) - (mark == 0 ? 0 : text.count / 2)
            canvas.put(min(x, left + plotWidth - text.count), y, text, .graphAxis)
        }
    }
}

/// Round numbers for an axis of percent.
enum ShareAxis {
    /// The smallest round share that is not below a value.
    static func top(for value: Double) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        var unit = 0.01
        while unit * 10 < value { unit *= 10 }
        let steps: [Double] = [1, 2, 4, 6, 8, 10]
        return steps.map { $0 * unit }.first { $0 >= value } ?? unit * 10
    }

    static func label(_ value: Double) -> String { value == 0 ? "0" : Numbers.percent(value) }
}
