import ResellerAPI

/// How many calls collecting may make now: its own part of what the account may spend, evenly over time.
struct Pace: Sendable, Equatable {
    /// What is kept free of the account's calls for those at the keyboard, as a share.
    static let reserve = 0.1
    /// Calls a minute before the first answer told more.
    static let first = 60
    /// Seconds of calls that may be made up for at once: after a pause, a clock set forward or a night asleep there is
    /// no burst.
    static let longestStep = 2.0

    private(set) var callsPerMinute: Int
    private(set) var heldUntil: Double?
    /// How the account's calls stood after the last answer.
    private(set) var budget: CallBudget?
    private var allowance = 0.0
    private var steppedAt: Double?
    /// Calls by second, of the last minute.
    private var made: [Int: Int] = [:]
    private(set) var callsMade = 0
    /// Whether so few calls are left that typing would have to wait.
    private var isScarce = false

    init(callsPerMinute: Int = Pace.first) { self.callsPerMinute = callsPerMinute }

    /// Takes over what the client said about the account's calls.
    mutating func observe(_ budget: CallBudget, at now: Double) {
        callsPerMinute = max(1, Int(Double(budget.limit) * (1 - Self.reserve)))
        isScarce = budget.pausedFor == nil && Double(budget.remaining) < Double(budget.limit) * Self.reserve / 2
        heldUntil = budget.pausedFor.map { now + Double($0) }
        self.budget = budget
    }

    /// The service takes no calls before a time.
    mutating func hold(until time: Double) { heldUntil = max(heldUntil ?? time, time) }

    /// Lets time pass; how many calls may be made now.
    mutating func step(to now: Double) -> Int {
        defer { steppedAt = now }
        let passed = min(Self.longestStep, max(0, now - (steppedAt ?? now - 1)))
        let perSecond = Double(callsPerMinute) / 60
        allowance = min(max(1, perSecond * Self.longestStep), allowance + passed * perSecond)
        if let heldUntil {
            // An hour at most: a wrong clock must not stop it for ever.
            guard now >= heldUntil || heldUntil - now > 3600 else { return 0 }
            self.heldUntil = nil
        }
        if isScarce {
            // The next answer tells anew; one call is let through to get it.
            isScarce = false
            return min(1, Int(allowance))
        }
        return Int(allowance)
    }

    /// Counts calls that are made.
    mutating func spend(_ calls: Int, at now: Double) {
        allowance -= Double(calls)
        callsMade += calls
        let second = Int(now.rounded(.down))
        made[second, default: 0] += calls
        if made.count > 90 { made = made.filter { abs(second - $0.key) < 60 } }
    }

    func callsLastMinute(at now: Double) -> Int {
        let second = Int(now.rounded(.down))
        return made.reduce(0) { second - $1.key < 60 && second >= $1.key ? $0 + $1.value : $0 }
    }
}
