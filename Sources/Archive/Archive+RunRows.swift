import GRDB
package import Records
package import ResellerAPI

/// The steps of one row of a bulk run. Each is refused when the row no longer stands as the step needs it: two processes
/// that work on one run by mistake send no row twice.
extension Archive {
    /// Notes that the call of a row goes out now. False when the run is another process's, or when the row no longer
    /// stands as this process wrote it down: somebody else has brought it to an end meanwhile.
    package func noteSending(
        _ run: Int64, index: Int, entry: Int64, holder: String, until: Double, now: Double
    ) throws(ArchiveError) -> Bool {
        try write { database in
            try database.execute(
                sql: "UPDATE lease SET until = MAX(until, ?) WHERE name = ? AND holder = ?",
                arguments: [until, "run \(run)", holder])
            guard database.changesCount == 1 else { return false }
            let statement = try database.cachedStatement(
                sql: "UPDATE runRow SET at = ? WHERE run = ? AND position = ? AND entry = ? AND stage = ?")
            try statement.execute(arguments: [now, run, index, entry, BulkRow.Stage.sent.urgency])
            return database.changesCount == 1
        }
    }

    /// Says something of a row that is under way.
    package func noteRow(_ run: Int64, index: Int, answer: String) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "UPDATE runRow SET answer = ? WHERE run = ? AND position = ? AND stage = ?",
                arguments: [answer, run, index, BulkRow.Stage.sent.urgency])
        }
    }

    /// Sets stage, answer, time, state before and entry of a row, whatever it was.
    package func updateRow(_ run: Int64, _ row: BulkRow) throws(ArchiveError) {
        try write { try Self.change(row, of: run, from: BulkRow.Stage.allCases, in: $0) }
    }

    /// Closes a waiting row for which no call went out.
    package func settleRow(_ run: Int64, _ row: BulkRow) throws(ArchiveError) {
        try write { try Self.change(row, of: run, from: [.waiting], in: $0) }
    }

    /// Before a call goes out: writes the entry of the journal, and sets the row to sent with its state before and the
    /// entry's id. Only a waiting row of a run that was not cancelled can be sent.
    package func markSent(_ run: Int64, _ row: BulkRow, entry: JournalEntry) throws(ArchiveError) -> Int64 {
        try writeDurably { database in
            let stage = try String.fetchOne(database, sql: "SELECT stage FROM run WHERE id = ?", arguments: [run])
            guard stage != BulkRun.Stage.cancelled.rawValue else {
                throw ArchiveError.refused(what: "run \(run) was cancelled")
            }
            var (row, entry) = (row, entry)
            (entry.run, entry.row, entry.outcome, entry.before) = (run, row.index, .open, entry.before ?? row.before)
            let id = try Self.insert(entry, in: database)
            (row.stage, row.entry, row.at) = (.sent, id, entry.at)
            try Self.change(row, of: run, from: [.waiting], in: database)
            return id
        }
    }

    /// After a call: sets the row to its new stage and closes its entry of the journal. The row was sent, or is unknown
    /// and was read back.
    package func closeRow(
        _ run: Int64, _ row: BulkRow, outcome: WriteOutcome, after: StateImage?, at time: Double
    ) throws(ArchiveError) {
        try write { database in
            var row = row
            row.at = time
            let kept = try Int64.fetchOne(
                database, sql: "SELECT entry FROM runRow WHERE run = ? AND position = ?", arguments: [run, row.index])
            row.entry = row.entry ?? kept
            try Self.change(row, of: run, from: [.sent, .unknown], in: database)
            if let entry = row.entry { try Self.close(entry, outcome, after, at: time, in: database) }
        }
    }

    /// Lets the failed rows wait again; how many. Those of a cancelled run stay: none of its rows is sent any more.
    ///
    /// A finished run is paused then, as it has rows to do.
    package func retryFailed(_ run: Int64) throws(ArchiveError) -> Int {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE runRow SET stage = ?, answer = '', entry = NULL, before = NULL WHERE run = ? AND stage = ?
                        AND EXISTS (SELECT 1 FROM run WHERE id = runRow.run AND stage <> 'cancelled')
                    """, arguments: [BulkRow.Stage.waiting.urgency, run, BulkRow.Stage.failed.urgency])
            let count = database.changesCount
            if count > 0 { try Self.reopen(run, in: database) }
            return count
        }
    }

    /// A person's word on a row whose outcome could not be read back: it is done, or it may be sent again. Its entry of
    /// the journal stays unknown, as nobody saw what happened.
    package func decideUnknown(
        _ run: Int64, index: Int, as decision: BulkRow.Stage, at time: Double
    ) throws(ArchiveError) {
        try write { database in
            guard decision == .waiting || decision == .done else {
                throw ArchiveError.refused(what: "an unknown row can only be marked as done or sent again")
            }
            try database.execute(
                sql: "UPDATE runRow SET stage = ?, answer = ?, at = ? WHERE run = ? AND position = ? AND stage = ?",
                arguments: [
                    decision.urgency, decision == .done ? "marked as done by hand" : "", time, run, index,
                    BulkRow.Stage.unknown.urgency,
                ])
            guard database.changesCount == 1 else { throw Self.stale(run, index) }
            try database.execute(sql: "UPDATE run SET changedAt = ? WHERE id = ?", arguments: [time, run])
            if decision == .waiting { try Self.reopen(run, in: database) }
        }
    }

    private static func change(
        _ row: BulkRow, of run: Int64, from stages: [BulkRow.Stage], in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE runRow SET stage = ?, answer = ?, at = ?, before = ?, entry = ?
                WHERE run = ? AND position = ? AND stage IN (\(stages.map { "\($0.urgency)" }.joined(separator: ",")))
                """)
        try statement.execute(arguments: [
            row.stage.urgency, row.answer, row.at, try KeptText.encode(row.before), row.entry, run, row.index,
        ])
        guard database.changesCount == 1 else { throw stale(run, row.index) }
        if row.stage != .waiting, row.stage != .sent {
            try database.execute(sql: "UPDATE run SET changedAt = ? WHERE id = ?", arguments: [row.at, run])
        }
    }

    private static func reopen(_ run: Int64, in database: Database) throws {
        try database.execute(
            sql: "UPDATE run SET stage = 'paused' WHERE id = ? AND stage = 'finished'", arguments: [run])
    }

    private static func stale(_ run: Int64, _ index: Int) -> ArchiveError {
        .refused(what: "row \(index + 1) of run \(run) has changed meanwhile")
    }
}
