import StateStore

/// The accounts that can be worked on.
package struct AccountsState: Sendable, Equatable {
    package init() {}
}

/// What can happen to it.
package enum AccountAction: Sendable, Equatable {}

extension DeskReducer {
    func account(_ state: inout DeskState, _ action: AccountAction) -> Effect<DeskAction> {}
}
