import Desk
import Formats
import ResellerAPI
import Screen

/// The totals below the chart: of the day at the line, of the period, of the one before, of all time.
struct StatisticsTable {
    let state: DeskState
    let content: StatisticsContent
    /// Its title and heads, and the blank rows around it, included.
    let rows: Int

    private let shown: [MailMetric]
    private let isTall: Bool

    /// `rows` of the whole body.
    init(state: DeskState, content: StatisticsContent, rows body: Int) {
        self.state = state
        self.content = content
        isTall = body >= 30
        let room = isTall ? max(7, body / 3 - 4) : max(3, body / 3 - 1)
        shown = Array(Self.ranked(content, room: room))
        let listed = !state.categoriesAreBrowsed ? 0 : state.mailCategories.value?.count ?? 0
        let tableRows = max(shown.count, min(room, listed))
        // Blank, title, heads, rows, blank.
        rows = isTall ? tableRows + 4 : tableRows + 1
    }

    /// Where not all have room, what has a line stays, then the usual ones.
    private static func ranked(_ content: StatisticsContent, room: Int) -> [MailMetric] {
        let lines = content.counts + content.shares
        let wanted = (lines + [.requests] + content.rows.filter { !lines.contains($0) }).prefix(room)
        return content.rows.filter { wanted.contains($0) }
    }

    private var tableTop: Int { isTall ? 3 : 1 }

    func draw(y: Int, on canvas: inout Canvas) {
        if isTall { drawTitle(y + 1, on: &canvas) }
        let heads = y + tableTop - 1
        let count = rows - tableTop - (isTall ? 1 : 0)
        let hasList = canvas.width >= 110
        if !hasList, state.categoriesAreBrowsed {
            CategoryList(state: state, content: content).draw(
                x: 1, y: heads, width: canvas.width - 2, rows: count + 1, on: &canvas)
            return
        }
        let columns = columns(canvas.width - (hasList ? 30 : 0))
        for column in columns {
            canvas.put(column.x, heads, column.title, .dim, width: column.width, align: .right)
        }
        for (index, metric) in shown.enumerated() { draw(metric, columns, heads + 1 + index, on: &canvas) }
        guard hasList else { return }
        let x = canvas.width - 28
        canvas.vertical(x - 2, from: heads + 1, to: heads + 1 + count)
        CategoryList(state: state, content: content).draw(
            x: x, y: heads, width: 27, rows: count + 1, on: &canvas)
    }

    private func drawTitle(_ y: Int, on canvas: inout Canvas) {
        canvas.rule(
            0, y, width: canvas.width, title: "Totals",
            sub: [Span("at the line: ", .dim), Span(content.day)])
    }

    // MARK: - Columns

    private enum Figure { case day, period, before, change, share, allTime }

    private struct Column {
        let figure: Figure
        let x: Int
        let width: Int
        let title: String
    }

    private func columns(_ width: Int) -> [Column] {
        let days = content.figures.now.count
        let compares = content.comparesBefore
        var wanted: [(Figure, Int, String)] = [
            (.day, 9, content.day), (.period, 12, days == 1 ? "1 day" : "\(days) days"),
        ]
        if compares { wanted += [(.before, 12, "\(days) before"), (.change, 8, "change")] }
        wanted.append((.share, 9, "of sent"))
        if width >= 84 || !compares { wanted.append((.allTime, 13, "all time")) }
        var x = 23
        return wanted.map { figure, columnWidth, title in
            defer { x += columnWidth }
            return Column(figure: figure, x: x, width: columnWidth, title: title)
        }
    }

    private func draw(_ metric: MailMetric, _ columns: [Column], _ y: Int, on canvas: inout Canvas) {
        let isAlarm = content.isAlarm(metric)
        canvas.put(1, y, content.sign(metric), isAlarm ? .graphAlarm : .dim)
        canvas.put(3, y, metric.title, isAlarm ? .title : .text, width: 20)
        for column in columns {
            let (text, role) = cell(metric, column, canvas.glyphs)
            canvas.put(column.x, y, text, role, width: column.width, align: .right)
        }
    }

    /// What is not known is never 0.
    private func cell(_ metric: MailMetric, _ column: Column, _ glyphs: Glyphs) -> (String, Role) {
        let loud: Role = content.isAlarm(metric) ? .critical : .text
        let width = column.width - 1
        let text: String?
        let role: Role
        switch column.figure {
        case .day:
            text = content.figures.now.count(metric, at: content.place)
                .map { StatisticsContent.figure($0, width: width) }
            role = .text
        case .period: (text, role) = (content.text(content.figures.now.total(metric), width: width), loud)
        case .before: (text, role) = (content.text(content.figures.before?.total(metric), width: width), .dim)
        case .change: (text, role) = (content.change(metric), loud == .text ? .dim : loud)
        case .share:
            // All that was sent is no part of itself.
            if metric == .requests { return ("", .dim) }
            (text, role) = (content.share(metric), loud == .text ? .dim : loud)
        case .allTime: return allTime(metric, width: width, glyphs)
        }
        return text.map { ($0, role) } ?? (glyphs.notAsked, .dim)
    }

    private func allTime(_ metric: MailMetric, width: Int, _ glyphs: Glyphs) -> (String, Role) {
        // The service keeps no such total of a category.
        guard state.statistics.view.category == nil else { return (glyphs.none, .dim) }
        let counts = state.allTimeCounts
        if let value = counts.value {
            return (metric.count(of: value).map { StatisticsContent.figure($0, width: width) } ?? glyphs.notAsked, .dim)
        }
        if counts.isAsking { return (glyphs.asking, .dim) }
        return counts.failure == nil ? (glyphs.notAsked, .dim) : (glyphs.unknown, .warn)
    }
}

