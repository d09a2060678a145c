import Foundation
import GRDB
import Glibc
import Testing

@testable import Archive

@Suite struct OpeningTests {
    @Test("A new archive makes its folders and is closed to others")
    func closedToOthers() throws {
        let scratch = try Scratch()
        let path = scratch.path("state/desk/archive.db")
        let archive = try Archive(path: path)
        try archive.recordCalls(account: "acme", at: 1, count: 1)
        #expect(mode(path) == 0o600)
        #expect(mode(path + "-wal") == 0o600)
        #expect(mode(scratch.path("state")) == 0o700)
        #expect(mode(scratch.path("state/desk")) == 0o700)
    }

    @Test("An archive that others could read is closed to them")
    func tightened() throws {
        let scratch = try Scratch()
        try Data().write(to: URL(fileURLWithPath: scratch.path()))
        chmod(scratch.path(), 0o644)
        _ = try Archive(path: scratch.path())
        #expect(mode(scratch.path()) == 0o600)
    }

    @Test("Many first starts at once all get the same archive")
    func manyAtOnce() async throws {
        let scratch = try Scratch()
        let path = scratch.path("new/archive.db")
        await withTaskGroup(of: ArchiveError?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    error { () throws(ArchiveError) in
                        try Archive(path: path).recordCalls(account: "acme", at: 1_000 + Double(number), count: 1)
                    }
                }
            }
            for await failure in group { #expect(failure == nil) }
        }
        #expect(try Archive(path: path).callsInLastMinute(account: "acme", at: 1_010) == 8)
    }

    @Test(
        "A file that is deleted, moved or replaced while in use is told as gone: nothing is kept where nobody finds it",
        arguments: ["deleted", "moved", "replaced"])
    func gone(how: String) throws {
        let scratch = try Scratch()
        let path = scratch.path()
        let archive = try Archive(path: path)
        try archive.recordCalls(account: "acme", at: 1, count: 1)
        if how == "deleted" { unlink(path) } else { rename(path, path + ".old") }
        if how == "replaced" { try Data().write(to: URL(fileURLWithPath: path)) }
        let problem = error { () throws(ArchiveError) in try archive.recordCalls(account: "acme", at: 2, count: 1) }
        #expect(problem == .gone(path: path))
        #expect(problem?.message.contains("deleted or moved while in use") == true)
        if how == "moved" {
            rename(path + ".old", path)
            try archive.recordCalls(account: "acme", at: 3, count: 1)
            #expect(try archive.callsInLastMinute(account: "acme", at: 3) == 2, "what is back is used again")
        }
    }

    @Test("A file that is no database, and a broken one, are told as such")
    func corrupt() throws {
        let scratch = try Scratch()
        try Data(repeating: 0x41, count: 50_000).write(to: URL(fileURLWithPath: scratch.path()))
        #expect(opening(scratch.path()) == .corrupt(path: scratch.path()))

        let torn = scratch.path("torn.db")
        do {
            let archive = try Archive(path: torn)
            try archive.saveCustomers(snapshot([chunk(0..<500)]))
            archive.foldLog()
            try archive.database.close()
        }
        let file = try #require(FileHandle(forWritingAtPath: torn))
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 60_000))
        try file.close()
        #expect(opening(torn) == .corrupt(path: torn))
    }

    @Test("An archive of a later version is left alone")
    func newer() throws {
        let scratch = try Scratch()
        do {
            let archive = try Archive(path: scratch.path())
            try archive.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of tomorrow')") }
            try archive.database.close()
        }
        #expect(opening(scratch.path()) == .newer(path: scratch.path()))
    }

    @Test("A folder, a file in place of a folder, and a place that can't be made are told as such")
    func noPlace() throws {
        let scratch = try Scratch()
        #expect(opening(scratch.folder) == .unusable(path: scratch.folder, problem: "it is not a file"))
        try Data().write(to: URL(fileURLWithPath: scratch.path("file")))
        #expect(
            opening(scratch.path("file/archive.db"))
                == .unusable(path: scratch.path("file"), problem: "a part of the path is not a folder"))
        #expect(opening("/proc/resellerdesk/archive.db") != nil)
        #expect(opening("/dev/null") == .unusable(path: "/dev/null", problem: "it is not a file"))
    }

    @Test("Who may not write in a folder is told so", .enabled(if: geteuid() != 0, "root may write everywhere"))
    func readOnlyFolder() throws {
        let scratch = try Scratch()
        chmod(scratch.folder, 0o500)
        defer { chmod(scratch.folder, 0o700) }
        #expect(opening(scratch.path()) == .notPermitted(path: scratch.path()))
    }

    @Test(
        "Each error number of the system becomes its own error",
        arguments: [
            (EACCES, ArchiveError.notPermitted(path: "/a")), (EPERM, .notPermitted(path: "/a")),
            (EROFS, .readOnly(path: "/a")), (ENOSPC, .full(path: "/a")),
            (ELOOP, .unusable(path: "/a", problem: "too many levels of symbolic links")),
        ])
    func errorNumbers(code: Int32, expected: ArchiveError) {
        #expect(ArchiveError(code: code, path: "/a") == expected)
    }

    @Test(
        "Each failure of the database becomes its own error",
        arguments: [
            (ResultCode.SQLITE_READONLY_DBMOVED, ArchiveError.readOnly(path: "/a")),
            (.SQLITE_FULL, .full(path: "/a")), (.SQLITE_BUSY, .busy(path: "/a")),
            (.SQLITE_CORRUPT_VTAB, .corrupt(path: "/a")), (.SQLITE_PERM, .notPermitted(path: "/a")),
            (.SQLITE_CANTOPEN_ISDIR, .unusable(path: "/a", problem: "it can't be opened")),
            (.SQLITE_IOERR_READ, .failed(path: "/a", problem: "disk I/O error")),
        ])
    func databaseErrors(code: ResultCode, expected: ArchiveError) {
        let error = DatabaseError(resultCode: code, message: "disk I/O error")
        #expect(ArchiveError(error, place: "/a") == expected)
    }

    @Test(
        "Messages say what is wrong and the way out, and the place last: it may be long",
        arguments: [
            (
                ArchiveError.unusable(path: "/a", problem: "it is not a file"),
                "the archive can't be used: it is not a file. Nothing is kept; give another place with --state-dir (/a)"
            ),
            (
                .notPermitted(path: "/a"),
                "this user has no permission for the archive. Nothing is kept; change its owner, or give another place with --state-dir (/a)"
            ),
            (
                .readOnly(path: "/a"),
                "the archive can't be written. Nothing is kept; give another place with --state-dir (/a)"
            ),
            (
                .corrupt(path: "/a"),
                "the archive is broken, or is not one. Nothing is kept; move it away and a new one is made (/a)"
            ),
            (
                .newer(path: "/a"),
                "the archive was made by a later version. Nothing is kept; update this program, or give another place with --state-dir (/a)"
            ),
            (
                .damaged(path: "/a", what: "part 1 of 2 of the customers of acme", problem: "wrong sum"),
                "part 1 of 2 of the customers of acme in the archive are damaged: wrong sum. They are thrown away and read anew (/a)"
            ),
            (
                .full(path: "/a"),
                "no space left on the disk of the archive. Nothing new is kept; make room there (/a)"
            ),
            (
                .busy(path: "/a"),
                "the archive is kept locked by another process. Not kept this time; it is tried again (/a)"
            ),
            (.refused(what: "run 7 was cancelled"), "run 7 was cancelled. Nothing was changed; read it again"),
            (
                .failed(path: "/a", problem: "disk I/O error"),
                "the archive failed: disk I/O error. Not kept this time; if it stays, move the file away and a new one is made (/a)"
            ),
        ])
    func messages(error: ArchiveError, message: String) {
        #expect(error.message == message)
    }

    private func mode(_ path: String) -> UInt32? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    private func opening(_ path: String) -> ArchiveError? {
        error { () throws(ArchiveError) in _ = try Archive(path: path) }
    }
}
