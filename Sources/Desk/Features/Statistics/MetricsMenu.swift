import Settings
import StateStore

/// The metrics of the statistics view. The menu stays open while they are switched on and off.
package struct MetricsMenu: Sendable, Equatable, ListMenu, LookingOverlay {
    package var cursor: Int

    package init(cursor: Int) { self.cursor = cursor }

    var overlay: Overlay { .metrics(self) }

    package func menu(_ state: DeskState) -> Menu {
        let figures = state.statisticsFigures
        let rows = MailMetric.allCases.map { metric in
            let isOn = state.statistics.view.metrics.contains(metric)
            let isTold = figures.map { $0.now.tells(metric) } ?? true
            let unit = metric.scale == .counts ? StatisticsWords.perDay : StatisticsWords.share
            return Menu.Row(
                words: metric.title, mark: isOn ? .on : .none, note: isTold ? unit : SharedWords.notProvided,
                standing: isOn ? StatisticsWords.on : StatisticsWords.off)
        }
        return Menu(
            title: StatisticsWords.menuTitle, rows: rows, cursor: cursor, verb: StatisticsWords.menuVerb,
            leaving: StatisticsWords.menuLeave)
    }

    func run(_ command: CommandID, _ state: inout DeskState, _ desk: DeskReducer) -> Effect<DeskAction> {
        let all = MailMetric.allCases
        switch command {
        case .confirm, .open:
            let metric = all[min(max(0, cursor), all.count - 1)]
            if state.statistics.view.metrics.remove(metric) == nil { state.statistics.view.metrics.insert(metric) }
        default:
            if let moved = desk.moved(cursor, command, count: all.count) {
                state.overlay = .metrics(MetricsMenu(cursor: moved))
            }
        }
        return .none
    }
}
