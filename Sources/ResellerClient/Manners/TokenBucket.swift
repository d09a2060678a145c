/// Calls that may be made: so many a minute, fewer when the service says that others spend too.
struct TokenBucket: Equatable {
    /// Calls a minute allowed by configuration.
    let configured: Int
    /// Calls a minute that the service told, where it did.
    private(set) var told: Int?
    /// Calls that other processes of this account made in the last minute.
    private(set) var others = 0
    private var tokens: Double
    private var refilledAt: Double
    /// No call before this time: the service said so.
    private(set) var heldUntil: Double

    init(callsPerMinute: Int, now: Double) {
        configured = max(1, callsPerMinute)
        tokens = Double(max(1, callsPerMinute))
        refilledAt = now
        heldUntil = now
    }

    /// What the others leave; never less than a tenth, so that nobody starves beside a large run.
    var limit: Int {
        let whole = min(configured, told ?? configured)
        return max(1, whole / 10, whole - others)
    }

    /// Calls that could be made at this time.
    func remaining(now: Double) -> Int { now < heldUntil ? 0 : Int(level(now)) }

    private func level(_ now: Double) -> Double {
        min(Double(limit), tokens + max(0, now - refilledAt) * Double(limit) / 60)
    }

    private mutating func refill(_ now: Double) {
        tokens = level(now)
        refilledAt = max(refilledAt, now)
    }

    /// Takes one call; false when there is none now.
    mutating func take(now: Double) -> Bool {
        refill(now)
        guard now >= heldUntil, tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// Seconds until a call can be taken.
    func wait(now: Double) -> Double {
        let missing = max(0, 1 - level(now))
        return max(heldUntil - now, missing * 60 / Double(limit))
    }

    /// How much other processes spend of the same budget.
    mutating func share(with others: Int, now: Double) {
        refill(now)
        self.others = max(0, others)
        tokens = min(tokens, Double(limit))
    }

    /// What an answer told about the budget.
    mutating func observe(_ news: RateNews, now: Double) {
        if let limit = news.limit, limit > 0 { told = limit }
        refill(now)
        guard let remaining = news.remaining else { return }
        tokens = min(tokens, Double(max(0, remaining)))
        if remaining <= 0, let reset = news.resetIn { heldUntil = max(heldUntil, now + reset) }
    }

    /// The service refused a call as one too many.
    mutating func hold(seconds: Double, now: Double) {
        refill(now)
        tokens = min(tokens, 1)
        heldUntil = max(heldUntil, now + seconds)
    }
}

/// The `X-RateLimit-*` headers of one answer.
struct RateNews: Equatable {
    var limit: Int?
    var remaining: Int?
    /// Seconds until the service counts anew.
    var resetIn: Double?

    /// Below 10^9 a reset is seconds left, from there on seconds since 1970.
    init(headers: [TransportResponse.Header], wallNow: Double) {
        let number = { (name: String) in
            headers.first { $0.name.lowercased() == name }.flatMap { Double($0.value) }
        }
        limit = number("x-ratelimit-limit").flatMap { Int(exactly: $0.rounded()) }
        remaining = number("x-ratelimit-remaining").flatMap { Int(exactly: $0.rounded()) }
        let reset = (number("x-ratelimit-reset") ?? number("retry-after")).flatMap { $0.isFinite ? $0 : nil }
        // Never more than an hour: a wrong clock on either side must not stop the program.
        resetIn = reset.map { min(3600, max(0, $0 < 1e9 ? $0 : $0 - wallNow)) }
    }
}
