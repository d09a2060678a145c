import ResellerAPI

/// How it stands with the way to the service.
struct Link: Sendable {
    private(set) var lostSince: Double?
    private(set) var because: String?
    private(set) var retryAt = 0.0
    private var attempts = 0
    /// Whether the last answer was none, of a service that can be reached.
    private var isSuspect = false

    var isLost: Bool { lostSince != nil }

    mutating func lose(_ reason: String, at now: Double) {
        // Calls that were under way together are one failure.
        guard lostSince == nil || now >= retryAt else { return }
        lostSince = lostSince ?? now
        because = reason
        retryAt = now + min(60, 5 * Double(1 << min(attempts, 4)))
        attempts += 1
    }

    /// Whether a call without an answer may tell of one customer only: the service was reached.
    static func mayBeOfOne(_ reason: APIError.Reason) -> Bool {
        switch reason {
        case .server, .lost, .foreign: true
        default: false
        }
    }

    /// Whether a call without an answer tells that the service is away: not the first that may be of one customer.
    mutating func isLostBy(_ reason: APIError.Reason) -> Bool {
        guard Self.mayBeOfOne(reason) else { return true }
        defer { isSuspect = true }
        return isSuspect || isLost
    }

    /// The clock was set back: it is tried again at once.
    mutating func clampTimes(_ now: Double) {
        lostSince = lostSince.map { min($0, now) }
        retryAt = min(retryAt, now)
    }

    /// Since when it was lost; nil when it was not.
    mutating func isBack() -> Double? {
        defer { (lostSince, because, attempts, isSuspect) = (nil, nil, 0, false) }
        return lostSince
    }
}

/// One look at everybody.
struct Round: Sendable {
    private(set) var number = 1
    private var began: Double?
    private var count = 0

    /// The clock was set back: it did not begin later than now.
    mutating func clampTimes(_ now: Double) { began = began.map { min($0, now) } }

    /// Counts a customer that was read; how long the round took when it was the last one.
    mutating func count(_ figures: inout HeldFigures, of known: Int, at now: Double) -> Double? {
        let start = began ?? now
        began = start
        guard figures.round != number else { return nil }
        figures.round = number
        count += 1
        guard count >= known, known > 0 else { return nil }
        (number, count, began) = (number + 1, 0, nil)
        return max(0, now - start)
    }
}
