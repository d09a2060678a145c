import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// One customer's mail on the whole screen: counts above, shares below, one time axis, totals at the foot.
struct StatisticsView {
    let state: DeskState
    private let days: Loadable<[Int: MailCounts]>
    private let figures: StatisticsFigures?

    init(state: DeskState) {
        self.state = state
        days = state.statisticsDays
        figures = days.value.flatMap(state.statisticsFigures)
    }

    /// Below the title line, and above the key line.
    private var top: Int { 2 }
    private func bottom(_ canvas: Canvas) -> Int {
        canvas.height - (state.layout.hasKeyLine && canvas.height > 2 ? 1 : 0)
    }

    func draw(on canvas: inout Canvas) {
        drawTitle(on: &canvas)
        let rows = bottom(canvas) - top
        guard rows > 0 else { return }
        guard let figures else {
            note(canvas.glyphs)?.draw(
                x: 2, y: top + (rows > 8 ? 1 : 0), width: canvas.width - 3, rows: rows - 1, on: &canvas)
            return drawRangeEntry(on: &canvas)
        }
        let content = StatisticsContent(state: state, figures: figures, glyphs: canvas.glyphs)
        if canvas.width >= 60, rows >= 14 {
            drawLarge(content, rows: rows, on: &canvas)
        } else if state.categoriesAreBrowsed {
            CategoryList(state: state, content: content).draw(
                x: 1, y: top, width: canvas.width - 2, rows: rows, on: &canvas)
        } else {
            StatisticsRows(content: content).draw(y: top, rows: rows, on: &canvas)
        }
        if isOld { drawAsOld(rows: rows, on: &canvas) }
        drawRangeEntry(on: &canvas)
    }

    private func drawLarge(_ content: StatisticsContent, rows: Int, on canvas: inout Canvas) {
        let table = StatisticsTable(state: state, content: content, rows: rows)
        let chart = StatisticsPlot(
            content: content, rules: state.rules, top: top, rows: rows - table.rows, width: canvas.width)
        chart.draw(on: &canvas)
        table.draw(y: top + rows - table.rows, on: &canvas)
    }

    // MARK: - Title

    private func drawTitle(on canvas: inout Canvas) {
        let words = FreshnessWords(state: state, glyphs: canvas.glyphs)
        let age = state.selected == nil ? [] : words.spans(days)
        let name = state.selected.map(state.shownName) ?? "no customer"
        let room = max(8, min(40, canvas.width - canvas.width(of: age) - 12))
        canvas.rule(
            0, 1, width: canvas.width, title: Text.clipMiddle(name, width: room, glyphs: canvas.glyphs),
            sub: sub(canvas), right: age, focused: true)
    }

    private func sub(_ canvas: Canvas) -> [Span] {
        let range = state.statisticsRange
        let isNarrow = canvas.width < 60
        let count = Numbers.grouped(range.days) + (isNarrow ? "d" : range.days == 1 ? " day" : " days")
        let against =
            state.statistics.view.comparesBefore && !isNarrow
            ? ", against the \(Numbers.grouped(range.days)) before" : ""
        let category = state.statistics.view.category.map { name in
            [
                Span(isNarrow ? "" : "category ", .dim),
                Span(Text.clip(name, width: max(8, canvas.width / 5), glyphs: canvas.glyphs)), Span("   ", .dim),
            ]
        }
        return (category ?? []) + [Span(count + against, .dim)]
    }

    /// The range being typed, over the first row of the body.
    private func drawRangeEntry(on canvas: inout Canvas) {
        guard let entry = state.filterEntry else { return }
        canvas.fill(x: 0, y: top, width: canvas.width, height: 1)
        let start = canvas.put(1, top, "days ", .key)
        let field = EntryField(entry, width: max(0, canvas.width - start - 1), glyphs: canvas.glyphs)
        let end = canvas.put(start, top, field.text, .input)
        canvas.line(
            end + 3, top, [Span("start..end, or a number", .dim)], width: max(0, canvas.width - end - 4))
        if state.overlay == nil { canvas.cursor = Point(x: start + field.caret, y: top) }
    }

    // MARK: - Old, and nothing to show

    private var isOld: Bool { days.freshness(now: state.now, staleAfter: state.staleAfter).isOld }

    private func drawAsOld(rows: Int, on canvas: inout Canvas) {
        canvas.restyle(x: 0, y: top, width: canvas.width, height: rows, role: .stale)
        canvas.vertical(0, from: top, to: top + rows, role: .warn, glyph: canvas.glyphs.oldEdge)
    }

