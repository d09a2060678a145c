import Foundation

/// What the clocks of a time zone show, at any time: a table of when its offset changed, so that nothing asks the
/// system while it draws, and an old moment is shown as the clocks were then.
package struct ZoneClock: Sendable, Hashable {
    /// From `at` (seconds since 1970) on, the zone is `offset` seconds east of Greenwich.
    package struct Change: Sendable, Hashable {
        package let at: Double
        package let offset: Int

        package init(at: Double, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    /// Seconds east of Greenwich before the first change.
    private let first: Int
    /// By time.
    private let changes: [Change]

    package init(offset: Int = 0, changes: [Change] = []) {
        first = offset
        self.changes = changes.sorted { $0.at < $1.at }
    }

    /// The zone's changes from 2009, when the service began, to two years after `now`.
    package init(_ zone: TimeZone, now: Date) {
        var date = Date(timeIntervalSince1970: 1_230_768_000)
        let end = now.addingTimeInterval(2 * 366 * 86_400)
        first = zone.secondsFromGMT(for: date)
        var changes: [Change] = []
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < end {
            changes.append(Change(at: next.timeIntervalSince1970, offset: zone.secondsFromGMT(for: next)))
            date = next
        }
        self.changes = changes
    }

    /// Seconds east of Greenwich at a time.
    package func offset(at time: Double) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].at <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : changes[low - 1].offset
    }

    /// The moments at which the clocks show this, earliest first: two in an hour that is repeated; in one that is left
    /// out the moment that the clocks would have shown it at, had they not been put forward.
    ///
    /// - Parameter local: seconds since 1970 as the clocks count them.
    package func moments(showing local: Double) -> [Double] {
        let before = offset(at: local - Self.day)
        let after = offset(at: local + Self.day)
        let moments = Set([before, after]).map { local - Double($0) }.filter { $0 + Double(offset(at: $0)) == local }
        return moments.isEmpty ? [local - Double(before)] : moments.sorted()
    }

    /// Whether the clocks show the same at another moment, too.
    package func isRepeated(_ time: Double) -> Bool {
        time.isFinite && moments(showing: time + Double(offset(at: time))).count > 1
    }

    /// More than any zone is off.
    private static let day = 86_400.0

    /// `+02:00`.
    package static func text(offset: Int) -> String {
        let minutes = abs(offset) / 60
        let pad = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        return (offset < 0 ? "-" : "+") + pad(minutes / 60) + ":" + pad(minutes % 60)
    }
}
