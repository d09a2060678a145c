import Records
import ResellerAPI
import Settings

/// Asks the service for the figures of all customers, again and again, at a pace of its own; judges them, keeps them,
/// and tells the desk at most once a second.
///
/// One process collects for an account; the others read what it wrote. It knows no screen: what is looked at and what
/// is marked comes as a wish.
package actor Collector {
    /// Whose figures somebody wants to see soon.
    package struct Wishes: Sendable, Equatable {
        package var onScreen: [String] = []
        package var marked: [String] = []
        /// Those that stay on the live board.
        package var pinned: [String] = []

        package init(onScreen: [String] = [], marked: [String] = [], pinned: [String] = []) {
            self.onScreen = onScreen
            self.marked = marked
            self.pinned = pinned
        }
    }

    /// All that a collector needs of the outside world beside the archive.
    package struct World: Sendable {
        package var read: @Sendable (Request, CallPriority) async -> Answered<Reply>
        /// Seconds since 1970.
        package var now: @Sendable () -> Double
        /// Returns after so many seconds; throws when cancelled.
        package var sleep: @Sendable (Double) async throws -> Void

        package init(
            read: @escaping @Sendable (Request, CallPriority) async -> Answered<Reply>,
            now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async throws -> Void
        ) {
            self.read = read
            self.now = now
            self.sleep = sleep
        }
    }

    /// Seconds after which figures are asked for again.
    enum Interval {
        static let odd = 60.0
        static let wished = 120.0
        static let moved = 300.0
        static let rest = 300.0
        /// A customer whose call failed.
        static let failed = 600.0
        /// The list of bounces of one whose bounces are bad.
        static let bounces = 600.0
    }

    /// How many customers are asked at once.
    static let visitLimit = 4
    /// Customers whose figures are held at most.
    static let heldLimit = 50_000

    let world: World
    let port: LivePort
    var rules: AlarmRules
    var table = CustomerTable.empty
    /// The table against which the figures held were checked.
    private var checked = CustomerTable.empty
    /// The first row of the table of which nothing is known yet to be held.
    var unreadRow = 0
    var held: [String: HeldFigures] = [:]
    var queue = VisitQueue()
    var pace = Pace()
    var keeper = AlarmKeeper()
    var sums = FleetSums()
    var link = Link()
    var status = CollectorStatus()
    var wishes = Wishes()
    var running = 0
    /// Customers that were asked since the start.
    var visits = 0
    var round = Round()
    var keeping = Keeping()
    var news = News()
    private var isLoaded = false
    private var tickedAt = -Double.infinity
    private var hold: LivePort.Hold?
    private var holdAgainAt = -Double.infinity

    package init(_ world: World, port: LivePort, rules: AlarmRules = AlarmRules()) {
        self.world = world
        self.port = port
        self.rules = rules
    }

    // MARK: - What the desk tells

    package func wish(_ wishes: Wishes) { self.wishes = wishes }

    package func use(_ rules: AlarmRules) {
        guard rules != self.rules else { return }
        self.rules = rules
        for user in held.keys where held[user]?.readAt != nil { judge(user) }
    }

    /// The list of customers was read. When it is whole, the figures of those who are no longer in it are dropped.
    package func know(_ table: CustomerTable, isWhole: Bool) {
        if table != self.table { (self.table, unreadRow) = (table, 0) }
        status.known = table.count
        guard isWhole, !held.isEmpty, table !== checked else { return }
        checked = table
        var known: Set<String> = []
        known.reserveCapacity(table.count)
        for row in 0..<table.count { known.insert(table.username(row)) }
        for (user, figures) in held where !known.contains(user) {
            sums.count(figures.history, -1)
            keeper.forget(user)
            held[user] = nil
            news.isBoardOld = true
        }
    }

    /// A person's word, said in this process and kept already.
    package func heard(_ alarms: [Alarm]) {
        news.add(keeper.hear(alarms, at: world.now()))
        news.isBoardOld = true
    }

    // MARK: - The loop

    /// Collects or reads until it is cancelled.
    package func run(_ deliver: @escaping @Sendable (LiveNews) async -> Void) async {
        await begin()
        await publish(deliver, isFirst: true)
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for user in await tick() { group.addTask { await self.visit(user) } }
                await publish(deliver)
                guard (try? await world.sleep(1)) != nil else { break }
            }
        }
        await finish()
    }

    /// Loads what is kept; a desk that comes back to this account is told all once more.
    private func begin() async {
        guard isLoaded else {
            isLoaded = true
            return await load()
        }
        for user in held.keys { judge(user) }
    }

    /// One second's work; the customers to be asked now.
    private func tick() async -> [String] {
        let now = world.now()
        if now < tickedAt - 5 { clockSetBack(to: now) }
        tickedAt = now
        if now >= holdAgainAt || now < holdAgainAt - Self.holdTime {
            hold = await port.hold()
            holdAgainAt = now + Self.holdTime
        }
        await hearOthers(at: now)
        take(keeper.wake(at: now))
        switch hold {
        case .other(let holder):
            status.role = .reading(holder: holder)
            await readKept(at: now)
            return []
        case .unkept(let problem): status.keepingProblem = problem
        case .mine, nil: await keep(at: now)
        }
        status.role = .collecting
        return due(at: now)
    }

    private static let holdTime = 10.0

    /// Ages stay right, and nothing waits for a time that was in the future.
    private func clockSetBack(to now: Double) {
        for user in held.keys { held[user]?.clampTimes(now) }
        (holdAgainAt, keeping, link.retryAt) = (now, keeping.again(), now)
        pace = Pace(callsPerMinute: pace.callsPerMinute)
    }

    private func finish() async {
        if case .mine = hold {
            await keepAll()
            await port.release()
        }
        (hold, holdAgainAt) = (nil, -.infinity)
    }

    // MARK: - Who is asked

    /// The most urgent customers, as many as the pace allows: two calls each on the average.
    private func due(at now: Double) -> [String] {
        let calls = pace.step(to: now)
        var places = min(Self.visitLimit - running, (calls + 1) / 2)
        guard places > 0, calls > 0 else { return [] }
        if link.isLost {
            guard now >= link.retryAt, running == 0 else { return [] }
            places = 1
        }
        var users: [String] = []
        for user in urgent(at: now, atMost: max(1, places / 2)) where begin(user, now) { users.append(user) }
        while users.count < places, let user = next(at: now) {
            if begin(user, now) { users.append(user) }
        }
        return users
    }

    /// Those that are looked at, marked, in trouble or in movement, and not asked for a while. Never more than half of
    /// all: the others have their turn though everybody is in trouble.
    private func urgent(at now: Double, atMost count: Int) -> [String] {
        var found: [String] = []
        func add(_ users: some Sequence<String>, after interval: Double) {
            for user in users where found.count < count && isDue(user, after: interval, at: now) {
                if !found.contains(user) { found.append(user) }
            }
        }
        add(wishes.onScreen, after: Interval.wished)
        add(wishes.marked, after: Interval.wished)
        add(wishes.pinned, after: Interval.wished)
        if found.count < count {
            let odd = keeper.oddUsernames.filter { isDue($0, after: Interval.odd, at: now) }
            add(odd.sorted { age($0) > age($1) }, after: Interval.odd)
        }
        return found
    }

    private func age(_ user: String) -> Double { -(held[user]?.readAt ?? -.infinity) }

    private func isDue(_ user: String, after interval: Double, at now: Double) -> Bool {
        guard let figures = held[user] else { return true }
        if figures.isBusy || now < figures.retryAt ?? now { return false }
        return figures.readAt.map { now - $0 >= interval } ?? true
    }

    /// Who was never read, in the order of the list; then who was read longest ago.
    private func next(at now: Double) -> String? {
        while unreadRow < table.count, held.count < Self.heldLimit {
            let user = table.username(unreadRow)
            unreadRow += 1
            if held[user] == nil { return user }
        }
        let place = { (user: String) in self.held[user].flatMap { $0.isBusy ? nil : $0.place } }
        var passedOver = 0
        while let user = queue.first(place), passedOver < Self.visitLimit * 2 {
            guard let retryAt = held[user]?.retryAt, now < retryAt else {
                return isDue(user, after: Interval.rest, at: now) ? user : nil
            }
            // One that can't be read does not hold up those behind it.
            held[user]?.place = queue.append(user)
            passedOver += 1
        }
        return nil
    }

    private func begin(_ user: String, _ now: Double) -> Bool {
        var figures = held[user] ?? HeldFigures(username: user)
        guard !figures.isBusy else { return false }
        figures.isBusy = true
        held[user] = figures
        running += 1
        return true
    }
}

/// How it stands with the way to the service.
struct Link: Sendable {
    private(set) var lostSince: Double?
    private(set) var because: String?
    var retryAt = 0.0
    private var attempts = 0

    var isLost: Bool { lostSince != nil }

    mutating func lose(_ reason: String, at now: Double) {
        // Calls that were under way together are one failure.
        guard lostSince == nil || now >= retryAt else { return }
        lostSince = lostSince ?? now
        because = reason
        retryAt = now + min(60, 5 * Double(1 << min(attempts, 4)))
        attempts += 1
    }

    /// Since when it was lost; nil when it was not.
    mutating func isBack() -> Double? {
        defer { (lostSince, because, attempts) = (nil, nil, 0) }
        return lostSince
    }
}

/// One look at everybody.
struct Round: Sendable {
    private(set) var number = 1
    private var began: Double?
    private var count = 0

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