    private func note(_ glyphs: Glyphs) -> Note? {
        let notes = Notes(state: state, glyphs: glyphs)
        guard state.selected != nil else {
            return Note(
                glyph: Span(glyphs.notAsked, .dim), headline: Span("No customer is chosen", .dim),
                hints: notes.hint(.back, "goes back to the list"))
        }
        if days.isAsking { return notes.asking("the statistics", "No day of this period was seen before.") }
        if let failure = days.failure {
            return notes.failed(failure, meaning: "This says nothing about the customer's mail.")
        }
        guard days.value != nil else { return notes.notAsked("The statistics were not read yet.") }
        return Note(
            glyph: Span(glyphs.none, .dim), headline: Span("No day of mail"),
            details: [
                Span("Read at \(notes.clock(days.readAt ?? state.now)); the service told of no day.", .dim)
            ], hints: notes.hint(.periodLonger, "looks further back"))
    }
}

/// What all parts of the view show, worked out once a frame.
struct StatisticsContent {
    let figures: StatisticsFigures
    /// The place of the upright line among the days.
    let place: Int
    /// Metrics with a line that the service tells, by their scale.
    let counts: [MailMetric]
    let shares: [MailMetric]
    /// The rows of the table.
    let rows: [MailMetric]
    let comparesBefore: Bool
    /// Whether the line stands at the customer's own today.
    private let reason: String?
    private let severity: Severity
    private let glyphs: Glyphs

    init(state: DeskState, figures: StatisticsFigures, glyphs: Glyphs) {
        self.figures = figures
        self.glyphs = glyphs
        place = state.statisticsPlace(in: figures.now)
        let view = state.statistics.view
        comparesBefore = view.comparesBefore
        let shown = MailMetric.allCases.filter { view.metrics.contains($0) && figures.now.tells($0) }
        counts = shown.filter { $0.scale == .counts }.sorted { Self.rank($0) < Self.rank($1) }
        shares = shown.filter { $0.scale == .shares }
        rows = state.statisticsRows
        // What is wrong with the customer need not be wrong with a category.
        let assessed = view.category == nil ? state.selected.flatMap { state.figures[$0] } : nil
        reason = assessed.flatMap { $0.severity > .well ? $0.why : nil }
        severity = assessed?.severity ?? .well
    }

    /// What was delivered comes first: its former period is the one that is drawn.
    private static func rank(_ metric: MailMetric) -> Int {
        metric == .delivered ? -1 : MailMetric.allCases.firstIndex(of: metric) ?? 0
    }

    func isAlarm(_ metric: MailMetric) -> Bool { metric.reason != nil && metric.reason == reason }

    /// Stands before the name of a metric; blank when nothing is wrong.
    func sign(_ metric: MailMetric) -> String {
        guard isAlarm(metric) else { return " " }
        return severity == .critical ? glyphs.critical : glyphs.warning
    }

    func role(_ metric: MailMetric, at index: Int) -> Role {
        isAlarm(metric) ? .graphAlarm : index % 2 == 0 ? .graph : .graphSecond
    }

    /// Of the day where the line stands: `Sep 26`.
    var day: String { Ages.axis(figures.now.date(place)) }

    func text(_ total: DayCounts.Total?, width: Int) -> String? {
        total.map { ($0.isWhole ? "" : glyphs.atLeast) + StatisticsContent.figure($0.count, width: width - 2) }
    }

    /// In full as far as a column goes: a figure that is cut is another figure.
    static func figure(_ count: Int, width: Int) -> String {
        let whole = Numbers.grouped(count)
        return whole.count <= width ? whole : short(count, width: width)
    }

    /// In units of thousands and so on, where even that fits.
    static func short(_ count: Int, width: Int) -> String {
        let short = Numbers.short(count)
        return short.count <= width ? short : count < 0 ? "<-999T" : ">999T"
    }

    /// How a total has changed; nil where that is not known.
    func change(_ metric: MailMetric) -> String? {
        figures.change(metric).map { Numbers.change(from: Double($0.before), to: Double($0.now)) }
    }

    /// Part of all that was sent in the period.
    func share(_ metric: MailMetric) -> String? {
        guard metric != .requests, let part = figures.now.total(metric), let whole = figures.now.total(.requests),
            part.isWhole == whole.isWhole, whole.count > 0
        else { return nil }
        return Numbers.percent(part.count, of: whole.count)
    }
}
