import Formats
import Records
import ResellerAPI

/// Volume, credits and score.
extension Judge {
    /// Much more mail than usual, or none where there always is some.
    var volume: Finding? { flood(days, on: "today") ?? rush ?? record ?? silenceToday ?? yesterday }

    /// Many times the mail of a usual whole day, whatever the hour: how a customer spreads its mail over a day is not
    /// known.
    private func flood(_ days: [DayStats], on day: String) -> Finding? {
        guard let last = days.last, !isVolumeOver, !isForgiven(last.date),
            let sent = last.counts.requests, sent >= rules.count(.enoughMail) * 10,
            let usual = Usual(days: days).requests, usual >= 1
        else { return nil }
        let times = Double(sent) / usual
        guard times >= level(rules[.volumeTimes], of: .volume, for: .warning) else { return nil }
        let shown = Numbers.short(Int(min(times, 1e15))) + "x"
        let mails = "\(Self.count(Double(sent))) mails"
        return Finding(
            judgement: Judgement(
                concern: .volume, severity: .warning, value: times, shown: shown,
                cause: "\(shown) the usual volume: \(mails) \(day), usual \(Self.count(usual))",
                threshold: rules[.volumeTimes], fortnight: fortnight { $0.requests.map { Double($0) / usual } }),
            sentence: "\(shown) the usual volume \(day)")
    }

    /// Whether mail comes many times slower than two hours before, after an alarm, and no faster than it should. A slow
    /// pace alone says nothing: who slows down for the night is not over.
    private var isVolumeOver: Bool {
        guard former[.volume] != nil, let usual = usual.requests, usual >= 1,
            let now = longStretch.flatMap(perDay), let before = stretchBefore.flatMap(perDay)
        else { return false }
        let held = rules[.volumeTimes] * rules.share(.holdsUntil)
        return now / usual < held && before >= now * rules[.volumeTimes]
    }

    /// How many mails would come in a day at the pace of a stretch.
    private func perDay(_ stretch: Stretch) -> Double? {
        stretch.counts[.requests].map { Double($0) / stretch.seconds * 86_400 }
    }

    /// Whether an alarm of this day's mail has ended already.
    private func isForgiven(_ date: CalendarDate) -> Bool {
        guard former[.volume] == nil, let end = ended[.volume] else { return false }
        return Judge.day(end) >= date.daysSinceEpoch
    }

    /// Mail that comes many times as fast as in the hours before and as in the middle of a usual day. Only for who
    /// sent steadily until then and on all days of the week: a mailing is no rush.
    private var rush: Finding? {
        guard let pace, pace.times >= level(rules[.volumeTimes], of: .volume, for: .warning) else { return nil }
        if former[.volume] == nil {
            // What came before may hold some minutes of the rush itself, so that it seems less of one.
            let rise = rules[.volumeTimes] * rules.share(.holdsUntil)
            guard let before = timesBefore(pace.usual), before >= 0.5, pace.times >= before * rise else { return nil }
        }
        return finding(pace, "", "")
    }

    /// Mail that still comes many times as fast as on a usual day, when there is more already than on any whole day of
    /// four weeks: it may have begun before anybody looked.
    private var record: Finding? {
        guard let pace, pace.times >= level(rules[.volumeTimes], of: .volume, for: .warning),
            let sent = today?.requests, let most = days.dropLast().compactMap(\.counts.requests).max(),
            Double(sent) >= Double(most) * Self.recordTimes
        else { return nil }
        let mails = ", \(Self.count(Double(sent))) today, at most \(Self.count(Double(most))) a day before"
        return finding(pace, mails, ", with more mail today than on any day before")
    }

    /// A day that is a quarter above all others is no chance.
    private static let recordTimes = 1.25

    /// How fast mail came in the last while, in paces of a usual day; nil for too little of it, and for who sends most
    /// of its mail on few days. An alarm that is there holds by the mail of two hours, too.
    private var pace: Pace? {
        guard let usual = usual.requests, usual >= 1, !self.usual.isConcentrated else { return nil }
        let stretches = [stretch, former[.volume] == nil ? nil : longStretch]
        let paces = stretches.compactMap(\.self).compactMap { stretch -> Pace? in
            guard let sent = stretch.counts[.requests], sent >= rules.count(.enoughMail) * 2,
                let perDay = perDay(stretch)
            else { return nil }
            return Pace(times: perDay / usual, sent: sent, seconds: stretch.seconds, usual: usual)
        }
        return paces.max { $0.times < $1.times }
    }

