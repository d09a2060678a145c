import Judging
import Records
import ResellerAPI
import Settings

/// How a customer is doing, as list and overview show it: the worst judgement and its reason.
package struct Assessment {
    /// Days that "sent" covers.
    static let month = MailPeriod.month.rawValue

    let figures: CustomerFigures
    let rules: AlarmRules
    /// How bad the alarms of this customer are that are there already.
    let former: [Concern: Severity]
    /// When those ended that are over.
    let ended: [Concern: Double]
    let bounceCause: BounceCause?
    let isStopped: Bool

    package init(
        _ figures: CustomerFigures, rules: AlarmRules = AlarmRules(), former: [Concern: Severity] = [:],
        ended: [Concern: Double] = [:], bounceCause: BounceCause? = nil, isStopped: Bool = false
    ) {
        self.figures = figures
        self.rules = rules
        self.former = former
        self.ended = ended
        self.bounceCause = bounceCause
        self.isStopped = isStopped
    }

    package init(
        days: [DayStats], overview: AccountOverview?, limit: AccountLimit?, bounces: [Suppression] = [],
        rules: AlarmRules = AlarmRules(), former: [Concern: Severity] = [:]
    ) {
        self.init(
            CustomerFigures(
                username: "", readAt: 0, overview: overview, days: days,
                limit: limit.map(LimitState.limited) ?? .unread),
            rules: rules, former: former, bounceCause: BounceCause(bounces.prefix(BounceCause.latest)))
    }

    /// `now` in seconds since 1970.
    package func figures(now: Double) -> Figures { judged(now: now).figures }

    /// The judgements, the worst first, and what list and overview show of them.
    package func judged(now: Double) -> (judgements: [Judgement], figures: Figures) {
        let judge = Judge(
            figures, rules: rules, now: now, former: former, ended: ended, bounceCause: bounceCause,
            isStopped: isStopped)
        let findings = judge.findings()
        let worst = findings.first?.judgement
        var sentences = findings.map(\.sentence)
        if worst?.concern == .bounces, let detail = bounceCause?.sentence { sentences.insert(detail, at: 1) }
        var shown = Figures(
            severity: worst?.severity ?? .well, value: worst?.shown ?? "", why: worst?.concern.short ?? "ok",
            fortnight: worst?.fortnight ?? [], sent: Self.sent(judge.days), sentences: sentences, readAt: now,
            measures: measures(judge))
        shown.concerns = Dictionary(
            findings.map { ($0.judgement.concern, $0.judgement.severity) }, uniquingKeysWith: max)
        shown.excess = worst?.excess ?? 0
        shown.periods = MailPeriods(judge.days)
        return (findings.map(\.judgement), shown)
    }

    /// Requested in the last 30 days; nil when no day tells. Hostile counts end at the largest number there is.
    private static func sent(_ days: [DayStats]) -> Int? {
        let counts = days.suffix(Self.month).compactMap(\.counts.requests)
        return counts.isEmpty
            ? nil
            : counts.reduce(0) { sum, count in
                let (result, isTooLarge) = sum.addingReportingOverflow(max(0, count))
                return isTooLarge ? .max : result
            }
    }

    private func measures(_ judge: Judge) -> [FilterQuery.Measure: Double] {
        var measures: [FilterQuery.Measure: Double] = [:]
        measures[.reputation] = figures.overview?.reputation.map(Double.init)
        if let today = judge.today, let whole = today.requests, whole >= rules.count(.enoughMail) {
            measures[.bounce] = today.bounces.map { Double($0) / Double(whole) }
            measures[.spam] = today.spamReports.map { Double($0) / Double(whole) }
        }
        measures[.credits] = judge.creditsLeft
        measures[.sent] = Self.sent(judge.days).map(Double.init)
        return measures
    }
}

extension Concern {
    /// As the list of customers has it.
    package var short: String {
        switch self {
        case .bounces: "bounce"
        case .spamReports: "spam"
        case .unsubscribes: "unsub"
        case .blocks: "blocks"
        case .volume: "volume"
        case .credits: "credits"
        case .reputation: "score"
        case .opens: "opens"
        }
    }
}
