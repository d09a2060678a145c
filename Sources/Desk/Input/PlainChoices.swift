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
            state.notice = Notice(.plain, "\(command.rawValue) does nothing here; \(help) tells what does")
            return .none
        }
        return run(&state, command)
    }

    /// Puts the cursor on a row and opens it, where it can be opened.
    func rowChosen(_ state: inout DeskState, _ row: Int) -> Effect<DeskAction> {
        state.notice?.isPinned = false
        guard row >= 0, row < state.choosableRows else {
            state.notice = Notice(.plain, "there is no row \(row &+ 1)")
            return .none
        }
        switch state.overlay {
        case .help(var help):
            help.cursor = row
            state.overlay = .help(help)
        case .palette(var palette):
            palette.cursor = row
            state.overlay = .palette(palette)
        case .sortMenu: state.overlay = .sortMenu(cursor: row)
        case .metrics: state.overlay = .metrics(cursor: row)
        case .deeds(var menu):
            menu.cursor = row
            state.overlay = .deeds(menu)
        case .snooze(var menu):
            menu.cursor = row
            state.overlay = .snooze(menu)
        case .contexts(var menu):
            menu.cursor = row
            state.overlay = .contexts(menu)
        case .links:
            state.overlay = .links(cursor: row)
            return run(&state, .open)
        case .assign(var assign):
            assign.cursor = row
            state.overlay = .assign(assign)
        case .bulk(.menu(var menu)):
            menu.cursor = row
            state.overlay = .bulk(.menu(menu))
        case .bulk(.row(var sheet)):
            sheet.cursor = row
            state.overlay = .bulk(.row(sheet))
        case .bulk: return .none
        case .errors, .messages, .form, .confirm, .account, .prompt, .why: return .none
        case nil: return state.place.view == .desk ? rowOnDeskChosen(&state, row) : rowInViewChosen(&state, row)
        }
        return run(&state, .confirm)
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
        switch overlay {
        case .help(let help): return help.commands.count
        case .palette(let palette): return palette.entries.count
        case .sortMenu: return SortColumn.allCases.count
        case .metrics: return MailMetric.allCases.count
        case .deeds(let menu): return menu.deeds.count
        case .snooze: return SnoozeTime.allCases.count
        case .contexts(let menu): return menu.choices?.count ?? 0
        case .links: return (samples.opened?.message?.links.count ?? 0) + 1
        case .assign(let assign): return assign.choices.count
        case .bulk(.menu(let menu)): return menu.choices.count
        case .bulk(.row(let sheet)): return sheet.choices.count
        case .errors, .messages, .form, .confirm, .account, .prompt, .why, .bulk: return 0
        case nil: break
        }
        guard samples.opened == nil else { return 0 }
        if place.view == .why { return whyDeeds.count }
        if place.view == .runs { return place.item == nil ? bulk.runs.count : bulk.page?.rows.count ?? 0 }
        if place.view.isChart { return chartSheet?.count ?? 0 }
        if place.view != .desk { return focusedPane.map { sheet($0).count } ?? 0 }
        switch focus {
        case .customers: return customers.shown.count
        case .suppressions: return suppressionCount
        case .samples: return samples.shown.count
        case .overview, .statistics: return 0
        }
    }
}
