import Dialects
import Foundation
import FoundationXML
import ResellerAPI
import Sandbox
import Testing

/// Valid parameters for every operation, on a bench where `target` is a customer and `sub` one of its subusers.
struct Script {
    let target: String
    let subuser: String
    let password: String

    /// Calls that have to be made before the operation can succeed.
    func preparation(_ id: String) -> [(String, [(String, String)])] {
        let user = ("user", id.hasPrefix("subuser.") ? subuser : target)
        let scope = id.hasPrefix("subuser.") ? "subuser." : ""
        switch id.replacing("subuser.", with: "") {
        case "unsubscribes.delete": return [(scope + "unsubscribes.add", [user, ("email", "gone@list.example")])]
        case "monitor.edit", "monitor.delete":
            return [("monitor.create", [("name", "mine"), ("email", "a@b.example"), ("frequency", "5")])]
        case "parse.update", "parse.delete":
            return [(scope + "parse.create", [user, ("hostname", "h.example"), ("url", "u.example/in")])]
        case "pending.delete": return [("account.scheduledClose", [user])]
        case "credential.edit", "credential.delete":
            return [
                ("credential.add", [user, ("credential_name", "extra-login"), ("credential_password", "secret99")])
            ]
        default: return []
        }
    }

    /// The parameters of a call that succeeds.
    func parameters(_ operation: ResellerAPI.Operation) -> [(String, String)] {
        let name = operation.id.replacing("subuser.", with: "")
        let user = operation.fields.contains { $0.name == "user" && $0.required }
        return (user ? [("user", operation.scope == .subuser ? subuser : target)] : []) + (own[name] ?? [])
    }

    private var own: [String: [(String, String)]] {
        [
            "customer.list": [("limit", "3")], "customer.create": newCustomer, "customer.setProfile": [("city", "Ort")],
            "customer.setPassword": [("password", "geheim123"), ("confirm_password", "geheim123")],
            "customer.setUsername": [("username", "brand.new@name.example")],
            "customer.setEmail": [("email", "new@mail.example")],
            "customer.authenticate": [("password", password)], "authenticate": [("password", password)],
            "stats.daily": [("days", "3")],
            "stats.byCategory": [("category[]", "Newsletter"), ("category[]", "alerts")],
            "unsubscribes.add": [("email", "gone@list.example")],
            "unsubscribes.delete": [("email", "GONE@list.example")],
            "limits.setRecurring": [("credits", "400"), ("period", "weekly")], "limits.setTotal": [("credits", "200")],
            "limits.increment": [("credits", "400")], "limits.decrement": [("credits", "400")],
            "timezone.set": [("timezone", "Asia/Tokyo")],
            "monitor.create": [("name", "mine"), ("email", "a@b.example"), ("frequency", "5")],
            "monitor.edit": [("name", "mine"), ("new_name", "yours")], "monitor.delete": [("name", "mine")],
            "monitor.append": [("name", "vip")], "whitelabel.append": [("mail_domain", "mail.reseller.example")],
            "eventURL.set": [("url", "hooks.example/in")],
            "parse.create": [("hostname", "h.example"), ("url", "u.example/in")],
            "parse.update": [("hostname", "h.example"), ("url", "u.example/other"), ("spam_check", "1")],
            "parse.delete": [("hostname", "h.example")], "apps.activate": [("name", "footer")],
            "apps.deactivate": [("name", "footer")], "apps.setup": [("name", "footer"), ("text/plain", "bye")],
            "apps.settings": [("name", "clicktrack")], "billing.customerInvoices": [("number", "834319")],
            "account.immediateUpgrade": [("package", "Platinum 100M"), ("ip[0]", "192.0.2.10")],
            "account.scheduledUpgrade": [("package", "Platinum 100M"), ("ip[]", "192.0.2.10")],
            "account.immediateDowngrade": [("package", "Bronze 10k")],
            "account.scheduledDowngrade": [("package", "Bronze 10k"), ("ip_group[]", "warmup")],
            "credential.add": [("credential_name", "extra-login"), ("credential_password", "secret99")],
            "credential.edit": [("credential_name", "extra-login"), ("new_credential_password", "secret88")],
            "credential.delete": [("credential_name", "extra-login")],
        ]
    }

