import Desk
import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import TestSupport
import Testing

/// A desk under test: its store, its clock and the outside world that the test describes.
@MainActor
final class DeskTest {
    let clock: TestClock
    let store: TestStore<DeskState, DeskAction>

    init(
        _ state: DeskState, now: Double = noon,
        _ describe: (inout DeskEnvironment, TestClock) -> Void = { _, _ in }
    ) {
        clock = TestClock(now: now)
        var environment = DeskEnvironment.failing(clock)
        describe(&environment, clock)
        store = TestStore(state, reducer: DeskReducer.reducer(environment))
    }

    var state: DeskState { store.state }

    /// Sends an action and asserts the state that follows.
    func send(
        _ action: DeskAction, sourceLocation: SourceLocation = #_sourceLocation,
        change: ((inout DeskState) -> Void)? = nil
    ) async {
        await store.send(action, sourceLocation: sourceLocation, change: change)
    }

    /// Waits for an action of an effect and asserts the state that follows.
    func receive(
        _ action: DeskAction, sourceLocation: SourceLocation = #_sourceLocation,
        change: ((inout DeskState) -> Void)? = nil
    ) async {
        await store.receive(action, sourceLocation: sourceLocation, change: change)
    }

    /// Presses one key and asserts what follows.
    func press(
        _ key: Key, sourceLocation: SourceLocation = #_sourceLocation, change: ((inout DeskState) -> Void)? = nil
    ) async {
        await store.send(.inputReceived(.key(key)), sourceLocation: sourceLocation, change: change)
    }

    /// Presses a character key.
    func press(
        _ character: Character, sourceLocation: SourceLocation = #_sourceLocation,
        change: ((inout DeskState) -> Void)? = nil
    ) async {
        await press(.character(character), sourceLocation: sourceLocation, change: change)
    }

    /// Receives the customers in their new order; what was worked out is taken as it is, the rest has to be told.
    func receiveArrangement(
        sourceLocation: SourceLocation = #_sourceLocation, change: ((inout DeskState) -> Void)? = nil
    ) async {
        var arranged: Arrangement?
        await store.receive(
            "an arrangement",
            where: { action in
                guard case .customersArranged(let arrangement) = action else { return false }
                arranged = arrangement
                return true
            }, sourceLocation: sourceLocation
        ) { state in
            guard let arranged else { return }
            state.customers.table = arranged.table
            state.customers.sorted = arranged.sorted
            state.customers.sortedBy = arranged.sorting
            state.customers.shown = arranged.shown
            state.customers.shownFilter = arranged.filter
            change?(&state)
        }
    }

    /// Receives a page of the list; which one is seen by what it changes.
    func receivePage(
        sourceLocation: SourceLocation = #_sourceLocation, change: ((inout DeskState) -> Void)? = nil
    ) async {
        await store.receive(
            "a page of customers",
            where: { action in
                if case .customersPageRead = action { true } else { false }
            }, sourceLocation: sourceLocation, change: change)
    }

    /// Ends what waits for its time, and asserts that nothing else runs and nothing was left unsaid.
    func end(sourceLocation: SourceLocation = #_sourceLocation) async {
        clock.stop()
        await store.finish(sourceLocation: sourceLocation)
    }
}
