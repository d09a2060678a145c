import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// What the processes of one account wrote down, as the archive would.
private final class Ledger: Sendable {
    struct Record: Equatable {
        let count: Int
        let time: Double
    }

    private let kept = Mutex<[Record]>([])
    private let others: Int?

    init(others: Int?) { self.others = others }

    var records: [Record] { kept.withLock { $0 } }
    var total: Int { records.reduce(0) { $0 + $1.count } }

    var spending: SharedSpending {
        SharedSpending(
            record: { count, time in self.kept.withLock { $0.append(Record(count: count, time: time)) } },
            lastMinute: { _ in self.others.map { $0 + self.total } })
    }
}

@Suite struct SharedSpendingTests {
    private func client(_ ledger: Ledger, _ clock: TestClock, callsPerMinute: Int = 60) throws -> ResellerClient {
        var configuration = configuration(clock: clock)
        configuration.callsPerMinute = callsPerMinute
        configuration.sharedSpending = ledger.spending
        let transport = ScriptedTransport("[]")
        return try ResellerClient(configuration) { (request) throws(TransportError) in try transport.send(request) }
    }

    @Test("What other processes spend is not there for this one, and one's own calls are not counted twice")
    func shrinks() async throws {
        let (ledger, clock) = (Ledger(others: 40), TestClock())
        let client = try client(ledger, clock)
        #expect(client.budget == CallBudget(remaining: 60, limit: 60))
        for _ in 0..<3 { _ = try await client.call(try operation("packages.list")) }
        await client.shutdown()
        #expect(ledger.total == 3)
        #expect(client.budget.limit == 20)
        #expect(client.budget.remaining <= 20)
    }

    @Test("Calls are written down at most once a second")
    func rarely() async throws {
        let (ledger, clock) = (Ledger(others: 0), TestClock())
        let client = try client(ledger, clock, callsPerMinute: 500)
        for _ in 0..<50 { _ = try await client.call(try operation("packages.list")) }
        await client.shutdown()
        #expect(ledger.total == 50)
        // The clock passes while the ledger waits only: each record after the first waited for its second, the last not.
        #expect(Double(ledger.records.count) <= clock.slept.reduce(0, +) + 2)
        #expect(ledger.records.first?.time == 1_700_000_000)
    }

    @Test("A tenth is left, however much the others spend, and all of it again when they stop")
    func fair() {
        var bucket = TokenBucket(callsPerMinute: 500, now: 0)
        bucket.share(with: 480, now: 0)
        #expect(bucket.limit == 50)
        #expect(bucket.remaining(now: 0) == 50)
        bucket.share(with: 9_000, now: 0)
        #expect(bucket.limit == 50)
        bucket.share(with: 0, now: 0)
        #expect(bucket.limit == 500)
        #expect(bucket.remaining(now: 0) == 50, "what was given up comes back with time only")
        #expect(bucket.remaining(now: 30) == 300)
    }

    @Test("Where it can't be told what others spend, nothing changes")
    func untold() async throws {
        let ledger = Ledger(others: nil)
        let client = try client(ledger, TestClock())
        _ = try await client.call(try operation("packages.list"))
        await client.shutdown()
        #expect(ledger.total == 1)
        #expect(client.budget.limit == 60)
    }
}
