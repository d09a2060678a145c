import ResellerAPI

/// Limits, monitors, packages and the account overview.
extension Answers {
    func limit(_ account: AccountID) -> Reply {
        let persona = scene.persona(account)
        guard let cap = scene.cap(account, persona) else { return .none(.accountLimit) }
        let reset = scene.lastReset(account, cap, at: scene.now)
        return .rows(
            .accountLimit,
            [
                [
                    Column("credit", String(cap.credit)),
                    Column("credit_remain", String(scene.remaining(account, persona, cap))),
                    Column("last_reset", CalendarDate(daysSinceEpoch: max(reset ?? cap.setOn, cap.setOn)).description),
                ]
            ])
    }

    func monitors() -> Reply {
        .rows(
            .monitorRecord,
            scene.state.monitors.map { monitor in
                [
                    Column("name", monitor.name), Column("email", monitor.email),
                    Column("frequency", String(monitor.frequency)),
                    Column("users", .list(monitor.users.map { .text(scene.username($0)) }, element: "user")),
                ]
            })
    }

    func packages() -> Reply {
        .rows(
            .package,
            Offer.all.map { offer in
                [
                    Column("name", offer.name), Column("price", .digits(offer.price)),
                    Column("description", offer.description), Column("credits", offer.credits),
                    Column("overage", .digits(offer.overage)), Column("has_reseller", .truth(offer.hasReseller)),
                    Column("has_ip", .truth(offer.hasIP)),
                    Column("distributor_price", .digits(offer.distributorPrice)),
                ]
            })
    }

    func overview(_ account: AccountID, older: Bool) -> Reply {
        let persona = scene.persona(account)
        let cycle = scene.cycle(account, persona)
        let used = scene.counts(account, persona, from: cycle.from, to: scene.now).requests
        let credits = scene.credits(account, persona, used: used)
        let count = { (number: Int) -> Wire in older ? .number(number) : .text(String(number)) }
        return .one(
            .accountOverview,
            [
                Column("reputation", count(scene.reputation(account, persona))), Column("requests", count(used)),
                Column("package", scene.package(account).name), Column("credits_allowed", count(credits.allowed)),
                Column("credits_used", count(credits.used)),
                Column("credits_remain", max(0, credits.allowed - credits.used)),
                Column("credits_overage", count(max(0, credits.used - credits.allowed))),
                Column("billing_start_date", cycle.start.description),
                Column("billing_end_date", cycle.end.description),
                Column("billing_process_date", cycle.process.description),
            ])
    }
}

/// A billing cycle: its days, and when the first of them begins, seconds since 1970.
struct Cycle: Sendable {
    let start: CalendarDate
    let end: CalendarDate
    /// The day after the end.
    let process: CalendarDate
    let from: Int
}

extension Scene {
    /// The running billing cycle: a month from the day of the month on which the account was made.
    func cycle(_ account: AccountID, _ persona: Persona) -> Cycle {
        let today = CalendarDate(daysSinceEpoch: day(account, at: now))
        let first = billingDay(account.owner, persona)
        let candidate = today.sameMonth(day: first)
        let start = candidate <= today ? candidate : today.precedingMonth(day: first)
        let process = start.followingMonth(day: first)
        return Cycle(
            start: start, end: process.adding(days: -1), process: process,
            from: max(persona.created, self.start(of: start.daysSinceEpoch, account)))
    }

    /// What may be sent and what was; while a generated limit runs down, that limit is what counts.
    func credits(_ account: AccountID, _ persona: Persona, used: Int) -> (allowed: Int, used: Int) {
        if state.accounts[account]?.limit == nil, let cap = cap(account, persona), cap.until != nil {
            return (cap.granted, cap.granted - remaining(account, persona, cap))
        }
        return (package(account).credits, used)
    }

    /// 0 to 100; falls while something goes wrong.
    func reputation(_ account: AccountID, _ persona: Persona) -> Int {
        let running = world.plan.incidents(of: account.customer, from: now, to: now + 1)
        let loss =
            running.map { incident in
                let hours = (now - incident.start) / 3600
                return switch incident.kind {
                case .listGoneBad: min(30, 6 + hours)
                case .spamRun: min(40, 8 + 2 * hours)
                case .reputationDecline: min(45, 5 + hours / 6 * 5)
                case .blocked: min(15, 3 + hours / 2)
                case .creditsOut, .volumeJump, .trackingOff: 0
                }
            }.max() ?? 0
        return max(0, persona.reputation - loss)
    }
}
