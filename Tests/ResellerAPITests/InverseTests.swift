import ResellerAPI
import Testing

/// How a call is taken back.
@Suite struct InverseTests {
    private func inverse(_ id: String, _ more: Parameters, _ before: StateImage?) throws -> String {
        switch try request(id, more).inverse(before: before) {
        case .success(let call): call.description.replacing(" user=ops@mill.example", with: "")
        case .failure(let none): none.reason
        }
    }

    @Test("Every inverse names a call of the table, restores from a read, or says why there is none")
    func inverses() {
        for operation in Operation.all {
            switch operation.inverse {
            case .none(let reason):
                #expect((reason == "it changed nothing") == (operation.kind == .read), "\(operation.id)")
            case .call(let id): #expect(Operation.named(id)?.kind != .read, "\(operation.id)")
            case .restore(let id): #expect(Operation.named(id)?.kind == .read, "\(operation.id)")
            }
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

    @Test("A call whose password was taken out for the journal is known as one that can't be made again")
    func masked() throws {
        let add = try request("credential.add", ["credential_name": "a@b.example", "credential_password": "n3w-pass"])
        #expect(!add.lacksSecrets)
        #expect(Request(add.operation, add.operation.masked(add.parameters)).lacksSecrets)
        let setup = try request("apps.setup", ["name": "sendwithus", "license_key": "***"])
        #expect(setup.lacksSecrets)
        #expect(try !request("customer.setProfile", ["city": "***"]).lacksSecrets)
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
                "whether the old name can be had again is not documented"
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
