import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// The places of all processes, as the archive keeps them.
private final class Places: Sendable {
    private struct Place {
        let owner: Int64
        let until: Double
    }

    private struct State {
        var places: [Int64: Place] = [:]
        var limit: Int?
        var heldUntil = -Double.infinity
        var exchanges = 0
        var isAway = false
    }

    private let state = Mutex(State())

    var exchanges: Int { state.withLock { $0.exchanges } }
    func isAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
    func taken(at now: Double) -> Int { state.withLock { $0.places.values.count { $0.until > now } } }

    var spending: SharedSpending {
        SharedSpending { exchange in
            // Another process may come between the question and its answer.
            await Task.yield()
            return self.exchange(exchange)
        }
    }

    private func exchange(_ exchange: CallExchange) -> Result<CallStanding, SharedSpending.Unavailable> {
        state.withLock { state in
            state.exchanges += 1
            guard !state.isAway else { return .failure(.init("it is locked")) }
            let now = exchange.at.steady
            for slot in exchange.slots {
                state.places[slot.id] = Place(owner: exchange.owner, until: now + slot.left)
            }
            state.places = state.places.filter { $0.value.until > now }
            state.limit = exchange.news.limit ?? state.limit
            if let seconds = exchange.news.heldFor { state.heldUntil = now + seconds }
            var standing = CallStanding(own: state.places.values.count { $0.owner == exchange.owner })
            standing.others = state.places.values.filter { $0.owner != exchange.owner }.map { $0.until - now }
            let held = state.heldUntil - now
            standing.news = CallNews(limit: state.limit, heldFor: held > 0 ? held : nil)
            standing.granted = Array(exchange.wanted.prefix(max(0, exchange.allowed(standing))))
            for id in standing.granted {
                state.places[id] = Place(owner: exchange.owner, until: now + exchange.lasting)
            }
            return .success(standing)
        }
    }
}

@Suite("Never more than the limit in any sixty seconds")
struct SharedSpendingTests {
    private func client(
        _ service: CountingService, _ time: VirtualTime, _ places: Places?, callsPerMinute: Int = 60
    ) throws -> ResellerClient {
        var configuration = configuration()
        configuration.clock = time.clock
        configuration.callsPerMinute = callsPerMinute
        configuration.sharedSpending = places?.spending
        return try ResellerClient(configuration) { (request) async throws(TransportError) in
            try await service.send(request)
        }
    }

