import Records

/// Figures and alarms to the archive and from it.
extension Collector {
    /// What has still to be kept, and when the archive is looked at again.
    struct Keeping: Sendable {
        var unsaved: Set<String> = []
        var seen: [AlarmKey: Alarm] = [:]
        var said: [AlarmKey: Alarm] = [:]
        var keepAt = -Double.infinity
        var statusAt = -Double.infinity
        var hearAt = -Double.infinity
        var readAt = -Double.infinity
        /// The newest reading that came from the archive.
        var newest = -Double.infinity

        /// Whatever waits for a time is done at once.
        func again() -> Keeping {
            var keeping = self
            (keeping.keepAt, keeping.statusAt, keeping.hearAt, keeping.readAt) =
                (-.infinity, -.infinity, -.infinity, -.infinity)
            return keeping
        }
    }

    /// Seconds between two writes, and between two looks at what other processes wrote.
    private static let keepTime = 5.0
    private static let hearTime = 10.0
    private static let page = 1000

    // MARK: - Loading

    /// All that is kept, before the service is asked for the first time.
    func load() async {
        if case .done(let alarms) = await port.alarms() { keeper = AlarmKeeper(alarms) }
        await readPages(after: -.infinity)
        // Whom nobody has read for longest comes first.
        let byAge = held.values.sorted { ($0.readAt ?? 0, $0.username) < ($1.readAt ?? 0, $1.username) }
        for figures in byAge { enqueue(figures.username) }
        keeping.unsaved = []
    }

    /// What the collecting process has written since.
    func readKept(at now: Double) async {
        guard now >= keeping.readAt else { return }
        keeping.readAt = now + Self.keepTime
        // A batch holds readings of some seconds before it was written.
        await readPages(after: keeping.newest - 3 * Self.keepTime)
        if case .done(let told?) = await port.status() { status.takeProgress(told) }
    }

    private func readPages(after time: Double) async {
        var last: String?
        while !Task.isCancelled, case .done(let kept) = await port.figures(time, last, Self.page), !kept.isEmpty {
            last = kept.last?.username
            for one in kept where held.count < Self.heldLimit || held[one.username] != nil { takeKept(one) }
        }
    }

    private func takeKept(_ kept: CustomerFigures) {
        let now = world.now()
        keeping.newest = max(keeping.newest, min(kept.readAt, now))
        let old = held[kept.username]
        if let readAt = old?.readAt, readAt >= kept.readAt { return }
        var figures = HeldFigures(kept)
        // Written before the clock was set back.
        if kept.readAt > now { figures.clampTimes(now) }
        (figures.bounceCause, figures.bouncesReadAt) = (old?.bounceCause, old?.bouncesReadAt)
        (figures.isBusy, figures.place) = (old?.isBusy ?? false, old?.place ?? 0)
        figures.isBusySender = old?.isBusySender ?? false
        if let old { sums.count(old, -1) }
        sums.count(figures, 1)
        held[kept.username] = figures
        judge(kept.username)
    }

    /// What persons said in other processes.
    func hearOthers(at now: Double) async {
        guard now >= keeping.hearAt else { return }
        keeping.hearAt = now + Self.hearTime
        guard case .done(let alarms) = await port.alarms() else { return }
        let events = keeper.hear(alarms, at: now)
        if !events.isEmpty { news.isBoardOld = true }
        news.add(events)
    }

    // MARK: - Keeping

    func keep(at now: Double) async {
        guard now >= keeping.keepAt else { return }
        keeping.keepAt = now + Self.keepTime
        await keepAll()
        guard now >= keeping.statusAt else { return }
        keeping.statusAt = now + Self.hearTime
        _ = await port.saveStatus(currentStatus(at: now))
    }

    func keepAll() async {
        let (users, seen, said) = (keeping.unsaved, keeping.seen, keeping.said)
        (keeping.unsaved, keeping.seen, keeping.said) = ([], [:], [:])
        let figures = users.compactMap { held[$0].flatMap { $0.readAt == nil ? nil : $0.figures } }
        var outcomes: [Outcome<Bool>] = []
        if !figures.isEmpty { outcomes.append(await port.saveFigures(figures)) }
        if !seen.isEmpty { outcomes.append(await port.sawAlarms(Array(seen.values))) }
        if !said.isEmpty { outcomes.append(await port.saidAlarms(Array(said.values))) }
        let problems = outcomes.compactMap { outcome -> String? in
            if case .failed(let problem) = outcome { problem } else { nil }
        }
        if !outcomes.isEmpty { status.keepingProblem = problems.first }
        guard !problems.isEmpty else { return }
        // Once more with the next batch; what has come since is newer.
        keeping.unsaved.formUnion(users)
        keeping.seen.merge(seen) { new, _ in new }
        keeping.said.merge(said) { new, _ in new }
    }
}

extension CollectorStatus {
    /// What the collecting process tells, as far as this one can't know it.
    fileprivate mutating func takeProgress(_ told: CollectorStatus) {
        (known, roundEndedAt, roundTook) = (told.known, told.roundEndedAt, told.roundTook)
        (roundEstimate, pace, callsLastMinute) = (told.roundEstimate, told.pace, told.callsLastMinute)
        (callsMade, callsLeft, heldUntil) = (told.callsMade, told.callsLeft, told.heldUntil)
        (lostSince, lostBecause) = (told.lostSince, told.lostBecause)
    }
}
