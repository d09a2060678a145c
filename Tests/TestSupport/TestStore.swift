import StateStore
import Testing

/// A store that lets nothing pass unsaid: the exact state after each action, every action an effect sends, no effect
/// left running.
///
/// ```swift
/// let store = TestStore(Counter.State(), reducer: Counter.reducer)
/// await store.send(.fetchRequested) { $0.isLoading = true }
/// await store.receive(.fetchResponse(3)) { $0.isLoading = false; $0.count = 3 }
/// await store.finish()
/// ```
@MainActor
package final class TestStore<State: Equatable, Action: Sendable> {
    /// Takes the text of a failure and where it was asked for.
    package typealias Report = @MainActor (String, SourceLocation) -> Void

    /// An action that an effect sent and the state that followed.
    private struct Received {
        let action: Action
        let before: State
        let after: State
    }

    /// The state as far as the test has followed it.
    package private(set) var state: State
    /// How long an effect may take to send what is expected, or to end. Only a failing test waits that long.
    package var patience: Duration

    /// The state with everything reduced that has arrived, asked for or not.
    private var live: State
    private let reducer: Reducer<State, Action>
    private let report: Report
    private var received: [Received] = []
    private var waiter: CheckedContinuation<Void, Never>?
    private lazy var runner = EffectRunner<Action>(
        deliver: { [weak self] in self?.arrived($0) },
        landed: { [weak self] in self?.wake() })

    package init(
        _ state: State, reducer: Reducer<State, Action>, patience: Duration = .seconds(10),
        report: @escaping Report = { Issue.record(Comment(rawValue: $0), sourceLocation: $1) }
    ) {
        self.state = state
        self.live = state
        self.reducer = reducer
        self.patience = patience
        self.report = report
    }

    /// Sends an action and asserts the state that follows; without `change`: that it stays as it was.
    package func send(
        _ action: Action, sourceLocation: SourceLocation = #_sourceLocation, change: ((inout State) -> Void)? = nil
    ) async {
        if !received.isEmpty {
            report(FailureText.unreceived(received.map(\.action), before: action), sourceLocation)
            skipReceived()
        }
        let before = live
        let effect = reducer(&live, action)
        let after = live
        runner.run(effect)
        assertState(before: before, after: after, action: action, sourceLocation, change)
    }

    /// Waits for the next action that an effect sends, and asserts which it is and the state that follows.
    package func receive(
        _ expected: Action, sourceLocation: SourceLocation = #_sourceLocation, change: ((inout State) -> Void)? = nil
    ) async where Action: Equatable {
        await receive(
            matching: { $0 == expected }, otherwise: { FailureText.unexpected($0, expected: expected) },
            missing: { FailureText.missing(expected, inFlight: $0, patience: $1) }, sourceLocation, change)
    }

    /// The same for actions that can't be compared: `what` names the expected one in failures.
    package func receive(
        _ what: String, where matches: (Action) -> Bool, sourceLocation: SourceLocation = #_sourceLocation,
        change: ((inout State) -> Void)? = nil
    ) async {
        await receive(
            matching: matches, otherwise: { FailureText.unexpected($0, wanted: what) },
            missing: { FailureText.missing(wanted: what, inFlight: $0, patience: $1) }, sourceLocation, change)
    }

    /// Asserts that every action was received and that every effect has ended.
    package func finish(sourceLocation: SourceLocation = #_sourceLocation) async {
        await wait { self.runner.inFlight == 0 }
        if !received.isEmpty {
            report(FailureText.unreceived(received.map(\.action)), sourceLocation)
            skipReceived()
        }
        if runner.inFlight > 0 {
            report(FailureText.running(runner.inFlight, patience: patience), sourceLocation)
            runner.cancelAll()
        }
    }

    private func receive(
        matching: (Action) -> Bool, otherwise: (Action) -> String, missing: (Int, Duration) -> String,
        _ location: SourceLocation, _ change: ((inout State) -> Void)?
    ) async {
        await wait { !self.received.isEmpty || self.runner.inFlight == 0 }
        guard !received.isEmpty else { return report(missing(runner.inFlight, patience), location) }
        let next = received.removeFirst()
        guard matching(next.action) else {
            state = next.after
            return report(otherwise(next.action), location)
        }
        assertState(before: next.before, after: next.after, action: next.action, location, change)
    }

    private func assertState(
        before: State, after: State, action: Action, _ location: SourceLocation, _ change: ((inout State) -> Void)?
    ) {
        state = after
        var expected = before
        change?(&expected)
        if expected != after {
            report(FailureText.wrongState(after: action, expected: expected, actual: after), location)
        } else if change != nil, expected == before {
            report(FailureText.noChange(after: action), location)
        }
    }

    /// Reduced on arrival, as the real store does: what it cancels or starts must not wait for the test.
    private func arrived(_ action: Action) {
        let before = live
        let effect = reducer(&live, action)
        received.append(Received(action: action, before: before, after: live))
        runner.run(effect)
        wake()
    }

    private func skipReceived() {
        received = []
        state = live
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }

    /// Sleeps until something arrives or ends and `isDone` holds; the alarm only rings in a failing test.
    private func wait(until isDone: () -> Bool) async {
        var isLate = false
        let alarm = Task { [patience] in
            try? await Task.sleep(for: patience)
            guard !Task.isCancelled else { return }
            isLate = true
            wake()
        }
        while !isDone(), !isLate {
            await withCheckedContinuation { waiter = $0 }
        }
        alarm.cancel()
    }
}
