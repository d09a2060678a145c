import ResellerAPI

/// Whether and when a call that got no answer is made again.
package struct RetryPolicy: Sendable, Equatable {
    /// How often a call is made at most.
    package var attempts = 4
    /// Seconds before the second attempt; doubled for each one after it.
    package var base = 0.5
    package var longest = 8.0
    /// Seconds after which no further attempt begins.
    package var patience = 30.0
    /// The same for calls that were one too many: the service counts by the minute.
    package var resetPatience = 75.0

    package init() {}

    /// Seconds to wait before the next attempt; nil when there is none.
    ///
    /// A change is never made again: nobody knows whether the first one was carried out. What sets a value is made again
    /// only where the service took no call at all; after a lost answer the state has to be looked at first, which is not
    /// done here. `held` says for how many seconds the service takes no calls, where it said so.
    func delay(
        kind: Operation.Kind, reason: APIError.Reason, attempt: Int, elapsed: Double, held: Double = 0, random: Double
    ) -> Double? {
        guard kind != .change, attempt < attempts else { return nil }
        let backoff = min(longest, base * Double(1 << min(attempt - 1, 16)))
        let jittered = backoff * (0.5 + random / 2)
        switch reason {
        case .lost, .server(500...):
            guard kind == .read else { return nil }
            guard held > 0 else { return elapsed + jittered <= patience ? jittered : nil }
            let delay = max(jittered, held)
            return elapsed + delay <= resetPatience ? delay : nil
        case .tooManyCalls(let seconds):
            let delay = max(jittered, Double(seconds ?? 0))
            return elapsed + delay <= resetPatience ? delay : nil
        default: return nil
        }
    }
}
