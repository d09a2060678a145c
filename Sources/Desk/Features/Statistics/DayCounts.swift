import ResellerAPI

/// The counts of consecutive days; a day that was not told is nil.
package struct DayCounts: Sendable, Equatable {
    package let first: CalendarDate
    private let days: [MailCounts?]

    init(first: CalendarDate, count: Int, from told: [Int: MailCounts]) {
        self.first = first
        days = (0..<max(1, count)).map { told[first.daysSinceEpoch + $0] }
    }

    package var count: Int { days.count }
    package var last: CalendarDate { first.adding(days: days.count - 1) }

    /// Where a day stands; nil outside of the period.
    package func place(of date: CalendarDate) -> Int? {
        let place = date.daysSinceEpoch - first.daysSinceEpoch
        return days.indices.contains(place) ? place : nil
    }

    package func date(_ place: Int) -> CalendarDate { first.adding(days: place) }

    package func count(_ metric: MailMetric, at place: Int) -> Int? {
        days.indices.contains(place) ? days[place].flatMap(metric.count) : nil
    }

    package func values(_ metric: MailMetric) -> [Double?] {
        days.map { $0.flatMap(metric.count).map(Double.init) }
    }

    /// Percent of what was sent that day; nil where one of the two was not told, or nothing was sent.
    package func shares(_ metric: MailMetric) -> [Double?] {
        days.map { day in
            guard let day, let part = metric.count(of: day), let whole = day.requests, whole > 0 else { return nil }
            return Double(part) / Double(whole) * 100
        }
    }

    /// Whether any day tells it.
    package func tells(_ metric: MailMetric) -> Bool { days.contains { $0.flatMap(metric.count) != nil } }

    package func total(_ metric: MailMetric) -> Total? {
        let told = days.compactMap { $0.flatMap(metric.count) }
        guard !told.isEmpty else { return nil }
        let sum = told.reduce(0) { sum, count in
            let (result, isTooLarge) = sum.addingReportingOverflow(max(0, count))
            return isTooLarge ? .max : result
        }
        return Total(count: sum, isWhole: told.count == days.count)
    }

    /// A sum over days.
    package struct Total: Sendable, Equatable {
        package let count: Int
        /// Whether every day was told; else it is at least this.
        package let isWhole: Bool
    }
}

/// What the statistics view shows: a period, and the one of the same length before.
package struct StatisticsFigures: Sendable, Equatable {
    package let now: DayCounts
    /// Nil while nothing is compared.
    package let before: DayCounts?

    /// The change of a total against the period before in percent; nil where one of the two is not known whole.
    package func change(_ metric: MailMetric) -> (before: Int, now: Int)? {
        guard let now = now.total(metric), let before = before?.total(metric), now.isWhole, before.isWhole else {
            return nil
        }
        return (before.count, now.count)
    }
}
