/// How a state answers an action: it is changed in place, and what the outside world shall do is returned.
package struct Reducer<State, Action: Sendable>: Sendable {
    private let reduce: @Sendable (inout State, Action) -> Effect<Action>

    package init(_ reduce: @escaping @Sendable (inout State, Action) -> Effect<Action>) {
        self.reduce = reduce
    }

    package func callAsFunction(_ state: inout State, _ action: Action) -> Effect<Action> {
        reduce(&state, action)
    }
}
