import ResellerAPI
import Testing

@testable import ResellerClient

/// Every shape in which the service says no.
@Suite struct RefusalTests {
    @Test(
        "A refusal is read in all its shapes, in both wires",
        arguments: [
            (#"{"message":"error","errors":["Username is required","City is required"]}"#, 200),
            (
                "<result><message>error</message><errors><error>Username is required</error>"
                    + "<error>City is required</error></errors></result>", 200
            ),
            (#"{"errors":["Username is required","City is required"]}"#, 400),
        ] as [(String, Int)])
    func lists(body: String, status: Int) throws {
        #expect(
            try refusal("customer.create", body, status: status)
                == .refused(["Username is required", "City is required"]))
    }

    @Test(
        "One word why is a refusal",
        arguments: [
            #"{"message":"User not found"}"#, "<result><message>User not found</message></result>",
            #"[{"message":"User not found"}]"#, "<message>User not found</message>",
            "<result>User not found</result>", #"{"error":"User not found"}"#,
            #"{"error":{"code":400,"message":"User not found"}}"#,
            "<error><code>400</code><message>User not found</message></error>",
            #"{"error":{"code":401,"message":"User not found"}}"#,
            "<result><error><code>400</code><message>User not found</message></error></result>",
        ])
    func words(body: String) throws {
        for id in ["customer.enable", "bounces.list", "apps.settings", "limits.get", "parse.list"] {
            #expect(try refusal(id, body) == .refused(["User not found"]), "\(id)")
        }
    }

    @Test("Words and codes become reasons")
    func reasons() throws {
        let cases: [(String, Int, APIError.Reason)] = [
            (#"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#, 200, .wrongCredentials),
            (
                "<error><code>401</code><message>Permission denied, not authorized</message></error>", 200,
                .notAuthorized
            ),
            (#"{"error":{"code":"404","message":null}}"#, 404, .notFound),
            (#"{"error":{"code":404,"message":"Not found"}}"#, 200, .notFound),
            (#"{"errors":[{"field":null,"message":"too many requests"}]}"#, 429, .tooManyCalls(retryAfter: nil)),
            (#"{"errors":[{"field":null,"message":"too many requests"}]}"#, 200, .tooManyCalls(retryAfter: nil)),
            (#"{"message":"User not found"}"#, 404, .refused(["User not found"])),
            (#"{"error":"you shall not"}"#, 403, .refused(["you shall not"])),
            (#"{"errors":[{"field":"zip","message":"is wrong"}]}"#, 400, .refused(["zip: is wrong"])),
            (#"{"message":"error"}"#, 200, .refused([])),
            ("", 404, .notFound), ("", 401, .wrongCredentials), ("", 403, .notAuthorized),
            ("[]", 400, .server(status: 400)),
            (
                "<html><body>Bad gateway</body>", 302,
                .foreign("a redirect instead of an answer (HTTP 302)")
            ),
            ("<html><body>Not here</body>", 403, .foreign("a web page instead of an answer (HTTP 403)")),
            ("oops", 404, .notFound),
        ]
        for (body, status, reason) in cases {
            #expect(try refusal("packages.list", body, status: status) == reason, "\(status) \(body)")
        }
    }

    @Test("A message beside data is not a refusal")
    func messageBesideData() throws {
        #expect(try refusal("apps.settings", #"{"message":"success","settings":{"url":"u"}}"#) == nil)
        #expect(try refusal("customer.enable", #"{"message":"success","errors":[]}"#) == nil)
        #expect(try refusal("customer.enable", #"{"message":"success","error":null}"#) == nil)
    }

    @Test("What says neither success nor no is not taken for done")
    func undecided() throws {
        for body in ["[]", "{}", "", #"{"foo":1}"#, "<result/>"] {
            guard case .garbled = try refusal("customer.delete", body) else {
                Issue.record("\(body) was taken for an answer")
                continue
            }
        }
    }

    @Test("An answer in no known language is said to be unreadable, at its place")
    func garbage() throws {
        #expect(try refusal("ip.all", "PHP Warning") == .garbled(place: "byte 0", problem: "neither text nor number"))
        #expect(
            try refusal("ip.all", #"[{"ip":"a"}"#) == .garbled(place: "byte 11", problem: "the answer ends too soon"))
        #expect(
            try refusal("ip.all", "<html><body>Hello<br></body></html>") == .foreign("a web page instead of an answer"))
    }
}
