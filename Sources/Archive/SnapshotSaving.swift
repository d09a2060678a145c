import Foundation
import GRDB
internal import Records
internal import ResellerAPI

/// Which chunks make up the list of an account, in its order.
struct SnapshotParts {
    let positions: [Int64]

    init(_ positions: [Int64]) { self.positions = positions }

    /// Those that a row of the snapshots names; an older program kept all from 0 on. What makes no sense names none that
    /// is there.
    init(_ row: Row) {
        let count = max(0, row.kept("chunks") ?? 0)
        guard let data: Data = row.kept("parts") else {
            positions = (0..<Int64(count)).map { $0 }
            return
        }
        let size = MemoryLayout<Int64>.size
        guard data.count == count * size else {
            positions = Array(repeating: -1, count: count)
            return
        }
        positions = data.withUnsafeBytes { memory in
            (0..<count).map { memory.loadUnaligned(fromByteOffset: $0 * size, as: Int64.self) }
        }
    }

    var data: Data { positions.withUnsafeBytes { Data($0) } }
}

/// Keeps a list of customers in short transactions: first the chunks that are new, which nobody reads yet, then in one
/// the list that names them, then what no list names any more is taken away.
///
/// What a program that ended in between has left is taken away by the next one. Two that keep the same list at once do
/// no harm: what one took away of the other's is written again with the list.
struct SnapshotSaving {
    /// Bytes of chunks that one transaction writes, about.
    private static let batch = 1 << 20
    private static let removedAtOnce = 8
    /// Microseconds between two transactions in which another process gets in.
    private static let pause: UInt32 = 500

    private let archive: Archive
    private let snapshot: CustomerSnapshot
    private let digests: [Int64]

    init(_ snapshot: CustomerSnapshot, in archive: Archive) {
        self.snapshot = snapshot
        self.archive = archive
        digests = snapshot.chunks.map { ChunkBlob.digest(of: $0) }
    }

    func run() throws(ArchiveError) {
        var places = try keptPlaces()
        try writeNew(&places)
        try writeList(places)
        while try removeSome() { usleep(Self.pause) }
    }

    private var account: String { snapshot.account }

    // MARK: - Steps

    /// Where each chunk lies already; nil for one that has to be written.
    private func keptPlaces() throws(ArchiveError) -> [Int64?] {
        try archive.read { database in
            let listed = Set(try Self.list(of: account, in: database))
            var places: [Int64: Int64] = [:]
            let rows = try Row.fetchCursor(
                database, sql: "SELECT position, digest FROM chunk WHERE account = ?", arguments: [account])
            while let row = try rows.next() {
                guard let position: Int64 = row.kept("position"), listed.contains(position),
                    let digest: Int64 = row.kept("digest")
                else { continue }
                places[digest] = position
            }
            return digests.map { places[$0] }
        }
    }

    private func writeNew(_ places: inout [Int64?]) throws(ArchiveError) {
        var batch: [(index: Int, data: Data)] = []
        var size = 0
        for index in places.indices where places[index] == nil {
            let data = ChunkBlob.encode(snapshot.chunks[index])
            batch.append((index, data))
            size += data.count
            guard size >= Self.batch else { continue }
            try write(batch, &places)
            (batch, size) = ([], 0)
            usleep(Self.pause)
        }
        try write(batch, &places)
    }

    private func write(_ batch: [(index: Int, data: Data)], _ places: inout [Int64?]) throws(ArchiveError) {
        if batch.isEmpty { return }
        let positions = try archive.write { database in
            try batch.map { try insert($0.data, digest: digests[$0.index], in: database) }
        }
        for (one, position) in zip(batch, positions) { places[one.index] = position }
    }

    /// The last step: whoever reads sees the new list from here on.
    func writeList(_ places: [Int64?]) throws(ArchiveError) {
        let order = OrderBlob.encode(snapshot.byUsername)
        try archive.write { database in
            let parts = SnapshotParts(try allThere(places, in: database))
            try database.execute(
                sql: """
                    INSERT INTO snapshot (account, readAt, chunks, parts, orderDigest, byUsername)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (account) DO UPDATE SET readAt = excluded.readAt, chunks = excluded.chunks,
                        parts = excluded.parts, orderDigest = excluded.orderDigest, byUsername = excluded.byUsername
                    """,
                arguments: [
                    account, snapshot.readAt, parts.positions.count, parts.data, order.digest, order.data,
                ])
        }
    }

    /// Some of what no list names; false when nothing is left.
    private func removeSome() throws(ArchiveError) -> Bool {
        try archive.write { database in
            let listed = Set(try Self.list(of: account, in: database))
            let stale = try Int64.fetchAll(
                database, sql: "SELECT position FROM chunk WHERE account = ?", arguments: [account]
            ).filter { !listed.contains($0) }
            for position in stale.prefix(Self.removedAtOnce) {
                try database.execute(
                    sql: "DELETE FROM chunk WHERE account = ? AND position = ?", arguments: [account, position])
            }
            return stale.count > Self.removedAtOnce
        }
    }

    // MARK: - Inside a transaction

    private static func list(of account: String, in database: Database) throws -> [Int64] {
        try Row.fetchOne(database, sql: "SELECT chunks, parts FROM snapshot WHERE account = ?", arguments: [account])
            .map { SnapshotParts($0).positions } ?? []
    }

    private func insert(_ data: Data, digest: Int64, in database: Database) throws -> Int64 {
        let position =
            try Int64.fetchOne(
                database, sql: "SELECT COALESCE(MAX(position) + 1, 0) FROM chunk WHERE account = ?",
                arguments: [account]) ?? 0
        let statement = try database.cachedStatement(
            sql: "INSERT INTO chunk (account, position, digest, data) VALUES (?, ?, ?, ?)")
        try statement.execute(arguments: [account, position, digest, data])
        return position
    }

    /// The places of all chunks; what somebody took away meanwhile is written again.
    private func allThere(_ places: [Int64?], in database: Database) throws -> [Int64] {
        let select = try database.cachedStatement(
            sql: "SELECT 1 FROM chunk WHERE account = ? AND position = ? AND digest = ?")
        return try places.enumerated().map { index, place in
            if let place, try Int.fetchOne(select, arguments: [account, place, digests[index]]) != nil { return place }
            return try insert(ChunkBlob.encode(snapshot.chunks[index]), digest: digests[index], in: database)
        }
    }
}
