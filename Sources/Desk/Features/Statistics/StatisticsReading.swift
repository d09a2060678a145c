import ResellerAPI
import StateStore

extension DeskState {
    /// The days that the statistics view shows.
    package var statisticsRange: StatisticsRange { statistics.view.range ?? .last(statistics.days) }

    /// All days of the customer that the desk has read, its pane's included, and how that reading stands.
    ///
    /// Of a day told twice the later reading counts. With a category only what was read of that category.
    package var statisticsDays: Loadable<[Int: MailCounts]> {
        let wide = statisticsRequest(days: .both).map { readings[$0] } ?? Loadable()
        let narrow = statisticsRequest(days: .shown).map { readings[$0] } ?? Loadable()
        let pane = statistics.view.category == nil ? detail?.statistics ?? Loadable() : Loadable()
        var sources: [(readAt: Double, days: [DayStats])] = []
        for reading in [wide, narrow] {
            if let records = reading.value { sources.append((reading.readAt ?? 0, records.compactMap(DayStats.init))) }
        }
        if let days = pane.value { sources.append((pane.readAt ?? 0, days)) }
        var told: [Int: MailCounts] = [:]
        for source in sources.sorted(by: { $0.readAt < $1.readAt }) {
            for day in source.days { told[day.date.daysSinceEpoch] = day.counts }
        }
        let standing = statisticsNeed.map { readings[$0] }
        return Loadable(
            value: sources.isEmpty ? nil : told,
            readAt: standing == nil ? pane.readAt ?? wide.readAt : standing?.readAt ?? pane.readAt,
            askedAt: standing == nil ? pane.askedAt : standing?.askedAt,
            failure: standing == nil ? pane.failure : standing?.failure)
    }

    /// Nil where no day of the range was told.
    package var statisticsFigures: StatisticsFigures? {
        guard let told = statisticsDays.value else { return nil }
        return statisticsFigures(told)
    }

    package func statisticsFigures(_ told: [Int: MailCounts]) -> StatisticsFigures? {
        let range = statisticsRange
        let first: CalendarDate
        switch range {
        case .last(let days):
            guard let last = told.keys.max() else { return nil }
            first = CalendarDate(daysSinceEpoch: last - days + 1)
        case .span(let start, _): first = start
        }
        let now = DayCounts(first: first, count: range.days, from: told)
        guard MailMetric.allCases.contains(where: now.tells) else { return nil }
        return StatisticsFigures(
            now: now,
            before: statistics.view.comparesBefore
                ? DayCounts(first: first.adding(days: -range.days), count: range.days, from: told) : nil)
    }

    /// The place of the upright line among the days shown.
    package func statisticsPlace(in days: DayCounts) -> Int {
        statistics.view.day.flatMap(days.place) ?? days.count - 1
    }
}

/// Which days a call asks for.
private enum AskedDays {
    case shown
    /// Those and the period before.
    case both
}

extension DeskState {
    /// The call for the days of the range; of all mail, or of the category shown.
    private func statisticsRequest(days: AskedDays) -> Request? {
        statisticsRequest(days: days, category: statistics.view.category)
    }

    private func statisticsRequest(days: AskedDays, category: String?) -> Request? {
        guard let user = selected else { return nil }
        var parameters: Parameters = ["user": user]
        if let category { parameters.append("category", category) }
        switch statisticsRange {
        // The service counts back from the customer's own today, which the desk can't know before.
        case .last(let count): parameters.append("days", String(days == .both ? count * 2 : count))
        case .span(let first, let last):
            parameters.append(
                "start_date", (days == .both ? first.adding(days: -statisticsRange.days) : first).description)
            parameters.append("end_date", last.description)
        }
        return Request(category == nil ? .statsDaily : .statsByCategory, parameters)
    }

    /// The call that the chart waits for; nil where the desk's pane reads all that it needs.
    private var statisticsNeed: Request? {
        let wide = statisticsRequest(days: .both)
        if statistics.view.comparesBefore || wide.map({ readings[$0].value != nil }) ?? false { return wide }
        let isPanes = statistics.view.category == nil && statisticsRange == .last(statistics.days)
        return isPanes ? nil : statisticsRequest(days: .shown)
    }

    private var aggregateRequest: Request? { selected.map { Request(.statsAggregate, ["user": $0]) } }
    private var categoriesRequest: Request? { selected.map { Request(.statsCategories, ["user": $0]) } }

    /// The counts since the account began.
    package var allTimeCounts: Loadable<MailCounts> {
        let reading = aggregateRequest.map { readings[$0] } ?? Loadable()
        return Loadable(
            value: reading.value?.first.map(MailCounts.init), readAt: reading.readAt, askedAt: reading.askedAt,
            failure: reading.failure)
    }

    /// The names that the customer's mail is sorted by.
    package var mailCategories: Loadable<[String]> {
        let reading = categoriesRequest.map { readings[$0] } ?? Loadable()
        return Loadable(
            value: reading.value.map { $0.compactMap { $0.text("category") } }, readAt: reading.readAt,
            askedAt: reading.askedAt, failure: reading.failure)
    }

    /// Whether the cursor goes through the categories: where there is no room beside, their list covers the figures.
    package var categoriesAreBrowsed: Bool {
        guard let cursor = statistics.view.categoryCursor, let names = mailCategories.value else { return false }
        return names.indices.contains(cursor) && names[cursor] != statistics.view.category
    }

    /// What is known of the days of one category.
    package func categoryDays(_ category: String) -> Loadable<[DayStats]> {
        let reading = statisticsRequest(days: .shown, category: category).map { readings[$0] } ?? Loadable()
        return Loadable(
            value: reading.value.map { $0.compactMap(DayStats.init) }, readAt: reading.readAt,
            askedAt: reading.askedAt, failure: reading.failure)
    }
}

extension DeskReducer {
    /// Categories whose figures are read without being asked for; the others are read when they are opened.
    private static let categoriesRead = 8

    /// The names of the categories have come: now the figures that are not known can be asked for.
    func statisticsArrived(_ state: inout DeskState, _ request: Request) -> Effect<DeskAction> {
        guard state.place.view == .statistics, request.operation == .statsCategories,
            request.target == state.selected
        else { return .none }
        return readCategories(&state)
    }

    /// Their figures are of the range shown, so another one needs others.
    func readCategories(_ state: inout DeskState) -> Effect<DeskAction> {
        let requests = state.categoryRequests(first: Self.categoriesRead)
        return read(&state, requests.filter { state.readings[$0].value == nil })
    }
}

extension DeskState {
    /// The calls that the statistics view shows beside what the desk's pane has read.
    var statisticsReads: [Request] { [statisticsNeed, aggregateRequest, categoriesRequest].compactMap(\.self) }

    fileprivate func categoryRequests(first count: Int) -> [Request] {
        (mailCategories.value ?? []).prefix(count).compactMap {
            statisticsRequest(days: .shown, category: $0)
        }
    }
}
