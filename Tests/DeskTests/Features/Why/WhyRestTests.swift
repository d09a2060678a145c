import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Why: all other customers", .timeLimit(.minutes(5)))
struct WhyRestTests {
    nonisolated private static let kim = Suppression.bounce("kim@gone.example", "2026-09-28 14:01:02")
    nonisolated private static let refusal = APIError(operation: "bounces.list", reason: .server(status: 503))

    nonisolated private static func reply(_ request: Request, _ emails: [String]) -> Result<Reply, APIError> {
        let records = emails.map { Value.record(Record([Record.Entry("email", .text($0))])) }
        return .success(Reply(operation: request.operation, value: .list(records)))
    }

    /// A desk on which the lists of some customers hold the address.
    private func desk(
        _ count: Int, holding: Set<String> = [], seen: [SeenSuppression] = [], fresh: Set<String> = [],
        _ describe: (inout DeskEnvironment, TestClock) -> Void = { _, _ in }
    ) -> DeskRun {
        DeskRun(.showing(names(count))) { environment, clock in
            environment.answerWhy(clock, seen: seen)
            environment.read = { request, _ in
                let user = request.parameters["user"] ?? ""
                let isHeld = request.operation.id == "bounces.list" && holding.contains(user)
                return Answered(
                    Self.reply(request, isHeld ? ["KIM@gone.example"] : ["x@y.example"]), at: clock.now,
                    budget: CallBudget(remaining: 400, limit: 500))
            }
            // Three hours are lately, a second more is not.
            environment.memory.seenWhole = {
                let old = clock.now - 3 * 3600 - 1
                return .done(Dictionary(names(count).map { ($0, fresh.contains($0) ? old + 1 : old) }) { $1 })
            }
            describe(&environment, clock)
        }
    }

    @Test("What the archive has seen stands there at once, without the customer shown")
    func seen() async {
        let rows = ["name00", "name02"].map {
            SeenSuppression(username: $0, suppression: Self.kim, readAt: noon - 3600)
        }
        let desk = desk(4, seen: rows)
        await desk.askWhy("kim@gone.example")
        #expect(desk.state.whyElsewhere == [rows[1]])
        let old = noon - 3 * 3600 - 1
        #expect(desk.state.why.seen == .there(SeenCoverage(customers: 4, oldest: old, newest: old)))
        await desk.press(.end)
        #expect(desk.state.whyCursor == .hit("name02", .bounced))
    }

    @Test("An archive that can't be read is not an archive without the address")
    func unreadable() async {
        let desk = desk(4) { environment, _ in environment.memory.seen = { _ in .failed("disk I/O error") } }
        await desk.askWhy("kim@gone.example")
        #expect(desk.state.why.seen == .failed("disk I/O error"))
    }

    @Test("The rest is asked four calls each with the lowest priority; hits come and everything is kept")
    func asking() async {
        let priorities = Mutex<Set<CallPriority>>([])
        let saved = Mutex<[String: Int]>([:])
        let desk = desk(6, holding: ["name02", "name05"], fresh: ["name00", "name01"]) { environment, _ in
            let read = environment.read
            environment.read = { request, priority in
                if request.operation.id != "pending.list" { priorities.withLock { _ = $0.insert(priority) } }
                return await read(request, priority)
            }
            environment.memory.saveSeen = { user, _, _, _ in saved.withLock { $0[user, default: 0] += 1 } }
        }
        await desk.askWhy("kim@gone.example")
        saved.withLock { $0 = [:] }
        await desk.press(.character("a"))
        let rest = desk.state.why.rest
        #expect(rest?.stage == .done)
        #expect(rest?.customers == 4)
        #expect(rest?.fresh == 2)
        #expect(rest?.shown == RestProgress(customers: 4, failed: 0, calls: 16, found: 2, at: noon))
        #expect(Set(desk.state.why.hits.map(\.username)) == ["name02", "name05"])
        #expect(priorities.withLock { $0 } == [.rest])
        #expect(saved.withLock { $0 } == ["name02": 4, "name03": 4, "name04": 4, "name05": 4])
        #expect(desk.state.notice == Notice(.done, "lists of 6 of 6 customers checked: 2 found"))
        #expect(desk.state.budget?.remaining == 400)
        #expect(desk.clock.sleeping == [])
    }

