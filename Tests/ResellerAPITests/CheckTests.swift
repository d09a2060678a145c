import ResellerAPI
import Testing

/// The rules that a call has to meet before it is sent, as the messages say them.
@Suite struct CheckTests {
    private func faults(_ id: String, _ parameters: Parameters) throws -> [String] {
        try #require(ResellerAPI.Operation.named(id)).check(parameters).map(\.message)
    }

    private static let customer: Parameters = [
        "username": "ops@northmill.example", "password": "s3cret-words", "confirm_password": "s3cret-words",
        "email": "ops@northmill.example", "first_name": "Ada", "last_name": "Mill", "address": "1 Mill Lane",
        "city": "Northmill", "state": "NM", "country": "US", "zip": "10001", "phone": "555 0100",
        "website": "northmill.example", "company": "Northmill", "package": "Silver Package",
        "whitelabel": "sendgrid.me", "ip_group[]": "shared", "ip[]": "192.0.2.7",
    ]

    private func changed(_ name: String, _ value: String?) -> Parameters {
        let others = Self.customer.pairs.filter { $0.name != name }
        return Parameters(others + (value.map { [.init(name, $0)] } ?? []))
    }

    @Test("A customer with all fields in order is fine")
    func complete() throws {
        #expect(try faults("customer.create", Self.customer) == [])
        #expect(try faults("customer.create", changed("ip[]", nil).appending("ip", "192.0.2.8")) == [])
        #expect(try faults("customer.create", changed("package", nil).appending("free_user", "true")) == [])
    }

