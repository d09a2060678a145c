import Dialects
import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// Version 3 through the client: what goes out, and what its answers are read as.
@Suite struct ThirdVersionTests {
    private func client(_ transport: ScriptedTransport) throws -> ResellerClient {
        try ResellerClientTests.client(transport, configuration(dialect: .v3Subusers))
    }

    private func sent(
        _ operation: ResellerAPI.Operation, _ parameters: Parameters, _ body: String = "", status: Int = 204
    ) async throws -> TransportRequest {
        let transport = ScriptedTransport(body, status: status)
        _ = try await client(transport).call(operation, parameters)
        return try #require(transport.requests.first)
    }

    private func refusal(
        _ operation: ResellerAPI.Operation, _ parameters: Parameters, _ body: String, _ status: Int
    ) async throws -> APIError? {
        let client = try client(ScriptedTransport(body, status: status))
        do throws(APIError) {
            _ = try await client.call(operation, parameters)
            return nil
        } catch {
            return error
        }
    }

    // MARK: - What goes out

    @Test("The key is in a header, and nothing of it in address or body")
    func bearer() async throws {
        let request = try await sent(.customerDisable, ["user": "kim"])
        #expect("\(request)" == "PATCH https://api.example/v3/subusers/kim")
        #expect(request.headers.contains(.init("authorization", "Bearer k3y-that-stays")))
        #expect(request.headers.contains(.init("accept", "application/json")))
        #expect(request.headers.contains(.init("content-type", "application/json")))
        #expect(request.body == #"{"disabled":true}"#)
    }

