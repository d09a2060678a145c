/// Holds the state. Nothing but its reducer changes it, one action after the other, on the main actor.
@MainActor
package final class Store<State, Action: Sendable> {
    package private(set) var state: State
    /// Grows with every action reduced: equal versions mean equal state.
    package private(set) var version = 0
    /// Called once after a run of actions; the state *may* have changed. Draw from here, at most once a turn of the loop.
    package var didChange: @MainActor () -> Void

    private let reducer: Reducer<State, Action>
    private var queue: [Action] = []
    private var isReducing = false
    private var isShutDown = false
    private var idleWaiters: [CheckedContinuation<Void, Never>] = []
    private lazy var runner = EffectRunner<Action>(
        deliver: { [weak self] in self?.send($0) },
        landed: { [weak self] in self?.effectLanded() })

    package init(
        _ state: State, reducer: Reducer<State, Action>, didChange: @escaping @MainActor () -> Void = {}
    ) {
        self.state = state
        self.reducer = reducer
        self.didChange = didChange
    }

    /// How many effects are running.
    package var inFlight: Int { runner.inFlight }

    /// Reduces an action at once; one that is sent meanwhile (from `didChange`) waits for its turn.
    package func send(_ action: Action) {
        guard !isShutDown else { return }
        queue.append(action)
        guard !isReducing else { return }
        isReducing = true
        while !queue.isEmpty {
            drain()
            didChange()
        }
        isReducing = false
    }

    /// Returns when no effect is running.
    package func waitUntilIdle() async {
        while inFlight > 0 {
            await withCheckedContinuation { idleWaiters.append($0) }
        }
    }

    /// Takes no further action and cancels every effect; `waitUntilIdle` then waits for their ends.
    package func shutDown() {
        isShutDown = true
        queue = []
        runner.cancelAll()
    }

    private func drain() {
        let actions = queue
        queue = []
        for action in actions where !isShutDown {
            let effect = reducer(&state, action)
            version += 1
            runner.run(effect)
        }
    }

    private func effectLanded() {
        guard inFlight == 0 else { return }
        let waiters = idleWaiters
        idleWaiters = []
        for waiter in waiters { waiter.resume() }
    }
}
