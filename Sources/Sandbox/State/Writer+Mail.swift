import ResellerAPI

/// Suppression lists, limits and monitor records.
extension Writer {
    mutating func changeSuppressions(_ call: Call) throws(Refusal) {
        let account = try call.target()
        let email = call.parameters["email"] ?? ""
        let list: SuppressionList =
            switch call.operation.area {
            case .bounces: .bounced
            case .invalidEmails: .invalid
            case .spamReports: .spam
            default: .unsubscribed
            }
        let isListed = scene.suppressions(list, account).contains { $0.email.lowercased() == email.lowercased() }
        if call.name == "unsubscribes.add" {
            if isListed { throw .addressListed }
            state.change(account) { $0.added.append(SuppressionEvent(email: email, created: now)) }
            return
        }
        guard isListed else { throw .addressNotListed }
        state.change(account) {
            if list == .unsubscribed { $0.added.removeAll { $0.email.lowercased() == email.lowercased() } }
            $0.deleted[list, default: [:]][email.lowercased()] = now
        }
    }

    mutating func changeLimit(_ call: Call) throws(Refusal) {
        let account = try call.target()
        let persona = scene.persona(account)
        let credits = call.parameters.filled("credits").flatMap(Forms.integer) ?? 0
        let old = scene.cap(account, persona)
        let left = old.map { scene.remaining(account, persona, $0) } ?? 0
        switch call.name {
        case "limits.remove": replaceLimit(account, persona, old, with: nil)
        case "limits.setTotal": replaceLimit(account, persona, old, with: total(account, credits))
        case "limits.increment": replaceLimit(account, persona, old, with: total(account, left + credits))
        case "limits.decrement": replaceLimit(account, persona, old, with: total(account, max(0, left - credits)))
        case "limits.setRecurring":
            replaceLimit(account, persona, old, with: try recurring(account, credits, call.parameters))
        default: throw .noSuchMethod
        }
    }

    private func total(_ account: AccountID, _ credits: Int) -> AccountCap {
        AccountCap(credit: 0, granted: credits, since: now, period: nil, setOn: scene.day(account, at: now))
    }

    private func recurring(
        _ account: AccountID, _ credits: Int, _ parameters: Parameters
    ) throws(Refusal) -> AccountCap {
        let today = scene.day(account, at: now)
        guard let period = AccountCap.Period(rawValue: parameters["period"] ?? "") else {
            throw .errors([Refusal.invalid("period")])
        }
        let date = { (name: String) in parameters.filled(name).flatMap { CalendarDate($0)?.daysSinceEpoch } }
        let next: Int =
            switch period {
            case .daily: today + 1
            case .weekly: today + 7
            case .monthly:
                CalendarDate(daysSinceEpoch: today).followingMonth(day: CalendarDate(daysSinceEpoch: today).day)
                    .daysSinceEpoch
            }
        return AccountCap(
            credit: credits, granted: parameters.filled("initial_credits").flatMap(Forms.integer) ?? credits,
            since: now, period: period, firstReset: date("startdate") ?? next, lastReset: date("enddate"), setOn: today)
    }

    /// Sets a limit, and keeps what the old one did to the mail of the past.
    private mutating func replaceLimit(
        _ account: AccountID, _ persona: Persona, _ old: AccountCap?, with new: AccountCap?
    ) {
        var dried: [Range<Int>] = []
        if let old, old.until == nil {
            dried = scene.dry(
                account, persona, old, scene.stops(account, persona), from: max(old.since, persona.created), to: now)
        }
        state.change(account) {
            $0.limit = .some(new)
            $0.limitSince = min($0.limitSince ?? now, now)
            $0.dried += dried
        }
    }

    mutating func changeMonitor(_ call: Call) throws(Refusal) {
        let name = call.parameters["name"] ?? ""
        let position = state.monitors.firstIndex { $0.name == name }
        switch call.name {
        case "monitor.create":
            if position != nil { throw .state("Monitor record already exists") }
            state.monitors.append(
                Monitor(
                    name: name, email: call.parameters["email"] ?? "",
                    frequency: call.parameters["frequency"].flatMap(Forms.integer) ?? 1, users: []))
        case "monitor.detach":
            let account = try call.target()
            let only = call.sister && !name.isEmpty
            if only, position == nil { throw .state("Monitor record not found") }
            for index in state.monitors.indices where !only || index == position {
                state.monitors[index].users.removeAll { $0 == account }
            }
        default:
            guard let position else { throw .state("Monitor record not found") }
            try changeMonitor(call, at: position)
        }
    }

    private mutating func changeMonitor(_ call: Call, at position: Int) throws(Refusal) {
        switch call.name {
        case "monitor.delete":
            guard state.monitors[position].users.isEmpty else { throw .state("Monitor record is in use") }
            state.monitors.remove(at: position)
        case "monitor.append":
            let account = try call.target()
            if !state.monitors[position].users.contains(account) { state.monitors[position].users.append(account) }
        case "monitor.edit":
            if let name = call.parameters.filled("new_name") {
                if state.monitors.contains(where: { $0.name == name }), state.monitors[position].name != name {
                    throw .state("Monitor record already exists")
                }
                state.monitors[position].name = name
            }
            if let email = call.parameters.filled("new_email") { state.monitors[position].email = email }
            if let frequency = call.parameters.filled("new_frequency").flatMap(Forms.integer) {
                state.monitors[position].frequency = frequency
            }
        default: throw .noSuchMethod
        }
    }
}
