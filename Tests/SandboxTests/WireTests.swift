import Foundation
import FoundationNetworking
import FoundationXML
import Sandbox
import Testing

@Suite("Manners of the wire")
struct WireTests {
    @Test("JSON is compact ASCII with escaped slashes under the exact header")
    func jsonManners() async throws {
        let response = try await Bench(customers: 2000).call("customer.list")
        #expect(response["content-type"] == "application/json")
        #expect(response.body.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(response.text.contains(#""website":"https:\/\/www."#))
        #expect(response.text.contains(#"\u"#))
        #expect(!response.text.contains("\": "))
    }

    @Test("XML of every shape is well formed")
    func xmlIsWellFormed() async throws {
        let bench = try Bench(customers: 2000)
        let user = try #require(try await bench.usernames(9).last)
        for id in ["customer.list", "stats.daily", "stats.aggregate", "bounces.list", "monitor.list", "packages.list"] {
            let response = try await bench.call(id, ["user": user, "days": "3"], format: "xml")
            #expect(response["content-type"] == "text/xml")
            let document = try XMLDocument(data: Data(response.body))
            #expect(document.rootElement()?.childCount ?? 0 > 0, "\(id)")
        }
    }

    @Test("Query, urlencoded body and multipart body hold the same parameters; the body wins")
    func parameterSources() async throws {
        let bench = try Bench()
        let pairs = [
            ("api_user", "sandbox"), ("api_key", "sandbox"), ("method", "profile"), ("task", "get"), ("limit", "2"),
        ]
        let posted = await bench.send("apiv2/reseller.manage.json", pairs)
        #expect((posted.json as? [Any])?.count == 2)
        let got = await bench.server.respond(
            to: SandboxRequest(method: "GET", path: "/apiv2/reseller.manage.json", query: Bench.form(pairs)))
        #expect(got == posted)
        let parts = pairs.map { "--frontier\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }
        let multipart = await bench.server.respond(
            to: SandboxRequest(
                path: "/apiv2/reseller.manage.json", contentType: "multipart/form-data; boundary=\"frontier\"",
                body: Array((parts.joined() + "--frontier--\r\n").utf8)))
        #expect(multipart == posted)
        let mixed = await bench.server.respond(
            to: SandboxRequest(
                path: "/apiv2/reseller.manage.json", query: "limit=9&method=profile&task=wrong&api_user=sandbox",
                contentType: "application/x-www-form-urlencoded",
                body: Array("api_key=sandbox&task=get&limit=7&limit=2".utf8)))
        #expect(mixed == posted)
    }

    @Test("The checks come in their order: path, credentials, method, user, parameters")
    func orderOfChecks() async throws {
        let bench = try Bench()
        let wrong = [("api_user", "sandbox"), ("api_key", "no"), ("method", "none")]
        let path = await bench.send("apiv2/reseller.nothing.json", wrong)
        #expect(path.status == 404)
        #expect(path.text == #"{"error":{"code":"404","message":null}}"#)
        let credentials = await bench.send("apiv2/reseller.manage.json", wrong)
        #expect(credentials.status == 200)
        #expect(credentials.text == #"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#)
        let method = await bench.post("apiv2/reseller.manage.json", ["method": "none", "user": "nobody"])
        #expect(method.text == #"{"error":{"code":404,"message":"Not found"}}"#)
        let cased = await bench.post("apiv2/reseller.manage.json", ["method": "Stats"])
        #expect(cased == method)
        let user = await bench.post("apiv2/reseller.manage.json", ["method": "stats", "user": "nobody", "days": "x"])
        #expect(user.text == #"{"error":{"code":400,"message":"User does not exist"}}"#)
        let parameters = await bench.post("apiv2/reseller.manage.json", ["method": "stats", "days": "x"])
        #expect(parameters.text == #"{"message":"error","errors":["User is required","Days is invalid"]}"#)
    }

    @Test("The rate is told on every answer, and what is too much is refused before the credentials are looked at")
    func rate() async throws {
        // The count begins anew with each minute: of two tries one lies within a minute.
        let begun = Self.minute
        var (first, third) = try await Self.firstAndThird()
        if Self.minute != begun { (first, third) = try await Self.firstAndThird() }
        #expect(first["x-ratelimit-limit"] == "2")
        #expect(first["x-ratelimit-remaining"] == "1")
        #expect(Int(first["x-ratelimit-reset"] ?? "") ?? 0 > 1_000_000_000)
        #expect(third.status == 429)
        #expect(third["content-type"] == "application/json")
        #expect(third.text == #"{"errors":[{"field":null,"message":"too many requests"}]}"#)
        #expect(third["x-ratelimit-remaining"] == "0")
    }

    private static var minute: Int { Int(Date().timeIntervalSince1970) / 60 }

    /// Where two calls a minute are allowed.
    private static func firstAndThird() async throws -> (SandboxResponse, SandboxResponse) {
        let bench = try Bench { $0.rateLimit = 2 }
        let first = try await bench.call("packages.list")
        _ = try await bench.call("packages.list")
        let third = await bench.send("apiv2/reseller.packages.xml", [("api_user", "sandbox"), ("api_key", "no")])
        return (first, third)
    }

    @Test("The live server answers on its port with Content-Type application/json and nothing added")
    func liveServer() async throws {
        let bench = try Bench()
        let port = try await bench.server.start()
        let url = try #require(
            URL(string: "http://127.0.0.1:\(port)/apiv2/reseller.packages.json?api_user=sandbox&api_key=sandbox"))
        let (body, answer) = try await URLSession.shared.data(from: url)
        let response = try #require(answer as? HTTPURLResponse)
        #expect(response.value(forHTTPHeaderField: "Content-Type") == "application/json")
        #expect(Array(body) == (try await bench.call("packages.list").body))
        await bench.server.stop()
    }

    @Test("A port that is taken is named")
    func takenPort() async throws {
        let one = try Bench()
        let port = try await one.server.start()
        let two = try Bench { $0.port = port }
        await #expect(throws: SandboxError.portTaken(port)) { _ = try await two.server.start() }
        await one.server.stop()
    }
}
