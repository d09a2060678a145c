import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

private let refusal = APIError(operation: "stats", reason: .server(status: 503))

@MainActor
@Suite("Reading the customer under a resting cursor", .timeLimit(.minutes(5)))
struct DetailReadingTests {
    @Test("After a rest of 150 ms the customer is read, once, and the reading is told with its time")
    func rest() async {
        let asked = Mutex<[String]>([])
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerDetails(clock)
            environment.overview = { user in
                asked.withLock { $0.append(user) }
                clock.pass(0.084)
                return Answered(
                    .success(AccountOverview()), at: clock.now, budget: CallBudget(remaining: 512, limit: 600))
            }
        }
        await desk.press(.character("j"), .character("j"))
        #expect(desk.clock.sleeping == [0.15])
        #expect(desk.state.subject == "name00")
        #expect(asked.withLock { $0 } == [])
        await desk.elapse(0.15)
        #expect(desk.state.subject == "name02")
        #expect(asked.withLock { $0 } == ["name02"])
        #expect(desk.state.notice == Notice(.done, OverviewWords.loaded(at: "14:03", milliseconds: 84), short: "14:03"))
        #expect(desk.state.budget == CallBudget(remaining: 512, limit: 600))
        #expect(desk.state.history.visited == ["name02"])
        #expect(desk.clock.sleeping == [])
    }

    @Test("What a key was answered stays, also when a reading ends meanwhile")
    func answerToKey() async {
        let desk = DeskRun(.showing(names(3))) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("j"), .character("n"))
        let refusal = Notice(.warning, "next hit: no filter set", isPinned: true)
        #expect(desk.state.notice == refusal)
        await desk.elapse(0.15)
        #expect(desk.state.details["name01"]?.overview.readAt != nil)
        #expect(desk.state.notice == refusal)
        await desk.press(.character("k"))
        await desk.elapse(0.15)
        #expect(desk.state.notice?.short == "14:03", "what was answered before the reading began gives way")
    }

    @Test("What is answered to a key while a customer is read is not wiped out by the end of the reading")
    func answeredMeanwhile() async {
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerDetails(clock)
            environment.overview = { _ in
                try? await clock.sleep(9)
                return Answered(.success(AccountOverview()), at: clock.now)
            }
        }
        await desk.press(.enter)
        await desk.press(.character("X"))
        await desk.elapse(9)
        #expect(desk.state.details["name00"]?.overview.readAt != nil)
        #expect(desk.state.notice?.text == "X has no function here (? help)")
    }

    @Test("A cursor that comes back to the customer shown reads nothing")
    func back() async {
        let desk = DeskTest(.showing(names(3)))
        await desk.press("j") { $0.customers.cursor = 1 }
        await desk.press("k") { $0.customers.cursor = 0 }
        #expect(desk.clock.sleeping == [])
        await desk.end()
    }

    @Test("While all is frozen a resting cursor changes the panes but reads nothing; going on reads it")
    func frozen() async {
        let desk = DeskTest(.showing(names(3))) { environment, clock in environment.answerDetails(clock) }
        await desk.press("Z") {
            $0.isFrozen = true
            $0.notice = Notice(.warning, InputWords.frozen("Z"))
        }
        await desk.press("j") { $0.customers.cursor = 1 }
        await desk.clock.elapse(0.15)
        await desk.receive(.cursorRested("name01")) {
            $0.subject = "name01"
            $0.subjectRow = 1
            $0.history.visited = ["name01"]
        }
        #expect(desk.state.details.isEmpty)
        await desk.end()
        let run = DeskRun(desk.state) { environment, clock in environment.answerDetails(clock) }
        await run.press(.character("Z"))
        #expect(run.state.details["name01"]?.overview.readAt == noon)
        #expect(run.state.notice == Notice(.done, OverviewWords.loaded(at: "14:03", milliseconds: 0), short: "14:03"))
    }

    @Test("Enter reads at once, also while all is frozen")
    func enter() async {
        var state = DeskState.showing(names(3))
        state.isFrozen = true
        let desk = DeskRun(state) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.character("j"), .enter)
        #expect((desk.state.focus, desk.state.subject) == (.overview, "name01"))
        #expect(desk.state.details["name01"]?.limit.readAt == noon)
        #expect(desk.clock.sleeping == [])
    }

    @Test("What is young enough is not asked again; older things are")
    func freshness() async {
        let asked = Mutex(0)
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerDetails(clock)
            environment.overview = { _ in
                asked.withLock { $0 += 1 }
                return Answered(.success(AccountOverview()), at: clock.now)
            }
        }
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        await desk.press(.character("k"))
        await desk.elapse(0.15)
        #expect(asked.withLock { $0 } == 2)
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        #expect(asked.withLock { $0 } == 2)
        #expect(desk.state.awaited == nil)
        desk.clock.pass(61)
        await desk.press(.character("k"))
        await desk.elapse(0.15)
        #expect(asked.withLock { $0 } == 3)
    }

    @Test("Moving on ends the reading, and its answers are not taken")
    func movingOn() async {
        let run = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerDetails(clock)
            environment.statistics = { user, _ in
                if user == "name01" { try? await clock.sleep(9) }
                return Answered(.success([]), at: clock.now)
            }
        }
        await run.press(.character("j"))
        await run.elapse(0.15)
        #expect(run.state.details["name01"]?.statistics.askedAt != nil)
        #expect(run.state.details["name01"]?.overview.value != nil)
        #expect(run.clock.sleeping.sorted() == [1, 9])
        await run.press(.character("j"))
        await run.elapse(0.15)
        #expect(run.state.subject == "name02")
        #expect(run.state.details["name01"]?.statistics == Loadable())
        #expect(run.state.details["name02"]?.statistics.value == [])
        #expect(run.clock.sleeping == [])
    }

    @Test("Seconds are counted while something is asked, and only then")
    func seconds() async {
        let desk = DeskRun(.showing(names(3))) { environment, clock in
            environment.answerDetails(clock)
            environment.limit = { _ in
                try? await clock.sleep(2.5)
                return Answered(.success(nil), at: clock.now)
            }
        }
        await desk.press(.enter)
        #expect(desk.clock.sleeping.sorted() == [1, 2.5])
        await desk.elapse(1)
        #expect(desk.state.now == noon + 1)
        await desk.elapse(1)
        #expect(desk.state.now == noon + 2)
        await desk.elapse(2.5)
        #expect(desk.state.now == noon + 2)
        #expect(desk.clock.sleeping == [])
    }

    @Test("Failures are counted of seven, kept in the list of errors, and old values stay")
    func failures() async {
        var state = DeskState.showing(names(2))
        var old = CustomerDetail()
        old.statistics = Loadable(value: [], readAt: noon - 600)
        state.details["name01"] = old
        let desk = DeskRun(state) { environment, clock in
            environment.answerDetails(clock)
            environment.statistics = { _, _ in Answered(.failure(refusal), at: clock.now) }
            environment.suppressions = { _, list in
                Answered(list == .spam ? .failure(refusal) : .success([]), at: clock.now)
            }
        }
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        #expect(desk.state.notice == Notice(.failed, "2 of 7 requests failed; r retries, :errors shows them"))
        let detail = desk.state.details["name01"]
        #expect(detail?.statistics.value == [])
        #expect(detail?.statistics.failure?.attempts == 1)
        #expect(detail?.statistics.freshness(now: noon, staleAfter: 150) == .old(minutes: 10, failed: true))
        #expect(detail?.suppressions(.spam).freshness(now: noon, staleAfter: 150) == .failed(at: desk.clock.now))
        #expect(desk.state.errors.map(\.error) == [refusal, refusal])
    }

    @Test("A reading that was cancelled is no failure")
    func cancelled() async {
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.overview = { _ in
                Answered(.failure(APIError(operation: "overview", reason: .cancelled)), at: clock.now)
            }
        }
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        #expect(desk.state.errors.isEmpty)
        #expect(desk.state.details["name01"]?.overview == Loadable())
    }

    @Test("Statistics tell the list how the customer is doing")
    func figures() async {
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock, TestDetail(days: days([(1000, 8, 0), (1000, 61, 0)])))
        }
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        #expect(desk.state.figures["name01"]?.value == "6.1%")
        #expect(desk.state.alarms == (critical: 1, warning: 0))
        #expect(desk.state.customerRow(at: 1).figures?.sent == 2000)
        #expect(desk.state.customerRow(at: 0).figures == nil)
    }

    @Test("The forty customers read last are kept in full, the figures of all")
    func limit() async {
        let desk = DeskRun(.showing(names(50))) { environment, clock in
            environment.answerDetails(clock, TestDetail(days: days([(1000, 8, 0)])))
        }
        for _ in 1..<50 {
            await desk.press(.character("j"))
            await desk.elapse(0.15)
        }
        #expect(desk.state.details.count == 40)
        #expect(desk.state.detailOrder == names(40, from: 10))
        #expect(desk.state.details["name10"] != nil)
        #expect(desk.state.figures.count == 49)
    }

    @Test("A refresh reads the customer shown again, however young, and tells nothing when all is well")
    func refresh() async {
        var state = DeskState.showing(names(25_000), readAt: noon - 599)
        state.customers.list.value = 25_000
        let desk = DeskRun(state) { environment, clock in environment.answerDetails(clock) }
        await desk.send(.refreshFell)
        #expect(desk.state.details["name00"]?.overview.readAt == noon)
        #expect(desk.state.notice == nil)
        #expect(desk.clock.sleeping == [60])
        #expect(desk.state.customers.generation == 0)
        desk.clock.pass(1)
        #expect(desk.state.isListDue(now: desk.clock.now))
    }

    @Test("What failed is no longer said once a refresh has read it")
    func withdrawn() async {
        let fails = Mutex(true)
        var state = DeskState.showing(names(25_000), readAt: noon - 599)
        state.customers.list.value = 25_000
        let desk = DeskRun(state) { environment, clock in
            environment.answerDetails(clock)
            environment.limit = { _ in
                Answered(fails.withLock { $0 } ? .failure(refusal) : .success(nil), at: clock.now)
            }
        }
        await desk.send(.refreshFell)
        #expect(desk.state.notice?.text == OverviewWords.requestsFailed(1, of: 7, "r"))
        fails.withLock { $0 = false }
        await desk.send(.refreshFell)
        #expect(desk.state.notice == nil)
        #expect(desk.state.errors.count == 1)
    }

    @Test("A refresh while all is frozen only waits for the next")
    func frozenRefresh() async {
        var state = DeskState.showing(names(2))
        state.isFrozen = true
        let desk = DeskTest(state)
        await desk.send(.refreshFell)
        await desk.clock.elapse(60)
        await desk.receive(.refreshFell)
        await desk.end()
    }

    @Test("Another period is asked anew for every customer, also when the former was still being asked")
    func period() async {
        let asked = Mutex<[String]>([])
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.statistics = { user, count in
                asked.withLock { $0.append("\(user) \(count)") }
                if count == 30, user == "name01" { try? await clock.sleep(9) }
                return Answered(.success(days(Array(repeating: (100, 0, 0), count: count))), at: clock.now)
            }
        }
        await desk.press(.enter, .character("1"))
        #expect(desk.state.figures["name00"]?.sent == 3000)
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        await desk.press(.character(">"))
        #expect(desk.state.statistics.days == 90)
        #expect(desk.state.details["name01"]?.statistics.value?.count == 90)
        #expect(desk.state.figures["name01"]?.sent == 3000)
        await desk.press(.character(">"))
        #expect(desk.state.notice == Notice(.plain, "Periods are 7, 30 and 90 days"))
        await desk.press(.character("<"), .character("<"), .character("k"))
        await desk.elapse(0.15)
        #expect(desk.state.details["name00"]?.statistics.value?.count == 7)
        #expect(desk.state.figures["name00"]?.sent == 3000)
        #expect(
            asked.withLock { $0 } == [
                "name00 30", "name01 30", "name01 90", "name01 30", "name01 7", "name00 7",
            ])
    }
}
