import Archive
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Sandbox
import Synchronization

@testable import Desk

/// A sandbox whose time passes only while the collector sleeps, and what came of collecting.
final class LiveBench: Sendable {
    static let start = 1_790_000_000.0

    /// What the world and the watchers share.
    private struct State {
        var now = LiveBench.start
        /// Seconds that nobody can set.
        var passed = 0.0
        var calls: [(at: Double, body: String)] = []
        var board = LiveBoard.empty
        var status = CollectorStatus()
        var figures: [String: Figures] = [:]
        var events: [LiveEvent] = []
        var deliveries: [Double] = []
        var isDown = false
    }

    let server: SandboxServer
    let names: [String]
    let table: CustomerTable
    let archive: Archive
    /// Calls a minute that the account may make.
    private let rate: Int
    private let state = Mutex(State())

    init(customers: Int = 300, archive: Archive? = nil, incidents: String? = nil, rate: Int = 500) async throws {
        self.rate = rate
        server = try sandbox(customers: customers) { $0.incidentsFile = incidents }
        let chunk = try await InProcess(server).client().customers(limit: customers)
        table = CustomerTable(chunks: [chunk])
        names = (0..<chunk.count).map(chunk.username)
        self.archive = try archive ?? Archive.inMemory()
    }

    var now: Double { state.withLock { $0.now } }
    var board: LiveBoard { state.withLock { $0.board } }
    var status: CollectorStatus { state.withLock { $0.status } }
    var figures: [String: Figures] { state.withLock { $0.figures } }
    var events: [LiveEvent] { state.withLock { $0.events } }
    var deliveries: [Double] { state.withLock { $0.deliveries } }
    var calls: [(at: Double, body: String)] { state.withLock { $0.calls } }

    func setDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }
    func setClock(_ now: Double) { state.withLock { $0.now = now } }

    /// The most calls within a minute.
    var busiestMinute: Int {
        let times = calls.map(\.at)
        var first = 0
        var most = 0
        for (index, time) in times.enumerated() {
            while times[first] <= time - 60 { first += 1 }
            most = max(most, index - first + 1)
        }
        return most
    }

    // MARK: - Running

    /// Collects for so many seconds of the sandbox, or until a condition holds.
    func collect(
        as holder: String = "one", seconds: Double, interval: Double = 60,
        until isEnough: @escaping @Sendable (LiveBench) -> Bool = { _ in false }
    ) async throws {
        let end = now + seconds
        state.withLock { $0.deliveries = [] }
        let box = Box()
        let world = try world { [self] in
            while let collector = box.collector, await collector.running > 0 { await Task.yield() }
            if now >= end || isEnough(self) { throw CancellationError() }
            try await pass(1)
        }
        let collector = Collector(world, port: .archive(archive, holder: holder) { self.now })
        box.collector = collector
        await collector.know(table, isWhole: true)
        await collector.wish(Collector.Wishes(interval: interval))
        await collector.run { news in self.take(news) }
    }

    private func take(_ news: LiveNews) {
        state.withLock { state in
            state.deliveries.append(state.now)
            if let board = news.board { state.board = board }
            state.status = news.status
            state.figures.merge(news.figures) { $1 }
            state.events += news.events
        }
    }

    private func wait(_ seconds: Double) {
        state.withLock { state in
            state.now += seconds
            state.passed += seconds
        }
    }

    private func pass(_ seconds: Int) async throws {
        wait(Double(seconds))
        try await server.advance(seconds: seconds)
    }

    /// The collector that a sleep has to wait for.
    private final class Box: Sendable {
        private let held = Mutex<Collector?>(nil)
        var collector: Collector? {
            get { held.withLock { $0 } }
            set { held.withLock { $0 = newValue } }
        }
    }

    private func world(sleep: @escaping @Sendable () async throws -> Void) throws -> Collector.World {
        let client = try client()
        return Collector.World(
            read: { request, priority in
                let result: Result<Reply, APIError>
                do throws(APIError) {
                    result = .success(try await client.call(request.operation, request.parameters, priority: priority))
                } catch {
                    result = .failure(error)
                }
                return Answered(result, at: self.now, budget: client.budget)
            }, now: { self.now }, sleep: { _ in try await sleep() })
    }

    private func client() throws -> ResellerClient {
        var configuration = account()
        configuration.retry.attempts = 1
        configuration.callsPerMinute = rate
        configuration.clock = ClientClock(
            now: { self.state.withLock { $0.passed } }, wallNow: { self.now },
            sleep: { seconds in self.wait(seconds) }, random: { 1 })
        return try ResellerClient(configuration) { (request) throws(TransportError) in
            let path = URL(string: request.url)?.path ?? request.url
            let isDown = self.state.withLock { state in
                state.calls.append((at: state.now, body: request.body))
                return state.isDown
            }
            if isDown { throw .unreachable("nobody listens") }
            let response = await self.server.respond(
                to: SandboxRequest(
                    path: path, contentType: "application/x-www-form-urlencoded", body: Array(request.body.utf8)))
            return TransportResponse(
                status: response.status,
                headers: response.headers.map { TransportResponse.Header($0.name, $0.value) }, body: response.body)
        }
    }

    // MARK: - The truth

    func truth() async throws -> [String: Any] {
        let response = await server.respond(to: SandboxRequest(method: "GET", path: "/truth.json"))
        let truth = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
        return truth ?? [:]
    }

    /// A planned incident; `from` in seconds since 1970.
    struct Incident {
        var customer: String
        var kind: String
        var from: Double
    }

    func incidents() async throws -> [Incident] {
        let incidents = try await truth()["incidents"] as? [[String: Any]] ?? []
        return incidents.compactMap { incident in
            guard let customer = incident["customer"] as? String, let kind = incident["kind"] as? String,
                let from = incident["from"] as? Int
            else { return nil }
            return Incident(customer: customer, kind: kind, from: Double(from))
        }
    }

    /// `customer concern` of all incidents that have begun and are not over.
    func running() async throws -> Set<String> {
        let incidents = try await truth()["incidents"] as? [[String: Any]] ?? []
        return Set(
            incidents.compactMap { incident in
                guard incident["state"] as? String == "running", let customer = incident["customer"] as? String,
                    let kind = incident["kind"] as? String, let concern = Self.concerns[kind]
                else { return nil }
                return "\(customer) \(concern)"
            })
    }

    private static let concerns = [
        "list-gone-bad": "bounces", "spam-run": "spam reports", "credits-out": "credits", "volume-jump": "volume",
        "reputation-decline": "reputation", "blocked": "blocks", "tracking-off": "opens",
    ]
}