    private struct Pace {
        var times: Double
        var sent: Int
        var seconds: Double
        /// The mail of a usual day.
        var usual: Double
    }

    private func finding(_ pace: Pace, _ cause: String, _ sentence: String) -> Finding {
        let (times, sent, usual) = (pace.times, pace.sent, pace.usual)
        let shown = Numbers.short(Int(min(times, 1e15))) + "x"
        let span = Self.duration(pace.seconds)
        return Finding(
            judgement: Judgement(
                concern: .volume, severity: .warning, value: times, shown: shown,
                cause: "\(shown) the usual pace: \(Self.count(Double(sent))) mails in \(span)\(cause)",
                threshold: rules[.volumeTimes], fortnight: fortnight { $0.requests.map { Double($0) / usual } }),
            sentence: "\(shown) the usual pace in the last \(span)\(sentence)")
    }

    /// The fastest pace between the marks before the last while, in paces of a usual day; nil without such marks.
    private func timesBefore(_ usual: Double) -> Double? {
        guard let last = figures.course.last, let stretch else { return nil }
        let marks = figures.course.filter { $0.day == last.day && $0.at <= last.at - stretch.seconds }
        let stretches = zip(marks, marks.dropFirst()).compactMap { one, next -> Stretch? in
            let seconds = next.at - one.at
            return seconds >= Self.shortestStretch
                ? Stretch(counts: next.counts.since(one.counts), seconds: seconds) : nil
        }
        // The newest of them may hold the beginning of the rush. A long one is no rush: mail of a day that rises over
        // hours comes faster in each of them.
        let holdsBeginning = stretches.last.map { $0.seconds < 2 * Self.shortestStretch } ?? false
        let before = stretches.count > 1 && holdsBeginning ? stretches.dropLast() : stretches[...]
        return before.compactMap(perDay).max().map { $0 / usual }
    }

    private var silenceToday: Finding? {
        guard isMostlyOver, let sent = today?.requests else { return nil }
        return silence(sent, usual: usual, on: "today")
    }

    /// The day before is whole, whatever the customer's time zone; it counts until the new one has gone far enough.
    private var yesterday: Finding? {
        let before = Array(days.dropLast())
        guard !isMostlyOver, let sent = before.last?.counts.requests else { return nil }
        if let flood = flood(before, on: "yesterday") { return flood }
        // Mail that has come again today ends it.
        guard Double(today?.requests ?? 0) < Double(rules.count(.enoughMail)) else { return nil }
        return silence(sent, usual: Usual(days: before), on: "yesterday")
    }

    private func silence(_ sent: Int, usual: Usual, on day: String) -> Finding? {
        let enough = Double(rules.count(.enoughMail) * 10)
        guard !isStopped, let expected = usual.requests, expected >= enough, usual.isRegular(above: expected / 2) else {
            return nil
        }
        let share = Double(sent) / expected
        let held = former[.volume] == nil ? 1 : 1 / rules.share(.holdsUntil)
        guard share < rules.share(.silenceBelow) * held else { return nil }
        let shown = Self.percent(share)
        let mails = sent == 0 ? "no mail \(day)" : "only \(Self.count(Double(sent))) mails \(day)"
        return Finding(
            judgement: Judgement(
                concern: .volume, severity: .warning, value: share, shown: shown,
                cause: "\(mails), usual \(Self.count(expected))", threshold: nil, fortnight: fortnightOfRequests),
            sentence: "\(mails.prefix(1).uppercased())\(mails.dropFirst()); usual is \(Self.count(expected))")
    }

    /// Whether at least three quarters of the customer's day are over, wherever it lives: its zone is not told, but
    /// when its day had begun at the latest is known better with every day that was watched.
    private var isMostlyOver: Bool {
        guard let date = days.last?.date else { return false }
        let begins = Double(date.daysSinceEpoch) * 86_400 + Double(figures.dayBegins ?? Self.latestMidnight)
        return now - begins >= 0.75 * 86_400
    }

    /// Seconds after midnight UTC at which the last day of the earth begins.
    static let latestMidnight = 12 * 3600

    // MARK: - Credits

