import Judging
import Records
import ResellerAPI
import Settings

/// Asking for one customer, and taking in what was answered.
extension Collector {
    func visit(_ user: String) async {
        let isOdd = keeper.isOdd(user)
        held[user]?.calls = 0
        await ask(user)
        running -= 1
        let calls = Double(held[user]?.calls ?? 0)
        // Those in trouble are asked out of turn, and for more.
        if !isOdd { callsPerVisit += (calls - callsPerVisit) * 0.005 }
        held[user]?.isBusy = false
        enqueue(user)
    }

    /// The days of everybody come first: most of what goes wrong shows in them, and so a first round over all tells it
    /// in half the time. The overviews come with the second look; from then on days, and an overview now and then.
    private func ask(_ user: String) async {
        guard let figures = held[user] else { return }
        let isWatched = keeper.isOdd(user) || wishes.onScreen.contains(user)
        let daysAge = world.now() - (figures.daysReadAt ?? -.infinity)
        if isWatched || daysAge >= Interval.rest {
            guard await askDays(user, figures) else { return }
            judge(user)
        }
        if figures.daysReadAt != nil || isWatched {
            guard await askOverview(user, isWatched: isWatched) else { return }
        }
        await askBounces(user)
        finished(user)
    }

    /// The overview and the limit, as far as they are worth a call; false when there was no answer.
    private func askOverview(_ user: String, isWatched: Bool) async -> Bool {
        let isFirst = held[user]?.overview == nil
        let isAlarm = keeper.has(.credits, user) || keeper.has(.reputation, user)
        let (callsBefore, now) = (held[user]?.calls, world.now())
        if held[user]?.needsOverview(isWatched: isWatched, isAlarm: isAlarm, at: now) ?? false {
            guard let reply = await answer(.accountOverview, user) else { return false }
            guard let overview = reply.records.first.map(AccountOverview.init) else {
                notNow(user, at: world.now())
                return false
            }
            take(user) { $0.take(overview, at: $1) }
        }
        // With the second overview, after an hour where there is much mail: that runs out of credits first.
        let isRepeated = !isFirst && held[user]?.calls != callsBefore
        let isEarly =
            !isRepeated && !(held[user]?.isBusySender == true && held[user]?.isOverviewOlder(than: 3600, now) == true)
        if held[user]?.needsLimit(isEarly: isEarly, at: now) ?? false, let reply = await answer(.limitsGet, user) {
            let limit = reply.records.first.flatMap { AccountLimit($0) }
            take(user) { $0.take(limit, at: $1) }
        }
        if held[user]?.calls != callsBefore { judge(user) }
        return true
    }

    /// False when there was no answer.
    private func askDays(_ user: String, _ figures: HeldFigures) async -> Bool {
        let span = figures.firstDayToAsk.map { [Parameters.Pair("start_date", $0.description)] }
        let whole = [Parameters.Pair("days", String(DayHistory.length))]
        guard var reply = await answer(.statsDaily, user, span ?? whole) else { return false }
        // An emptiness that may be a fault counts only when it was told twice.
        if reply.records.isEmpty, figures.history.lastDay != nil {
            guard let again = await answer(.statsDaily, user, span ?? whole) else { return false }
            reply = again
        }
        let days = reply.records.compactMap { DayStats($0) }
        take(user) { $0.take(days, at: $1) }
        return true
    }

    /// What the bounces have in common, for a customer whose bounces are bad.
    private func askBounces(_ user: String) async {
        let now = world.now()
        guard keeper.has(.bounces, user), now - (held[user]?.bouncesReadAt ?? -.infinity) >= Interval.bounces,
            let reply = await answer(.bouncesList, user, [Parameters.Pair("date", "1")])
        else { return }
        let bounces = reply.records.compactMap { Suppression($0, list: .bounced) }
        let newest = bounces.sorted { ($0.created?.secondsSinceEpoch ?? 0) > ($1.created?.secondsSinceEpoch ?? 0) }
        held[user]?.bounceCause = BounceCause(newest.prefix(BounceCause.latest))
        held[user]?.bouncesReadAt = now
        judge(user)
    }

    private func answer(_ operation: Operation, _ user: String, _ more: [Parameters.Pair] = []) async -> Reply? {
        let request = Request(operation, Parameters([Parameters.Pair("user", user)] + more))
        pace.spend(1, at: world.now())
        held[user]?.calls += 1
        let answer = await world.read(request, .rest)
        let now = world.now()
        if let budget = answer.budget { pace.observe(budget, at: now) }
        switch answer.result {
        case .success(let reply):
            linkIsBack(at: now)
            return reply
        case .failure(let error):
            failed(user, error, at: now)
            return nil
        }
    }

