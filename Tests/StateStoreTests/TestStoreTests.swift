import StateStore
import TestSupport
import Testing

/// The failures of the test store itself, word for word.
@MainActor
@Suite("TestStore")
struct TestStoreTests {
    /// Collects what a store reports.
    @MainActor
    private final class Reports {
        var texts: [String] = []
    }

    private let reports = Reports()

    private func store(
        _ reducer: Reducer<Counter.State, Counter.Action> = Counter.instant, patience: Duration = .seconds(10)
    )
        -> TestStore<Counter.State, Counter.Action>
    {
        TestStore(Counter.State(), reducer: reducer, patience: patience) { [reports] text, _ in
            reports.texts.append(text)
        }
    }

    @Test("A test that says everything reports nothing")
    func passes() async {
        let store = store()
        await store.send(.increased) { $0.count = 1 }
        await store.send(.nothingHappened)
        await store.send(.fetchRequested) { $0.isLoading = true }
        await store.receive(.fetched(7)) {
            $0.isLoading = false
            $0.count = 7
        }
        await store.send(.followed(times: 1)) { $0.log = ["1"] }
        await store.receive("followed", where: { $0 == .followed(times: 0) }) { $0.log = ["1", "0"] }
        await store.finish()
        #expect(reports.texts == [])
    }

    @Test("A wrong state is shown as a difference, line by line")
    func wrongState() async {
        let store = store()
        await store.send(.increased) { $0.count = 2 }
        #expect(
            reports.texts == [
                """
                Wrong state after .increased. Expected: -, is: +
                  StateStoreTests.Counter.State
                -   count: 2
                +   count: 1
                    isLoading: false
                    log: 0 elements
                """
            ])
        #expect(store.state.count == 1)
    }

    @Test("A change that was not announced is a wrong state")
    func silentChange() async {
        await store().send(.fetchRequested)
        #expect(
            reports.texts == [
                """
                Wrong state after .fetchRequested. Expected: -, is: +
                  StateStoreTests.Counter.State
                    count: 0
                -   isLoading: false
                +   isLoading: true
                    log: 0 elements
                """
            ])
    }

    @Test("Long equal stretches of a difference are counted")
    func longDifference() async {
        let reducer = Reducer<[Int], Int> { state, action in
            state[action] = 99
            return .none
        }
        let store = TestStore(Array(0..<12), reducer: reducer) { [reports] text, _ in reports.texts.append(text) }
        await store.send(5)
        #expect(
            reports.texts == [
                """
                Wrong state after 5. Expected: -, is: +
                  … 4 equal lines
                    3
                    4
                -   5
                +   99
                    6
                    7
                  … 4 equal lines
                """
            ])
    }

    @Test("An announced change that did not happen is reported")
    func noChange() async {
        await store().send(.nothingHappened) { $0.count = 0 }
        #expect(
            reports.texts == ["A change was expected after .nothingHappened, but the state stayed as it was."])
    }

    @Test("An unexpected action is named")
    func unexpected() async {
        let store = store()
        await store.send(.fetchRequested) { $0.isLoading = true }
        await store.receive(.fetched(8))
        #expect(
            reports.texts == [
                """
                Received .fetched(7) instead of .fetched(8). Expected: -, is: +
                  StateStoreTests.Counter.Action.fetched
                -   fetched: 8
                +   fetched: 7
                """
            ])
        #expect(store.state.count == 7)
    }

    @Test("An action that does not meet a predicate is named")
    func unmetPredicate() async {
        let store = store()
        await store.send(.followed(times: 1)) { $0.log = ["1"] }
        await store.receive("a fetched number", where: { if case .fetched = $0 { true } else { false } })
        #expect(reports.texts == ["Received .followed(times: 0) instead of a fetched number."])
    }

    @Test("A missing action is reported at once when nothing runs")
    func missing() async {
        let store = store()
        await store.receive(.fetched(7))
        await store.receive("a number", where: { _ in true })
        #expect(
            reports.texts == [
                "Expected to receive .fetched(7), but no effect is running that could send it.",
                "Expected to receive a number, but no effect is running that could send it.",
            ])
    }

    @Test("A missing action is reported when patience is at its end")
    func late() async {
        let store = store(Counter.endless, patience: .milliseconds(5))
        await store.send(.fetchRequested) { $0.isLoading = true }
        await store.receive(.fetched(7))
        await store.send(.cancelPressed) { $0.isLoading = false }
        store.patience = .seconds(10)
        await store.finish()
        #expect(
            reports.texts == [
                "Expected to receive .fetched(7), but nothing came within 0.005 seconds (1 effect running)."
            ])
    }

    @Test("An action that nobody received is listed before the next send and at the end")
    func unreceived() async {
        let store = store()
        await store.send(.followed(times: 2)) { $0.log = ["2"] }
        await store.receive(.followed(times: 1)) { $0.log = ["2", "1"] }
        await store.finish()
        await store.send(.nothingHappened)
        #expect(
            reports.texts == [
                "1 received action not asserted at the end:\n  .followed(times: 0)"
            ])
        #expect(store.state.log == ["2", "1", "0"])
    }

    @Test("Sending over unreceived actions lists them and goes on from the state they left")
    func sendOver() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let reducer = Reducer<Int, String> { state, action in
            state += 1
            guard action == "start" else { return .none }
            return .run { send in
                await send("one")
                await send("two")
                await send("three")
                continuation.finish()
            }
        }
        let store = TestStore(0, reducer: reducer) { [reports] text, _ in reports.texts.append(text) }
        await store.send("start") { $0 = 1 }
        await store.receive("one") { $0 = 2 }
        for await _ in stream {}
        await store.send("next") { $0 = 5 }
        await store.finish()
        #expect(
            reports.texts == [
                "2 received actions not asserted before next was sent:\n  two\n  three"
            ])
    }

    @Test("An effect left running is reported and cancelled")
    func leftRunning() async {
        let store = store(Counter.endless, patience: .milliseconds(5))
        await store.send(.fetchRequested) { $0.isLoading = true }
        await store.finish()
        store.patience = .seconds(10)
        await store.finish()
        #expect(
            reports.texts == [
                "1 effect still running 0.005 seconds after the end of the test. Cancel it or let it end."
            ])
    }
}
