import ResellerAPI
import Synchronization

/// A call's turn: it may go out now, and has this place in the minute.
struct Turn: Sendable, Equatable {
    let slot: Int64
    let startedAt: Double
}

/// Lets calls go one by one as the minute, places and priorities allow.
final class CallGate: Sendable {
    private struct State {
        var admission: Admission
        var sharing: Sharing
        var continuations: [Admission.Ticket: CheckedContinuation<Turn?, Never>] = [:]
        var nextTicket: Admission.Ticket = 0
        /// What each waiting call is called, where others may join it.
        var names: [Admission.Ticket: String] = [:]
        /// Until when the service takes no calls, by both clocks.
        var held = CallMoment(steady: -.infinity, wall: 0)
        /// Refusals that did not say for how long, one after the other.
        var refusals = 0
        var timer: (task: Task<Void, Never>, at: Double)?
        var telling: Task<Void, Never>?
    }

    private struct Admitted {
        let continuation: CheckedContinuation<Turn?, Never>
        let turn: Turn
    }

    /// A place is no longer good when its process stood still for so many seconds before it sent anything.
    private static let freshness = 10.0

    private let state: Mutex<State>
    private let clock: ClientClock
    private let spending: SharedSpending?
    /// Seconds that a call may be under way.
    private let deadline: Double

    init(_ configuration: ClientConfiguration) {
        clock = configuration.clock
        spending = configuration.sharedSpending
        deadline = configuration.deadline
        let window = CallWindow(callsPerMinute: configuration.callsPerMinute)
        state = Mutex(
            State(
                admission: Admission(window: window, places: configuration.concurrency),
                sharing: Sharing(isWanted: spending != nil)))
    }

    var budget: CallBudget {
        state.withLock { state in
            let now = clock.now()
            let window = state.admission.window
            let pause = window.heldUntil - now
            if state.held.steady != window.heldUntil {
                state.held = CallMoment(
                    steady: window.heldUntil, wall: (clock.wallNow() + max(0, pause)).rounded(.up))
            }
            return CallBudget(
                remaining: window.remaining(now: now), limit: window.limit, waiting: state.admission.waiting,
                heldUntil: pause > 0 ? state.held.wall : nil,
                pausedFor: pause > 0 ? Int(pause.rounded(.up)) : nil, aloneBecause: state.sharing.problem)
        }
    }

    /// Waits for a turn; nil when cancelled meanwhile. Every turn ends with `leave`.
    func enter(_ priority: CallPriority, name: String? = nil) async -> Turn? {
        while let turn = await wait(priority, name) {
            // This process may have been stopped between its turn and now.
            if clock.now() - turn.startedAt <= Self.freshness { return turn }
            leave(turn, wasSent: false)
        }
        return nil
    }

