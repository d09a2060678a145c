import GRDB
package import Records

/// Names that no call of the service lists, typed once and remembered.
extension Archive {
    /// Remembers a name; one that is remembered already becomes the newest.
    package func remember(
        _ kind: RememberedKind, owner: String, name: String, account: String
    ) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO remembered (account, kind, owner, name) VALUES (?, ?, ?, ?)",
                arguments: [account, kind.rawValue, owner, name])
        }
    }

    /// Newest first.
    package func remembered(
        _ kind: RememberedKind, owner: String, account: String
    ) throws(ArchiveError) -> [String] {
        try read { database in
            try String.fetchAll(
                database,
                sql: "SELECT name FROM remembered WHERE account = ? AND kind = ? AND owner = ? ORDER BY id DESC",
                arguments: [account, kind.rawValue, owner])
        }
    }

    package func forget(
        _ kind: RememberedKind, owner: String, name: String, account: String
    ) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM remembered WHERE account = ? AND kind = ? AND owner = ? AND name = ?",
                arguments: [account, kind.rawValue, owner, name])
        }
    }
}
