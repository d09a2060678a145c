import ResellerAPI

/// So many days until the last day told, that one included.
package enum MailPeriod: Int, Sendable, Hashable, CaseIterable {
    case day = 1
    case week = 7
    case month = 30

    /// `today`, `7 days`, `30 days`.
    package var words: String { self == .day ? "today" : "\(rawValue) days" }
    /// `1d`, `7d`, `30d`, for heads of columns.
    package var short: String { "\(rawValue)d" }
}

/// The mail of a customer over each period, in little room; a count that no day told is unknown.
package struct MailPeriods: Sendable, Hashable {
    private var day = CompactCounts()
    private var week = CompactCounts()
    private var month = CompactCounts()

    package init() {}

    /// - Parameter days: sorted by date; the last one runs.
    package init(_ days: [DayStats]) {
        guard let last = days.last?.date.daysSinceEpoch else { return }
        for period in MailPeriod.allCases {
            let counts = days.reversed().prefix { $0.date.daysSinceEpoch > last - period.rawValue }
                .map { CompactCounts($0.counts) }
            let sum = counts.dropFirst().reduce(counts.first ?? CompactCounts()) { $0.summing($1) }
            switch period {
            case .day: day = sum
            case .week: week = sum
            case .month: month = sum
            }
        }
    }

    package subscript(period: MailPeriod) -> CompactCounts {
        switch period {
        case .day: day
        case .week: week
        case .month: month
        }
    }

    /// A share of the mail of a period; nil where there were fewer mails than say something, or a count is unknown.
    package func share(_ count: DayCount, _ period: MailPeriod, ofAtLeast enough: Int) -> Double? {
        let counts = self[period]
        guard let mails = counts[.requests], mails >= max(1, enough), let part = counts[count] else { return nil }
        return Double(part) / Double(mails)
    }
}

extension CompactCounts {
    /// Both together; a count that only one of them knows is that one's.
    fileprivate func summing(_ other: CompactCounts) -> CompactCounts {
        var sum = self
        for count in DayCount.allCases {
            guard let more = other[count] else { continue }
            sum[count] = (self[count] ?? 0) + more
        }
        return sum
    }
}
