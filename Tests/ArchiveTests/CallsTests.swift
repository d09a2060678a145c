import ResellerAPI
import Testing

@testable import Archive

extension Archive {
    /// Takes so many places at a time, as a process does whose calls are answered at once.
    func recordCalls(account: String, at time: Double, count: Int) throws(ArchiveError) {
        let slots = (0..<max(0, count)).map { _ in CallSlot(id: .random(in: .min ... .max), left: 60) }
        let moment = CallMoment(steady: time, wall: time)
        _ = try exchangeCalls(CallExchange(owner: 1, at: moment, slots: slots), account: account, boot: "boot")
    }
}

@Suite struct CallsTests {
    private func ask(
        _ archive: Archive, owner: Int64 = 1, steady: Double, wall: Double? = nil, slots: [CallSlot] = [],
        news: CallNews = CallNews(), wanted: [Int64] = [], boot: String = "boot", limit: Int = 60
    ) throws -> CallStanding {
        try archive.exchangeCalls(
            CallExchange(
                owner: owner, at: CallMoment(steady: steady, wall: wall ?? steady), slots: slots, news: news,
                wanted: wanted, lasting: 130, allowed: { limit - $0.own - $0.others.count }), account: "acme",
            boot: boot)
    }

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
        #expect(try one.callsInLastMinute(account: "acme", at: 1_061) == 5)
        #expect(try one.callsInLastMinute(account: "acme", at: 1_090) == 0)
        #expect(try one.callsInLastMinute(account: "acme", at: .nan) == 0)
    }

    @Test("Never more places are given than are allowed, however many processes ask at once")
    func bounded() async throws {
        let scratch = try Scratch()
        let path = scratch.path()
        let given = try await withThrowingTaskGroup(of: Int.self) { group in
            for owner in 1...6 {
                group.addTask {
                    let archive = try Archive(path: path)
                    return try (0..<20).reduce(0) { sum, turn in
                        let wanted = (0..<2).map { Int64(owner * 1000 + turn * 2 + $0) }
                        let standing = try self.ask(archive, owner: Int64(owner), steady: 5, wanted: wanted)
                        return sum + standing.granted.count
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(given == 60)
    }

    @Test("A place is free when its process says so, and by itself when that was killed")
    func freed() throws {
        let archive = try Archive.inMemory()
        #expect(try ask(archive, steady: 0, wanted: [1, 2, 3]).granted == [1, 2, 3])
        let seen = try ask(archive, owner: 2, steady: 10, slots: [])
        #expect(seen.own == 0)
        #expect(seen.others == [120, 120, 120])
        _ = try ask(archive, steady: 10, slots: [CallSlot(id: 1, left: 60), CallSlot(id: 2, left: 0)])
        #expect(try ask(archive, owner: 2, steady: 10).others.sorted() == [60, 120])
        #expect(try ask(archive, owner: 2, steady: 70).others == [60])
        #expect(try ask(archive, owner: 2, steady: 130).others == [])
    }

    @Test("A clock of the wall that is set frees nothing and blocks nothing while the machine runs")
    func clockSet() throws {
        let archive = try Archive.inMemory()
        _ = try ask(archive, steady: 0, wall: 1_000_000, wanted: [1])
        #expect(try ask(archive, owner: 2, steady: 1, wall: 2_000_000).others == [129])
        #expect(try ask(archive, owner: 2, steady: 2, wall: 10).others == [128])
        #expect(try ask(archive, owner: 2, steady: 131, wall: 10).others == [])
    }

    @Test("After a restart of the machine the wall's clock tells, and what it makes no sense of is forgotten")
    func restarted() throws {
        let archive = try Archive.inMemory()
        _ = try ask(archive, steady: 9_000, wall: 1_000, wanted: [1])
        #expect(try ask(archive, owner: 2, steady: 3, wall: 1_030, boot: "next").others == [100])
        #expect(try ask(archive, owner: 2, steady: 4, wall: 5, boot: "next").others == [], "years ahead")
        #expect(try ask(archive, owner: 2, steady: 5, wall: 1_030, boot: "next").others == [])
    }

    @Test("What one process hears of the service the others are told, for as long as it holds")
    func news() throws {
        let archive = try Archive.inMemory()
        _ = try ask(archive, steady: 0, news: CallNews(limit: 42, heldFor: 300))
        #expect(try ask(archive, owner: 2, steady: 100).news == CallNews(limit: 42, heldFor: 200))
        #expect(try ask(archive, owner: 2, steady: 300).news == CallNews(limit: 42))
        #expect(try ask(archive, owner: 2, steady: 90_000).news == CallNews())
    }
}
