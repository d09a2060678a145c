import Desk
import Screen
import StateStore
import Testing

/// A desk in a real store, for tests of what comes out in the end, whatever the way.
@MainActor
final class DeskRun {
    let clock: TestClock
    let store: Store<DeskState, DeskAction>

    init(
        _ state: DeskState, now: Double = noon,
        _ describe: (inout DeskEnvironment, TestClock) -> Void = { _, _ in }
    ) {
        clock = TestClock(now: now)
        var environment = DeskEnvironment.failing(clock)
        describe(&environment, clock)
        store = Store(state, reducer: DeskReducer.reducer(environment))
    }

    /// A desk of several accounts, each with an outside world of its own.
    init(
        _ state: DeskState, now: Double = noon,
        environments: (TestClock) -> @Sendable (Session) -> DeskEnvironment
    ) {
        clock = TestClock(now: now)
        store = Store(state, reducer: DeskReducer.reducer(environments: environments(clock)))
    }

    var state: DeskState { store.state }

    /// Sends an action and waits for all that follows from it but the passing of time.
    func send(_ action: DeskAction) async {
        store.send(action)
        await settle()
    }

    func press(_ keys: Key...) async {
        for key in keys { await send(.inputReceived(.key(key))) }
    }

    func type(_ text: String) async {
        for character in text { await press(.character(character)) }
    }

    /// Lets the time pass for which something sleeps. Where nothing does, nothing ever will: the test fails at once.
    func elapse(_ duration: Double) async {
        await settle()
        guard clock.sleeping.contains(duration) else {
            Issue.record("nothing sleeps for \(duration) s, only for \(clock.sleeping)")
            return
        }
        await clock.elapse(duration)
        await settle()
    }

    /// The time of day so many seconds from now, in Greenwich.
    func clockText(after seconds: Double) -> String {
        let second = Int((clock.now + seconds).rounded(.up)) % 86_400
        return [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }

    /// Returns when all work that runs is asleep.
    func settle() async {
        while store.inFlight != clock.sleeping.count { await Task.yield() }
    }
}
