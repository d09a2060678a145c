import Records
import ResellerAPI
import Testing

@testable import Archive

@Suite struct RunsTests {
    private let archive: Archive
    private static let run = BulkRun(
        account: "acme", context: "acme-prod", who: "ada", at: 10, operation: "limits.increment", reason: "ticket 7")

    init() throws { archive = try .inMemory() }

    private static func rows(_ stages: [BulkRow.Stage]) -> [BulkRow] {
        stages.enumerated().map { index, stage in
            BulkRow(index: index, target: "c\(index)", parameters: ["user": "c\(index)", "credits": "1"], stage: stage)
        }
    }

    private func sent(_ run: Int64, _ index: Int) throws -> BulkRow {
        var row = try #require(try archive.rows(run, offset: index, limit: 1).first)
        row.before = StateImage(isThere: true, entries: [.init("credits", "100")])
        row.entry = try archive.markSent(run, row, entry: journalEntry(at: 20))
        row.stage = .sent
        return row
    }

    @Test("A run and its rows come back as they were made, with their counts")
    func roundTrip() throws {
        let rows = Self.rows([.waiting, .waiting, .skipped])
        let id = try archive.createRun(Self.run, rows: rows)
        var expected = Self.run
        (expected.id, expected.changedAt) = (id, 10)
        expected.counts = BulkCounts(waiting: 2, skipped: 1)
        #expect(try archive.run(id) == expected)
        #expect(try archive.runs(account: "acme") == [expected])
        #expect(try archive.runs(account: "beta") == [])
        #expect(try archive.runs(account: nil).map(\.id) == [id])
        #expect(try archive.rows(id, limit: 10) == rows)
        #expect(try archive.rows(id, stages: [.waiting], offset: 1, limit: 10) == [rows[1]])
        #expect(try archive.run(id + 1) == nil)
    }

    @Test("What needs a person comes first")
    func attention() throws {
        let id = try archive.createRun(
            Self.run, rows: Self.rows([.done, .skipped, .waiting, .sent, .failed, .unknown, .failed]))
        #expect(try archive.rowsNeedingAttentionFirst(id, limit: 10).map(\.index) == [5, 4, 6, 3, 1, 0, 2])
        #expect(try archive.rowsNeedingAttentionFirst(id, offset: 2, limit: 2).map(\.index) == [6, 3])
    }

