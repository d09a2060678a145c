import Records
import Settings
import StateStore

/// The commands of the live board.
extension DeskReducer {
    static let boardCommands = CommandScope(
        [
            .on(.nextProblem) { $0.goToNew(&$1, 1) },
            .on(.previousProblem) { $0.goToNew(&$1, -1) },
            .on(.acknowledge, off: \.reasonNoTrouble) { $0.acknowledge(&$1) },
            .on(.snooze, off: \.reasonNoTrouble) { $0.offerSnooze(&$1) },
            .on(.solved, off: \.reasonNoTrouble) { $0.solve(&$1) },
            .on(.follow) { $0.follow(&$1) },
        ] + boardMarks + movesOnBoard)

    /// Whoever moves the cursor wants it to stay where it was put.
    private static let movesOnBoard = CommandBinding.moves { reducer, state, command in
        if command != .first, state.focusedPane?.digit == BoardPanes.rows { state.board.follows = false }
        return reducer.moveInView(&state, command)
    }

    /// What is about the board from elsewhere too.
    static let boardCommandsElsewhere: [CommandBinding] =
        [CommandID.acknowledge, .snooze, .solved, .nextProblem, .previousProblem].flatMap {
            CommandBinding.nothing([$0], InputWords.onlyOnBoard)
        } + [
            .on(
                .follow, when: { $0.place.view == .desk && $0.focus == .customers },
                off: { $0.customers.selected == nil ? InputWords.noCustomer : nil }
            ) { $0.followCustomer(&$1) },
            .on(.follow, off: { _ in InputWords.onlyOnBoard }) { _, _ in .none },
            .on(.pin, off: \.reasonNoCustomer) { $0.pin(&$1) },
        ]

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
            state.notice = Notice(.plain, "All alarms are acknowledged")
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

    /// Why nothing can be said about an alarm; nil where one is under the cursor.
    fileprivate var reasonNoTrouble: String? { chosenTrouble.isEmpty ? InputWords.noAlarm : nil }
}

extension PaneState {
    /// The same with the cursor on the first row, whichever that is.
    static func atTheTop(_ pane: PaneState) -> PaneState {
        var pane = pane
        (pane.cursor, pane.top, pane.selected) = (0, 0, nil)
        return pane
    }
}
