import Settings
import StateStore

/// The filter line: the list answers to every letter.
extension DeskReducer {
    func openFilter(_ state: inout DeskState) {
        state.historyPosition = nil
        guard state.place.view == .desk else {
            state.filterEntry = TextEntry(state.view.filter)
            return
        }
        state.focus = .customers
        state.keepCursorVisible()
        state.filterEntry = TextEntry(state.customers.filter)
    }

    func runInFilter(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        guard var entry = state.filterEntry else { return .none }
        switch command {
        case .confirm: return takeLine(&state, entry.text)
        case .dismiss:
            state.filterEntry = nil
            // A range that is not taken leaves the one that is shown.
            return state.lineTarget == .statisticsRange ? .none : setFilter(&state, "")
        case .cancel:
            state.filterEntry = nil
            return .none
        case .earlier:
            guard let earlier = state.recall(1, of: state.filterHistory) else { return .none }
            entry = TextEntry(earlier)
        case .later:
            guard state.historyPosition != nil else { return .none }
            entry = TextEntry(state.recall(-1, of: state.filterHistory) ?? "")
        case .repaint, .suspend: return runProgram(&state, command)
        default: guard entry.edit(command) else { return .none }
        }
        state.filterEntry = entry
        return setFilter(&state, entry.text)
    }

    /// The line is taken as it stands: a filter works already, a range is read now.
    private func takeLine(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        if state.lineTarget == .statisticsRange { return takeStatisticsRange(&state, text) }
        state.filterEntry = nil
        state.filterHistory.remember(text)
        if state.lineTarget == .suppressions { state.clampSuppressed() }
        if let problem = state.problem(inFilter: text) { state.notice = Notice(.warning, problem) }
        return .none
    }

    func typed(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        if state.overlay != nil { return typedInOverlay(&state, text) }
        guard var entry = state.filterEntry else { return .none }
        entry.insert(text)
        state.filterEntry = entry
        return setFilter(&state, entry.text)
    }

    func setFilter(_ state: inout DeskState, _ filter: String) -> Effect<DeskAction> {
        switch state.lineTarget {
        case .statisticsRange: return .none
        case .suppressions: return setSuppressionFilter(&state, filter)
        case .samples: setSampleFilter(&state, filter)
        case .view: setViewFilter(&state, filter)
        case .customers:
            guard filter != state.customers.filter else { return .none }
            state.customers.filter = filter
            return arrange(&state)
        }
        return .none
    }
}

/// What a line that is typed at the foot is for.
enum LineTarget: Sendable {
    case customers, samples, suppressions, view
    case statisticsRange
}

extension DeskState {
    /// What the line is for, where a person is.
    var lineTarget: LineTarget {
        switch place.view {
        case .desk: focus == .samples ? .samples : .customers
        case .statistics: .statisticsRange
        case .suppressions: .suppressions
        case .customer, .billing, .ips, .monitors, .journal, .runs, .why, .live, .answer: .view
        }
    }

    /// What in the filter of this place was hardly meant as it is taken.
    fileprivate func problem(inFilter filter: String) -> String? {
        let listing: Listing? =
            switch place.view {
            case .desk: focus == .samples ? .samples : .customers
            case .live: .live
            default: nil
            }
        if place.view == .suppressions { return SuppressionQuery.table.problems(in: filter).first }
        return listing?.problems(inFilter: filter).first
    }

    /// An earlier text of a history, newest first; nil when the way leads back to the empty line.
    mutating func recall(_ step: Int, of history: [String]) -> String? {
        let position = (historyPosition ?? -1) + step
        guard position >= 0 else {
            historyPosition = nil
            return nil
        }
        guard !history.isEmpty else { return nil }
        let clamped = min(position, history.count - 1)
        historyPosition = clamped
        return history[clamped]
    }
}

extension [String] {
    /// Puts a text in front, once; the last fifty are kept.
    mutating func remember(_ text: String) {
        guard !text.isEmpty else { return }
        removeAll { $0 == text }
        insert(text, at: 0)
        if count > 50 { removeLast() }
    }
}
