import Judging
import Records
import ResellerAPI

/// The mail of all customers by day; one is taken out and put in anew when it was read, so that nobody walks all.
struct FleetSums: Sendable {
    private var byDay: [Int: FleetDay] = [:]
    private var today = FleetDay()
    /// Customers whose days are held, and those of whom all is.
    private(set) var customers = 0
    private(set) var whole = 0

    /// Adds (1) or takes out (-1) the days of a customer.
    mutating func count(_ figures: HeldFigures, _ step: Int) {
        if figures.isWhole { whole += step }
        let history = figures.history
        guard let last = history.today else { return }
        customers += step
        today.add(last, step)
        for (index, row) in history.counts.enumerated() {
            byDay[history.firstDay + index, default: FleetDay()].add(row, step)
        }
    }

    /// The figures as of a time, seconds since 1970.
    func figures(at now: Double) -> FleetFigures {
        var figures = FleetFigures()
        let day = Judge.day(now)
        figures.customers = customers
        figures.today = today
        figures.fortnight = (day - 13...day).map { byDay[$0] ?? FleetDay() }
        let same = (1...4).compactMap { byDay[day - 7 * $0] }.filter { $0.requests > 0 }
        if !same.isEmpty { figures.usual = FleetDay.middle(same) }
        return figures
    }
}

extension FleetDay {
    fileprivate mutating func add(_ row: CompactCounts, _ step: Int) {
        requests += step * (row[.requests] ?? 0)
        delivered += step * (row[.delivered] ?? 0)
        bounces += step * (row[.bounces] ?? 0)
        spamReports += step * (row[.spamReports] ?? 0)
    }

    fileprivate static func middle(_ days: [FleetDay]) -> FleetDay {
        let middle = { (value: (FleetDay) -> Int) in Int(Usual.median(days.map { Double(value($0)) }) ?? 0) }
        var day = FleetDay()
        day.requests = middle(\.requests)
        day.delivered = middle(\.delivered)
        day.bounces = middle(\.bounces)
        day.spamReports = middle(\.spamReports)
        return day
    }
}