    private var newCustomer: [(String, String)] {
        [
            ("username", "fresh@cust.example"), ("password", "geheim123"), ("confirm_password", "geheim123"),
            ("email", "a@b.example"), ("first_name", "A"), ("last_name", "B"), ("address", "1 Way"), ("city", "Ort"),
            ("state", "ST"), ("country", "Germany"), ("zip", "12345"), ("phone", "555-0100"),
            ("website", "cust.example"), ("company", "Cust"), ("package", "Bronze 10k"), ("whitelabel", "sendgrid.me"),
            ("ip_group[]", "shared-eu"),
        ]
    }
}

extension Bench {
    /// The script for benches of 200 customers, which are all alike.
    static let script = Task { try await Bench(customers: 200).script() }

    /// A customer on a package with its own IP that has a subuser, with the names of both.
    func script() async throws -> Script {
        let truth = try #require(await send("truth.json", []).json as? [String: Any])
        let entries = try #require(truth["subusers"] as? [[String: Any]])
        let packages = try await rows("billing.currentUsage")
        for entry in entries {
            let target = try #require(entry["customer"] as? String)
            let package = packages.first { $0["username"] as? String == target }?["package"] as? String ?? ""
            let row = try #require(
                try await rows("customer.list", ["username": target]).first { $0["username"] as? String == target })
            guard package.hasPrefix("Silver"), row["active"] as? String == "true" else { continue }
            return Script(
                target: target, subuser: try #require((entry["subusers"] as? [String])?.first),
                password: "sandbox" + (row["id"] as? String ?? ""))
        }
        throw Missing()
    }

    struct Missing: Error {}

    func call(_ id: String, with parameters: [(String, String)], format: String = "json") async throws
        -> SandboxResponse
    {
        let binding = try binding(id)
        return await send(
            binding.path.replacing("{format}", with: format),
            [("api_user", "sandbox"), ("api_key", "sandbox")] + binding.constants.map { ($0.name, $0.value) }
                + parameters)
    }
}

@Suite("Every operation")
struct OperationTests {
    static let ids = ResellerAPI.Operation.all.map(\.id)

