import Archive
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Synchronization
import Testing

@testable import Desk

@Suite("Collecting from a sandbox with planned incidents")
struct CollectorTests {
    /// A file of incidents on the customers that send most on every day of the week, the largest first.
    private func incidents(
        _ plan: [(kind: String, start: String, end: String)], mails: Int = 2500, customers: Int = 300
    ) async throws -> String {
        let quiet = NSTemporaryDirectory() + "incidents-" + UUID().uuidString + ".json"
        try Data("[]".utf8).write(to: URL(filePath: quiet))
        let bench = try await LiveBench(customers: customers, incidents: quiet)
        let client = try InProcess(bench.server).client()
        var large: [(name: String, least: Int)] = []
        // No more than a minute's calls.
        for name in bench.names.prefix(450) {
            let days = try await client.dailyStatistics(of: name, days: 8)
            let least = days.dropLast().compactMap(\.counts.requests).min() ?? 0
            if least >= mails { large.append((name, least)) }
        }
        large.sort { $0.least > $1.least }
        let entries = zip(plan, large).map { plan, customer in
            ["customer": customer.name, "kind": plan.kind, "start": plan.start, "end": plan.end]
        }
        #expect(entries.count == plan.count)
        try JSONSerialization.data(withJSONObject: entries).write(to: URL(filePath: quiet))
        return quiet
    }

    private static let kinds = [
        "list-gone-bad", "spam-run", "credits-out", "volume-jump", "reputation-decline", "blocked", "tracking-off",
    ]

    @Test("Every incident is on the board after one round, none is invented, and the sums are the truth")
    func firstRound() async throws {
        let file = try await incidents(Self.kinds.map { ($0, "-40h", "+1d") })
        let bench = try await LiveBench(incidents: file)
        try await bench.collect(seconds: 600) { $0.status.roundEndedAt != nil }
        let running = try await bench.running()
        #expect(running.count == 7)
        #expect(running.subtracting(bench.board.found) == [], "missing")
        let customers = Set(running.compactMap { $0.split(separator: " ").first })
        #expect(bench.board.rows.map(\.username).filter { !customers.contains(Substring($0)) } == [], "invented")
        #expect(bench.board.fleet.customers == 300)
        #expect(bench.status.read == 300)
        #expect(bench.status.known == 300)
        // A tenth of the budget of 500 is left for typing; two calls of a visit may fall into the next minute.
        #expect((300...460).contains(bench.busiestMinute))
        let took = try #require(bench.status.roundTook)
        #expect(took < 240)
    }

    @Test("What begins late in a day is seen by the mail of the last while, without waiting for the next day")
    func late() async throws {
        let kinds = ["tracking-off", "spam-run", "list-gone-bad", "blocked"]
        let file = try await incidents(kinds.map { ($0, "+40m", "+5h") }, mails: 8000)
        let bench = try await LiveBench(incidents: file)
        try await bench.collect(seconds: 2400)
        #expect(bench.board.rows.map(\.username) == [])
        try await bench.collect(seconds: 5400)
        let running = try await bench.running()
        #expect(running.count == 4)
        #expect(running.subtracting(bench.board.found) == [])
        let customers = Set(running.compactMap { $0.split(separator: " ").first })
        #expect(bench.board.rows.map(\.username).filter { !customers.contains(Substring($0)) } == [])
        let bounced = bench.board.rows.compactMap { row in row.entries.first { $0.judgement.concern == .bounces } }
        #expect(bounced.first?.judgement.cause.contains("usual") == true)
        #expect(bounced.first?.alarm.state == .new)
        let gap = zip(bench.deliveries, bench.deliveries.dropFirst()).map { $1 - $0 }.min()
        #expect(gap ?? 0 >= 1)
        #expect((100...460).contains(bench.busiestMinute))
    }

    @Test("What begins within two hours is on the board in time, none is invented, no alarm comes and goes")
    func twoHours() async throws {
        // A tenth of twelve thousand customers, at a tenth of the calls a minute; those in trouble a tenth as often.
        let begun = [("list-gone-bad", 20), ("blocked", 35), ("tracking-off", 50), ("spam-run", 30), ("blocked", 65)]
        let plan = Self.kinds.map { ($0, "-40h", "+1d") } + begun.map { ($0, "+\($1)m", "+8h") }
        let file = try await incidents(plan, mails: 8000, customers: 1200)
        let bench = try await LiveBench(customers: 1200, incidents: file, rate: 50)
        try await bench.collect(seconds: 7200, interval: 600)
        let running = try await bench.running()
        #expect(running.count == plan.count)
        #expect(running.subtracting(bench.board.found) == [], "missing")
        let customers = Set(running.compactMap { $0.split(separator: " ").first })
        #expect(bench.board.rows.map(\.username).filter { !customers.contains(Substring($0)) } == [], "invented")
        #expect(bench.events.filter { $0.kind == .wellAgain || $0.kind == .better }.map(\.words) == [])
        // Who sends a hundred mails in an hour of its night can't be judged sooner.
        let delays = try await bench.incidents().filter { $0.from > LiveBench.start }.compactMap { one in
            bench.events.first { $0.username == one.customer && $0.at >= one.from }.map { $0.at - one.from }
        }
        #expect(delays.count == begun.count)
        #expect(delays.count { $0 < 1800 } >= 3, "\(delays)")
        #expect((1800...3000).contains(bench.status.roundEstimate ?? 0))
        #expect(bench.busiestMinute <= 48)
    }

