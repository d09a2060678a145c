import ResellerAPI

/// A value that is read over the network: what is there, how old it is, and how the last asking went.
///
/// Old data stays while it is asked for anew and when asking fails. `0` and "could not load" never look alike.
package struct Loadable<Value: Sendable & Equatable>: Sendable, Equatable {
    /// What was read last, however old.
    package var value: Value?
    /// When `value` was read; seconds since 1970.
    package var readAt: Double?
    /// When the running request was sent; nil when none runs.
    package var askedAt: Double?
    /// Why the last request failed; nil when it did not.
    package var failure: Failure?

    package init(value: Value? = nil, readAt: Double? = nil, askedAt: Double? = nil, failure: Failure? = nil) {
        self.value = value
        self.readAt = readAt
        self.askedAt = askedAt
        self.failure = failure
    }

    package var isAsking: Bool { askedAt != nil }
    package var wasNeverAsked: Bool { value == nil && askedAt == nil && failure == nil }

    package mutating func asked(at now: Double) { askedAt = now }

    /// Takes the answer to a request; returns whether the value itself changed.
    @discardableResult
    package mutating func answered(_ result: Result<Value, APIError>, at now: Double) -> Bool {
        askedAt = nil
        switch result {
        case .success(let new):
            let changed = new != value
            value = new
            readAt = now
            failure = nil
            return changed
        case .failure(let error) where error.reason == .cancelled:
            return false
        case .failure(let error):
            failure = Failure(error: error, at: now, attempts: (failure?.attempts ?? 0) + 1)
            return true
        }
    }
}

/// A request that gave nothing.
package struct Failure: Sendable, Equatable {
    package let error: APIError
    /// Seconds since 1970.
    package let at: Double
    /// How many times in a row it failed.
    package let attempts: Int

    package init(error: APIError, at: Double, attempts: Int) {
        self.error = error
        self.at = at
        self.attempts = attempts
    }
}

/// How a pane stands, for its title line.
package enum Freshness: Sendable, Equatable {
    case notAsked
    /// Seconds since the request was sent.
    case asking(seconds: Int)
    /// Minutes since it was read.
    case fresh(minutes: Int)
    /// Older than it should be, or read before a failure.
    case old(minutes: Int, failed: Bool)
    /// Nothing to show.
    case failed(at: Double)
}

extension Loadable {
    /// `staleAfter` in seconds.
    package func freshness(now: Double, staleAfter: Double) -> Freshness {
        if let readAt, value != nil {
            let minutes = max(0, Int((now - readAt) / 60))
            if failure != nil { return .old(minutes: minutes, failed: true) }
            if now - readAt > staleAfter { return .old(minutes: minutes, failed: false) }
            return .fresh(minutes: minutes)
        }
        if let askedAt { return .asking(seconds: max(0, Int(now - askedAt))) }
        if let failure { return .failed(at: failure.at) }
        return .notAsked
    }
}

extension Answered where Value: Collection {
    /// Asks; and once more where nothing came of a list that is known to hold something: an emptiness that may be a
    /// fault counts only when it was told twice.
    static func asking(
        knowing known: Int, _ ask: @Sendable () async -> Answered<Value>
    ) async -> Answered<Value> {
        let answer = await ask()
        guard known > 0, case .success(let list) = answer.result, list.isEmpty else { return answer }
        return await ask()
    }
}
