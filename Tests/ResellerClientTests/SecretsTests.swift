import Logging
import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// Collects every line that is logged.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: String { lines.withLock { $0.joined(separator: "\n") } }
    func append(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct LineHandler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.append("\(event.message) \(String(describing: event.metadata))") }
}

/// Key, passwords and login links are looked for wherever text is made.
@Suite struct SecretsTests {
    private static let secrets = ["k3y-that-stays", "s3cret-words", "0123456789abcdef"]

    private func isClean(_ text: String) -> Bool { !Self.secrets.contains { text.contains($0) } }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text + "\(value)" + String(reflecting: value)
    }

    @Test("No description or dump of anything that holds a secret shows it")
    func dumps() async throws {
        let configuration = configuration()
        let parameters: Parameters = ["user": "a", "password": "s3cret-words", "confirm_password": "s3cret-words"]
        let transport = ScriptedTransport(#"{"params":"al_username=a&al_hash=0123456789abcdef-1"}"#)
        let client = try client(transport, configuration)
        let reply = try await client.call(
            try operation("customer.loginURL"), ["user": "a", "password": "s3cret-words"])
        let request = try #require(transport.requests.first)
        #expect(!isClean(request.body))
        for value: Any in [configuration, configuration.key, parameters, client, reply, request] {
            #expect(isClean(dumped(value)), "\(type(of: value))")
        }
        #expect(parameters.description == "user=a password=*** confirm_password=***")
        #expect(isClean(CallOutput.json(reply)))
    }

    @Test("No error, log line or address shows a secret, however the call ends")
    func errorsAndLogs() async throws {
        let lines = LogLines()
        let endings: [Result<TransportResponse, TransportError>] = [
            .failure(.lost("reset")), .failure(.unreachable("host")), .failure(.tooLarge(limit: 1)),
            .failure(.cancelled), .success(.init("busy", status: 503)), .success(.init("", status: 429)),
            .success(.init("garbage")), .success(.init(#"{"message":"error","errors":["no"]}"#)),
            .success(.init(#"{"message":"success"}"#)),
        ]
        for ending in endings {
            let transport = ScriptedTransport([ending])
            let logger = Logger(label: "test") { _ in LineHandler(lines: lines) }
            let client = try ResellerClient(configuration(), logger: logger) { (request) throws(TransportError) in
                try transport.send(request)
            }
            for (id, name) in [("customer.setPassword", "password"), ("customer.authenticate", "password")] {
                var parameters: Parameters = ["user": "a", name: "s3cret-words"]
                if id == "customer.setPassword" { parameters.append("confirm_password", "s3cret-words") }
                let operation = try operation(id)
                do throws(APIError) { _ = try await client.call(operation, parameters) } catch {
                    #expect(isClean(dumped(error) + error.message))
                }
            }
            #expect(transport.requests.allSatisfy { isClean($0.url) && $0.body.contains("k3y-that-stays") })
        }
        #expect(lines.all.contains("attempt 1 failed"))
        #expect(isClean(lines.all))
    }

    @Test("A refusal is understood by its words, also where a key is one of them; a short key is not repeated")
    func shortKeys() async throws {
        for (key, body, reason) in [
            ("wrong", #"{"error":{"code":401,"message":"Permission denied, wrong credentials"}}"#, .wrongCredentials),
            (
                "abc1", #"{"message":"error","errors":["abc1 is no key, abc12 is"]}"#,
                .refused(["*** is no key, abc12 is"])
            ),
        ] as [(String, String, APIError.Reason)] {
            var configuration = configuration()
            configuration.key = Secret(key)
            let client = try client(ScriptedTransport(body), configuration)
            await #expect(throws: APIError(operation: "packages.list", reason: reason)) { try await client.packages() }
        }
    }

    @Test("A base address with a password in it is refused without repeating it")
    func baseAddress() {
        for address in ["https://bob:s3cret-words@api.example", "bob:s3cret-words@api.example"] {
            do throws(ConfigurationError) {
                _ = try BaseAddress(address)
                Issue.record("\(address) was taken")
            } catch {
                #expect(isClean(error.description + dumped(error)))
            }
        }
    }
}
