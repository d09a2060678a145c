import Foundation
import Sandbox
import Testing

/// A call, and the faults that it is refused with.
struct Wrong: Sendable, CustomTestStringConvertible {
    let id: String
    let parameters: [(String, String)]
    let faults: [String]

    init(_ id: String, _ parameters: KeyValuePairs<String, String>, _ faults: String...) {
        self.id = id
        self.parameters = parameters.map { ($0.key, $0.value) }
        self.faults = faults
    }

    var testDescription: String { "\(id): \(faults.joined(separator: ", "))" }
}

@Suite("Parameters")
struct ParameterTests {
    static let wrong: [Wrong] = [
        Wrong("stats.daily", ["days": "0"], "Days is invalid"),
        Wrong("stats.daily", ["days": "3", "start_date": "2026-09-01"], "Days is invalid"),
        Wrong("stats.daily", ["end_date": "2026-09-01"], "Start date is required"),
        Wrong("stats.daily", ["start_date": "2026-09-01", "end_date": "2026-10-01"], "End date is invalid"),
        Wrong("stats.daily", ["start_date": "2026-09-10", "end_date": "2026-09-01"], "End date is invalid"),
        Wrong("stats.daily", ["start_date": "2026-02-30"], "Start date is invalid"),
        Wrong("stats.daily", ["start_date": "2027-01-01"], "Start date is invalid"),
        Wrong("customer.list", ["limit": "0", "offset": "-1"], "Limit is invalid", "Offset is invalid"),
        Wrong("limits.setTotal", ["credits": "0"], "Credits is invalid"),
        Wrong("limits.setTotal", ["credits": ""], "Credits is required"),
        Wrong(
            "limits.setRecurring",
            ["credits": "5", "period": "hourly", "startdate": "2026-10-02", "enddate": "2026-10-02"],
            "Period is invalid",
            "Enddate is invalid"),
        Wrong(
            "customer.setPassword", ["password": "geheim123", "confirm_password": "x"],
            "Confirm password does not match"),
        Wrong("customer.setPassword", ["password": "nodigits", "confirm_password": "nodigits"], "Password is invalid"),
        Wrong("customer.setUsername", ["username": "12345"], "Username is invalid"),
        Wrong("customer.setUsername", ["username": "a@sendgrid.com"], "Username is invalid"),
        Wrong("customer.setUsername", ["username": String(repeating: "x", count: 65)], "Username is too long"),
        Wrong("customer.setEmail", ["email": "no address"], "Email is invalid"),
        Wrong(
            "customer.setProfile",
            ["first_name": String(repeating: "é", count: 51), "zip": String(repeating: "1", count: 51)],
            "First name is too long", "Zip is too long"),
        Wrong(
            "customer.create",
            [
                "username": "n1", "password": "geheim123", "confirm_password": "geheim123", "email": "a@b.example",
                "first_name": "A", "last_name": "B", "address": "x", "city": "c", "state": "s", "country": "US",
                "zip": "1", "phone": "1", "website": "x.example", "company": "C", "free_user": "yes",
                "package": "Bronze 10k", "whitelabel": "not a domain", "billing_date": "2026-09-20",
            ], "Username is invalid", "Whitelabel is invalid", "Free user is invalid", "Billing date is invalid"),
        Wrong("unsubscribes.add", ["email": "a@b"], "Email is invalid"),
        Wrong(
            "monitor.create", ["name": String(repeating: "n", count: 256), "email": "x", "frequency": "often"],
            "Name is too long", "Email is invalid", "Frequency is invalid"),
        Wrong(
            "monitor.create", ["name": "vip", "email": "a@b.example", "frequency": "1"], "Monitor record already exists"
        ),
        Wrong("monitor.edit", ["name": "none"], "Monitor record not found"),
        Wrong(
            "parse.create", ["hostname": "h.example", "url": "u.example", "spam_check": "2"], "Spam check is invalid"),
        Wrong("parse.update", ["hostname": "none.example", "url": "u.example"], "Hostname not found"),
        Wrong("timezone.set", ["timezone": "Moon/Sea"], "Timezone not found"),
        Wrong("whitelabel.append", ["mail_domain": "none.example"], "Whitelabel record not found"),
        Wrong("invoice.list", ["end_date": "2026-01-01"], "Start date is required"),
        Wrong("invoice.list", ["status": "Paid"], "Status is invalid"),
        Wrong("billing.customerInvoices", ["number": "1"], "Number not found"),
        Wrong("pending.delete", [:], "Pending change not found"),
        Wrong("pending.list", ["type": "other"], "Type is invalid"),
        Wrong("account.immediateUpgrade", ["package": "None"], "Package not found"),
        Wrong("account.immediateUpgrade", ["package": "Platinum 100M"], "IP is required"),
        Wrong("account.immediateUpgrade", ["package": "Platinum 100M", "ip[]": "192.0.2.200"], "IP is not available"),
        Wrong("account.scheduledDowngrade", ["package": "Bronze 10k"], "IP group is required"),
        Wrong("account.immediateDowngrade", ["package": "Platinum 100M"], "Package is invalid"),
        Wrong("account.scheduledClose", ["ip_group[]": "none"], "IP group not found"),
        Wrong("credential.delete", ["credential_name": "none-such"], "Credential name not found"),
        Wrong("apps.setup", ["name": "clicktrack", "enable_text": "yes"], "Enable text is invalid"),
        Wrong("apps.setup", ["name": "template", "text/html": "<p>no place</p>"], "Text/html is invalid"),
        Wrong("apps.setup", ["name": "spamcheck", "max_score": "high"], "Max score is invalid", "Url is required"),
        Wrong("apps.setup", ["name": "addresswhitelist"], "List is required"),
    ]

