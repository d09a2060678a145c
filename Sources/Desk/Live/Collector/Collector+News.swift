import Judging
import Records
import ResellerAPI

/// Telling the desk: at most once a second, and seldom where nothing presses.
extension Collector {
    /// What has not been told yet.
    struct News: Sendable {
        var figures: [String: Figures] = [:]
        var events: [LiveEvent] = []
        var isBoardOld = false
        /// Whether somebody waits for it.
        var isUrgent = false
        var version = 0
        var toldAt = -Double.infinity
        var toldStatus = CollectorStatus()

        mutating func add(_ events: [LiveEvent]) {
            guard !events.isEmpty else { return }
            self.events += events
            isUrgent = true
        }
    }

    /// Seconds between two news that nobody waits for.
    private static let newsTime = 5.0

    func publish(_ deliver: @Sendable (LiveNews) async -> Void, isFirst: Bool = false) async {
        let now = world.now()
        let status = currentStatus(at: now)
        guard isFirst || now - news.toldAt >= 1 || now < news.toldAt else { return }
        let isPressing = news.isUrgent || status.stands != news.toldStatus.stands
        guard isFirst || isPressing || now - news.toldAt >= Self.newsTime || now < news.toldAt else { return }
        guard isFirst || isPressing || news.isBoardOld || status != news.toldStatus else { return }
        var told = LiveNews(status: status, figures: news.figures, events: news.events.sorted { $0.at < $1.at })
        told.budget = budget ?? pace.budget
        if news.isBoardOld || isFirst {
            news.version += 1
            told.board = LiveBoard(
                version: news.version, at: now, rows: keeper.rows { self.held[$0]?.readAt ?? 0 },
                fleet: sums.figures(at: now))
        }
        (news.figures, news.events, news.isBoardOld, news.isUrgent) = ([:], [], false, false)
        (news.toldAt, news.toldStatus) = (now, status)
        await deliver(told)
    }

    /// The status as of a time.
    func currentStatus(at now: Double) -> CollectorStatus {
        var status = status
        (status.read, status.readDays) = (sums.whole, sums.customers)
        status.oldestReadAt = oldestReadAt
        status.oldestOverviewReadAt = oldestOverview.readAt
        (status.lostSince, status.lostBecause) = (link.lostSince, link.because)
        guard case .collecting = status.role else { return status.reading(self.status) }
        status.known = max(table.count, held.count)
        (status.pace, status.heldUntil) = (pace.callsPerMinute, pace.heldUntil)
        (status.callsMade, status.callsLastMinute) = (pace.callsMade, pace.callsLastMinute(at: now))
        status.callsLeft = pace.budget?.remaining
        status.roundEstimate = roundEstimate(of: status.known)
        return status
    }

    /// Seconds for the round that runs, of so many customers at this pace, less what those in trouble take of it. The
    /// first asks for the days of everybody, the second for everybody's overview; in all but the first, those with much
    /// mail have more than one turn.
    private func roundEstimate(of known: Int) -> Double {
        let outOfTurn = Double(keeper.oddUsernames.count) * 60 / wishes.interval
        let perMinute = Double(pace.callsPerMinute)
        let pace = max(1, max(perMinute * (1 - Turns.oddShare), perMinute - outOfTurn)) / 60
        guard sums.customers >= known else { return Double(known) / pace }
        // Until all are complete, what visits take on average holds what is counted here.
        let calls = sums.whole < known ? 1 : callsPerVisit
        let busy = Double(busySenderCount) * calls
        let all = Double(known) * calls + Double(known - sums.whole)
        let left = pace - busy / Judge.shortestStretch
        let longest = (all + busy * (Self.busyWeight - 1)) / pace
        let round = max(all / pace, left > 0 ? min(longest, (all - busy) / left) : longest)
        return sums.whole < known ? round : max(Interval.rest, round)
    }
}

extension CollectorStatus {
    /// What is told at once when it changes; figures that always move are not part of it.
    fileprivate struct Standing: Equatable {
        var role: Role
        var isLost: Bool
        var isHeld: Bool
        var problem: String?
        var roundEndedAt: Double?
    }

    fileprivate var stands: Standing {
        Standing(
            role: role, isLost: lostSince != nil, isHeld: heldUntil != nil, problem: keepingProblem,
            roundEndedAt: roundEndedAt)
    }

    /// Who only reads shows what the collecting process told of link and calls.
    fileprivate func reading(_ told: CollectorStatus) -> CollectorStatus {
        var status = self
        (status.lostSince, status.lostBecause) = (told.lostSince, told.lostBecause)
        return status
    }
}