    @Test("At most four customers are asked at once; the screen follows every half second; ^C stops")
    func cancelling() async {
        let running = Mutex((now: 0, most: 0))
        let finished = Mutex(0)
        let desk = desk(30, holding: ["name01"]) { environment, clock in
            let read = environment.read
            environment.read = { request, priority in
                guard request.operation.id != "pending.list" else { return await read(request, priority) }
                running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                try? await clock.sleep(7)
                running.withLock { $0.now -= 1 }
                finished.withLock { $0 += 1 }
                return await read(request, priority)
            }
        }
        await desk.askWhy("kim@gone.example")
        // One piece of work sleeps in four places, so the desk never comes to rest.
        desk.store.send(.inputReceived(.key(.character("a"))))
        await until { desk.clock.sleeping.count == 5 }
        #expect(desk.clock.sleeping.sorted() == [0.5, 7, 7, 7, 7])
        #expect(desk.state.why.rest?.customers == 30)
        for calls in [4, 8, 12, 16] {
            await desk.clock.elapse(7)
            await until { desk.clock.sleeping.count == 5 && finished.withLock { $0 } == calls }
        }
        // Four customers are there, and the next four are being asked.
        await desk.clock.elapse(0.5)
        await until { desk.state.why.rest?.shown.calls == 16 }
        #expect(desk.state.why.hits.map(\.username) == ["name01"])
        #expect(running.withLock { $0.most } == 4)
        await desk.press(.control("c"))
        #expect(desk.state.why.rest?.stage == .stopped)
        #expect(desk.state.notice == Notice(.plain, "Stopped; results are kept, a continues"))
        #expect(desk.clock.sleeping == [])
        #expect(desk.state.why.hits.map(\.username) == ["name01"])
    }

    /// Waits for something that comes to pass by itself.
    private func until(_ isThere: () -> Bool) async {
        while !isThere(), !Task.isCancelled { await Task.yield() }
        #expect(isThere())
    }

    @Test("What comes in is gathered and shown twice a second at most")
    func gathering() async {
        var state = DeskState.showing(names(3))
        state.place = Place(.why)
        state.why.address = "kim@gone.example"
        state.why.rest = RestRun(startedAt: noon)
        let desk = DeskRun(state)
        let hit = RestAnswer(
            user: "name02", at: noon, lists: SuppressionList.allCases, entries: [Self.kim], calls: 4, failure: nil,
            budget: nil)
        await desk.send(.why(.restAnswered(hit)))
        #expect(desk.state.why.rest?.shown.calls == 0)
        #expect(desk.state.why.hits == [])
        await desk.send(.why(.restTicked(now: noon + 0.5)))
        #expect(desk.state.why.rest?.shown == RestProgress(customers: 1, failed: 0, calls: 4, found: 1, at: noon + 0.5))
        #expect(desk.state.why.hits.map(\.username) == ["name02"])
        let gone = RestAnswer(
            user: "name02", at: noon, lists: [.bounced], entries: [], calls: 1, failure: Self.refusal, budget: nil)
        await desk.send(.why(.restAnswered(gone)))
        await desk.send(.why(.restTicked(now: noon + 1)))
        #expect(desk.state.why.hits == [])
        #expect(desk.state.why.rest?.shown.failed == 1)
        #expect(desk.state.errors.first?.error == Self.refusal)
    }

