import ResellerAPI

/// Decides which waiting call goes next; pure, so that it is tested without waiting.
struct Admission {
    typealias Ticket = UInt64

    /// What is to be done now.
    enum Step: Equatable {
        /// This call may go, and has this place in the minute.
        case admit(Ticket, slot: Int64)
        /// So many places are to be asked for where all processes take theirs.
        case ask(CallPriority, count: Int)
        /// Ask again after so many seconds.
        case wait(Double)
        /// Nobody waits, or as many calls as may be are under way.
        case idle
    }

    var window: CallWindow
    let places: Int
    /// Whether places in the minute have to be asked for.
    var isShared = false
    private var running = 0
    private var queues: [[Ticket]] = CallPriority.allCases.map { _ in [] }
    /// Places that were given and not yet used.
    private var granted: [Int64] = []
    /// Whom the others left no place, and when to ask them again.
    private var refused: (priority: CallPriority, until: Double)?

    init(window: CallWindow, places: Int) {
        self.window = window
        self.places = max(1, places)
    }

    var waiting: Int { queues.reduce(0) { $0 + $1.count } }

    mutating func enqueue(_ ticket: Ticket, _ priority: CallPriority) { queues[priority.rawValue].append(ticket) }

    /// The most urgent call, in order of arrival, when there is room for it beside those under way and in the minute.
    mutating func next(now: Double) -> Step {
        guard running < places, let queue = queues.firstIndex(where: { !$0.isEmpty }),
            let priority = CallPriority(rawValue: queue)
        else { return .idle }
        guard now >= window.heldUntil else { return .wait(window.heldUntil - now) }
        if let slot = granted.popLast() { return admit(queue, slot) }
        if isShared, window.freeWithoutOthers(priority, now: now) > 0 {
            if let refused, refused.priority <= priority, now < refused.until { return .wait(refused.until - now) }
            return .ask(priority, count: min(places - running, queues[queue].count))
        }
        guard !isShared, window.free(priority, now: now) > 0 else { return .wait(window.wait(priority, now: now)) }
        let slot = Int64.random(in: .min ... .max)
        window.start(slot, now: now)
        return admit(queue, slot)
    }

    private mutating func admit(_ queue: Int, _ slot: Int64) -> Step {
        running += 1
        return .admit(queues[queue].removeFirst(), slot: slot)
    }

    /// What the others say to a wish for places: how they stand, and which places there are.
    mutating func hear(_ standing: CallStanding, asFor priority: CallPriority?, now: Double) {
        window.hear(standing, now: now)
        for slot in standing.granted { window.start(slot, now: now) }
        granted += standing.granted
        guard let priority, standing.granted.isEmpty else { return refused = nil }
        // Places whose calls are under way may be free earlier than they say.
        refused = (priority, now + min(Self.longestWait, max(Self.shortestWait, window.wait(priority, now: now))))
    }

    private static let shortestWait = 0.05
    private static let longestWait = 2.0

    /// Gives back the places that nobody waits for any more; which.
    mutating func returnUnused() -> [Int64] {
        guard waiting == 0 || running >= places else { return [] }
        defer { granted = [] }
        for slot in granted { window.giveBack(slot) }
        return granted
    }

    /// A call that was admitted is over; `wasSent` is false when it never went out.
    mutating func finish(_ slot: Int64, wasSent: Bool, now: Double) {
        running -= 1
        if wasSent { window.finish(slot, now: now) } else { window.giveBack(slot) }
    }

    /// Takes a waiting call out; false when it waits no more.
    mutating func withdraw(_ ticket: Ticket) -> Bool {
        for index in queues.indices {
            guard let place = queues[index].firstIndex(of: ticket) else { continue }
            queues[index].remove(at: place)
            return true
        }
        return false
    }

    /// Lets a waiting call go earlier, as somebody more urgent waits for it too.
    mutating func promote(_ ticket: Ticket, to priority: CallPriority) {
        guard queues.indices.first(where: { queues[$0].contains(ticket) }) ?? 0 > priority.rawValue else { return }
        if withdraw(ticket) { enqueue(ticket, priority) }
    }
}
