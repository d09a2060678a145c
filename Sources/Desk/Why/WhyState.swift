import StateStore

/// Why an address gets no mail.
package struct WhyState: Sendable, Equatable {
    package init() {}
}

/// What can happen to it.
package enum WhyAction: Sendable, Equatable {}

extension DeskReducer {
    func why(_ state: inout DeskState, _ action: WhyAction) -> Effect<DeskAction> {}
}