    @Test("Figures equal what the service counts, and outlive the process")
    func restart() async throws {
        let first = try await LiveBench(customers: 60)
        try await first.collect(seconds: 200) { $0.status.roundEndedAt != nil }
        let sums = try #require(try await first.truth()["sent_today"] as? [String: Any])
        let fleet = first.board.fleet
        // The clock moved on by seconds while they were read.
        #expect(abs(fleet.today.requests - (sums["requests"] as? Int ?? 0)) < fleet.today.requests / 100 + 10)
        #expect(first.figures.count == 60)
        let kept = try first.archive.figures(of: "acme", readAfter: 0, after: nil, limit: 100)
        #expect(kept.count == 60)
        #expect(kept.allSatisfy { $0.days?.count == 30 && $0.overview != nil })

        let second = try await LiveBench(customers: 60, archive: first.archive)
        second.setClock(first.now)
        try await second.collect(seconds: 0)
        #expect(second.calls.isEmpty, "what is kept needs no call")
        #expect(second.figures == first.figures)
        #expect(second.board.fleet.today == fleet.today)
        #expect(second.board.found == first.board.found)
        #expect(second.status.read == 60)
    }

    @Test("After the first round only days not yet held are asked for")
    func days() async throws {
        let bench = try await LiveBench(customers: 20)
        try await bench.collect(seconds: 900)
        let kept = try bench.archive.figures(of: "acme", readAfter: 0, after: nil, limit: 100)
        #expect(kept.count == 20)
        #expect(kept.allSatisfy { $0.days?.count == 30 })
        #expect(bench.calls.count { $0.body.contains("&days=30") } == 20, "once each")
        let later = bench.calls.filter { $0.body.contains("start_date=") }
        // In rounds of five minutes; those in trouble once a minute.
        #expect((40...120).contains(later.count))
        #expect(bench.calls.count { $0.body.contains("task=overview") } < 60, "they move slowly")
        #expect(later.allSatisfy { $0.body.contains("start_date=2026-09-2") })
        #expect(bench.calls.count >= 60, "every customer was looked at again")
    }

    @Test("A second process only reads, and goes on when the first is gone")
    func second() async throws {
        let first = try await LiveBench(customers: 40)
        try await first.collect(seconds: 120) { $0.status.roundEndedAt != nil }
        #expect(try first.archive.takeLease("collect", holder: "one", until: first.now + 30, now: first.now))
        let second = try await LiveBench(customers: 40, archive: first.archive)
        second.setClock(first.now)
        try await second.collect(as: "two", seconds: 20)
        #expect(second.calls.isEmpty)
        #expect(second.status.role == .reading(holder: "one"))
        #expect(second.figures.count == 40)
        try await second.collect(as: "two", seconds: 400)
        #expect(second.status.role == .collecting)
        #expect(!second.calls.isEmpty)
    }

    @Test("A service that is away is said to be, its figures stay, and it is asked again")
    func away() async throws {
        let bench = try await LiveBench(customers: 40)
        try await bench.collect(seconds: 120) { $0.status.roundEndedAt != nil }
        let figures = bench.figures
        bench.setDown(true)
        let began = bench.now
        let calls = bench.calls.count
        try await bench.collect(seconds: 600)
        #expect(bench.status.lostSince.map { $0 >= began } == true)
        #expect(bench.status.lostBecause?.isEmpty == false)
        #expect(bench.figures.count == figures.count)
        #expect((3...30).contains(bench.calls.count - calls), "it backs off")
        bench.setDown(false)
        try await bench.collect(seconds: 120)
        #expect(bench.status.lostSince == nil)
        #expect(bench.status.oldestReadAt.map { $0 > began } == true)
        #expect(bench.busiestMinute <= 480)
    }

    @Test("A clock set back and a long sleep are told, leave ages right and make no burst")
    func clock() async throws {
        let bench = try await LiveBench(customers: 40)
        try await bench.collect(seconds: 120) { $0.status.roundEndedAt != nil }
        let calls = bench.calls.count
        let start = bench.now
        try await collect(bench, setting: -3661) { $0.now >= start - 3661 + 700 }
        #expect(bench.calls.count > calls + 40, "nobody waits for an hour")
        #expect(bench.status.oldestReadAt.map { $0 <= bench.now } == true)
        #expect(bench.events.filter { $0.kind == .clock }.map(\.words) == ["its clock was set back by 61m"])
        let before = bench.calls.count
        let evening = bench.now
        try await collect(bench, setting: 36_000) { $0.now >= evening + 36_000 + 5 }
        #expect(bench.calls.count - before <= 70)
        let told = bench.events.last { $0.kind == .clock }?.words
        #expect(told == "it slept or its clock was set forward: 10h")
    }

    /// Collects, and sets the clock by so many seconds when the first second is over.
    private func collect(
        _ bench: LiveBench, setting seconds: Double, until isEnough: @escaping @Sendable (LiveBench) -> Bool
    ) async throws {
        let isSet = Mutex(false)
        try await bench.collect(seconds: 100_000) { bench in
            let isFirst = isSet.withLock { isSet in
                defer { isSet = true }
                return !isSet
            }
            if isFirst { bench.setClock(bench.now + seconds) }
            return !isFirst && isEnough(bench)
        }
    }
}
