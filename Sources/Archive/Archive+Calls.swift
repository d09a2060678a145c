import GRDB

/// All processes that work on an account share its calls a minute: each records what it spends and asks for the sum.
extension Archive {
    private static let window = 60

    /// Records calls made at a time (seconds since 1970, UTC).
    package func recordCalls(account: String, at time: Double, count: Int) throws(ArchiveError) {
        guard count > 0, let second = Int(exactly: time.rounded(.down)) else { return }
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO calls (account, second, count) VALUES (?, ?, ?)
                    ON CONFLICT (account, second) DO UPDATE SET count = count + excluded.count
                    """, arguments: [account, second, count])
            try database.execute(
                sql: "DELETE FROM calls WHERE account = ? AND NOT second BETWEEN ? AND ?",
                arguments: [account, second - 2 * Self.window, second + Self.window])
        }
    }

    /// Calls of all processes in the minute before a time. Those up to a minute later are counted too: a clock set
    /// back a little must not open the bucket.
    package func callsInLastMinute(account: String, at time: Double) throws(ArchiveError) -> Int {
        guard let second = Int(exactly: time.rounded(.down)) else { return 0 }
        return try read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT COALESCE(SUM(count), 0) FROM calls WHERE account = ? AND second > ? AND second <= ?",
                arguments: [account, second - Self.window, second + Self.window]) ?? 0
        }
    }
}
