import Judging
import Records
import ResellerAPI

/// What the collector holds of a customer, in little room: there may be a hundred thousand.
struct HeldFigures: Sendable {
    let username: String
    /// When overview or days were read last, seconds since 1970; nil before the first time.
    var readAt: Double?
    private(set) var overview: AccountOverview?
    private(set) var history = DayHistory()
    /// When the days were read last.
    private(set) var daysReadAt: Double?
    private(set) var overviewReadAt: Double?
    /// The day that ran when the overview was read, and its mails by then.
    private var sentThen: (day: Int, requests: Int)?
    private(set) var limit = LimitState.unread
    private(set) var limitReadAt: Double?
    private(set) var course: [CourseMark] = []
    private(set) var scores: [DayScore] = []
    private(set) var dayBegins: Int?
    var bounceCause: BounceCause?
    var bouncesReadAt: Double?
    /// No call before: the last one failed for this customer alone.
    var retryAt: Double?
    /// Calls that the visit that runs has made.
    var calls = 0
    var isBusy = false
    /// The last round in which it was read.
    var round = 0
    /// Whether it waits among those with much mail.
    var isBusySender = false
    /// Its place in the order of ages; entries with another number are out of date.
    var place = 0

    /// Whether both days and overview were read at least once.
    var isWhole: Bool { daysReadAt != nil && overview != nil }

    init(username: String) { self.username = username }

    init(_ kept: CustomerFigures) {
        username = kept.username
        readAt = kept.readAt
        overview = kept.overview
        history = DayHistory(kept.days ?? [])
        if kept.days != nil { daysReadAt = kept.course.last?.at ?? kept.readAt }
        if kept.overview != nil { overviewReadAt = kept.readAt }
        limit = kept.limit
        if kept.limit != .unread { limitReadAt = kept.readAt }
        course = kept.course
        scores = kept.scores
        dayBegins = kept.dayBegins
    }

    /// What the archive keeps and the judge looks at.
    var figures: CustomerFigures {
        var figures = CustomerFigures(
            username: username, readAt: readAt ?? 0, overview: overview,
            days: daysReadAt == nil ? nil : history.days, limit: limit)
        figures.course = course
        figures.scores = scores
        figures.dayBegins = dayBegins
        return figures
    }

    // MARK: - Answers

    mutating func take(_ overview: AccountOverview, at now: Double) {
        self.overview = overview
        (readAt, overviewReadAt) = (now, now)
        sentThen = history.lastDay.flatMap { day in history.today?[.requests].map { (day, $0) } }
        guard let score = overview.reputation else { return }
        let day = Judge.day(now)
        // The highest of a day stands for it: what counts is from where it fell.
        let highest = max(score, scores.last.flatMap { $0.day == day ? $0.score : nil } ?? score)
        scores.removeAll { $0.day >= day || $0.day < day - 7 }
        scores.append(DayScore(day: day, score: highest))
    }

    mutating func take(_ days: [DayStats], at now: Double) {
        history.merge(days)
        (readAt, daysReadAt) = (now, now)
        guard let day = history.lastDay, let today = history.today else { return }
        mark(CourseMark(at: now, day: day, counts: today))
        let begins = Int(now) - day * 86_400
        // Less an hour, for summer time.
        if (-50_400...43_200).contains(begins) { dayBegins = min(dayBegins ?? 43_200, begins) }
    }

    mutating func take(_ limit: AccountLimit?, at now: Double) {
        self.limit = limit.map(LimitState.limited) ?? .unlimited
        limitReadAt = now
    }

    private mutating func mark(_ mark: CourseMark) {
        if let last = course.last, mark.at < last.at { course.removeAll { $0.at >= mark.at } }
        // The newest mark moves on until it is far enough from the one before.
        if course.count > 1, course[course.count - 1].at - course[course.count - 2].at < Self.markDistance {
            course.removeLast()
        }
        course.append(mark)
        course.removeAll { $0.at < mark.at - Self.courseLength }
    }