/// The categories that a customer's mail is sorted by, and how much of each bounced.
struct CategoryList {
    let state: DeskState
    let content: StatisticsContent

    private var names: Loadable<[String]> { state.mailCategories }
    private var cursor: Int? { state.statistics.view.categoryCursor }

    /// The first row is the heading.
    func draw(x: Int, y: Int, width: Int, rows: Int, on canvas: inout Canvas) {
        canvas.put(x, y, "categories", .dim, width: width)
        canvas.put(x, y, names.value == nil ? "" : "bounced", .dim, width: width, align: .right)
        let room = rows - 1
        guard room > 0 else { return }
        guard let all = names.value, !all.isEmpty else {
            return drawNothing(x, y + 1, width: width, on: &canvas)
        }
        let first = max(0, min((cursor ?? 0) - room + 1, all.count - room))
        for (index, name) in all.dropFirst(first).prefix(room).enumerated() {
            draw(name, x, y + 1 + index, width: width, on: &canvas)
            if first + index == cursor {
                canvas.restyle(x: x, y: y + 1 + index, width: width, role: .selection)
                canvas.put(x - 1, y + 1 + index, canvas.glyphs.cursor, .accent)
            }
        }
    }

    private func draw(_ name: String, _ x: Int, _ y: Int, width: Int, on canvas: inout Canvas) {
        let (text, role) = figure(name, canvas.glyphs)
        let isShown = state.statistics.view.category == name
        let nameWidth = max(0, width - canvas.width(of: text) - 1)
        canvas.put(
            x, y, Text.clip(name, width: nameWidth, glyphs: canvas.glyphs),
            isShown || role == .critical ? .title : .text)
        canvas.lineRight(x + width, y, [Span(text, role)])
    }

    /// The share of the period's mail that bounced; loud from the limit on.
    private func figure(_ name: String, _ glyphs: Glyphs) -> (String, Role) {
        let days = state.categoryDays(name)
        guard let told = days.value else {
            if days.isAsking { return (glyphs.asking, .dim) }
            return days.failure == nil ? (glyphs.notAsked, .dim) : (glyphs.unknown, .warn)
        }
        let bounced = told.compactMap(\.counts.bounces).reduce(0.0) { $0 + Double($1) }
        let sent = told.compactMap(\.counts.requests).reduce(0.0) { $0 + Double($1) }
        guard sent > 0, told.contains(where: { $0.counts.bounces != nil }) else { return (glyphs.none, .dim) }
        let share = bounced / sent * 100
        guard let limit = MailMetric.bounces.limit(state.rules), share >= limit else {
            return (Numbers.percent(share), .dim)
        }
        return ("\(glyphs.critical) \(Numbers.percent(share))", .critical)
    }

    private func drawNothing(_ x: Int, _ y: Int, width: Int, on canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let (text, role): (String, Role) =
            if names.value != nil {
                ("none", .dim)
            } else if names.isAsking {
                ("\(glyphs.asking) asking", .dim)
            } else if names.failure != nil {
                ("\(glyphs.unknown) could not ask", .warn)
            } else {
                ("\(glyphs.notAsked) not asked", .dim)
            }
        canvas.put(x, y, text, role, width: width)
    }
}

/// The figures of the view where a chart has no room: a sparkline each.
struct StatisticsRows {
    let content: StatisticsContent

    /// The first row names the columns.
    func draw(y: Int, rows: Int, on canvas: inout Canvas) {
        let width = canvas.width
        let compares = content.comparesBefore && width >= 50
        let change = width - 1 - (compares ? 8 : 0)
        let period = change - 8
        let day = period - 8
        canvas.put(day, y, content.day, .accent, width: 7, align: .right)
        canvas.put(period, y, "\(content.figures.now.count)d", .dim, width: 8, align: .right)
        if compares { canvas.put(change, y, "change", .dim, width: 8, align: .right) }
        for (index, metric) in content.rows.prefix(max(0, rows - 1)).enumerated() {
            let row = y + 1 + index
            let isAlarm = content.isAlarm(metric)
            canvas.put(0, row, content.sign(metric), isAlarm ? .graphAlarm : .dim)
            let nameEnd = min(2 + metric.title.count, day)
            canvas.put(2, row, metric.title, isAlarm ? .text : .dim, width: max(0, min(14, day - 2)))
            let room = day - 17
            if room >= 4, nameEnd < 17 { drawSpark(metric, 17, row, room: room, on: &canvas) }
            let count = content.figures.now.count(metric, at: content.place)
            let total = content.figures.now.total(metric)?.count
            put(count.map { StatisticsContent.short($0, width: 7) }, day, row, width: 7, on: &canvas)
            put(total.map { StatisticsContent.short($0, width: 7) }, period, row, width: 8, on: &canvas)
            if compares { put(content.change(metric), change, row, width: 8, on: &canvas) }
        }
    }

    private func drawSpark(_ metric: MailMetric, _ x: Int, _ y: Int, room: Int, on canvas: inout Canvas) {
        let values = metric.scale == .shares ? content.figures.now.shares(metric) : content.figures.now.values(metric)
        canvas.spark(x, y, Array(values.suffix(room * 2)), role: content.isAlarm(metric) ? .graphAlarm : .graph)
    }

    private func put(_ text: String?, _ x: Int, _ y: Int, width: Int, on canvas: inout Canvas) {
        canvas.put(
            x, y, text ?? canvas.glyphs.notAsked, text == nil ? .dim : .text, width: width, align: .right)
    }
}
