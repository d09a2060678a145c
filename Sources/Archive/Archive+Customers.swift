import Foundation
import GRDB
package import Records
internal import ResellerAPI

extension Archive {
    /// Keeps the customers of an account in place of those kept before. A chunk that did not change is not written.
    ///
    /// A large list is written in many short transactions, so that what a person waits for gets in between. Whoever
    /// reads sees the former list whole until the last of them, and then the new one.
    package func saveCustomers(_ snapshot: CustomerSnapshot) throws(ArchiveError) {
        try SnapshotSaving(snapshot, in: self).run()
    }

    /// The customers of an account as they were last kept; nil where none were.
    ///
    /// What is damaged is thrown away, as it would else be taken for kept by the next save, and named by the error.
    package func customers(of account: String) throws(ArchiveError) -> CustomerSnapshot? {
        do {
            return try read { try Self.snapshot(of: account, in: $0, place: place) }
        } catch {
            if case .damaged = error { try? forgetCustomers(of: account) }
            throw error
        }
    }

    /// When the kept customers of an account were read, seconds since 1970; nil where none are kept.
    package func customersReadAt(of account: String) throws(ArchiveError) -> Double? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT readAt FROM snapshot WHERE account = ?", arguments: [account])?
                .kept("readAt")
        }
    }

    /// Throws away the kept customers of an account.
    package func forgetCustomers(of account: String) throws(ArchiveError) {
        try write { database in
            try database.execute(sql: "DELETE FROM chunk WHERE account = ?", arguments: [account])
            try database.execute(sql: "DELETE FROM snapshot WHERE account = ?", arguments: [account])
        }
    }

    private static func snapshot(
        of account: String, in database: Database, place: String
    ) throws -> CustomerSnapshot? {
        let sql = "SELECT readAt, chunks, parts, orderDigest, byUsername FROM snapshot WHERE account = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [account]) else { return nil }
        let chunks = try chunks(of: account, parts: SnapshotParts(row), in: database, place: place)
        do {
            let rows = chunks.reduce(0) { $0 + $1.count }
            guard let readAt: Double = row.kept("readAt"), let digest: Int64 = row.kept("orderDigest") else {
                throw BlobDamage(problem: "unknown form")
            }
            let order = try row.withUnsafeData(named: "byUsername") { data in
                try (data ?? Data()).withUnsafeBytes { try OrderBlob.decode($0, digest: digest, rows: rows) }
            }
            return CustomerSnapshot(account: account, readAt: readAt, chunks: chunks, byUsername: order)
        } catch let damage as BlobDamage {
            throw ArchiveError.damaged(
                path: place, what: "order of the customers of \(account)", problem: damage.problem)
        }
    }

    private static func chunks(
        of account: String, parts: SnapshotParts, in database: Database, place: String
    ) throws -> [CustomerChunk] {
        let select = try database.makeStatement(
            sql: "SELECT digest, data FROM chunk WHERE account = ? AND position = ?")
        return try parts.positions.enumerated().map { index, position in
            do {
                let rows = try Row.fetchCursor(select, arguments: [account, position])
                guard let row = try rows.next() else { throw BlobDamage(problem: "missing") }
                return try chunk(row)
            } catch let damage as BlobDamage {
                throw ArchiveError.damaged(
                    path: place, what: "part \(index + 1) of \(parts.positions.count) of the customers of \(account)",
                    problem: damage.problem)
            }
        }
    }

    private static func chunk(_ row: Row) throws -> CustomerChunk {
        guard let digest: Int64 = row.kept("digest") else { throw BlobDamage(problem: "unknown form") }
        return try row.withUnsafeData(named: "data") { data in
            try (data ?? Data()).withUnsafeBytes { try ChunkBlob.decode($0, digest: digest) }
        }
    }
}

extension Row {
    /// The value of a column, nil where it is of another type. The subscript would end the program over a broken file.
    func kept<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
        Value.fromDatabaseValue(self[column] ?? .null)
    }
}
