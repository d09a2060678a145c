import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Sandbox
import Synchronization
import Testing

/// What is about to go over the wire: the path and the parameters, credentials included.
struct Sent: Sendable {
    /// With its leading slash and its suffix.
    var path: String
    var pairs: [Parameters.Pair]

    /// Gives this name this one value; nil takes it away.
    mutating func set(_ name: String, _ value: String?) {
        let bare = Self.bare(name)
        let place = pairs.firstIndex { Self.bare($0.name) == bare } ?? pairs.endIndex
        let spelled = place < pairs.endIndex ? pairs[place].name : name
        pairs.removeAll { Self.bare($0.name) == bare }
        if let value { pairs.insert(Parameters.Pair(spelled, value), at: min(place, pairs.endIndex)) }
    }

    private static func bare(_ name: String) -> String { name.hasSuffix("[]") ? String(name.dropLast(2)) : name }
}

/// A sandbox whose clock stands still, spoken to by the real client without a socket.
struct Bench: Sendable {
    /// Changes a request behind the client's rules.
    typealias Alteration = @Sendable (inout Sent) -> Void

    let server: SandboxServer

    init(customers: Int = 200, seed: UInt64 = 1, _ adjust: (inout SandboxConfiguration) -> Void = { _ in }) throws {
        var configuration = SandboxConfiguration()
        configuration.customers = customers
        configuration.seed = seed
        configuration.now = Date(timeIntervalSince1970: 1_790_000_000)
        configuration.speed = 0
        configuration.rateLimit = 0
        adjust(&configuration)
        server = try SandboxServer(configuration)
    }

    /// A client of this sandbox that may write.
    func client(
        _ format: WireFormat = .json, _ dialect: Dialect = .v2, key: String = "sandbox",
        writes: WritePermission = .open, altering alteration: @escaping Alteration = { _ in }
    ) throws -> ResellerClient {
        var configuration = ClientConfiguration(
            baseURL: "https://api.example", user: "sandbox", key: Secret(key), format: format, dialect: dialect,
            writes: writes)
        configuration.callsPerMinute = 100_000
        configuration.clock = .hasty
        return try ResellerClient(configuration) { (request) throws(TransportError) in
            try await send(request, alteration)
        }
    }

    private func send(
        _ request: TransportRequest, _ alteration: Alteration
    ) async throws(TransportError) -> TransportResponse {
        var sent = Sent(path: URL(string: request.url)?.path ?? request.url, pairs: Form.pairs(of: request.body))
        alteration(&sent)
        let response = await server.respond(
            to: SandboxRequest(
                path: sent.path, contentType: "application/x-www-form-urlencoded",
                body: Array(Form.text(sent.pairs).utf8))
        )
        guard response.status > 0 else { throw .lost("the server closed it before the answer was complete") }
        return TransportResponse(
            status: response.status,
            headers: response.headers.map { TransportResponse.Header($0.name, $0.value) }, body: response.body)
    }

    /// `truth.json`, which is no part of the API.
    func truth() async throws -> [String: Any] {
        let response = await server.respond(to: SandboxRequest(method: "GET", path: "/truth.json"))
        return try #require(try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
    }
}

extension ClientClock {
    /// A clock a hundred times faster than the real one: pauses between attempts take no time worth telling.
    static let hasty = ClientClock(
        now: { live.now() * 100 }, wallNow: live.wallNow, sleep: { try await live.sleep($0 / 100) }, random: { 0.5 })
}

/// `application/x-www-form-urlencoded`, both ways.
enum Form {
    static func pairs(of body: String) -> [Parameters.Pair] {
        body.split(separator: "&").map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Parameters.Pair(decoded(sides[0]), sides.count > 1 ? decoded(sides[1]) : "")
        }
    }

    static func text(_ pairs: [Parameters.Pair]) -> String {
        pairs.map { encoded($0.name) + "=" + encoded($0.value) }.joined(separator: "&")
    }

    private static func decoded(_ text: Substring) -> String {
        text.replacing("+", with: " ").removingPercentEncoding ?? String(text)
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

/// The operation of this id.
func operation(_ id: String) throws -> ResellerAPI.Operation { try #require(ResellerAPI.Operation.named(id)) }

/// What a call ends with.
func outcome(
    _ client: ResellerClient, _ operation: ResellerAPI.Operation, _ parameters: Parameters = [:]
) async -> Result<Reply, APIError> {
    do throws(APIError) {
        return .success(try await client.call(operation, parameters))
    } catch {
        return .failure(error)
    }
}

/// Why a call failed; nil when it did not.
func refusal(
    _ client: ResellerClient, _ operation: ResellerAPI.Operation, _ parameters: Parameters = [:]
) async -> APIError.Reason? {
    if case .failure(let error) = await outcome(client, operation, parameters) { error.reason } else { nil }
}

extension ResellerClient {
    /// Makes a call by its id.
    func call(_ id: String, _ parameters: Parameters = [:]) async throws -> Reply {
        try await call(try operation(id), parameters)
    }
}
