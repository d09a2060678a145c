import ResellerAPI

/// Who uses which IP address.
extension Scene {
    private var addresses: Addresses { Addresses(dice: world.dice) }

    /// The addresses of a customer by name, and the groups it is in.
    func assigned(_ account: AccountID) -> (addresses: [String], groups: [String]) {
        let changes = state.accounts[account]
        if let own = changes?.addresses ?? (changes?.groups == nil ? nil : []) { return (own, changes?.groups ?? []) }
        guard account.customer < world.customers else { return ([], []) }
        return addresses.assigned(account.customer, persona(account).package)
    }

    /// All addresses that a customer uses, those of its groups included.
    func used(_ account: AccountID) -> [String] {
        let assigned = assigned(account)
        return assigned.addresses
            + assigned.groups.flatMap { name in Addresses.groups.first { $0.name == name }?.addresses ?? [] }
    }

    /// The customers that hold an address by name; those who share it in a group not among them.
    func holders(_ address: String) -> [AccountID] {
        var found: Set<AccountID> = []
        if let customer = Addresses.owner(of: address), customer < world.customers { found.insert(AccountID(customer)) }
        for (account, changes) in state.accounts where changes.addresses?.contains(address) ?? false {
            found.insert(account)
        }
        return found.filter { !isGone($0) && assigned($0).addresses.contains(address) }.sorted()
    }

    /// The addresses of the reseller by number.
    func ownAddresses() -> [String] {
        var found = Set(Addresses.free + Addresses.groups.flatMap(\.addresses)).map { ($0, Addresses.number($0)) }
        for customer in 0..<world.customers where world.personas.persona(AccountID(customer)).package.hasIP {
            let address = Addresses.own(customer)
            found.append((address, Addresses.number(address)))
        }
        return found.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Whether the address is one of the reseller's.
    func isOwn(_ address: String) -> Bool {
        if Addresses.free.contains(address) || Addresses.group(of: address) != nil { return true }
        guard let customer = Addresses.owner(of: address), customer < world.customers else { return false }
        return world.personas.persona(AccountID(customer)).package.hasIP
    }

    func isFree(_ address: String) -> Bool { Addresses.group(of: address) == nil && holders(address).isEmpty }

    /// Free, or in no group and held only by inactive customers.
    func isAvailable(_ address: String) -> Bool {
        guard isOwn(address), Addresses.group(of: address) == nil else { return false }
        return holders(address).allSatisfy { !isActive($0) }
    }
}
