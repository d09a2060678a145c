import ResellerAPI

/// The series of single customers, no more than are allowed: first the alarms, then the figures of those who have an
/// alarm, then the others, each by name.
struct CustomerSeries {
    private(set) var alarmsLeftOut = 0
    private(set) var customersLeftOut = 0
    private var alarmSamples: [MetricFamily.Sample] = []
    private var samples: [[MetricFamily.Sample]] = CustomerGauges.Gauge.all.map { _ in [] }
    private var room: Int
    /// Names that were written, as bytes. Two that became the same when they were made harmless would be one series
    /// twice, for which everything is refused: the second is left out.
    private var written: Set<[UInt8]> = []
    private var writtenAlarms: Set<[UInt8]> = []

    init(customers: [CustomerGauges], alarms: [Alarm], maxSeries: Int, now: Double) {
        room = maxSeries
        // The worst first: what is left out is what presses least.
        for alarm in alarms.sorted(by: Self.isBefore) { add(alarm, now) }
        // Most often no series are wanted at all, and nothing has to be put in order.
        guard room > 0 else {
            customersLeftOut = customers.count
            return
        }
        let odd = Set(alarms.map(\.key.username))
        let sorted = customers.sorted { $0.username < $1.username }
        for one in sorted where odd.contains(one.username) { add(one) }
        for one in sorted where !odd.contains(one.username) { add(one) }
    }

    var families: [MetricFamily] {
        let alarms = MetricFamily(
            "customer_alarm", help: "Always 1; an active alarm of the customer.", alarmSamples)
        return [alarms] + zip(CustomerGauges.Gauge.all, samples).map { MetricFamily($0.name, help: $0.help, $1) }
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
    private mutating func add(_ customer: CustomerGauges) {
        let count = samples.indices.count { customer[$0] != nil }
        let label = LiveMetrics.label(customer.username)
        guard count <= room, written.insert(Array(label.utf8)).inserted else { return customersLeftOut += 1 }
        room -= count
        let labels = [MetricFamily.Label("customer", label)]
        for index in samples.indices {
            if let value = customer[index] { samples[index].append(.init(labels, value)) }
        }
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
