import Dialects
import Foundation
import ResellerAPI
import Testing

@testable import ResellerClient

/// Every call as it goes out, in both dialects and formats, against a file that was recorded from the first client.
@Suite struct WireTests {
    private static let record = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wire/calls.txt")

    @Test("Every call of every dialect goes out byte for byte as it always did")
    func sent() async throws {
        var lines: [String] = []
        for dialect in [Dialect.v2, .v1] {
            for operation in ResellerAPI.Operation.all {
                guard let spoken = dialect.spoken(operation) else {
                    lines.append("\(dialect) \(operation.id) -")
                    continue
                }
                var forms: Set<String> = []
                for format in WireFormat.allCases {
                    let request = try await Self.request(operation, Self.parameters(spoken), dialect, format)
                    let url = request.url.replacing(".\(format.rawValue)", with: ".FORMAT")
                    #expect(request.url == url.replacing(".FORMAT", with: ".\(format.rawValue)"))
                    forms.insert("\(request.description.prefix { $0 != " " }) \(url) \(request.body)")
                }
                #expect(forms.count == 1, "\(operation.id): the format is told by the path alone")
                lines.append("\(dialect) \(operation.id) " + forms.joined(separator: " | "))
            }
        }
        try compare(lines)
    }

    /// The first run writes the file and fails, so that somebody looks at it.
    private func compare(_ lines: [String]) throws {
        guard let text = try? String(contentsOf: Self.record, encoding: .utf8) else {
            try FileManager.default.createDirectory(
                at: Self.record.deletingLastPathComponent(), withIntermediateDirectories: true)
            try (lines.joined(separator: "\n") + "\n").write(to: Self.record, atomically: true, encoding: .utf8)
            Issue.record("recorded \(lines.count) calls")
            return
        }
        let recorded = text.split(separator: "\n").map(String.init)
        #expect(recorded.count == lines.count)
        for (old, new) in zip(recorded, lines) { #expect(old == new) }
    }

    /// What the client hands to its transport for one call.
    private static func request(
        _ operation: ResellerAPI.Operation, _ parameters: Parameters, _ dialect: Dialect, _ format: WireFormat
    ) async throws -> TransportRequest {
        let transport = ScriptedTransport(#"{"message":"success"}"#)
        let client = try client(transport, configuration(format: format, dialect: dialect))
        do throws(APIError) {
            _ = try await client.call(operation, parameters)
        } catch {
            // What the answer is read as is of no interest here.
        }
        return try #require(transport.requests.first, "\(operation.id) was not sent")
    }

    /// A value for every field that may be given beside the others.
    private static func parameters(_ operation: ResellerAPI.Operation) -> Parameters {
        var parameters = Parameters()
        for field in operation.fields where !isExcluded(field, in: operation) {
            for value in values(field) {
                parameters.append(field.rule == .appSetting ? "text/html" : field.name, value)
            }
        }
        return parameters
    }

    private static func isExcluded(_ field: Field, in operation: ResellerAPI.Operation) -> Bool {
        operation.constraints.contains { constraint in
            guard case .exclusive(field.name, let others) = constraint else { return false }
            return operation.fields.contains { others.contains($0.name) }
        }
    }

    private static func values(_ field: Field) -> [String] {
        switch field.rule {
        case .text, .filter, .exact, .typedPassword: ["W\u{F6}rter & <more>+~*"]
        case .integer(let min): [String(min + 3)]
        case .flag(let value): [value]
        case .choice(let choices): [choices[0]]
        case .date: [field.name.hasPrefix("start") ? "2026-09-01" : "2026-09-30"]
        case .email: ["kim+tag@mail.example"]
        case .password, .equals: ["n3w-pass-word"]
        case .newName: ["fresh@name.example"]
        case .url: ["hooks.example/in?a=1&b=\u{E4}"]
        case .domain: ["mail.words.example"]
        case .existing(let thing, _):
            switch thing {
            case .ip: field.repeats ? ["192.0.2.7", "192.0.2.8"] : ["192.0.2.7"]
            case .app: ["footer"]
            default: ["some thing"]
            }
        case .appSetting: ["<p>W\u{F6}rter</p>"]
        }
    }
}
