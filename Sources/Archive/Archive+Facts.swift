import GRDB

/// What is in the archive, for whoever asks how the program is doing.
package struct ArchiveFacts: Sendable, Equatable {
    /// Steps of the schema that were made, in their order.
    package let schema: [String]
    /// Accounts with customers kept, and when they were read; seconds since 1970.
    package let accounts: [Account]
    package let journalEntries: Int
    package let runs: Int
    /// Addresses on kept suppression lists.
    package let seenAddresses: Int

    package struct Account: Sendable, Equatable {
        package let name: String
        package let readAt: Double
        package let customers: Int
    }
}

extension Archive {
    package func facts() throws(ArchiveError) -> ArchiveFacts {
        try read { database in
            let count = { (sql: String) in try Int.fetchOne(database, sql: sql) ?? 0 }
            // The order has four bytes a row.
            let accounts = try Row.fetchAll(
                database, sql: "SELECT account, readAt, length(byUsername) / 4 AS rows FROM snapshot ORDER BY account")
            return ArchiveFacts(
                schema: try Schema.migrator.appliedMigrations(database),
                accounts: accounts.compactMap { row in
                    guard let name: String = row.kept("account"), let readAt: Double = row.kept("readAt") else {
                        return nil
                    }
                    return ArchiveFacts.Account(name: name, readAt: readAt, customers: row.kept("rows") ?? 0)
                },
                journalEntries: try count("SELECT COUNT(*) FROM journal"),
                runs: try count("SELECT COUNT(*) FROM run"),
                seenAddresses: try count("SELECT COALESCE(SUM(count), 0) FROM seenList"))
        }
    }

    /// The version of SQLite that is linked.
    package static var libraryVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
    }
}
