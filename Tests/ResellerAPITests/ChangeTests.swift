import ResellerAPI
import Testing

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

    @Test("A new customer is shown as the service will have it, the password once and masked")
    func creation() throws {
        let create = try #require(
            Request(
                "customer.create",
                [
                    "username": "new@mill.example", "password": "n3w-pass-word", "confirm_password": "n3w-pass-word",
                    "country": "Switzerland", "website": "mill.example", "ip[]": "192.0.2.1", "ip[]": "192.0.2.2",
                ]))
        #expect(
            lines(create.changes(from: .absent)) == [
                "username: none -> new@mill.example", "password: none -> ********", "country: none -> Switz",
                "website: none -> http://mill.example", "IP addresses: none -> 192.0.2.1, 192.0.2.2",
            ])
        #expect(create.observation?.description == "customer.list username=new@mill.example")
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