    private func failed(_ user: String, _ error: APIError, at now: Double) {
        switch error.reason {
        case .cancelled: break
        case .tooManyCalls(let seconds): pace.hold(until: now + Double(seconds ?? 60))
        case .unreachable, .insecure, .setup, .foreign, .lost, .server, .wrongCredentials:
            // Where the service was reached it may be this customer alone: then the others are asked first.
            if Link.mayBeOfOne(error.reason) { held[user]?.retryAt = now + Interval.lost }
            if link.isLostBy(error.reason) { lose(error.message, at: now) }
        default:
            linkIsBack(at: now)
            notNow(user, at: now)
        }
    }

    private func lose(_ message: String, at now: Double) {
        if !link.isLost {
            news.add([
                LiveEvent(
                    at: now, username: nil, concern: nil, kind: .linkLost, severity: .warning,
                    words: "the service can't be asked: \(message)")
            ])
        }
        link.lose(message, at: now)
    }

    /// Nothing is to be learnt of a customer at the moment; the others can be asked.
    private func notNow(_ user: String, at now: Double) {
        held[user]?.retryAt = now + Interval.failed
        finished(user)
    }

    private func linkIsBack(at now: Double) {
        guard let since = link.isBack() else { return }
        news.add([
            LiveEvent(
                at: now, username: nil, concern: nil, kind: .linkBack, severity: .well,
                words: "the service could not be asked for \(Judge.duration(now - since))")
        ])
    }

    // MARK: - Taking in

    /// Changes what is held of a customer, with the sums over all.
    private func take(_ user: String, at time: Double? = nil, _ change: (inout HeldFigures, Double) -> Void) {
        var figures = held[user] ?? HeldFigures(username: user)
        sums.count(figures, -1)
        change(&figures, time ?? world.now())
        sums.count(figures, 1)
        figures.retryAt = nil
        held[user] = figures
        keeping.unsaved.insert(user)
    }

    private func finished(_ user: String) {
        guard var figures = held[user], figures.isWhole || figures.retryAt != nil else { return }
        let now = world.now()
        if let took = round.count(&figures, of: min(table.count, Self.heldLimit), at: now) {
            (status.roundTook, status.roundEndedAt) = (took, now)
        }
        held[user] = figures
    }

    /// A reading that the desk made itself; with it the customer has been asked.
    package func took(_ user: String, overview: AccountOverview, at time: Double) {
        take(user, at: time) { $0.take(overview, at: $1) }
        ownReading(user)
    }

    package func took(_ user: String, days: [DayStats], at time: Double) {
        take(user, at: time) { $0.take(days, at: $1) }
        ownReading(user)
    }

    package func took(_ user: String, limit: AccountLimit?, at time: Double) {
        take(user, at: time) { $0.take(limit, at: $1) }
        ownReading(user)
    }

    package func took(_ user: String, bounces: [Suppression], at time: Double) {
        // Without figures there is nothing to explain.
        guard held[user] != nil else { return }
        held[user]?.bounceCause = BounceCause(bounces.prefix(BounceCause.latest))
        held[user]?.bouncesReadAt = time
        ownReading(user)
    }

    private func ownReading(_ user: String) {
        // What answers the desk answers the collector too.
        linkIsBack(at: world.now())
        guard let figures = held[user], figures.daysReadAt != nil else { return }
        if !figures.isBusy { enqueue(user) }
        judge(user)
        finished(user)
        news.isUrgent = true
    }

    /// Judges a customer by what is held, as of the time at which it was read: figures do not get worse by lying.
    func judge(_ user: String) {
        guard let figures = held[user], let readAt = figures.readAt else { return }
        let assessment = Assessment(
            figures.figures, rules: rules, former: keeper.former(user), ended: keeper.ended(user),
            bounceCause: figures.bounceCause, isStopped: maySendNothing(user))
        let (judgements, shown) = assessment.judged(now: readAt)
        take(keeper.take(judgements, of: user, at: readAt))
        news.figures[user] = shown
        news.isBoardOld = true
    }

    func take(_ change: AlarmKeeper.Change) {
        guard change != AlarmKeeper.Change() else { return }
        news.add(change.events)
        for alarm in change.seen { keeping.seen[alarm.key] = alarm }
        for alarm in change.said { keeping.said[alarm.key] = alarm }
        news.isBoardOld = true
    }
}
