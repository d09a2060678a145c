import Dialects
import Foundation
import ResellerAPI
import Sandbox
import Testing

/// How version 2 speaks an operation.
func binding(_ id: String) throws -> Binding {
    let operation = try #require(ResellerAPI.Operation.named(id))
    return try #require(Dialect.v2.binding(of: operation))
}

/// A sandbox whose clock stands at 2026-09-21 13:33:20 UTC, spoken to without a socket.
struct Bench {
    let server: SandboxServer

    init(
        customers: Int = 400, seed: UInt64 = 1, speed: Double = 0,
        _ adjust: (inout SandboxConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = SandboxConfiguration()
        configuration.customers = customers
        configuration.seed = seed
        configuration.now = Date(timeIntervalSince1970: 1_790_000_000)
        configuration.speed = speed
        configuration.rateLimit = 0
        adjust(&configuration)
        server = try SandboxServer(configuration)
    }

    /// The answer to an urlencoded POST with right credentials.
    func post(_ path: String, _ parameters: KeyValuePairs<String, String> = [:]) async -> SandboxResponse {
        await send(path, [("api_user", "sandbox"), ("api_key", "sandbox")] + parameters.map { ($0.key, $0.value) })
    }

    /// The answer to an urlencoded POST of exactly these parameters.
    func send(_ path: String, _ parameters: [(String, String)]) async -> SandboxResponse {
        await server.respond(
            to: SandboxRequest(
                path: "/" + path, contentType: "application/x-www-form-urlencoded",
                body: Array(Self.form(parameters).utf8)))
    }

    /// The answer to an operation, by id.
    func call(
        _ id: String, _ parameters: KeyValuePairs<String, String> = [:], format: String = "json"
    ) async throws -> SandboxResponse {
        let binding = try binding(id)
        return await send(
            binding.path.replacing("{format}", with: format),
            [("api_user", "sandbox"), ("api_key", "sandbox")] + binding.constants.map { ($0.name, $0.value) }
                + parameters.map { ($0.key, $0.value) })
    }

    /// The rows of a list operation.
    func rows(_ id: String, _ parameters: KeyValuePairs<String, String> = [:]) async throws -> [[String: Any]] {
        try #require(try await call(id, parameters).json as? [[String: Any]])
    }

    /// The usernames of the first customers.
    func usernames(_ count: Int = 400) async throws -> [String] {
        try await rows("customer.list", ["limit": String(count)]).compactMap { $0["username"] as? String }
    }

    static func form(_ parameters: [(String, String)]) -> String {
        parameters.map { encode($0.0) + "=" + encode($0.1) }.joined(separator: "&")
    }

    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let plain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return plain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension SandboxResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    var json: Any? { try? JSONSerialization.jsonObject(with: Data(body), options: [.fragmentsAllowed]) }

    /// The body of an XML answer as letters of Latin-1.
    var latin: String { String(data: Data(body), encoding: .isoLatin1) ?? "" }
}
