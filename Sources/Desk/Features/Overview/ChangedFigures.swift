import ResellerAPI
import StateStore

/// Figures of one customer that new data changed; set off for a moment, so that a person sees what moved.
package struct ChangedFigures: Sendable, Equatable {
    package enum Figure: Sendable, Hashable {
        /// In the overview.
        case score, sent, credits
        /// In the customer's row of the list.
        case rowSent, rowReason
    }

    package var user: String
    package var figures: Set<Figure>

    package init(user: String, figures: Set<Figure>) {
        self.user = user
        self.figures = figures
    }
}

/// What the screen shows of a customer as figures, to tell afterwards what has changed.
struct ShownFigures {
    private let overview: AccountOverview?
    private let limit: AccountLimit??
    private let row: Figures?

    init(_ state: DeskState, _ user: String) {
        overview = state.details[user]?.overview.value
        limit = state.details[user]?.limit.value
        row = state.figures[user]
    }

    /// What differs now. What was not known before has come, not changed.
    func changes(to now: ShownFigures) -> Set<ChangedFigures.Figure> {
        var changes: Set<ChangedFigures.Figure> = []
        if let old = overview, let new = now.overview {
            if old.reputation != new.reputation { changes.insert(.score) }
            if old.requests != new.requests { changes.insert(.sent) }
            if now.limit.flatMap(\.self) == nil, Self.credits(old) != Self.credits(new) { changes.insert(.credits) }
        }
        if let old = limit, let new = now.limit, Self.credits(old) != Self.credits(new) { changes.insert(.credits) }
        if let old = row, let new = now.row {
            if old.sent != new.sent { changes.insert(.rowSent) }
            if old.value != new.value || old.why != new.why { changes.insert(.rowReason) }
        }
        return changes
    }

    private static func credits(_ overview: AccountOverview) -> [Int?] {
        [overview.creditsAllowed, overview.creditsUsed, overview.creditsOverage]
    }

    private static func credits(_ limit: AccountLimit?) -> [Int?] { [limit?.credits, limit?.remaining] }
}

extension DeskReducer {
    /// Seconds for which a figure that has changed is set off.
    static let highlightTime = 3.0

    /// Sets off what has changed of the customer shown; nothing is woken where nothing has.
    func highlight(_ state: inout DeskState, _ user: String, since before: ShownFigures) -> Effect<DeskAction> {
        guard user == state.subject else { return .none }
        let changes = before.changes(to: ShownFigures(state, user))
        guard !changes.isEmpty else { return .none }
        let earlier = state.changed.flatMap { $0.user == user ? $0.figures : nil } ?? []
        state.changed = ChangedFigures(user: user, figures: earlier.union(changes))
        let environment = environment
        return .run { send in
            guard (try? await environment.sleep(Self.highlightTime)) != nil else { return }
            await send(.highlightEnded)
        }
        .cancellable(id: EffectName.highlight, cancelInFlight: true)
    }

    func highlightEnded(_ state: inout DeskState) -> Effect<DeskAction> {
        state.changed = nil
        return .none
    }
}

extension DeskState {
    /// Whether a figure of a customer is to be set off now.
    package func hasChanged(_ figure: ChangedFigures.Figure, of user: String?) -> Bool {
        guard let changed, changed.user == user else { return false }
        return changed.figures.contains(figure)
    }
}
