import ResellerAPI

/// What is usual for a customer on the weekday that runs: the middle of the same weekdays before, so that single days,
/// holidays among them, do not move it.
package struct Usual {
    /// Sorted by date; the last one is the day that runs.
    let days: [DayStats]

    private var earlier: ArraySlice<DayStats> { days.dropLast() }
    private var sameWeekdays: [DayStats] {
        guard let today = days.last else { return [] }
        return earlier.filter { $0.date.weekday == today.date.weekday }
    }

    /// A usual value, and of how many days it was told. Where the weekday is held less than twice, all days before
    /// count.
    func middle(_ value: (MailCounts) -> Double?) -> (value: Double, days: Int)? {
        let same = sameWeekdays.compactMap { value($0.counts) }
        let all = earlier.compactMap { value($0.counts) }
        let values = same.count >= 2 ? same : all
        return Self.median(values).map { ($0, all.count) }
    }

    /// The mail of a usual whole day. With a single day of this weekday that one counts too: who sends once a week is
    /// not judged by the days on which nothing is sent.
    var requests: Double? {
        let count = { (day: DayStats) in day.counts.requests.map(Double.init) }
        let same = sameWeekdays.compactMap(count)
        if same.count >= 2 { return Self.median(same) }
        let middle = Self.median(earlier.compactMap(count))
        return (same + [middle].compactMap(\.self)).max()
    }

    /// Whether every one of the same weekdays, of at least three, had so much mail.
    func isRegular(above level: Double) -> Bool {
        let same = sameWeekdays.map { Double($0.counts.requests ?? 0) }
        return same.count >= 3 && same.allSatisfy { $0 >= level }
    }

    /// Whether most of the mail goes out on few days of the week: such mail comes all at once.
    var isConcentrated: Bool {
        let counts = earlier.compactMap { $0.counts.requests.map(Double.init) }
        guard let middle = Self.median(counts), let most = counts.max() else { return true }
        return most > middle * 2.5
    }

    package static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
