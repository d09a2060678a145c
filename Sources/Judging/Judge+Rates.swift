import Records
import ResellerAPI

/// A rate that is judged: what is counted, from where on it is bad, and how that is said.
struct RateRule: Sendable {
    let concern: Concern
    let count: @Sendable (MailCounts) -> Int?
    let warning: AlarmRule
    let critical: AlarmRule
    /// `bounces`, before the share.
    let noun: String
    /// What follows the share in a sentence about today, and about the mail of the last while.
    let today: String
    let lately: String

    static let all = [
        RateRule(
            concern: .bounces, count: { $0.bounces }, warning: .bouncesWarning, critical: .bouncesCritical,
            noun: "bounces", today: "of the mail bounced today", lately: "bounced"),
        RateRule(
            concern: .spamReports, count: { $0.spamReports }, warning: .spamWarning, critical: .spamCritical,
            noun: "spam reports", today: "of today's mail was reported as spam", lately: "was reported as spam"),
        RateRule(
            concern: .blocks, count: { $0.blocks }, warning: .blocksWarning, critical: .blocksCritical,
            noun: "blocks", today: "of today's mail was blocked", lately: "was blocked"),
        RateRule(
            concern: .unsubscribes, count: { $0.unsubscribes }, warning: .unsubscribesWarning,
            critical: .unsubscribesCritical, noun: "unsubscribes", today: "of today's mail led to an unsubscribe",
            lately: "led to an unsubscribe"),
    ]
}

extension Judge {
    /// How bad a rate is, what it passed, and of which mail it is the rate.
    private struct Grade {
        var severity: Severity
        var rate: Double
        var threshold: Double
        var window: Window
    }

    func rate(_ rule: RateRule) -> Finding? {
        let usual = self.usual.middle { share(rule, $0) }
        var worst: Grade?
        for window in windows(rule) {
            guard let grade = grade(rule, window, usual) else { continue }
            if worst.map({ $0.severity < grade.severity }) ?? true { worst = grade }
        }
        return worst.map { finding(rule, $0, usual: usual?.value) }
    }

    /// Today; the last while, which shows what began late in a day, of up to six hours for who sends little; and while a
    /// new day has too little mail to tell, the day before with it, for an alarm that is there.
    private func windows(_ rule: RateRule) -> [Window] {
        guard today != nil else { return [] }
        var windows: [Window] = []
        if !isOver(rule), let counts = todayThatCounts(rule.concern) {
            windows.append(Window(counts: counts, words: "today"))
        }
        let lately = [stretch, longStretch].compactMap(\.self).map { Window($0) }
        windows += lately
        if lately.allSatisfy({ share(rule, $0.counts) == nil }), let wide = newStretch(of: rule.concern) {
            windows.append(Window(wide))
        }
        guard former[rule.concern] != nil, !isOver(rule) else { return windows }
        if let held = heldStretch(rule) { windows.append(held) }
        if isTooEarly(rule), let counts = bothDays { windows.append(Window(counts: counts, words: "today")) }
        return windows
    }

    /// The mail of more than two hours, where those have too little to say that an alarm is over or less bad.
    private func heldStretch(_ rule: RateRule) -> Window? {
        let isCritical = former[rule.concern] == .critical
        let level = isCritical ? rules.share(rule.critical) * rules.share(.holdsUntil) : endsBelow(rule)
        let events = isCritical ? Double(rules.count(.manyEvents)) : Self.expectedEvents
        return longStretch(expecting: events, at: level).map { Window($0) }
    }

    /// Whether the new day has too little mail to tell that an alarm is over: had it gone on as the day before, less
    /// than a handful of events would have come by now.
    private func isTooEarly(_ rule: RateRule) -> Bool {
        guard let mails = today?.requests, days.count > 1 else { return false }
        let before = share(rule, days[days.count - 2].counts) ?? 0
        return mails < rules.count(.enoughMail) || Double(mails) * before < Self.handful
    }

    private static let handful = 4.0

    /// The day before with the one that runs: an alarm that is there does not end because a new day has too little mail
    /// to tell.
    private var bothDays: MailCounts? {
        guard let today, days.count > 1 else { return nil }
        return CompactCounts(days[days.count - 2].counts).adding(CompactCounts(today)).mailCounts
    }

    /// Whether the mail of the last two hours, or of more where that is little, is enough to say that what raised an
    /// alarm is over, though the day as a whole still looks bad.
    private func isOver(_ rule: RateRule) -> Bool {
        let level = endsBelow(rule)
        guard former[rule.concern] != nil,
            let counts = longStretch(expecting: Self.expectedEvents, at: level)?.counts.mailCounts,
            let rate = share(rule, counts)
        else { return false }
        return rate < level
    }

    /// Below this rate an alarm is over.
    private func endsBelow(_ rule: RateRule) -> Double {
        let warning = rules.share(rule.warning)
        let usual = self.usual.middle { share(rule, $0) }
        let raised = usual.map { min(warning, max($0.value * rules[.timesUsual], warning / 2)) } ?? warning
        return raised * rules.share(.holdsUntil)
    }

    /// So many events had to come, were it still bad: fewer say nothing.
    private static let expectedEvents = 8.0

