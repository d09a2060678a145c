import Testing

@testable import Archive

@Suite struct CallsTests {
    @Test("Processes see each other's calls of the last minute")
    func shared() throws {
        let scratch = try Scratch()
        let one = try Archive(path: scratch.path())
        let other = try Archive(path: scratch.path())
        try one.recordCalls(account: "acme", at: 1_000.2, count: 3)
        try other.recordCalls(account: "acme", at: 1_000.9, count: 4)
        try other.recordCalls(account: "acme", at: 1_030, count: 5)
        try other.recordCalls(account: "beta", at: 1_030, count: 100)
        #expect(try one.callsInLastMinute(account: "acme", at: 1_031) == 12)
        #expect(try one.callsInLastMinute(account: "acme", at: 1_059.9) == 12)
        #expect(try one.callsInLastMinute(account: "acme", at: 1_060) == 5)
        #expect(try one.callsInLastMinute(account: "acme", at: 1_090) == 0)
    }

    @Test("A clock set back a little counts all calls, one set back far starts anew")
    func clockSetBack() throws {
        let archive = try Archive.inMemory()
        try archive.recordCalls(account: "acme", at: 10_000, count: 7)
        #expect(try archive.callsInLastMinute(account: "acme", at: 9_950) == 7)
        #expect(try archive.callsInLastMinute(account: "acme", at: 5_000) == 0)
    }

    @Test("Times and counts that make no sense change nothing")
    func nonsense() throws {
        let archive = try Archive.inMemory()
        try archive.recordCalls(account: "acme", at: .nan, count: 7)
        try archive.recordCalls(account: "acme", at: .infinity, count: 7)
        try archive.recordCalls(account: "acme", at: 10, count: -7)
        #expect(try archive.callsInLastMinute(account: "acme", at: 10) == 0)
        #expect(try archive.callsInLastMinute(account: "acme", at: .nan) == 0)
    }
}
