import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The embedded Reseller API server.
///
/// ```swift
/// let server = try SandboxServer(SandboxConfiguration())
/// let port = try await server.start()
/// await server.stop()
/// ```
package final class SandboxServer: Sendable {
    private let configuration: SandboxConfiguration
    private let engine: Engine
    private let samples: SampleFlow?
    private let life = Life()

    package init(_ configuration: SandboxConfiguration) throws(SandboxError) {
        self.configuration = configuration
        let start = (configuration.now ?? Date()).timeIntervalSince1970.rounded(.down)
        let world = World(seed: configuration.seed, customers: configuration.customers, anchor: Int(start) / 60 * 60)
        let ledger = Ledger(world: world, state: .initial(world))
        let clock = WorldClock(start: start, speed: configuration.speed)
        engine = Engine(ledger: ledger, clock: clock, gate: Gate(limit: configuration.rateLimit))
        samples = try configuration.maildir.map { path throws(SandboxError) in
            SampleFlow(ledger: ledger, clock: clock, maildir: try Maildir(path: path))
        }
    }

    /// Answers a request without a socket, the whole body at once.
    package func respond(to request: SandboxRequest) async -> SandboxResponse {
        let exchange = await engine.respond(to: request)
        return SandboxResponse(
            status: exchange.status,
            headers: [.init(name: "content-type", value: exchange.contentType)] + exchange.headers,
            body: exchange.whole())
    }

    /// Listens on 127.0.0.1 and returns the port once the server answers.
    package func start() async throws(SandboxError) -> Int {
        let (running, announce) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: HTTPFront(engine: engine, latency: configuration.latency),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: configuration.port)),
            onServerRunning: { channel in announce.yield(channel.localAddress?.port ?? 0) }, logger: Self.quietLogger)
        let task = Task {
            defer { announce.finish() }
            try await application.run()
        }
        await life.began(task)
        for await port in running {
            if let samples { try await flow(samples) }
            return port
        }
        throw await failure(of: task)
    }

    /// Delivers the first samples and lets the others follow.
    private func flow(_ samples: SampleFlow) async throws(SandboxError) {
        do {
            try await samples.fill()
        } catch {
            throw .maildir(path: configuration.maildir ?? "", problem: error.localizedDescription)
        }
        await life.began(Task { try await samples.run() })
    }

    package func stop() async { await life.end() }

    private func failure(of task: Task<Void, any Error>) async -> SandboxError {
        do {
            try await task.value
            return .notStarted("it ended at once")
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            return .portTaken(configuration.port)
        } catch {
            return .notStarted("\(error)")
        }
    }

    private static var quietLogger: Logger {
        var logger = Logger(label: "sandbox", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        return logger
    }
}

/// Holds the running tasks of a server.
private actor Life {
    private var tasks: [Task<Void, any Error>] = []

    func began(_ task: Task<Void, any Error>) { tasks.append(task) }

    func end() async {
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.result }
        tasks = []
    }
}
