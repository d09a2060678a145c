import Synchronization

/// Time that passes only when a test says so. Nothing sleeps for real.
final class TestClock: Sendable {
    /// Work that waits for its moment.
    private struct Sleeper {
        let number: Int
        let duration: Double
        let deadline: Double
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Double
        var lastNumber = 0
        var isStopped = false
        var sleepers: [Sleeper] = []
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(now: Double) { state = Mutex(State(now: now)) }

    var now: Double { state.withLock { $0.now } }

    /// The durations of all that sleeps, in the order in which they fell asleep.
    var sleeping: [Double] { state.withLock { $0.sleepers.map(\.duration) } }

    func sleep(_ duration: Double) async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                register(number, duration, continuation)
            }
        } onCancel: {
            wake { $0.number == number }
        }
    }

    /// Lets so much time pass, after somebody has fallen asleep for exactly as long.
    func elapse(_ duration: Double) async {
        while true {
            let deadline = state.withLock { $0.sleepers.first { $0.duration == duration }?.deadline }
            if let deadline {
                state.withLock { $0.now = max($0.now, deadline) }
                let now = now
                return wake(cancelled: false) { $0.deadline <= now }
            }
            await withCheckedContinuation { watcher in
                let isThere = state.withLock { state in
                    if state.sleepers.contains(where: { $0.duration == duration }) || state.isStopped { return true }
                    state.watchers.append(watcher)
                    return false
                }
                if isThere { watcher.resume() }
            }
            if state.withLock({ $0.isStopped }) { return }
        }
    }

    /// Moves the time on without waking anybody.
    func pass(_ duration: Double) { state.withLock { $0.now += duration } }

    /// Ends every sleep, now and from now on, as cancelling does.
    func stop() {
        let watchers = state.withLock { state in
            state.isStopped = true
            defer { state.watchers = [] }
            return state.watchers
        }
        for watcher in watchers { watcher.resume() }
        wake { _ in true }
    }

    private func register(_ number: Int, _ duration: Double, _ continuation: CheckedContinuation<Void, any Error>) {
        let watchers: [CheckedContinuation<Void, Never>]? = state.withLock { state in
            // Cancelled before it fell asleep: its handler has run already.
            guard !state.isStopped, !Task.isCancelled else { return nil }
            state.sleepers.append(
                Sleeper(
                    number: number, duration: duration, deadline: state.now + duration, continuation: continuation))
            defer { state.watchers = [] }
            return state.watchers
        }
        guard let watchers else { return continuation.resume(throwing: CancellationError()) }
        for watcher in watchers { watcher.resume() }
    }

    private func wake(cancelled: Bool = true, where isMeant: (Sleeper) -> Bool) {
        let woken = state.withLock { state in
            let woken = state.sleepers.filter(isMeant)
            state.sleepers.removeAll(where: isMeant)
            return woken
        }
        for sleeper in woken {
            if cancelled {
                sleeper.continuation.resume(throwing: CancellationError())
            } else {
                sleeper.continuation.resume()
            }
        }
    }
}
