import Desk
import Dialects
import Formats
import Records
import ResellerAPI
import Screen
import Settings

@testable import Panes

/// One customer of the fixture, as a row of the list shows it.
struct FixtureCustomer {
    let name: String
    var severity = Severity.well
    var fortnight: [Double?] = []
    var sent: Int?
    var value = ""
    var why = "ok"
    var active: String? = "true"

    init(
        _ name: String, _ severity: Severity = .well, _ fortnight: [Double?] = [], sent: Int?, _ value: String = "",
        _ why: String = "ok", active: String? = "true"
    ) {
        self.name = name
        self.severity = severity
        self.fortnight = fortnight
        self.sent = sent
        self.value = value
        self.why = why
        self.active = active
    }
}

/// A desk with all its panes filled; invented data.
enum Fixture {
    static let zone = ZoneClock(offset: 7200)
    /// 2026-09-28 14:03 local time.
    static let now = Double(WireTime("2026-09-28 12:03:00")?.secondsSinceEpoch ?? 0)
    static let user = "mail@hollin.example"

    static let customers: [FixtureCustomer] = [
        FixtureCustomer(
            "mail@hollin.example", .critical, [8, 8, 9, 8, 8, 9, 8, 9, 9, 10, 12, 24, 43, 61], sent: 512_304, "6.1%",
            "bounce"),
        FixtureCustomer(
            "news@tidepool.example", .critical, [2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 3, 4, 22, 41], sent: 88_100, "0.41%",
            "spam"),
        FixtureCustomer(
            "orders@oakandash.example", .critical, [90, 84, 78, 71, 66, 60, 52, 44, 37, 30, 21, 12, 4, 0], sent: 0, "0",
            "credits"),
        FixtureCustomer(
            "promo@bluefern.example", .warning, [84, 85, 84, 84, 85, 84, 84, 84, 82, 80, 78, 76, 73, 71], sent: 61_900,
            "71", "score"),
        FixtureCustomer(
            "alerts@gridsense.example", .warning, [90, 84, 77, 70, 64, 58, 52, 45, 39, 32, 26, 19, 13, 8],
            sent: 240_800, "8%", "credits"),
        FixtureCustomer(
            "hello@kitebridge.example", .warning, [9, 10, 9, 10, 9, 10, nil, 12, 15, 20, 24, 31, 38, 42], sent: 9204,
            "4.2%", "bounce"),
        FixtureCustomer(
            "newsletter@marigold-flower-market.example", .warning, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4],
            sent: 18_000, "4x", "volume"),
        FixtureCustomer("shop@lanternhill.example", sent: 1_200_000),
        FixtureCustomer("notify@lumenbay.example", sent: 803_500),
        FixtureCustomer("no-reply@stonepath.example", sent: 644_000),
        FixtureCustomer("mail@quillworks.example", sent: 402_700, active: "false"),
        FixtureCustomer("digest@papermoon.example", sent: 311_200),
        FixtureCustomer("tickets@northquay.example", sent: 287_600),
        FixtureCustomer("service@fernandfig.example", sent: 203_300),
        FixtureCustomer("info@saltmarsh.example", sent: 188_400),
        FixtureCustomer("billing@copperleaf.example", sent: 150_000),
        FixtureCustomer("team@violetcrane.example", sent: 131_900),
        FixtureCustomer("post@brightwater.example", sent: 120_500),
        FixtureCustomer("mail@norwick.example", sent: 98_700),
        FixtureCustomer("club@redkestrel.example", sent: 96_200),
        FixtureCustomer("office@slowriver.example", sent: 77_100),
        FixtureCustomer("reports@hexaline.example", sent: 70_000),
        FixtureCustomer("crew@anchorage-nine.example", sent: 58_800),
        FixtureCustomer("jobs@plumtree.example", sent: 51_400),
        FixtureCustomer("hi@sunnyside-cafe.example", sent: 40_300),
        FixtureCustomer("test@brassowl.example", sent: 12),
        FixtureCustomer("new@dovetail.example", sent: 0),
    ]

    /// Names that would break a screen that trusts them.
    static let hostileNames = [
        "\u{1B}[31mred\u{1B}[0m@escape.example", "rtl\u{202E}elpmaxe.moc", "日本語のとても長い名前です@wide.example", "👩‍👩‍👧‍👦 family",
        "zero\u{200B}width\u{FEFF}", "line\nbreak\r\ttab", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}zalgo", "", " ",
        String(repeating: "ｗ", count: 80),
    ]

    static func table(_ customers: [FixtureCustomer]) -> CustomerTable {
        var builder = CustomerChunkBuilder()
        for (index, customer) in customers.enumerated() {
            builder.append { field in
                let text: String? =
                    switch field {
                    case .id: String(104_211 + index)
                    case .username: customer.name
                    case .email: "post" + String(index) + "@owner.example"
                    case .active: customer.active
                    case .websiteAccess: nil
                    default: ""
                    }
                return text.map { ArraySlice(Array($0.utf8)) }
            }
        }
        return CustomerTable(chunks: [builder.chunk()])
    }

    static func bare(_ width: Int, _ height: Int) -> DeskState {
        let session = Session(
            account: "acme-prod", role: .production, writes: false, baseURL: "http://127.0.0.1:8080",
            capabilities: Dialect.v2.capabilities)
        return DeskState(
            session: session, size: Size(width: width, height: height), now: now, zone: zone, keymap: .shipped
        )
    }

    /// Everything there, the cursor on the customer that is worst off.
    static func desk(_ width: Int, _ height: Int, customers: [FixtureCustomer] = customers) -> DeskState {
        var state = bare(width, height)
        fill(&state, customers)
        state.subject = customers.first?.name
        state.subjectRow = customers.isEmpty ? nil : 0
        state.details[user] = detail
        state.budget = CallBudget(remaining: 512, limit: 600)
        state.monitors = Loadable(
            value: [MonitorRecord(name: "abuse-watch", email: "watch@acme.example", frequency: 1000, users: [user])],
            readAt: now)
        state.samples.source = .watching
        state.samples.samples = samples
        state.samples.changedAt = now - 130
        state.notice = Notice(.done, "read 14:03 in 84 ms", short: "14:03")
        return state
    }

    /// Every text that comes from outside is one of the hostile ones.
    static func hostileDesk(_ width: Int, _ height: Int) -> DeskState {
        let names = hostileNames.map { FixtureCustomer($0, .critical, [1, 2, 3], sent: 12, "9%", "bounce") }
        var state = desk(width, height, customers: names)
        let subject = hostileNames[1]
        state.subject = subject
        state.subjectRow = 1
        var hostile = detail
        hostile.overview.value?.package = hostileNames[0]
        setSuppressions(
            &hostile,
            hostileNames.map { Suppression(list: .bounced, email: $0, status: $0, reason: $0, created: nil) })
        state.details[subject] = hostile
        state.figures[subject]?.sentences = [hostileNames[0], hostileNames[4]]
        state.samples.samples = hostileNames.enumerated().map { index, text in
            Sample(
                id: String(index), date: now, customer: text, record: text, from: text, subject: text, spf: .fail,
                dkim: .fail, dmarc: .fail, score: .infinity, size: .max)
        }
        state.notice = Notice(.done, "copied \(hostileNames[1])")
        return state
    }

    static func fill(_ state: inout DeskState, _ customers: [FixtureCustomer]) {
        let table = table(customers)
        let order = RowOrder((0..<UInt32(customers.count)).map { $0 })
        state.customers.table = table
        state.customers.latest = table
        state.customers.sorted = order
        state.customers.shown = order
        state.customers.sorting = Sorting(column: .risk)
        state.customers.list = Loadable(value: customers.count, readAt: now)
        for row in [4, 12, 13] where row < customers.count { state.customers.marks.insert(row) }
        for customer in customers {
            state.figures[customer.name] = Figures(
                severity: customer.severity, value: customer.value, why: customer.why, fortnight: customer.fortnight,
                sent: customer.sent, sentences: sentences(customer), readAt: now)
        }
    }

    private static func sentences(_ customer: FixtureCustomer) -> [String] {
        customer.name == user
            ? ["6.1% of the mail bounced today; usual is 0.8%", "9 of 10 bounces are at gone.example"] : []
    }

    // MARK: - One customer

    static var detail: CustomerDetail {
        var detail = CustomerDetail()
        var overview = AccountOverview()
        overview.reputation = 64
        overview.requests = 512_304
        overview.package = "Silver 50k"
        overview.billingStart = CalendarDate("2026-08-30")
        overview.billingEnd = CalendarDate("2026-09-29")
        detail.overview = Loadable(value: overview, readAt: now)
        detail.limit = Loadable(value: AccountLimit(credits: 50_000, remaining: 8800, lastReset: nil), readAt: now)
        detail.statistics = Loadable(value: days, readAt: now)
        setSuppressions(&detail, suppressions)
        return detail
    }

    static func setSuppressions(_ detail: inout CustomerDetail, _ entries: [Suppression]) {
        for list in SuppressionList.allCases {
            let mine = entries.filter { $0.list == list }
            detail.suppressions[list] = Loadable(value: mine, readAt: now)
            detail.newestFirst[list] = mine
        }
        detail.newestOfAll = entries
    }

    static let delivered: [Int] = [
        36, 38, 37, 39, 20, 18, 38, 39, 40, 38, 41, 22, 19, 40, 41, 40, 42, 41, 21, 20, 41, 43, 42, 44, 43, 24, 22, 52,
        58, 57,
    ]
    static let bounced: [Int] = [
        300, 300, 300, 300, 200, 200, 300, 400, 300, 300, 300, 200, 200, 300, 300, 400, 300, 300, 200, 200, 400, 400,
        500, 400, 500, 300, 600, 2200, 3400, 3702,
    ]

    static var days: [DayStats] {
        delivered.indices.compactMap { index in
            guard let first = CalendarDate("2026-08-30") else { return nil }
            var counts = MailCounts()
            counts.delivered = delivered[index] * 1000 + 200
            counts.bounces = bounced[index]
            counts.requests = delivered[index] * 1000 + 200 + bounced[index]
            counts.uniqueOpens = delivered[index] * 310
            counts.uniqueClicks = delivered[index] * 55
            counts.unsubscribes = delivered[index] / 4
            counts.spamReports = delivered[index] / 12
            return DayStats(date: first.adding(days: index), counts: counts)
        }
    }

    static let suppressions: [Suppression] = [
        suppression("a.marlow@gone.example", "5.1.1", "550 unknown user", "2026-09-28 14:01:10"),
        suppression("kim@gone.example", "5.1.1", "550 unknown user", "2026-09-28 14:01:02"),
        suppression("t.okafor@gone.example", "5.1.1", "550 unknown user", "2026-09-28 14:00:11"),
        suppression("postbox-4471@fadedletters.example", "5.2.2", "552 mailbox full", "2026-09-28 13:54:59"),
        suppression("sales@quietmill.example", "5.7.1", "554 refused: policy of the house", "2026-09-28 13:49:30"),
        Suppression(
            list: .unsubscribed, email: "r.quist@stillwater.example", status: nil, reason: nil,
            created: WireTime("2026-09-28 13:42:00")),
        Suppression(
            list: .invalid, email: "lena@gone", status: nil, reason: "Known bad domain",
            created: WireTime("2026-09-26 09:12:00")),
        suppression("info@gone.example", "550", "550 unknown user <info@gone.example>", "2026-08-11 10:00:00"),
    ]

    private static func suppression(_ email: String, _ status: String, _ reason: String, _ time: String) -> Suppression
    {
        Suppression(list: .bounced, email: email, status: status, reason: reason, created: WireTime(time))
    }

    static let samples: [Sample] = [
        sample("a", 60, "mail@hollin.example", "Spring offers inside", .pass, .pass, 5.2),
        sample("b", 300, "news@tidepool.example", "You have won a \u{202E}prize", .pass, .fail, 8.9),
        sample("c", 720, "shop@lanternhill.example", "Your order 48-1120", .pass, .pass, 0.3),
        sample("d", 1140, "notify@lumenbay.example", "Sign-in from a new device", .other, .pass, 0.8),
        sample("e", 86_400, "mail@quillworks.example", "週刊ライティングのヒント", .none, .none, nil),
    ]

    private static func sample(
        _ id: String, _ ago: Double, _ customer: String, _ subject: String, _ spf: CheckResult, _ dkim: CheckResult,
        _ score: Double?
    ) -> Sample {
        Sample(
            id: id, date: now - ago, customer: customer, record: "abuse-watch", from: customer,
            sender: customer == "news@tidepool.example" ? "win@tidepool.example" : customer, subject: subject,
            spf: spf, dkim: dkim, dmarc: dkim, score: score, size: 48_200)
    }

    static let message = SampleMessage(
        sample: samples[1],
        headers: [
            .init(name: "Received", value: "from mx.tidepool.example (192.0.2.44)"),
            .init(name: "From", value: "Prize Office <win@tidepool.example>"),
            .init(name: "Reply-To", value: "claims@fastcash.example"),
            .init(name: "To", value: "kim.frost@gone.example"),
            .init(name: "Subject", value: "You have won a \u{202E}prize"),
            .init(name: "Date", value: "Mon, 28 Sep 2026 13:57:41 +0200"),
            .init(name: "Message-ID", value: "<7f31.118@tidepool.example>"),
            .init(name: "X-Mailer", value: "bulkblast 2.1"),
            .init(name: "X-Spam-Status", value: "Yes, score=8.9 tests=URI_LISTED=4.1,FORGED_REPLYTO=2.6,HTML_ONLY=2.2"),
        ],
        text: """
            Dear customer,

            your address was drawn from 40,000 entries. You have won a voucher of 500.00. To claim it, confirm your \
            account within 24 hours:

              CONFIRM MY ACCOUNT [1]

            or visit bank.example/login [2]

            If you do not reply, the voucher goes to the next winner. Do not tell anyone about this mail.

            Prize Office
            Unsubscribe [3]
            """,
        textIsFromHTML: true,
        parts: [
            .init(depth: 0, type: "multipart/mixed", fileName: nil, size: 0),
            .init(depth: 1, type: "text/html", charset: "utf-8", fileName: nil, size: 7100),
            .init(depth: 1, type: "application/octet-stream", fileName: "voucher.pdf.exe", size: 41_000),
        ],
        links: [
            .init(shown: "CONFIRM MY ACCOUNT", target: "https://192.0.2.201/c/?u=kim.frost@gone.example"),
            .init(shown: "bank.example/login", target: "https://bank-login.fastcash.example/a"),
            .init(shown: "Unsubscribe", target: "https://go.tidepool.example/u/7f31"),
        ],
        checks: [
            .init("SPF", .pass, detail: "192.0.2.44 may send for tidepool.example"),
            .init("DKIM", .fail, detail: "body changed after signing"), .init("DMARC", .fail, detail: "policy none"),
            .init("TLS", .pass, detail: "1.3"), .init("ARC", .none),
        ])

    static func error(_ reason: APIError.Reason, _ operation: String = "stats.daily", attempts: Int = 3) -> Failure {
        Failure(error: APIError(operation: operation, reason: reason), at: now - 60, attempts: attempts)
    }
}
