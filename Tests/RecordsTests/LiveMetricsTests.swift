import Records
import ResellerAPI
import Testing

@Suite("The live board's figures as metrics")
struct LiveMetricsTests {
    private func metrics(_ change: (inout LiveMetrics) -> Void = { _ in }) -> [String] {
        var metrics = LiveMetrics(version: "1.2.3", account: "acme", role: "production", now: 10_000)
        metrics.maxSeries = 1000
        change(&metrics)
        return MetricsText.text(metrics.families()).split(separator: "\n").map(String.init)
    }

    /// The lines of one family without its header.
    private func samples(_ name: String, in lines: [String]) -> [String] {
        lines.filter { $0.hasPrefix("resellerdesk_\(name){") || $0.hasPrefix("resellerdesk_\(name) ") }
    }

    private func figures(
        _ username: String, requests: Int? = 1000, bounces: Int? = 61, readAt: Double = 9_000
    ) -> CustomerFigures {
        var counts = MailCounts()
        (counts.requests, counts.bounces, counts.spamReports, counts.blocks) = (requests, bounces, 2, 5)
        var overview = AccountOverview()
        (overview.reputation, overview.creditsRemaining) = (97, 41_200)
        return CustomerFigures(
            username: username, readAt: readAt, overview: overview,
            days: [
                DayStats(date: CalendarDate(daysSinceEpoch: 19_000), counts: MailCounts()),
                DayStats(date: CalendarDate(daysSinceEpoch: 19_001), counts: counts),
            ])
    }

    private func alarm(
        _ username: String, _ concern: Concern = .bounces, _ severity: Severity = .critical, _ state: AlarmState = .new
    ) -> Alarm {
        Alarm(
            key: AlarmKey(username: username, concern: concern), firstSeen: 1, lastSeen: 2, severity: severity,
            value: 0.1, state: state)
    }

