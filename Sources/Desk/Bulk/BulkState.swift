import StateStore

/// One operation over many things.
package struct BulkState: Sendable, Equatable {
    package init() {}
}

/// What can happen to it.
package enum BulkAction: Sendable, Equatable {}

extension DeskReducer {
    func bulk(_ state: inout DeskState, _ action: BulkAction) -> Effect<DeskAction> {}
}
