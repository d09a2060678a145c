import Judging
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
        /// Seconds after which customers in trouble are asked again; those above after twice as many.
        package var interval = 60.0

        package init(
            onScreen: [String] = [], marked: [String] = [], pinned: [String] = [], interval: Double = 60
        ) {
            self.onScreen = onScreen
            self.marked = marked
            self.pinned = pinned
            self.interval = interval
        }
    }

    /// All that a collector needs of the outside world beside the archive.
    package struct World: Sendable {
        package var read: @Sendable (Request, CallPriority) async -> Answered<Reply>
        /// Seconds since 1970.
        package var now: @Sendable () -> Double
        /// Returns after so many seconds; throws when cancelled.
        package var sleep: @Sendable (Double) async throws -> Void
        /// How the account's calls stand, also while calls wait for their turn; nil where that can't be told.
        package var budget: @Sendable () async -> CallBudget?

        package init(
            read: @escaping @Sendable (Request, CallPriority) async -> Answered<Reply>,
            now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async throws -> Void,
            budget: @escaping @Sendable () async -> CallBudget? = { nil }
        ) {
            self.read = read
            self.now = now
            self.sleep = sleep
            self.budget = budget
        }
    }

    /// Seconds after which figures are asked for again.
    enum Interval {
        static let rest = 300.0
        /// A customer whose call failed.
        static let failed = 600.0
        /// A customer whose call had no answer of the service.
        static let lost = 60.0
        /// The list of bounces of one whose bounces are bad.
        static let bounces = 600.0
    }

    /// How many customers are asked at once in the same second, and how many may wait for their answers altogether.
    static let lanes = 4
    static let visitLimit = 12
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
    /// Customers whose sending is stopped, as the list has it.
    private var stopped: Set<String> = []
    private var isListKnown = false
    var held: [String: HeldFigures] = [:]
    /// Who waits for what, by the numbers of the lines.
    var lines = Line.allCases.map { _ in VisitQueue() }
    var busySenderCount = 0
    var lastPlace = 0
    var pace = Pace()
    /// How the account's calls stood at the last look.
    private(set) var budget: CallBudget?
    var turns = Turns()
    var keeper = AlarmKeeper()
    var sums = FleetSums()
    var link = Link()
    var status = CollectorStatus()
    var wishes = Wishes()
    var running = 0
    /// How many calls a customer takes, of the last some hundred.
    var callsPerVisit = 1.0
    var round = Round()
    /// When the oldest overview was read, and when that was looked up.
    var oldestOverview = (readAt: Double?.none, at: -Double.infinity)
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

    /// The list of customers was read. When it is whole, the figures of those who are no longer in it are dropped; of
    /// the first one, whole or not, whose sending is stopped is believed.
    package func know(_ table: CustomerTable, isWhole: Bool) {
        if table != self.table { (self.table, unreadRow) = (table, 0) }
        status.known = table.count
        let isFirst = !isListKnown && table.count > 0
        guard isWhole || isFirst, table !== checked else { return }
        var known: Set<String> = []
        known.reserveCapacity(table.count)
        let before = stopped
        stopped = []
        for row in 0..<table.count {
            let user = table.username(row)
            known.insert(user)
            if table.text(row, .active).map({ !CustomerTable.isTrue($0.utf8) }) ?? false { stopped.insert(user) }
        }
        if isWhole {
            checked = table
            for user in held.keys where !known.contains(user) { drop(user) }
        }
        isListKnown = isListKnown || table.count > 0
        for user in isFirst ? Set(held.keys) : stopped.symmetricDifference(before) { judge(user) }
    }

    private func drop(_ user: String) {
        if let figures = held.removeValue(forKey: user) {
            sums.count(figures, -1)
            if figures.isBusySender { busySenderCount -= 1 }
        }
        keeper.forget(user)
        news.isBoardOld = true
    }

    /// A person's word, said in this process and kept already.
    package func heard(_ alarms: [Alarm]) {
        news.add(keeper.hear(alarms, at: world.now()))
        news.isBoardOld = true
    }

    /// Whether it may be that a customer is silent because its sending is stopped; without a list that may be with
    /// each of those not told of yet.
    func maySendNothing(_ user: String) -> Bool {
        stopped.contains(user) || !isListKnown && keeper.former(user)[.volume] == nil
    }

    // MARK: - The loop

    /// Collects or reads until it is cancelled.
    package func run(_ deliver: @escaping @Sendable (LiveNews) async -> Void) async {
        await begin()
        await publish(deliver, isFirst: true)
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for lane in Self.lanes(await tick()) {
                    group.addTask { for user in lane { await self.visit(user) } }
                }
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
        lookAtClock(now)
        await hearBudget(at: now)
        if now >= holdAgainAt || now < holdAgainAt - Self.holdTime {
            hold = await port.hold()
            holdAgainAt = now + Self.holdTime
        }
        lookForOldestOverview(at: now)
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

    /// Calls that wait for the service bring no answer that could tell so.
    private func hearBudget(at now: Double) async {
        guard let budget = await world.budget() else { return }
        if let pause = budget.pausedFor { pace.hold(until: now + Double(pause)) }
        if budget.heldUntil != self.budget?.heldUntil { news.isUrgent = true }
        self.budget = budget
    }

    /// Looks through all that is held, so not with every second.
    private func lookForOldestOverview(at now: Double) {
        guard abs(now - oldestOverview.at) >= 60 else { return }
        oldestOverview = (held.values.lazy.compactMap(\.overviewReadAt).min(), now)
    }

    /// Says so when this machine slept or its clock was set: figures are older, or younger, than they seem.
    private func lookAtClock(_ now: Double) {
        defer { tickedAt = now }
        let passed = now - tickedAt
        guard passed.isFinite, passed < -5 || passed > Self.longestTick else { return }
        if passed < 0 { clockSetBack(to: now) }
        let span = Judge.duration(abs(passed))
        let words = passed < 0 ? "its clock was set back by \(span)" : "it slept or its clock was set forward: \(span)"
        news.add([
            LiveEvent(at: now, username: nil, concern: nil, kind: .clock, severity: .warning, words: words)
        ])
    }

    /// A second's work takes no longer, even on a slow disk.
    private static let longestTick = 120.0

    /// Ages stay right, and nothing waits for a time that was in the future.
    private func clockSetBack(to now: Double) {
        for user in held.keys { held[user]?.clampTimes(now) }
        (holdAgainAt, keeping) = (now, keeping.again())
        link.clampTimes(now)
        round.clampTimes(now)
        status.roundEndedAt = status.roundEndedAt.map { min($0, now) }
        pace = Pace(callsPerMinute: pace.callsPerMinute)
    }

    private func finish() async {
        if case .mine = hold {
            await keepAll()
            await port.release()
        }
        (hold, holdAgainAt) = (nil, -.infinity)
    }
}
