import Archive
import Foundation
import Records
import ResellerAPI

/// How long a scrape of the metrics takes at 12,000 customers: the first one of a process, the next ones, and those
/// after which some customers were read anew; without series of single customers and with all of them.
enum MetricsBenchmark {
    private static let customers = 12_000
    private static let start = 1_790_000_000.0

    static func run() throws {
        let folder = NSTemporaryDirectory() + "benchmarks-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try Archive(path: folder + "/archive.sqlite")
        try archive.saveFigures((0..<customers).map { figures($0, readAt: start + Double($0) / 10) }, of: "acme")
        try archive.sawAlarms((0..<40).map(alarm), of: "acme")
        let before = Stopwatch.megabytes
        var now = start + 2000
        var source = FleetSource(archive, account: "acme")
        print("metrics of \(customers) customers, \(String(format: "%.0f", before)) MB before")
        let first = try Stopwatch.best(of: 3, expecting: customers) {
            source = FleetSource(archive, account: "acme")
            return try read(&source, now).customers.count
        }
        row("first reading", first, first)
        row(
            "nothing new",
            try Stopwatch.best(of: 10, expecting: customers) {
                try text(&source, now, series: 0).count
            }, first)
        // What a collector at 400 calls a minute reads between two scrapes.
        row(
            "200 read anew",
            try Stopwatch.best(of: 10, expecting: customers) {
                now += 60
                try archive.saveFigures((0..<200).map { figures($0, readAt: now - 5) }, of: "acme")
                return try text(&source, now, series: 0).count
            }, first)
        row(
            "nothing new, 100,000 series",
            try Stopwatch.best(of: 5, expecting: customers) {
                try text(&source, now, series: 100_000).count
            }, first)
        print(Stopwatch.label("memory"), String(format: "%.0f MB", Stopwatch.megabytes))
    }

    private static func row(_ name: String, _ seconds: Double, _ first: Double) {
        print(Stopwatch.label(name) + String(format: "%9.1f ms %6.1fx", seconds * 1000, first / seconds))
    }

    private static func read(_ source: inout FleetSource, _ now: Double, series: Int = 0) throws -> LiveMetrics {
        var metrics = LiveMetrics(version: "1", account: "acme", role: "production", now: now)
        metrics.maxSeries = series
        try source.read(into: &metrics)
        return metrics
    }

    /// A whole scrape but for HTTP: how many customers it is about, and its length.
    private static func text(
        _ source: inout FleetSource, _ now: Double, series: Int
    ) throws -> (count: Int, bytes: Int) {
        let metrics = try read(&source, now, series: series)
        return (metrics.customers.count, MetricsText.text(metrics.families()).utf8.count)
    }

    private static func figures(_ number: Int, readAt: Double) -> CustomerFigures {
        var overview = AccountOverview()
        (overview.reputation, overview.creditsRemaining) = (97, 41_200)
        let days = (20_690..<20_720).map { day in
            var counts = MailCounts()
            (counts.requests, counts.delivered, counts.bounces) = (10_000 + number, 9_900 + number, 61)
            (counts.blocks, counts.spamReports, counts.unsubscribes, counts.uniqueOpens) = (4, 1, 20, 3_000)
            return DayStats(date: CalendarDate(daysSinceEpoch: day), counts: counts)
        }
        var figures = CustomerFigures(
            username: "mail\(number)@larkfield.example", readAt: readAt, overview: overview, days: days)
        let counts = CompactCounts(days[0].counts)
        figures.course = (0..<12).map { CourseMark(at: readAt - Double($0) * 1800, day: 20_719, counts: counts) }
        figures.scores = (0..<7).map { DayScore(day: 20_713 + $0, score: 97) }
        return figures
    }

    private static func alarm(_ number: Int) -> Alarm {
        Alarm(
            key: AlarmKey(username: "mail\(number)@larkfield.example", concern: .bounces), firstSeen: start,
            lastSeen: start, severity: .critical, value: 0.061)
    }
}
