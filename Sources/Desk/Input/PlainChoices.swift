import Records
import Settings
import StateStore

/// Commands by name and rows by number, for a front end of lines.
extension DeskReducer {
    /// Runs a command as its key would; one that does nothing here is told.
    func commandChosen(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        state.notice?.isPinned = false
        state.pendingKeys = []
        guard Command.named(command)?.applies(in: state.mode) ?? false else {
            let help = state.keyHint(.help)
            state.notice = Notice(.plain, InputWords.noFunction(command.rawValue, help: help))
            return .none
        }
        return run(&state, command)
    }

    /// Puts the cursor on a row and opens it, where it can be opened.
    func rowChosen(_ state: inout DeskState, _ row: Int) -> Effect<DeskAction> {
        state.notice?.isPinned = false
        guard row >= 0, row < state.choosableRows else {
            state.notice = Notice(.plain, InputWords.noRow(row &+ 1))
            return .none
        }
        guard let overlay = state.overlay else {
            return state.place.view == .desk ? rowOnDeskChosen(&state, row) : rowInViewChosen(&state, row)
        }
        guard let chosen = overlay.content.choosing(row) else { return .none }
        state.overlay = chosen.overlay
        return run(&state, chosen.command)
    }

    private func rowOnDeskChosen(_ state: inout DeskState, _ row: Int) -> Effect<DeskAction> {
        switch state.focus {
        case .customers: state.customers.cursor = row
        case .suppressions: state.suppressions.cursor = row
        case .samples: state.samples.cursor = row
        case .overview, .statistics: return .none
        }
        state.keepCursorVisible()
        state.clampPanes()
        // An address has nothing to go into: what can be done to it is done from its row.
        return state.focus == .suppressions ? .none : run(&state, .open)
    }
}

extension DeskReducer {
    private func rowInViewChosen(_ state: inout DeskState, _ row: Int) -> Effect<DeskAction> {
        switch state.place.view {
        case .why:
            state.why.cursor = .deed(row)
            return run(&state, .open)
        case .suppressions:
            state.suppressions.view.position.cursor = row
            state.clampSuppressed()
            return .none
        case .statistics: return .none
        case .runs:
            // Of a run the rows on the screen are told, from `top` on.
            let top = state.bulk.page?.top ?? 0
            if state.place.item == nil { state.bulk.cursor = row } else { state.bulk.page?.cursor = top + row }
            return run(&state, .open)
        default: break
        }
        guard let pane = state.focusedPane else { return .none }
        state.view[pane.digit].cursor = row
        let chosen = state.sheet(pane).row(row)
        state.view[pane.digit].selected = row == 0 ? nil : chosen.id
        state.clampView()
        return chosen.opens == nil ? .none : run(&state, .open)
    }
}

extension DeskState {
    /// How many rows can be chosen by number.
    var choosableRows: Int {
        if let overlay { return overlay.content.rowCount(self) }
        guard samples.opened == nil else { return 0 }
        if place.view == .why { return whyDeeds.count }
        if place.view == .runs { return place.item == nil ? bulk.runs.count : bulk.page?.rows.count ?? 0 }
        if place.view == .statistics || place.view == .suppressions { return chartSheet?.count ?? 0 }
        if place.view != .desk { return focusedPane.map { sheet($0).count } ?? 0 }
        switch focus {
        case .customers: return customers.shown.count
        case .suppressions: return suppressionCount
        case .samples: return samples.shown.count
        case .overview, .statistics: return 0
        }
    }
}
