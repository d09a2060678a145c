import ResellerAPI
import Testing

private let user: Parameters = ["user": "ops@mill.example"]

private func request(_ id: String, _ more: Parameters = [:]) throws -> Request {
    try #require(Request(id, Parameters(user.pairs + more.pairs)))
}

private func image(_ entries: KeyValuePairs<String, String?>) -> StateImage {
    StateImage(isThere: true, entries: entries.map { StateImage.Entry($0.key, $0.value) })
}

private func limit(_ credit: Int, _ left: Int) -> StateImage {
    image(["credit": String(credit), "credit_remain": String(left), "last_reset": "2026-09-01"])
}

private func lines(_ changes: [ValueChange]) -> [String] {
    changes.map { "\($0.label): \($0.old ?? "none") -> \($0.new ?? "none")" }
}

/// What a dialog shows before a call: where the state is read, and old and new values.
@Suite struct ChangeTests {
    @Test(
        "The state is read where the service shows it",
        arguments: [
            ("customer.disable", [:], "customer.list username=ops@mill.example"),
            ("limits.increment", ["credits": "5"], "limits.get user=ops@mill.example"),
            ("subuser.bounces.delete", ["email": "x@a.example"], "subuser.bounces.list user=ops@mill.example"),
            ("monitor.append", ["name": "near"], "monitor.list "),
            ("apps.setup", ["name": "bcc"], "apps.settings user=ops@mill.example name=bcc"),
            ("customer.delete", [:], "pending.list username=ops@mill.example"),
            ("account.immediateClose", [:], "account.overview user=ops@mill.example"),
            ("customer.setPassword", ["password": "n3w-pass-word"], nil),
            ("customer.list", [:], nil),
        ] as [(String, Parameters, String?)])
    func observations(id: String, more: Parameters, expected: String?) throws {
        #expect(try request(id, more).observation?.description == expected)
    }

    @Test("Of a list the record of the whole name counts, not the first that holds part of it")
    func picking() throws {
        func customer(_ name: String, _ active: Bool) -> Record {
            Record([Record.Entry("username", .text(name)), Record.Entry("active", .truth(active))])
        }
        let records = [customer("dev-ops@mill.example", false), customer("OPS@mill.example", true)]
        #expect(try request("customer.enable").image(in: records) == image(["active": "true"]))
        let exact = records + [customer("ops@mill.example", false)]
        #expect(try request("customer.enable").image(in: exact) == image(["active": "false"]))
        #expect(try request("customer.enable").image(in: [records[0]]) == .absent)
        let switches = try request("customer.websiteDisable").image(in: exact)
        #expect(switches == image(["website_access": nil]), "what the service does not tell is there without a value")
    }

    @Test("An image of an app's settings keeps lists and hides keys")
    func settings() throws {
        let settings = Record([
            Record.Entry("license_key", .text("abc")), Record.Entry("list", .list([.text("a"), .text("b")])),
        ])
        let found = try request("apps.setup", ["name": "newrelic"])
            .image(in: [Record([Record.Entry("settings", .record(settings))])])
        #expect(found == image(["license_key": "********", "list": "a", "list": "b"]))
    }

    @Test(
        "Limits count as the service counts",
        arguments: [
            ("limits.increment", ["credits": "10"], limit(0, 40), ["credits: 0 -> 0", "left: 40 -> 50"]),
            ("limits.increment", ["credits": "10"], limit(400, 40), ["credits: 400 -> 0", "left: 40 -> 50"]),
            ("limits.increment", ["credits": "10"], .absent, ["credits: none -> 0", "left: none -> 10"]),
            ("limits.decrement", ["credits": "90"], limit(0, 40), ["credits: 0 -> 0", "left: 40 -> 0"]),
            ("limits.setTotal", ["credits": "200"], limit(400, 40), ["credits: 400 -> 0", "left: 40 -> 200"]),
            (
                "limits.setRecurring", ["credits": "400", "period": "daily", "initial_credits": "70"], limit(0, 5),
                ["credits: 0 -> 400", "left: 5 -> 70", "period: none -> daily"]
            ),
            (
                "limits.remove", [:], limit(0, 5),
                ["credits: 0 -> none", "left: 5 -> none", "last reset: 2026-09-01 -> none"]
            ),
            (
                "limits.increment", ["credits": "9223372036854775807"], limit(0, 40),
                ["credits: 0 -> 0", "left: 40 -> 9223372036854775807"]
            ),
        ] as [(String, Parameters, StateImage, [String])])
    func limits(id: String, more: Parameters, before: StateImage, expected: [String]) throws {
        #expect(lines(try request(id, more).changes(from: before)) == expected)
    }

