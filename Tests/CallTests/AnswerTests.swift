import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Testing

/// Answers in all the looseness that the service is known for, each as JSON and as XML of one meaning.
@Suite("Answers as the service gives them")
struct AnswerTests {
    /// One answer on both wires.
    struct Pair: Sendable, CustomTestStringConvertible {
        let id: String
        let what: String
        let json: String
        let xml: [UInt8]
        var testDescription: String { "\(id), \(what)" }

        init(_ id: String, _ what: String, json: String, xml: String) {
            self.init(id, what, json: json, bytes: Array(xml.utf8))
        }

        init(_ id: String, _ what: String, json: String, bytes: [UInt8]) {
            (self.id, self.what, self.json, self.xml) = (id, what, json, bytes)
        }
    }

    /// A client to which everything is answered with these bytes.
    private func client(_ format: WireFormat, _ body: [UInt8], status: Int = 200) throws -> ResellerClient {
        let configuration = ClientConfiguration(
            baseURL: "https://api.example", user: "u", key: Secret("k"), format: format, writes: .open)
        return try ResellerClient(configuration) { (_) throws(TransportError) in
            TransportResponse(status: status, body: body)
        }
    }

    private func reply(_ pair: Pair, _ format: WireFormat) async throws -> Reply {
        let operation = try operation(pair.id)
        let parameters = ValidCall(operation, try await Facts.usual.value).parameters
        return try await client(format, format == .json ? Array(pair.json.utf8) : pair.xml).call(operation, parameters)
    }

    @Test("Both wires give one output, which holds every field and value of the answer", arguments: Self.answers)
    func equal(pair: Pair) async throws {
        let json = CallOutput.json(try await reply(pair, .json), reveal: true)
        let xml = CallOutput.json(try await reply(pair, .xml), reveal: true)
        #expect(json == xml)
        let told = Leaves(json: json)
        for (name, values) in Leaves(json: pair.json).values {
            for (value, count) in values {
                #expect(told.values[name]?[value] ?? 0 >= count, "\(name): \(value) is missing in \(json)")
            }
        }
    }

    @Test("An answer in the other format than the one asked for is read all the same", arguments: Self.answers)
    func otherFormat(pair: Pair) async throws {
        let operation = try operation(pair.id)
        let parameters = ValidCall(operation, try await Facts.usual.value).parameters
        let swapped = try await client(.json, pair.xml).call(operation, parameters)
        #expect(swapped == (try await reply(pair, .xml)))
    }

    @Test("A refusal is the same refusal on both wires", arguments: Self.refusals)
    func refused(pair: Pair) async throws {
        for id in ["customer.list", "customer.disable", "limits.get", "apps.settings", "parse.list", "invoice.list"] {
            let operation = try operation(id)
            let parameters = ValidCall(operation, try await Facts.usual.value).parameters
            for (format, body) in [(WireFormat.json, Array(pair.json.utf8)), (.xml, pair.xml)] {
                for status in [200, 400] {
                    let reason = await refusal(try client(format, body, status: status), operation, parameters)
                    #expect(reason == .refused([pair.id]), "\(id) \(format) \(status)")
                }
            }
        }
    }

    @Test("Done is done in every way of saying so", arguments: Self.successes)
    func success(body: String) async throws {
        for id in ["customer.disable", "bounces.delete", "apps.setup"] {
            let operation = try operation(id)
            let parameters = ValidCall(operation, try await Facts.usual.value).parameters
            let reply = try await client(.json, Array(body.utf8)).call(operation, parameters)
            #expect(reply.records.first?.text("message") == "success", "\(id)")
        }
    }

    @Test("call prints the same for both wires of a service, its oddities included")
    func fromTheShell() async throws {
        let home = try Home()
        for pair in Self.answers where Self.shown.contains(pair.what) {
            let service = try PlainServer(json: pair.json, xml: pair.xml)
            let account = Account(url: service.url, home: home)
            let operation = try operation(pair.id)
            let values = ValidCall(operation, try await Facts.usual.value).parameters.pairs.map {
                "\($0.name)=\($0.value)"
            }
            let call = [pair.id] + values + (operation.kind == .read ? [] : ["--write"])
            let json = try await account.call(call)
            let xml = try await account.call(call + ["--format", "xml"])
            #expect(json.status == 0, "\(pair): \(json.errors)")
            #expect(json.output == xml.output)
            #expect(json.output == CallOutput.json(try await reply(pair, .json)) + "\n")
        }
    }

    private static let shown = ["Latin letters", "a list in its names", "money to the last digit"]
}

/// The scalars of a JSON text under their names, in a form in which spellings of one value are equal.
private struct Leaves {
    /// How often each value stands under each name.
    private(set) var values: [String: [String: Int]] = [:]

    init(json: String) {
        let data = Data(json.utf8)
        if let tree = try? JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed]) {
            add(tree, under: "")
        }
    }

    private mutating func add(_ value: Any, under name: String) {
        switch value {
        case let object as [String: Any]: for (name, value) in object { add(value, under: name) }
        case let list as [Any]: for value in list { add(value, under: name) }
        case is NSNull: break
        default:
            let text = Self.plain("\(value)")
            if !text.isEmpty { values[Self.wrapped.contains(name) ? "" : name, default: [:]][text, default: 0] += 1 }
        }
    }

    /// Names that only wrap, and are not printed.
    private static let wrapped: Set<String> = [
        "ip_group", "user", "list[]", "list", "users", "ips", "ip_groups", "ip", "tag", "tags",
    ]

    private static func plain(_ text: String) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines).replacing("\\/", with: "/")
        if let truth = ["true": "1", "false": "0"][trimmed.lowercased()] { return truth }
        if let number = Decimal(string: trimmed), Double(trimmed) != nil { return number.description }
        guard let time = WireTime(trimmed.replacing("T", with: " ")) else { return trimmed }
        return time.description
    }
}
