import Desk
import Records
import ResellerAPI
import Screen
import Settings

/// 2026-09-28 14:03:00 UTC.
let noon: Double = 1_790_604_180

extension CustomerChunk {
    /// Customers with these values; a field that is missing was not told.
    static func of(_ customers: [[CustomerField: String]]) -> CustomerChunk {
        var builder = CustomerChunkBuilder(reserving: customers.count)
        for customer in customers {
            builder.append { field in customer[field].map { ArraySlice($0.utf8) } }
        }
        return builder.chunk()
    }

    static func named(_ names: [String]) -> CustomerChunk {
        of(names.map { [.username: $0, .email: $0 + "@mail.example", .active: "true"] })
    }
}

extension CustomerTable {
    static func named(_ names: [String]) -> CustomerTable { CustomerTable(chunks: [.named(names)]) }

    static func of(_ customers: [[CustomerField: String]]) -> CustomerTable { CustomerTable(chunks: [.of(customers)]) }
}

/// `name00` and so on.
func names(_ count: Int, from start: Int = 0, _ prefix: String = "name") -> [String] {
    (start..<start + count).map { number in
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, 2 - digits.count)) + digits
    }
}

extension DeskState {
    static func empty(size: Size = Size(width: 120, height: 40)) -> DeskState {
        DeskState(
            session: Session(
                account: "acme", role: .sandbox, writes: false, baseURL: "http://127.0.0.1:1"),
            size: size, now: noon, keymap: .shipped, themeNames: ["terminal", "dark", "light"])
    }

    /// A desk whose list was read a moment ago; its rows are in the order given. Nothing of a customer was read, but
    /// the first one is looked at already.
    static func showing(
        _ names: [String], size: Size = Size(width: 120, height: 40), readAt: Double = noon
    ) -> DeskState {
        var state = empty(size: size)
        let order = RowOrder(names.indices.map { UInt32($0) })
        state.customers.table = .named(names)
        state.customers.latest = state.customers.table
        (state.customers.sorted, state.customers.shown) = (order, order)
        state.customers.list = Loadable(value: names.count, readAt: readAt)
        (state.customers.wasReadWhole, state.customers.isSettled) = (true, true)
        state.subject = names.first
        return state
    }

    /// The usernames shown, in their order.
    var shownNames: [String] { customers.shown.rows.map { customers.table.username(Int($0)) } }

    /// The usernames of all that is marked.
    var markedNames: [String] { customers.marks.rows.map(customers.table.username) }
}

extension Sample {
    static func numbered(_ number: Int) -> Sample {
        Sample(
            id: "sample-\(number)", date: noon + Double(number), customer: "hollin", record: "abuse-watch",
            from: "shop\(number)@hollin.example", subject: "Offer \(number)", spf: .pass, dkim: .pass, dmarc: .none,
            score: 0.3, size: 2048)
    }

    /// From an address, of a customer whom a header tells or nobody.
    static func from(_ sender: String, customer: String? = nil) -> Sample {
        Sample(
            id: "from \(sender)", date: noon, customer: customer, record: nil, from: sender, sender: sender,
            subject: "Offer", spf: .pass, dkim: .pass, dmarc: .none, score: nil, size: 2048)
    }
}

extension Suppression {
    static func bounce(_ email: String, _ time: String? = nil) -> Suppression {
        Suppression(
            list: .bounced, email: email, status: "5.1.1", reason: "550 unknown user",
            created: time.flatMap { WireTime($0) })
    }

    static func on(_ list: SuppressionList, _ email: String, _ time: String? = nil) -> Suppression {
        Suppression(list: list, email: email, status: nil, reason: nil, created: time.flatMap { WireTime($0) })
    }
}

/// So many days before the last one, each with these counts; the last entry is today.
func days(_ counts: [(requests: Int?, bounces: Int?, spam: Int?)]) -> [DayStats] {
    counts.enumerated().map { index, day in
        var counts = MailCounts()
        counts.requests = day.requests
        counts.bounces = day.bounces
        counts.spamReports = day.spam
        return DayStats(date: CalendarDate(daysSinceEpoch: 20_724 - 1 + index), counts: counts)
    }
}

extension Figures {
    /// Figures of which only what matters to a test is told.
    static func test(
        _ severity: Severity = .well, value: String = "", why: String = "ok", sent: Int? = nil,
        readAt: Double = noon, measures: [FilterQuery.Measure: Double] = [:]
    ) -> Figures {
        Figures(
            severity: severity, value: value, why: why, fortnight: [], sent: sent, sentences: [], readAt: readAt,
            measures: measures)
    }
}

extension CustomerDetail {
    /// All seven readings have been asked for.
    static func asked(at now: Double) -> CustomerDetail {
        var detail = CustomerDetail()
        detail.overview.askedAt = now
        detail.statistics.askedAt = now
        detail.limit.askedAt = now
        for list in SuppressionList.allCases { detail.suppressions[list] = Loadable(askedAt: now) }
        return detail
    }
}
