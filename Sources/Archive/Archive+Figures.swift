import Foundation
import GRDB
package import Records

extension Archive {
    /// Keeps figures of customers in place of those kept before. Of each account only the last read ones stay.
    package func saveFigures(_ figures: [CustomerFigures], of account: String) throws(ArchiveError) {
        if figures.isEmpty { return }
        try write { database in
            let insert = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO figures (account, username, readAt, data) VALUES (?, ?, ?, ?)")
            for one in figures {
                try insert.execute(arguments: [account, one.username, one.readAt, FiguresBlob.encode(one)])
            }
            try forgetOldFigures(of: account, in: database)
        }
    }

    /// Kept figures by username. Who has none, or none that can be read, is missing.
    package func figures(
        of account: String, usernames: [String]
    ) throws(ArchiveError) -> [String: CustomerFigures] {
        try read { database in
            var found: [String: CustomerFigures] = [:]
            let select = try database.makeStatement(
                sql: "SELECT readAt, data FROM figures WHERE account = ? AND username = ?")
            for username in usernames {
                guard let row = try Row.fetchOne(select, arguments: [account, username]),
                    let readAt: Double = row.kept("readAt"), let data: Data = row.kept("data")
                else { continue }
                found[username] = FiguresBlob.decode(data, username: username, readAt: readAt)
            }
            return found
        }
    }

    /// Kept figures read after a time (seconds since 1970), in the order of their usernames: at most `limit` of those
    /// after a username. Those that can't be read are missing.
    package func figures(
        of account: String, readAfter time: Double, after username: String?, limit: Int
    ) throws(ArchiveError) -> [CustomerFigures] {
        try read { database in
            // The few that are newer are found by their time, and put in order; else the table is in order already.
            let table = time > -.infinity ? #"figures INDEXED BY "figures on readAt""# : "figures"
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT username, readAt, data FROM \(table)
                    WHERE account = ? AND username > ? AND readAt > ? ORDER BY username LIMIT ?
                    """, arguments: [account, username ?? "", time, limit])
            var found: [CustomerFigures] = []
            while let row = try rows.next() {
                guard let username: String = row.kept("username"), let readAt: Double = row.kept("readAt"),
                    let data: Data = row.kept("data"),
                    let figures = FiguresBlob.decode(data, username: username, readAt: readAt)
                else { continue }
                found.append(figures)
            }
            return found
        }
    }

    private func forgetOldFigures(of account: String, in database: Database) throws {
        let count =
            try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM figures WHERE account = ?", arguments: [account]) ?? 0
        guard count > figuresKept else { return }
        try database.execute(
            sql: """
                DELETE FROM figures WHERE account = ? AND username IN
                    (SELECT username FROM figures WHERE account = ? ORDER BY readAt, username LIMIT ?)
                """, arguments: [account, account, count - figuresKept])
    }
}