    @Test("Of an archive in which nothing is, nothing is made up")
    func nothing() {
        let lines = metrics().filter { !$0.hasPrefix("#") && !$0.hasPrefix("resellerdesk_alarms{") }
        #expect(
            lines == [
                #"resellerdesk_build_info{version="1.2.3"} 1"#,
                #"resellerdesk_account_info{account="acme",role="production"} 1"#,
                "resellerdesk_customers_read 0",
                "resellerdesk_customers_left_out 0",
                "resellerdesk_customer_alarms_left_out 0",
                "resellerdesk_collector_active 0",
            ])
    }

    @Test("The figures of a customer are those of the last day told; what is not known has no sample")
    func customer() {
        let lines = metrics {
            $0.known = 3
            $0.customers = [figures("b@x.example"), figures("a@x.example", requests: 0, readAt: 8_500.5)]
                .map(CustomerGauges.init)
        }
        #expect(
            lines.filter { $0.contains("{customer=") } == [
                #"resellerdesk_customer_requests_today{customer="a@x.example"} 0"#,
                #"resellerdesk_customer_requests_today{customer="b@x.example"} 1000"#,
                #"resellerdesk_customer_bounce_ratio{customer="b@x.example"} 0.061"#,
                #"resellerdesk_customer_spam_report_ratio{customer="b@x.example"} 0.002"#,
                #"resellerdesk_customer_block_ratio{customer="b@x.example"} 0.005"#,
                #"resellerdesk_customer_credits_remaining{customer="a@x.example"} 41200"#,
                #"resellerdesk_customer_credits_remaining{customer="b@x.example"} 41200"#,
                #"resellerdesk_customer_reputation{customer="a@x.example"} 97"#,
                #"resellerdesk_customer_reputation{customer="b@x.example"} 97"#,
                #"resellerdesk_customer_read_timestamp_seconds{customer="a@x.example"} 8500.5"#,
                #"resellerdesk_customer_read_timestamp_seconds{customer="b@x.example"} 9000"#,
            ])
        #expect(samples("customers_known", in: lines) == ["resellerdesk_customers_known 3"])
        #expect(samples("customers_read", in: lines) == ["resellerdesk_customers_read 2"])
        #expect(samples("oldest_figure_age_seconds", in: lines) == ["resellerdesk_oldest_figure_age_seconds 1499.5"])
    }

    @Test("A limit that the reseller set comes before the credits of the package")
    func limit() {
        var limited = figures("a")
        limited.limit = .limited(AccountLimit(credits: 100, remaining: 7, lastReset: nil))
        let lines = metrics { $0.customers = [CustomerGauges(limited)] }
        #expect(
            samples("customer_credits_remaining", in: lines)
                == [#"resellerdesk_customer_credits_remaining{customer="a"} 7"#])
    }

    @Test("Alarms are counted by severity, kind and state; those that are over are not, an ended snooze is new")
    func alarms() {
        let lines = metrics {
            $0.alarms = [
                alarm("a"), alarm("b"), alarm("c", .spamReports, .warning, .snoozed(until: 9_999)),
                alarm("d", .credits, .warning, .snoozed(until: 10_001)), alarm("e", .volume, .well, .solved),
            ]
        }
        let counts = samples("alarms", in: lines)
        #expect(counts.count == 64)
        #expect(
            counts.filter { !$0.hasSuffix(" 0") } == [
                #"resellerdesk_alarms{severity="warning",kind="spam_reports",state="new"} 1"#,
                #"resellerdesk_alarms{severity="warning",kind="credits",state="snoozed"} 1"#,
                #"resellerdesk_alarms{severity="critical",kind="bounces",state="new"} 2"#,
            ])
        #expect(
            samples("customer_alarm", in: lines) == [
                #"resellerdesk_customer_alarm{customer="a",severity="critical",kind="bounces",state="new"} 1"#,
                #"resellerdesk_customer_alarm{customer="b",severity="critical",kind="bounces",state="new"} 1"#,
                #"resellerdesk_customer_alarm{customer="c",severity="warning",kind="spam_reports",state="new"} 1"#,
                #"resellerdesk_customer_alarm{customer="d",severity="warning",kind="credits",state="snoozed"} 1"#,
            ])
    }

    @Test("With more series than are allowed the worst stay, and how many were left out is told")
    func leftOut() {
        let lines = metrics {
            $0.customers = [figures("a"), figures("b"), figures("z")].map(CustomerGauges.init)
            $0.alarms = [alarm("y", .credits, .warning), alarm("z")]
            $0.maxSeries = 10
        }
        #expect(lines.count { $0.contains("{customer=") } == 9)
        #expect(lines.filter { $0.contains(#"{customer="z""#) }.count == 8)
        #expect(samples("customers_left_out", in: lines) == ["resellerdesk_customers_left_out 2"])
        #expect(samples("customers_read", in: lines) == ["resellerdesk_customers_read 3"])
        let none = metrics {
            $0.alarms = [alarm("y", .credits, .warning), alarm("z")]
            $0.maxSeries = 1
        }
        #expect(samples("customer_alarm", in: none).map { $0.contains(#"customer="z""#) } == [true])
        #expect(samples("customer_alarms_left_out", in: none) == ["resellerdesk_customer_alarms_left_out 1"])
    }

    @Test("Unless series of single customers are asked for, there is none, however many customers there are")
    func noSeries() {
        let few = metrics { $0.maxSeries = 0 }
        let many = metrics {
            $0.customers = (0..<500).map { CustomerGauges(figures("\($0)@x.example")) }
            $0.alarms = [alarm("1@x.example")]
            $0.maxSeries = 0
        }
        #expect(!many.contains { $0.contains("customer=") })
        // The age of the oldest is known now.
        #expect(many.count { !$0.hasPrefix("#") } == few.count { !$0.hasPrefix("#") } + 1)
        #expect(samples("customers_left_out", in: many) == ["resellerdesk_customers_left_out 500"])
        #expect(samples("customer_alarms_left_out", in: many) == ["resellerdesk_customer_alarms_left_out 1"])
    }

    @Test("A hostile name can't steer a terminal, break a line or be a series twice")
    func hostile() {
        let lines = metrics {
            $0.customers = [
                figures("\u{1B}[2J\"\\\nx\u{202E}\u{9B}"), figures("twice\u{7}"), figures("twice\\u{7}"),
            ].map(CustomerGauges.init)
        }
        #expect(
            samples("customer_reputation", in: lines) == [
                ##"resellerdesk_customer_reputation{customer="\\u{1B}[2J\"\\\nx\\u{202E}\\u{9B}"} 97"##,
                ##"resellerdesk_customer_reputation{customer="twice\\u{7}"} 97"##,
            ])
        #expect(samples("customers_left_out", in: lines) == ["resellerdesk_customers_left_out 1"])
    }

    @Test("How collecting stands is told while some process collects; of a former one only its last round")
    func collector() {
        var status = CollectorStatus()
        (status.roundTook, status.roundEndedAt, status.roundEstimate) = (431.5, 9_500, 600)
        (status.callsMade, status.callsLeft, status.heldUntil) = (1200, 88, 10_020)
        status.lostSince = 9_990
        let lines = metrics { ($0.status, $0.isCollecting, $0.recentCalls) = (status, true, 412) }
        let told = lines.filter { line in
            ["collector_", "service_", "account_calls", "account_recent"].contains {
                line.hasPrefix("resellerdesk_" + $0)
            }
        }
        #expect(
            told == [
                "resellerdesk_collector_active 1",
                "resellerdesk_collector_round_seconds 431.5",
                "resellerdesk_collector_round_estimate_seconds 600",
                "resellerdesk_collector_round_end_timestamp_seconds 9500",
                "resellerdesk_collector_calls_total 1200",
                "resellerdesk_account_recent_calls 412",
                "resellerdesk_account_calls_left 88",
                "resellerdesk_collector_held 1",
                "resellerdesk_service_up 0",
            ])
        let former = metrics { $0.status = status }
        #expect(
            former.filter { $0.hasPrefix("resellerdesk_collector_") || $0.hasPrefix("resellerdesk_service_") } == [
                "resellerdesk_collector_active 0",
                "resellerdesk_collector_round_seconds 431.5",
                "resellerdesk_collector_round_end_timestamp_seconds 9500",
            ])
    }
}
