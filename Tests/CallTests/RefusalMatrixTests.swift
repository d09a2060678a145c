import Dialects
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// Every call of the table made wrong, past the client's own rules: what the service says no to, the client reads as such.
@Suite("Every operation, called wrongly")
struct RefusalMatrixTests {
    @Test(
        "is refused for the right reason on both wires, and nothing was changed by it",
        arguments: OperationMatrixTests.ids)
    func wrong(id: String) async throws { try await expectRefusals(id, .v2) }

    @Test("is refused in the older dialect as well", arguments: OperationMatrixTests.olderIDs)
    func wrongInOlder(id: String) async throws { try await expectRefusals(id, .v1) }

    private func expectRefusals(_ id: String, _ dialect: Dialect) async throws {
        let facts = try await Facts.usual.value
        let operation = try operation(id)
        let call = ValidCall(try #require(dialect.spoken(operation)), facts, .full)
        let parameters = call.parameters
        let wrongs = WrongCalls(operation: call.operation, parameters: parameters).all
        #expect(wrongs.count >= 5)
        for format in WireFormat.allCases {
            let bench = try Bench()
            for step in call.preparation {
                _ = try await bench.client(format, dialect).call(step, ValidCall(step, facts).parameters)
            }
            for wrong in wrongs {
                let client = try bench.client(format, dialect, altering: wrong.alteration)
                #expect(await refusal(client, operation, parameters) == wrong.reason, "\(format): \(wrong)")
            }
            let right = await refusal(try bench.client(format, dialect), operation, parameters)
            #expect(right == nil, "\(format): right in the end")
        }
    }

    @Test(
        "The client's own rules refuse the same values, name the field, and send nothing",
        arguments: OperationMatrixTests.ids)
    func ownRules(id: String) async throws {
        let facts = try await Facts.usual.value
        let operation = try operation(id)
        let parameters = ValidCall(operation, facts, .full).parameters
        let sent = Counter()
        let client = try Bench(customers: 10).client { _ in sent.count() }
        for field in operation.fields where field.required && field.rule != .appSetting {
            let rest = Parameters(parameters.pairs.filter { $0.name != field.name })
            let reason = await refusal(client, operation, rest)
            #expect(reason == .invalid(field: field.bareName, rule: "is required"))
        }
        let stray = parameters.appending("no_such_field", "1")
        if case .invalid(let field, _) = await refusal(client, operation, stray) {
            #expect(field == "no_such_field")
        } else {
            Issue.record("a field that the call does not have was accepted")
        }
        #expect(sent.total == 0)
    }

    /// A second call that the state of the account does not allow.
    struct Clash: Sendable, CustomTestStringConvertible {
        let id: String
        let steps: [String]
        let reason: APIError.Reason
        var changes: [String: String] = [:]
        var testDescription: String { "\(id) after \(steps)" }
    }

    static let clashes = [
        Clash(
            id: "customer.create", steps: ["customer.create"], reason: .refused(["Credential Resource Already Exists"])),
        Clash(
            id: "credential.add", steps: ["credential.add"], reason: .refused(["Credential Resource Already Exists"])),
        Clash(
            id: "customer.setUsername", steps: ["credential.add"],
            reason: .refused(["Credential Resource Already Exists"])),
        Clash(id: "unsubscribes.add", steps: ["unsubscribes.add"], reason: .refused(["Email already exists"])),
        Clash(id: "monitor.create", steps: ["monitor.create"], reason: .refused(["Monitor record already exists"])),
        Clash(
            id: "monitor.edit", steps: ["monitor.create"], reason: .refused(["Monitor record already exists"]),
            changes: ["new_name": "vip"]),
        Clash(
            id: "monitor.delete", steps: ["monitor.create", "monitor.append"],
            reason: .refused(["Monitor record is in use"])),
        Clash(id: "parse.create", steps: ["parse.create"], reason: .refused(["Hostname already exists"])),
        Clash(id: "parse.delete", steps: [], reason: .refused(["Hostname not found"])),
        Clash(id: "pending.delete", steps: [], reason: .refused(["Pending change not found"])),
        Clash(id: "apps.deactivate", steps: [], reason: .notAuthorized, changes: ["name": "dkim"]),
        Clash(
            id: "account.immediateDowngrade", steps: ["account.immediateClose"],
            reason: .refused(["Package is invalid"])),
        Clash(id: "bounces.delete", steps: ["bounces.delete"], reason: .refused(["Email does not exist"])),
    ]

    @Test("What the state does not allow is refused in the service's words", arguments: clashes, WireFormat.allCases)
    func clash(clash: Clash, format: WireFormat) async throws {
        let facts = try await Facts.usual.value
        let client = try Bench().client(format)
        for step in clash.steps { _ = try await client.call(step, ValidCall(try operation(step), facts).parameters) }
        let parameters = ValidCall(try operation(clash.id), facts, .full).parameters.pairs
            .map { Parameters.Pair($0.name, clash.changes[$0.name] ?? $0.value) }
        #expect(await refusal(client, try operation(clash.id), Parameters(parameters)) == clash.reason)
    }

    @Test("One call too many in a minute is told as that, on both wires", arguments: WireFormat.allCases)
    func tooMany(format: WireFormat) async throws {
        let bench = try Bench(customers: 10) { $0.rateLimit = 2 }
        let delete = try operation("customer.delete")
        var reasons: [APIError.Reason?] = []
        // A change is not made again, so that each call here is one on the wire; a new minute may begin meanwhile.
        for _ in 0..<6 { reasons.append(await refusal(try bench.client(format), delete, ["user": "nobody"])) }
        let isTooMany = reasons.map { reason in
            if case .tooManyCalls(let seconds)? = reason { (0...60).contains(seconds ?? -1) } else { false }
        }
        #expect(isTooMany.contains(true))
        #expect(reasons.first == .refused(["User does not exist"]))
    }
}