    @Test("succeeds with valid parameters, in JSON and in XML", arguments: ids, ["json", "xml"])
    func valid(id: String, format: String) async throws {
        let bench = try Bench(customers: 200)
        let script = try await Bench.script.value
        let operation = try #require(ResellerAPI.Operation.named(id))
        for (step, parameters) in script.preparation(id) {
            #expect(try await bench.call(step, with: parameters).text == #"{"message":"success"}"#, "\(step)")
        }
        var parameters = script.parameters(operation)
        if id.hasSuffix("s.delete"), ["bounces", "invalidEmails", "spamReports"].contains(where: id.contains) {
            parameters.append(("email", try await listed(id, bench, script)))
        }
        let response = try await bench.call(id, with: parameters, format: format)
        #expect(response.status == 200)
        #expect(response["content-type"] == (format == "json" ? "application/json" : "text/xml"))
        #expect(
            !response.text.contains(#""error"#) && !response.text.contains("<error"), "\(response.text.prefix(200))")
        if operation.returns.shape == .message { #expect(response.text.contains("success")) }
        if format == "json" {
            #expect(response.json != nil)
        } else {
            #expect(try XMLDocument(data: Data(response.body)).rootElement() != nil)
        }
    }

    /// An address on the list that a delete call is about; lists may be empty, so other customers are looked at too.
    private func listed(_ id: String, _ bench: Bench, _ script: Script) async throws -> String {
        let user = id.hasPrefix("subuser.") ? script.subuser : script.target
        let rows = try await bench.rows(id.replacing(".delete", with: ".list"), ["user": user])
        return try #require(rows.first?["email"] as? String)
    }

    @Test("names every required parameter that is missing, in the order of the table", arguments: ids, ["json", "xml"])
    func missing(id: String, format: String) async throws {
        let bench = try Bench(customers: 10)
        let operation = try #require(ResellerAPI.Operation.named(id))
        let required = operation.fields.filter { $0.required && $0.name != "<field>" }.map(\.name)
        guard !required.isEmpty else { return #expect(operation.fields.allSatisfy { !$0.required }) }
        // Without its category a call for statistics by category is one for all of them.
        let expected = id.hasSuffix("stats.byCategory") ? ["user"] : required
        let labels = expected.map { name in
            let words = name.replacing("_", with: " ")
            return words.prefix(1).uppercased() + words.dropFirst() + " is required"
        }
        let response = try await bench.call(id, with: [], format: format)
        let package = id == "customer.create" ? ["Package is required"] : []
        if format == "json" {
            let answer = try #require(response.json as? [String: Any])
            #expect(answer["message"] as? String == "error")
            #expect((answer["errors"] as? [String])?.filter { !package.contains($0) } == labels)
        } else {
            let errors = try XMLDocument(data: Data(response.body)).nodes(forXPath: "/result/errors/error")
            #expect(errors.compactMap(\.stringValue).filter { !package.contains($0) } == labels)
        }
    }

    @Test("refuses a user that is not there, in the words of the service", arguments: ids)
    func unknownUser(id: String) async throws {
        let bench = try Bench(customers: 10)
        let operation = try #require(ResellerAPI.Operation.named(id))
        guard operation.fields.contains(where: { $0.name == "user" && $0.required }) else { return }
        var parameters = [("user", "nobody@nowhere.example")]
        if id.hasSuffix("stats.byCategory") { parameters.append(("category", "x")) }
        let text = try await bench.call(id, with: parameters).text
        switch try binding(id).constants.first?.value {
        case "enable", "disable", "website_enable", "website_disable": #expect(text == #"{"message":"User not found"}"#)
        case "auth": #expect(text == #"{"message":"error","errors":["Invalid username and\/or password"]}"#)
        default: #expect(text == #"{"error":{"code":400,"message":"User does not exist"}}"#)
        }
    }

    @Test("refuses wrong credentials before it looks at anything else", arguments: ids)
    func wrongCredentials(id: String) async throws {
        let bench = try Bench(customers: 10)
        let path = try binding(id).path(in: .json)
        let refused = #"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#
        #expect(await bench.send(path, [("api_user", "sandbox")]).text == refused)
        #expect(await bench.send(path, [("api_user", "other"), ("api_key", "sandbox")]).text == refused)
    }

    @Test("The reads of a customer's settings know the shapes of version 1")
    func olderShapes() async throws {
        let bench = try Bench(customers: 60)
        let user = try #require(try await bench.usernames(3).last)
        let list = await bench.post("api/distributor.manage.json", ["method": "profile", "task": "get", "limit": "1"])
        let rows = try #require(list.json as? [[String: Any]])
        #expect(rows.count == 60)
        #expect(rows.allSatisfy { $0["id"] == nil })
        let free = await bench.post("api/distributor.ip.json", ["task": "free"])
        #expect(free.text.hasPrefix(#"["192.0.2.10","#))
        let day = await bench.post("api/distributor.manage.json", ["method": "stats", "user": user])
        let keys = (day.json as? [[String: Any]])?.first.map { Set($0.keys) }
        #expect(keys == ["date", "requests", "bounces", "clicks", "opens", "spamreports"])
        let overview = await bench.post("api/distributor.account.json", ["task": "overview", "user": user])
        #expect((overview.json as? [String: Any])?["credits_allowed"] is Int)
        let apps = await bench.post(
            "api/distributor.manage.xml", ["method": "apps", "task": "getavailable", "user": user])
        #expect(apps.text.contains("<filters><filter><name>gravatar</name>"))
        let settings = await bench.post(
            "api/distributor.manage.json", ["method": "apps", "task": "getsettings", "user": user, "name": "gravatar"])
        #expect(settings.text == #"{"message":"success","settings":null}"#)
    }

    @Test("Sister paths name the method, and add asks for no company, package or whitelabel")
    func sisterPaths() async throws {
        let bench = try Bench(customers: 60)
        let user = try #require(try await bench.usernames(3).last)
        let stats = await bench.post("apiv2/customer.stats.json", ["user": user, "days": "4"])
        #expect(stats == (try await bench.call("stats.daily", ["user": user, "days": "4"])))
        let profile = await bench.post("apiv2/customer.profile.json", ["task": "get", "username": user])
        #expect((profile.json as? [Any])?.count == 1)
        let added = await bench.post(
            "apiv2/customer.add.json",
            [
                "username": "sister@cust.example", "password": "geheim123", "confirm_password": "geheim123",
                "email": "a@b.example", "first_name": "A", "last_name": "B", "address": "x", "city": "c", "state": "s",
                "zip": "1", "country": "US", "phone": "1", "website": "x.example",
            ])
        #expect(added.text == #"{"message":"success"}"#)
        let alias = await bench.post("apiv2/reseller.manageSubuser.json", ["method": "timezone", "task": "list"])
        #expect(alias == (try await bench.call("subuser.timezone.list")))
    }
}
