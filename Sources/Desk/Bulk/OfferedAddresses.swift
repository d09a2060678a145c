import ResellerAPI
import StateStore

extension DeskReducer {
    /// Offers to let these addresses of a customer through again, as a bulk run.
    func offerBulkAddresses(
        _ state: inout DeskState, user: String, addresses: [(list: SuppressionList, email: String)]
    ) -> Effect<DeskAction> {
        state.notice = Notice(.warning, "\(addresses.count) addresses at once: bulk runs are not there yet")
        return .none
    }
}
