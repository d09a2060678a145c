import Judging
import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

/// What the collector says of a service that does not answer, and how it hears that it is back.
@Suite("Collecting under trouble")
struct TroubleTests {
    /// A collector beside a clock that moves only while it sleeps, and what it told.
    private final class Bench: Sendable {
        private struct State {
            var now = noon
            var statuses: [CollectorStatus] = []
            var events: [LiveEvent] = []
            var collector: Collector?
            var ticks = 0
            var asked: [String] = []
        }

        private let state = Mutex(State())
        var now: Double { state.withLock { $0.now } }
        var statuses: [CollectorStatus] { state.withLock { $0.statuses } }
        var events: [LiveEvent] { state.withLock { $0.events } }

        func setClock(_ time: Double) { state.withLock { $0.now = time } }

        /// Usernames in the order in which they were asked for.
        var asked: [String] { state.withLock { $0.asked } }

        /// Runs for so many seconds of its own; `second` is called before each of them. Nobody answers, or all answers
        /// are empty.
        func run(
            _ seconds: Int, budget: CallBudget? = nil, isEmpty: Bool = false,
            table: CustomerTable = .named(names(3)), kept: [CustomerFigures] = [],
            second: @escaping @Sendable (Collector, Int) async -> Void
        ) async {
            var port = Said().port
            port.hold = { .mine }
            port.figures = { _, name, _ in .done(name == nil ? kept : []) }
            let world = Collector.World(
                read: { request, _ in
                    self.state.withLock { $0.asked.append(request.parameters["user"] ?? "") }
                    let empty = Reply(operation: request.operation, value: .list([]))
                    let lost = APIError(operation: request.operation.id, reason: .unreachable("nobody listens"))
                    return Answered(isEmpty ? .success(empty) : .failure(lost), at: self.now)
                }, now: { self.now },
                sleep: { _ in
                    guard let collector = self.state.withLock({ $0.collector }) else { throw CancellationError() }
                    while await collector.running > 0 { await Task.yield() }
                    let tick = self.state.withLock { state in
                        state.ticks += 1
                        state.now += 1
                        return state.ticks
                    }
                    guard tick <= seconds else { throw CancellationError() }
                    await second(collector, tick)
                }, budget: { budget })
            let collector = Collector(world, port: port)
            state.withLock { $0.collector = collector }
            await collector.know(table, isWhole: true)
            await collector.run { news in
                self.state.withLock { state in
                    state.statuses.append(news.status)
                    state.events += news.events
                }
            }
        }
    }

    @Test("While calls wait because the service said so, that is told, and nothing more is asked")
    func heldBack() async {
        let bench = Bench()
        await bench.run(5, budget: CallBudget(remaining: 0, limit: 500, waiting: 4, pausedFor: 40)) { _, _ in }
        let told = bench.statuses.last
        #expect(told?.heldUntil.map { $0 >= noon + 40 && $0 <= noon + 46 } == true)
        #expect(told?.callsMade == 0)
        #expect(told?.lostSince == nil)
    }

    @Test("What the desk was answered ends an outage for the collector too, and counts in the round")
    func backByTheDesk() async {
        let bench = Bench()
        await bench.run(4) { collector, second in
            guard second == 3 else { return }
            for name in names(3) {
                await collector.took(name, overview: AccountOverview(), at: bench.now)
                await collector.took(name, days: [], at: bench.now)
            }
        }
        #expect(bench.statuses.contains { $0.lostSince != nil && $0.lostBecause?.isEmpty == false })
        #expect(bench.statuses.last?.lostSince == nil)
        #expect(bench.statuses.last?.roundEndedAt != nil)
        #expect(bench.events.map(\.kind) == [.linkLost, .linkBack])
    }

    @Test("Empty answers about a pinned customer do not hold up the others")
    func emptyAnswers() async {
        let bench = Bench()
        await bench.run(30, isEmpty: true) { collector, _ in
            await collector.wish(Collector.Wishes(pinned: ["name02"]))
        }
        #expect(bench.asked.count { $0 == "name02" } <= 3)
        #expect(Set(bench.asked) == ["name00", "name01", "name02"])
        #expect(bench.statuses.last?.lostSince == nil)
    }

    @Test(
        "Who is silent because its sending is stopped is not told of, in whatever order list and figures come",
        arguments: [false, true])
    func stopped(isListFirst: Bool) async {
        let days = (-28...0).map { number in
            var counts = MailCounts()
            counts.requests = number < -3 ? 5000 : 0
            return DayStats(date: CalendarDate(daysSinceEpoch: Judge.day(noon) + number), counts: counts)
        }
        let kept = ["name00", "name01"].map { CustomerFigures(username: $0, readAt: noon - 60, days: days) }
        let table = CustomerTable.of([
            [.username: "name00", .active: "false"], [.username: "name01", .active: "true"],
        ])
        let bench = Bench()
        await bench.run(4, table: isListFirst ? table : .empty, kept: kept) { collector, second in
            // The list is being read anew: what there is of it is not whole.
            if second == 2 { await collector.know(table, isWhole: false) }
        }
        let told = bench.events.filter { $0.kind != .linkLost }
        #expect(told.map(\.words) == ["new: no mail yesterday, usual 5,000"])
        #expect(told.map(\.username) == ["name01"])
    }

    @Test("A clock set back leaves no time that is still to come")
    func clockSetBack() async {
        let bench = Bench()
        await bench.run(8) { _, second in
            if second == 3 { bench.setClock(noon - 3600) }
        }
        let last = bench.statuses.last
        #expect(last?.lostSince.map { $0 <= bench.now } == true)
        #expect(bench.now < noon - 3000)
    }

    @Test("The clock of the screen follows one that was set, by the next news")
    @MainActor func clockOfTheScreen() async {
        let run = Board.run()
        run.clock.pass(-3600)
        await run.send(Board.news(2, Board.rows))
        #expect(run.state.now == noon - 3600)
        run.clock.pass(30)
        await run.send(Board.news(3, Board.rows))
        #expect(run.state.now == noon - 3600, "seconds are no matter of the clock that shows minutes")
    }

    @Test("One's own word is no news to oneself")
    @MainActor func ownWord() async {
        let said = Said()
        let run = Board.run { environment, _ in environment.collect(with: said.port) }
        await run.press(.character("a"))
        run.clock.pass(0.5)
        let word = Board.event("alpha@one.example", .said, at: said.alarms.first?.changedAt ?? 0)
        await run.send(Board.news(2, Board.rows, events: [word]))
        #expect(run.state.live.events.count == 1)
        #expect(run.state.unseenEvents.isEmpty)
    }
}
