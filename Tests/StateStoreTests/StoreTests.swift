import StateStore
import Testing

@MainActor
@Suite("Store")
struct StoreTests {
    @Test("An action is reduced at once, grows the version and tells of the change once")
    func reduces() {
        var changes = 0
        let store = Store(Counter.State(), reducer: Counter.instant) { changes += 1 }
        store.send(.increased)
        #expect(store.state.count == 1)
        #expect(store.version == 1)
        #expect(changes == 1)
    }

    @Test("An action sent while the change is told waits for its turn")
    func reentrant() {
        var seen: [Int] = []
        let store = Store(Counter.State(), reducer: Counter.instant)
        store.didChange = { [unowned store] in
            seen.append(store.state.count)
            if store.state.count < 3 {
                store.send(.increased)
                store.send(.nothingHappened)
            }
        }
        store.send(.increased)
        #expect(seen == [1, 2, 3])
        #expect(store.version == 5)
    }

    @Test("Work is in flight before its task starts and until its last action was reduced")
    func inFlight() async {
        let store = Store(Counter.State(), reducer: Counter.instant)
        store.send(.fetchRequested)
        #expect(store.inFlight == 1)
        await store.waitUntilIdle()
        #expect(store.inFlight == 0)
        #expect(store.state == Counter.State(count: 7))
    }

    @Test("Actions of effects start effects of their own")
    func chain() async {
        let store = Store(Counter.State(), reducer: Counter.instant)
        store.send(.followed(times: 3))
        await store.waitUntilIdle()
        #expect(store.state.log == ["3", "2", "1", "0"])
    }

    @Test("Cancelled work ends and its late answer is dropped")
    func cancelled() async {
        let store = Store(Counter.State(), reducer: Counter.endless)
        store.send(.fetchRequested)
        store.send(.cancelPressed)
        await store.waitUntilIdle()
        #expect(store.state == Counter.State())
        #expect(store.version == 2)
    }

    @Test("Asked again, the work in flight under the same id is replaced")
    func replaced() async {
        let store = Store(Counter.State(), reducer: Counter.endless)
        store.send(.fetchRequested)
        store.send(.fetchRequested)
        #expect(store.inFlight == 2)
        store.send(.cancelPressed)
        await store.waitUntilIdle()
        #expect(store.version == 3)
    }

    @Test("Shut down, it takes no action and every effect ends")
    func shutDown() async {
        let store = Store(Counter.State(), reducer: Counter.endless)
        store.send(.fetchRequested)
        store.shutDown()
        store.send(.increased)
        await store.waitUntilIdle()
        #expect(store.state.count == 0)
        #expect(store.version == 1)
    }

    @Test("Waiting on an idle store returns at once")
    func alreadyIdle() async {
        let store = Store(Counter.State(), reducer: Counter.instant)
        await store.waitUntilIdle()
        #expect(store.version == 0)
    }
}
