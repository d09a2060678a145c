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
        var users: [String] = []
        for user in urgent(at: now, atMost: max(1, places / 2)) where begin(user, now) { users.append(user) }
        while users.count < places, let user = next(at: now) {
            if begin(user, now) { users.append(user) }
        }
        return users
    }

    /// Those that are looked at, marked, pinned, in trouble or just out of it, and not asked for a while. Never more than half of
    /// all: the others have their turn though everybody is in trouble.
    private func urgent(at now: Double, atMost count: Int) -> [String] {
        var found: [String] = []
        func add(_ users: some Sequence<String>, after interval: Double) {
            for user in users where found.count < count && isDue(user, after: interval, at: now) {
                if !found.contains(user) { found.append(user) }
            }
        }
        add(wishes.onScreen, after: 2 * wishes.interval)
        add(wishes.marked, after: 2 * wishes.interval)
        add(wishes.pinned, after: 2 * wishes.interval)
        if found.count < count {
            let odd = keeper.oddUsernames.filter { isDue($0, after: wishes.interval, at: now) }
            add(odd.sorted { age($0) > age($1) }, after: wishes.interval)
            add(keeper.recoveredLately(at: now), after: Interval.rest)
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
        if let user = halfRead.first(place) { return user }
        var passedOver = 0
        while let user = queue.first(place), passedOver < Self.visitLimit * 2 {
            guard let retryAt = held[user]?.retryAt, now < retryAt else {
                return isDue(user, after: Interval.rest, at: now) ? user : nil
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
        held[user] = figures
        if figures.daysReadAt != nil, figures.overview == nil, figures.retryAt == nil {
            halfRead.append(user, place: lastPlace)
        } else {
            queue.append(user, place: lastPlace)
        }
    }

    /// When the figures that were read longest ago were read.
    var oldestReadAt: Double? {
        let place = { (user: String) in self.held[user]?.place }
        return [queue.oldest(place), halfRead.oldest(place)].compactMap { $0.flatMap { held[$0]?.readAt } }.min()
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
