import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Sandbox
import Synchronization

/// A sandbox whose clock stands still at 2026-09-21 13:33:20 UTC: equal reads give equal answers.
func sandbox(
    customers: Int = 250, _ adjust: (inout SandboxConfiguration) -> Void = { _ in }
) throws -> SandboxServer {
    var configuration = SandboxConfiguration()
    configuration.customers = customers
    configuration.now = Date(timeIntervalSince1970: 1_790_000_000)
    configuration.speed = 0
    configuration.rateLimit = 0
    adjust(&configuration)
    return try SandboxServer(configuration)
}

/// Settings of a client for the sandbox.
func account(
    _ url: String = "http://127.0.0.1:1", format: WireFormat = .json, key: String = "sandbox",
    writes: WritePermission = .denied
) -> ClientConfiguration {
    ClientConfiguration(baseURL: url, user: "sandbox", key: Secret(key), format: format, writes: writes)
}

/// A sandbox on a loopback port for as long as the body runs.
func serving(
    _ server: SandboxServer, _ body: (_ url: String) async throws -> Void
) async throws {
    let url = "http://127.0.0.1:\(try await server.start())"
    do {
        try await body(url)
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

/// A way to a sandbox without a socket, which remembers what went over it.
final class InProcess: Sendable {
    private let server: SandboxServer
    private let paths = Mutex<[String]>([])

    init(_ server: SandboxServer) { self.server = server }

    /// The paths of all requests, in their order.
    var requested: [String] { paths.withLock { $0 } }

    func client(_ configuration: ClientConfiguration = account()) throws -> ResellerClient {
        try ResellerClient(configuration) { (request) throws(TransportError) in await self.send(request) }
    }

    private func send(_ request: TransportRequest) async -> TransportResponse {
        let path = URL(string: request.url)?.path ?? request.url
        paths.withLock { $0.append(path) }
        let response = await server.respond(
            to: SandboxRequest(
                path: path, contentType: "application/x-www-form-urlencoded", body: Array(request.body.utf8)))
        return TransportResponse(
            status: response.status,
            headers: response.headers.map { TransportResponse.Header($0.name, $0.value) }, body: response.body)
    }
}

/// The error that this work ends with; nil when there is none.
func failure<Value>(of work: () async throws(APIError) -> Value) async -> APIError? {
    do throws(APIError) {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}

/// A clock that passes only while somebody waits, and remembers for how long.
final class SteppingClock: Sendable {
    private let time = Mutex(0.0)
    private let waits = Mutex<[Double]>([])

    var slept: [Double] { waits.withLock { $0 } }

    var clock: ClientClock {
        let start = Date().timeIntervalSince1970
        return ClientClock(
            now: { self.time.withLock { $0 } }, wallNow: { start + self.time.withLock { $0 } },
            sleep: { seconds in
                try Task.checkCancellation()
                self.waits.withLock { $0.append(seconds) }
                self.time.withLock { $0 += seconds }
            },
            random: { 1 })
    }
}
