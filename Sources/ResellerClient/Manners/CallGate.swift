import ResellerAPI
import Synchronization

/// Lets calls go one by one as budget, places and priorities allow.
final class CallGate: Sendable {
    private struct State {
        var admission: Admission
        var continuations: [Admission.Ticket: CheckedContinuation<Bool, Never>] = [:]
        var nextTicket: Admission.Ticket = 0
        /// What each waiting call is called, where others may join it.
        var names: [Admission.Ticket: String] = [:]
        var timer: Task<Void, Never>?
    }

    private let state: Mutex<State>
    private let clock: ClientClock

    init(callsPerMinute: Int, places: Int, clock: ClientClock) {
        self.clock = clock
        let bucket = TokenBucket(callsPerMinute: callsPerMinute, now: clock.now())
        state = Mutex(State(admission: Admission(bucket: bucket, places: places)))
    }

    var budget: CallBudget {
        state.withLock { state in
            let now = clock.now()
            let bucket = state.admission.bucket
            let pause = Int((bucket.heldUntil - now).rounded(.up))
            return CallBudget(
                remaining: bucket.remaining(now: now), limit: bucket.limit, waiting: state.admission.waiting,
                pausedFor: pause > 0 ? pause : nil)
        }
    }

    /// Waits for a turn; false when cancelled meanwhile. Every turn ends with `leave`.
    func enter(_ priority: CallPriority, name: String? = nil) async -> Bool {
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
                if isWaiting { pump() } else { continuation.resume(returning: false) }
            }
        } onCancel: {
            withdraw(ticket)
        }
    }

    /// Lets a call that waits under this name go earlier, as somebody more urgent waits for it too.
    func promote(_ name: String, to priority: CallPriority) {
        state.withLock { state in
            for (ticket, other) in state.names where other == name { state.admission.promote(ticket, to: priority) }
        }
    }

    func leave() {
        state.withLock { $0.admission.finish() }
        pump()
    }

    func observe(_ news: RateNews) {
        state.withLock { $0.admission.observe(news, now: clock.now()) }
    }

    func share(with others: Int) {
        state.withLock { $0.admission.share(with: others, now: clock.now()) }
    }

    func hold(seconds: Double) {
        state.withLock { $0.admission.hold(seconds: seconds, now: clock.now()) }
    }

    private func withdraw(_ ticket: Admission.Ticket) {
        let continuation = state.withLock { state in
            state.names[ticket] = nil
            return state.admission.withdraw(ticket) ? state.continuations.removeValue(forKey: ticket) : nil
        }
        continuation?.resume(returning: false)
    }

    /// Lets go whoever may, and sets a timer for the rest.
    private func pump() {
        let admitted = state.withLock { state -> [CheckedContinuation<Bool, Never>] in
            var admitted: [CheckedContinuation<Bool, Never>] = []
            while true {
                switch state.admission.next(now: clock.now()) {
                case .admit(let ticket):
                    state.names[ticket] = nil
                    if let continuation = state.continuations.removeValue(forKey: ticket) {
                        admitted.append(continuation)
                    }
                case .wait(let seconds):
                    setTimer(seconds, &state)
                    return admitted
                case .idle: return admitted
                }
            }
        }
        for continuation in admitted { continuation.resume(returning: true) }
    }

    private func setTimer(_ seconds: Double, _ state: inout State) {
        guard state.timer == nil else { return }
        state.timer = Task { [weak self, clock] in
            try? await clock.sleep(max(seconds, 0.001))
            self?.timerFired()
        }
    }

    private func timerFired() {
        state.withLock { $0.timer = nil }
        pump()
    }
}
