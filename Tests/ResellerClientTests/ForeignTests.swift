import Dialects
import ResellerAPI
import Testing

@testable import ResellerClient

/// What comes from somebody else than the service: proxies, network logins, load balancers.
@Suite("Answers that are not the service's")
struct ForeignTests {
    private static let page = "<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>proxy</body></html>"

    private func error(
        _ id: String, _ parameters: Parameters, _ response: TransportResponse
    ) async throws -> (error: APIError?, requests: Int) {
        let transport = ScriptedTransport([.success(response)])
        do {
            _ = try await client(transport).call(try operation(id), parameters)
            return (nil, transport.requests.count)
        } catch let error as APIError {
            return (error, transport.requests.count)
        }
    }

    @Test(
        "The page of a proxy in place of an answer leaves a write unknown, and sends it once",
        arguments: [200, 302, 307, 400, 401, 403, 404, 405, 408, 413, 429, 499, 502, 511])
    func pageOnWrite(status: Int) async throws {
        for body in [Self.page, "", "upstream request timeout", #"{"detail":"blocked"}"#] {
            for (id, parameters) in [
                ("customer.delete", ["user": "a"]), ("subuser.bounces.delete", ["user": "a", "email": "b@c.example"]),
            ] as [(String, Parameters)] {
                let found = try await error(id, parameters, .init(body, status: status))
                #expect(found.error?.isUnknownOutcome == true, "\(status) \(body): \(String(describing: found.error))")
                #expect(found.requests == 1, "\(status) \(body)")
            }
        }
    }

