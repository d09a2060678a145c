import Formats
import Records
import ResellerAPI

/// Judges a customer by its figures: each against fixed levels and against what is usual for this customer.
///
/// An alarm that is there already (`former`) ends at a lower level than the one that raised it, and too few mails say
/// nothing.
package struct Judge {
    /// A judgement, and the same as a sentence for the overview.
    package struct Finding: Equatable {
        package var judgement: Judgement
        package var sentence: String
    }

    /// A part of the mail whose rates are judged.
    struct Window {
        var counts: MailCounts
        /// `today`, or of how long it is the mail.
        var words: String
        /// Whether it is so short that chance has to be ruled out first.
        var isShort = false

        init(counts: MailCounts, words: String) { (self.counts, self.words) = (counts, words) }

        init(_ stretch: Stretch) {
            counts = stretch.counts.mailCounts
            words = "the last \(Judge.duration(stretch.seconds))"
            isShort = true
        }
    }

    let rules: AlarmRules
    /// Seconds since 1970.
    let now: Double
    package let figures: CustomerFigures
    /// Sorted by date; the last one runs.
    package let days: [DayStats]
    let usual: Usual
    /// How bad the alarms are that are there already.
    let former: [Concern: Severity]
    /// When alarms ended: mail before then counts no more.
    let ended: [Concern: Double]
    /// What the bounces of the last day have in common, where it was read.
    let bounceCause: BounceCause?
    /// Whether its sending is stopped: that there is no mail is no news then.
    let isStopped: Bool

    package init(
        _ figures: CustomerFigures, rules: AlarmRules = AlarmRules(), now: Double, former: [Concern: Severity] = [:],
        ended: [Concern: Double] = [:], bounceCause: BounceCause? = nil, isStopped: Bool = false
    ) {
        self.figures = figures
        self.rules = rules
        self.now = now
        self.former = former
        self.ended = ended
        self.bounceCause = bounceCause
        self.isStopped = isStopped
        days = (figures.days ?? []).sorted { $0.date < $1.date }
        usual = Usual(days: days)
    }

    /// All that is wrong, the worst first.
    package func findings() -> [Finding] {
        let found = RateRule.all.map(rate) + [credits, reputation, volume, opens]
        return found.compactMap(\.self).enumerated()
            .sorted { ($0.element.judgement.severity, -$0.offset) > ($1.element.judgement.severity, -$1.offset) }
            .map(\.element)
    }

    package var today: MailCounts? { days.last?.counts }
    var limit: AccountLimit? { if case .limited(let limit) = figures.limit { limit } else { nil } }

    /// The level that counts now: an alarm that is there holds until the figure is clearly below.
    func level(_ level: Double, of concern: Concern, for severity: Severity) -> Double {
        (former[concern] ?? .well) >= severity ? level * rules.share(.holdsUntil) : level
    }

    func fortnight(_ value: (MailCounts) -> Double?) -> [Double?] { days.suffix(14).map { value($0.counts) } }

    var fortnightOfRequests: [Double?] { fortnight { $0.requests.map(Double.init) } }

    /// The mail of a while until the last reading.
    struct Stretch: Equatable {
        var counts: CompactCounts
        var seconds: Double
    }

    /// The mail of the last while, from the newest mark that is at least 20 minutes old.
    var stretch: Stretch? { marksOfStretches.last.flatMap(stretch) }

    /// The mail of up to two hours: what is rare needs more mail to show.
    var longStretch: Stretch? { marksOfStretches.count > 1 ? marksOfStretches.first.flatMap(stretch) : nil }

    /// Where a round takes longer than the longest stretch, the mark of the last look.
    private var marksOfStretches: [CourseMark] {
        let marks = marks(since: Self.shortestStretch, to: Self.longestStretch)
        return marks.isEmpty ? self.marks(since: Self.longestStretch, to: .infinity).suffix(1) : marks
    }

    /// The marks that were made so many seconds before the last one, oldest first.
    private func marks(since youngest: Double, to oldest: Double) -> [CourseMark] {
        guard let last = figures.course.last else { return [] }
        return figures.course.filter { mark in
            (last.day - 1...last.day).contains(mark.day) && (youngest...oldest).contains(last.at - mark.at)
        }
    }

    /// The mail of two hours, or of up to six where it takes that long until so many events were to be expected at a
    /// rate, and there are enough to speak of a rate; nil where even that is too little.
    func longStretch(expecting events: Double, at rate: Double) -> Stretch? {
        let older = marks(since: Self.longestStretch.nextUp, to: .infinity)
        let marks = older + marksOfStretches.prefix(1)
        return marks.reversed().lazy.compactMap(stretch).first { stretch in
            let mails = stretch.counts[.requests] ?? 0
            return mails >= rules.count(.enoughMail) && Double(mails) * rate >= events
        }
    }

    /// The same for an alarm that is not there, and only with mail of after one that ended.
    func newStretch(of concern: Concern, expecting events: Double = 0, at rate: Double = 0) -> Stretch? {
        guard former[concern] == nil, let last = figures.course.last,
            let stretch = longStretch(expecting: events, at: rate)
        else { return nil }
        return ended[concern].map { last.at - stretch.seconds >= $0 } ?? true ? stretch : nil
    }

    /// The mail between two and four hours ago, or a little longer.
    var stretchBefore: Stretch? {
        guard let newer = marksOfStretches.first,
            let older = marks(since: Self.longestStretch, to: 2 * Self.longestStretch + Self.shortestStretch).first,
            newer.at - older.at >= Self.shortestStretch, let whole = stretch(from: older),
            let late = stretch(from: newer)
        else { return nil }
        return Stretch(counts: whole.counts.since(late.counts), seconds: newer.at - older.at)
    }

    private func stretch(from mark: CourseMark) -> Stretch? {
        guard let last = figures.course.last else { return nil }
        let seconds = last.at - mark.at
        if mark.day == last.day { return Stretch(counts: last.counts.since(mark.counts), seconds: seconds) }
        // Over midnight: what the day before had still to come, and the new day.
        guard days.count > 1, days[days.count - 2].date.daysSinceEpoch == mark.day else { return nil }
        let rest = CompactCounts(days[days.count - 2].counts).since(mark.counts)
        return Stretch(counts: rest.adding(last.counts), seconds: seconds)
    }

    /// The mail of the day that runs, without what came before an alarm of this concern ended; nil where it is not
    /// known how much that was.
    package func todayThatCounts(_ concern: Concern) -> MailCounts? {
        guard let today, let last = days.last, let end = ended[concern], former[concern] == nil,
            Judge.day(end) >= last.date.daysSinceEpoch
        else { return self.today }
        guard let mark = figures.course.first(where: { $0.at >= end && $0.day == last.date.daysSinceEpoch }) else {
            return nil
        }
        return CompactCounts(today).since(mark.counts).mailCounts
    }

    /// The day of a time by UTC, in days since 1970.
    package static func day(_ time: Double) -> Int { Int((time / 86_400).rounded(.down)) }

    package static let shortestStretch = 1200.0
    static let longestStretch = 7200.0

    /// A share as percent; with a limit, as many decimals as show on which side of it the share lies.
    package static func percent(_ share: Double, against limit: Double? = nil) -> String {
        Numbers.percent(share * 100, against: limit.map { $0 * 100 })
    }

    /// `40m`, `3h`, `2d`.
    package static func duration(_ seconds: Double) -> String {
        let minutes = Int(min(max(0, seconds), 1e12) / 60)
        if minutes < 90 { return "\(max(1, minutes))m" }
        return minutes < 48 * 60 ? "\((minutes + 30) / 60)h" : "\(minutes / 1440)d"
    }

    /// A count as it stands in sentences; hostile ones end at the largest there is.
    static func count(_ value: Double) -> String {
        Numbers.grouped(Int(min(max(0, value.isFinite ? value : 0), 1e15)))
    }
}
