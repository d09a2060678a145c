import Archive
import Records
import ResellerAPI
import Testing

/// Whose call it is that goes out, and what nobody knows of.
@Suite("Calls under way")
struct UnsettledTests {
    private let archive: Archive

    init() throws { archive = try Archive.inMemory() }

    private func entry(_ account: String = "acme", at: Double = 100) -> JournalEntry {
        JournalEntry(
            at: at, account: account, context: "acme", who: "op", operation: "limits.increment",
            parameters: ["user": "kim", "credits": "5"])
    }

    private func unsettled(since: Double = 0) throws -> [Archive.Unsettled] {
        try archive.unsettled(account: "acme", unknownSince: since, limit: 50)
    }

    @Test("An open entry says whose it is, and when its call went out")
    func open() throws {
        let id = try archive.beginEntry(entry(), holder: "a")
        #expect(try unsettled().map(\.holder) == ["a"])
        #expect(try unsettled().map(\.sentAt) == [100])
        #expect(try archive.noteSending(id, holder: "a", now: 170))
        #expect(try unsettled().map(\.sentAt) == [170])
        try archive.closeEntry(id, outcome: .done("success"), after: nil, at: 171)
        #expect(try unsettled() == [])
        #expect(try archive.leaseHolder("write \(id)", now: 0) == nil)
    }

    @Test("A call goes out only while its entry is open and one's own")
    func maySend() throws {
        let id = try archive.beginEntry(entry(), holder: "a")
        #expect(try !archive.noteSending(id, holder: "b", now: 101))
        try archive.closeEntry(id, outcome: .failed("not done"), after: nil, at: 102)
        #expect(try !archive.noteSending(id, holder: "a", now: 103))
    }

    @Test("Rows of runs and other accounts are not among them; unknown ones are for a while")
    func which() throws {
        _ = try archive.beginEntry(entry("other"), holder: "a")
        let old = try archive.beginEntry(entry(at: 10))
        let unknown = try archive.beginEntry(entry(at: 200))
        for id in [old, unknown] { try archive.closeEntry(id, outcome: .unknown("lost"), after: nil, at: 210) }
        var row = entry()
        (row.run, row.row) = (1, 0)
        _ = try archive.beginEntry(row)
        #expect(try unsettled(since: 100).map(\.entry.id) == [unknown])
    }

    @Test("A row goes out only while the run is one's own and the row stands as it was written down")
    func row() throws {
        let row = BulkRow(index: 0, target: "kim", parameters: ["user": "kim", "credits": "5"])
        let run = try archive.createRun(
            BulkRun(account: "acme", context: "acme", who: "op", at: 1, operation: "limits.increment"), rows: [row])
        func maySend(_ entry: Int64, _ holder: String) throws -> Bool {
            try archive.noteSending(run, index: 0, entry: entry, holder: holder, until: 60, now: 30)
        }
        #expect(try archive.takeLease("run \(run)", holder: "a", until: 40, now: 10))
        let sent = try archive.markSent(run, row, entry: entry())
        #expect(try maySend(sent, "a"))
        #expect(try archive.rows(run, limit: 1)[0].at == 30)
        #expect(try archive.leaseHolder("run \(run)", now: 50) == "a", "held on for the call")
        #expect(try !maySend(sent, "b"))
        #expect(try !maySend(sent + 1, "a"))
        // Another one has it, is done with it and has let go.
        try archive.releaseLease("run \(run)", holder: "a")
        #expect(try !maySend(sent, "a"))
        #expect(try archive.takeLease("run \(run)", holder: "a", until: 90, now: 61))
        var closed = try archive.rows(run, limit: 1)[0]
        (closed.stage, closed.answer) = (.waiting, "not done")
        try archive.closeRow(run, closed, outcome: .failed("not done"), after: nil, at: 62)
        #expect(try !maySend(sent, "a"))
    }
}
