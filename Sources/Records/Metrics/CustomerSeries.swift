import ResellerAPI

/// The series of single customers, no more than are allowed: first the alarms, then the figures of those who have an
/// alarm, then the others, each by name.
struct CustomerSeries {
    private(set) var alarmsLeftOut = 0
    private(set) var customersLeftOut = 0
    private var alarmSamples: [MetricFamily.Sample] = []
    private var samples: [[MetricFamily.Sample]] = Gauge.all.map { _ in [] }
    private var room: Int
    /// Names that were written, as bytes. Two that became the same when they were made harmless would be one series
    /// twice, for which everything is refused: the second is left out.
    private var written: Set<[UInt8]> = []
    private var writtenAlarms: Set<[UInt8]> = []

    /// A figure of a customer; nil where it is not known.
    private struct Gauge: Sendable {
        let name: String
        let help: String
        let value: @Sendable (CustomerFigures) -> Double?

        init(_ name: String, _ help: String, _ value: @escaping @Sendable (CustomerFigures) -> Double?) {
            self.name = name
            self.help = help
            self.value = value
        }

        static let all = [
            Gauge("customer_requests_today", "Messages that the customer asked to send on the last day told.") {
                $0.today?.requests.map(Double.init)
            },
            Gauge("customer_bounce_ratio", "Bounces among the messages of the last day told, from 0 to 1.") {
                $0.share(\.bounces)
            },
            Gauge("customer_spam_report_ratio", "Spam reports among the messages of the last day told, from 0 to 1.") {
                $0.share(\.spamReports)
            },
            Gauge("customer_unsubscribe_ratio", "Unsubscribes among the messages of the last day told, from 0 to 1.") {
                $0.share(\.unsubscribes)
            },
            Gauge("customer_block_ratio", "Blocks among the messages of the last day told, from 0 to 1.") {
                $0.share(\.blocks)
            },
            Gauge("customer_credits_remaining", "Messages that the customer may still send in this cycle.") {
                $0.creditsRemaining.map(Double.init)
            },
            Gauge("customer_reputation", "The score of the customer, from 0 to 100.") {
                $0.overview?.reputation.map(Double.init)
            },
            Gauge("customer_read_timestamp_seconds", "When the figures of the customer were read.") { $0.readAt },
        ]
    }

    init(figures: [CustomerFigures], alarms: [Alarm], maxSeries: Int, now: Double) {
        room = maxSeries
        // The worst first: what is left out is what presses least.
        for alarm in alarms.sorted(by: Self.isBefore) { add(alarm, now) }
        let odd = Set(alarms.map(\.key.username))
        let sorted = figures.sorted { $0.username < $1.username }
        for one in sorted where odd.contains(one.username) { add(one) }
        for one in sorted where !odd.contains(one.username) { add(one) }
    }

    var families: [MetricFamily] {
        let alarms = MetricFamily(
            "customer_alarm", help: "Always 1; an alarm of the customer that is not over.", alarmSamples)
        return [alarms] + zip(Gauge.all, samples).map { MetricFamily($0.name, help: $0.help, $1) }
    }

    private static func isBefore(_ one: Alarm, _ other: Alarm) -> Bool {
        if one.severity != other.severity { return one.severity > other.severity }
        return (one.key.username, one.key.concern.rawValue) < (other.key.username, other.key.concern.rawValue)
    }

    private mutating func add(_ alarm: Alarm, _ now: Double) {
        let label = LiveMetrics.label(alarm.key.username)
        let name = Array("\(alarm.key.concern.metricName) \(label)".utf8)
        guard room > 0, writtenAlarms.insert(name).inserted else { return alarmsLeftOut += 1 }
        let values = zip(Alarm.metricLabels, alarm.labelValues(at: now)).map { MetricFamily.Label($0, $1) }
        room -= 1
        alarmSamples.append(.init([.init("customer", label)] + values, 1))
    }

    /// All figures of a customer or none.
    private mutating func add(_ figures: CustomerFigures) {
        let values = Gauge.all.map { $0.value(figures) }
        let count = values.count { $0 != nil }
        let label = LiveMetrics.label(figures.username)
        guard count <= room, written.insert(Array(label.utf8)).inserted else { return customersLeftOut += 1 }
        room -= count
        for (index, value) in values.enumerated() {
            if let value { samples[index].append(.init([.init("customer", label)], value)) }
        }
    }
}

extension CustomerFigures {
    /// The customer's own day that was running when it was read.
    fileprivate var today: MailCounts? { days?.last?.counts }

    /// A share of the day's messages; nil where there are none or a count is unknown.
    fileprivate func share(_ count: KeyPath<MailCounts, Int?>) -> Double? {
        guard let today, let requests = today.requests, requests > 0, let part = today[keyPath: count], part >= 0
        else { return nil }
        return Double(part) / Double(requests)
    }

    /// The limit set by the reseller comes before the package.
    fileprivate var creditsRemaining: Int? {
        if case .limited(let limit) = limit { return limit.remaining }
        return overview?.creditsRemaining
    }
}

// MARK: - Names in labels

extension Alarm {
    static let metricLabels = ["severity", "kind", "state"]

    /// In the order of `metricLabels`. A snooze that is over is new again, though nobody has written that yet.
    func labelValues(at now: Double) -> [String] {
        var state = state
        if case .snoozed(let until) = state, until <= now { state = .new }
        return [severity.metricName, key.concern.metricName, state.metricName]
    }
}

extension Severity {
    var metricName: String {
        switch self {
        case .well: "well"
        case .warning: "warning"
        case .critical: "critical"
        }
    }
}

extension Concern {
    var metricName: String { self == .spamReports ? "spam_reports" : rawValue }
}

extension AlarmState {
    static let metricNames = ["new", "acknowledged", "snoozed", "solved"]

    var metricName: String {
        switch self {
        case .new: "new"
        case .acknowledged: "acknowledged"
        case .snoozed: "snoozed"
        case .solved: "solved"
        }
    }
}
