import Records
import ResellerAPI
import Settings
import Synchronization
import Testing

@testable import Desk

@Suite("All customers without a desk", .timeLimit(.minutes(5)))
struct FleetCollectionTests {
    /// What was asked of the service and done to the archive, in its order.
    private final class Deeds: Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        func note(_ deed: String) { kept.withLock { $0.append(deed) } }
    }

    private let clock = TestClock(now: noon)
    private let deeds = Deeds()

    /// Two customers, and an archive that has these figures. Pauses of the collector take no time.
    private func environment(keeping figures: [CustomerFigures] = [], isMute: Bool = false) -> DeskEnvironment {
        let (clock, deeds) = (clock, deeds)
        var environment = DeskEnvironment.failing(clock)
        environment.customers = { offset, _ in
            deeds.note("list")
            return Answered(.success(.named(offset == 0 ? ["name00", "name01"] : [])), at: clock.now)
        }
        environment.read = { request, _ in
            deeds.note(request.operation.id)
            if isMute { try? await clock.sleep(1e6) }
            return Answered(.failure(APIError(operation: request.operation.id, reason: .notFound)), at: clock.now)
        }
        environment.loadSnapshot = { .done(nil) }
        environment.saveSnapshot = { snapshot in
            deeds.note("snapshot of \(snapshot.chunks.map(\.count).reduce(0, +))")
            return .done(true)
        }
        environment.collect(with: port(figures))
        return environment
    }

    private func port(_ figures: [CustomerFigures]) -> LivePort {
        let deeds = deeds
        var port = LivePort.failing
        port.hold = {
            deeds.note("hold")
            return .mine
        }
        port.release = { deeds.note("release") }
        port.figures = { _, after, _ in .done(after == nil ? figures : []) }
        port.saveFigures = { _ in .done(true) }
        port.saveStatus = { _ in .done(true) }
        return port
    }

    @Test("A list that lost everybody since it was kept is asked for three times before it is believed")
    func doubtedList() async {
        let deeds = deeds
        var environment = environment()
        environment.sleep = { deeds.note("wait \($0)") }
        environment.loadSnapshot = {
            .done(CustomerSnapshot(account: "", readAt: noon, chunks: [.named(names(3))], byUsername: [0, 1, 2]))
        }
        environment.customers = { _, _ in
            deeds.note("list")
            return Answered(.success(.named(deeds.all.count < 4 ? [] : ["name00"])), at: noon)
        }
        let found = await environment.wholeList()
        #expect((try? found.get())?.count == 1)
        #expect(deeds.all == ["list", "wait 5.0", "list", "wait 10.0", "list"])
        environment.customers = { _, _ in Answered(.success(.named([])), at: noon) }
        #expect((try? await environment.wholeList().get())?.count == 0)
    }

    @Test("Figures that are kept are told without a call, without the right to collect")
    func kept() async throws {
        let day = DayStats(date: CalendarDate(daysSinceEpoch: Int(noon) / 86_400), counts: MailCounts())
        let kept = CustomerFigures(username: "name01", readAt: noon - 60, overview: AccountOverview(), days: [day])
        let fleet = try #require(FleetCollection(environment(keeping: [kept]), rules: AlarmRules()))
        guard case .done(let found) = await fleet.look(atMost: 20) else {
            Issue.record("nothing was found")
            return
        }
        #expect(found.status.read == 1)
        #expect(!found.isCollectedNow)
        #expect(deeds.all == [])
    }

    @Test("With nothing kept the list is read and kept, and everybody is asked until the time is over")
    func round() async throws {
        let fleet = try #require(FleetCollection(environment(isMute: true), rules: AlarmRules()))
        async let outcome = fleet.look(atMost: 20)
        while !deeds.all.contains("stats.daily") { await Task.yield() }
        await clock.elapse(20)
        guard case .done(let found) = await outcome else {
            Issue.record("the list could not be read")
            return
        }
        #expect(found.isCollectedNow)
        #expect(found.status.known == 2)
        #expect(found.status.read == 0)
        #expect(deeds.all.prefix(3) == ["list", "snapshot of 2", "hold"])
        #expect(deeds.all.contains("stats.daily"))
        #expect(deeds.all.last == "release")
    }

    @Test("With no time to wait nobody is asked")
    func noTime() async throws {
        let fleet = try #require(FleetCollection(environment(), rules: AlarmRules()))
        guard case .done(let found) = await fleet.look(atMost: 0) else {
            Issue.record("something failed")
            return
        }
        #expect(found.status.read == 0 && !found.isCollectedNow)
        #expect(deeds.all == [])
    }

    @Test("A list that can't be read is the reason that there is nothing")
    func unreachable() async throws {
        var environment = environment()
        environment.customers = { _, _ in
            Answered(.failure(APIError(operation: "customer.list", reason: .unreachable("nobody listens"))), at: noon)
        }
        let fleet = try #require(FleetCollection(environment, rules: AlarmRules()))
        guard case .failed(let why) = await fleet.look(atMost: 20) else {
            Issue.record("a list was read")
            return
        }
        #expect(why.contains("nobody listens"))
        #expect(deeds.all == [])
    }
}