    @Test(
        "Other calls show what they are given, and what was there",
        arguments: [
            ("customer.disable", [:], image(["active": "true"]), ["sending: on -> off"]),
            ("customer.websiteEnable", [:], image(["website_access": nil]), ["website login: none -> on"]),
            (
                "customer.setProfile", ["city": "Bern", "country": "Switzerland", "state": ""],
                image(["city": "Basel", "country": "CH", "state": "BS"]),
                ["city: Basel -> Bern", "state: BS -> none", "country: CH -> Switz"]
            ),
            (
                "customer.setUsername", ["username": "new@mill.example"], image(["username": "ops@mill.example"]),
                ["username: ops@mill.example -> new@mill.example"]
            ),
            (
                "bounces.delete", ["email": "x@a.example"], image(["email": "x@a.example", "status": "5.1.1"]),
                ["email: x@a.example -> none", "status: 5.1.1 -> none"]
            ),
            ("bounces.delete", ["email": "x@a.example"], nil, ["email: x@a.example -> none"]),
            ("monitor.append", ["name": "near"], image(["name": "far"]), ["monitor records: far -> far, near"]),
            ("monitor.detach", [:], image(["name": "far", "name": "near"]), ["monitor records: far, near -> none"]),
            ("account.immediateClose", [:], image(["package": "Gold"]), ["package: Gold -> Free"]),
            (
                "account.scheduledDowngrade", ["package": "Silver", "ip_group[]": "shared"], .absent,
                [
                    "pending change: none -> Account Downgrade", "package then: none -> Silver",
                    "IP groups: none -> shared",
                ]
            ),
            (
                "apps.setup", ["name": "footer", "text/plain": "bye"], image(["text/html": "<b>", "text/plain": "hi"]),
                ["text/html: <b> -> none", "text/plain: hi -> bye"]
            ),
            (
                "customer.setPassword", ["password": "n3w-pass-word", "confirm_password": "n3w-pass-word"], nil,
                ["password: none -> ********"]
            ),
            (
                "credential.add", ["credential_name": "a@b.example", "credential_password": "n3w-pass-word"], nil,
                ["login: none -> a@b.example", "password: none -> ********"]
            ),
            ("credential.delete", ["credential_name": "a@b.example"], nil, ["login: a@b.example -> none"]),
            (
                "parse.update", ["hostname": "in.example", "url": "b.example", "spam_check": "1"],
                image(["hostname": "in.example", "url": "a.example", "spam_check": "false"]),
                ["URL: a.example -> b.example", "spam check: off -> on"]
            ),
        ] as [(String, Parameters, StateImage?, [String])])
    func values(id: String, more: Parameters, before: StateImage?, expected: [String]) throws {
        #expect(lines(try request(id, more).changes(from: before)) == expected)
    }

    @Test("What moved since it was on the screen is told, but not the mail that went out")
    func differences() throws {
        let call = try request("limits.increment", ["credits": "10"])
        #expect(call.differences(from: limit(0, 40), to: limit(0, 33)) == [])
        #expect(lines(call.differences(from: limit(0, 40), to: limit(0, 60))) == ["left: 40 -> 60"])
        #expect(
            lines(call.differences(from: limit(400, 40), to: limit(0, 30))) == ["credits: 400 -> 0", "left: 40 -> 30"])
        let detach = try request("monitor.detach")
        #expect(
            lines(detach.differences(from: image(["name": "far"]), to: .absent)) == ["monitor records: far -> none"])
    }
}

