import ResellerAPI

/// The calls of the last minute: never more than so many in any sixty seconds.
///
/// A call takes its place from before it goes out until a minute after its answer. The service counts it somewhere
/// between the two, so that however long calls are on their way, no sixty seconds of the service hold too many.
struct CallWindow: Equatable {
    /// The service counts by the minute.
    static let length = 60.0

    /// What the service said remains, and until when that holds.
    private struct Ceiling: Equatable {
        var left: Int
        let until: Double
    }

    /// Calls a minute allowed by configuration.
    let configured: Int
    /// Calls a minute that the service told, where it did.
    private(set) var told: Int?
    /// The same as another process was told it.
    private var heard: Int?
    /// When each place of this process is free; never while its call is under way.
    private var slots: [Int64: Double] = [:]
    /// When the places of other processes are free.
    private var others: [Double] = []
    private var ceiling: Ceiling?
    /// No call before this time: the service said so.
    private(set) var heldUntil = -Double.infinity

    init(callsPerMinute: Int) { configured = max(1, callsPerMinute) }

    var limit: Int { max(1, min(configured, told ?? heard ?? configured)) }

    // MARK: - What is free

    /// How many places all processes together may take when a call of this priority is to go.
    ///
    /// A tenth is kept for what somebody looks at. Who has taken less than a tenth may go a little further than those
    /// who took more, and those leave another tenth as soon as they are not alone.
    static func allowed(_ priority: CallPriority, own: Int, others: Int, limit: Int) -> Int {
        if priority == .visible { return limit }
        if own < limit / 10 { return limit - limit / 20 }
        return limit - (others > 0 ? limit / 5 : limit / 10)
    }

    /// Places that are free for this priority now.
    func free(_ priority: CallPriority, now: Double) -> Int {
        free(priority, others: others.count { $0 > now }, now: now)
    }

    /// The same when nobody else were there: only they themselves know how they stand.
    func freeWithoutOthers(_ priority: CallPriority, now: Double) -> Int { free(priority, others: 0, now: now) }

    private func free(_ priority: CallPriority, others: Int, now: Double) -> Int {
        guard now >= heldUntil else { return 0 }
        let own = own(now)
        let allowed = Self.allowed(priority, own: own, others: others, limit: limit)
        return max(0, min(allowed - own - others, ceilingLeft(now) ?? .max))
    }

    private func own(_ now: Double) -> Int { slots.values.count { $0 > now } }

    private func ceilingLeft(_ now: Double) -> Int? {
        ceiling.flatMap { $0.until > now ? max(0, $0.left) : nil }
    }

    /// Calls that could be made at this time.
    func remaining(now: Double) -> Int { free(.visible, now: now) }

    /// Seconds until a place may be free; a second where only the answers that are awaited can tell.
    func wait(_ priority: CallPriority, now: Double) -> Double {
        let ends = (Array(slots.values) + others).filter { $0 > now }.sorted()
        let allowed = Self.allowed(priority, own: own(now), others: others.count { $0 > now }, limit: limit)
        let over = ends.count - max(1, allowed)
        let place = over < 0 ? now : ends[over].isFinite ? ends[over] : now + 1
        let left = ceilingLeft(now).flatMap { $0 > 0 ? nil : ceiling?.until } ?? now
        return max(heldUntil, place, left) - now
    }

    // MARK: - Places

    mutating func start(_ id: Int64, now: Double) {
        slots = slots.filter { $0.value > now }
        others.removeAll { $0 <= now }
        slots[id] = .infinity
        ceiling?.left -= 1
    }

    /// The call has its answer, or will never have one.
    mutating func finish(_ id: Int64, now: Double) { slots[id] = now + Self.length }

    /// The call never went out.
    mutating func giveBack(_ id: Int64) {
        guard slots.removeValue(forKey: id) != nil else { return }
        ceiling?.left += 1
    }

    /// Seconds until a place is free: 0 for one that is, nil while its call is under way.
    func left(of id: Int64, now: Double) -> Double? {
        let until = slots[id] ?? now
        return until.isFinite ? max(0, until - now) : nil
    }

    // MARK: - What others say

    /// How other processes stand, and what they heard of the service.
    mutating func hear(_ standing: CallStanding, now: Double) {
        others = standing.others.map { now + $0 }
        heard = standing.news.limit ?? heard
        if let seconds = standing.news.heldFor { hold(seconds: seconds, now: now) }
    }

    /// What an answer told about the budget.
    mutating func observe(_ news: RateNews, now: Double) {
        if let limit = news.limit, limit > 0 { told = limit }
        guard let remaining = news.remaining else { return }
        if remaining <= 0, let reset = news.resetIn { hold(seconds: reset, now: now) }
        guard let reset = news.resetIn else {
            ceiling = Ceiling(left: remaining, until: now + Self.length)
            return
        }
        // The calls that are under way beside this one may not be counted yet.
        let underWay = slots.values.count { !$0.isFinite }
        let left = remaining - max(0, underWay - 1)
        // In the same minute it can't become more: that answer was on its way for longer.
        let before = ceiling.flatMap { abs($0.until - now - reset) < 2 ? $0.left : nil }
        ceiling = Ceiling(left: min(left, before ?? left), until: now + reset)
    }

    /// The service takes no calls for so long.
    mutating func hold(seconds: Double, now: Double) { heldUntil = max(heldUntil, now + seconds) }
}
