import StateStore
import Testing

@MainActor
@Suite("Effect")
struct EffectTests {
    /// Runs an effect to its end and collects what it sent.
    private func sent<Action: Sendable>(_ effects: [Effect<Action>]) async -> [Action] {
        let store = Store(
            [Action](),
            reducer: Reducer<[Action], Started<Action>> { state, action in
                switch action {
                case .start(let effects): return .merge(effects.map { $0.map(Started.sent) })
                case .sent(let action):
                    state.append(action)
                    return .none
                }
            })
        store.send(.start(effects))
        await store.waitUntilIdle()
        return store.state
    }

    private enum Started<Action: Sendable>: Sendable {
        case start([Effect<Action>])
        case sent(Action)
    }

    @Test("None does nothing")
    func none() async {
        #expect(Effect<Int>.none.isEmpty)
        #expect(await sent([Effect<Int>.none]).isEmpty)
    }

    @Test("A run sends its actions in order")
    func run() async {
        let effect = Effect<Int>.run(priority: .userInitiated) { send in
            for number in 1...3 { await send(number) }
        }
        #expect(await sent([effect]) == [1, 2, 3])
    }

    @Test("Merged effects all run")
    func merge() async {
        let effect = Effect<Int>.merge(.run { await $0(1) }, .none, .run { await $0(2) })
        #expect(await sent([effect]).sorted() == [1, 2])
    }

    @Test("A mapped effect sends wrapped actions and keeps its ids")
    func map() async {
        let work = Effect<Int>.run { send in
            await Counter.untilCancelled()
            await send(1)
        }
        .cancellable(id: "work")
        let other = Effect<Int>.run { await $0(2) }
        let words = [work.map { "n\($0)" }, other.map { "n\($0)" }, .cancel(id: "work")]
        #expect(await sent(words) == ["n2"])
    }

    @Test("Cancelling spares work under other ids, also where only the type differs")
    func otherIDs() async {
        enum One: Hashable, Sendable { case work }
        enum Other: Hashable, Sendable { case work }
        let effects: [Effect<Int>] = [
            .run { await $0(1) }.cancellable(id: One.work),
            .cancel(id: Other.work), .cancel(id: "work"),
        ]
        #expect(await sent(effects) == [1])
    }

    @Test("Work under two ids ends by either")
    func twoIDs() async {
        let work = Effect<Int>.run { send in
            await Counter.untilCancelled()
            await send(1)
        }
        .cancellable(id: 1).cancellable(id: 2)
        #expect(await sent([work, .cancel(id: 1)]).isEmpty)
        #expect(await sent([work, .cancel(id: 2)]).isEmpty)
    }

    @Test("What a merge cancels are only effects before it")
    func order() async {
        let effect = Effect<Int>.merge(.cancel(id: "work"), .run { await $0(1) }.cancellable(id: "work"))
        #expect(await sent([effect]) == [1])
    }
}
