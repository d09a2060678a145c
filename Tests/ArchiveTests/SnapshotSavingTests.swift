import Foundation
import GRDB
import Records
import ResellerAPI
import Synchronization
import Testing

@testable import Archive

@Suite struct SnapshotSavingTests {
    /// Chunks of about a megabyte each.
    private static func large(_ chunks: Int, from first: Int = 0) -> [CustomerChunk] {
        (0..<chunks).map { chunk((first + $0 * 6000)..<(first + $0 * 6000 + 6000)) }
    }

    @Test("Who reads while a list is being kept sees the former one whole, and then the new one")
    func whole() async throws {
        let scratch = try Scratch()
        let path = scratch.path()
        let former = snapshot(Self.large(4), readAt: 1)
        let later = snapshot(Self.large(4, from: 1_000_000), readAt: 2)
        let writer = try Archive(path: path)
        let reader = try Archive(path: path)
        try writer.saveCustomers(former)
        let saving = Task.detached { try writer.saveCustomers(later) }
        var seen: [Double] = []
        while seen.last != 2 {
            let list = try #require(try reader.customers(of: "acme"))
            #expect(list == (list.readAt == 1 ? former : later))
            seen.append(list.readAt)
        }
        try await saving.value
        #expect(seen == seen.sorted(), "once it is there it stays")
        #expect(try reader.customers(of: "acme") == later)
    }

    @Test("A large list is kept in transactions of about a megabyte, so that an entry of the journal gets in between")
    func short() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path())
        let commits = Commits()
        archive.database.add(transactionObserver: commits)
        try archive.saveCustomers(snapshot(Self.large(6)))
        #expect(commits.count >= 7, "each chunk, and the list")
    }

    @Test("What a program that ended in between has left is taken away with the next list")
    func leftovers() throws {
        let archive = try Archive.inMemory()
        try archive.saveCustomers(snapshot([chunk(0..<3)]))
        try archive.write { database in
            for position in 40..<60 {
                try database.execute(
                    sql: "INSERT INTO chunk (account, position, digest, data) VALUES ('acme', ?, 1, x'00')",
                    arguments: [position])
            }
        }
        #expect(try archive.customers(of: "acme") == snapshot([chunk(0..<3)]), "nobody reads it")
        try archive.saveCustomers(snapshot([chunk(0..<3), chunk(3..<5)]))
        #expect(try archive.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM chunk") } == 2)
        #expect(try archive.customers(of: "acme") == snapshot([chunk(0..<3), chunk(3..<5)]))
    }

    @Test("What another program took away while a list was being kept is written again with the list")
    func takenAway() throws {
        let archive = try Archive.inMemory()
        let list = snapshot([chunk(0..<3), chunk(3..<5)])
        try SnapshotSaving(list, in: archive).writeList([7, nil])
        #expect(try archive.customers(of: "acme") == list)
    }

    @Test("A part of a list that stands twice in it is kept, and a list whose parts make no sense is damaged")
    func twice() throws {
        let archive = try Archive.inMemory()
        let list = CustomerSnapshot(
            account: "acme", readAt: 1, chunks: [chunk(0..<3), chunk(0..<3)], byUsername: [])
        try archive.saveCustomers(list)
        try archive.saveCustomers(list)
        #expect(try archive.customers(of: "acme") == list)
        try archive.write { try $0.execute(sql: "UPDATE snapshot SET parts = x'00'") }
        #expect(
            error { () throws(ArchiveError) in _ = try archive.customers(of: "acme") }
                == .damaged(path: "in memory", what: "part 1 of 2 of the customers of acme", problem: "missing"))
    }

    @Test("Keeping lists leaves the log alone until it is long; then it is written back, by nobody who waits")
    func folded() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path())
        let before = size(scratch.path())
        try archive.saveCustomers(snapshot(Self.large(3)))
        #expect(size(scratch.path()) == before)
        #expect(size(scratch.path() + "-wal") > 3_000_000)
        LogFolding(path: scratch.path()).fold()
        #expect(size(scratch.path()) > before + 3_000_000)
        #expect(try archive.customers(of: "acme")?.chunks.count == 3)
    }

    private func size(_ path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
    }
}

/// Counts what was committed.
private final class Commits: TransactionObserver, Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }
    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ database: Database) { number.withLock { $0 += 1 } }
    func databaseDidRollback(_ database: Database) {}
}
