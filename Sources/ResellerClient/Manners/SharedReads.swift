import Synchronization

/// Makes equal reads in flight one: who asks for what is already being asked waits for that answer.
final class SharedReads<Answer: Sendable>: Sendable {
    private struct Flight {
        let id: UInt64
        var task: Task<Void, Never>?
        var waiters: [UInt64: CheckedContinuation<Answer?, Never>] = [:]
    }

    private struct State {
        var flights: [String: Flight] = [:]
        var next: UInt64 = 0

        mutating func number() -> UInt64 {
            next += 1
            return next
        }
    }

    private let state = Mutex(State())

    /// How many wait for an answer.
    var waiting: Int { state.withLock { $0.flights.values.reduce(0) { $0 + $1.waiters.count } } }

    /// The answer; nil when this waiter was cancelled. The work itself ends when its last waiter is gone.
    func answer(_ key: String, _ work: @escaping @Sendable () async -> Answer) async -> Answer? {
        let waiter = state.withLock { $0.number() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard !Task.isCancelled else { return false }
                    join(key, waiter, continuation, &state, work)
                    return true
                }
                if !isWaiting { continuation.resume(returning: nil) }
            }
        } onCancel: {
            leave(key, waiter)
        }
    }

    private func join(
        _ key: String, _ waiter: UInt64, _ continuation: CheckedContinuation<Answer?, Never>, _ state: inout State,
        _ work: @escaping @Sendable () async -> Answer
    ) {
        if state.flights[key] != nil {
            state.flights[key]?.waiters[waiter] = continuation
            return
        }
        let id = state.number()
        let task = Task { [weak self] in
            let answer = await work()
            self?.land(key, id, answer)
        }
        state.flights[key] = Flight(id: id, task: task, waiters: [waiter: continuation])
    }

    private func land(_ key: String, _ id: UInt64, _ answer: Answer) {
        let waiters = state.withLock { state -> [CheckedContinuation<Answer?, Never>] in
            guard let flight = state.flights[key], flight.id == id else { return [] }
            state.flights[key] = nil
            return Array(flight.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: answer) }
    }

    private func leave(_ key: String, _ waiter: UInt64) {
        let continuation = state.withLock { state -> CheckedContinuation<Answer?, Never>? in
            guard let continuation = state.flights[key]?.waiters.removeValue(forKey: waiter) else { return nil }
            if state.flights[key]?.waiters.isEmpty == true {
                state.flights.removeValue(forKey: key)?.task?.cancel()
            }
            return continuation
        }
        continuation?.resume(returning: nil)
    }
}
