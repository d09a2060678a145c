import ResellerAPI

/// The figures of the live board as metrics: of all customers, of each one, their alarms, how collecting stands.
///
/// It is made of what is kept. What is not known has no sample: a zero always means zero.
package struct LiveMetrics: Sendable {
    /// The program's version.
    package var version: String
    /// The account's name and role, as the frame of the desk shows them.
    package var account: String
    package var role: String
    /// Seconds since 1970.
    package var now: Double
    /// Customers in the list; nil while nobody has read it.
    package var known: Int?
    /// Those whose figures were read.
    package var customers: [CustomerGauges] = []
    package var alarms: [Alarm] = []
    /// What the collecting process said last; nil when none ever did.
    package var status: CollectorStatus?
    /// Whether some process collects now; without one its status is history.
    package var isCollecting = false
    /// Calls of all processes in the last minute.
    package var recentCalls: Int?
    /// How many series of single customers there may be at most. None unless somebody wants them: they are what makes
    /// a database of metrics large.
    package var maxSeries = 0

    private static let prefix = "resellerdesk_"

    package init(version: String, account: String, role: String, now: Double) {
        self.version = version
        self.account = account
        self.role = role
        self.now = now
    }

    /// All families in a fixed order.
    package func families() -> [MetricFamily] {
        let series = CustomerSeries(
            customers: customers, alarms: openAlarms, maxSeries: maxSeries, now: now)
        return own + fleet(series) + collecting + [alarmCounts] + series.families.map(Self.prefixed)
    }

    private static func prefixed(_ family: MetricFamily) -> MetricFamily {
        MetricFamily(prefix + family.name, family.kind, help: family.help, family.samples)
    }

    private static func gauge(_ name: String, _ help: String, _ value: Double?) -> MetricFamily {
        MetricFamily(prefix + name, help: help, value: value)
    }

    /// Those that are not over.
    private var openAlarms: [Alarm] { alarms.filter { $0.severity > .well } }

    // MARK: - The program

    private var own: [MetricFamily] {
        [
            MetricFamily(
                Self.prefix + "build_info", help: "Always 1; the program version is in the label.",
                [.init([.init("version", version)], 1)]),
            MetricFamily(
                Self.prefix + "account_info", help: "Always 1; the account of all figures is in the labels.",
                [.init([.init("account", LiveMetrics.label(account)), .init("role", role)], 1)]),
        ]
    }

    // MARK: - All customers

    private func fleet(_ series: CustomerSeries) -> [MetricFamily] {
        [
            Self.gauge("customers_known", "Customers in the list.", known.map(Double.init)),
            Self.gauge("customers_read", "Customers whose figures were read.", Double(customers.count)),
            Self.gauge(
                "customers_left_out",
                "Customers with figures that have no series here because of --max-series.",
                Double(series.customersLeftOut)),
            Self.gauge(
                "customer_alarms_left_out",
                "Alarms that have no series here because of --max-series.",
                Double(series.alarmsLeftOut)),
            Self.gauge(
                "oldest_figure_age_seconds", "Age of the oldest statistics.",
                customers.lazy.map(\.readAt).min().map { max(0, now - $0) }),
        ]
    }

    /// Every combination, also those of which there is none: a series that comes and goes can't be compared.
    private var alarmCounts: MetricFamily {
        var counts: [[String]: Int] = [:]
        for alarm in openAlarms { counts[alarm.labelValues(at: now), default: 0] += 1 }
        var samples: [MetricFamily.Sample] = []
        for severity in [Severity.warning, .critical] {
            for concern in Concern.allCases {
                for state in AlarmState.metricNames {
                    let values = [severity.metricName, concern.metricName, state]
                    let labels = zip(Alarm.metricLabels, values).map { MetricFamily.Label($0, $1) }
                    samples.append(.init(labels, Double(counts[values] ?? 0)))
                }
            }
        }
        return MetricFamily(
            Self.prefix + "alarms",
            help:
                "Active alarms by severity, kind and state, of customers that were read.",
            samples)
    }

    // MARK: - Collecting

    private var collecting: [MetricFamily] {
        let live = isCollecting ? status : nil
        return [
            Self.gauge(
                "collector_active", "1 if a process collects for this account, otherwise 0.", isCollecting ? 1 : 0),
            Self.gauge(
                "collector_round_seconds", "Duration of the last round of all customers.", status?.roundTook),
            Self.gauge(
                "collector_round_estimate_seconds", "Estimated duration of a round at the present pace.",
                live?.roundEstimate),
            Self.gauge(
                "collector_round_end_timestamp_seconds", "Time at which the last round of all customers ended.",
                status?.roundEndedAt),
            MetricFamily(
                Self.prefix + "collector_calls_total", .counter,
                help: "Calls of the collecting process since its start.",
                value: live.map { Double($0.callsMade) }),
            Self.gauge(
                "account_recent_calls", "Calls of all processes on this account in the last 60 seconds.",
                recentCalls.map(Double.init)),
            Self.gauge(
                "account_calls_left", "API calls left this minute.",
                live?.callsLeft.map(Double.init)),
            Self.gauge(
                "collector_held", "1 if the service takes no calls because there were too many, otherwise 0.",
                live.map { ($0.heldUntil ?? -.infinity) > now ? 1 : 0 }),
            Self.gauge(
                "service_up", "1 if the service answers the collecting process, 0 if it is unreachable.",
                live.map { $0.lostSince == nil ? 1 : 0 }),
        ]
    }

    // MARK: - Hostile text

    /// A text for a label: what could steer a terminal or turn the direction of writing is spelled out as `\u{1B}`.
    /// Line feeds stay, as the format escapes them itself.
    static func label(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isDangerous) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isDangerous(scalar) {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (scalar.value < 0x20 && scalar != "\n") || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
