import GRDB
package import ResellerAPI

/// All processes that work on an account share its calls a minute: each takes a place here before it calls, and says
/// when the place is free again.
///
/// Times are kept twice. Within one start of the machine the clock counts that nobody can set; between two of them, or
/// two machines, only that of the wall tells anything.
extension Archive {
    /// Takes over what a process tells, and gives it as many of the places that it wants as are allowed. Nobody else
    /// comes between. `boot` names the start of the machine.
    package func exchangeCalls(
        _ exchange: CallExchange, account: String, boot: String
    ) throws(ArchiveError) -> CallStanding {
        let step = CallStep(exchange: exchange, account: account, boot: boot)
        return try write { database in
            try step.forget(database)
            try step.tell(database)
            return try step.take(database)
        }
    }

    /// Calls of all processes that take a place in the minute before a time (seconds since 1970).
    package func callsInLastMinute(account: String, at time: Double) throws(ArchiveError) -> Int {
        guard time.isFinite else { return 0 }
        return try read { database in
            try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM callPlace WHERE account = ? AND wall > ? AND wall <= ?",
                arguments: [account, time, time + CallStep.longestPlace]) ?? 0
        }
    }
}

/// One exchange, as rows.
private struct CallStep {
    /// Seconds that a place can be taken at most, and that word of the service is believed. What claims more comes from
    /// a wrong clock.
    static let longestPlace = 200.0
    private static let longestHold = 3600.0
    private static let longestLimit = 86_400.0

    /// Seconds until a row is over, by the clock that can tell.
    private static let left = "(CASE WHEN boot = :boot THEN until - :steady ELSE wall - :wall END)"

    let exchange: CallExchange
    let account: String
    let boot: String

    private var clock: StatementArguments {
        ["account": account, "boot": boot, "steady": exchange.at.steady, "wall": exchange.at.wall]
    }

    func forget(_ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM callPlace WHERE account = :account AND NOT \(Self.left) BETWEEN 1e-6 AND :most",
            arguments: clock + ["most": Self.longestPlace])
    }

    func tell(_ database: Database) throws {
        for slot in exchange.slots {
            if slot.left > 0 {
                try keep(slot.id, for: slot.left, database)
            } else {
                try database.execute(
                    sql: "DELETE FROM callPlace WHERE account = ? AND id = ?", arguments: [account, slot.id])
            }
        }
        if let limit = exchange.news.limit {
            try keep("limit", Double(limit), for: Self.longestLimit, database)
        }
        if let seconds = exchange.news.heldFor {
            try keep("hold", 0, for: min(seconds, Self.longestHold), database)
        }
    }

    func take(_ database: Database) throws -> CallStanding {
        var standing = CallStanding()
        standing.others = try Double.fetchAll(
            database, sql: "SELECT \(Self.left) FROM callPlace WHERE account = :account AND owner <> :owner",
            arguments: clock + ["owner": exchange.owner])
        standing.own =
            try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM callPlace WHERE account = ? AND owner = ?",
                arguments: [account, exchange.owner]) ?? 0
        standing.news.limit = try news("limit", Self.longestLimit, database).map { Int($0.value) }
        standing.news.heldFor = try news("hold", Self.longestHold, database).map(\.left)
        guard !exchange.wanted.isEmpty else { return standing }
        standing.granted = Array(exchange.wanted.prefix(max(0, exchange.allowed(standing))))
        for id in standing.granted { try keep(id, for: exchange.lasting, database) }
        return standing
    }

    private func keep(_ id: Int64, for seconds: Double, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO callPlace (account, id, owner, boot, until, wall)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                account, id, exchange.owner, boot, exchange.at.steady + seconds, exchange.at.wall + seconds,
            ])
    }

    private func keep(_ kind: String, _ value: Double, for seconds: Double, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO callNews (account, kind, value, boot, until, wall)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                account, kind, value, boot, exchange.at.steady + seconds, exchange.at.wall + seconds,
            ])
    }

    private func news(
        _ kind: String, _ longest: Double, _ database: Database
    ) throws -> (value: Double, left: Double)? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT value, \(Self.left) AS left FROM callNews
                WHERE account = :account AND kind = :kind AND \(Self.left) BETWEEN 1e-6 AND :most
                """, arguments: clock + ["kind": kind, "most": longest])
        return row.map { ($0["value"], $0["left"]) }
    }
}