    @Test("are refused with all their faults, in the words of the contract", arguments: wrong)
    func refused(wrong: Wrong) async throws {
        let bench = try Bench(customers: 200)
        let target = try await Bench.script.value.target
        let response = try await bench.call(wrong.id, with: [("user", target)] + wrong.parameters)
        let answer = try #require(response.json as? [String: Any])
        #expect(answer["message"] as? String == "error")
        #expect(answer["errors"] as? [String] == wrong.faults)
    }

    @Test("A username, a credential and a name once given are taken, whatever their case")
    func taken() async throws {
        let bench = try Bench(customers: 200)
        let script = try await Bench.script.value
        let refused = #"{"message":"error","errors":["Credential Resource Already Exists"]}"#
        let other = try #require(try await bench.usernames().first { $0 != script.target })
        func rename(_ name: String) async throws -> String {
            try await bench.call("customer.setUsername", ["user": script.target, "username": name]).text
        }
        #expect(try await rename(other.uppercased()) == refused)
        #expect(try await rename(script.subuser) == refused)
        _ = try await bench.call(
            "credential.add", ["user": other, "credential_name": "Second-Login", "credential_password": "geheim123"])
        #expect(try await rename("second-login") == refused)
        #expect(try await rename("first@name.example") == StateTests.done)
        let again = try await bench.call(
            "customer.setUsername", ["user": "first@name.example", "username": script.target])
        #expect(again.text == refused)
    }

    @Test("Apps are set up by POST only, and a name that is none is not authorized")
    func appCalls() async throws {
        let bench = try Bench(customers: 200)
        let target = try await Bench.script.value.target
        let query = Bench.form([
            ("api_user", "sandbox"), ("api_key", "sandbox"), ("method", "apps"), ("task", "setup"), ("user", target),
            ("name", "clicktrack"), ("enable_text", "1"),
        ])
        let got = await bench.server.respond(
            to: SandboxRequest(method: "GET", path: "/apiv2/reseller.manage.json", query: query))
        #expect(got.text == #"{"error":{"code":404,"message":"Not found"}}"#)
        let refused = #"{"error":{"code":401,"message":"Permission denied, not authorized"}}"#
        #expect(try await bench.call("apps.settings", ["user": target, "name": "none"]).text == refused)
        #expect(try await bench.call("apps.deactivate", ["user": target, "name": "dkim"]).text == refused)
        let older = try await bench.call(
            "apps.setup", ["user": target, "name": "spamcheck", "maxscore": "4.5", "url": "hooks.example"])
        #expect(older.text == StateTests.done)
        let settings = try await bench.call("apps.settings", ["user": target, "name": "spamcheck"])
        #expect(settings.text == #"{"settings":{"max_score":"4.5","url":"hooks.example"}}"#)
    }

    @Test("Lists come as ip[] or with numbers, and what a call does not know is ignored")
    func lists() async throws {
        let bench = try Bench(customers: 200)
        let target = try await Bench.script.value.target
        let answer = try await bench.call(
            "account.scheduledUpgrade",
            ["user": target, "package": "Platinum 100M", "ip[0]": "192.0.2.10", "ip[1]": "192.0.2.11", "stray": "x"])
        #expect(answer.text == StateTests.done)
        let move = try #require(try await bench.rows("pending.list").first)
        #expect(move["ips"] as? [String] == ["192.0.2.10", "192.0.2.11"])
    }
}