    @Test("An address in a path is encoded whole, and whom a call is for stands in a header that it can't leave")
    func addresses() async throws {
        let request = try await sent(
            .bouncesDelete, ["user": "kim\r\nx-evil: 1", "email": "kim+tag/a@gone.example"])
        #expect(
            "\(request)" == "DELETE https://api.example/v3/suppression/bounces/kim%2Btag%2Fa%40gone.example")
        #expect(request.headers.contains(.init("on-behalf-of", "kimx-evil: 1")))
        #expect(request.body == "")
    }

    @Test("Bodies are JSON: numbers as numbers, a credit that is taken away as a negative one, lists as lists")
    func bodies() async throws {
        let credits = #"{"type":"nonrecurring","reset_frequency":null,"remain":7,"total":7,"used":0}"#
        let limit: Parameters = ["user": "kim", "credits": "7"]
        #expect(
            try await sent(.limitsSetTotal, limit, credits, status: 200).body
                == #"{"type":"nonrecurring","total":7}"#)
        #expect(try await sent(.limitsDecrement, limit, credits, status: 200).body == #"{"allocation_update":-7}"#)
        #expect(try await sent(.limitsRemove, ["user": "kim"], credits, status: 200).body == #"{"type":"unlimited"}"#)
        #expect(
            try await sent(
                .limitsSetRecurring, ["user": "kim", "credits": "7", "period": "daily"], credits, status: 200
            ).body == #"{"type":"recurring","total":7,"reset_frequency":"daily"}"#)
        let added = #"{"recipient_emails":["\"q\"@a.example"]}"#
        #expect(
            try await sent(.unsubscribesAdd, ["user": "kim", "email": "q+1@a.example"], added, status: 201).body
                == #"{"recipient_emails":["q+1@a.example"]}"#)
    }

    @Test("A text can't leave its place in a body")
    func quoting() {
        var body = JSONBody()
        body.add("a", "x\",\"b\":\"y\\\n\u{1}", .text)
        body.add("n", "many", .count)
        #expect(body.text == #"{"a":"x\",\"b\":\"y\\\n\u0001","n":"many"}"#)
    }

    @Test("A number of days becomes the first of them, today included")
    func days() async throws {
        let transport = ScriptedTransport("[]")
        _ = try await client(transport).dailyStatistics(of: "kim", days: 3)
        let url = try #require(transport.requests.first).url
        #expect(url == "https://api.example/v3/subusers/stats?subusers=kim&start_date=2023-11-12")
    }

    // MARK: - What comes back

    @Test("Subusers are customers, and one that is disabled is not active")
    func customers() async throws {
        let transport = ScriptedTransport(
            #"[{"disabled":false,"id":11,"username":"kim","email":"kim@a.example"},"#
                + #"{"disabled":true,"id":12,"username":"lee","email":"lee@a.example"}]"#)
        let chunk = try await client(transport).customers(offset: 0, limit: 500)
        #expect(chunk.count == 2)
        #expect(transport.requests.first?.url == "https://api.example/v3/subusers?limit=500&offset=0")
        let reply = try await client(transport).call(.customerList, [:])
        #expect(reply.records.map { $0.truth("active") } == [true, false])
        #expect(reply.records.map { $0.text("username") } == ["kim", "lee"])
    }

    @Test("Statistics are read from inside each day, seconds since 1970 as times, and no limit as none")
    func shapes() async throws {
        let days = ScriptedTransport(
            #"[{"date":"2026-09-01","stats":[{"type":"subuser","name":"kim","metrics":{"requests":9,"bounces":2,"#
                + #""spam_reports":1,"invalid_emails":3}}]},{"date":"2026-09-02","stats":[]}]"#)
        let read = try await client(days).dailyStatistics(of: "kim", days: 2)
        #expect(read.map(\.counts.requests) == [9, nil])
        #expect((read[0].counts.bounces, read[0].counts.spamReports, read[0].counts.invalidEmails) == (2, 1, 3))
        let list = ScriptedTransport(
            #"[{"created":1790000000,"email":"a@b.example","reason":"550 no ","status":"5.1.1"}]"#)
        let bounce = try #require(try await client(list).suppressions(of: "kim", list: .bounced).first)
        #expect(bounce.created?.secondsSinceEpoch == 1_790_000_000)
        let none = ScriptedTransport(
            #"{"type":"unlimited","reset_frequency":null,"remain":null,"total":null,"used":5}"#)
        #expect(try await client(none).limit(of: "kim") == nil)
        let some = ScriptedTransport(
            #"{"type":"recurring","reset_frequency":"daily","remain":4,"total":9,"used":5}"#)
        let limit = try await client(some).limit(of: "kim")
        #expect((limit?.credits, limit?.remaining) == (9, 4))
        let parse = ScriptedTransport(#"{"result":[{"url":"https://a.example/in","hostname":"in.a.example"}]}"#)
        let entries = try await client(parse).call(.parseList, ["user": "kim"])
        #expect(entries.records.flatMap { $0.records("parse") }.map { $0.text("hostname") } == ["in.a.example"])
    }

    @Test("A list of several pages is one answer: nobody twice, nobody left out, though a row goes meanwhile")
    func pages() async throws {
        let service = ShrinkingList(count: 1100)
        let client = try ResellerClient(configuration(dialect: .v3Subusers)) { (request) throws(TransportError) in
            service.answer(request)
        }
        let reply = try await client.call(.bouncesList, ["user": "kim"])
        let emails = reply.records.compactMap { $0.text("email") }
        #expect(Set(emails).count == emails.count)
        #expect(service.rest.isSubset(of: Set(emails)))
        #expect(service.calls > 3)
    }

    // MARK: - Refusals

    @Test(
        "The status decides, and the reason is read in every shape",
        arguments: [
            (#"{"errors":[{"field":"username","message":"username exists"}]}"#, 400, ["username: username exists"]),
            (#"{"errors":[{"field":null,"message":"No user found"}]}"#, 400, ["No user found"]),
            (#"{"errors":[{"error_id":"x","message":"bad offering"}],"id":"1"}"#, 422, ["bad offering"]),
            (#"{"message":"no such thing"}"#, 404, ["no such thing"]),
            (#"{"error":"invalid username"}"#, 400, ["invalid username"]),
        ] as [(String, Int, [String])])
    func refused(body: String, status: Int, words: [String]) async throws {
        for operation in [ResellerAPI.Operation.customerDisable, .bouncesList] {
            #expect(try await refusal(operation, ["user": "kim"], body, status)?.reason == .refused(words))
        }
    }

    @Test("A key that is not accepted, or may not do this, is told from a refusal; a page in between from both")
    func others() async throws {
        let no = #"{"errors":[{"field":null,"message":"authorization required"}]}"#
        #expect(try await refusal(.limitsGet, ["user": "kim"], no, 401)?.reason == .wrongCredentials)
        #expect(try await refusal(.limitsRemove, ["user": "kim"], no, 403)?.reason == .notAuthorized)
        let page = try await refusal(.customerDisable, ["user": "kim"], "<html><body>proxy</body></html>", 200)
        #expect(page?.isUnknownOutcome == true)
        let plain = try await refusal(.customerDisable, ["user": "kim"], "404 Not Found", 404)
        #expect(plain?.isUnknownOutcome == true)
    }

    @Test("What has no counterpart is not sent")
    func missing() async throws {
        let transport = ScriptedTransport("[]")
        let client = try client(transport)
        await #expect(throws: APIError(operation: "invoice.list", reason: .unavailable(dialect: "v3"))) {
            try await client.call(.invoiceList, [:])
        }
        #expect(transport.requests.isEmpty)
    }
}

/// A list that loses its first row after the first page was read.
private final class ShrinkingList: Sendable {
    private let state: Mutex<(rows: [Int], calls: Int)>

    init(count: Int) { state = Mutex((Array(0..<count), 0)) }

    var calls: Int { state.withLock { $0.calls } }
    /// The addresses of those that stayed.
    var rest: Set<String> { Set(state.withLock { $0.rows }.map(Self.email)) }

    func answer(_ request: TransportRequest) -> TransportResponse {
        let numbers = request.url.split { !$0.isNumber }.suffix(2).compactMap { Int($0) }
        let page = state.withLock { state in
            let page = state.rows.dropFirst(numbers[1]).prefix(numbers[0])
            state.calls += 1
            if state.calls == 1 { state.rows.removeFirst(2) }
            return Array(page)
        }
        let rows = page.map {
            #"{"created":\#(1_790_000_000 - $0),"email":"\#(Self.email($0))","reason":"","status":""}"#
        }
        return TransportResponse("[\(rows.joined(separator: ","))]")
    }

    private static func email(_ row: Int) -> String { "r\(row)@a.example" }
}
