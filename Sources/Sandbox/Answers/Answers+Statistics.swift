import ResellerAPI

/// Statistics.
extension Answers {
    func days(_ call: Call) throws(Refusal) -> Reply {
        let account = try call.target()
        let range = try dayRange(call, account)
        let persona = scene.persona(account)
        let pageSize = 400
        return .pages(.dayStats) { number in
            let first = range.lowerBound + number * pageSize
            let last = Swift.min(range.upperBound, first + pageSize - 1)
            let rows = (first...last).map { day in
                [Column("date", CalendarDate(daysSinceEpoch: day).description)]
                    + columns(counts(account, persona, day), older: call.older)
            }
            return Page(rows: rows, isLast: last >= range.upperBound)
        }
    }

    /// The days asked for, in the account's timezone, days since 1970.
    func dayRange(_ call: Call, _ account: AccountID) throws(Refusal) -> ClosedRange<Int> {
        let today = scene.day(account, at: scene.now)
        let date = { (name: String) in call.parameters.filled(name).flatMap { CalendarDate($0)?.daysSinceEpoch } }
        if let days = call.parameters.filled("days").flatMap(Forms.integer) {
            guard days <= 800_000, CalendarDate(daysSinceEpoch: today - days + 1).year >= 1 else {
                throw .errors([Refusal.invalid("days")])
            }
            return today - days + 1...today
        }
        guard let start = date("start_date") else {
            if date("end_date") != nil { throw .errors([Refusal.required("start_date")]) }
            return today...today
        }
        let end = date("end_date") ?? today
        if end > today { throw .errors([Refusal.invalid("end_date")]) }
        if start > end { throw .errors([Refusal.invalid("start_date")]) }
        return start...end
    }

    /// The counts of one day of the account, up to now.
    func counts(_ account: AccountID, _ persona: Persona, _ day: Int) -> Counts {
        let from = scene.start(of: day, account)
        let to = min(scene.now, scene.start(of: day + 1, account))
        guard to > max(from, persona.created) else { return .zero }
        return scene.counts(account, persona, from: max(from, persona.created), to: to)
    }

    func totals(_ account: AccountID, older: Bool) -> Reply {
        let persona = scene.persona(account)
        return .one(
            .totals, columns(scene.counts(account, persona, from: persona.created, to: scene.now), older: older))
    }

    func columns(_ counts: Counts, older: Bool) -> Row {
        if older {
            return [
                Column("requests", counts.requests), Column("bounces", counts[.bounces]),
                Column("clicks", counts[.clicks]), Column("opens", counts[.opens]),
                Column("spamreports", counts[.spam]),
            ]
        }
        return [
            Column("requests", counts.requests), Column("delivered", counts[.delivered]),
            Column("bounces", counts[.bounces]), Column("repeat_bounces", counts[.repeatBounces]),
            Column("unsubscribes", counts[.unsubscribes]),
            Column("repeat_unsubscribes", counts[.repeatUnsubscribes]), Column("clicks", counts[.clicks]),
            Column("opens", counts[.opens]), Column("spamreports", counts[.spam]),
            Column("repeat_spamreports", counts[.repeatSpam]), Column("invalid_email", counts[.invalid]),
            Column("blocks", counts[.blocks]), Column("unique_clicks", counts[.uniqueClicks]),
            Column("unique_opens", counts[.uniqueOpens]),
        ]
    }
}
