import Foundation
import ResellerAPI
import Sandbox
import Testing

@Suite("State")
struct StateTests {
    static let done = #"{"message":"success"}"#

    /// A customer that sends, with how much it did today.
    private func sender(_ bench: Bench, besides other: String? = nil) async throws -> String {
        for user in try await bench.usernames(200) where user != other {
            let row = try await bench.rows("stats.daily", ["user": user]).first
            let limit = try await bench.call("limits.get", ["user": user]).text
            if row?["requests"] as? Int ?? 0 > 200, limit == "[]" { return user }
        }
        throw Bench.Missing()
    }

    @Test("A disabled customer sends no more, and goes on where it stopped once enabled")
    func disable() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        let other = try await sender(bench, besides: user)
        #expect(try await bench.call("customer.disable", ["user": user]).text == Self.done)
        let before = try await bench.call("stats.aggregate", ["user": user]).text
        let flowing = try await bench.call("stats.aggregate", ["user": other]).text
        try await bench.server.advance(seconds: 2 * 86_400)
        #expect(try await bench.call("stats.aggregate", ["user": other]).text != flowing)
        #expect(try await bench.call("stats.aggregate", ["user": user]).text == before)
        let row = try await bench.rows("customer.list", ["username": user]).first { $0["username"] as? String == user }
        #expect(row?["active"] as? String == "false")
        #expect(try await bench.call("customer.enable", ["user": user]).text == Self.done)
        #expect(try await bench.call("stats.aggregate", ["user": user]).text == before)
        try await bench.server.advance(seconds: 86_400)
        #expect(try await bench.call("stats.aggregate", ["user": user]).text != before)
    }

    @Test("A deleted bounce is gone, a second delete is refused")
    func deletedBounce() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        let email = try #require(try await bench.rows("bounces.list", ["user": user]).last?["email"] as? String)
        #expect(try await bench.call("bounces.delete", ["user": user, "email": email.uppercased()]).text == Self.done)
        #expect(!(try await bench.rows("bounces.list", ["user": user])).contains { $0["email"] as? String == email })
        #expect(
            try await bench.call("bounces.delete", ["user": user, "email": email]).text
                == #"{"message":"Email does not exist"}"#)
    }

    @Test("Limits follow the arithmetic that was seen")
    func limits() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        func remain() async throws -> [String] {
            let row = try await bench.rows("limits.get", ["user": user]).first
            return ["credit", "credit_remain", "last_reset"].compactMap { row?[$0] as? String }
        }
        let today = try #require(try await bench.rows("stats.daily", ["user": user]).first?["date"] as? String)
        _ = try await bench.call("limits.setTotal", ["user": user, "credits": "200"])
        #expect(try await remain() == ["0", "200", today])
        _ = try await bench.call("limits.setRecurring", ["user": user, "credits": "400", "period": "daily"])
        #expect(try await remain() == ["400", "400", today])
        _ = try await bench.call("limits.increment", ["user": user, "credits": "400"])
        #expect(try await remain() == ["0", "800", today])
        _ = try await bench.call("limits.decrement", ["user": user, "credits": "900"])
        #expect(try await remain() == ["0", "0", today])
        _ = try await bench.call("limits.remove", ["user": user])
        #expect(try await bench.call("limits.get", ["user": user]).text == "[]")
    }

    @Test("A limit runs down with the mail, stops it, and a recurring one is filled again")
    func limitStopsMail() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        _ = try await bench.call("limits.setTotal", ["user": user, "credits": "50"])
        let before = try await requests(bench, user)
        try await bench.server.advance(seconds: 2 * 86_400)
        #expect(try await bench.rows("limits.get", ["user": user]).first?["credit_remain"] as? String == "0")
        #expect((50...60).contains(try await requests(bench, user) - before))
        let dry = try await requests(bench, user)
        _ = try await bench.call("limits.setRecurring", ["user": user, "credits": "70", "period": "daily"])
        let first = try await bench.rows("limits.get", ["user": user]).first?["last_reset"] as? String
        try await bench.server.advance(seconds: 5 * 86_400)
        #expect(try await bench.rows("limits.get", ["user": user]).first?["last_reset"] as? String != first)
        #expect((5 * 70...6 * 80).contains(try await requests(bench, user) - dry))
    }

    private func requests(_ bench: Bench, _ user: String) async throws -> Int {
        try #require((try await bench.call("stats.aggregate", ["user": user]).json as? [String: Int])?["requests"])
    }

    @Test("A scheduled downgrade is pending until the cycle ends, and then it happens")
    func scheduledDowngrade() async throws {
        let bench = try Bench()
        let user = try await bench.script().target
        let answer = try await bench.call(
            "account.scheduledDowngrade", ["user": user, "package": "Bronze 10k", "ip_group[]": "shared-us"])
        #expect(answer.text == Self.done)
        let move = try #require(try await bench.rows("pending.list", ["username": user]).first)
        #expect(move["type"] as? String == "Account Downgrade")
        #expect(move["update"] as? String == "sandbox - Bronze 10k")
        #expect(move["ip_groups"] as? [String] == ["shared-us"])
        try await bench.server.advance(seconds: 32 * 86_400)
        #expect(try await bench.call("pending.list").text == "[]")
        let overview = try await bench.call("account.overview", ["user": user]).json as? [String: Any]
        #expect(overview?["package"] as? String == "Bronze 10k")
        let usage = try await bench.rows("ip.usage", ["user": user])
        #expect(usage.compactMap { $0["ip"] as? String } == ["198.51.100.21", "198.51.100.22", "198.51.100.23"])
    }

    @Test("A deleted customer works until its cycle ends, is gone then, and its name stays taken")
    func deletedCustomer() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        #expect(try await bench.call("customer.delete", ["user": user]).text == Self.done)
        #expect(try await bench.rows("pending.list").first?["type"] as? String == "Account Close")
        try await bench.server.advance(seconds: 32 * 86_400)
        #expect(try await bench.call("pending.list").text == "[]")
        #expect(!(try await bench.usernames()).contains(user))
        #expect(
            try await bench.call("account.overview", ["user": user]).text
                == #"{"error":{"code":400,"message":"User does not exist"}}"#)
        let other = try await sender(bench)
        #expect(
            try await bench.call("customer.setUsername", ["user": other, "username": user.uppercased()]).text
                == #"{"message":"error","errors":["Credential Resource Already Exists"]}"#)
    }

    @Test("An immediate upgrade is invoiced at once, and the customers' invoices sum up to the reseller's")
    func billing() async throws {
        let bench = try Bench()
        let user = try await bench.script().target
        let before = try await bench.rows("billing.currentUsage", [:]).count
        _ = try await bench.call(
            "account.immediateUpgrade", ["user": user, "package": "Platinum 100M", "ip[]": "192.0.2.12"])
        let lines = try await bench.rows("billing.currentUsage")
        #expect(lines.count == before + 1)
        #expect(lines.contains { $0["username"] as? String == user && ($0["prorated"] as? Double ?? 0) > 0 })
        for invoice in try await bench.rows("invoice.list") {
            let number = try #require(invoice["number"] as? String)
            let usage = try await bench.call("billing.customerInvoices", ["number": number]).json as? [String: Any]
            let rows = try #require(usage?["invoices"] as? [[String: Any]])
            let cents = rows.map { Int((($0["final_amount"] as? Double ?? 0) * 100).rounded()) }.reduce(0, +)
            #expect(cents == Int(((invoice["final_amount"] as? Double ?? 0) * 100).rounded()))
        }
    }

    @Test("An address in use is not available until its customer is inactive")
    func addresses() async throws {
        let bench = try Bench()
        let user = try await bench.script().target
        let address = try #require(try await bench.rows("ip.usage", ["user": user]).first?["ip"] as? String)
        func isListed(_ id: String) async throws -> Bool {
            try await bench.rows(id, ["ip": address]).contains { $0["ip"] as? String == address }
        }
        #expect(try await isListed("ip.taken"))
        #expect(!(try await isListed("ip.available")))
        _ = try await bench.call("customer.disable", ["user": user])
        #expect(try await isListed("ip.available"))
        #expect(!(try await isListed("ip.free")))
        let all = try await bench.rows("ip.all").count
        #expect(try await bench.rows("ip.free").count + bench.rows("ip.taken").count == all)
        #expect(try await bench.rows("ip.all", ["system": "true"]).count > all)
    }

    @Test("A timezone moves the days of the statistics and the times of suppressions")
    func timezone() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        _ = try await bench.call("timezone.set", ["user": user, "timezone": "Pacific/Pago_Pago"])
        let west = try await bench.rows("stats.daily", ["user": user]).first?["date"] as? String
        let westTime = try await bench.rows("bounces.list", ["user": user, "date": "1"]).last?["created"] as? String
        _ = try await bench.call("timezone.set", ["user": user, "timezone": "Pacific/Tongatapu"])
        let east = try await bench.rows("stats.daily", ["user": user]).first?["date"] as? String
        let eastTime = try await bench.rows("bounces.list", ["user": user, "date": "1"]).last?["created"] as? String
        #expect(west == "2026-09-21")
        #expect(east == "2026-09-22")
        #expect(try #require(westTime) < #require(eastTime))
    }

    @Test("Passwords, renaming and monitors hold what was set")
    func settings() async throws {
        let bench = try Bench()
        let script = try await bench.script()
        #expect(
            try await bench.call("customer.authenticate", ["user": script.target, "password": script.password]).text
                == Self.done)
        _ = try await bench.call(
            "customer.setPassword",
            ["user": script.target, "password": "neues-wort1", "confirm_password": "neues-wort1"])
        #expect(
            try await bench.call("customer.authenticate", ["user": script.target, "password": script.password]).text
                != Self.done)
        _ = try await bench.call("monitor.create", ["name": "mine", "email": "a@b.example", "frequency": "7"])
        _ = try await bench.call("monitor.append", ["user": script.target, "name": "mine"])
        #expect(try await bench.call("monitor.append", ["user": script.target, "name": "mine"]).text == Self.done)
        _ = try await bench.call("customer.setUsername", ["user": script.target, "username": "other@name.example"])
        let record = try await bench.rows("monitor.list").first { $0["name"] as? String == "mine" }
        #expect(record?["users"] as? [String] == ["other@name.example"])
        #expect(
            try await bench.call("monitor.delete", ["name": "mine"]).text
                == #"{"message":"error","errors":["Monitor record is in use"]}"#)
        _ = try await bench.call("monitor.detach", ["user": "other@name.example"])
        #expect(try await bench.call("monitor.delete", ["name": "mine"]).text == Self.done)
        #expect(
            try await bench.call("customer.enable", ["user": script.target]).text == #"{"message":"User not found"}"#)
    }

    @Test("A credential is a further login until it is deleted")
    func credentials() async throws {
        let bench = try Bench()
        let user = try #require(try await bench.usernames(1).first)
        func login(_ password: String) async throws -> Bool {
            try await bench.call("customer.authenticate", ["user": "second-login", "password": password]).text
                == Self.done
        }
        #expect(try await login("geheim123") == false)
        _ = try await bench.call(
            "credential.add", ["user": user, "credential_name": "second-login", "credential_password": "geheim123"])
        #expect(try await login("geheim123"))
        _ = try await bench.call(
            "credential.edit",
            ["user": user, "credential_name": "second-login", "new_credential_password": "anders456"])
        #expect(try await login("geheim123") == false)
        #expect(try await login("anders456"))
        _ = try await bench.call("credential.delete", ["user": user, "credential_name": "second-login"])
        #expect(try await login("anders456") == false)
    }

    @Test("Setting up an app overwrites its settings and does not switch it on")
    func apps() async throws {
        let bench = try Bench()
        let user = try await sender(bench)
        _ = try await bench.call("apps.deactivate", ["user": user, "name": "ganalytics"])
        _ = try await bench.call(
            "apps.setup", ["user": user, "name": "ganalytics", "utm_source": "a", "utm_term": "b"])
        _ = try await bench.call("apps.setup", ["user": user, "name": "ganalytics", "utm_source": "c"])
        let text = try await bench.call("apps.settings", ["user": user, "name": "ganalytics"]).text
        #expect(text.contains(#""utm_source":"c""#) && text.contains(#""utm_term":"""#))
        let app = try await bench.rows("apps.list", ["user": user]).first { $0["name"] as? String == "ganalytics" }
        #expect(app?["activated"] as? Bool == false)
        #expect(
            try await bench.call("apps.setup", ["user": user, "name": "ganalytics"]).text
                == #"{"message":"error","errors":["Utm source is required"]}"#)
    }

    @Test("A data file keeps the writes over a restart, and no password stands in it")
    func dataFile() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("sandbox-\(UUID().uuidString).sqlite")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let first = try Bench { $0.dataFile = path }
        let user = try await sender(first)
        _ = try await first.call("customer.setProfile", ["user": user, "city": "Altstadt", "first_name": ""])
        _ = try await first.call("unsubscribes.add", ["user": user, "email": "gone@list.example"])
        _ = try await first.call(
            "customer.setPassword", ["user": user, "password": "topsecret77", "confirm_password": "topsecret77"])
        let second = try Bench { $0.dataFile = path }
        for id in ["customer.list", "unsubscribes.list", "account.overview", "stats.daily"] {
            #expect(try await second.call(id, ["user": user]) == (try await first.call(id, ["user": user])), "\(id)")
        }
        #expect(
            try await second.call("customer.authenticate", ["user": user, "password": "topsecret77"]).text == Self.done)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("topsecret77".utf8)) == nil)
        #expect(
            throws: SandboxError.data(file: path, problem: "is of a world with seed 1 and 400 customers")
        ) { try Bench(seed: 2) { $0.dataFile = path } }
    }
}
