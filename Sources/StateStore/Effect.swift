/// What a reducer asks the outside world to do: work to start, work to cancel, in that order. A value; nothing runs yet.
///
/// ```swift
/// return .run { send in
///     await send(.customersResponse(await environment.customers()))
/// }
/// .cancellable(id: EffectName.customers, cancelInFlight: true)
/// ```
package struct Effect<Action: Sendable>: Sendable {
    /// Work that sends any number of actions and then ends.
    package typealias Operation = @Sendable (Send<Action>) async -> Void

    /// One thing to do.
    enum Step: Sendable {
        case start(Work)
        case cancel(EffectID)
    }

    /// An operation and the names under which it can be cancelled.
    struct Work: Sendable {
        var priority: TaskPriority?
        var ids: [EffectID]
        var operation: Operation
    }

    let steps: [Step]

    /// Nothing to do.
    package static var none: Effect { Effect(steps: []) }

    /// Work off the main actor. Actions sent after it was cancelled are dropped.
    package static func run(priority: TaskPriority? = nil, _ operation: @escaping Operation) -> Effect {
        Effect(steps: [.start(Work(priority: priority, ids: [], operation: operation))])
    }

    /// Cancels all running work with this id.
    package static func cancel(id: some Hashable & Sendable) -> Effect {
        Effect(steps: [.cancel(EffectID(id))])
    }

    /// All of them at the same time.
    package static func merge(_ effects: Effect...) -> Effect { merge(effects) }

    /// All of them at the same time.
    package static func merge(_ effects: [Effect]) -> Effect { Effect(steps: effects.flatMap(\.steps)) }

    /// The same work, to be cancelled by this id; `cancelInFlight` ends what already runs under it first.
    package func cancellable(id: some Hashable & Sendable, cancelInFlight: Bool = false) -> Effect {
        let id = EffectID(id)
        let named = steps.map { step in
            guard case .start(var work) = step else { return step }
            work.ids.append(id)
            return .start(work)
        }
        return Effect(steps: cancelInFlight ? [.cancel(id)] + named : named)
    }

    /// The effect of a part as an effect of the whole: its actions are wrapped on their way.
    package func map<Whole: Sendable>(_ wrap: @escaping @Sendable (Action) -> Whole) -> Effect<Whole> {
        Effect<Whole>(
            steps: steps.map { step in
                switch step {
                case .cancel(let id): .cancel(id)
                case .start(let work):
                    .start(
                        .init(priority: work.priority, ids: work.ids) { send in
                            await work.operation(Send { send(wrap($0)) })
                        })
                }
            })
    }

    /// Whether there is nothing to do.
    package var isEmpty: Bool { steps.isEmpty }
}

/// The way back for the actions of an effect; dropped when its task was cancelled.
@MainActor
package struct Send<Action: Sendable>: Sendable {
    private let deliver: @MainActor @Sendable (Action) -> Void

    package nonisolated init(_ deliver: @escaping @MainActor @Sendable (Action) -> Void) {
        self.deliver = deliver
    }

    package func callAsFunction(_ action: Action) {
        // Cancelling and delivering both happen on the main actor: nothing can arrive after a cancel.
        guard !Task.isCancelled else { return }
        deliver(action)
    }
}

/// The name of cancellable work, of any type that can be compared.
struct EffectID: Hashable, Sendable {
    private let value: any Hashable & Sendable

    init(_ value: some Hashable & Sendable) { self.value = value }

    static func == (one: EffectID, other: EffectID) -> Bool { AnyHashable(one.value) == AnyHashable(other.value) }

    func hash(into hasher: inout Hasher) { AnyHashable(value).hash(into: &hasher) }
}