    @Test("Marking a row as sent writes the journal in the same step")
    func markSent() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting, .waiting]))
        let row = try sent(id, 1)
        let entry = try #require(try row.entry.flatMap(archive.entry))
        #expect(entry.run == id && entry.row == 1 && entry.outcome == .open && entry.before == row.before)
        let kept = try #require(try archive.rows(id, stages: [.sent], limit: 5).first)
        #expect(kept.entry == entry.id && kept.before == row.before && kept.at == 20)
        #expect(try archive.run(id)?.counts == BulkCounts(waiting: 1, sent: 1))
    }

    @Test("A row that does not wait any more is not sent again, and nothing is written about it")
    func sentTwice() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting]))
        let row = try sent(id, 0)
        let refusal = error { () throws(ArchiveError) in
            _ = try archive.markSent(id, row, entry: journalEntry())
        }
        #expect(refusal == .refused(what: "row 1 of run 1 has changed meanwhile"))
        #expect(try archive.entryCount() == 1)
        #expect(try archive.rows(id, limit: 1).first?.entry == row.entry)
    }

    @Test("Rows of a cancelled run are never sent")
    func cancelled() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting, .failed]))
        try archive.setStage(id, .cancelled)
        let rows = try archive.rows(id, limit: 2)
        let refusal = error { () throws(ArchiveError) in
            _ = try archive.markSent(id, rows[0], entry: journalEntry())
        }
        #expect(refusal == .refused(what: "run 1 was cancelled"))
        #expect(try archive.retryFailed(id) == 0)
        #expect(try archive.entryCount() == 0)
        #expect(try archive.rows(id, limit: 2) == rows)
    }

    @Test("Closing a row closes its entry in the same step, and only once")
    func closeRow() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting, .waiting]))
        var row = try sent(id, 0)
        (row.stage, row.answer) = (.done, "success")
        try archive.closeRow(id, row, outcome: .done("success"), after: .absent, at: 30)
        #expect(try archive.run(id)?.counts == BulkCounts(waiting: 1, done: 1))
        #expect(try archive.run(id)?.changedAt == 30)
        let entry = try #require(try row.entry.flatMap(archive.entry))
        #expect(entry.outcome == .done("success") && entry.after == .absent && entry.closedAt == 30)
        let again = error { () throws(ArchiveError) in
            try archive.closeRow(id, row, outcome: .failed("late"), after: nil, at: 40)
        }
        #expect(again == .refused(what: "row 1 of run 1 has changed meanwhile"))
        #expect(try archive.rows(id, limit: 1).first?.stage == .done)
    }

    @Test("A row stays sent when its entry can't be closed")
    func torn() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting]))
        var row = try sent(id, 0)
        let entry = try #require(row.entry)
        try archive.closeEntry(entry, outcome: .done("elsewhere"), after: nil, at: 25)
        row.stage = .failed
        let refusal = error { () throws(ArchiveError) in
            try archive.closeRow(id, row, outcome: .failed("no"), after: nil, at: 30)
        }
        #expect(refusal == .refused(what: "that entry of the journal is closed already"))
        #expect(try archive.rows(id, limit: 1).first?.stage == .sent)
        #expect(try archive.run(id)?.counts == BulkCounts(sent: 1))
    }

    @Test("An unknown row is settled by reading back, or by a person's word")
    func unknown() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting, .waiting, .waiting]))
        for index in 0..<3 {
            var row = try sent(id, index)
            row.stage = .unknown
            try archive.closeRow(id, row, outcome: .unknown("lost"), after: nil, at: 30)
        }
        try archive.setStage(id, .finished)
        var read = try #require(try archive.rows(id, limit: 1).first)
        read.stage = .done
        try archive.closeRow(id, read, outcome: .done("seen"), after: .absent, at: 40)
        #expect(try read.entry.flatMap(archive.entry)?.outcome == .done("seen"))
        try archive.decideUnknown(id, index: 1, as: .done, at: 50)
        #expect(try archive.run(id)?.stage == .finished)
        try archive.decideUnknown(id, index: 2, as: .waiting, at: 51)
        #expect(try archive.run(id)?.stage == .paused)
        #expect(try archive.run(id)?.counts == BulkCounts(waiting: 1, done: 2))
        let rows = try archive.rows(id, limit: 3)
        #expect(rows[1].answer == "marked as done by hand")
        #expect(try rows[1].entry.flatMap(archive.entry)?.outcome == .unknown("lost"))
        let twice = error { () throws(ArchiveError) in
            try archive.decideUnknown(id, index: 1, as: .waiting, at: 52)
        }
        #expect(twice == .refused(what: "row 2 of run 1 has changed meanwhile"))
    }

    @Test("Retrying lets only failed rows wait again")
    func retry() throws {
        let id = try archive.createRun(
            Self.run, rows: Self.rows([.failed, .unknown, .done, .failed, .sent, .skipped]))
        try archive.setStage(id, .finished)
        #expect(try archive.retryFailed(id) == 2)
        #expect(
            try archive.rows(id, limit: 10).map(\.stage) == [.waiting, .unknown, .done, .waiting, .sent, .skipped])
        #expect(try archive.run(id)?.stage == .paused)
        #expect(try archive.retryFailed(id) == 0)
    }

    @Test("A row is changed without a call where nothing was to do")
    func skipped() throws {
        let id = try archive.createRun(Self.run, rows: Self.rows([.waiting]))
        var row = try #require(try archive.rows(id, limit: 1).first)
        (row.stage, row.answer, row.at) = (.skipped, "is not on the list", 33)
        try archive.updateRow(id, row)
        #expect(try archive.rows(id, limit: 1) == [row])
        #expect(try archive.run(id)?.changedAt == 33)
        #expect(try archive.run(id)?.counts == BulkCounts(skipped: 1))
    }

    @Test("A hundred thousand rows are kept whole, and counted without reading them")
    func large() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path())
        let rows = Self.rows(Array(repeating: .waiting, count: 100_000))
        let id = try archive.createRun(Self.run, rows: rows)
        #expect(try archive.run(id)?.counts == BulkCounts(waiting: 100_000))
        #expect(try archive.rows(id, offset: 99_999, limit: 5) == [rows[99_999]])
    }
}
