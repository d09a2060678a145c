import Records

/// The live board: what the collector found, delivered as immutable references.
package struct LiveState: Sendable, Equatable {
    package var board = LiveBoard.empty
    package var status = CollectorStatus()
    /// What happened, newest first, at most `eventLimit`.
    package var events: [LiveEvent] = []
    package static let eventLimit = 500
    /// When the first news of judging came, seconds since 1970; nil before.
    package var judgingSince: Double?
    /// When the list was last sorted anew because of figures, seconds since 1970.
    var arrangedAt = 0.0

    package init() {}
}

/// All customers in trouble and the figures of all together, as they stood at one moment.
package final class LiveBoard: Sendable, Equatable {
    /// Grows with every board of a collector; equality is identity.
    package let version: Int
    /// Seconds since 1970.
    package let at: Double
    /// Worst first, then the newest; the snoozed last. Solved ones are not among them.
    package let rows: [LiveRow]
    /// Rows by severity, those snoozed not counted.
    package let criticalCount: Int
    package let warningCount: Int
    package let snoozedCount: Int
    /// Alarms by concern, those snoozed not counted.
    package let countByConcern: [Concern: Int]
    package let fleet: FleetFigures

    package init(version: Int, at: Double, rows: [LiveRow], fleet: FleetFigures) {
        self.version = version
        self.at = at
        self.rows = rows
        self.fleet = fleet
        let awake = rows.filter { !$0.isSnoozed }
        criticalCount = awake.count { $0.severity == .critical }
        warningCount = awake.count { $0.severity == .warning }
        snoozedCount = rows.count - awake.count
        countByConcern = awake.reduce(into: [:]) { counts, row in
            for entry in row.entries where !entry.isSnoozed { counts[entry.judgement.concern, default: 0] += 1 }
        }
    }

    /// How bad the alarms of a customer are that are on the board.
    func former(_ username: String) -> [Concern: Severity] {
        guard let row = rows.first(where: { $0.username == username }) else { return [:] }
        return Dictionary(row.entries.map { ($0.judgement.concern, $0.judgement.severity) }) { one, _ in one }
    }

    package static let empty = LiveBoard(version: 0, at: 0, rows: [], fleet: FleetFigures())

    package static func == (one: LiveBoard, other: LiveBoard) -> Bool { one === other }
}

/// A customer in trouble: all that is wrong with it, the worst first.
package struct LiveRow: Sendable, Equatable {
    /// A judgement, and what persons said to it.
    package struct Entry: Sendable, Equatable {
        package var judgement: Judgement
        package var alarm: Alarm

        package init(judgement: Judgement, alarm: Alarm) {
            self.judgement = judgement
            self.alarm = alarm
        }

        package var isSnoozed: Bool {
            if case .snoozed = alarm.state { true } else { false }
        }
    }

    package var username: String
    /// Never empty; those snoozed come last.
    package var entries: [Entry]
    /// When the figures were read, seconds since 1970.
    package var readAt: Double

    package init(username: String, entries: [Entry], readAt: Double) {
        self.username = username
        self.entries = entries
        self.readAt = readAt
    }

    package var worst: Entry { entries[0] }
    package var severity: Severity { worst.judgement.severity }
    /// Whether all of it is snoozed.
    package var isSnoozed: Bool { worst.isSnoozed }
    package var keys: [AlarmKey] { entries.map(\.alarm.key) }
}

/// The mail of all customers of whom there are figures.
package struct FleetFigures: Sendable, Equatable {
    /// Customers whose figures are in it.
    package var customers = 0
    /// Each customer's own today so far.
    package var today = FleetDay()
    /// The last two weeks by calendar day, oldest first, today at the end.
    package var fortnight: [FleetDay] = []
    /// The median of the same weekdays before; nil while there are none.
    package var usual: FleetDay?

    package init() {}
}

/// Sums over customers.
package struct FleetDay: Sendable, Equatable {
    package var requests = 0
    package var delivered = 0
    package var bounces = 0
    package var spamReports = 0

    package init() {}

    package var deliveredShare: Double? { share(delivered) }
    package var bounceShare: Double? { share(bounces) }
    package var spamShare: Double? { share(spamReports) }

    private func share(_ part: Int) -> Double? { requests > 0 ? Double(part) / Double(requests) : nil }
}
