import Settings
import StateStore

extension ViewID {
    /// Whether it is one of the views that are no panes of sheets.
    var isChart: Bool { self == .statistics || self == .suppressions }
}

extension DeskState {
    /// Why a command can't run in these views; nil when it can.
    func reasonOffInChart(_ command: CommandID) -> String? {
        let isTable = place.view == .suppressions
        switch command {
        case .mark, .markRange, .markAll, .unmarkAll:
            return isTable ? (suppressed.isEmpty ? "no address is shown" : nil) : "there are no rows to mark here"
        case .nextHit, .previousHit:
            return isTable && !suppressions.view.filter.isEmpty ? nil : "no filter is set"
        case .periodLonger, .periodShorter, .metric, .compare: return isTable ? "there is no chart here" : nil
        case .nextList: return isTable ? nil : InputWords.noLists
        case .sort, .invertOrder: return "only customers can be sorted"
        default: return command.paneDigit == nil ? nil : "this view has no panes"
        }
    }
}

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
