import Dialects
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// What the table says of a write, held against what the sandbox shows after it.
@Suite("What writes leave behind")
struct ConsequenceTests {
    static let writes = ResellerAPI.Operation.all.filter { $0.kind != .read }
    static let shown = writes.filter { $0.trace != nil }.map(\.id)

    /// Those that can't be taken back in the walk.
    static let lasting = [
        "customer.create", "customer.setUsername", "bounces.delete", "invalidEmails.delete", "spamReports.delete",
        "account.immediateUpgrade", "account.immediateDowngrade", "account.immediateClose", "subuser.bounces.delete",
        "subuser.invalidEmails.delete", "subuser.spamReports.delete",
    ]

    @Test("The service shows what every write changes, but for passwords, logins and whitelabel records")
    func coverage() async throws {
        let hidden = Self.writes.filter { $0.trace == nil }.map(\.id)
        #expect(
            hidden == [
                "customer.setPassword", "whitelabel.append", "credential.add", "credential.edit", "credential.delete",
            ])
        let facts = try await WriteFacts.usual.value
        for operation in Self.writes {
            #expect((facts.step(operation) == nil) == hidden.contains(operation.id), "\(operation.id)")
        }
        #expect(Self.shown.count == 64)
    }

    /// A write of the walk, made: the state before it and after it.
    private struct Made {
        let client: ResellerClient
        let request: Request
        let before: StateImage
        let after: StateImage
    }

    private func make(_ id: String, _ format: WireFormat = .json) async throws -> Made {
        let operation = try #require(ResellerAPI.Operation.named(id))
        let facts = try await WriteFacts.usual.value
        let step = try #require(facts.step(operation))
        let client = try writer(try sandbox(customers: 200), format)
        for call in step.preparation {
            let prefix = operation.scope == .subuser ? "subuser." : ""
            try await client.make(try #require(Request(prefix + call.id, call.parameters)))
        }
        let request = Request(operation, step.parameters)
        let before = try await client.image(request)
        try await client.make(request)
        return Made(client: client, request: request, before: before, after: try await client.image(request))
    }

    @Test(
        "The state after a write says that it was carried out, the state before that it was not", arguments: shown,
        [WireFormat.json, .xml])
    func verdicts(id: String, format: WireFormat) async throws {
        let made = try await make(id, format)
        let request = made.request
        #expect(request.verdict(before: made.before, after: made.after) == .carriedOut)
        #expect(request.verdict(before: made.before, after: made.before) == .notCarriedOut)
        #expect(request.verdict(before: nil, after: made.after) != .notCarriedOut)
        #expect(request.verdict(before: nil, after: made.before) != .carriedOut)
        #expect(!request.changes(from: made.before).isEmpty)
        #expect(request.changes(from: nil).allSatisfy { $0.new != nil || $0.old != nil })
    }

    @Test(
        "A write is taken back to the state before it, or it is said that it can't be", arguments: shown,
        [WireFormat.json, .xml])
    func inverses(id: String, format: WireFormat) async throws {
        let made = try await make(id, format)
        guard case .success(let back) = made.request.inverse(before: made.before) else {
            #expect(Self.lasting.contains(id))
            return
        }
        #expect(!Self.lasting.contains(id))
        #expect(back.target == made.request.target)
        let left = try await made.client.image(back)
        try await made.client.make(back)
        let restored = try await made.client.image(back)
        #expect(back.verdict(before: left, after: restored) == .carriedOut)
        // The day of the last reset is that of the last call.
        #expect(try await made.client.image(made.request).comparable == made.before.comparable)
    }

    @Test(
        "What the dialog says of a limit is what comes",
        arguments: [
            ("limits.setTotal", "0", "70"), ("limits.setRecurring", "400", "400"), ("limits.increment", "0", "270"),
            ("limits.decrement", "0", "130"),
        ])
    func figures(id: String, credits: String, left: String) async throws {
        let made = try await make(id)
        let changes = made.request.changes(from: made.before)
        #expect(changes[0] == ValueChange("credits", old: "0", new: credits, isCount: true))
        #expect(changes[1] == ValueChange("left", old: "200", new: left, isCount: true))
        #expect(made.after["credit"] == credits)
        #expect(made.after["credit_remain"] == left)
    }

    @Test(
        "A limit where there was none is taken back by removing it",
        arguments: [
            "limits.increment", "limits.setTotal",
        ])
    func firstLimit(id: String) async throws {
        let client = try writer(try sandbox(customers: 200))
        let user = try await WriteFacts.usual.value.user
        try await client.make(try #require(Request("limits.remove", ["user": user])))
        let request = try #require(Request(id, ["user": user, "credits": "70"]))
        let before = try await client.image(request)
        #expect(before == .absent)
        try await client.make(request)
        #expect(request.verdict(before: before, after: try await client.image(request)) == .carriedOut)
        let back = try request.inverse(before: before).get()
        #expect(back.operation.id == "limits.remove")
        try await client.make(back)
        #expect(try await client.image(request) == .absent)
    }

    @Test(
        "An app's own settings come back as they were, several values and digits included",
        arguments: [
            ("addresswhitelist", ["list[]": "a.example"]), ("domainkeys", ["domain": "b.example"]),
            ("eventnotify", [:]),
        ] as [(String, Parameters)])
    func settings(app: String, new: Parameters) async throws {
        let client = try writer(try sandbox(customers: 200))
        let user: Parameters = ["user": try await WriteFacts.usual.value.user, "name": app]
        let old: [String: Parameters] = [
            "addresswhitelist": ["list[]": "x.example", "list[]": "me@y.example"],
            "domainkeys": ["domain": "d.example", "sender": "1"],
        ]
        let events = (App.named("eventnotify")?.fields ?? []).filter(\.required)
        func notify(_ flag: String) -> Parameters {
            Parameters(events.map { Parameters.Pair($0.name, $0.name == "url" ? "\(flag).example" : flag) })
        }
        try await client.make(try #require(Request("apps.setup", user + (old[app] ?? notify("1")))))
        let request = try #require(Request("apps.setup", user + (new.pairs.isEmpty ? notify("0") : new)))
        let before = try await client.image(request)
        try await client.make(request)
        let after = try await client.image(request)
        #expect(request.verdict(before: before, after: after) == .carriedOut)
        #expect(request.verdict(before: before, after: before) == .notCarriedOut)
        try await client.make(try request.inverse(before: before).get())
        #expect(try await client.image(request) == before)
    }
}

extension StateImage {
    /// What has to be equal after taking back.
    fileprivate var comparable: StateImage {
        StateImage(isThere: isThere, entries: entries.filter { $0.name != "last_reset" })
    }
}