/// What the state after a call tells about it.
@Suite struct VerdictTests {
    @Test(
        "Mail that goes out in between leaves a verdict open only where both could be",
        arguments: [
            // What was there, what is there, and whether 10 more and 10 less were carried out.
            (40, 50, .carriedOut, .undecided), (40, 40, .notCarriedOut, .notCarriedOut),
            (40, 45, .carriedOut, .undecided), (40, 60, .undecided, .undecided),
            (40, 35, .undecided, .notCarriedOut), (40, 30, .undecided, .carriedOut), (40, 20, .undecided, .undecided),
            (0, 0, .notCarriedOut, .carriedOut), (5, 0, .undecided, .carriedOut),
        ] as [(Int, Int, Verdict, Verdict)])
    func counting(old: Int, new: Int, more: Verdict, less: Verdict) throws {
        let increment = try request("limits.increment", ["credits": "10"])
        let decrement = try request("limits.decrement", ["credits": "10"])
        #expect(increment.verdict(before: limit(0, old), after: limit(0, new)) == more)
        #expect(decrement.verdict(before: limit(0, old), after: limit(0, new)) == less)
    }

    @Test(
        "A limit of another kind is proof, as long as no more is left than could be",
        arguments: [
            ("limits.increment", limit(400, 40), limit(0, 48), .carriedOut),
            ("limits.increment", limit(400, 40), limit(400, 400), .notCarriedOut),
            ("limits.increment", limit(400, 40), limit(0, 60), .undecided),
            ("limits.increment", .absent, limit(0, 10), .carriedOut),
            ("limits.increment", .absent, .absent, .notCarriedOut),
            ("limits.increment", nil, limit(0, 50), .undecided),
            ("limits.setTotal", limit(400, 40), limit(0, 9), .carriedOut),
            ("limits.setTotal", limit(0, 40), limit(0, 40), .notCarriedOut),
            ("limits.setTotal", nil, limit(0, 10), .carriedOut),
            ("limits.setTotal", nil, limit(0, 4), .undecided),
            ("limits.setTotal", nil, .absent, .notCarriedOut),
            ("limits.setRecurring", limit(0, 40), limit(10, 10), .carriedOut),
            ("limits.setRecurring", limit(10, 10), limit(10, 10), .undecided),
            ("limits.setRecurring", limit(10, 3), limit(10, 3), .notCarriedOut),
            ("limits.remove", limit(0, 40), limit(0, 30), .notCarriedOut),
            ("limits.remove", limit(0, 40), .absent, .carriedOut),
        ] as [(String, StateImage?, StateImage, Verdict)])
    func kinds(id: String, before: StateImage?, after: StateImage, expected: Verdict) throws {
        let call = try request(id, ["credits": "10", "period": "daily"])
        #expect(call.verdict(before: before, after: after) == expected)
    }

