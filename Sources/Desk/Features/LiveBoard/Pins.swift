import Records
import StateStore

/// Customers that stay on the board though they are well. The archive remembers them for the account.
extension DeskReducer {
    func loadPins(_ state: inout DeskState) -> Effect<DeskAction> {
        let (environment, changes) = (environment, state.board.pinChanges)
        state.board.pinsAskedAt = environment.now()
        return .run { send in
            // The one remembered last comes first.
            let pinned = await environment.memory.names(.pinned, "").reversed()
            await send(.board(.pinsLoaded(Array(pinned), changes: changes)))
        }
    }

    /// What was pinned in other desks since.
    func refreshPins(_ state: inout DeskState) -> Effect<DeskAction> {
        abs(environment.now() - state.board.pinsAskedAt) >= Self.pinsAge ? loadPins(&state) : .none
    }

    private static let pinsAge = 60.0

    func pinsLoaded(_ state: inout DeskState, _ pinned: [String], changes: Int) -> Effect<DeskAction> {
        // What was read before a person pinned or let go is out of date; it is read again soon.
        guard changes == state.board.pinChanges, pinned != state.board.pinned else { return .none }
        state.board.pinned = pinned
        state.viewDataChanged()
        return wish(state)
    }

    func pin(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let user = state.customerAtHand else { return .none }
        let environment = environment
        state.board.pinChanges += 1
        let keeping: Effect<DeskAction>
        if let place = state.board.pinned.firstIndex(of: user) {
            state.board.pinned.remove(at: place)
            state.notice = Notice(.plain, "\(state.shownName(user)) leaves the live board when it is well")
            keeping = .run { _ in await environment.memory.forget(.pinned, "", user) }
        } else {
            state.board.pinned.append(user)
            state.notice = Notice(.done, "\(state.shownName(user)) stays on the live board")
            keeping = .run { _ in await environment.memory.remember(.pinned, "", user) }
        }
        state.viewDataChanged()
        return .merge(wish(state), keeping)
    }
}
