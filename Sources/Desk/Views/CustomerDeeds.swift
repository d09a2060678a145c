import ResellerAPI

/// What can be done to one customer. Calls that turn a switch are offered the way it can be turned; both ways where
/// the service does not tell how it stands.
package struct CustomerDeeds: Sendable {
    let user: String
    let state: DeskState

    package init(user: String, state: DeskState) {
        self.user = user
        self.state = state
    }

    private func deeds(_ operations: Operation...) -> [Deed] { operations.map { Deed($0, ["user": user]) } }

    // MARK: - By theme

    package var sending: [Deed] {
        turned(isOn: flag("active"), on: .customerEnable, off: .customerDisable)
    }

    package var login: [Deed] {
        turned(isOn: flag("website_access"), on: .customerWebsiteEnable, off: .customerWebsiteDisable)
            + deeds(.customerLoginURL, .customerAuthenticate)
    }

    package var limit: [Deed] {
        deeds(.limitsIncrement, .limitsDecrement, .limitsSetTotal, .limitsSetRecurring, .limitsRemove)
    }

    package var package: [Deed] {
        deeds(
            .accountScheduledUpgrade, .accountImmediateUpgrade, .accountScheduledDowngrade,
            .accountImmediateDowngrade)
    }

    package var closing: [Deed] {
        sending.filter { $0.operation == .customerDisable }
            + deeds(.accountScheduledClose, .accountImmediateClose, .customerDelete)
    }

    /// Its form starts with what the service has.
    package var profile: [Deed] { deeds(.customerSetProfile) }
    package var names: [Deed] { deeds(.customerSetEmail, .customerSetUsername, .customerSetPassword) }
    package var timezone: [Deed] { deeds(.timezoneSet) }
    package var monitor: [Deed] {
        isMonitored == false ? deeds(.monitorAppend) : deeds(.monitorAppend, .monitorDetach)
    }
    package var whitelabel: [Deed] { deeds(.whitelabelAppend) }
    package var eventURL: [Deed] { deeds(.eventURLSet, .eventURLDelete) }
    package var parse: [Deed] { deeds(.parseCreate) }
    package var apps: [Deed] { deeds(.appsActivate, .appsDeactivate, .appsSetup) }
    package var credentials: [Deed] { deeds(.credentialAdd, .credentialEdit, .credentialDelete) }
    package var pending: [Deed] { deeds(.pendingDelete) }
    package var unsubscribe: [Deed] { deeds(.unsubscribesAdd) }

    /// Everything, what is asked for most at the front.
    package var all: [Deed] {
        sending + limit + login + names + profile + timezone + package + pending + monitor + apps + eventURL + parse
            + whitelabel + credentials + unsubscribe + closing.filter { !sending.contains($0) }
    }

    // MARK: - What is known

    /// What the service has of the customer, where the view read it.
    var record: Record? { state.customerRecord(user) }

    private func flag(_ name: String) -> Bool? {
        if let record { return record.truth(name) }
        let table = state.customers.table
        let row = [state.customers.rowUnderCursor, state.subjectRow].compactMap(\.self)
            .first { $0 < table.count && table.username($0) == user }
        guard name == "active", let row else { return nil }
        return state.customers.table.text(row, .active).map { CustomerTable.isTrue($0.utf8) }
    }

    private var isMonitored: Bool? {
        state.monitors.value.map { $0.contains { $0.users.contains(user) } }
    }

    private func turned(isOn: Bool?, on: Operation, off: Operation) -> [Deed] {
        switch isOn {
        case true?: deeds(off)
        case false?: deeds(on)
        case nil: deeds(on, off)
        }
    }
}

extension DeskState {
    /// The read that tells everything of one customer.
    package static func recordRequest(_ user: String) -> Request { Request(.customerList, ["username": user]) }

    /// What the service has of a customer; nil where it was not read.
    package func customerRecord(_ user: String) -> Record? {
        readings[Self.recordRequest(user)].value?.first { $0.text("username") == user }
    }
}
