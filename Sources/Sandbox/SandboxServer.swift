import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The embedded Reseller API server. User and key are `sandbox` and `sandbox`.
///
/// ```swift
/// let server = try SandboxServer(SandboxConfiguration())
/// let port = try await server.start()
/// await server.stop()
/// ```
package final class SandboxServer: Sendable {
    /// The login that every sandbox takes.
    package static let user = Engine.user
    package static let key = Engine.key

    private let configuration: SandboxConfiguration
    private let engine: Engine
    private let samples: SampleFlow?
    private let life = Life()
    private let connections: Connections

    /// Makes the world; reads the incidents file and the data file where there are any.
    package init(_ configuration: SandboxConfiguration) throws(SandboxError) {
        self.configuration = configuration
        try configuration.check()
        connections = Connections(
            patience: .seconds(Int64(configuration.patience)), most: configuration.mostConnections,
            clockAhead: configuration.rateManners.clockAhead)
        var start = Int((configuration.now ?? Date()).timeIntervalSince1970.rounded(.down))
        let log = try configuration.dataFile.map { path throws(SandboxError) in
            try WriteLog(path: path, seed: configuration.seed, customers: configuration.customers, anchor: start)
        }
        let anchor = log?.anchor ?? start
        let scripted = try configuration.incidentsFile.map { path throws(SandboxError) in
            let usernames = Usernames(dice: Dice(seed: configuration.seed), customers: configuration.customers)
            return try IncidentFile(path: path, usernames: usernames, start: anchor).read()
        }
        let world = World(
            seed: configuration.seed, customers: configuration.customers, anchor: anchor, scripted: scripted)
        let history = try History(world: world, log: log)
        start = max(start, history.latest)
        let ledger = Ledger(history, log: log)
        let clock = WorldClock(start: Double(start), speed: configuration.speed)
        engine = Engine(
            ledger: ledger, clock: clock,
            gate: Gate(limit: configuration.rateLimit, manners: configuration.rateManners),
            faults: Faults(seed: configuration.seed, rates: configuration.faults, after: configuration.faultsAfter),
            lateBy: configuration.lateBy)
        samples = try configuration.maildir.map { path throws(SandboxError) in
            SampleFlow(ledger: ledger, clock: clock, maildir: try Maildir(path: path))
        }
    }

    /// Answers a request without a socket, the whole body at once. A connection that a fault drops has status 0.
    package func respond(to request: SandboxRequest) async -> SandboxResponse {
        let exchange = await engine.respond(to: request)
        var body = exchange.whole()
        switch exchange.fault {
        case .dropBefore, .dropAfter: return SandboxResponse(status: 0, headers: [], body: [])
        case .cut, .stall: body = Array(body.prefix(body.count / 2))
        case .garble: body = FaultKind.garbled(body)
        default: break
        }
        return SandboxResponse(
            status: exchange.status,
            headers: [.init(name: "content-type", value: exchange.contentType)] + date + exchange.headers, body: body)
    }

    /// How many connections there are, and may be.
    package var openConnections: Int { connections.count }
    package var mostConnections: Int { connections.most }

    /// Told where it is not that of this machine.
    private var date: [SandboxResponse.Header] {
        let ahead = configuration.rateManners.clockAhead
        guard ahead != 0 else { return [] }
        return [.init(name: "date", value: HTTPMoment.text(Int(Date().timeIntervalSince1970) + ahead))]
    }

    /// Listens on 127.0.0.1 and returns the port once the server answers.
    package func start() async throws(SandboxError) -> Int {
        let (running, announce) = AsyncStream.makeStream(of: Int.self)
        let connections = connections
        let application = Application(
            responder: HTTPFront(engine: engine, latency: configuration.latency),
            server: .http1(
                configuration: HTTP1Channel.Configuration(additionalChannelHandlers: [connections.handler()])),
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

    /// Puts the sandbox's clock forward, so that what takes days can be tried at once; samples that fall due meanwhile
    /// are delivered.
    package func advance(seconds: Int) async throws {
        engine.clock.advance(seconds: seconds)
        try await samples?.look()
    }

    /// Stops listening and delivering.
    package func stop() async { await life.end() }

    /// Delivers the first samples and lets the others follow.
    private func flow(_ samples: SampleFlow) async throws(SandboxError) {
        do {
            try await samples.fill()
        } catch {
            await life.end()
            throw .maildir(path: configuration.maildir ?? "", problem: error.localizedDescription)
        }
        await life.began(Task { try await samples.run() })
    }

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
