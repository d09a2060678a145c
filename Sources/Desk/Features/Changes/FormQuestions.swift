import ResellerAPI

/// What is asked about single values of a form when their field is left: one small call each, for what no list tells.
extension DeskState {
    /// Who uses an address, whether a new name is taken already.
    func questions(_ field: FormField, of form: FormState) -> [Request] {
        if form.isNewUsername(field) { return [nameRequest(field.entry.text)].compactMap(\.self) }
        guard field.source == .things(.ip) else { return [] }
        return field.values.map(usersRequest)
    }

    /// The customers whose name has this in it; nil where it is no name that could be new.
    private func nameRequest(_ name: String) -> Request? {
        guard Rule.newName.fault(of: name, other: { _ in nil }) == nil else { return nil }
        return Request(.customerList, ["username": name, "limit": "100"])
    }

    func usersRequest(_ address: String) -> Request { Request(.ipUsage, ["ip": address]) }

    /// What the customer of a form or a call uses.
    func usageRequest(of user: String) -> Request { Request(.ipUsage, ["user": user]) }

    /// Whether a customer has this name, by the list, or by what was asked about this one.
    func isTaken(_ name: String, of form: FormState) -> Bool {
        guard !name.isEmpty else { return false }
        if customers.table.row(named: name) != nil { return true }
        guard let records = nameRequest(name).flatMap({ readings[$0].value }) else { return false }
        return records.contains { $0.text("username") == name }
    }

    /// Who uses an address, where that was asked.
    package func users(of address: String) -> [String] {
        let records = readings[usersRequest(address)].value ?? []
        var users: [String] = []
        for record in records where record.text("ip") == address {
            if let user = record.text("user"), !users.contains(user) { users.append(user) }
        }
        return users
    }

    /// The addresses that a customer uses, where that was asked.
    package func addresses(of user: String) -> [String] {
        let records = readings[usageRequest(of: user)].value ?? []
        return records.filter { $0.text("user") == user }.compactMap { $0.text("ip") }
    }

    /// The addresses that the one customer of a form uses now: it may keep them.
    func ownAddresses(of form: FormState) -> [String] {
        guard form.targets == nil, let user = form.deed.parameters["user"] else { return [] }
        return addresses(of: user)
    }

    /// What a person should know of the values of a field, though nothing is wrong with them.
    package func remark(on field: FormField, of form: FormState) -> String? {
        guard field.source == .things(.ip) else { return nil }
        let own = ownAddresses(of: form)
        for address in field.values where !own.contains(address) {
            let users = users(of: address)
            if !users.isEmpty { return ChangesWords.usedByInactive(address, users) }
        }
        return nil
    }
}

extension FormState {
    func isNewUsername(_ field: FormField) -> Bool {
        field.name == "username" && deed.operation.field(field.name)?.rule == .newName
    }
}
