import Foundation
import GRDB
package import Records
internal import ResellerAPI

extension Archive {
    /// Keeps the customers of an account in place of those kept before. A chunk that did not change is not written.
    package func saveCustomers(_ snapshot: CustomerSnapshot) throws(ArchiveError) {
        try write { database in
            try Self.saveChunks(of: snapshot, in: database)
            let order = OrderBlob.encode(snapshot.byUsername)
            try database.execute(
                sql: """
                    INSERT INTO snapshot (account, readAt, chunks, orderDigest, byUsername) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (account) DO UPDATE SET readAt = excluded.readAt, chunks = excluded.chunks,
                        orderDigest = excluded.orderDigest, byUsername = excluded.byUsername
                    """,
                arguments: [
                    snapshot.account, snapshot.readAt, snapshot.chunks.count, order.digest, order.data,
                ])
        }
        foldLog()
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

    private static func saveChunks(of snapshot: CustomerSnapshot, in database: Database) throws {
        let kept = try digests(of: snapshot.account, in: database)
        let insert = try database.makeStatement(
            sql: "INSERT OR REPLACE INTO chunk (account, position, digest, data) VALUES (?, ?, ?, ?)")
        for (position, chunk) in snapshot.chunks.enumerated() {
            let digest = ChunkBlob.digest(of: chunk)
            if kept[position] == digest { continue }
            try insert.execute(arguments: [snapshot.account, position, digest, ChunkBlob.encode(chunk)])
        }
        try database.execute(
            sql: "DELETE FROM chunk WHERE account = ? AND position >= ?",
            arguments: [snapshot.account, snapshot.chunks.count])
    }

    private static func digests(of account: String, in database: Database) throws -> [Int: Int64] {
        var digests: [Int: Int64] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT position, digest FROM chunk WHERE account = ?", arguments: [account])
        while let row = try rows.next() {
            if let position: Int = row.kept("position"), let digest: Int64 = row.kept("digest") {
                digests[position] = digest
            }
        }
        return digests
    }

    private static func snapshot(
        of account: String, in database: Database, place: String
    ) throws -> CustomerSnapshot? {
        let sql = "SELECT readAt, chunks, orderDigest, byUsername FROM snapshot WHERE account = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [account]) else { return nil }
        let chunks = try chunks(of: account, count: row.kept("chunks") ?? 0, in: database, place: place)
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
        of account: String, count: Int, in database: Database, place: String
    ) throws -> [CustomerChunk] {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT position, digest, data FROM chunk WHERE account = ? ORDER BY position",
            arguments: [account])
        var chunks: [CustomerChunk] = []
        while let row = try rows.next() {
            do {
                guard row.kept("position") == chunks.count else { throw BlobDamage(problem: "missing") }
                chunks.append(try chunk(row))
            } catch let damage as BlobDamage {
                throw ArchiveError.damaged(
                    path: place, what: "part \(chunks.count + 1) of \(count) of the customers of \(account)",
                    problem: damage.problem)
            }
        }
        guard chunks.count == count else {
            throw ArchiveError.damaged(
                path: place, what: "part \(chunks.count + 1) of \(count) of the customers of \(account)",
                problem: "missing")
        }
        return chunks
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