    private func wait(_ priority: CallPriority, _ name: String?) async -> Turn? {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard !Task.isCancelled else { return false }
                    state.continuations[ticket] = continuation
                    state.names[ticket] = name
                    state.admission.enqueue(ticket, priority)
                    return true
                }
                if isWaiting { pump() } else { continuation.resume(returning: nil) }
            }
        } onCancel: {
            withdraw(ticket)
        }
    }

    /// Lets a call that waits under this name go earlier, as somebody more urgent waits for it too.
    func promote(_ name: String, to priority: CallPriority) {
        let isThere = state.withLock { state in
            let tickets = state.names.filter { $0.value == name }.keys
            for ticket in tickets { state.admission.promote(ticket, to: priority) }
            return !tickets.isEmpty
        }
        if isThere { pump() }
    }

    /// A call is over; `wasSent` is false when nothing of it can have reached the service.
    func leave(_ turn: Turn, wasSent: Bool = true) {
        state.withLock { state in
            state.admission.finish(turn.slot, wasSent: wasSent, now: clock.now())
            state.sharing.change([turn.slot])
        }
        pump()
    }

    /// What an answer said of the limit; `isRefusal` when it took the call for one too many, or no call at all.
    func observe(_ news: RateNews, isRefusal: Bool) {
        state.withLock { state in
            let now = clock.now()
            state.admission.window.observe(news, now: now)
            state.sharing.limit(news.limit)
            if isRefusal {
                // Who does not say for how long is asked again after ever more seconds.
                let pause = news.pause ?? Double(min(60, 1 << min(state.refusals, 6)))
                state.refusals = news.pause == nil ? state.refusals + 1 : 0
                state.admission.window.hold(seconds: max(1, pause), now: now)
            } else {
                state.refusals = 0
            }
            let held = state.admission.window.heldUntil - now
            if held > 0, isRefusal || news.remaining == 0 { state.sharing.hold(seconds: held) }
        }
    }

    /// Tells the others what they do not know yet, before the process ends.
    func settle() async {
        let exchange = state.withLock { state -> CallExchange? in
            state.telling?.cancel()
            return state.sharing.hasNews ? begin(&state) : nil
        }
        guard let exchange, case .failure(let failure) = await spending?.exchange(exchange) else { return }
        state.withLock { $0.sharing.end(exchange, failure, now: clock.now()) }
    }

    private func withdraw(_ ticket: Admission.Ticket) {
        let continuation = state.withLock { state in
            state.names[ticket] = nil
            return state.admission.withdraw(ticket) ? state.continuations.removeValue(forKey: ticket) : nil
        }
        continuation?.resume(returning: nil)
    }

    // MARK: - Letting go

    /// Lets go whoever may, asks the others for places where that is needed, and sets a timer for the rest.
    private func pump() {
        let (admitted, question) = state.withLock { state in
            var admitted: [Admitted] = []
            let question = advance(&state, &admitted)
            state.sharing.change(state.admission.returnUnused())
            tellSoon(&state)
            return (admitted, question)
        }
        for one in admitted { one.continuation.resume(returning: one.turn) }
        if let question { ask(question.exchange, question.priority) }
    }

    private typealias Question = (exchange: CallExchange, priority: CallPriority)

    private func advance(_ state: inout State, _ admitted: inout [Admitted]) -> Question? {
        while true {
            let now = clock.now()
            state.admission.isShared = state.sharing.isOpen(now)
            switch state.admission.next(now: now) {
            case .admit(let ticket, let slot):
                state.names[ticket] = nil
                // The others know of a place that they gave; of others they have to be told.
                if !state.admission.isShared { state.sharing.change([slot]) }
                if let continuation = state.continuations.removeValue(forKey: ticket) {
                    admitted.append(Admitted(continuation: continuation, turn: Turn(slot: slot, startedAt: now)))
                }
            case .ask(let priority, let count):
                guard !state.sharing.isAsking else { return nil }
                return (begin(&state, wanted: count, for: priority), priority)
            case .wait(let seconds):
                setTimer(seconds, &state)
                return nil
            case .idle: return nil
            }
        }
    }

    private func begin(
        _ state: inout State, wanted: Int = 0, for priority: CallPriority = .visible
    ) -> CallExchange {
        state.sharing.begin(
            state.admission.window, wanted: wanted, for: priority,
            lasting: CallWindow.length + Self.freshness + deadline,
            at: CallMoment(steady: clock.now(), wall: clock.wallNow()))
    }

    private func ask(_ exchange: CallExchange, _ priority: CallPriority?) {
        guard let spending else { return }
        Task {
            let result = await spending.exchange(exchange)
            state.withLock { state in
                let now = clock.now()
                switch result {
                case .success(let standing):
                    state.admission.hear(standing, asFor: priority, now: now)
                    state.sharing.end(exchange, nil, now: now)
                case .failure(let failure): state.sharing.end(exchange, failure, now: now)
                }
            }
            pump()
        }
    }

    /// Places that are free earlier than the others think are told within a second, when no call tells it before.
    private func tellSoon(_ state: inout State) {
        guard state.telling == nil, state.sharing.hasNews, state.sharing.isOpen(clock.now()) else { return }
        state.telling = Task { [weak self, clock] in
            guard (try? await clock.sleep(1)) != nil else { return }
            self?.tell()
        }
    }

    private func tell() {
        let exchange = state.withLock { state -> CallExchange? in
            state.telling = nil
            let isDue = state.sharing.hasNews && !state.sharing.isAsking && state.sharing.isOpen(clock.now())
            return isDue ? begin(&state) : nil
        }
        if let exchange { ask(exchange, nil) }
    }

    private func setTimer(_ seconds: Double, _ state: inout State) {
        let at = clock.now() + max(seconds, 0.001)
        if let timer = state.timer {
            guard at < timer.at - 0.001 else { return }
            timer.task.cancel()
        }
        let task = Task { [weak self, clock] in
            guard (try? await clock.sleep(max(seconds, 0.001))) != nil else { return }
            self?.timerFired()
        }
        state.timer = (task, at)
    }

    private func timerFired() {
        state.withLock { $0.timer = nil }
        pump()
    }
}
