import Dialects
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// Every call of the table, through the client, against the sandbox, on both wires.
@Suite("Every operation, called through the client")
struct OperationMatrixTests {
    static let ids = ResellerAPI.Operation.all.map(\.id)
    static let olderIDs = ResellerAPI.Operation.all.filter { Dialect.v1.isAvailable($0) }.map(\.id)

    @Test("succeeds, and JSON and XML give the same values and the same output", arguments: ids, Extent.allCases)
    func valid(id: String, extent: Extent) async throws {
        let reply = try await equalReply(id, .v2, extent)
        if reply.operation.returns.count != .list { #expect(reply.records.count == 1) }
        if reply.operation.returns.count == .list, extent == .least || !Self.narrow.contains(id) {
            #expect(!reply.records.isEmpty)
        }
    }

    /// Lists whose filters, all of them at once, leave nothing of what the bench holds.
    private static let narrow: Set<String> = [
        "pending.list", "invoice.list", "invoice.numbers", "ip.usage", "ip.taken",
    ]

    @Test("succeeds in the older dialect, on both wires alike", arguments: olderIDs, Extent.allCases)
    func older(id: String, extent: Extent) async throws {
        let reply = try await equalReply(id, .v1, extent)
        if reply.operation.returns.count == .list, extent == .least { #expect(!reply.records.isEmpty) }
    }

    @Test("Calls that the older dialect has not are refused before anything is sent")
    func notInOlder() async throws {
        let bench = try Bench(customers: 10)
        let sent = Counter()
        let client = try bench.client(.json, .v1) { _ in sent.count() }
        let facts = try await Facts.usual.value
        let missing = ResellerAPI.Operation.all.filter { !Dialect.v1.isAvailable($0) }
        for operation in missing {
            let parameters = ValidCall(operation, facts).parameters
            let reason = await refusal(client, operation, parameters)
            #expect(reason == .unavailable(dialect: "v1"), "\(operation.id)")
        }
        #expect(Set(missing.map(\.area)) == [.timezone, .credentials])
        #expect(sent.total == 0)
    }

    @Test("Every app takes its settings and gives them back, on both wires alike", arguments: App.all.map(\.id))
    func apps(name: String) async throws {
        let facts = try await Facts.usual.value
        let app = try #require(App.named(name))
        let settings = ValidCall.settings(of: app, .full)
        let target: Parameters = ["user": facts.user, "name": name]
        var replies: [Value] = []
        for format in WireFormat.allCases {
            let client = try Bench().client(format)
            if !settings.isEmpty {
                _ = try await client.call("apps.setup", Parameters(target.pairs + settings))
            }
            _ = try await client.call("apps.activate", target)
            let reply = try await client.call("apps.settings", target)
            replies.append(reply.value)
            guard case .record(let found) = reply.records.first?["settings"] else {
                #expect(settings.isEmpty, "\(format) gave nothing back")
                continue
            }
            for pair in settings where pair.name != "version" {
                let bare = pair.name.hasSuffix("[]") ? String(pair.name.dropLast(2)) : pair.name
                #expect(found.text(bare) == pair.value || found.texts(bare) == [pair.value], "\(format) \(pair.name)")
            }
        }
        #expect(replies[0] == replies[1])
    }

    @Test("Over a real socket the same calls give the same answers as without one")
    func overSocket() async throws {
        let facts = try await Facts.usual.value
        let bench = try Bench()
        let port = try await bench.server.start()
        for format in WireFormat.allCases {
            var configuration = ClientConfiguration(
                baseURL: "http://127.0.0.1:\(port)", user: "sandbox", key: Secret("sandbox"), format: format)
            configuration.callsPerMinute = 100_000
            let live = try ResellerClient(configuration)
            let inside = try bench.client(format)
            for operation in ResellerAPI.Operation.all where operation.kind == .read {
                guard ValidCall(operation, facts).preparation.isEmpty else { continue }
                let parameters = ValidCall(operation, facts, .full).parameters
                let reply = await outcome(live, operation, parameters)
                #expect(reply == (await outcome(inside, operation, parameters)), "\(operation.id) \(format)")
            }
            await live.shutdown()
        }
        await bench.server.stop()
    }

    /// The answer to a valid call in JSON, after that in XML of a sandbox of its own was found to be the same.
    private func equalReply(_ id: String, _ dialect: Dialect, _ extent: Extent) async throws -> Reply {
        let facts = try await Facts.usual.value
        var replies: [Reply] = []
        for format in WireFormat.allCases {
            let client = try Bench().client(format, dialect)
            let spoken = try #require(dialect.spoken(operation(id)))
            let call = ValidCall(spoken, facts, extent)
            for step in call.preparation { _ = try await client.call(step, ValidCall(step, facts).parameters) }
            replies.append(try await client.call(try operation(id), call.parameters))
        }
        let told = replies.map { Reply(operation: $0.operation, value: $0.value.asXMLTells(in: dialect)) }
        #expect(told[0] == told[1])
        #expect(CallOutput.json(told[0], reveal: true) == CallOutput.json(told[1], reveal: true))
        return replies[0]
    }
}

extension Value {
    /// What XML can tell of this: it has no control characters, and no message beside the settings of version 1.
    fileprivate func asXMLTells(in dialect: Dialect) -> Value {
        switch self {
        case .text(let text):
            let controls = text.unicodeScalars.map {
                $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) ? "\u{FFFD}" : $0
            }
            return .text(String(String.UnicodeScalarView(controls)))
        case .list(let values): return .list(values.map { $0.asXMLTells(in: dialect) })
        case .record(let record):
            let hasSettings = record.entries.contains { $0.name == "settings" }
            let entries = record.entries.filter { dialect == .v2 || !hasSettings || $0.name != "message" }
            return .record(Record(entries.map { Record.Entry($0.name, $0.value.asXMLTells(in: dialect)) }))
        default: return self
        }
    }
}