extension LiveBoard {
    /// `customer concern` of everything on it.
    var found: Set<String> {
        Set(rows.flatMap { row in row.entries.map { "\(row.username) \($0.judgement.concern.rawValue)" } })
    }
}

extension LivePort {
    /// Figures and alarms in an archive, with the right to collect.
    static func archive(_ archive: Archive, holder: String, now: @escaping @Sendable () -> Double) -> LivePort {
        let account = "acme"
        @Sendable func outcome<Value: Sendable & Equatable>(_ work: () throws -> Value) -> Outcome<Value> {
            do { return .done(try work()) } catch { return .failed("\(error)") }
        }
        return LivePort(
            hold: {
                let isMine = try? archive.takeLease("collect", holder: holder, until: now() + 30, now: now())
                return isMine == true ? .mine : .other((try? archive.leaseHolder("collect", now: now())) ?? "nobody")
            },
            release: { try? archive.releaseLease("collect", holder: holder) },
            figures: { time, name, limit in
                outcome { try archive.figures(of: account, readAfter: time, after: name, limit: limit) }
            },
            saveFigures: { figures in
                outcome {
                    try archive.saveFigures(figures, of: account)
                    return true
                }
            },
            alarms: { outcome { try archive.alarms(of: account) } },
            sawAlarms: { alarms in
                outcome {
                    try archive.sawAlarms(alarms, of: account)
                    return true
                }
            },
            saidAlarms: { alarms in
                outcome {
                    try archive.saidAlarms(alarms, of: account)
                    return true
                }
            },
            status: { outcome { try archive.collectorStatus(of: account) } },
            saveStatus: { status in
                outcome {
                    try archive.saveCollectorStatus(status, of: account)
                    return true
                }
            })
    }
}
