import Synchronization

/// Where all processes that work on an account write down what they spend, so that together they keep to its budget.
package struct SharedSpending: Sendable {
    /// Writes down calls that this process made at a time (seconds since 1970).
    package var record: @Sendable (_ count: Int, _ time: Double) async -> Void
    /// Calls of all processes, this one's too, in the minute before a time; nil where it can't be told.
    package var lastMinute: @Sendable (_ time: Double) async -> Int?

    package init(
        record: @escaping @Sendable (_ count: Int, _ time: Double) async -> Void,
        lastMinute: @escaping @Sendable (_ time: Double) async -> Int?
    ) {
        self.record = record
        self.lastMinute = lastMinute
    }
}

/// Exchanges what was spent with the other processes: at most once a second, and only after calls of one's own.
final class SpendingLedger: Sendable {
    private struct State {
        var pending = 0
        /// Calls of this process that were written down, by the second.
        var own: [Int: Int] = [:]
        var exchangedAt = -Double.infinity
        var exchange: Task<Void, Never>?
    }

    private static let window = 60
    private let state = Mutex(State())
    private let spending: SharedSpending
    private let clock: ClientClock
    private let others: @Sendable (Int) -> Void

    /// `others` is told how many calls the other processes made in the last minute.
    init(_ spending: SharedSpending, clock: ClientClock, others: @escaping @Sendable (Int) -> Void) {
        self.spending = spending
        self.clock = clock
        self.others = others
    }

    /// Counts a call. Returns at once: the exchange is made beside.
    func spend() {
        state.withLock { state in
            state.pending += 1
            start(&state)
        }
    }

    /// Writes down what is not yet written, before the process ends.
    func settle() async {
        while let exchange = state.withLock({ $0.exchange }) {
            // Cancelled it does not wait for its second.
            exchange.cancel()
            await exchange.value
        }
    }

    private func start(_ state: inout State) {
        guard state.exchange == nil, state.pending > 0 else { return }
        let delay = state.exchangedAt + 1 - clock.now()
        state.exchange = Task {
            if delay > 0 { try? await clock.sleep(delay) }
            await exchange()
            self.state.withLock { state in
                state.exchange = nil
                start(&state)
            }
        }
    }

    private func exchange() async {
        let now = clock.wallNow()
        let second = Int(exactly: now.rounded(.down)) ?? 0
        let (count, own) = state.withLock { state in
            let count = state.pending
            (state.pending, state.exchangedAt) = (0, clock.now())
            state.own[second, default: 0] += count
            state.own = state.own.filter { abs(second - $0.key) < Self.window }
            return (count, state.own.values.reduce(0, +))
        }
        await spending.record(count, now)
        guard let all = await spending.lastMinute(now) else { return }
        others(max(0, all - own))
    }
}
