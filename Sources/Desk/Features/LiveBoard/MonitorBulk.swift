import ResellerAPI
import Settings
import StateStore

/// Many customers put on a monitor record, or taken off it, at once.
extension DeskReducer {
    /// `a` beside the customers of a record means all that are marked in the list, where some are; the command for many
    /// takes all off that are on the record.
    static let monitorsCommands = CommandScope([
        .on(.add, when: \.marksGoOnRecord) { $0.putMarkedOnRecord(&$1) },
        .on(.bulk, when: { $0.recordAtHand != nil }) { $0.takeAllOffRecord(&$1) },
    ])

    private func putMarkedOnRecord(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let name = state.recordAtHand else { return .none }
        return offerBulkCustomers(&state, operation: .monitorAppend, parameters: ["name": name])
    }

    private func takeAllOffRecord(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let name = state.recordAtHand else { return .none }
        let users = state.monitoredUsers(of: name)
        let rows = users.compactMap { state.customers.table.row(named: $0).map { UInt32($0) } }
        guard !rows.isEmpty else {
            state.notice = Notice(.plain, "no customer of the list is on this record")
            return .none
        }
        let targets = BulkTargets(.customers(state.customers.table, rows), origin: "on \(name)")
        return beginBulk(&state, BulkChoice(.monitorDetach, targets), Parameters())
    }
}

extension DeskState {
    /// The record whose customers have the focus.
    fileprivate var recordAtHand: String? {
        guard place.view == .monitors, focusedPane?.digit == 2 else { return nil }
        return MonitorPanes(state: self).chosen
    }

    /// Whether to add something means to put the marked on a record; the customer under the cursor does not matter then.
    var marksGoOnRecord: Bool { recordAtHand != nil && customers.marks.count > 0 }

    /// The customers on a monitor record, as it was read last.
    fileprivate func monitoredUsers(of name: String) -> [String] {
        reading(MonitorPanes.records).value?
            .first { $0.text("name") == name }?.texts("users") ?? []
    }
}
