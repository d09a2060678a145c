import Judging
import Records
import ResellerAPI
import Settings
import Synchronization
import Testing

@testable import Desk

/// Whom the collector asks next, and for what.
@Suite("Whom collecting asks next")
struct ChoosingTests {
    /// A service with figures for everybody, beside a clock that moves only while the collector sleeps.
    private final class Service: Sendable {
        struct Call: Sendable {
            var at: Double
            var operation: String
            var user: String
        }

        private struct State {
            var now = noon
            var calls: [Call] = []
            var collector: Collector?
            var status = CollectorStatus()
            var events: [LiveEvent] = []
        }

        private let state = Mutex(State())
        let mailsPerDay: @Sendable (String) -> Int
        let isRefused: @Sendable (Int) -> Bool
        /// An operation that the service breaks at, and of whom; nil is everybody.
        let breaksAt: (user: String?, operation: String)?

        init(
            mailsPerDay: @escaping @Sendable (String) -> Int,
            isRefused: @escaping @Sendable (Int) -> Bool = { _ in false }, breaksAt: (String?, String)? = nil
        ) {
            self.mailsPerDay = mailsPerDay
            self.isRefused = isRefused
            self.breaksAt = breaksAt.map { (user: $0, operation: $1) }
        }

        var calls: [Call] { state.withLock { $0.calls } }
        var status: CollectorStatus { state.withLock { $0.status } }
        var events: [LiveEvent] { state.withLock { $0.events } }

        /// The times, in minutes from the start, at which somebody's statistics were asked for.
        func minutes(_ user: String) -> [Double] {
            calls.filter { $0.user == user && $0.operation == "stats.daily" }.map { ($0.at - noon) / 60 }
        }

        func collect(_ users: [String], seconds: Int) async {
            var port = Said().port
            port.hold = { .mine }
            let world = Collector.World(
                read: { request, _ in self.answer(request) }, now: { self.state.withLock { $0.now } },
                sleep: { _ in
                    guard let collector = self.state.withLock({ $0.collector }) else { throw CancellationError() }
                    while await collector.running > 0 { await Task.yield() }
                    let now = self.state.withLock { state in
                        state.now += 1
                        return state.now
                    }
                    guard now <= noon + Double(seconds) else { throw CancellationError() }
                })
            let collector = Collector(world, port: port)
            state.withLock { $0.collector = collector }
            await collector.know(.named(users), isWhole: true)
            await collector.run { news in
                self.state.withLock { state in
                    state.status = news.status
                    state.events += news.events
                }
            }
        }

        private func answer(_ request: Request) -> Answered<Reply> {
            let (user, id) = (request.parameters["user"] ?? "", request.operation.id)
            let (now, number) = state.withLock { state in
                state.calls.append(Call(at: state.now, operation: id, user: user))
                return (state.now, state.calls.count)
            }
            if isRefused(number) {
                return Answered(.failure(APIError(operation: id, reason: .tooManyCalls(retryAfter: 1))), at: now)
            }
            if let breaksAt, breaksAt.user ?? user == user, breaksAt.operation == id {
                return Answered(.failure(APIError(operation: id, reason: .server(status: 500))), at: now)
            }
            let records = id == "stats.daily" ? days(user, now) : [Self.overview]
            let reply = Reply(operation: request.operation, value: .list(records.map(Value.record)))
            return Answered(.success(reply), at: now)
        }

        private static let overview = Record([
            .init("credits_allowed", .count(1000)), .init("credits_remain", .count(900)),
        ])

        private func days(_ user: String, _ now: Double) -> [Record] {
            let today = Judge.day(now)
            return (today - 3...today).map { day in
                let mails = day == today ? mailsPerDay(user) / 2 : mailsPerDay(user)
                return Record([
                    .init("date", .date(CalendarDate(daysSinceEpoch: day))), .init("requests", .count(mails)),
                ])
            }
        }
    }

    @Test("Those with much mail are asked every twenty minutes, the others in their turn, and nobody is left out")
    func busySenders() async {
        // One of ten sends enough in an hour to be judged by it.
        let service = Service(mailsPerDay: { $0.hasSuffix("7") ? 2400 : 2300 })
        let users = names(1400)
        await service.collect(users, seconds: 9000)
        func gaps(_ user: String) -> [Double] {
            let minutes = service.minutes(user)
            return zip(minutes, minutes.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
        }
        let busy = users.filter { $0.hasSuffix("7") }.map(gaps)
        let others = users.filter { !$0.hasSuffix("7") }.map(gaps)
        #expect(busy.allSatisfy { $0.count >= 4 }, "two and a half hours less the first round")
        #expect(others.allSatisfy { $0.count >= 2 })
        #expect((busy.flatMap(\.self).max() ?? 0) < 32)
        #expect((busy.flatMap(\.self).min() ?? 0) >= 18, "sooner there is nothing new to judge")
        #expect((others.flatMap(\.self).max() ?? 0) < 60)
        let estimate = service.status.roundEstimate ?? 0
        let last = others.compactMap(\.last).max() ?? 0
        #expect(abs(estimate / 60 - last) < 2, "\(estimate / 60) told, \(last) taken")
    }

    @Test("Statistics of everybody come first, then the overviews, at once where the round was short")
    func order() async {
        let service = Service(mailsPerDay: { _ in 50 })
        await service.collect(names(30), seconds: 90)
        let calls = service.calls.map(\.operation)
        #expect(calls.prefix(30).allSatisfy { $0 == "stats.daily" })
        #expect(calls.dropFirst(30).prefix(30).allSatisfy { $0 == "account.overview" })
        #expect(service.status.read == 30)
        #expect(service.status.roundEndedAt != nil)
    }

    @Test("Whose first answer was refused is asked again at once, though others are complete and wait for their turn")
    func refused() async {
        let service = Service(mailsPerDay: { _ in 50 }, isRefused: { $0 % 4 == 1 })
        await service.collect(names(12), seconds: 120)
        #expect(service.status.readDays == 12)
        #expect(service.status.read == 12)
    }

    @Test(
        "A customer at which the service breaks holds up nobody else",
        arguments: ["stats.daily", "account.overview"])
    func broken(operation: String) async {
        let service = Service(mailsPerDay: { _ in 50 }, breaksAt: ("name07", operation))
        await service.collect(names(20), seconds: 1500)
        let others = names(20).filter { $0 != "name07" }
        #expect(service.status.read == 19)
        #expect(others.allSatisfy { service.minutes($0).count >= 4 }, "every five minutes")
        #expect(service.events.map(\.words) == [], "the service is there")
        #expect((3...40).contains(service.calls.count { $0.user == "name07" && $0.operation == operation }))
    }

    @Test("A service that breaks at everybody is away, and is told so once")
    func allBroken() async {
        let service = Service(mailsPerDay: { _ in 50 }, breaksAt: (nil, "stats.daily"))
        await service.collect(names(20), seconds: 200)
        #expect(service.events.map(\.kind) == [.linkLost])
        #expect(service.status.lostSince.map { $0 <= noon + 5 } == true)
        #expect(service.calls.count < 30, "it is asked ever more seldom")
    }
}
