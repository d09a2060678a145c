import Records
import Settings
import StateStore

/// The commands of the live board.
extension DeskReducer {
    /// Nil for a command that means on the board what it means everywhere.
    func runOnBoard(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        if command == .pin { return pin(&state) }
        if command == .follow, state.place.view != .live { return followCustomer(&state) }
        guard state.place.view == .live else { return nil }
        switch command {
        case .nextProblem: return goToNew(&state, 1)
        case .previousProblem: return goToNew(&state, -1)
        case .acknowledge: return acknowledge(&state)
        case .snooze: return offerSnooze(&state)
        case .solved: return solve(&state)
        case .follow: return follow(&state)
        case .mark, .markRange, .markAll, .unmarkAll, .back: return runMarkOnBoard(&state, command)
        case .lineDown, .lineUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .last:
            if state.focusedPane?.digit == BoardPanes.rows { state.board.follows = false }
            return nil
        default: return nil
        }
    }

    /// A key was pressed: what had happened was seen.
    func lookedAtBoard(_ state: inout DeskState) {
        guard state.place.view == .live else { return }
        state.board.lookedAt = environment.now()
    }

    // MARK: - Moving

    /// To the next customer that nobody has looked at, round the end.
    private func goToNew(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let rows = state.boardRows
        let start = state.view[BoardPanes.rows].cursor
        let places = (1...max(1, rows.count)).map { (start + step * $0 + rows.count * 2) % max(1, rows.count) }
        guard let place = places.first(where: { rows.indices.contains($0) && rows[$0].isNew }) else {
            state.notice = Notice(.plain, "somebody has looked at all of them")
            return .none
        }
        state.board.follows = false
        state.view.focus = BoardPanes.rows
        state.view[BoardPanes.rows].cursor = place
        state.view[BoardPanes.rows].selected = rows[place].username
        state.clampView()
        return .none
    }

    private func follow(_ state: inout DeskState) -> Effect<DeskAction> {
        state.board.follows.toggle()
        guard state.board.follows else {
            state.notice = Notice(.plain, "the cursor stays with its customer")
            return .none
        }
        state.view.focus = BoardPanes.rows
        state.view[BoardPanes.rows] = PaneState.atTheTop(state.view[BoardPanes.rows])
        state.notice = Notice(.plain, "the cursor follows the worst")
        return .none
    }

    /// Holds on to the customer under the cursor of the list while it is sorted anew, or lets it go.
    private func followCustomer(_ state: inout DeskState) -> Effect<DeskAction> {
        state.customers.followsCustomer.toggle()
        state.notice = Notice(
            .plain,
            state.customers.followsCustomer
                ? "Sorting keeps the cursor on its customer" : "Sorting takes the cursor to the top")
        return .none
    }

    /// Holds the board as it is, or lets it go on.
    func holdBoard(_ state: inout DeskState) {
        state.board.held = state.isFrozen && state.live.board.version > 0 ? state.live.board : nil
        state.viewDataChanged()
    }
}

extension DeskState {
    /// The row of the board under the cursor; nil in the other pane.
    var boardRowUnderCursor: BoardRow? {
        guard place.view == .live, focusedPane?.digit == BoardPanes.rows else { return nil }
        let (rows, cursor) = (boardRows, view[BoardPanes.rows].cursor)
        return rows.indices.contains(cursor) ? rows[cursor] : nil
    }

    /// Why a command of the board can't run now; nil when it can.
    func reasonOffOnBoard(_ command: CommandID) -> String? {
        switch command {
        case .acknowledge, .snooze, .solved:
            if place.view != .live { return "only on the live board" }
            return chosenTrouble.isEmpty ? "no customer in trouble is under the cursor" : nil
        case .follow where place.view == .desk && focus == .customers:
            return customers.selected == nil ? "no customer is chosen" : nil
        case .nextProblem, .previousProblem, .follow: return place.view == .live ? nil : "only on the live board"
        case .pin: return customerAtHand == nil ? "no customer is chosen" : nil
        default: return nil
        }
    }
}

extension PaneState {
    /// The same with the cursor on the first row, whichever that is.
    static func atTheTop(_ pane: PaneState) -> PaneState {
        var pane = pane
        (pane.cursor, pane.top, pane.selected) = (0, 0, nil)
        return pane
    }
}