    @Test("What is missing is named in the order of the fields")
    func missing() throws {
        let messages = try faults("credential.add", [:])
        #expect(
            messages == [
                "credential.add: user is required. Nothing was sent.",
                "credential.add: credential_name is required. Nothing was sent.",
                "credential.add: credential_password is required. Nothing was sent.",
            ])
        #expect(try faults("bounces.list", ["user": ""]) == ["bounces.list: user is required. Nothing was sent."])
    }

    @Test(
        "Each rule of a new customer is held",
        arguments: [
            ("username", "ab", "must have 3 to 64 characters, not all of them digits"),
            ("username", "123456", "must have 3 to 64 characters, not all of them digits"),
            ("username", "bob@sendgrid.com", "must not be in the domain sendgrid.com"),
            ("email", "nobody", "must be an email address"),
            ("email", String(repeating: "x", count: 60) + "@b.example", "must have at most 64 characters"),
            ("first_name", String(repeating: "é", count: 51), "must have at most 50 characters"),
            ("whitelabel", "nodots", "must be a domain"),
            ("free_user", "yes", "must be true or false"),
            ("billing_date", "2026-02-30", "must be a day as YYYY-MM-DD"),
            ("ip[]", "192.0.2", "must be an IP address"),
            ("confirm_password", "s3cret-word", "must be the same as password"),
            ("package", nil, "is required unless free_user is true"),
        ] as [(String, String?, String)])
    func rules(name: String, value: String?, words: String) throws {
        let bare = name.replacing("[]", with: "")
        #expect(
            try faults("customer.create", changed(name, value))
                == ["customer.create: \(bare) \(words). Nothing was sent."])
    }

    @Test("A password needs 8 characters, a letter and a digit, and is never repeated in the message")
    func passwords() throws {
        for bad in ["short1", "onlyletters", "1234567890", String(repeating: "a1", count: 65)] {
            let messages = try faults(
                "customer.setPassword", ["user": "a", "password": bad, "confirm_password": bad])
            #expect(messages.count == 1, "\(bad)")
            #expect(!messages.joined().contains(bad))
        }
    }

    @Test("Dates go together")
    func dates() throws {
        #expect(
            try faults("stats.daily", ["user": "a", "days": "3", "start_date": "2026-06-01"])
                == ["stats.daily: days can't be given together with start_date or end_date. Nothing was sent."])
        #expect(
            try faults("stats.daily", ["user": "a", "start_date": "2026-06-02", "end_date": "2026-06-01"])
                == ["stats.daily: end_date must not be before start_date. Nothing was sent."])
        #expect(try faults("stats.daily", ["user": "a", "start_date": "2026-06-02", "end_date": "2026-06-02"]) == [])
        #expect(
            try faults("invoice.list", ["end_date": "2026-06-01"])
                == ["invoice.list: end_date can only be given with start_date. Nothing was sent."])
        let limit: Parameters = [
            "user": "a", "credits": "10", "period": "daily", "startdate": "2026-06-01", "enddate": "2026-06-01",
        ]
        #expect(
            try faults("limits.setRecurring", limit)
                == ["limits.setRecurring: enddate must be after startdate. Nothing was sent."])
    }

    @Test("Numbers are whole and large enough")
    func numbers() throws {
        for bad in ["0", "-1", "1.5", "ten", " 1", "99999999999999999999"] {
            #expect(
                try faults("limits.setTotal", ["user": "a", "credits": bad])
                    == ["limits.setTotal: credits must be a whole number of at least 1. Nothing was sent."], "\(bad)")
        }
        #expect(try faults("customer.list", ["offset": "0", "limit": "1"]) == [])
    }

    @Test("A name that the call does not take is refused, and those that it takes are told")
    func unknownNames() throws {
        #expect(
            try faults("whitelabel.list", ["usr": "a"])
                == ["whitelabel.list: usr is not known: this call takes no parameters. Nothing was sent."])
        #expect(
            try faults("bounces.list", ["user": "a", "method": "x"])
                == ["bounces.list: method is not known: this call takes user, date. Nothing was sent."])
    }

    @Test("Only lists are given several times")
    func repeated() throws {
        let twice: Parameters = ["user": "a", "user": "b"]
        #expect(
            try faults("apps.list", twice)
                == ["apps.list: user is given 2 times, but takes one value. Nothing was sent."])
        let several: Parameters = ["user": "a", "category": "x", "category": "y"]
        #expect(try faults("stats.byCategory", several) == [])
        let operation = try #require(ResellerAPI.Operation.named("stats.byCategory"))
        #expect(operation.wireParameters(several).pairs.map(\.name) == ["user", "category[]", "category[]"])
        let upgrade = try #require(ResellerAPI.Operation.named("account.immediateUpgrade"))
        let sent = upgrade.wireParameters(["user": "a", "package": "Gold", "ip": "192.0.2.1", "ip[]": "192.0.2.2"])
        #expect(sent.pairs.map(\.name) == ["user", "package", "ip[]", "ip[]"])
    }

    @Test("Addresses of the web may lack the scheme, but have no blanks")
    func urls() throws {
        for good in ["https://hooks.example/a?b=c", "hooks.example", "http://127.0.0.1:8080/x"] {
            #expect(try faults("eventURL.set", ["user": "a", "url": good]) == [], "\(good)")
        }
        for bad in ["ftp://hooks.example", "http://", "two words", "a\nb.example"] {
            #expect(try faults("eventURL.set", ["user": "a", "url": bad]).count == 1, "\(bad)")
        }
    }

    @Test("The settings of an app are held to the table of apps")
    func apps() throws {
        let id = "apps.setup"
        #expect(
            try faults(id, ["user": "a", "name": "clicktrack"])
                == ["apps.setup: enable_text is required. Nothing was sent."])
        #expect(try faults(id, ["user": "a", "name": "clicktrack", "enable_text": "1"]) == [])
        #expect(
            try faults(id, ["user": "a", "name": "bcc", "email": "x"])
                == ["apps.setup: email must be an email address. Nothing was sent."])
        #expect(
            try faults(id, ["user": "a", "name": "footer"])
                == [
                    "apps.setup: text/html or text/plain is required: one of them at least. Nothing was sent."
                ])
        #expect(
            try faults(id, ["user": "a", "name": "gravatar", "x": "1"])
                == ["apps.setup: x is no setting of gravatar, which has none. Nothing was sent."])
        #expect(
            try faults(id, ["user": "a", "name": "template", "text/html": "<p>"])
                == ["apps.setup: text/html must hold <% body %> where the mail goes. Nothing was sent."])
        #expect(try faults(id, ["user": "a", "name": "seedlist", "anything": "1"]) == [])
        let list: Parameters = ["user": "a", "name": "addresswhitelist", "list": "a.example", "list": "b@c.example"]
        #expect(try faults(id, list) == [])
        let operation = try #require(ResellerAPI.Operation.named(id))
        #expect(operation.wireParameters(list).values(of: "list[]") == ["a.example", "b@c.example"])
    }

    @Test("Every secret field of the table is masked, and nothing else")
    func masked() {
        for operation in ResellerAPI.Operation.all {
            let given = Parameters(operation.fields.map { Parameters.Pair($0.name, "value") })
            let hidden = operation.masked(given).pairs.filter { $0.value == "***" }.map(\.name)
            #expect(hidden == operation.fields.map(\.name).filter { $0.contains("password") }, "\(operation.id)")
            #expect(operation.fields.filter(\.isSecret).map(\.name) == hidden, "\(operation.id)")
        }
    }

    @Test("Every call of the table checks and names what it needs")
    func everyOperation() {
        for operation in ResellerAPI.Operation.all {
            let needed = operation.fields.filter { $0.required && $0.rule != .appSetting }.map(\.bareName)
            let named = operation.check([:]).compactMap { error -> String? in
                if case .invalid(let field, "is required") = error.reason { field } else { nil }
            }
            #expect(named == needed, "\(operation.id)")
        }
    }
}