    /// As far from each other as the shortest stretch that is judged.
    private static let markDistance = Judge.shortestStretch
    private static let courseLength = 6 * 3600.0

    /// The clock was set back: nothing was read later than now.
    mutating func clampTimes(_ now: Double) {
        readAt = readAt.map { min($0, now) }
        daysReadAt = daysReadAt.map { min($0, now) }
        limitReadAt = limitReadAt.map { min($0, now) }
        bouncesReadAt = bouncesReadAt.map { min($0, now) }
        retryAt = retryAt.map { min($0, now) }
        overviewReadAt = overviewReadAt.map { min($0, now) }
        course.removeAll { $0.at > now }
    }

    // MARK: - What to ask

    /// The mails of a day, on average of those held, or of today where they are more already.
    var mailsPerDay: Double {
        let sent = history.counts.map { Double($0[.requests] ?? 0) }
        let before = sent.dropLast()
        return max(sent.last ?? 0, before.isEmpty ? 0 : before.reduce(0, +) / Double(before.count))
    }

    /// Nil for the whole time that is held; else only days not yet held, the last one again as it still moves.
    var firstDayToAsk: CalendarDate? {
        guard daysReadAt != nil, history.counts.count >= DayHistory.length - 1, let day = history.lastDay else {
            return nil
        }
        return CalendarDate(daysSinceEpoch: day)
    }

    /// Whether the overview is worth a call: its figures move slowly, sooner where an alarm is about them, and at once
    /// where credits may run low by what was sent since.
    func needsOverview(isWatched: Bool, isAlarm: Bool, at now: Double) -> Bool {
        guard let overview, let overviewReadAt else { return true }
        let longest = isAlarm ? Self.alarmOverviewAge : isWatched ? Self.watchedOverviewAge : overviewAge
        if now - overviewReadAt >= longest { return true }
        guard let allowed = overview.creditsAllowed, allowed > 0, let left = overview.creditsRemaining else {
            return false
        }
        let sent = sentSinceOverview
        return sent * 50 >= Double(allowed) && Double(left) - sent < Double(allowed) * Self.lowCredits
    }

    func isOverviewOlder(than seconds: Double, _ now: Double) -> Bool {
        overviewReadAt.map { now - $0 >= seconds } ?? false
    }

    /// Two to four hours, so that those read in one round do not all fall due in one.
    private var overviewAge: Double { 7200 + Double(username.utf8.reduce(0) { ($0 * 31 + Int($1)) % 7200 }) }

    private static let alarmOverviewAge = 240.0
    private static let watchedOverviewAge = 600.0

    private var sentSinceOverview: Double {
        guard let sentThen, let last = history.lastDay, last >= sentThen.day else { return 0 }
        let days = (sentThen.day...last).map { Double(history[$0]?[.requests] ?? 0) }
        return max(0, days.reduce(0, +) - Double(sentThen.requests))
    }

    /// Whether the limit is worth a call: it is not known and credits are unknown or low, or it is known and moves.
    /// Early, an unknown one waits where credits are not low.
    func needsLimit(isEarly: Bool, at now: Double) -> Bool {
        guard let overview else { return false }
        let left = overview.creditsAllowed.flatMap { allowed in
            overview.creditsRemaining.map { allowed > 0 ? Double($0) / Double(allowed) : 0 }
        }
        let isLow = left.map { $0 < Self.lowCredits } ?? true
        let age = now - (limitReadAt ?? 0)
        switch limit {
        case .unread: return isLow || !isEarly
        case .unlimited: return age >= (isLow ? 3600 : Self.limitAge)
        case .limited(let limit):
            let isRunningOut = Double(limit.remaining) < Double(limit.credits) * 0.5 || limit.credits <= 0
            return age >= (isRunningOut ? Self.alarmOverviewAge : 3600)
        }
    }

    private static let lowCredits = 0.25
    private static let limitAge = 6 * 3600.0
}