    @Test("Customers that can't be asked are counted; eight in a row end it")
    func givingUp() async {
        let desk = desk(40) { environment, clock in
            let read = environment.read
            environment.read = { request, priority in
                guard request.operation.id != "pending.list" else { return await read(request, priority) }
                return Answered(.failure(Self.refusal), at: clock.now)
            }
        }
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("a"))
        #expect(desk.state.why.rest?.stage == .failed(Self.refusal))
        #expect(desk.state.why.rest?.shown.failed == 8)
        #expect(desk.state.notice == Notice(.failed, "asking the others was given up; a goes on"))
    }

    @Test("Enter on a hit opens that customer's list, d lets it through, Esc leaves while the asking goes on")
    func hits() async {
        let row = SeenSuppression(username: "name02", suppression: Self.kim, readAt: noon - 3600)
        // One customer only is asked, so that one call at a time is waited for.
        let desk = desk(4, seen: [row], fresh: ["name00", "name01", "name02"]) { environment, clock in
            let read = environment.read
            environment.read = { request, priority in
                if request.operation.id == "spamReports.list" { try? await clock.sleep(7) }
                return await read(request, priority)
            }
            environment.suppressions = { _, list in
                Answered(.success(list == .bounced ? [Self.kim, .bounce("new@er.example")] : []), at: clock.now)
            }
        }
        await desk.askWhy("kim@gone.example")
        await desk.press(.end, .character("d"))
        guard case .confirm(let dialog) = desk.state.overlay else {
            Issue.record("the dialog is not open")
            return
        }
        #expect(dialog.request.target == "name02")
        await desk.press(.escape, .character("a"))
        #expect(desk.state.why.rest?.isRunning == true)
        await desk.press(.end, .enter)
        #expect(desk.state.subject == "name02")
        #expect(desk.state.place == Place(.suppressions))
        #expect(desk.state.suppressions.view.filter == "kim@gone.example")
        #expect(desk.state.why.rest?.isRunning == true)
        // In the list itself w needs no line: it is about the address under the cursor.
        await desk.press(.character("w"))
        #expect(desk.state.place == Place(.why))
        #expect(desk.state.why.address == "kim@gone.example")
        #expect(desk.state.why.rest?.isRunning == true)
        await desk.askWhy("other@gone.example")
        #expect(desk.state.why.rest == nil)
        #expect(desk.clock.sleeping == [])
    }

    @Test("A hit that was taken off its list by this desk says so, and the archive forgets it")
    func forgetting() async {
        let forgotten = Mutex<[String]>([])
        let row = SeenSuppression(username: "name02", suppression: Self.kim, readAt: noon - 3600)
        let desk = desk(4, seen: [row]) { environment, _ in
            environment.memory.forgetSeen = { user, list, email in
                forgotten.withLock { $0.append("\(user) \(list.rawValue) \(email)") }
            }
        }
        await desk.askWhy("kim@gone.example")
        let parameters: Parameters = ["user": "name02", "email": "kim@gone.example"]
        let request = Request("bounces.delete", parameters)
        var entry = JournalEntry(
            at: noon, account: "acme", context: "acme", who: "op", operation: "bounces.delete", parameters: parameters,
            outcome: .done("success"), closedAt: noon + 1)
        guard let request else { return }
        await desk.send(.change(.reported(request, .closed(entry, trouble: nil))))
        #expect(forgotten.withLock { $0 } == ["name02 bounced kim@gone.example"])
        #expect(desk.state.letThroughAt("name02", Self.kim, readAt: noon - 3600) == entry)
        #expect(desk.state.letThroughAt("name02", Self.kim, readAt: noon + 5) == nil)
        await desk.press(.end, .character("d"))
        #expect(desk.state.notice == Notice(.plain, "it was taken off this list already"))
        entry.outcome = .refused("no")
        await desk.send(.change(.reported(request, .closed(entry, trouble: nil))))
        #expect(forgotten.withLock { $0.count } == 1)
    }

    @Test("The time left follows the rate budget, and what is really done when that is less")
    func timeLeft() {
        var state = DeskState.showing(names(3))
        state.budget = CallBudget(remaining: 100, limit: 400)
        #expect(state.minutes(forCalls: 4000) == 10)
        state.why.rest = RestRun(startedAt: noon)
        state.why.rest?.shown = RestProgress(calls: 100, at: noon + 60)
        #expect(state.minutes(forCalls: 4000) == 40)
        state.why.rest?.shown = RestProgress(calls: 900, at: noon + 60)
        #expect(state.minutes(forCalls: 4000) == 10)
    }
}

@MainActor
@Suite("Why: what is claimed of all others", .timeLimit(.minutes(5)))
struct WhyClaimTests {
    nonisolated private static let kim = Suppression.bounce("kim@gone.example", "2026-09-28 14:01:02")

    /// Customers asked one after the other; those of `holding` have the address on a list. What the archive keeps is
    /// what it says, as one does that has let go what it kept of others.
    private func desk(
        _ count: Int, holding: Set<String> = [], failing: Set<String> = [],
        _ describe: (inout DeskEnvironment, TestClock) -> Void = { _, _ in }
    ) -> DeskRun {
        DeskRun(.showing(names(count))) { environment, clock in
            environment.answerWhy(clock, whole: [:])
            environment.read = { request, _ in
                let user = request.parameters["user"] ?? ""
                if failing.contains(user), request.operation.id == "spamReports.list" {
                    return Answered(
                        .failure(APIError(operation: request.operation.id, reason: .server(status: 503))), at: clock.now
                    )
                }
                let isHeld = request.operation.id == "bounces.list" && holding.contains(user)
                let records = isHeld ? [Value.record(Record([Record.Entry("email", .text("kim@gone.example"))]))] : []
                return Answered(.success(Reply(operation: request.operation, value: .list(records))), at: clock.now)
            }
            describe(&environment, clock)
        }
    }

