import Desk
import ResellerAPI

/// The days of a period in their order, one value each; a day that was not told is nil.
struct DaySeries {
    let first: CalendarDate
    let last: CalendarDate
    private let days: [MailCounts?]

    /// Nil when no day was told.
    init?(_ stats: [DayStats], days count: Int) {
        guard let last = stats.map(\.date).max() else { return nil }
        let first = last.adding(days: 1 - max(1, count))
        var days = Array(repeating: MailCounts?.none, count: max(1, count))
        for day in stats {
            let index = day.date.daysSinceEpoch - first.daysSinceEpoch
            if days.indices.contains(index) { days[index] = day.counts }
        }
        self.first = first
        self.last = last
        self.days = days
    }

    func values(_ count: (MailCounts) -> Int?) -> [Double?] { days.map { $0.flatMap(count).map(Double.init) } }

    func latest(_ count: (MailCounts) -> Int?) -> Int? { days.last?.flatMap(count) }

    /// Nil when no day told the count. Absurd counts end at the largest number there is.
    func total(_ count: (MailCounts) -> Int?) -> Int? {
        let told = days.compactMap { $0.flatMap(count) }
        guard !told.isEmpty else { return nil }
        return told.reduce(0) { sum, count in
            let (result, isTooLarge) = sum.addingReportingOverflow(max(0, count))
            return isTooLarge ? .max : result
        }
    }

    /// How many days the period has.
    var count: Int { days.count }

    /// The last day in words: `today`, or its date.
    func lastDay(_ state: DeskState) -> String {
        last == state.today ? StatisticsWords.today : Ages.axis(last)
    }

    /// The day in the middle, for the axis.
    var middle: CalendarDate { first.adding(days: (days.count - 1) / 2) }
}

/// One count of a day, and what it is called.
struct DayCount: Sendable {
    let title: String
    /// The reason in a customer's row that this count stands behind.
    let reason: String?
    let of: @Sendable (MailCounts) -> Int?

    static let delivered = DayCount(title: StatisticsWords.delivered, reason: nil) { $0.delivered }
    static let requests = DayCount(title: StatisticsWords.requests, reason: OverviewWords.volume) { $0.requests }

    init(title: String, reason: String? = nil, of: @escaping @Sendable (MailCounts) -> Int?) {
        self.title = title
        self.reason = reason
        self.of = of
    }

    init(_ metric: StatisticsMetric) {
        switch metric {
        case .bounces: self.init(title: StatisticsWords.bounced, reason: OverviewWords.bounces) { $0.bounces }
        case .opens: self.init(title: StatisticsWords.opened) { $0.uniqueOpens ?? $0.opens }
        case .clicks: self.init(title: StatisticsWords.clicked) { $0.uniqueClicks ?? $0.clicks }
        case .unsubscribes: self.init(title: StatisticsWords.unsubscribed) { $0.unsubscribes }
        case .spamReports: self.init(title: StatisticsWords.spam, reason: OverviewWords.spam) { $0.spamReports }
        }
    }
}

/// Round numbers for the axis of a chart.
enum Axis {
    /// The smallest round number that is not below a value; it halves into a round one.
    static func top(for value: Double) -> Double {
        guard value > 2, value.isFinite else { return 2 }
        var unit = 1.0
        while unit * 10 < value { unit *= 10 }
        let steps: [Double] = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10]
        return steps.map { $0 * unit }.first { $0 >= value && ($0 / 2).rounded() == $0 / 2 } ?? unit * 10
    }

    /// `60k`, `1.5M`, `800`: as short as it gets.
    static func label(_ value: Double) -> String {
        let units = [(1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")]
        for (unit, letter) in units where value >= unit {
            let tenths = Int((value / unit * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10)\(letter)" : "\(tenths / 10).\(tenths % 10)\(letter)"
        }
        return String(Int(value.rounded()))
    }
}
