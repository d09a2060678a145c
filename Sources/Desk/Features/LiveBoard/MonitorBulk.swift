import ResellerAPI
import Settings
import StateStore

/// Many customers put on a monitor record, or taken off it, at once.
extension DeskReducer {
    /// `a` beside the customers of a record means all that are marked in the list, where some are; the command for many
    /// takes all off that are on the record. Nil for anything else.
    func runMonitorBulk(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        guard let name = state.recordAtHand else { return nil }
        switch command {
        case .add where state.marksGoOnRecord:
            return offerBulkCustomers(&state, operation: .monitorAppend, parameters: ["name": name])
        case .bulk:
            let users = state.monitoredUsers(of: name)
            let rows = users.compactMap { state.customers.table.row(named: $0).map { UInt32($0) } }
            guard !rows.isEmpty else {
                state.notice = Notice(.plain, "no customer of the list is on this record")
                return Effect.none
            }
            let targets = BulkTargets(.customers(state.customers.table, rows), origin: "on \(name)")
            return beginBulk(&state, BulkChoice(.monitorDetach, targets), Parameters())
        default: return nil
        }
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
