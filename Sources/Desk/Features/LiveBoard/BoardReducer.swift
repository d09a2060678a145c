import Records
import StateStore

/// News on the board: what moves, what is set off, what is made known.
extension DeskReducer {
    func board(_ state: inout DeskState, _ action: BoardAction) -> Effect<DeskAction> {
        switch action {
        case .highlightEnded: state.board.changed = []
        case .alertFailed(let why): state.tell(Notice(.failed, why, isPinned: true))
        case .pinsLoaded(let pinned, let changes): return pinsLoaded(&state, pinned, changes: changes)
        }
        return .none
    }

    /// What the collector tells, and what the board makes of it.
    func heard(_ state: inout DeskState, _ action: LiveAction) -> Effect<DeskAction> {
        guard case .collected(let news) = action else { return live(&state, action) }
        holdRow(&state)
        let before = state.live.board
        let effect = live(&state, action)
        state.forgetMarksOffBoard()
        return .merge(effect, setOff(&state, since: before), alert(&state, news.events))
    }

    /// Notes which row the cursor is on before rows come and go; who follows the worst stays at the top.
    private func holdRow(_ state: inout DeskState) {
        guard state.place.view == .live else { return }
        if state.board.follows {
            state.view[BoardPanes.rows].selected = nil
            (state.view[BoardPanes.rows].cursor, state.view[BoardPanes.rows].top) = (0, 0)
        } else if state.view[BoardPanes.rows].selected == nil {
            let rows = state.boardRows
            let cursor = state.view[BoardPanes.rows].cursor
            if rows.indices.contains(cursor) { state.view[BoardPanes.rows].selected = rows[cursor].username }
        }
    }

    /// Sets off the rows that came or changed, for as long as changed figures are.
    private func setOff(_ state: inout DeskState, since before: LiveBoard) -> Effect<DeskAction> {
        let now = state.live.board
        guard state.place.view == .live, state.board.held == nil, before.version > 0, before != now else {
            return .none
        }
        let old = Dictionary(before.rows.map { ($0.username, $0) }) { first, _ in first }
        let changed = now.rows.filter { row in
            guard let old = old[row.username] else { return true }
            return old.severity != row.severity || old.worst.judgement.shown != row.worst.judgement.shown
                || old.entries.count != row.entries.count
        }
        guard !changed.isEmpty else { return .none }
        state.board.changed.formUnion(changed.map(\.username))
        let environment = environment
        return .run { send in
            guard (try? await environment.sleep(Self.highlightTime)) != nil else { return }
            await send(.board(.highlightEnded))
        }
        .cancellable(id: EffectName.boardHighlight, cancelInFlight: true)
    }
}

extension DeskState {
    /// Whether the row of a customer is to be set off now.
    package func hasChangedOnBoard(_ username: String) -> Bool { board.changed.contains(username) }
}
