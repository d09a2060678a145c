import ResellerAPI
import Testing

/// What operations say of themselves.
@Suite struct WordingTests {
    @Test("No two operations have the same title, and none ends like a sentence")
    func titles() {
        let titles = Operation.all.map(\.wording.title)
        #expect(Set(titles).count == 119)
        #expect(titles.allSatisfy { $0.first?.isUppercase == true && !$0.hasSuffix(".") && $0.count <= 60 })
    }

    @Test("Every question ends as one and names whom the call is about, every done sentence is one without an end")
    func sentences() {
        for operation in Operation.all {
            let wording = operation.wording
            #expect(wording.question.hasSuffix("?"), "\(operation.id)")
            #expect(wording.done.last?.isPunctuation == false || wording.done.hasSuffix("}"), "\(operation.id)")
            #expect(wording.consequence?.hasSuffix(".") ?? true, "\(operation.id)")
            let aboutUser = operation.fields.contains { $0.required && $0.name == "user" }
            #expect(!aboutUser || wording.question.contains("{user}"), "\(operation.id)")
        }
    }

    @Test("The words name only parameters that the call has")
    func placeholders() {
        for operation in Operation.all {
            let wording = operation.wording
            for text in [wording.question, wording.done, wording.consequence ?? ""] {
                for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
                    let name = String(part.prefix { $0 != "}" })
                    #expect(operation.field(name) != nil, "\(operation.id): \(name)")
                }
            }
        }
    }

    @Test("What costs money or can't be undone has to be typed")
    func worst() {
        #expect(
            Operation.all.filter { $0.wording.grade == .worst }.map(\.id) == [
                "customer.delete", "customer.setUsername", "account.immediateUpgrade", "account.immediateDowngrade",
                "account.immediateClose", "account.scheduledClose",
            ])
    }

    @Test(
        "A call is asked for and told with its values",
        arguments: [
            (
                "limits.increment", ["user": "ops@mill.example", "credits": "500"],
                "Give ops@mill.example 500 more credits?", "ops@mill.example has 500 more credits"
            ),
            (
                "subuser.bounces.delete", ["user": "sub@mill.example", "email": "x@gone.example"],
                "Let x@gone.example get mail of subuser sub@mill.example again?",
                "x@gone.example is off the bounced list of subuser sub@mill.example"
            ),
            (
                "customer.setPassword", ["user": "ops@mill.example", "password": "s3cret-word"],
                "Set a new password for ops@mill.example?", "ops@mill.example has a new password"
            ),
            (
                "limits.increment", ["user": "12345", "credits": "5000"],
                "Give 12345 5,000 more credits?", "12345 has 5,000 more credits"
            ),
            (
                "stats.aggregate", ["user": "ops@mill.example"],
                "Show the all-time totals of ops@mill.example?", "the all-time totals of ops@mill.example: read"
            ),
            (
                "customer.create", ["username": "new@mill.example"],
                "Create the customer new@mill.example?", "new@mill.example is a customer now"
            ),
        ] as [(String, Parameters, String, String)])
    func filled(id: String, parameters: Parameters, question: String, done: String) throws {
        let request = try #require(Request(id, parameters))
        #expect(request.question == question)
        #expect(request.doneSentence == done)
    }

    @Test("A subuser's call says so in its title and in its words")
    func twins() throws {
        let twin = try #require(Operation.named("subuser.monitor.append")?.wording)
        #expect(twin.title == "Put a subuser on a monitor record")
        #expect(twin.question == "Put subuser {user} on the monitor record {name}?")
        #expect(Operation.named("subuser.limits.increment")?.wording.title == "Raise the credit limit (subuser)")
    }

    @Test("What the values do not tell is said before")
    func consequences() throws {
        let login = try #require(
            Request("credential.add", ["user": "ops@mill.example", "credential_name": "extra@mill.example"]))
        #expect(
            login.consequence
                == "On newer accounts it has full administrator rights. Whether its name can be had again after a "
                + "deletion is not documented.")
        let link = try #require(Request("customer.loginURL", ["user": "ops@mill.example"]))
        #expect(link.consequence == "Whoever has the address is logged in as ops@mill.example.")
    }

    @Test("Names of the wire have words on the screen")
    func labels() {
        #expect(
            ["credit_remain", "website_access", "first_name", "ip[]", "utm_source"].map { Wording.label($0) } == [
                "left", "website login", "first name", "IP addresses", "utm source",
            ])
    }

    @Test("Runs go over customers or over addresses, or nowhere")
    func bulk() {
        func ids(_ subject: BulkSubject) -> [String] {
            Operation.all.filter { $0.bulkOver == subject && $0.scope == .customer }.map(\.id)
        }
        #expect(
            ids(.addresses) == [
                "bounces.delete", "unsubscribes.add", "unsubscribes.delete", "invalidEmails.delete",
                "spamReports.delete",
            ])
        #expect(
            ids(.customers) == [
                "customer.delete", "customer.enable", "customer.disable", "customer.websiteEnable",
                "customer.websiteDisable", "customer.setProfile", "limits.remove", "limits.setRecurring",
                "limits.setTotal", "limits.increment", "limits.decrement", "timezone.set", "monitor.append",
                "monitor.detach", "whitelabel.append", "eventURL.set", "eventURL.delete", "apps.activate",
                "apps.deactivate", "apps.setup", "pending.delete", "account.immediateUpgrade",
                "account.immediateDowngrade", "account.immediateClose", "account.scheduledUpgrade",
                "account.scheduledDowngrade", "account.scheduledClose",
            ])
    }
}
