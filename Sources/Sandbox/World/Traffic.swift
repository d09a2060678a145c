import Foundation

/// How much mail an account would send, were it never stopped: a function of seed and time alone.
struct Traffic: Sendable {
    let dice: Dice
    let plan: IncidentPlan
    /// The first day of the world, days since 1970.
    let anchorDay: Int

    /// One stretch of a day under one plan: the day's counts, and the shares of the day between which they apply.
    struct Piece: Sendable {
        let day: Int
        let incident: Incident?
        let totals: Counts
        let from: Double
        let to: Double

        var counts: Counts { totals.between(from, to) }
    }

    /// Counts from one point in time up to another, seconds since 1970. Adjacent spans add up.
    func counts(_ account: AccountID, _ persona: Persona, from: Int, to: Int) -> Counts {
        var sum = Counts.zero
        forEachPiece(account, persona, from: from, to: to) { sum += $0.counts }
        return sum
    }

    /// The pieces of the span in their order.
    func forEachPiece(
        _ account: AccountID, _ persona: Persona, from: Int, to: Int, _ body: (Piece) -> Void
    ) {
        let from = max(from, persona.created)
        guard from < to, persona.daily > 0 else { return }
        let incidents = plan.incidents(of: account.customer, from: from, to: to)
        for day in from / 86_400...(to - 1) / 86_400 {
            let start = max(from, day * 86_400)
            let end = min(to, (day + 1) * 86_400)
            var cursor = start
            for incident in incidents where incident.start < end && incident.end > start {
                let first = max(cursor, incident.start)
                let last = min(end, incident.end)
                guard last > first else { continue }
                if first > cursor { body(piece(account, persona, day, nil, cursor, first)) }
                body(piece(account, persona, day, incident, first, last))
                cursor = last
            }
            if cursor < end { body(piece(account, persona, day, nil, cursor, end)) }
        }
    }

    private func piece(
        _ account: AccountID, _ persona: Persona, _ day: Int, _ incident: Incident?, _ from: Int, _ to: Int
    ) -> Piece {
        let midnight = day * 86_400
        return Piece(
            day: day, incident: incident, totals: totals(account, persona, day, incident?.kind),
            from: persona.profile.share(at: Double(from - midnight)),
            to: persona.profile.share(at: Double(to - midnight)))
    }

    /// The counts of a whole day, UTC, as if the incident lasted all of it.
    private func totals(_ account: AccountID, _ persona: Persona, _ day: Int, _ kind: Incident.Kind?) -> Counts {
        let place = account.place
        let weekday = ((day + 4) % 7 + 7) % 7
        let years = Double(day - anchorDay) / 365
        let effect = Effect(kind)
        let noise = exp(0.1 * dice.normal(.dayVolume, place, day))
        let volume =
            persona.daily * persona.rhythm.share(weekday: weekday) * exp(persona.trend * max(-4, min(4, years))) * noise
            * effect.volume
        let whole = { (subject: Dice.Subject, mean: Double) -> Double in
            let spread = max(0.2, 1 + 0.15 * dice.normal(subject, place, day))
            return (mean * spread + dice.unit(subject, place, ~day)).rounded(.down)
        }
        var counts = Counts()
        let handed = (volume + dice.unit(.dayVolume, place, ~day)).rounded(.down)
        let bounces = whole(.dayBounces, volume * effect.bounceRate(persona))
        let blocks = whole(.dayBlocks, volume * (persona.blockRate + effect.blocks))
        let invalid = whole(.dayInvalid, volume * persona.invalidRate)
        let repeats = whole(.dayRepeats, volume * persona.bounceRate * 0.5)
        let dropped = whole(.extra, volume * persona.unsubscribeRate * 0.3)
        let delivered = max(0, handed - bounces - blocks - invalid - repeats - dropped)
        counts.values[Metric.delivered.rawValue] = delivered
        counts.values[Metric.bounces.rawValue] = bounces
        counts.values[Metric.blocks.rawValue] = blocks
        counts.values[Metric.invalid.rawValue] = invalid
        counts.values[Metric.repeatBounces.rawValue] = repeats
        counts.values[Metric.repeatUnsubscribes.rawValue] = dropped
        counts.values[Metric.spam.rawValue] = whole(.daySpam, delivered * effect.spamRate(persona))
        counts.values[Metric.unsubscribes.rawValue] = whole(
            .dayUnsubscribes, delivered * persona.unsubscribeRate * effect.unsubscribes)
        setReactions(&counts, persona, effect, place, day, whole)
        return counts
    }

    private func setReactions(
        _ counts: inout Counts, _ persona: Persona, _ effect: Effect, _ place: Int, _ day: Int,
        _ whole: (Dice.Subject, Double) -> Double
    ) {
        let unique = whole(.dayOpens, Double(counts[.delivered]) * persona.openRate * effect.opens)
        counts.values[Metric.uniqueOpens.rawValue] = unique
        counts.values[Metric.opens.rawValue] = (unique * (1.25 + 0.3 * dice.unit(.dayOpens, place, day))).rounded(.down)
        let clicks = whole(.dayClicks, unique * persona.clickRate * (effect.opens > 0 ? 1 : 0))
        counts.values[Metric.uniqueClicks.rawValue] = clicks
        counts.values[Metric.clicks.rawValue] = (clicks * (1.1 + 0.3 * dice.unit(.dayClicks, place, day))).rounded(
            .down)
    }
}

/// What an incident does to a day.
private struct Effect {
    var volume = 1.0
    var bounces: Double?
    var blocks = 0.0
    var spam: Double?
    var spamFactor = 1.0
    var unsubscribes = 1.0
    var opens = 1.0

    init(_ kind: Incident.Kind?) {
        switch kind {
        case .listGoneBad: (volume, bounces, unsubscribes) = (1.25, 0.074, 1.5)
        case .spamRun: (volume, spam, unsubscribes, blocks) = (1.8, 0.0042, 4, 0.03)
        case .volumeJump: volume = 4.5
        case .reputationDecline: (opens, spamFactor) = (0.5, 2)
        case .blocked: blocks = 0.18
        case .trackingOff: opens = 0
        case .creditsOut, nil: break
        }
    }

    func bounceRate(_ persona: Persona) -> Double { bounces ?? persona.bounceRate }
    func spamRate(_ persona: Persona) -> Double { spam ?? persona.spamRate * spamFactor }
}
