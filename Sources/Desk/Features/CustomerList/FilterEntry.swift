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
        if let effect = runInViewsEntry(&state, command) { return effect }
        switch command {
        case .confirm:
            state.filterEntry = nil
            state.filterHistory.remember(entry.text)
            if let problem = state.problem(inFilter: entry.text) { state.notice = Notice(.warning, problem) }
            return .none
        case .dismiss:
            state.filterEntry = nil
            return setFilter(&state, "")
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

    func typed(_ state: inout DeskState, _ text: String) -> Effect<DeskAction> {
        if state.overlay != nil { return typedInOverlay(&state, text) }
        guard var entry = state.filterEntry else { return .none }
        entry.insert(text)
        state.filterEntry = entry
        return setFilter(&state, entry.text)
    }

    func setFilter(_ state: inout DeskState, _ filter: String) -> Effect<DeskAction> {
        if let effect = typedInViewsEntry(&state, filter) { return effect }
        if state.place.view == .desk, state.focus == .samples {
            setSampleFilter(&state, filter)
            return .none
        }
        if state.place.view != .desk {
            setViewFilter(&state, filter)
            return .none
        }
        guard filter != state.customers.filter else { return .none }
        state.customers.filter = filter
        return arrange(&state)
    }
}

extension DeskState {
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
