import Archive
import Foundation
import Records
import ResellerAPI
import ResellerClient
import Testing

@testable import Desk

@Suite("Collecting from a sandbox with planned incidents")
struct CollectorTests {
    /// A file of incidents on customers that send much every day of the week.
    private func incidents(_ plan: [(kind: String, start: String, end: String)]) async throws -> String {
        let quiet = NSTemporaryDirectory() + "incidents-" + UUID().uuidString + ".json"
        try Data("[]".utf8).write(to: URL(filePath: quiet))
        let bench = try await LiveBench(incidents: quiet)
        let client = try InProcess(bench.server).client()
        var large: [String] = []
        for name in bench.names where large.count < plan.count {
            let days = try await client.dailyStatistics(of: name, days: 8)
            if days.dropLast().allSatisfy({ $0.counts.requests ?? 0 >= 2500 }) { large.append(name) }
        }
        let entries = zip(plan, large).map { plan, name in
            ["customer": name, "kind": plan.kind, "start": plan.start, "end": plan.end]
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
        let file = try await incidents(Self.kinds.map { ($0, "-30h", "+1d") })
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
        #expect(bench.busiestMinute <= 400)
        #expect(bench.busiestMinute >= 300)
        let took = try #require(bench.status.roundTook)
        #expect(took < 240)
    }
}
