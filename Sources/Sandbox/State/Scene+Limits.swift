import ResellerAPI

/// How limits run down and are filled again.
extension Scene {
    /// The limit in force, set by a call or generated.
    func cap(_ account: AccountID, _ persona: Persona) -> AccountCap? {
        if let cap = state.accounts[account]?.limit { return cap }
        guard !account.isSubuser, account.customer < world.customers else { return nil }
        return shrinking(account, persona) ?? generous(account, persona)
    }

    /// The limit that an incident runs down.
    private func shrinking(_ account: AccountID, _ persona: Persona) -> AccountCap? {
        let lead = 7 * 86_400
        let incidents = world.plan.incidents(of: account.customer, from: now, to: now + lead)
        guard let incident = incidents.first(where: { $0.kind == .creditsOut }), now >= incident.start - lead else {
            return nil
        }
        let since = incident.start - lead
        let granted = world.traffic.counts(account, persona, from: since, to: incident.dryAt).requests
        guard granted > 0 else { return nil }
        return AccountCap(
            credit: 0, granted: granted, since: since, period: nil, setOn: day(account, at: since), until: incident.end)
    }

    /// When limits that are no longer in force, or that an incident runs down, left nothing to send.
    func driedOut(_ account: AccountID, from: Int, to: Int) -> [Range<Int>] {
        let changes = state.accounts[account]
        guard !account.isSubuser, account.customer < world.customers else { return changes?.dried ?? [] }
        let ended = changes?.limitSince ?? Self.never
        let incidents = world.plan.incidents(of: account.customer, from: from, to: to)
        let generated = incidents.filter { $0.kind == .creditsOut && $0.dryAt < min($0.end, ended) }
            .map { $0.dryAt..<min($0.end, ended) }
        return generated + (changes?.dried ?? [])
    }

    /// One customer in eight has a monthly limit well above what it sends.
    private func generous(_ account: AccountID, _ persona: Persona) -> AccountCap? {
        guard world.dice.pick(8, .limit, account.customer) == 0, persona.daily > 0 else { return nil }
        let monthly = Int(persona.daily * 31 * 2.5)
        let credit = max(1000, (monthly + 999) / 1000 * 1000)
        let born = day(account, at: persona.created)
        return AccountCap(
            credit: credit, granted: credit, since: persona.created, period: .monthly,
            firstReset: CalendarDate(daysSinceEpoch: born).followingMonth(day: 1).daysSinceEpoch, setOn: born)
    }

    /// The day of the last reset up to this point in time; nil before the first one.
    func lastReset(_ account: AccountID, _ cap: AccountCap, at seconds: Int) -> Int? {
        guard let period = cap.period else { return nil }
        let today = min(day(account, at: seconds), cap.lastReset ?? .max)
        guard today >= cap.firstReset else { return nil }
        switch period {
        case .daily: return today
        case .weekly: return today - (today - cap.firstReset) % 7
        case .monthly:
            let first = CalendarDate(daysSinceEpoch: cap.firstReset)
            let date = CalendarDate(daysSinceEpoch: today)
            let candidate = date.sameMonth(day: first.day)
            return (candidate <= date ? candidate : date.precedingMonth(day: first.day)).daysSinceEpoch
        }
    }

    /// What may still be sent.
    func remaining(_ account: AccountID, _ persona: Persona, _ cap: AccountCap) -> Int {
        let grant = grant(account, cap, at: now)
        let running = Self.without(stops(account, persona), in: grant.from < now ? [grant.from..<now] : [])
        let sent = Self.without(driedOut(account, from: grant.from, to: now), in: running).reduce(0) { sum, span in
            sum + world.traffic.counts(account, persona, from: span.lowerBound, to: span.upperBound).requests
        }
        return max(0, grant.amount - sent)
    }

    /// What was granted last, and when.
    private func grant(_ account: AccountID, _ cap: AccountCap, at seconds: Int) -> (amount: Int, from: Int) {
        guard let reset = lastReset(account, cap, at: seconds) else { return (cap.granted, cap.since) }
        let start = start(of: reset, account)
        return start <= cap.since ? (cap.granted, cap.since) : (cap.credit, start)
    }

    /// When nothing was left, in the part of the span that the limit covers.
    func dry(
        _ account: AccountID, _ persona: Persona, _ cap: AccountCap, _ stopped: [Range<Int>], from: Int, to: Int
    ) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var cursor = to - 1
        while cursor >= max(from, cap.since) {
            let grant = grant(account, cap, at: cursor)
            if let dry = dryPoint(account, persona, stopped, grant.amount, from: grant.from, to: cursor + 1) {
                found.append(dry..<cursor + 1)
            }
            cursor = grant.from - 1
        }
        return found.reversed()
    }

    /// When the account had sent so much, by halving; nil when it did not.
    private func dryPoint(
        _ account: AccountID, _ persona: Persona, _ stopped: [Range<Int>], _ amount: Int, from: Int, to: Int
    ) -> Int? {
        let sent = { (until: Int) -> Int in
            Self.without(stopped, in: from < until ? [from..<until] : []).reduce(0) { sum, span in
                sum + world.traffic.counts(account, persona, from: span.lowerBound, to: span.upperBound).requests
            }
        }
        guard sent(to) >= amount else { return nil }
        var (low, high) = (from, to)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if sent(middle) >= amount { high = middle } else { low = middle }
        }
        return high
    }
}

extension CalendarDate {
    /// The day of this number in the same month, or the month's last one.
    func sameMonth(day number: Int) -> CalendarDate {
        let last = Self.length(ofMonth: month, year: year)
        return CalendarDate(year: year, month: month, day: min(number, last)) ?? self
    }

    func followingMonth(day number: Int) -> CalendarDate {
        let (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        return (CalendarDate(year: year, month: month, day: 1) ?? self).sameMonth(day: number)
    }

    func precedingMonth(day number: Int) -> CalendarDate {
        let (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
        return (CalendarDate(year: year, month: month, day: 1) ?? self).sameMonth(day: number)
    }
}
