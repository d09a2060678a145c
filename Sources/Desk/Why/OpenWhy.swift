import StateStore

extension DeskReducer {
    /// Opens the view that tells why an address gets no mail.
    func openWhy(_ state: inout DeskState, address: String) -> Effect<DeskAction> {
        state.notice = Notice(.warning, "why \(address) gets no mail: this view is not there yet")
        return .none
    }
}