    /// Nil where there is too little mail, or nothing was told.
    private func share(_ rule: RateRule, _ counts: MailCounts) -> Double? {
        guard let part = rule.count(counts), let whole = counts.requests, whole >= rules.count(.enoughMail) else {
            return nil
        }
        return Double(part) / Double(whole)
    }

    private func grade(_ rule: RateRule, _ window: Window, _ usual: (value: Double, days: Int)?) -> Grade? {
        guard let rate = share(rule, window.counts), let events = rule.count(window.counts),
            events >= rules.count(.enoughEvents)
        else { return nil }
        // An alarm that is there has been certain: near the edge it would come and go.
        let isThere = former[rule.concern] != nil
        let isCertain = isThere || Double(events) >= Self.chance(usual?.value ?? 0, of: window.counts)
        if window.isShort, !isCertain { return nil }
        let (warning, critical) = (rules.share(rule.warning), rules.share(rule.critical))
        // A short while is critical only where so much mail came that it could be said to be less, too.
        let isMuch =
            !window.isShort || Double(window.counts.requests ?? 0) * critical >= Double(rules.count(.manyEvents))
        if isMuch, events >= rules.count(.manyEvents), rate >= level(critical, of: rule.concern, for: .critical) {
            return Grade(severity: .critical, rate: rate, threshold: critical, window: window)
        }
        if rate >= level(warning, of: rule.concern, for: .warning) {
            return Grade(severity: .warning, rate: rate, threshold: warning, window: window)
        }
        guard let usual, usual.days >= 3, isCertain else { return nil }
        let threshold = max(usual.value * rules[.timesUsual], warning / 2)
        guard rate >= level(threshold, of: rule.concern, for: .warning) else { return nil }
        return Grade(severity: .warning, rate: rate, threshold: threshold, window: window)
    }

    /// As many events as chance hardly ever makes of a usual rate: four standard deviations above what is to be
    /// expected, and a few.
    private static func chance(_ rate: Double, of counts: MailCounts) -> Double {
        let expected = rate * Double(counts.requests ?? 0)
        return expected + 4 * expected.squareRoot() + 3
    }

    private func finding(_ rule: RateRule, _ grade: Grade, usual: Double?) -> Finding {
        let shown = Self.percent(grade.rate, against: rules.share(rule.critical))
        let before = usual.map { Self.percent($0) }
        let isToday = grade.window.words == "today"
        let sentence =
            isToday ? "\(shown) \(rule.today)" : "\(shown) of the mail of \(grade.window.words) \(rule.lately)"
        var cause = "\(rule.noun) \(shown)"
        if !isToday { cause += " in \(grade.window.words)" }
        if let before { cause += ", usual \(before)" }
        if rule.concern == .bounces, let why = bounceCause?.words { cause += ", mostly \(why)" }
        return Finding(
            judgement: Judgement(
                concern: rule.concern, severity: grade.severity, value: grade.rate, shown: shown, cause: cause,
                threshold: grade.threshold, fortnight: fortnight { share(rule, $0) }),
            sentence: sentence + (before.map { "; usual is \($0)" } ?? ""))
    }

    // MARK: - Opens

    /// Opens that are no longer counted: nearly none of those that are to be expected of so much mail.
    var opens: Finding? {
        let share = { (counts: MailCounts) -> Double? in
            guard let delivered = counts.delivered, delivered >= rules.count(.enoughMail),
                let opened = counts.uniqueOpens
            else { return nil }
            return Double(opened) / Double(delivered)
        }
        guard let usual = usual.middle(share), usual.days >= 3, let today else { return nil }
        let rate = { (counts: MailCounts?) -> Double? in
            guard let counts, let rate = share(counts),
                Double(counts.delivered ?? 0) * usual.value >= Self.expectedOpens
            else { return nil }
            return rate
        }
        let lately = [stretch, longStretch].compactMap { rate($0?.counts.mailCounts) }
        var rates = lately + [today].compactMap(rate)
        if former[.opens] != nil, rate(today) == nil { rates += [bothDays].compactMap(rate) }
        // Two hours with too little mail say nothing.
        if lately.isEmpty {
            let isThere = former[.opens] != nil
            let wide =
                isThere
                ? longStretch(expecting: Self.expectedOpens, at: usual.value)
                : newStretch(of: .opens, expecting: Self.expectedOpens, at: usual.value)
            rates += [wide?.counts.mailCounts].compactMap(rate)
        }
        let level = usual.value * rules.share(.opensBelow)
        // Few are bad here, so that the level of an alarm that is there lies higher, not lower.
        let held = former[.opens] == nil ? level : level / rules.share(.holdsUntil)
        guard let lowest = rates.min(), lowest < held else { return nil }
        let shown = Self.percent(lowest)
        return Finding(
            judgement: Judgement(
                concern: .opens, severity: .warning, value: lowest, shown: shown,
                cause: "opens \(shown), usual \(Self.percent(usual.value)): they are not counted",
                threshold: level, fortnight: fortnight(share)),
            sentence: "\(shown) of the mail was opened; usual is \(Self.percent(usual.value)): opens are not counted")
    }

    /// Fewer expected opens say nothing.
    private static let expectedOpens = 30.0
}
