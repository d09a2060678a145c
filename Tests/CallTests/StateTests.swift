import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// What one call changes the others show, seen through the client.
@Suite("What calls change, other calls show")
struct StateTests {
    private let facts: Facts
    private let bench: Bench
    private let client: ResellerClient
    private var user: String { facts.user }

    init() async throws {
        facts = try await Facts.usual.value
        bench = try Bench()
        client = try bench.client()
    }

    private func profile() async throws -> Record {
        try #require(try await client.call("customer.list", ["id": facts.profile.text("id") ?? ""]).records.first)
    }

    private func emails(_ list: String) async throws -> [String] {
        try await client.call(list, ["user": user]).records.compactMap { $0.text("email") }
    }

    @Test("The two switches of a customer are two: sending, and login to the website")
    func switches() async throws {
        _ = try await client.call("customer.disable", ["user": user])
        #expect(try await profile().truth("active") == false)
        #expect(try await profile().truth("website_access") == true)
        _ = try await client.call("customer.websiteDisable", ["user": user])
        _ = try await client.call("customer.enable", ["user": user])
        #expect(try await profile().truth("active") == true)
        #expect(try await profile().truth("website_access") == false)
        _ = try await client.call("customer.websiteEnable", ["user": user])
        #expect(try await profile().truth("website_access") == true)
    }

    @Test("A disabled customer sends nothing more, an enabled one does again")
    func traffic() async throws {
        func sent() async throws -> Int {
            try await client.call("stats.aggregate", ["user": user]).records.first?.count("requests") ?? 0
        }
        try await bench.server.advance(seconds: 86_400)
        _ = try await client.call("customer.disable", ["user": user])
        let before = try await sent()
        try await bench.server.advance(seconds: 3 * 86_400)
        #expect(try await sent() == before)
        _ = try await client.call("customer.enable", ["user": user])
        try await bench.server.advance(seconds: 7 * 86_400)
        #expect(try await sent() > before)
    }

    @Test("A deleted bounce is gone with all its rows, whatever the case, and the others stay")
    func bounces() async throws {
        let before = try await emails("bounces.list")
        let gone = try #require(before.first)
        _ = try await client.call("bounces.delete", ["user": user, "email": gone.uppercased()])
        #expect(try await emails("bounces.list") == before.filter { $0.lowercased() != gone.lowercased() })
    }

    @Test("An unsubscribe can be added and taken away")
    func unsubscribes() async throws {
        let before = try await emails("unsubscribes.list")
        _ = try await client.call("unsubscribes.add", ["user": user, "email": "new@list.example"])
        #expect(try await emails("unsubscribes.list") == before + ["new@list.example"])
        _ = try await client.call("unsubscribes.delete", ["user": user, "email": "new@list.example"])
        #expect(try await emails("unsubscribes.list") == before)
    }

    @Test("Limits count as the service was seen to count", arguments: ["", "subuser."])
    func limits(prefix: String) async throws {
        let user = prefix.isEmpty ? facts.user : facts.subuser
        func limit(_ call: String, _ credits: Int? = nil, _ more: Parameters = [:]) async throws -> [Int?] {
            var parameters: Parameters = ["user": user]
            if let credits { parameters.append("credits", String(credits)) }
            _ = try await client.call(prefix + call, Parameters(parameters.pairs + more.pairs))
            let record = try await client.call(prefix + "limits.get", ["user": user]).records.first
            return [record?.count("credit"), record?.count("credit_remain")]
        }
        #expect(try await limit("limits.remove") == [nil, nil])
        #expect(try await limit("limits.increment", 25) == [0, 25])
        #expect(try await limit("limits.setTotal", 200) == [0, 200])
        #expect(try await limit("limits.setRecurring", 400, ["period": "daily"]) == [400, 400])
        #expect(try await limit("limits.increment", 400) == [0, 800])
        #expect(try await limit("limits.decrement", 400) == [0, 400])
        #expect(try await limit("limits.decrement", 1000) == [0, 0])
        let first: Parameters = ["period": "monthly", "initial_credits": "70"]
        #expect(try await limit("limits.setRecurring", 400, first) == [400, 70])
    }

