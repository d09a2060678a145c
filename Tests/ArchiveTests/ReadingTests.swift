import Foundation
import GRDB
import Testing

@testable import Archive

/// What is kept can be read where it can't be written.
@Suite struct ReadingTests {
    private func archive(_ path: String) throws -> Archive {
        let database = try #require(Reading(path: path).database())
        return Archive(reading: database, place: path, obstacle: .notPermitted(path: path))
    }

    @Test("An archive that nobody has open is read as it is, also in a folder with odd signs in its name")
    func atRest() throws {
        let scratch = try Scratch()
        let path = scratch.path("a ?#%20b/archive.db")
        do {
            let archive = try Archive(path: path)
            try archive.recordCalls(account: "acme", at: 1, count: 3)
            try archive.database.close()
        }
        let read = try archive(path)
        #expect(try read.callsInLastMinute(account: "acme", at: 2) == 3)
        #expect(throws: (any Error).self) { try read.database.write { try $0.execute(sql: "DELETE FROM journal") } }
    }

    @Test("What is in the log only is read, too")
    func withLog() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path("first.db"))
        try archive.recordCalls(account: "acme", at: 1, count: 3)
        // As a process that was killed leaves it, in a place that has no third file and can get none.
        let copy = scratch.path("copy.db")
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: scratch.path("first.db") + ending, toPath: copy + ending)
        }
        #expect(try self.archive(copy).callsInLastMinute(account: "acme", at: 2) == 3)
    }

    @Test("Who may not write is given what is kept, is told why nothing can be changed, and changes nothing")
    func obstacle() throws {
        let scratch = try Scratch()
        let path = scratch.path("archive.db")
        try Archive(path: path).recordCalls(account: "acme", at: 1, count: 3)
        let archive = try archive(path)
        #expect(try archive.callsInLastMinute(account: "acme", at: 2) == 3)
        let refusal = error { () throws(ArchiveError) in try archive.recordCalls(account: "acme", at: 2, count: 1) }
        #expect(refusal == .notPermitted(path: path))
    }

    @Test("What is broken, of a later version, or not there, is no archive to read either")
    func useless() throws {
        let scratch = try Scratch()
        #expect(Reading(path: scratch.path("none.db")).database() == nil)
        try Data(repeating: 0x41, count: 50_000).write(to: URL(fileURLWithPath: scratch.path("broken.db")))
        let broken = error { () throws(ArchiveError) in _ = try Archive.readable(path: scratch.path("broken.db")) }
        #expect(broken == .corrupt(path: scratch.path("broken.db")))
    }

    @Test("Where it can be written there is no obstacle")
    func writable() throws {
        let scratch = try Scratch()
        let archive = try Archive.readable(path: scratch.path())
        #expect(archive.obstacle == nil)
        try archive.recordCalls(account: "acme", at: 1, count: 1)
    }
}