    /// The share of the credits that is left: of the limit, or of all that the account is allowed where the limit has no
    /// size, as a total one.
    package var creditsLeft: Double? { CreditFigures(figures)?.share }

    /// Without credits under a limit sending stops; under a package it goes on and costs more.
    var credits: Finding? {
        let hours = hoursLeft
        let held = former[.credits] == nil ? 1 : 1 / rules.share(.holdsUntil)
        let isLow = creditsLeft.map { $0 < rules.share(.creditsWarning) * held } ?? false
        let isSoon = hours.map { $0 < rules[.creditsHours] * held } ?? false
        guard isLow || isSoon else { return nil }
        let left = max(0, creditsLeft ?? 0)
        let isUsedUp = limit.map { $0.remaining <= 0 } ?? (left <= 0)
        if isUsedUp { return usedUp }
        let count = CreditFigures(figures)?.left ?? 0
        let shown = creditsLeft.map { Self.percent($0, against: rules.share(.creditsWarning)) } ?? Numbers.short(count)
        let gone = hours.map { $0 < 72 ? ", gone in about \(Self.duration(max(60, $0 * 3600)))" : "" } ?? ""
        return Finding(
            judgement: Judgement(
                concern: .credits, severity: .warning, value: left, shown: shown, cause: "credits \(shown) left\(gone)",
                threshold: rules.share(.creditsWarning), fortnight: fortnightOfRequests),
            sentence: "\(shown) of the credits are left\(gone)")
    }

    private var usedUp: Finding {
        let stops = limit != nil
        return Finding(
            judgement: Judgement(
                concern: .credits, severity: stops ? .critical : .warning, value: 0, shown: "0",
                cause: stops ? "credits used up: mail is refused" : "credits used up: more mail costs extra",
                threshold: rules.share(.creditsWarning), fortnight: fortnightOfRequests),
            sentence: stops
                ? "The credit limit is used up: mail is refused" : "The credits are used up: more mail costs extra")
    }

    /// How long the credits of a limit last at the pace of the last while, or else of a usual day; where an alarm is
    /// there, at the fastest of what was seen.
    private var hoursLeft: Double? {
        guard let limit, limit.remaining > 0 else { return nil }
        // A burst is no pace: two hours tell it better than twenty minutes.
        let lately = (longStretch ?? stretch).flatMap { stretch in
            stretch.counts[.requests] ?? 0 >= rules.count(.enoughMail) ? perDay(stretch) : nil
        }
        var paces = [lately ?? usual.requests]
        if former[.credits] != nil { paces += [stretch.flatMap(perDay), longStretch.flatMap(perDay), usual.requests] }
        guard let perHour = paces.compactMap(\.self).max().map({ $0 / 24 }), perHour >= 1 else { return nil }
        return Double(limit.remaining) / perHour
    }

    // MARK: - Score

    /// A low score, or one that fell. What counts is what is missing of 100.
    var reputation: Finding? {
        guard let score = figures.overview?.reputation else { return nil }
        let missing = 100 - Double(score)
        let isBelow = { (rule: AlarmRule, severity: Severity) -> Bool in
            let allowed = 100 - rules[rule]
            let isThere = (former[.reputation] ?? .well) >= severity
            return isThere ? missing > allowed * rules.share(.holdsUntil) : missing > allowed
        }
        let peak = figures.scores.map(\.score).max() ?? score
        let fall = Double(peak) - Double(score)
        let hasFallen = fall >= level(rules[.reputationFall], of: .reputation, for: .warning)
        let isCritical = isBelow(.reputationCritical, .critical)
        let isLow = isCritical || isBelow(.reputationWarning, .warning)
        guard isLow || hasFallen else { return nil }
        let rule: AlarmRule = isCritical ? .reputationCritical : .reputationWarning
        let fell = fall >= 1 ? "score fell from \(peak) to \(score) within a week" : "score \(score) of 100"
        return Finding(
            judgement: Judgement(
                concern: .reputation, severity: isCritical ? .critical : .warning, value: Double(score),
                shown: String(score), cause: fell,
                threshold: isLow ? rules[rule] : Double(peak) - rules[.reputationFall],
                fortnight: figures.scores.isEmpty ? fortnightOfRequests : figures.scores.map { Double($0.score) }),
            sentence: isLow
                ? "The score is \(score) of 100: mailbox providers hold mail back"
                : "The score fell from \(peak) to \(score) within a week")
    }
}
