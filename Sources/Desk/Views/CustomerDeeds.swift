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

    private func deeds(_ ids: String...) -> [Deed] { ids.compactMap { Deed($0, ["user": user]) } }

    // MARK: - By theme

    package var sending: [Deed] {
        turned(isOn: flag("active"), on: "customer.enable", off: "customer.disable")
    }

    package var login: [Deed] {
        turned(isOn: flag("website_access"), on: "customer.websiteEnable", off: "customer.websiteDisable")
            + deeds("customer.loginURL", "customer.authenticate")
    }

    package var limit: [Deed] {
        deeds("limits.increment", "limits.decrement", "limits.setTotal", "limits.setRecurring", "limits.remove")
    }

    package var package: [Deed] {
        deeds(
            "account.scheduledUpgrade", "account.immediateUpgrade", "account.scheduledDowngrade",
            "account.immediateDowngrade")
    }

    package var closing: [Deed] {
        sending.filter { $0.operation.id == "customer.disable" }
            + deeds("account.scheduledClose", "account.immediateClose", "customer.delete")
    }

    /// Its form starts with what the service has.
    package var profile: [Deed] { deeds("customer.setProfile") }
    package var names: [Deed] { deeds("customer.setEmail", "customer.setUsername", "customer.setPassword") }
    package var timezone: [Deed] { deeds("timezone.set") }
    package var monitor: [Deed] {
        isMonitored == false ? deeds("monitor.append") : deeds("monitor.append", "monitor.detach")
    }
    package var whitelabel: [Deed] { deeds("whitelabel.append") }
    package var eventURL: [Deed] { deeds("eventURL.set", "eventURL.delete") }
    package var parse: [Deed] { deeds("parse.create") }
    package var apps: [Deed] { deeds("apps.activate", "apps.deactivate", "apps.setup") }
    package var credentials: [Deed] { deeds("credential.add", "credential.edit", "credential.delete") }
    package var pending: [Deed] { deeds("pending.delete") }
    package var unsubscribe: [Deed] { deeds("unsubscribes.add") }

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

    private func turned(isOn: Bool?, on: String, off: String) -> [Deed] {
        switch isOn {
        case true?: deeds(off)
        case false?: deeds(on)
        case nil: deeds(on, off)
        }
    }
}

extension DeskState {
    /// The read that tells everything of one customer.
    package static func recordRequest(_ user: String) -> Request? { Request("customer.list", ["username": user]) }

    /// What the service has of a customer; nil where it was not read.
    package func customerRecord(_ user: String) -> Record? {
        guard let request = Self.recordRequest(user) else { return nil }
        return readings[request].value?.first { $0.text("username") == user }
    }
}
