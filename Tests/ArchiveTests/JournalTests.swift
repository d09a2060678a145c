import Foundation
import GRDB
import Records
import ResellerAPI
import Testing

@testable import Archive

/// An entry of the journal, written a hundred seconds after the last full minute.
func journalEntry(
    _ operation: String = "limits.increment", _ parameters: Parameters = ["user": "kim@a.example", "credits": "5"],
    at: Double = 100, account: String = "acme", reason: String = "", undoes: Int64? = nil, redoes: Int64? = nil,
    before: StateImage? = nil
) -> JournalEntry {
    JournalEntry(
        at: at, account: account, context: "acme-prod", who: "ada", operation: operation, parameters: parameters,
        reason: reason, before: before, undoes: undoes, redoes: redoes)
}

@Suite struct JournalTests {
    private let archive: Archive

    init() throws { archive = try .inMemory() }

    @Test("An entry comes back as it was written, open until it is closed")
    func roundTrip() throws {
        let before = StateImage(isThere: true, entries: [.init("credits", "100"), .init("last_reset", nil)])
        var entry = journalEntry(
            "limits.increment", ["user": "k\"i\\m\n@a.example", "credits": "5"], reason: "ticket 7 – é", before: before)
        entry.undoes = 3
        let id = try archive.beginEntry(entry)
        entry.id = id
        #expect(try archive.entry(id) == entry)
        let after = StateImage(isThere: true, entries: [.init("credits", "105")])
        try archive.closeEntry(id, outcome: .done("success"), after: after, at: 101.5)
        (entry.outcome, entry.after, entry.closedAt) = (.done("success"), after, 101.5)
        #expect(try archive.entry(id) == entry)
        #expect(try archive.entries(JournalQuery()) == [entry])
        #expect(try archive.entryCount() == 1)
    }

    @Test("Entries are read in parts, each older than an entry")
    func parts() throws {
        for _ in 0..<5 { _ = try archive.beginEntry(journalEntry()) }
        #expect(try archive.entries(JournalQuery(limit: 2)).map(\.id) == [5, 4])
        #expect(try archive.entries(JournalQuery(before: 4, limit: 2)).map(\.id) == [3, 2])
        #expect(try archive.entries(JournalQuery(before: 1, limit: 2)).isEmpty)
    }

    @Test("Secrets are masked, also where the caller forgot it")
    func secrets() throws {
        let known = try archive.beginEntry(
            journalEntry("customer.setPassword", ["user": "kim", "password": "hunter2", "confirm_password": "hunter2"]))
        let other = try archive.beginEntry(journalEntry("no.such", ["license_key": "hunter2"]))
        for id in [known, other] {
            let kept = try #require(try archive.entry(id))
            #expect(!kept.parameters.pairs.contains { $0.value == "hunter2" })
        }
        #expect(try archive.entry(other)?.parameters["license_key"] == "***")
        #expect(try archive.entries(JournalQuery(text: "hunter2")).isEmpty)
    }

    @Test(
        "An entry is closed once; only an unknown one may become done or failed",
        arguments: [
            (WriteOutcome.done("success"), WriteOutcome.failed("late")),
            (.refused("no"), .done("success")),
            (.failed("no"), .done("success")),
            (.unknown("lost"), .unknown("again")),
            (.unknown("lost"), .refused("no")),
            (.unknown("lost"), .open),
        ])
    func closedOnce(first: WriteOutcome, second: WriteOutcome) throws {
        let id = try archive.beginEntry(journalEntry())
        try archive.closeEntry(id, outcome: first, after: nil, at: 101)
        let refusal = error { () throws(ArchiveError) in
            try archive.closeEntry(id, outcome: second, after: nil, at: 102)
        }
        #expect(refusal == .refused(what: "that entry of the journal is closed already"))
        #expect(try archive.entry(id)?.outcome == first)
    }

    @Test(
        "An unknown outcome is settled by reading back", arguments: [WriteOutcome.done("seen"), .failed("not there")])
    func settled(outcome: WriteOutcome) throws {
        let id = try archive.beginEntry(journalEntry())
        try archive.closeEntry(id, outcome: .unknown("lost"), after: nil, at: 101)
        try archive.closeEntry(id, outcome: outcome, after: .absent, at: 102)
        #expect(try archive.entry(id)?.outcome == outcome)
        #expect(try archive.entry(id)?.after == .absent)
    }

    @Test("An entry that is not there can't be closed")
    func missing() throws {
        let refusal = error { () throws(ArchiveError) in
            try archive.closeEntry(9, outcome: .done(""), after: nil, at: 1)
        }
        #expect(refusal == .refused(what: "there is no journal entry 9"))
    }