    @Test(
        "Other calls are judged by what they set",
        arguments: [
            ("customer.disable", [:], image(["active": "false"]), image(["active": "false"]), .carriedOut),
            (
                "customer.websiteDisable", [:], image(["website_access": nil]), image(["website_access": nil]),
                .undecided
            ),
            ("customer.setEmail", ["email": "a@b.example"], image(["email": "x"]), image(["email": "y"]), .undecided),
            (
                "customer.setProfile", ["website": "b.example", "country": "Switzerland"], nil,
                image(["website": "http://b.example", "country": "Switz"]), .carriedOut
            ),
            ("customer.setProfile", ["city": "Bern"], image(["city": "Basel"]), .absent, .undecided),
            ("eventURL.set", ["url": "b.example"], .absent, .absent, .notCarriedOut),
            ("bounces.delete", ["email": "x@a.example"], nil, .absent, .carriedOut),
            ("customer.setUsername", ["username": "new@mill.example"], nil, .absent, .undecided),
            (
                "customer.create", ["username": "ops@mill.example"], image(["username": "ops@mill.example"]),
                image(["username": "ops@mill.example"]), .undecided
            ),
            ("customer.delete", [:], image(["type": "Account Close"]), image(["type": "Account Close"]), .undecided),
            ("customer.delete", [:], .absent, image(["type": "Account Close"]), .carriedOut),
            (
                "account.scheduledDowngrade", ["package": "Silver"], .absent,
                image(["type": "Account Downgrade", "update": "acme - Silver"]), .carriedOut
            ),
            (
                "account.scheduledDowngrade", ["package": "Silver"], .absent,
                image(["type": "Account Downgrade", "update": "acme - Tin"]), .undecided
            ),
            ("account.immediateClose", [:], image(["package": "Gold"]), image(["package": "Nothing"]), .carriedOut),
            ("account.immediateClose", [:], nil, image(["package": "Free"]), .undecided),
            (
                "account.immediateUpgrade", ["package": "Gold"], image(["package": "Tin"]), image(["package": "Tin"]),
                .notCarriedOut
            ),
            (
                "apps.setup", ["name": "sendwithus", "license_key": "b"], image(["license_key": "********"]),
                image(["license_key": "********"]), .undecided
            ),
            ("credential.add", ["credential_name": "a@b.example"], nil, .absent, .undecided),
        ] as [(String, Parameters, StateImage?, StateImage, Verdict)])
    func settings(
        id: String, more: Parameters, before: StateImage?, after: StateImage, expected: Verdict
    ) throws {
        #expect(try request(id, more).verdict(before: before, after: after) == expected)
    }
}

/// How a call is taken back.
@Suite struct InverseTests {
    private func inverse(_ id: String, _ more: Parameters, _ before: StateImage?) throws -> String {
        switch try request(id, more).inverse(before: before) {
        case .success(let call): call.description.replacing(" user=ops@mill.example", with: "")
        case .failure(let none): none.reason
        }
    }

    @Test(
        "The call that brings the state before back is made of that state",
        arguments: [
            ("customer.disable", [:], image(["active": "true"]), "customer.enable"),
            (
                "customer.setEmail", ["email": "a@b.example"], image(["email": "old@b.example"]),
                "customer.setEmail email=old@b.example"
            ),
            (
                "customer.setProfile", ["city": "Bern"], image(["city": "Basel", "zip": "1"]),
                "customer.setProfile city=Basel"
            ),
            ("unsubscribes.add", ["email": "a@b.example"], nil, "unsubscribes.delete email=a@b.example"),
            ("limits.increment", ["credits": "5"], limit(0, 40), "limits.decrement credits=5"),
            ("limits.increment", ["credits": "5"], .absent, "limits.remove"),
            ("limits.decrement", ["credits": "50"], limit(0, 40), "limits.increment credits=40"),
            ("limits.setTotal", ["credits": "5"], limit(0, 0), "limits.decrement credits=5"),
            ("limits.remove", [:], limit(0, 40), "limits.setTotal credits=40"),
            ("subuser.limits.remove", [:], limit(0, 40), "subuser.limits.setTotal credits=40"),
            ("eventURL.set", ["url": "b.example"], .absent, "eventURL.delete"),
            ("eventURL.delete", [:], image(["url": "a.example"]), "eventURL.set url=a.example"),
            (
                "parse.delete", ["hostname": "in.example"],
                image(["hostname": "in.example", "url": "a.example", "spam_check": "true"]),
                "parse.create hostname=in.example url=a.example spam_check=1"
            ),
            ("monitor.append", ["name": "near"], .absent, "monitor.detach"),
            ("monitor.detach", [:], image(["name": "far"]), "monitor.append name=far"),
            (
                "credential.add", ["credential_name": "a@b.example", "credential_password": "n3w-pass-word"], nil,
                "credential.delete credential_name=a@b.example"
            ),
            ("customer.delete", [:], .absent, "pending.delete"),
            (
                "pending.delete", [:],
                image(["type": "Account Upgrade", "update": "acme - Gold - new", "ips": "192.0.2.1", "ip_groups": nil]),
                "account.scheduledUpgrade package=Gold - new ip[]=192.0.2.1"
            ),
            (
                "apps.setup", ["name": "addresswhitelist", "list[]": "a.example"],
                image(["list": "x.example", "list": "y.example"]),
                "apps.setup name=addresswhitelist list[]=x.example list[]=y.example"
            ),
        ] as [(String, Parameters, StateImage?, String)])
    func calls(id: String, more: Parameters, before: StateImage?, expected: String) throws {
        #expect(try inverse(id, more, before) == expected)
    }