    @Test("Words that another server says too are a refusal on the contract's statuses only")
    func ownEnvelope() async throws {
        let cases: [(String, Int, isRefusal: Bool)] = [
            (#"{"message":"User not found"}"#, 200, true), (#"{"message":"User not found"}"#, 400, true),
            (#"{"message":"Forbidden"}"#, 403, false), (#"{"message":"Endpoint request timed out"}"#, 504, false),
            (#"{"error":"Access forbidden"}"#, 403, true), (#"{"error":"Request Timeout"}"#, 408, false),
            (#"{"error":"gone"}"#, 499, false), (#"{"message":"error","errors":["City is required"]}"#, 422, true),
            (#"{"message":"error","errors":["City is required"]}"#, 408, false),
            (#"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#, 401, true),
            (#"{"error":{"code":"404","message":null}}"#, 404, true),
            ("<result><message>error</message><errors><error>no</error></errors></result>", 200, true),
            ("<error><code>401</code><message>Permission denied, not authorized</message></error>", 302, false),
        ]
        for (body, status, isRefusal) in cases {
            let found = try await error("customer.disable", ["user": "a"], .init(body, status: status)).error
            #expect(found?.isUnknownOutcome == !isRefusal, "\(status) \(body): \(String(describing: found))")
        }
    }

    @Test("Only the service's own success counts as done")
    func foreignSuccess() async throws {
        for body in [#"{"app":"nginx","status":"ok"}"#, #"{"settings":{"a":"b"}}"#, "<app><name>proxy</name></app>"] {
            let found = try await error("customer.disable", ["user": "a"], .init(body)).error
            #expect(found?.isUnknownOutcome == true, "\(body)")
        }
    }

    @Test("A read names what came instead of an answer")
    func pageOnRead() async throws {
        let cases: [(TransportResponse, String)] = [
            (.init(Self.page), "a web page instead of an answer"),
            (.init("\u{FEFF}<!-- x -->\n" + Self.page, status: 404), "a web page instead of an answer (HTTP 404)"),
            (.init(Self.page, status: 511), "a web page instead of an answer (HTTP 511)"),
            (
                .init("", status: 302, headers: [.init("Location", "https://login.proxy.example/in?u=1#x")]),
                "a redirect to https://login.proxy.example/in instead of an answer (HTTP 302)"
            ),
        ]
        for (response, words) in cases {
            let found = try await error("bounces.list", ["user": "a"], response).error
            #expect(found?.reason == .foreign(words))
        }
        // The service took these calls out, and that is what a page in their place says.
        #expect(
            try await error("pending.list", [:], .init(Self.page, status: 404)).error?.reason == .notFound)
    }

    @Test("A key that a redirect repeats is not shown")
    func secretInRedirect() async throws {
        let response = TransportResponse(
            "", status: 302, headers: [.init("location", "https://x.example/k3y-that-stays/")])
        let found = try await error("bounces.list", ["user": "a"], response).error
        #expect(found?.reason == .foreign("a redirect to https://x.example/***/ instead of an answer (HTTP 302)"))
    }

    @Test("The list of another service is no list of ours, and a scalar is no address")
    func foreignLists() throws {
        let cases = [
            ("bounces.list", #"{"data":[]}"#), ("bounces.list", #"{"items":[{"email":"a@b.example"}]}"#),
            ("customer.list", #"{"data":[{"username":"a"}]}"#), ("customer.list", #"{"users":"none"}"#),
            ("customer.list", "false"), ("customer.list", "0"), ("customer.list", #""""#), ("customer.list", "[[]]"),
            ("customer.list", "[null]"), ("ip.all", "5"), ("ip.all", "true"), ("ip.all", #""192.0.2.1""#),
            ("ip.all", #"["OK"]"#), ("ip.all", "[1,2]"), ("ip.all", "<html/>"), ("stats.daily", "<status/>"),
            ("stats.aggregate", #"[{"foo":1}]"#), ("account.overview", #"{"data":{"reputation":1}}"#),
            ("packages.list", "<result/>"), ("invoice.numbers", #"{"numbers":[]}"#),
            ("pending.list", "<x><pending/></x>"),
        ]
        for (id, body) in cases {
            switch try refusal(id, body) {
            case .garbled, .foreign: break
            case let other: Issue.record("\(id) \(body) was read as \(String(describing: other))")
            }
        }
    }

    @Test("An answer without a body is asked for once more; a list of customers has one")
    func blank() async throws {
        let once = ScriptedTransport([.success(.init("")), .success(.init(#"[{"email":"a@b.example"}]"#))])
        #expect(try await client(once).suppressions(of: "a", list: .bounced).count == 1)
        #expect(once.requests.count == 2)
        let twice = ScriptedTransport(" \n")
        #expect(try await client(twice).suppressions(of: "a", list: .bounced).isEmpty)
        #expect(twice.requests.count == 2)
        await #expect(
            throws: APIError(operation: "customer.list", reason: .foreign("an empty body instead of an answer"))
        ) {
            try await client(ScriptedTransport("")).customers(limit: 5)
        }
    }

    @Test("Version 1 has no pages: what follows the first is what is left of the whole list")
    func wholeListOfVersion1() async throws {
        let transport = ScriptedTransport(#"[{"username":"a"},{"username":"b"},{"username":"c"}]"#)
        let client = try client(transport, configuration(dialect: .v1))
        #expect(try await client.customers(limit: 3).count == 3)
        let rest = try await client.customers(offset: 2, limit: 5)
        #expect((0..<rest.count).map(rest.username) == ["c"])
        #expect(try await client.customers(offset: 7, limit: 5).count == 0)
    }

    @Test(
        "A refusal keeps its words, however they are put",
        arguments: [
            "<message>error</message><message>the reason</message>",
            "<result><message>error</message><message>the reason</message></result>",
            "<result><message>error</message><error>the reason</error></result>",
            "<error><message>error</message><message>the reason</message></error>",
            #"{"message":"error","message":"the reason"}"#, #"{"message":["error","the reason"]}"#,
            #"{"message":"error","error":"the reason"}"#, #"{"message":"error","reason":"the reason"}"#,
            #"{"message":"error","errors":"the reason"}"#, #"{"message":"error","errors":{"any":["the reason"]}}"#,
            #"{"error":{"message":"error","errors":["the reason"]}}"#, #"{"message":{"message":"the reason"}}"#,
        ])
    func words(body: String) throws {
        for id in ["customer.disable", "bounces.list", "apps.setup"] {
            #expect(try refusal(id, body) == .refused(["the reason"]), "\(id)")
        }
    }
}