    @Test("Hits stay when the archive lets go what it kept, before, while and after the others are asked")
    func dropped() async {
        // It keeps the lists of one customer, whoever was asked last.
        let last = Mutex("name01")
        let desk = desk(6, holding: ["name03", "name05"]) { environment, clock in
            environment.memory.seen = { _ in
                let row = SeenSuppression(username: last.withLock { $0 }, suppression: Self.kim, readAt: noon - 3600)
                return .done(["name01", "name03", "name05"].contains(row.username) ? [row] : [])
            }
            environment.memory.seenWhole = { .done([last.withLock { $0 }: noon - 3600]) }
            environment.memory.saveSeen = { user, _, _, _ in
                if user != "name00" { last.withLock { $0 = user } }
            }
        }
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("a"))
        #expect(Set(desk.state.whyElsewhere.map(\.username)) == ["name01", "name03", "name05"])
        #expect(desk.state.notice == Notice(.done, "lists of 6 of 6 customers checked: 3 found"))
        await desk.press(.character("r"))
        #expect(Set(desk.state.whyElsewhere.map(\.username)) == ["name01", "name03", "name05"])
    }

    @Test("A hit goes when its list was read later without the address")
    func gone() async {
        let row = SeenSuppression(username: "name01", suppression: Self.kim, readAt: noon - 3600)
        let readAgain = Mutex(false)
        let desk = desk(3) { environment, _ in
            environment.memory.seen = { _ in .done(readAgain.withLock { $0 } ? [] : [row]) }
            environment.memory.seenAt = { _ in [.bounced: noon - 60] }
        }
        await desk.askWhy("kim@gone.example")
        #expect(desk.state.whyElsewhere == [row])
        readAgain.withLock { $0 = true }
        await desk.press(.character("r"))
        #expect(desk.state.whyElsewhere == [])
    }

    @Test("Customers whose lists could not be read are counted, and are no customers without the address")
    func failed() async {
        let desk = desk(6, holding: ["name02"], failing: ["name04", "name05"])
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("a"))
        #expect(
            desk.state.notice
                == Notice(
                    .warning, "lists of 4 of 6 customers checked: 1 found; lists of 2 customers could not be read"))
        let words = WhyCoverageWords(state: desk.state)
        #expect(!words.isWhole)
        #expect(words.checked == "lists of 4 of 6 customers checked")
        #expect(
            WhyReport(state: desk.state)?.text.contains(
                "Other customers: 1 found (lists of 4 of 6 customers checked, the oldest read at 14:03; "
                    + "lists of 2 customers could not be read).") == true)
    }

    @Test("The customer shown is a hit as soon as another one is shown")
    func subjects() async {
        let desk = desk(3, holding: ["name00", "name01"])
        await desk.askWhy("kim@gone.example")
        await desk.press(.character("a"))
        #expect(desk.state.whyElsewhere.map(\.username) == ["name01"])
        await desk.press(.end, .enter, .character("w"))
        #expect(desk.state.subject == "name01")
        #expect(desk.state.whyElsewhere.map(\.username) == ["name00"])
    }

    @Test("Who is no customer any more, or has one list kept of four, does not count as checked")
    func coverage() async {
        let desk = desk(4) { environment, _ in
            environment.memory.seenWhole = { .done(["name01": noon - 7200, "gone": noon - 9000, "name03": noon]) }
        }
        await desk.askWhy("kim@gone.example")
        #expect(desk.state.why.seen == .there(SeenCoverage(customers: 2, oldest: noon - 7200, newest: noon)))
        #expect(WhyCoverageWords(state: desk.state).checked == "lists of 2 of 4 customers checked")
        await desk.press(.character("a"))
        #expect(desk.state.why.rest?.fresh == 2)
        #expect(WhyCoverageWords(state: desk.state).oldest == noon - 7200)
        #expect(WhyCoverageWords(state: desk.state).found == "none found")
    }

    @Test("What is found is what is shown, from the archive or from the asking")
    func found() {
        var state = DeskState.showing(names(4))
        state.why.address = "kim@gone.example"
        state.why.hits = names(3).map { SeenSuppression(username: $0, suppression: Self.kim, readAt: noon) }
        state.why.rest = RestRun(startedAt: noon)
        #expect(WhyCoverageWords(state: state).found == "2 found so far")
        state.why.rest?.stage = .done
        #expect(WhyCoverageWords(state: state).found == "2 found")
        state.why.hits = []
        #expect(WhyCoverageWords(state: state).found == "none found")
        state.why.rest?.stage = .running
        #expect(WhyCoverageWords(state: state).found == "none found yet")
    }
}
