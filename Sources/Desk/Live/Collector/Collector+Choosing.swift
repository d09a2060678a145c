import Judging
import Records
import Settings

/// Who is asked next.
extension Collector {
    /// Who is asked one after the other.
    static func lanes(_ users: [String]) -> [[String]] {
        (0..<min(lanes, users.count)).map { lane in
            stride(from: lane, to: users.count, by: lanes).map { users[$0] }
        }
    }

    /// The most urgent customers, as many as the pace allows.
    func due(at now: Double) -> [String] {
        let calls = pace.step(to: now)
        var places = min(Self.visitLimit - running, Int((Double(calls) / max(1, callsPerVisit)).rounded(.up)))
        guard places > 0, calls > 0 else { return [] }
        if link.isLost {
            guard now >= link.retryAt, running == 0 else { return [] }
            places = 1
        }
        turns.pass(places)
        var users: [String] = []
        for user in outOfTurn(at: now, atMost: min(places, turns.urgent)) where begin(user, now) { users.append(user) }
        while users.count < places, let user = next(at: now) {
            if begin(user, now) { users.append(user) }
        }
        return users
    }

    /// Those that are looked at, marked, pinned, in trouble or just out of it, and not asked for a while.
    private func outOfTurn(at now: Double, atMost count: Int) -> [String] {
        var found: [String] = []
        func add(_ users: some Sequence<String>, after interval: Double, atMost most: Int) {
            for user in users where found.count < most && isDue(user, after: interval, at: now) {
                if !found.contains(user) { found.append(user) }
            }
        }
        for users in [wishes.onScreen, wishes.marked, wishes.pinned] {
            add(users, after: 2 * wishes.interval, atMost: count)
        }
        let wished = found.count
        let most = min(count, wished + turns.odd)
        if wished < most {
            let odd = keeper.oddUsernames.filter { isDue($0, after: wishes.interval, at: now) }
            add(odd.sorted { age($0) > age($1) }, after: wishes.interval, atMost: most)
            add(keeper.recoveredLately(at: now), after: Interval.rest, atMost: most)
        }
        turns.spend(urgent: found.count, odd: found.count - wished)
        return found
    }

    private func age(_ user: String) -> Double { -(held[user]?.readAt ?? -.infinity) }

    private func isDue(_ user: String, after interval: Double, at now: Double) -> Bool {
        guard let figures = held[user] else { return true }
        if figures.isBusy || now < figures.retryAt ?? now { return false }
        return figures.readAt.map { now - $0 >= interval } ?? true
    }

    /// Who was never read, in the order of the list; then whose figures are most urgent.
    private func next(at now: Double) -> String? {
        while unreadRow < table.count, held.count < Self.heldLimit {
            let user = table.username(unreadRow)
            unreadRow += 1
            if held[user] == nil { return user }
        }
        let heads = Line.allCases.compactMap { head(of: $0, at: now) }
        return heads.max { urgency($0, at: now) < urgency($1, at: now) }
    }

    /// What a customer waits for.
    enum Line: Int, CaseIterable {
        /// Its statistics or its overview, for the first time.
        case incomplete, incompleteBusySender
        /// New figures.
        case read, busySender
    }

    /// For how long the statistics of a customer have lain; the time of those with much mail counts for more, as soon
    /// as there is a stretch to judge.
    private func urgency(_ user: String, at now: Double) -> Double {
        guard let figures = held[user], let daysReadAt = figures.daysReadAt else { return .infinity }
        let waited = now - daysReadAt
        return figures.isBusySender && waited >= Judge.shortestStretch ? waited * Self.busyWeight : waited
    }

    /// How many times as often as the others those with much mail are asked.
    static let busyWeight = 3.0

    /// Who has waited longest in a line; nil where that is not long.
    private func head(of line: Line, at now: Double) -> String? {
        let place = { (user: String) in self.held[user].flatMap { $0.isBusy ? nil : $0.place } }
        var passedOver = 0
        while passedOver < Self.visitLimit * 2, let user = lines[line.rawValue].first(place) {
            guard let retryAt = held[user]?.retryAt, now < retryAt else {
                let isIncomplete = line == .incomplete || line == .incompleteBusySender
                return isIncomplete || isDue(user, after: Interval.rest, at: now) ? user : nil
            }
            // One that can't be read does not hold up those behind it.
            enqueue(user)
            passedOver += 1
        }
        return nil
    }

    /// Puts a customer behind those that wait for the same.
    func enqueue(_ user: String) {
        guard var figures = held[user] else { return }
        lastPlace += 1
        figures.place = lastPlace
        let isBusySender = figures.mailsPerDay >= Double(rules.count(.enoughMail) * Self.hoursOfDay)
        if figures.isBusySender != isBusySender { busySenderCount += isBusySender ? 1 : -1 }
        figures.isBusySender = isBusySender
        held[user] = figures
        let line: Line =
            figures.isWhole || figures.retryAt != nil
            ? (isBusySender ? .busySender : .read) : (isBusySender ? .incompleteBusySender : .incomplete)
        lines[line.rawValue].append(user, place: lastPlace)
    }

    /// Who sends enough in an hour to be judged by it is a busy sender: what is asked between two whole rounds can tell
    /// something then.
    private static let hoursOfDay = 24

    /// When the statistics that were read longest ago were read.
    var oldestReadAt: Double? {
        let place = { (user: String) in self.held[user]?.place }
        return lines.compactMap { $0.oldest(place).flatMap { held[$0]?.daysReadAt } }.min()
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