    private func calls(
        _ client: ResellerClient, _ count: Int, _ priority: CallPriority = .visible, name: String = ""
    ) -> Task<Int, Never> {
        Task {
            await withTaskGroup(of: Bool.self) { group in
                for number in 0..<count {
                    group.addTask {
                        guard let list = ResellerAPI.Operation.named("bounces.list") else { return false }
                        let user = "u\(name)\(number)"
                        return (try? await client.call(list, ["user": user], priority: priority)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
    }

    /// Runs the work to its end; what came of it.
    private func end<Value: Sendable>(
        _ time: VirtualTime, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let isDone = Mutex(false)
        let task = Task {
            defer { isDone.withLock { $0 = true } }
            return try await work()
        }
        await time.run { isDone.withLock { $0 } }
        return try await task.value
    }

    @Test(
        "One process alone, without a word of the service, however long its calls are on their way",
        arguments: [0.0, 3, 40])
    func alone(slowest: Double) async throws {
        let time = VirtualTime()
        let service = CountingService(time, slowest: slowest)
        let client = try client(service, time, nil)
        let done = try await end(time) { await calls(client, 200).value }
        #expect(done == 200)
        #expect(service.mostInAMinute <= 60)
        #expect(service.lastArrival < 200 + 8 * slowest, "the limit is used, too")
    }

    @Test("Many processes at once, started at the same instant", arguments: [0.0, 5])
    func together(slowest: Double) async throws {
        let (time, places) = (VirtualTime(), Places())
        let service = CountingService(time, slowest: slowest)
        let done = try await end(time) {
            let clients = try (0..<8).map { _ in try client(service, time, places) }
            let work = clients.enumerated().map { calls($0.element, 25, $0.offset < 4 ? .visible : .rest) }
            var done = 0
            for task in work { done += await task.value }
            for client in clients { await client.shutdown() }
            return done
        }
        #expect(done == 200)
        #expect(service.mostInAMinute <= 60)
    }

    @Test("One process after the other, each with one call, as a loop in a shell has them")
    func oneAfterTheOther() async throws {
        let (time, places) = (VirtualTime(), Places())
        let service = CountingService(time, slowest: 0.2)
        try await end(time) {
            for number in 0..<150 {
                let client = try client(service, time, places)
                #expect(await calls(client, 1, name: "\(number) ").value == 1)
                await client.shutdown()
            }
        }
        #expect(service.count == 150)
        #expect(service.mostInAMinute <= 60)
    }

    @Test("What a killed process spent counts, also what was under way")
    func killed() async throws {
        let (time, places) = (VirtualTime(), Places())
        let service = CountingService(time, slowest: 1)
        try await end(time) {
            for number in 0..<20 {
                let client = try client(service, time, places)
                // It never says that its calls are over.
                _ = await calls(client, 6, name: "\(number) ").value
            }
        }
        #expect(service.count == 120)
        #expect(service.mostInAMinute <= 60)
    }

    @Test("Where the others can't be heard a process keeps to its own minute, says why, and asks them again later")
    func unheard() async throws {
        let (time, places) = (VirtualTime(), Places())
        places.isAway(true)
        let service = CountingService(time)
        let client = try client(service, time, places)
        #expect(try await end(time) { await calls(client, 100).value } == 100)
        #expect(service.mostInAMinute <= 60)
        #expect(client.budget.aloneBecause == "it is locked")
        #expect(places.exchanges < 5, "nobody waits for the archive with each call")
        places.isAway(false)
        try await end(time) {
            try await time.sleep(Sharing.pause)
            _ = await calls(client, 1, name: "later").value
            await client.shutdown()
        }
        #expect(client.budget.aloneBecause == nil)
        #expect(places.taken(at: time.now) > 1, "what was called meanwhile is told then")
    }

    @Test("A call costs one exchange at most, many at once fewer")
    func cost() async throws {
        let (time, places) = (VirtualTime(), Places())
        let client = try client(CountingService(time, slowest: 1), time, places, callsPerMinute: 500)
        #expect(try await end(time) { await calls(client, 100).value } == 100)
        #expect(places.exchanges <= 101)
    }

    @Test("What one process hears of the service holds for the next: its limit, and until when it takes no calls")
    func heard() async throws {
        let (time, places) = (VirtualTime(), Places())
        let limited = CountingService(time) { before in
            let headers = [TransportResponse.Header("X-RateLimit-Limit", "10")]
            guard before >= 10 else { return TransportResponse("[]", headers: headers) }
            return TransportResponse("{}", status: 429, headers: headers + [.init("Retry-After", "200")])
        }
        try await end(time) {
            for number in 0..<25 {
                let client = try client(limited, time, places, callsPerMinute: 500)
                _ = await calls(client, 1, name: "\(number) ").value
                await client.shutdown()
            }
        }
        #expect(limited.mostInAMinute <= 10)
        let service = CountingService(time) { _ in
            TransportResponse("{}", status: 429, headers: [.init("Retry-After", "200")])
        }
        let (one, other) = (try client(service, time, places), try client(service, time, places))
        let start = time.now
        try await end(time) {
            _ = await calls(one, 1).value
            await one.shutdown()
        }
        let until = time.now + 200
        #expect(one.budget.heldUntil.map { $0 > 1_700_000_000 + start + 190 } == true)
        let count = service.count
        let call = calls(other, 1)
        await time.run { service.count > count }
        #expect(time.now >= until - 1, "the other process waited as long")
        call.cancel()
        await time.run { call.isCancelled }
    }

    @Test("A collector that takes all it gets leaves room for what somebody looks at, here and in another process")
    func fair() async throws {
        let (time, places) = (VirtualTime(), Places())
        let service = CountingService(time)
        let (collector, desk) = (try client(service, time, places), try client(service, time, places))
        let rest = calls(collector, 300, .rest)
        let begun = Mutex(false)
        let waited = try await end(time) {
            try await time.sleep(5)
            begun.withLock { $0 = true }
            let start = time.now
            #expect(await calls(desk, 5, name: "desk").value == 5)
            return time.now - start
        }
        #expect(begun.withLock { $0 })
        #expect(waited < 3)
        rest.cancel()
        _ = try await end(time) { await rest.value }
        #expect(service.mostInAMinute <= 60)
    }

    @Test("A process that stood still between its turn and its sending takes a new turn")
    func stopped() async throws {
        let time = VirtualTime()
        let gate = CallGate(
            {
                var configuration = configuration()
                configuration.clock = time.clock
                configuration.callsPerMinute = 1
                return configuration
            }())
        let turn = try #require(await gate.enter(.visible))
        gate.leave(turn, wasSent: false)
        #expect(gate.budget.remaining == 1)
        let next = try #require(await gate.enter(.visible))
        gate.leave(next)
        #expect(gate.budget.remaining == 0)
        #expect(next.slot != turn.slot)
    }
}
