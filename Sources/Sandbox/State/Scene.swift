import ResellerAPI

/// The world with its changes at one point in time: what a call sees.
struct Scene: Sendable {
    let world: World
    let state: State
    /// Seconds since 1970.
    let now: Int

    /// Stops that have not ended end here.
    static let never = Int.max

    /// The account of this name in this scope; nil when there is none or no more.
    func account(named name: String, subuser: Bool) -> AccountID? {
        if let renamed = state.names[name] {
            return renamed.isSubuser == subuser && !isGone(renamed) ? renamed : nil
        }
        guard let account = world.usernames.account(named: name), account.isSubuser == subuser, !isGone(account),
            state.accounts[account]?.username == nil
        else { return nil }
        return account
    }

    func username(_ account: AccountID) -> String {
        state.accounts[account]?.username ?? world.usernames.name(of: account)
    }

    func isGone(_ account: AccountID) -> Bool { state.accounts[account.owner]?.goneAt != nil }

    /// Generated and new customers together, those that are gone included.
    var indexes: Int { world.customers + state.created.count }

    func persona(_ account: AccountID) -> Persona {
        guard account.customer >= world.customers else { return world.personas.persona(account) }
        return .silent(state.created[account.customer - world.customers])
    }

    func portrait(_ customer: Int) -> Portrait {
        state.accounts[AccountID(customer)]?.portrait ?? world.portraits.portrait(customer)
    }

    func package(_ account: AccountID) -> Offer {
        state.accounts[account.owner]?.packages.last?.offer ?? persona(account.owner).package
    }

    /// Day of the month on which the account's cycles begin.
    func billingDay(_ account: AccountID, _ persona: Persona) -> Int {
        if account.customer >= world.customers { return state.created[account.customer - world.customers].billingDay }
        return min(28, CalendarDate(daysSinceEpoch: persona.created / 86_400).day)
    }

    func timezone(_ account: AccountID) -> String {
        state.accounts[account]?.timezone ?? persona(account).timezone
    }

    // MARK: Time

    /// The day that it is for the account at this point in time, days since 1970.
    func day(_ account: AccountID, at seconds: Int) -> Int {
        let local = seconds + Zones.ahead(timezone(account), at: seconds)
        return local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    }

    /// When the day begins for the account, seconds since 1970.
    func start(of day: Int, _ account: AccountID) -> Int {
        let midnight = day * 86_400
        let zone = timezone(account)
        let guess = midnight - Zones.ahead(zone, at: midnight)
        return midnight - Zones.ahead(zone, at: guess)
    }

    /// The point in time as the service writes it for the account.
    func wireTime(_ account: AccountID, _ seconds: Int) -> String {
        WireTime(secondsSinceEpoch: seconds + Zones.ahead(timezone(account), at: seconds)).description
    }

    // MARK: Sending

    /// When the account was stopped by someone, in order.
    func stops(_ account: AccountID, _ persona: Persona) -> [Range<Int>] {
        if let stops = state.accounts[account.owner]?.stops { return stops }
        guard !persona.active else { return [] }
        let days = 5 + world.dice.pick(120, .active, account.customer, 1)
        return [max(persona.created, world.anchor - days * 86_400)..<Self.never]
    }

    func isActive(_ account: AccountID) -> Bool {
        if state.accounts[account.owner]?.stops == nil {
            return account.customer >= world.customers || Personas.isActive(account.owner, world.dice)
        }
        return !stops(account, persona(account.owner)).contains { $0.contains(now) }
    }

    /// The stretches of the span in which the account's mail went out.
    func spans(_ account: AccountID, _ persona: Persona, from: Int, to: Int) -> [Range<Int>] {
        guard from < to else { return [] }
        let stopped = stops(account, persona)
        var running = Self.without(stopped, in: [from..<to])
        running = Self.without(driedOut(account, from: from, to: to), in: running)
        guard let cap = cap(account, persona), cap.until == nil, to > cap.since else { return running }
        return Self.without(dry(account, persona, cap, stopped, from: from, to: to), in: running)
    }

    func counts(_ account: AccountID, _ persona: Persona, from: Int, to: Int) -> Counts {
        spans(account, persona, from: from, to: to).reduce(into: Counts.zero) { sum, span in
            sum += world.traffic.counts(account, persona, from: span.lowerBound, to: span.upperBound)
        }
    }

    /// The spans less the holes; both in order.
    static func without(_ holes: [Range<Int>], in spans: [Range<Int>]) -> [Range<Int>] {
        guard !holes.isEmpty else { return spans }
        var left: [Range<Int>] = []
        for span in spans {
            var cursor = span.lowerBound
            for hole in holes where hole.lowerBound < span.upperBound && hole.upperBound > cursor {
                if hole.lowerBound > cursor { left.append(cursor..<hole.lowerBound) }
                cursor = max(cursor, hole.upperBound)
            }
            if cursor < span.upperBound { left.append(cursor..<span.upperBound) }
        }
        return left
    }
}

extension Persona {
    /// A customer that a call made: nobody has sent anything yet.
    static func silent(_ customer: NewCustomer) -> Persona {
        Persona(
            created: customer.created, daily: 0, rhythm: .transactional, profile: .of(shape: 2, phase: 0),
            timezone: "America/Los_Angeles", trend: 0, bounceRate: 0, blockRate: 0, invalidRate: 0, spamRate: 0,
            unsubscribeRate: 0, openRate: 0, clickRate: 0, reputation: 100, package: customer.package, active: true)
    }
}