    @Test("A monitor record is made, filled, renamed, emptied and deleted; customers and subusers share it")
    func monitors() async throws {
        func users(_ name: String) async throws -> [String]? {
            try await client.call("subuser.monitor.list").records.first { $0.text("name") == name }?.texts("users")
        }
        let record: Parameters = ["name": "near", "email": "a@mail.example", "frequency": "7"]
        _ = try await client.call("monitor.create", record)
        _ = try await client.call("monitor.append", ["user": user, "name": "near"])
        _ = try await client.call("subuser.monitor.append", ["user": facts.subuser, "name": "near"])
        #expect(try await users("near").map(Set.init) == [user, facts.subuser])
        _ = try await client.call("monitor.edit", ["name": "near", "new_name": "far", "new_frequency": "9"])
        let found = try await client.call("monitor.list").records.first { $0.text("name") == "far" }
        #expect(found?.count("frequency") == 9)
        #expect(found?.text("email") == "a@mail.example")
        let deletion: Parameters = ["name": "far"]
        #expect(
            await refusal(client, try operation("monitor.delete"), deletion) == .refused(["Monitor record is in use"]))
        _ = try await client.call("monitor.detach", ["user": user])
        _ = try await client.call("subuser.monitor.detach", ["user": facts.subuser])
        #expect(try await users("far") == [])
        _ = try await client.call("monitor.delete", deletion)
        #expect(try await users("far") == nil)
    }

    @Test("Parse settings are made, changed and deleted, one hostname at a time")
    func parse() async throws {
        func entries() async throws -> [[Value]] {
            let parse = try await client.call("parse.list", ["user": user]).records.first?["parse"]
            guard case .list(let values)? = parse else { return [] }
            return values.map { value in
                guard case .record(let record) = value else { return [] }
                return [record["hostname"], record["url"], record["spam_check"]]
            }
        }
        let before = try await entries()
        let host: Parameters = ["user": user, "hostname": "in.words.example"]
        _ = try await client.call("parse.create", host.appending("url", "a.example"))
        #expect(try await entries() == before + [[.text("in.words.example"), .text("a.example"), .truth(false)]])
        let update = host.appending("url", "b.example").appending("spam_check", "1")
        _ = try await client.call("parse.update", update)
        #expect(try await entries().last == [.text("in.words.example"), .text("b.example"), .truth(true)])
        _ = try await client.call("parse.update", host.appending("url", "c.example"))
        #expect(try await entries().last == [.text("in.words.example"), .text("c.example"), .truth(true)])
        _ = try await client.call("parse.delete", host)
        #expect(try await entries() == before)
    }

    @Test("Setting an app up does not switch it on, and overwrites all of its settings")
    func apps() async throws {
        let footer: Parameters = ["user": user, "name": "footer"]
        func isOn() async throws -> Bool? {
            try await client.call("apps.list", ["user": user]).records.first { $0.text("name") == "footer" }?
                .truth("activated")
        }
        func settings() async throws -> Record {
            guard case .record(let record)? = try await client.call("apps.settings", footer).records.first?["settings"]
            else { return Record() }
            return record
        }
        _ = try await client.call("apps.deactivate", footer)
        _ = try await client.call("apps.setup", footer.appending("text/plain", "bye").appending("text/html", "<b>"))
        #expect(try await isOn() == false)
        _ = try await client.call("apps.activate", footer)
        #expect(try await isOn() == true)
        #expect(try await settings().text("text/html") == "<b>")
        _ = try await client.call("apps.setup", footer.appending("text/plain", "so long"))
        #expect(try await settings().text("text/plain") == "so long")
        #expect(try await settings().text("text/html") ?? "" == "")
    }

    @Test("The event URL is kept as it was sent, and is nothing after it was deleted, twice too")
    func eventURL() async throws {
        let url = "hooks.example/in?a=1&b=\u{E4}/\u{1F600}"
        _ = try await client.call("eventURL.set", ["user": user, "url": url])
        #expect(try await client.call("eventURL.get", ["user": user]).records.first?.text("url") == url)
        for _ in 0..<2 { _ = try await client.call("eventURL.delete", ["user": user]) }
        #expect(try await client.call("eventURL.get", ["user": user]).value == .null)
    }

    @Test("The time zone that was set is the one that is told, and moves the dates of the lists")
    func timezone() async throws {
        func created() async throws -> [WireTime?] {
            try await client.call("bounces.list", ["user": user, "date": "1"]).records.map { $0.time("created") }
        }
        _ = try await client.call("timezone.set", ["user": user, "timezone": "Asia/Tokyo"])
        #expect(try await client.call("timezone.get", ["user": user]).records.first?.text("timezone") == "Asia/Tokyo")
        let east = try #require(try await created().last ?? nil)
        _ = try await client.call("timezone.set", ["user": user, "timezone": "America/Chicago"])
        let west = try #require(try await created().last ?? nil)
        #expect(east.secondsSinceEpoch - west.secondsSinceEpoch == 14 * 3600)
    }

    @Test("A password that was set is the one that is accepted")
    func passwords() async throws {
        let check = try operation("customer.authenticate")
        let new: Parameters = ["user": user, "password": "n3w-pass-word"]
        #expect(await refusal(client, check, new) == .refused(["Invalid username and/or password"]))
        _ = try await client.call("customer.setPassword", new.appending("confirm_password", "n3w-pass-word"))
        #expect(await refusal(client, check, new) == nil)
        #expect(
            await refusal(client, check, ["user": user, "password": facts.password])
                == .refused(["Invalid username and/or password"]))
    }

    @Test("A credential is changed and deleted by its own customer only, and its name stays taken")
    func credentials() async throws {
        let name: Parameters = ["user": user, "credential_name": "extra@login.example"]
        _ = try await client.call("credential.add", name.appending("credential_password", "n3w-pass-word"))
        let edit = try operation("credential.edit")
        let other = try #require(
            try await client.call("customer.list", ["limit": "5"]).records.compactMap { $0.text("username") }
                .first { $0 != user })
        let foreign: Parameters = [
            "user": other, "credential_name": "extra@login.example", "new_credential_password": "0ther-pass",
        ]
        #expect(await refusal(client, edit, foreign) == .refused(["Credential name not found"]))
        _ = try await client.call("credential.delete", name)
        #expect(
            await refusal(client, edit, name.appending("new_credential_password", "0ther-pass"))
                == .refused(["Credential name not found"]))
    }

    @Test("A new name leads to the same customer, the old one to nobody, and it is not given again")
    func rename() async throws {
        _ = try await client.call("customer.setUsername", ["user": user, "username": "new@name.example"])
        #expect(try await profile().text("username") == "new@name.example")
        let overview = try operation("account.overview")
        #expect(await refusal(client, overview, ["user": user]) == .refused(["User does not exist"]))
        #expect(await refusal(client, overview, ["user": "new@name.example"]) == nil)
        let back: Parameters = ["user": "new@name.example", "username": user]
        #expect(
            await refusal(client, try operation("customer.setUsername"), back)
                == .refused(["Credential Resource Already Exists"]))
    }

    @Test("A profile keeps what was not sent, and ignores what it does not take")
    func profiles() async throws {
        let before = try await profile()
        _ = try await client.call("customer.setProfile", ["user": user, "city": "Zo\u{EB}ville", "state": ""])
        let after = try await profile()
        #expect(after.text("city") == "Zo\u{EB}ville")
        #expect(after.text("state") == "")
        for name in ["username", "email", "first_name", "zip", "phone", "website"] {
            #expect(after.text(name) == before.text(name), "\(name)")
        }
    }

    @Test("A scheduled change is pending and happens; one called off does not; an immediate one drops it")
    func pending() async throws {
        func pending() async throws -> Record? {
            try await client.call("pending.list", ["username": user]).records.first
        }
        func package() async throws -> String? {
            try await client.call("account.overview", ["user": user]).records.first?.text("package")
        }
        let before = try await package()
        let down = ValidCall(try operation("account.scheduledDowngrade"), facts).parameters
        _ = try await client.call("account.scheduledDowngrade", down)
        #expect(try await pending()?.text("type") == "Account Downgrade")
        _ = try await client.call("pending.delete", ["user": user])
        #expect(try await pending() == nil)
        try await bench.server.advance(seconds: 40 * 86_400)
        #expect(try await package() == before)
        _ = try await client.call("account.scheduledDowngrade", down)
        let change = try #require(try await pending())
        #expect(change.text("update")?.hasSuffix(facts.cheap.name) == true)
        #expect(change.texts("ip_groups") == [facts.group])
        let overview = try await client.call("account.overview", ["user": user]).records.first
        #expect(change.date("date") == overview?.date("billing_process_date"))
        try await bench.server.advance(seconds: 40 * 86_400)
        #expect(try await pending() == nil)
        #expect(try await package() == facts.cheap.name)
        _ = try await client.call("account.scheduledClose", ["user": user])
        let up = ValidCall(try operation("account.immediateUpgrade"), facts).parameters
        _ = try await client.call("account.immediateUpgrade", up)
        #expect(try await package() == facts.dear.name)
        #expect(try await pending() == nil)
        #expect(
            try await client.call("ip.usage", ["user": user]).records.contains { $0.text("ip") == facts.freeAddress })
        #expect(try await !client.call("ip.free").records.contains { $0.text("ip") == facts.freeAddress })
    }

    @Test("A deleted customer stays until the cycle ends and is gone after it, name and all")
    func deletion() async throws {
        _ = try await client.call("customer.delete", ["user": user])
        #expect(try await client.call("pending.list").records.first?.text("type") == "Account Close")
        #expect(try await profile().text("username") == user)
        try await bench.server.advance(seconds: 40 * 86_400)
        #expect(try await client.call("customer.list", ["username": user]).value == .list([]))
        let create = ValidCall(try operation("customer.create"), facts).parameters.pairs
            .map { Parameters.Pair($0.name, $0.name == "username" ? user : $0.value) }
        #expect(
            await refusal(client, try operation("customer.create"), Parameters(create))
                == .refused(["Credential Resource Already Exists"]))
    }

    @Test("A new customer is in the list, with what the service keeps of it")
    func creation() async throws {
        let parameters = ValidCall(try operation("customer.create"), facts, .full).parameters
        _ = try await client.call("customer.create", parameters)
        let found = try #require(
            try await client.call("customer.list", ["username": "fresh@name.example"]).records.first)
        #expect(found.text("city") == parameters["city"])
        #expect(found.text("email") == parameters["email"])
        #expect(found.text("website") == "http://www.words.example")
        #expect(found.text("country") == "W\u{F6}rte")
        #expect(found.truth("active") == true)
        let login: Parameters = ["user": "fresh@name.example", "password": "n3w-pass-word"]
        #expect(await refusal(client, try operation("customer.authenticate"), login) == nil)
    }
}
