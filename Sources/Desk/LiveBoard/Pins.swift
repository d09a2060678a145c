import Records
import StateStore

/// Customers that stay on the board though they are well. The archive remembers them for the account.
extension DeskReducer {
    func loadPins() -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            // The one remembered last comes first.
            let pinned = await environment.memory.names(.pinned, "").reversed()
            if !pinned.isEmpty { await send(.board(.pinsLoaded(Array(pinned)))) }
        }
    }

    func pinsLoaded(_ state: inout DeskState, _ pinned: [String]) -> Effect<DeskAction> {
        // Whom a person has pinned meanwhile comes after them.
        state.board.pinned = pinned + state.board.pinned.filter { !pinned.contains($0) }
        state.viewDataChanged()
        return wish(state)
    }

    func pin(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let user = state.customerAtHand else { return .none }
        let environment = environment
        let keeping: Effect<DeskAction>
        if let place = state.board.pinned.firstIndex(of: user) {
            state.board.pinned.remove(at: place)
            state.notice = Notice(.plain, "\(state.masked(user)) leaves the live board when it is well")
            keeping = .run { _ in await environment.memory.forget(.pinned, "", user) }
        } else {
            state.board.pinned.append(user)
            state.notice = Notice(.done, "\(state.masked(user)) stays on the live board")
            keeping = .run { _ in await environment.memory.remember(.pinned, "", user) }
        }
        state.viewDataChanged()
        return .merge(wish(state), keeping)
    }
}
