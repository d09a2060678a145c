import GRDB

/// Who works on what, so that two processes do not do the same: a name, a holder, and a time when it ends by itself.
extension Archive {
    /// Takes a lease that nobody holds, that has run out, or that is one's own; false when another holds it.
    ///
    /// Times are seconds since 1970.
    package func takeLease(
        _ name: String, holder: String, until: Double, now: Double
    ) throws(ArchiveError) -> Bool {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO lease (name, holder, until) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
                        WHERE lease.until <= ? OR lease.holder = excluded.holder
                    """, arguments: [name, holder, until, now])
            return database.changesCount == 1
        }
    }

    /// Holds a lease longer; false when it is no longer one's own, and the work must stop.
    package func renewLease(_ name: String, holder: String, until: Double) throws(ArchiveError) -> Bool {
        try write { database in
            try database.execute(
                sql: "UPDATE lease SET until = ? WHERE name = ? AND holder = ?", arguments: [until, name, holder])
            return database.changesCount == 1
        }
    }

    /// Gives a lease back; that of another stays.
    package func releaseLease(_ name: String, holder: String) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM lease WHERE name = ? AND holder = ?", arguments: [name, holder])
        }
    }

    /// Who holds a lease at this time; nil when nobody does.
    package func leaseHolder(_ name: String, now: Double) throws(ArchiveError) -> String? {
        try read { database in
            try String.fetchOne(
                database, sql: "SELECT holder FROM lease WHERE name = ? AND until > ?", arguments: [name, now])
        }
    }
}
