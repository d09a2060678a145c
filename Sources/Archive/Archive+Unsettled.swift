import GRDB
package import Records

/// Entries of which the journal does not tell what became of them, and whose they are.
///
/// A lease stands for each call under way that is no row of a bulk run: by whom it is made, and when it went out.
extension Archive {
    /// An entry that is open or unknown.
    package struct Unsettled: Sendable, Equatable {
        package let entry: JournalEntry
        /// Who makes its call; nil where nobody said so.
        package let holder: String?
        /// When it went out at the latest; seconds since 1970.
        package let sentAt: Double
    }

    /// Notes that the call of an entry goes out now; false when the entry is closed or another process's.
    package func noteSending(_ id: Int64, holder: String, now: Double) throws(ArchiveError) -> Bool {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE lease SET until = ? WHERE name = ? AND holder = ?
                        AND EXISTS (SELECT 1 FROM journal WHERE id = ? AND outcome = 'open')
                    """, arguments: [now, Self.lease(of: id), holder, id])
            return database.changesCount == 1
        }
    }

    /// Open entries of an account, and those that became unknown since a time; without rows of bulk runs, which their
    /// run brings to an end. The newest first.
    package func unsettled(
        account: String, unknownSince since: Double, limit: Int
    ) throws(ArchiveError) -> [Unsettled] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT journal.*, lease.holder AS leaseHolder, lease.until AS leaseUntil FROM journal
                    LEFT JOIN lease ON lease.name = 'write ' || journal.id
                    WHERE account = ? AND row IS NULL
                        AND (outcome = 'open' OR outcome = 'unknown' AND journal.at >= ?)
                    ORDER BY id DESC LIMIT ?
                    """, arguments: [account, since, max(0, limit)]
            ).compactMap { row in
                guard let entry = Self.entry(row) else { return nil }
                let sentAt: Double? = row.kept("leaseUntil")
                return Unsettled(
                    entry: entry, holder: row.kept("leaseHolder"), sentAt: max(entry.at, sentAt ?? entry.at))
            }
        }
    }

    /// How many there are, by the same rule.
    package func unsettledCounts(
        account: String, unknownSince since: Double
    ) throws(ArchiveError) -> (open: Int, unknown: Int) {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT SUM(outcome = 'open') AS open, SUM(outcome = 'unknown' AND at >= ?) AS unknown
                    FROM journal WHERE account = ? AND row IS NULL AND outcome IN ('open', 'unknown')
                    """, arguments: [since, account])
            return (row?.kept("open") ?? 0, row?.kept("unknown") ?? 0)
        }
    }

    private static func lease(of id: Int64) -> String { "write \(id)" }

    static func hold(_ id: Int64, _ holder: String, at time: Double, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO lease (name, holder, until) VALUES (?, ?, ?)")
        try statement.execute(arguments: [lease(of: id), holder, time])
    }

    static func release(_ id: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(sql: "DELETE FROM lease WHERE name = ?")
        try statement.execute(arguments: [lease(of: id)])
    }
}
