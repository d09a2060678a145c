import Foundation

/// Counts the calls of each `api_user`, a minute at a time.
actor Gate {
    /// What the rate headers tell.
    struct Standing: Sendable {
        let limit: Int
        let remaining: Int
        /// Seconds since 1970, real time.
        let reset: Int
        let isOver: Bool

        /// What a refusal on purpose tells: calls are taken again in two seconds.
        static var spent: Standing {
            Standing(limit: 600, remaining: 0, reset: Int(Date().timeIntervalSince1970) + 2, isOver: true)
        }

        var headers: [SandboxResponse.Header] {
            [
                .init(name: "x-ratelimit-limit", value: String(limit)),
                .init(name: "x-ratelimit-remaining", value: String(remaining)),
                .init(name: "x-ratelimit-reset", value: String(reset)),
            ]
        }
    }

    private let limit: Int
    private var minute = 0
    private var counts: [String: Int] = [:]

    init(limit: Int) { self.limit = limit }

    /// Counts one call; nil when calls are not limited.
    func count(_ user: String, calls: Int = 1) -> Standing? {
        guard limit > 0 else { return nil }
        let current = Int(Date().timeIntervalSince1970) / 60
        if current != minute {
            minute = current
            counts = [:]
        }
        let count = min(limit + 1, counts[user, default: 0] + calls)
        if counts.count < 10_000 { counts[user] = count }
        return Standing(
            limit: limit, remaining: max(0, limit - count), reset: (current + 1) * 60, isOver: count > limit)
    }
}
