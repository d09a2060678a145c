import Formats
import ResellerAPI
import Testing

@testable import ResellerClient

@Suite struct ClientTests {
    @Test("A page of customers is asked for by limit and offset, credentials in the body only")
    func customerPage() async throws {
        let transport = ScriptedTransport(#"[{"id":"7","username":"ops@northmill.example","active":"true"}]"#)
        let chunk = try await client(transport).customers(offset: 10, limit: 5)
        #expect(chunk.count == 1)
        #expect(chunk.username(0) == "ops@northmill.example")
        #expect(chunk.text(0, .active) == "true")
        #expect(chunk.text(0, .city) == nil)
        let request = try #require(transport.requests.first)
        #expect(request.url == "https://api.example/apiv2/reseller.manage.json")
        #expect(
            request.body == "api_user=acme&api_key=k3y-that-stays&method=profile&task=get&limit=5&offset=10")
    }

    @Test("A page of customers in XML gives the same chunk as in JSON")
    func customerPageInXML() async throws {
        let json = #"[{"username":"a@b.example","email":"é@b.example","active":"true","city":""},{"username":"c"}]"#
        let xml = """
            <?xml version="1.0"?><users><user><username>a@b.example</username><email>é@b.example</email>
            <active>1</active><city/></user><user><username>c</username></user></users>
            """
        let one = try await client(ScriptedTransport(json)).customers(limit: 5)
        let other = try await client(ScriptedTransport(xml)).customers(limit: 5)
        #expect(one == other)
        #expect(one.count == 2)
    }

    @Test("The empty forms are a page without customers")
    func emptyPages() async throws {
        for body in ["[]", "{}", "null", "<users/>"] {
            #expect(try await client(ScriptedTransport(body)).customers(limit: 5).count == 0, "\(body)")
        }
    }

    @Test("A refusal in the body of a page is a refusal")
    func refusedPage() async throws {
        let transport = ScriptedTransport(#"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#)
        await #expect(throws: APIError(operation: "customer.list", reason: .wrongCredentials)) {
            try await client(transport).customers(limit: 5)
        }
    }

    @Test("The reads of the panes give models")
    func models() async throws {
        let overview = try await client(
            ScriptedTransport(
                #"{"reputation":97,"requests":"500000","package":"Silver","credits_allowed":"50000","#
                    + #""credits_remain":1200,"billing_end_date":"2026-09-29"}"#)
        ).overview(of: "a")
        #expect(overview.reputation == 97)
        #expect(overview.creditsRemaining == 1200)
        #expect(overview.creditsUsed == nil)
        let days = try await client(
            ScriptedTransport(#"[{"date":"2026-06-01","requests":"12","bounces":0}]"#)
        ).dailyStatistics(of: "a", days: 30)
        #expect(days.first?.counts.requests == 12)
        #expect(days.first?.counts.delivered == nil)
        let bounces = try await client(
            ScriptedTransport(
                #"{"email":"x@gone.example","status":"5.1.1","reason":"no","created":"2026-06-0112:00:01"}"#)
        ).suppressions(of: "a", list: .bounced)
        #expect(bounces.first?.created?.description == "2026-06-01 12:00:01")
        let limit = try await client(
            ScriptedTransport(#"[{"credit":"400","credit_remain":"0","last_reset":"2026-06-01"}]"#)
        ).limit(of: "a")
        #expect(limit?.credits == 400)
        #expect(try await client(ScriptedTransport("[]")).limit(of: "a") == nil)
        let monitors = try await client(
            ScriptedTransport(#"[{"name":"abuse","email":"a@b.example","frequency":"1000","users":["x","y"]}]"#)
        ).monitorRecords()
        #expect(monitors == [MonitorRecord(name: "abuse", email: "a@b.example", frequency: 1000, users: ["x", "y"])])
        let packages = try await client(ScriptedTransport(#"[{"name":"Silver","price":79.95,"overage":0.00085}]"#))
            .packages()
        #expect(packages.first?.price.description == "79.95")
        #expect(packages.first?.overage?.description == "0.00085")
    }

    @Test("A read is tried again after a lost connection, a change never")
    func retries() async throws {
        let clock = TestClock()
        let lost: Result<TransportResponse, TransportError> = .failure(.lost("reset"))
        let reads = ScriptedTransport([lost, .success(.init("busy", status: 503)), .success(.init("[]"))])
        let reply = try await client(reads, configuration(clock: clock)).call(try operation("packages.list"))
        #expect(reply.value == .list([]))
        #expect(reads.requests.count == 3)
        #expect(clock.slept == [0.5, 1.0])
        let changes = ScriptedTransport([lost, .success(.init(#"{"message":"success"}"#))])
        await #expect(throws: APIError(operation: "customer.delete", reason: .lost("reset"))) {
            try await client(changes).call(try operation("customer.delete"), ["user": "a"])
        }
        #expect(changes.requests.count == 1)
    }

    @Test("A refused connection is reported at once, with the place and the reason")
    func refusedConnection() async throws {
        var configuration = configuration()
        configuration.baseURL = "http://127.0.0.1:1"
        configuration.clock = .live
        // Far beyond what a busy machine needs to fail at once.
        configuration.connectTimeout = 600
        configuration.deadline = 600
        let client = try ResellerClient(configuration)
        let start = ContinuousClock.now
        await #expect(
            throws: APIError(operation: "packages.list", reason: .unreachable("127.0.0.1:1: connection refused"))
        ) {
            try await client.packages()
        }
        #expect(ContinuousClock.now - start < .seconds(300))
        await client.shutdown()
    }

    @Test("A set that was lost has an unknown outcome and is not sent again; a read is")
    func lostThenUnreachable() async throws {
        let transport = ScriptedTransport([.failure(.lost("reset")), .failure(.unreachable("host"))])
        await #expect(throws: APIError(operation: "customer.enable", reason: .lost("reset"))) {
            try await client(transport).call(try operation("customer.enable"), ["user": "a"])
        }
        #expect(transport.requests.count == 1)
        let reads = ScriptedTransport([.failure(.lost("reset")), .failure(.unreachable("host"))])
        await #expect(throws: APIError(operation: "packages.list", reason: .unreachable("host"))) {
            try await client(reads).packages()
        }
    }

    @Test("Plain http is spoken to this machine only")
    func plainHTTP() throws {
        #expect(throws: ConfigurationError.address("http://mail.example", .notEncrypted(host: "mail.example"))) {
            try BaseAddress("http://mail.example")
        }
        #expect(try BaseAddress("http://127.0.0.1:80/").url == "http://127.0.0.1:80")
        #expect(try BaseAddress("http://[::1]:8080").place == "[::1]:8080")
    }
}
