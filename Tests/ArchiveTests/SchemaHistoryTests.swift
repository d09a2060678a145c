import Foundation
import GRDB
import Records
import ResellerAPI
import Testing

@testable import Archive

/// Archives as earlier versions of the program left them: `Schemas/N.sql` holds what the first N steps of the schema
/// made, and a few rows of each table.
@Suite struct SchemaHistoryTests {
    private static let bounced = Suppression(
        list: .bounced, email: "jo@xn--bcher-kva.example", status: "5.1.1", reason: nil, created: nil)

    @Test("Every step of the schema but the last has an archive that an earlier version left")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: try #require(Bundle.module.url(forResource: "Schemas", withExtension: nil)),
            includingPropertiesForKeys: nil)
        #expect(
            files.map(\.lastPathComponent).sorted()
                == (1..<Schema.migrator.migrations.count).map { "\($0).sql" })
    }

    @Test("An archive of every earlier schema is opened, and all that is in it is there", arguments: 1...6)
    func opened(steps: Int) throws {
        let scratch = try Scratch()
        let archive = try Self.archive(ofSteps: steps, at: scratch.path())
        #expect(try archive.facts().schema == Schema.migrator.migrations)
        let customers = try #require(try archive.customers(of: "acme"))
        #expect(customers.readAt == 1_700_000_000.5)
        #expect(customers.byUsername == [0, 1, 2])
        #expect(
            customers.chunks.flatMap { chunk in (0..<chunk.count).map { chunk.username($0) } }
                == ["kim@frost.example", "robin@hollin.example", "zoe@larkfield.example"])
        if steps >= 2 { try Self.checkJournalAndRuns(archive) }
        if steps >= 3 { try Self.checkAddressesAndNames(archive) }
        if steps >= 4 { try Self.checkAlarms(archive) }
    }

    @Test("An archive of every earlier schema is used on: its list is replaced, its journal goes on", arguments: 1...6)
    func usedOn(steps: Int) throws {
        let scratch = try Scratch()
        let archive = try Self.archive(ofSteps: steps, at: scratch.path())
        let list = snapshot([chunk(0..<10), chunk(10..<12), chunk(12..<13)])
        try archive.saveCustomers(list)
        #expect(try archive.customers(of: "acme") == list)
        let chunks = try archive.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM chunk") }
        #expect(chunks == 3, "what the former list had is gone")
        #expect(try archive.beginEntry(journalEntry()) == (steps >= 2 ? 3 : 1))
        #expect(try Archive(path: scratch.path()).customers(of: "acme") == list, "the next start finds it")
    }

    @Test("The journal of an earlier schema can't be changed afterwards either", arguments: 2...6)
    func guarded(steps: Int) throws {
        let scratch = try Scratch()
        let archive = try Self.archive(ofSteps: steps, at: scratch.path())
        for sql in ["DELETE FROM journal", "UPDATE journal SET who = 'eve'"] {
            let refusal = error { () throws(ArchiveError) in try archive.write { try $0.execute(sql: sql) } }
            guard case .refused = refusal else {
                Issue.record("\(sql) was not refused")
                continue
            }
        }
        #expect(try archive.entryCount() == 2)
    }

    // MARK: - What the files hold

    private static func archive(ofSteps steps: Int, at path: String) throws -> Archive {
        let url = try #require(
            Bundle.module.url(forResource: "\(steps)", withExtension: "sql", subdirectory: "Schemas"))
        let sql = try String(contentsOf: url, encoding: .utf8)
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
        return try Archive(path: path)
    }

    private static func checkJournalAndRuns(_ archive: Archive) throws {
        let entries = try archive.entries(JournalQuery(account: "acme"))
        #expect(entries.map(\.id) == [2, 1])
        #expect(entries.map(\.outcome) == [.open, .done("success")])
        #expect(entries.map(\.reason) == ["", "ticket 7"])
        #expect(entries.last?.parameters == ["user": "kim@frost.example", "credits": "5"])
        let run = try #require(try archive.run(1))
        #expect(run.stage == .paused)
        #expect(run.counts.sent == 1)
        #expect(run.counts.waiting == 1)
        #expect(try archive.rows(1, limit: 10).map(\.entry) == [2, nil])
        #expect(try archive.leaseHolder("run 1", now: 229) == "somebody")
    }

    private static func checkAddressesAndNames(_ archive: Archive) throws {
        for spelling in ["jo@b\u{FC}cher.example", "JO@xn--bcher-kva.example"] {
            #expect(
                try archive.seen(account: "acme", address: spelling)
                    == [SeenSuppression(username: "kim@frost.example", suppression: bounced, readAt: 1_700_000_000)])
        }
        #expect(
            try archive.seen(account: "acme", address: "pat@birch.example").first?.suppression.email
                == "Pat@birch.example")
        #expect(try archive.remembered(.pinned, owner: "", account: "acme") == ["kim@frost.example"])
    }

    private static func checkAlarms(_ archive: Archive) throws {
        let alarm = try #require(try archive.alarms(of: "acme").first)
        #expect(alarm.key == AlarmKey(username: "kim@frost.example", concern: .bounces))
        #expect(alarm.state == .acknowledged)
        #expect(alarm.by == "ada")
        #expect(alarm.note == "on the phone")
    }
}
