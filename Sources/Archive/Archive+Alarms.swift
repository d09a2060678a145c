import Foundation
import GRDB
package import Records

/// Alarms with what persons said to them. The program writes what it saw, persons what they say: neither overwrites
/// the other.
extension Archive {
    /// Every alarm of an account, those that are over too.
    package func alarms(of account: String) throws(ArchiveError) -> [Alarm] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM alarm WHERE account = ? ORDER BY username, concern", arguments: [account]
            ).compactMap(Self.alarm)
        }
    }

    /// Keeps what was seen of alarms: when, how bad, the figure. An alarm that is not there yet is added as it is.
    package func sawAlarms(_ alarms: [Alarm], of account: String) throws(ArchiveError) {
        if alarms.isEmpty { return }
        try write { database in
            for alarm in alarms { try database.execute(sql: Self.sawSQL, arguments: Self.arguments(alarm, account)) }
        }
    }

    /// Keeps the state of alarms: what it is, who set it, when, what was said.
    package func saidAlarms(_ alarms: [Alarm], of account: String) throws(ArchiveError) {
        if alarms.isEmpty { return }
        try write { database in
            for alarm in alarms { try database.execute(sql: Self.saidSQL, arguments: Self.arguments(alarm, account)) }
        }
    }

    /// Forgets alarms that are over and were seen last before a time.
    package func forgetAlarms(of account: String, seenBefore time: Double) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM alarm WHERE account = ? AND severity = 0 AND lastSeen < ?",
                arguments: [account, time])
        }
    }

    /// How the collecting stood when the process that does it said so last.
    package func collectorStatus(of account: String) throws(ArchiveError) -> CollectorStatus? {
        let data = try read { database in
            try Data.fetchOne(database, sql: "SELECT data FROM collector WHERE account = ?", arguments: [account])
        }
        return data.flatMap { try? JSONDecoder().decode(CollectorStatus.self, from: $0) }
    }

    package func saveCollectorStatus(_ status: CollectorStatus, of account: String) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO collector (account, data) VALUES (?, ?)",
                arguments: [account, JSONEncoder().encode(status)])
        }
    }

    private static let insertSQL = """
        INSERT INTO alarm (account, username, concern, firstSeen, lastSeen, severity, value, formerValue, formerAt,
            state, until, by, changedAt, note, severityThen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, username, concern) DO UPDATE SET
        """
    private static let sawSQL =
        insertSQL + """
             firstSeen = excluded.firstSeen, lastSeen = excluded.lastSeen, severity = excluded.severity,
             value = excluded.value, formerValue = excluded.formerValue, formerAt = excluded.formerAt
            """
    /// The later word counts.
    private static let saidSQL =
        insertSQL + """
             state = excluded.state, until = excluded.until, by = excluded.by, changedAt = excluded.changedAt,
             note = excluded.note, severityThen = excluded.severityThen WHERE excluded.changedAt >= alarm.changedAt
            """

    private static func arguments(_ alarm: Alarm, _ account: String) -> StatementArguments {
        let (state, until) = words(alarm.state)
        return [
            account, alarm.key.username, alarm.key.concern.rawValue, alarm.firstSeen, alarm.lastSeen,
            alarm.severity.rawValue, alarm.value, alarm.formerValue, alarm.formerAt, state, until, alarm.by,
            alarm.changedAt, alarm.note, alarm.severityThen.rawValue,
        ]
    }

    private static func words(_ state: AlarmState) -> (String, Double?) {
        switch state {
        case .new: ("new", nil)
        case .acknowledged: ("acknowledged", nil)
        case .snoozed(let until): ("snoozed", until)
        case .solved: ("solved", nil)
        }
    }

    /// Nil for a row of a later program or a damaged one.
    private static func alarm(_ row: Row) -> Alarm? {
        guard let username: String = row.kept("username"),
            let concern = (row.kept("concern") as String?).flatMap(Concern.init(rawValue:)),
            let firstSeen: Double = row.kept("firstSeen"), let lastSeen: Double = row.kept("lastSeen"),
            let severity = (row.kept("severity") as Int?).flatMap(Severity.init(rawValue:)),
            let value: Double = row.kept("value"), let formerValue: Double = row.kept("formerValue"),
            let formerAt: Double = row.kept("formerAt"), let state = state(row),
            let changedAt: Double = row.kept("changedAt"), let note: String = row.kept("note"),
            let severityThen = (row.kept("severityThen") as Int?).flatMap(Severity.init(rawValue:))
        else { return nil }
        return Alarm(
            key: AlarmKey(username: username, concern: concern), firstSeen: firstSeen, lastSeen: lastSeen,
            severity: severity, value: value, formerValue: formerValue, formerAt: formerAt, state: state,
            by: row.kept("by"), changedAt: changedAt, note: note, severityThen: severityThen)
    }

    private static func state(_ row: Row) -> AlarmState? {
        switch row.kept("state") as String? {
        case "new": .new
        case "acknowledged": .acknowledged
        case "snoozed": (row.kept("until") as Double?).map(AlarmState.snoozed)
        case "solved": .solved
        default: nil
        }
    }
}
