import ResellerAPI

/// Changes of package, at once or at the end of the cycle.
extension Writer {
    mutating func changePackage(_ call: Call) throws(Refusal) {
        let account = try call.target()
        let groups = call.parameters.list("ip_group")
        switch call.name {
        case "pending.delete":
            guard state.pending.removeValue(forKey: account.customer) != nil else {
                throw .state("Pending change not found")
            }
        case "account.immediateClose":
            try check(addresses: [], groups: groups, of: account)
            closeNow(account, groups)
        case "account.scheduledClose":
            try check(addresses: [], groups: groups, of: account)
            closeLater(account, isDeletion: false, groups: groups)
        case "account.immediateUpgrade": changeNow(account, try move(call, account, up: true))
        case "account.immediateDowngrade": changeNow(account, try move(call, account, up: false))
        case "account.scheduledUpgrade": changeLater(account, try move(call, account, up: true), .upgrade)
        case "account.scheduledDowngrade": changeLater(account, try move(call, account, up: false), .downgrade)
        default: throw .noSuchMethod
        }
    }

    /// What a call asks for: the package, and what it brings along.
    private struct Move {
        let offer: Offer
        let addresses: [String]
        let groups: [String]
    }

    private func move(_ call: Call, _ account: AccountID, up: Bool) throws(Refusal) -> Move {
        guard let offer = Offer.named(call.parameters["package"] ?? "") else { throw .notFound("package") }
        let current = scene.package(account).amount.value
        let price = offer.amount.value
        guard up ? price > current : price < current else { throw .errors([Refusal.invalid("package")]) }
        let addresses = call.parameters.list("ip")
        let groups = call.parameters.list("ip_group")
        if call.name != "account.immediateDowngrade", !offer.isFree {
            if offer.hasIP, addresses.isEmpty { throw .errors([Refusal.required("ip[]")]) }
            if !offer.hasIP, groups.isEmpty { throw .errors([Refusal.required("ip_group[]")]) }
        }
        try check(addresses: addresses, groups: groups, of: account)
        return Move(offer: offer, addresses: addresses, groups: groups)
    }

    /// Addresses must be available, or the customer's own already; groups must be there.
    func check(addresses: [String], groups: [String], of account: AccountID?) throws(Refusal) {
        let own = account.map { scene.assigned($0).addresses } ?? []
        for address in addresses where !own.contains(address) {
            guard scene.isAvailable(address) else { throw .state("IP is not available") }
        }
        for group in groups where !Addresses.groups.contains(where: { $0.name == group }) {
            throw .notFound("ip_group")
        }
    }

    private mutating func changeLater(_ account: AccountID, _ move: Move, _ kind: PendingMove.Kind) {
        plan(account, kind, to: move.offer, move.addresses, move.groups)
    }

    mutating func closeLater(_ account: AccountID, isDeletion: Bool, groups: [String]) {
        plan(account, .close, to: .free, [], groups, isDeletion: isDeletion)
    }

    /// One pending change per customer: a new one takes the place of the old.
    private mutating func plan(
        _ account: AccountID, _ kind: PendingMove.Kind, to offer: Offer, _ addresses: [String], _ groups: [String],
        isDeletion: Bool = false
    ) {
        let cycle = scene.cycle(account, scene.persona(account))
        state.pending[account.customer] = PendingMove(
            kind: kind, isDeletion: isDeletion, current: scene.package(account), update: offer, groups: groups,
            addresses: addresses, date: cycle.process,
            due: scene.start(of: cycle.process.daysSinceEpoch, account))
    }

    /// Puts the customer on the package and invoices what is left of the cycle; all of it to who was free before.
    private mutating func changeNow(_ account: AccountID, _ move: Move) {
        let persona = scene.persona(account)
        let cycle = scene.cycle(account, persona)
        let days = cycle.process.daysSinceEpoch - cycle.start.daysSinceEpoch
        let left = cycle.process.daysSinceEpoch - scene.day(account, at: now)
        let price = move.offer.wholesale
        let prorated = scene.package(account).isFree ? Cents() : price.part(left, of: days)
        charge(account, move.offer, cycle, amount: prorated == Cents() ? price : prorated, prorated: prorated)
        state.pending[account.customer] = nil
        state.change(account) { $0.put(on: move.offer, from: now, move.addresses, move.groups) }
    }

    /// Turns the account into a free one; overage only is invoiced.
    private mutating func closeNow(_ account: AccountID, _ groups: [String]) {
        let persona = scene.persona(account)
        let cycle = scene.cycle(account, persona)
        let overage = scene.overage(account, persona, scene.package(account), from: cycle.from, to: now)
        charge(account, scene.package(account), cycle, amount: Cents(), prorated: Cents(), overage: overage)
        state.pending[account.customer] = nil
        state.change(account) { $0.put(on: .free, from: now, [], groups) }
    }

    private mutating func charge(
        _ account: AccountID, _ offer: Offer, _ cycle: Cycle, amount: Cents, prorated: Cents, overage: Cents = Cents()
    ) {
        let today = CalendarDate(daysSinceEpoch: scene.day(account, at: now))
        state.charges.append(
            Charge(
                customer: account.customer, at: now, offer: offer, amount: amount, prorated: prorated,
                overage: overage, start: today, end: cycle.end))
    }
}
