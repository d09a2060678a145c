import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// The commands of the statistics view.
extension DeskReducer {
    /// Nil for a command that means here what it means everywhere.
    func runInStatistics(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        if let step = Self.dayStep(command) { return moveDay(&state, by: step) }
        switch command {
        case .lineDown, .nextPane: return moveCategory(&state, by: 1)
        case .lineUp, .previousPane: return moveCategory(&state, by: -1)
        case .open: return openCategory(&state)
        case .back: return backInStatistics(&state)
        case .periodLonger: return stepRange(&state, 1)
        case .periodShorter: return stepRange(&state, -1)
        case .metric: state.overlay = .metrics(MetricsMenu(cursor: 0))
        case .compare: return toggleComparison(&state)
        case .filter:
            state.filterEntry = TextEntry(state.statisticsRangeText)
            state.historyPosition = nil
        case .copyID, .copyRow: return copyStatistics(&state)
        default: return nil
        }
        return Effect.none
    }

    // MARK: - Days

    /// Days to the right; nil for commands that do not move the line.
    private static func dayStep(_ command: CommandID) -> Int? {
        switch command {
        case .childPane: 1
        case .parentPane: -1
        case .halfPageDown: 7
        case .halfPageUp: -7
        case .pageDown: 30
        case .pageUp: -30
        case .first: -StatisticsRange.most
        case .last: StatisticsRange.most
        default: nil
        }
    }

    private func moveDay(_ state: inout DeskState, by step: Int) -> Effect<DeskAction> {
        guard let days = state.statisticsFigures?.now else { return .none }
        let place = min(max(0, state.statisticsPlace(in: days) + step), days.count - 1)
        state.statistics.view.day = place == days.count - 1 ? nil : days.date(place)
        return .none
    }

    private func stepRange(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let now = state.statisticsRange
        let periods = StatisticsState.periods
        let isPeriod = periods.map(StatisticsRange.last).contains(now)
        let next =
            step > 0
            ? periods.first { $0 > now.days } : periods.last { isPeriod ? $0 < now.days : $0 <= now.days }
        guard let next else {
            state.notice = Notice(.plain, StatisticsWords.periods(state.keyHint(.filter)))
            return .none
        }
        return show(&state, .last(next))
    }

    private func show(_ state: inout DeskState, _ range: StatisticsRange) -> Effect<DeskAction> {
        state.statistics.view.range = range
        state.statistics.view.day = nil
        return .merge(viewChanged(&state), readCategories(&state))
    }

    /// A range was typed; a wrong one stays in the line, with the reason.
    func takeStatisticsRange(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        guard let today = LocalTime(environment.now(), in: state.zone)?.date else { return .none }
        switch StatisticsRange.read(text, today: today) {
        case .failed(let why):
            state.notice = Notice(.warning, why)
            return .none
        case .done(let range):
            state.filterEntry = nil
            return show(&state, range)
        }
    }

    private func toggleComparison(_ state: inout DeskState) -> Effect<DeskAction> {
        state.statistics.view.comparesBefore.toggle()
        return viewChanged(&state)
    }

    // MARK: - Categories

    private func moveCategory(_ state: inout DeskState, by step: Int) -> Effect<DeskAction> {
        let count = state.mailCategories.value?.count ?? 0
        guard count > 0 else {
            state.notice = Notice(
                .plain,
                state.mailCategories.value == nil
                    ? StatisticsWords.categoriesNotLoaded(state.keyHint(.refresh))
                    : StatisticsWords.hasNoCategories)
            return .none
        }
        let next = (state.statistics.view.categoryCursor ?? -1) + step
        // Above the first one the days have the keys again.
        state.statistics.view.categoryCursor = next < 0 ? nil : min(next, count - 1)
        return .none
    }

    private func openCategory(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let cursor = state.statistics.view.categoryCursor, let names = state.mailCategories.value,
            names.indices.contains(cursor)
        else { return moveCategory(&state, by: 1) }
        state.statistics.view.category = names[cursor]
        state.statistics.view.day = nil
        return viewChanged(&state)
    }

    /// Exactly one level out; nil where the view itself is the next.
    private func backInStatistics(_ state: inout DeskState) -> Effect<DeskAction>? {
        if state.statistics.view.category != nil {
            state.statistics.view.category = nil
            state.statistics.view.day = nil
        } else if state.statistics.view.categoryCursor != nil {
            state.statistics.view.categoryCursor = nil
        } else {
            return nil
        }
        return viewChanged(&state)
    }

    // MARK: - Taking along

    private func copyStatistics(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let text = state.statisticsText else {
            state.notice = Notice(.warning, StatisticsWords.nothingToCopy)
            return .none
        }
        let environment = environment
        return .run { send in await send(.copied(StatisticsWords.copiedTable, environment.copyToClipboard(text))) }
    }
}

extension DeskState {
    /// The range as it is typed.
    var statisticsRangeText: String {
        switch statisticsRange {
        case .last(let days): String(days)
        case .span(let first, let last): "\(first)..\(last)"
        }
    }

    /// The metrics that the table of totals shows: the usual ones, and what has a line.
    package var statisticsRows: [MailMetric] {
        MailMetric.allCases.filter { MailMetric.usual.contains($0) || statistics.view.metrics.contains($0) }
    }

    /// The table of totals, its values parted by tabs; what is not known is empty.
    var statisticsText: ClipText? {
        guard let figures = statisticsFigures else { return nil }
        let place = statisticsPlace(in: figures.now)
        let allTime = statistics.view.category == nil ? allTimeCounts.value : nil
        let head = [
            "", figures.now.date(place).description, StatisticsWords.days(figures.now.count), StatisticsWords.before,
            StatisticsWords.allTime,
        ]
        let rows = statisticsRows.map { metric in
            let counts = [
                figures.now.count(metric, at: place), figures.now.total(metric)?.count,
                figures.before?.total(metric)?.count, allTime.flatMap(metric.count),
            ]
            return [metric.title] + counts.map { $0.map(String.init) ?? "" }
        }
        return .table([head] + rows)
    }
}
