import Synchronization

@testable import ResellerClient

/// A clock that stands still while anybody works, and goes on to the next moment for which somebody waits.
final class VirtualTime: Sendable {
    private struct Sleeper {
        let until: Double
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = 0.0
        var next = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Grows with everything that happens.
        var steps = 0
    }

    private let state = Mutex(State())

    var now: Double { state.withLock { $0.now } }

    /// The same time for every client, as on one machine.
    var clock: ClientClock {
        ClientClock(
            now: { self.now }, wallNow: { 1_700_000_000 + self.now }, sleep: { try await self.sleep($0) },
            random: { 1 })
    }

    func touch() { state.withLock { $0.steps += 1 } }

    func sleep(_ seconds: Double) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    state.steps += 1
                    guard !Task.isCancelled else { return true }
                    state.sleepers[id] = Sleeper(until: state.now + seconds, continuation: continuation)
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Lets time pass until the work is done.
    func run(until isDone: @Sendable () -> Bool) async {
        while !isDone() {
            await settle()
            let due = state.withLock { state -> [Sleeper] in
                guard let next = state.sleepers.values.map(\.until).min() else { return [] }
                state.now = max(state.now, next)
                state.steps += 1
                let due = state.sleepers.filter { $0.value.until <= state.now }
                for id in due.keys { state.sleepers[id] = nil }
                return Array(due.values)
            }
            for sleeper in due { sleeper.continuation.resume() }
        }
    }

    /// Returns when for a while nothing happened.
    private func settle() async {
        var (quiet, seen) = (0, -1)
        while quiet < 40 {
            await Task.yield()
            let steps = state.withLock { $0.steps }
            quiet = steps == seen ? quiet + 1 : 0
            seen = steps
        }
    }
}

/// A service that counts: when each call came in, somewhere between its sending and its answer.
final class CountingService: Sendable {
    private let time: VirtualTime
    private let arrivals = Mutex<[Double]>([])
    private let answers: Mutex<UInt64>
    /// Seconds that a call takes at most.
    private let slowest: Double
    private let answer: @Sendable (Int) -> TransportResponse

    init(
        _ time: VirtualTime, slowest: Double = 0, seed: UInt64 = 1,
        answer: @escaping @Sendable (_ before: Int) -> TransportResponse = { _ in TransportResponse("[]") }
    ) {
        self.time = time
        self.slowest = slowest
        self.answer = answer
        answers = Mutex(seed)
    }

    var count: Int { arrivals.withLock { $0.count } }

    /// The most calls that came in within any sixty seconds.
    var mostInAMinute: Int {
        let sorted = arrivals.withLock { $0.sorted() }
        var (first, most) = (0, 0)
        for (place, time) in sorted.enumerated() {
            while sorted[first] <= time - 60 { first += 1 }
            most = max(most, place - first + 1)
        }
        return most
    }

    var lastArrival: Double { arrivals.withLock { $0.max() ?? 0 } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        do {
            try await pass()
            let before = arrivals.withLock { arrivals in
                let before = arrivals.count { $0 > time.now - 60 }
                arrivals.append(time.now)
                return before
            }
            try await pass()
            return answer(before)
        } catch {
            throw .cancelled
        }
    }

    private func pass() async throws {
        time.touch()
        guard slowest > 0 else { return }
        let chance = answers.withLock { state -> Double in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
        try await time.sleep(chance * chance * slowest / 2)
    }
}
