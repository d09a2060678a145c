import Records
import ResellerAPI
import StateStore

/// What the archive has of a customer, for the time until the service answers, and for when it does not.
extension DeskReducer {
    func readHeld(_ user: String) -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            let held = await environment.memory.held(user)
            guard held != HeldCustomer() else { return }
            await send(.heldFound(user, held))
        }
    }

    /// Old figures come only where nothing newer stands, with the age that they have; the asking goes on.
    func heldFound(_ state: inout DeskState, _ user: String, _ held: HeldCustomer) {
        guard var detail = state.details[user] else { return }
        if let figures = held.figures {
            detail.overview.hold(figures.overview, at: figures.readAt)
            detail.statistics.hold(figures.days, at: figures.readAt)
            switch figures.limit {
            case .unread: break
            case .unlimited: detail.limit.hold(.some(nil), at: figures.readAt)
            case .limited(let limit): detail.limit.hold(limit, at: figures.readAt)
            }
        }
        for (list, kept) in held.lists where detail.suppressions(list).value == nil {
            let before = detail.suppressions(list)
            detail.suppressionsAnswered(list, .success(kept.addresses), at: kept.readAt)
            detail.suppressions[list]?.askedAt = before.askedAt
            detail.suppressions[list]?.failure = before.failure
        }
        state.details[user] = detail
        state.clampPanes()
    }
}

extension CustomerDetail {
    /// Whether nothing of it was read yet.
    var isBare: Bool {
        overview.value == nil && statistics.value == nil && limit.value == nil
            && suppressions.values.allSatisfy { $0.value == nil }
    }
}

extension Loadable {
    /// Takes a value read earlier where there is none; how the asking stands stays as it is.
    fileprivate mutating func hold(_ old: Value?, at time: Double) {
        guard value == nil, let old else { return }
        value = old
        readAt = time
    }
}
