import Dialects
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// Everything that the panes read of one customer, and of the account.
private struct Seen: Sendable {
    let customers: CustomerChunk
    let overview: AccountOverview
    let days: [DayStats]
    let limit: AccountLimit?
    let lists: [[Suppression]]
    let monitors: [MonitorRecord]
    let packages: [Package]

    init(_ client: ResellerClient, row: Int) async throws {
        customers = try await client.customers(limit: 1000)
        let user = customers.username(row)
        overview = try await client.overview(of: user)
        days = try await client.dailyStatistics(of: user, days: 30)
        limit = try await client.limit(of: user)
        var lists: [[Suppression]] = []
        for list in SuppressionList.allCases { lists.append(try await client.suppressions(of: user, list: list)) }
        self.lists = lists
        monitors = try await client.monitorRecords()
        packages = try await client.packages()
    }

    /// What differs, one line each; empty when all is equal.
    func differences(from other: Seen) -> [String] {
        var parts: [String] = []
        if overview != other.overview { parts.append("overview: \(overview) and \(other.overview)") }
        if days != other.days { parts.append("days") }
        if limit != other.limit { parts.append("limit") }
        if monitors != other.monitors { parts.append("monitors") }
        if packages != other.packages { parts.append("packages") }
        for (one, two) in zip(lists.joined(), other.lists.joined()) where one.inXML != two.inXML {
            parts.append("suppression: \(one) and \(two)")
        }
        if lists.map(\.count) != other.lists.map(\.count) { parts.append("lengths of the lists") }
        if customers.count != other.customers.count { parts.append("number of customers") }
        for row in 0..<min(customers.count, other.customers.count) {
            for field in CustomerField.allCases
            where customers.text(row, field)?.inXML != other.customers.text(row, field)?.inXML {
                let texts = [customers, other.customers].map { String(reflecting: $0.text(row, field)) }
                parts.append("customer \(row), \(field): \(texts.joined(separator: " and "))")
            }
        }
        return parts
    }
}

extension String {
    /// As XML 1.0 can carry it: control characters can't be written there, not even as references.
    fileprivate var inXML: String {
        let kept: Set<UnicodeScalar> = ["\t", "\n", "\r"]
        let scalars = unicodeScalars.map { $0.value < 0x20 && !kept.contains($0) ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension Suppression {
    /// The values, the reason as XML can carry it.
    fileprivate var inXML: [String?] {
        ["\(list)", email, status, reason?.inXML, created.map { "\($0)" }]
    }
}

/// Two readings of one contract, written without a look at each other, have to agree.
@Suite("Client and sandbox")
struct ReadingTests {
    @Test("JSON and XML are read as equal models", arguments: [0, 7, 100, 249])
    func formats(row: Int) async throws {
        let server = try sandbox()
        let json = try await Seen(InProcess(server).client(account(format: .json)), row: row)
        let xml = try await Seen(InProcess(server).client(account(format: .xml)), row: row)
        #expect(json.differences(from: xml) == [])
        #expect(json.customers.count == 250)
        #expect(json.days.count == 30)
        #expect(json.overview.package != nil)
        #expect(!json.packages.isEmpty)
        #expect(!json.monitors.isEmpty)
    }

    @Test("The network changes nothing: over a socket comes what comes without one")
    func network() async throws {
        let server = try sandbox()
        let near = try await Seen(InProcess(server).client(), row: 3)
        try await serving(server) { url in
            let client = try ResellerClient(account(url))
            let far = try await Seen(client, row: 3)
            #expect(far.differences(from: near) == [])
            await client.shutdown()
        }
    }

    @Test("Equal reads give equal answers while the clock stands still")
    func steady() async throws {
        let client = try InProcess(try sandbox()).client()
        let first = try await Seen(client, row: 5)
        let second = try await Seen(client, row: 5)
        #expect(second.differences(from: first) == [])
    }

    @Test("Pages meet without gap or overlap, and a short one is the last")
    func pages() async throws {
        let client = try InProcess(try sandbox()).client()
        let whole = try await client.customers(limit: 1000)
        var names: [String] = []
        var counts: [Int] = []
        repeat {
            let page = try await client.customers(offset: names.count, limit: 100)
            counts.append(page.count)
            names += (0..<page.count).map { page.username($0) }
        } while counts.last == 100
        #expect(counts == [100, 100, 50])
        #expect(names == (0..<whole.count).map { whole.username($0) })
        #expect(try await client.customers(offset: 250, limit: 100).count == 0)
    }

    @Test("Hostile names arrive as data, the same in both formats", arguments: [WireFormat.json, .xml])
    func hostile(format: WireFormat) async throws {
        let server = try sandbox(customers: 2000)
        let chunk = try await InProcess(server).client(account(format: format)).customers(limit: 5000)
        #expect(chunk.count == 2000)
        let texts = (0..<chunk.count).flatMap { row in
            [CustomerField.firstName, .lastName, .website].compactMap { chunk.text(row, $0) }
        }
        let scalars = Set(texts.joined().unicodeScalars)
        #expect(scalars.contains("\u{202E}"), "text that turns the line round is kept as it came")
        #expect(scalars.contains { $0.value > 0xFFFF } || scalars.contains { $0.value > 0x7F })
    }
}
