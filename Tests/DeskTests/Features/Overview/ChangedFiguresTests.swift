import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Figures that have changed", .timeLimit(.minutes(5)))
struct ChangedFiguresTests {
    private static func detail(score: Int, requests: Int, used: Int) -> TestDetail {
        var overview = AccountOverview()
        (overview.reputation, overview.requests) = (score, requests)
        (overview.creditsAllowed, overview.creditsUsed) = (1000, used)
        return TestDetail(overview: overview, days: days([(requests: requests, bounces: 0, spam: 0)]))
    }

    /// A desk that has read its customer, and will read the second detail when asked again.
    private func desk(_ first: TestDetail, then second: TestDetail) async -> DeskRun {
        let isAgain = Mutex(false)
        let answer: @Sendable () -> TestDetail = { isAgain.withLock { $0 } ? second : first }
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.overview = { _ in Answered(.success(answer().overview), at: clock.now) }
            environment.statistics = { _, _ in Answered(.success(answer().days), at: clock.now) }
            environment.limit = { _ in Answered(.success(answer().limit), at: clock.now) }
        }
        await desk.press(.enter)
        #expect(desk.state.changed == nil)
        #expect(desk.clock.sleeping == [])
        isAgain.withLock { $0 = true }
        await desk.press(.character("r"))
        return desk
    }

    @Test("What new data changed is set off for three seconds, then nothing is awake any more")
    func changes() async {
        let desk = await desk(
            Self.detail(score: 90, requests: 500, used: 10), then: Self.detail(score: 71, requests: 700, used: 10))
        #expect(
            desk.state.changed == ChangedFigures(user: "name00", figures: [.score, .sent, .rowSent, .rowReason]))
        #expect(desk.state.hasChanged(.score, of: "name00"))
        #expect(!desk.state.hasChanged(.credits, of: "name00"))
        #expect(!desk.state.hasChanged(.score, of: "name01"))
        #expect(desk.clock.sleeping == [3])
        await desk.elapse(3)
        #expect(desk.state.changed == nil)
        #expect(desk.clock.sleeping == [])
    }

    @Test("A reading that changes nothing sets nothing off and wakes nobody")
    func unchanged() async {
        let same = Self.detail(score: 90, requests: 500, used: 10)
        let desk = await desk(same, then: same)
        #expect(desk.state.changed == nil)
        #expect(desk.clock.sleeping == [])
    }

    @Test("Credits change with the limit where there is one, else with the package")
    func credits() async {
        let first = Self.detail(score: 90, requests: 500, used: 10)
        let package = await desk(first, then: Self.detail(score: 90, requests: 500, used: 11))
        #expect(package.state.changed?.figures == [.credits])
        var limited = Self.detail(score: 90, requests: 500, used: 11)
        limited.limit = AccountLimit(credits: 100, remaining: 60, lastReset: nil)
        var more = limited
        more.overview.creditsUsed = 12
        let unseen = await desk(limited, then: more)
        #expect(unseen.state.changed == nil)
        more.limit = AccountLimit(credits: 100, remaining: 59, lastReset: nil)
        let limit = await desk(limited, then: more)
        #expect(limit.state.changed?.figures == [.credits])
    }
}
