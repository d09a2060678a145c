import ResellerAPI

/// Decides which waiting call goes next; pure, so that it is tested without waiting.
struct Admission {
    typealias Ticket = UInt64

    /// What is to be done now.
    enum Step: Equatable {
        /// This call may go.
        case admit(Ticket)
        /// Ask again after so many seconds.
        case wait(Double)
        /// Nobody waits, or all places are taken.
        case idle
    }

    private(set) var bucket: TokenBucket
    let places: Int
    private var running = 0
    private var queues: [[Ticket]] = CallPriority.allCases.map { _ in [] }

    init(bucket: TokenBucket, places: Int) {
        self.bucket = bucket
        self.places = max(1, places)
    }

    var waiting: Int { queues.reduce(0) { $0 + $1.count } }

    mutating func enqueue(_ ticket: Ticket, _ priority: CallPriority) { queues[priority.rawValue].append(ticket) }

    /// The most urgent call, in order of arrival, when a place and a token are free.
    mutating func next(now: Double) -> Step {
        guard running < places, let queue = queues.firstIndex(where: { !$0.isEmpty }) else { return .idle }
        guard bucket.take(now: now) else { return .wait(bucket.wait(now: now)) }
        running += 1
        return .admit(queues[queue].removeFirst())
    }

    mutating func finish() { running -= 1 }

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

    mutating func observe(_ news: RateNews, now: Double) { bucket.observe(news, now: now) }
    mutating func share(with others: Int, now: Double) { bucket.share(with: others, now: now) }
    mutating func hold(seconds: Double, now: Double) { bucket.hold(seconds: seconds, now: now) }
}
