import Settings
import StateStore

/// The metrics of the statistics view. The menu stays open while they are switched on and off.
package struct MetricsMenu: Sendable, Equatable, MenuOverlay, LookingOverlay {
    package var cursor: Int

    package init(cursor: Int) { self.cursor = cursor }

    var overlay: Overlay { .metrics(self) }
    func rowCount(_ state: DeskState) -> Int { MailMetric.allCases.count }

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
