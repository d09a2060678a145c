import Foundation
import GRDB
import Records
import ResellerAPI
import Testing

@testable import Archive

@Suite struct FiguresTests {
    @Test("Figures come back with what was told, unknown and zero kept apart")
    func roundTrip() throws {
        let archive = try Archive.inMemory()
        let saved = [
            full("a@one.example"), CustomerFigures(username: "b", readAt: 2),
            CustomerFigures(username: "c", readAt: 3, overview: AccountOverview(), days: [], limit: .unlimited),
        ]
        try archive.saveFigures(saved, of: "acme")
        let found = try archive.figures(of: "acme", usernames: ["a@one.example", "b", "c", "nobody"])
        #expect(found == ["a@one.example": saved[0], "b": saved[1], "c": saved[2]])
        #expect(try archive.figures(of: "other", usernames: ["b"]) == [:])
    }

    @Test("Only the last read figures of an account are kept")
    func capped() throws {
        let scratch = try Scratch()
        let archive = try Archive(path: scratch.path(), figuresKept: 3)
        try archive.saveFigures([CustomerFigures(username: "x", readAt: 0)], of: "other")
        for number in 1...5 {
            try archive.saveFigures([CustomerFigures(username: "\(number)", readAt: Double(10 - number))], of: "acme")
        }
        let found = try archive.figures(of: "acme", usernames: ["1", "2", "3", "4", "5"])
        #expect(found.keys.sorted() == ["1", "2", "3"])
        #expect(try archive.figures(of: "other", usernames: ["x"]).count == 1)
    }

    @Test("Damaged figures count as not seen, whatever their bytes are")
    func damaged() throws {
        let whole = FiguresBlob.encode(full("a"))
        var generator = Seeded(state: 7)
        var read = 0
        for _ in 0..<5_000 {
            var broken = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                broken[Int.random(in: 0..<whole.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            broken = broken.prefix(Int.random(in: 0...whole.count, using: &generator))
            if FiguresBlob.decode(broken, username: "a", readAt: 1) != nil { read += 1 }
        }
        #expect(read < 5_000)
        #expect(FiguresBlob.decode(Data(), username: "a", readAt: 1) == nil)
        #expect(FiguresBlob.decode(whole + [0], username: "a", readAt: 1) == nil)
        let archive = try Archive.inMemory()
        try archive.saveFigures([full("a"), full("b")], of: "acme")
        try archive.write { try $0.execute(sql: "UPDATE figures SET data = x'02' WHERE username = 'a'") }
        #expect(try archive.figures(of: "acme", usernames: ["a", "b"]).keys.sorted() == ["b"])
    }

    @Test("Numbers of every size come back", arguments: [0, 1, -1, 63, 64, 1 << 40, Int.max, Int.min])
    func numbers(number: Int) {
        var writer = NumberWriter()
        writer.put(group: [nil, number, nil])
        var reader = NumberReader(bytes: writer.bytes)
        #expect(reader.group(3) == [nil, number, nil])
        #expect(reader.bytes.isEmpty)
    }

    private func full(_ username: String) -> CustomerFigures {
        var overview = AccountOverview()
        overview.reputation = 97
        overview.package = "Silver ✦ Package"
        overview.creditsOverage = 0
        overview.billingStart = CalendarDate(year: 2026, month: 8, day: 30)
        let days = (0..<30).map { day in
            var counts = MailCounts()
            counts.requests = day * 1_000
            counts.bounces = day == 3 ? nil : 0
            counts.uniqueOpens = day
            return DayStats(date: CalendarDate(daysSinceEpoch: 20_000 + day), counts: counts)
        }
        return CustomerFigures(
            username: username, readAt: 1.25, overview: overview, days: days,
            limit: .limited(AccountLimit(credits: 50_000, remaining: -3, lastReset: nil)),
            suppressions: [.bounced: 1_204, .spam: 0])
    }
}

/// Random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