    @Test(
        "Whoever writes to the file can't delete, replace or rewrite an entry",
        arguments: [
            "DELETE FROM journal", "UPDATE journal SET who = 'eve', outcome = 'done'",
            "UPDATE journal SET operation = 'x', outcome = 'done'", "UPDATE journal SET outcome = 'open'",
            "UPDATE journal SET answer = 'x'",
            """
            INSERT OR REPLACE INTO journal (id, at, account, context, who, operation, parameters, words, reason, outcome,
            answer) VALUES (1, 0, '', '', '', '', '[]', '', '', 'done', '')
            """,
        ])
    func appendOnly(sql: String) throws {
        let id = try archive.beginEntry(journalEntry())
        #expect(id == 1)
        #expect(throws: DatabaseError.self) { try archive.database.write { try $0.execute(sql: sql) } }
        var kept = journalEntry()
        kept.id = id
        #expect(try archive.entry(id) == kept)
    }

    @Test("Entries are found by account, time, text and run, newest first")
    func queries() throws {
        let first = try archive.beginEntry(journalEntry(at: 10, reason: "ticket 50% done"))
        let second = try archive.beginEntry(
            journalEntry("bounces.delete", ["user": "bo", "email": "x_1@y.example"], at: 20))
        let third = try archive.beginEntry(journalEntry(at: 30, account: "beta"))
        var row = journalEntry("bounces.delete", ["user": "bo"], at: 40)
        (row.run, row.row) = (7, 0)
        let fourth = try archive.beginEntry(row)
        try archive.closeEntry(second, outcome: .refused("No such address"), after: nil, at: 21)
        func ids(_ query: JournalQuery) throws -> [Int64] { try archive.entries(query).map(\.id) }
        #expect(try ids(JournalQuery()) == [fourth, third, second, first])
        #expect(try ids(JournalQuery(limit: 2)) == [fourth, third])
        #expect(try ids(JournalQuery(account: "acme")) == [fourth, second, first])
        #expect(try ids(JournalQuery(account: "acme", withoutRows: true)) == [second, first])
        #expect(try ids(JournalQuery(since: 20, until: 30)) == [third, second])
        #expect(try ids(JournalQuery(run: 7)) == [fourth])
        #expect(try ids(JournalQuery(text: "50% d")) == [first])
        #expect(try ids(JournalQuery(text: "0%0")) == [])
        #expect(try ids(JournalQuery(text: "X_1@")) == [second])
        #expect(try ids(JournalQuery(text: "such addr")) == [second])
        #expect(try ids(JournalQuery(text: "BOUNCES")) == [fourth, second])
        #expect(try ids(JournalQuery(text: "ada")).count == 4)
        #expect(try ids(JournalQuery(text: "email")) == [], "names of fields are not searched")
    }

    @Test("Entries are found whatever the case, composed or not, and in both spellings of a domain")
    func folded() throws {
        let first = try archive.beginEntry(journalEntry(at: 10, reason: "Ticket von Gro\u{308}\u{DF}er"))
        let second = try archive.beginEntry(
            journalEntry("bounces.delete", ["user": "bo", "email": "kim@xn--bcher-kva.example"], at: 20))
        func ids(_ text: String) throws -> [Int64] { try archive.entries(JournalQuery(text: text)).map(\.id) }
        for text in ["größer", "GRÖSSER", "gro\u{308}ßer"] { #expect(try ids(text) == [first], "\(text)") }
        for text in ["kim@bücher", "BÜCHER.example", "xn--bcher"] { #expect(try ids(text) == [second], "\(text)") }
        #expect(try ids("bucher") == [])
    }

    @Test("An entry is taken back while an undo that is done was not done again")
    func undone() throws {
        let call = try archive.beginEntry(journalEntry())
        let undo = try archive.beginEntry(journalEntry(undoes: call))
        #expect(try archive.undone([call, undo]) == [])
        try archive.closeEntry(undo, outcome: .done("success"), after: nil, at: 2)
        #expect(try archive.undone([call, undo]) == [call])
        let redo = try archive.beginEntry(journalEntry(redoes: call))
        try archive.closeEntry(redo, outcome: .done("success"), after: nil, at: 3)
        #expect(try archive.undone([call, undo, redo]) == [])
        let again = try archive.beginEntry(journalEntry(undoes: redo))
        try archive.closeEntry(again, outcome: .done("success"), after: nil, at: 4)
        #expect(try archive.undone([call, undo, redo]) == [redo])
        let other = try archive.beginEntry(journalEntry())
        let refused = try archive.beginEntry(journalEntry(undoes: other))
        try archive.closeEntry(refused, outcome: .refused("no"), after: nil, at: 5)
        #expect(try archive.undone([other]) == [])
    }

    @Test("An entry is there for another process as soon as it was written")
    func shared() throws {
        let scratch = try Scratch()
        let id = try Archive(path: scratch.path()).beginEntry(journalEntry())
        #expect(try Archive(path: scratch.path()).entry(id)?.outcome == .open)
    }
}
