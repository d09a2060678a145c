import Settings
import StateStore

/// Where the views of statistics and suppressions join the desk.
extension DeskReducer {
    /// Nil for a command that means in these views what it means everywhere.
    func runInChartViews(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        switch state.place.view {
        case .statistics: runInStatistics(&state, command)
        case .suppressions: runInSuppressions(&state, command)
        default: nil
        }
    }

    /// The line being typed belongs to the view shown; nil where that is the list of customers.
    func runInViewsEntry(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        guard let entry = state.filterEntry, command == .confirm || command == .dismiss else { return nil }
        switch (state.place.view, command) {
        case (.statistics, .confirm): return takeStatisticsRange(&state, entry.text)
        case (.statistics, _):
            state.filterEntry = nil
            return Effect.none
        case (.suppressions, .confirm):
            state.filterEntry = nil
            state.filterHistory.remember(entry.text)
            state.clampSuppressed()
            return Effect.none
        case (.suppressions, _):
            state.filterEntry = nil
            return setSuppressionFilter(&state, "")
        default: return nil
        }
    }

    /// A letter was typed or deleted; nil where the line filters the customers.
    func typedInViewsEntry(_ state: inout DeskState, _ text: String) -> Effect<DeskAction>? {
        switch state.place.view {
        case .statistics: Effect.none
        case .suppressions: setSuppressionFilter(&state, text)
        default: nil
        }
    }
}
