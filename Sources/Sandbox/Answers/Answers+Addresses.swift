import ResellerAPI

/// IP addresses and whitelabels.
extension Answers {
    func addresses(_ call: Call) -> Reply {
        let part = call.parameters.filled("ip") ?? ""
        var all = scene.ownAddresses()
        if call.name == "ip.all", call.parameters["system"] == "true" {
            all = (all + Addresses.system).sorted { Addresses.number($0) < Addresses.number($1) }
        }
        let wanted = all.filter { address in
            guard part.isEmpty || address.contains(part) else { return false }
            switch call.name {
            case "ip.free": return scene.isFree(address)
            case "ip.taken": return !scene.isFree(address)
            case "ip.available": return scene.isAvailable(address)
            default: return true
            }
        }
        return .rows(.ip, wanted.map { [Column("ip", $0)] })
    }

    /// A row for each address and customer.
    func usage(_ call: Call) -> Reply {
        let filter = UsageFilter(call)
        var rows: [(number: Int, user: String, row: Row)] = []
        for customer in 0..<scene.indexes where !scene.isGone(AccountID(customer)) {
            let account = AccountID(customer)
            let assigned = scene.assigned(account)
            guard filter.matches(groups: assigned.groups) else { continue }
            let user = scene.username(account)
            guard filter.matches(user: user) else { continue }
            for address in scene.used(account) where filter.matches(address: address) {
                rows.append((Addresses.number(address), user, [Column("ip", address), Column("user", user)]))
            }
        }
        rows.sort { ($0.number, $0.user) < ($1.number, $1.user) }
        return .rows(.ipUsage, rows.map(\.row))
    }

    func whitelabels() -> Reply {
        .rows(
            .whitelabel,
            scene.world.whitelabels.map { [Column("mail_domain", $0.mail), Column("url_domain", $0.url)] })
    }
}

/// The filters of one ip.usage call.
private struct UsageFilter {
    private let address: String
    private let user: String
    private let group: String
    private let system: Bool

    init(_ call: Call) {
        address = call.parameters.filled("ip") ?? ""
        user = (call.parameters.filled("user") ?? "").lowercased()
        group = (call.parameters.filled("group") ?? "").lowercased()
        system = call.parameters["system"] == "true"
    }

    func matches(address other: String) -> Bool {
        (system || !Addresses.isSystem(other)) && (address.isEmpty || other.contains(address))
    }

    func matches(user other: String) -> Bool { user.isEmpty || other.lowercased().contains(user) }

    func matches(groups: [String]) -> Bool {
        group.isEmpty || groups.contains { $0.lowercased().contains(group) }
    }
}
