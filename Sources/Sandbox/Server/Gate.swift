import Foundation

/// How the sandbox counts calls, and what it tells of that.
package struct RateManners: Sendable, Equatable {
    /// On which answers the rate is told.
    package enum Headers: String, Sendable, CaseIterable {
        case always
        /// On those that refuse a call as one too many.
        case refused
        case never
    }

    /// Over what calls are counted.
    package enum Counting: String, Sendable, CaseIterable {
        /// The running minute: at its end all of them are there again.
        case minute
        /// The last sixty seconds, whenever they began.
        case sliding
    }

    /// How a refusal says when to come back, beside the rate.
    package enum Retry: String, Sendable, CaseIterable {
        case none, seconds, date
    }

    package var headers = Headers.always
    package var counting = Counting.minute
    package var retry = Retry.none
    /// Seconds by which the service's clock is ahead of this machine's.
    package var clockAhead = 0

    package init() {}
}

/// Counts the calls of each `api_user`.
actor Gate {
    /// What the rate headers tell.
    struct Standing: Sendable {
        let limit: Int
        let remaining: Int
        /// Seconds since 1970, by the service's clock.
        let reset: Int
        let isOver: Bool
        var manners = RateManners()

        /// What a refusal on purpose tells: calls are taken again in two seconds.
        static func spent(_ manners: RateManners) -> Standing {
            let reset = Int(Date().timeIntervalSince1970) + manners.clockAhead + 2
            return Standing(limit: 600, remaining: 0, reset: reset, isOver: true, manners: manners)
        }

        var headers: [SandboxResponse.Header] {
            guard manners.headers == .always || manners.headers == .refused && isOver else { return [] }
            let rate: [SandboxResponse.Header] = [
                .init(name: "x-ratelimit-limit", value: String(limit)),
                .init(name: "x-ratelimit-remaining", value: String(remaining)),
                .init(name: "x-ratelimit-reset", value: String(reset)),
            ]
            return rate + (isOver ? retryAfter : [])
        }

        private var retryAfter: [SandboxResponse.Header] {
            let now = Int(Date().timeIntervalSince1970) + manners.clockAhead
            return switch manners.retry {
            case .none: []
            case .seconds: [.init(name: "retry-after", value: String(max(0, reset - now)))]
            case .date: [.init(name: "retry-after", value: HTTPMoment.text(reset))]
            }
        }
    }

    private let limit: Int
    let manners: RateManners
    private let now: @Sendable () -> Double
    private var minute = 0
    private var counts: [String: Int] = [:]
    /// When the calls of the last sixty seconds came.
    private var times: [String: [Double]] = [:]

    init(
        limit: Int, manners: RateManners = RateManners(),
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.limit = limit
        self.manners = manners
        self.now = now
    }

    /// Counts one call; nil when calls are not limited.
    func count(_ user: String, calls: Int = 1) -> Standing? {
        guard limit > 0 else { return nil }
        return manners.counting == .minute ? inMinute(user, calls) : sliding(user, calls)
    }

    private func inMinute(_ user: String, _ calls: Int) -> Standing {
        let current = Int(now()) / 60
        if current != minute {
            minute = current
            counts = [:]
        }
        let count = min(limit + 1, counts[user, default: 0] + calls)
        if counts.count < 10_000 { counts[user] = count }
        return standing(count, reset: (current + 1) * 60)
    }

    /// A call that is refused is not counted.
    private func sliding(_ user: String, _ calls: Int) -> Standing {
        let now = now()
        if times.count >= 10_000 { times = times.filter { ($0.value.last ?? 0) > now - 60 } }
        var made = times[user, default: []].filter { $0 > now - 60 }
        let count = made.count + calls
        if count <= limit { made += Array(repeating: now, count: calls) }
        times[user] = made
        return standing(count, reset: Int(((made.first ?? now) + 60).rounded(.up)))
    }

    private func standing(_ count: Int, reset: Int) -> Standing {
        Standing(
            limit: limit, remaining: max(0, limit - count), reset: reset + manners.clockAhead, isOver: count > limit,
            manners: manners)
    }
}

/// Moments as HTTP headers write them.
enum HTTPMoment {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Wed, 30 Sep 2026 10:00:40 GMT`.
    static func text(_ seconds: Int) -> String {
        var time = tm()
        var moment = time_t(seconds)
        gmtime_r(&moment, &time)
        let two = { (number: Int32) in (number < 10 ? "0" : "") + String(number) }
        let date = "\(two(time.tm_mday)) \(months[Int(time.tm_mon)]) \(1900 + Int(time.tm_year))"
        let clock = [time.tm_hour, time.tm_min, time.tm_sec].map(two).joined(separator: ":")
        return "\(days[(Int(time.tm_wday) + 3) % 7]), \(date) \(clock) GMT"
    }
}