    @Test("A renamed monitor record is named and set back under its new name")
    func renamed() throws {
        let edit = try #require(Request("monitor.edit", ["name": "near", "new_name": "far", "new_frequency": "9"]))
        let before = image(["name": "near", "email": "a@b.example", "frequency": "7"])
        #expect(
            try edit.inverse(before: before).get().description
                == "monitor.edit name=far new_name=near new_frequency=7")
    }

    @Test(
        "Where nothing brings it back the reason is said",
        arguments: [
            (
                "customer.setUsername", ["username": "new@mill.example"], image(["username": "ops@mill.example"]),
                "the old name stays taken"
            ),
            ("account.immediateUpgrade", ["package": "Gold"], image(["package": "Tin"]), "an invoice was written"),
            ("customer.enable", [:], image(["active": "true"]), "it was so before, there is nothing to take back"),
            ("customer.enable", [:], nil, "the state before could not be read"),
            (
                "customer.websiteEnable", [:], image(["website_access": nil]),
                "the service did not tell how it was before"
            ),
            (
                "unsubscribes.add", ["email": "a@b.example"], image(["email": "a@b.example"]),
                "it was so before, there is nothing to take back"
            ),
            (
                "limits.increment", ["credits": "5"], limit(400, 40),
                "the limit was filled again at times, and the service does not tell when"
            ),
            ("limits.increment", ["credits": "5"], nil, "the state before could not be read"),
            ("limits.remove", [:], limit(0, 0), "nothing was left before, and a limit can't be set to nothing"),
            (
                "monitor.append", ["name": "near"], image(["name": "far"]),
                "taking it off takes it off the other records as well"
            ),
            (
                "monitor.append", ["name": "near"], image(["name": "near"]),
                "it was so before, there is nothing to take back"
            ),
            (
                "monitor.detach", [:], image(["name": "far", "name": "near"]),
                "it was on 2 records, and one call puts it on one"
            ),
            (
                "customer.delete", [:], image(["type": "Account Upgrade"]),
                "it took the place of the change that was pending before"
            ),
            (
                "pending.delete", [:], image(["type": "Account Close"]),
                "the service does not tell a planned close from a deletion"
            ),
            (
                "apps.setup", ["name": "sendwithus", "license_key": "b"], image(["license_key": "********"]),
                "the service does not show the key that was set before"
            ),
            (
                "apps.setup", ["name": "bcc", "email": "a@b.example"], image(["email": ""]),
                "the app had no settings before, and the service takes no empty ones"
            ),
            (
                "apps.setup", ["name": "domainkeys", "domain": "a.example"], image(["domain": "", "sender": "1"]),
                "the service takes no call with the values from before"
            ),
            (
                "bounces.delete", ["email": "x@a.example"], image(["email": "x@a.example"]),
                "only the service puts addresses on this list"
            ),
            ("customer.list", [:], nil, "it changed nothing"),
        ] as [(String, Parameters, StateImage?, String)])
    func reasons(id: String, more: Parameters, before: StateImage?, expected: String) throws {
        #expect(try inverse(id, more, before) == expected)
    }
}
