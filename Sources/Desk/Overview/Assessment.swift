import Records
import ResellerAPI
import Screen

/// How a customer is doing, told from what was read: the worst figure and its reason.
///
/// Thresholds are those that mailbox providers and the service act on: from 5 % of bounces and 0.3 % of spam reports
/// sending is stopped; a score below 60 holds mail back.
package struct Assessment {
    static let criticalBounce = 0.05
    static let warningBounce = 0.03
    static let criticalSpam = 0.003
    static let warningSpam = 0.001
    static let criticalScore = 60
    static let warningScore = 80
    static let warningCredits = 0.1
    static let warningVolume = 4.0
    /// Fewer messages than this a day say nothing about rates.
    static let enoughMail = 100
    /// Fewer bounces or spam reports than this a day are chance, whatever their share: one report among three hundred
    /// messages is no spam run.
    static let enoughEvents = 3
    /// From here on a share over its limit is critical.
    static let manyEvents = 5
    /// Days that "sent" covers.
    static let month = 30
    /// How many of the newest bounces are looked at for what they have in common.
    static let latestBounces = 1000

    /// One thing that is wrong.
    private struct Finding {
        var severity: Severity
        var value: String
        var why: String
        var sentence: String
        var fortnight: [Double?]
    }

    let days: [DayStats]
    let overview: AccountOverview?
    let limit: AccountLimit?
    /// Newest first.
    let bounces: ArraySlice<Suppression>

    package init(
        days: [DayStats], overview: AccountOverview?, limit: AccountLimit?, bounces: [Suppression] = []
    ) {
        self.days = days.sorted { $0.date < $1.date }
        self.overview = overview
        self.limit = limit
        self.bounces = bounces.prefix(Self.latestBounces)
    }

    /// `now` in seconds since 1970.
    package func figures(now: Double) -> Figures {
        let findings = [bounceFinding, spamFinding, creditsFinding, scoreFinding, volumeFinding].compactMap(\.self)
        let worst = findings.max { $0.severity < $1.severity }
        var sentences = findings.sorted { $0.severity > $1.severity }.map(\.sentence)
        if worst?.why == "bounce", let detail = bounceDetail { sentences.insert(detail, at: 1) }
        return Figures(
            severity: worst?.severity ?? .well, value: worst?.value ?? "", why: worst?.why ?? "ok",
            fortnight: worst?.fortnight ?? [], sent: sent, sentences: sentences, readAt: now, measures: measures)
    }

    private var today: MailCounts? { days.last?.counts }
    /// Requested in the last 30 days; nil when no day tells. Hostile counts end at the largest number there is.
    private var sent: Int? {
        let counts = days.suffix(Self.month).compactMap(\.counts.requests)
        return counts.isEmpty
            ? nil
            : counts.reduce(0) { sum, count in
                let (result, isTooLarge) = sum.addingReportingOverflow(max(0, count))
                return isTooLarge ? .max : result
            }
    }

    private var measures: [FilterQuery.Measure: Double] {
        var measures: [FilterQuery.Measure: Double] = [:]
        measures[.reputation] = overview?.reputation.map(Double.init)
        measures[.bounce] = bounceRate(today)
        measures[.spam] = spamRate(today)
        measures[.credits] = creditsLeft
        measures[.sent] = sent.map(Double.init)
        return measures
    }

    private func share(_ part: Int?, of whole: Int?) -> Double? {
        guard let part, let whole, whole >= Self.enoughMail else { return nil }
        return Double(part) / Double(whole)
    }

    private func bounceRate(_ counts: MailCounts?) -> Double? { share(counts?.bounces, of: counts?.requests) }
    private func spamRate(_ counts: MailCounts?) -> Double? { share(counts?.spamReports, of: counts?.requests) }

    private func fortnight(_ value: (MailCounts) -> Double?) -> [Double?] { days.suffix(14).map { value($0.counts) } }

    /// The mean of the days before today.
    private func usual(_ value: (MailCounts) -> Double?) -> Double? {
        let values = days.dropLast().compactMap { value($0.counts) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private var bounceFinding: Finding? {
        guard let rate = bounceRate(today), rate >= Self.warningBounce, let count = today?.bounces,
            count >= Self.enoughEvents
        else { return nil }
        let before = usual(bounceRate).map { "; usual is \(Self.percent($0))" } ?? ""
        let value = Self.percent(rate, against: Self.criticalBounce)
        return Finding(
            severity: rate >= Self.criticalBounce && count >= Self.manyEvents ? .critical : .warning, value: value,
            why: "bounce",
            sentence: "\(value) of the mail bounced today\(before)", fortnight: fortnight(bounceRate))
    }

    private var spamFinding: Finding? {
        guard let rate = spamRate(today), rate >= Self.warningSpam, let count = today?.spamReports,
            count >= Self.enoughEvents
        else { return nil }
        let before = usual(spamRate).map { "; usual is \(Self.percent($0))" } ?? ""
        let value = Self.percent(rate, against: Self.criticalSpam)
        return Finding(
            severity: rate >= Self.criticalSpam && count >= Self.manyEvents ? .critical : .warning, value: value,
            why: "spam",
            sentence: "\(value) of today's mail was reported as spam\(before)",
            fortnight: fortnight(spamRate))
    }

    private var creditsLeft: Double? {
        if let limit {
            // Without a size there is no share left, but nothing left is nothing.
            guard limit.credits > 0 else { return limit.remaining <= 0 ? 0 : nil }
            return Double(limit.remaining) / Double(limit.credits)
        }
        guard let allowed = overview?.creditsAllowed, allowed > 0, let left = overview?.creditsRemaining else {
            return nil
        }
        return Double(left) / Double(allowed)
    }

    /// Without credits under a limit sending stops; under a package it goes on and costs more.
    private var creditsFinding: Finding? {
        guard let left = creditsLeft, left < Self.warningCredits else { return nil }
        let isUsedUp = left <= 0
        let stops = isUsedUp && limit != nil
        let value = isUsedUp ? "0" : Self.percent(left, against: Self.warningCredits)
        let sentence =
            stops
            ? "The credit limit is used up: mail is refused"
            : isUsedUp ? "The credits are used up: more mail costs extra" : "\(value) of the credits are left"
        return Finding(
            severity: stops ? .critical : .warning, value: value, why: "credits", sentence: sentence,
            fortnight: fortnight { $0.requests.map(Double.init) })
    }

    private var scoreFinding: Finding? {
        guard let score = overview?.reputation, score < Self.warningScore else { return nil }
        return Finding(
            severity: score < Self.criticalScore ? .critical : .warning, value: String(score), why: "score",
            sentence: "The score is \(score) of 100: mailbox providers hold mail back",
            fortnight: fortnight { $0.requests.map(Double.init) })
    }

    private var volumeFinding: Finding? {
        guard let sent = today?.requests, sent >= Self.enoughMail * 10,
            let before = usual({ $0.requests.map(Double.init) }), before >= 1,
            Double(sent) / before >= Self.warningVolume
        else { return nil }
        let times = Numbers.short(Int(min(Double(sent) / before, 1e15))) + "x"
        return Finding(
            severity: .warning, value: times, why: "volume", sentence: "\(times) the usual volume today",
            fortnight: fortnight { $0.requests.map(Double.init) })
    }

    /// `9 of 10 bounces are at gone.example`, when one domain stands out among those of the last day.
    private var bounceDetail: String? {
        let latest = bounces.compactMap(\.created).max()
        let recent = bounces.filter { bounce in
            guard let latest, let created = bounce.created else { return latest == nil }
            return latest.secondsSinceEpoch - created.secondsSinceEpoch < 86_400
        }
        guard recent.count >= 10 else { return nil }
        var counts: [String: Int] = [:]
        for bounce in recent {
            let parts = bounce.email.split(separator: "@", omittingEmptySubsequences: false)
            if parts.count > 1, let domain = parts.last, !domain.isEmpty {
                counts[domain.lowercased(), default: 0] += 1
            }
        }
        let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let most, most.value * 2 > recent.count else { return nil }
        // Nearly all is not all.
        let tenths = min(9, (most.value * 10 + recent.count / 2) / recent.count)
        return most.value == recent.count
            ? "All of the last bounces are at \(most.key)" : "\(tenths) of 10 bounces are at \(most.key)"
    }

    /// A share as percent; with a limit, as many decimals as show on which side of it the share lies.
    static func percent(_ share: Double, against limit: Double? = nil) -> String {
        Numbers.percent(share * 100, against: limit.map { $0 * 100 })
    }
}
