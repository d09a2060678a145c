/// Runs effects as tasks and counts them. Work is in flight from before its task starts until after its last action.
@MainActor
package final class EffectRunner<Action: Sendable> {
    /// A running task and the names it can be cancelled by.
    private struct Flight {
        let ids: [EffectID]
        let task: Task<Void, Never>
    }

    private var flights: [Int: Flight] = [:]
    private var lastNumber = 0
    private let deliver: @MainActor @Sendable (Action) -> Void
    private let landed: @MainActor @Sendable () -> Void

    /// How much work has not ended yet, cancelled work that is still on its way out included.
    package private(set) var inFlight = 0

    /// - Parameters:
    ///   - deliver: takes each action that an effect sends.
    ///   - landed: called after an effect has ended.
    package init(
        deliver: @escaping @MainActor @Sendable (Action) -> Void, landed: @escaping @MainActor @Sendable () -> Void
    ) {
        self.deliver = deliver
        self.landed = landed
    }

    /// Does the steps of an effect in their order.
    package func run(_ effect: Effect<Action>) {
        for step in effect.steps {
            switch step {
            case .cancel(let id):
                for flight in flights.values where flight.ids.contains(id) { flight.task.cancel() }
            case .start(let work): start(work)
            }
        }
    }

    /// Cancels everything; the tasks end in their own time.
    package func cancelAll() {
        for flight in flights.values { flight.task.cancel() }
    }

    private func start(_ work: Effect<Action>.Work) {
        inFlight += 1
        lastNumber += 1
        let number = lastNumber
        let send = Send(deliver)
        // Detached, so that no work waits for the main actor before it begins.
        let task = Task.detached(priority: work.priority) {
            await work.operation(send)
            await self.land(number)
        }
        flights[number] = Flight(ids: work.ids, task: task)
    }

    private func land(_ number: Int) {
        flights[number] = nil
        inFlight -= 1
        landed()
    }
}
