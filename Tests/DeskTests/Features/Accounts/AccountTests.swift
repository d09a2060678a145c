import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

private let acme = AccountChoice(name: "acme", role: .sandbox, writes: false, place: "127.0.0.1:1")
private let other = AccountChoice(name: "other", role: .production, writes: true, place: "api.sendgrid.com")
private let otherSession = Session(
    account: "other", role: .production, writes: true, baseURL: "https://api.sendgrid.com/", archiveKey: "other at x")

/// An answer that comes when the test says so, whatever is cancelled meanwhile.
private final class LateAnswer: Sendable {
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    var isAwaited: Bool { waiting.withLock { !$0.isEmpty } }

    func wait() async {
        await withCheckedContinuation { continuation in waiting.withLock { $0.append(continuation) } }
    }

    func come() {
        let all = waiting.withLock { all in
            defer { all = [] }
            return all
        }
        for continuation in all { continuation.resume() }
    }
}

@MainActor
@Suite("Going over to another account", .timeLimit(.minutes(5)))
struct SwitchingTests {
    /// The world of an account that answers at once.
    private static func answer(
        _ environment: inout DeskEnvironment, _ clock: TestClock, names: [String]
    ) {
        environment.answerDetails(clock)
        environment.loadSnapshot = { .done(nil) }
        environment.customers = { _, _ in Answered(.success(.named(names)), at: clock.now) }
        environment.saveSnapshot = { _ in .done(true) }
        environment.monitors = { Answered(.success([]), at: clock.now) }
        environment.packages = { Answered(.success([]), at: clock.now) }
        environment.samples = {
            AsyncStream { stream in
                stream.yield(.source(.watching))
                stream.finish()
            }
        }
        environment.accounts.all = { [acme, other] }
        environment.accounts.switchTo = { name in name == "other" ? .done(otherSession) : .failed("no key") }
    }

    /// A desk of two accounts, each with a world of its own.
    private func desk(
        _ state: DeskState, old: @escaping (inout DeskEnvironment, TestClock) -> Void = { _, _ in },
        new: @escaping (inout DeskEnvironment, TestClock) -> Void = { _, _ in }
    ) -> DeskRun {
        DeskRun(
            state,
            environments: { clock in
                var (first, second) = (DeskEnvironment.failing(clock), DeskEnvironment.failing(clock))
                Self.answer(&first, clock, names: ["a1", "a2"])
                Self.answer(&second, clock, names: ["b1"])
                old(&first, clock)
                new(&second, clock)
                return { [first, second] session in session.account == "other" ? second : first }
            })
    }

    @Test("The menu shows all accounts with the present one under the cursor")
    func menu() async {
        let desk = DeskTest(.showing(["a1"])) { environment, _ in environment.accounts.all = { [other, acme] } }
        await desk.send(.commandChosen(.context)) { $0.overlay = .contexts(ContextMenu()) }
        await desk.receive(.account(.listed([other, acme]))) {
            var menu = ContextMenu(choices: [other, acme])
            menu.cursor = 1
            $0.overlay = .contexts(menu)
        }
        await desk.press(.enter) {
            $0.overlay = nil
            $0.notice = Notice(.plain, AccountsWords.already("acme"))
        }
        await desk.end()
    }

    @Test("Enter goes over: what was read, marked, typed and done on the old account is gone in the same step")
    func dropped() async {
        var state = DeskState.showing(["a1", "a2"])
        state.customers.marks.insert(1)
        state.customers.filter = "a"
        state.details = ["a1": CustomerDetail()]
        state.detailOrder = ["a1"]
        state.figures["a1"] = .test(.critical)
        state.history.visit("a1")
        state.errors = [Failure(error: APIError(operation: "x", reason: .notFound), at: 1, attempts: 1)]
        state.budget = CallBudget(remaining: 1, limit: 600)
        state.filterHistory = ["a"]
        state.changes.keptTicket = KeptTicket(user: "a1", text: "T-1")
        state.changes.remembered = [RememberedKey(.subuser, owner: "a1"): ["s"]]
        state.changes.journal = [
            JournalEntry(id: 1, at: 1, account: "acme", context: "acme", who: "", operation: "x", parameters: [:])
        ]
        state.samples.samples = [.numbered(1)]
        state.refreshInterval = 120
        state.masksAddresses = true
        state.overlay = .contexts(ContextMenu(choices: [acme, other]))
        let before = state
        let after = before.gone(over: otherSession)
        var expected = DeskState(
            session: otherSession, size: before.size, now: before.now, keymap: .shipped,
            themeNames: ["terminal", "dark", "light"])
        expected.accounts.generation = 1
        expected.refreshInterval = 120
        expected.masksAddresses = true
        expected.notice = Notice(.done, "Switched to other (production, read/write)")
        #expect(after == expected)
    }

    @Test("The new account's list is read in its own world, and its session is in the frame")
    func arrived() async {
        let desk = desk(.showing(["a1", "a2"]))
        await desk.send(.commandChosen(.context))
        await desk.press(.down, .enter)
        #expect(desk.state.session == otherSession)
        #expect(desk.state.overlay == nil)
        #expect(desk.state.shownNames == ["b1"])
        #expect(desk.state.samples.source == .watching)
        #expect(desk.state.accounts.generation == 1)
        desk.clock.stop()
        await desk.settle()
    }

    @Test("An answer of the old account that comes late lands nowhere, and what it still asks it asks there")
    func late() async {
        let late = LateAnswer()
        let asked = Mutex<[String]>([])
        let desk = desk(
            .showing(["b1", "a2"]),
            old: { environment, clock in
                environment.overview = { user in
                    await late.wait()
                    asked.withLock { $0.append("old \(user)") }
                    return Answered(.failure(APIError(operation: "account.overview", reason: .notFound)), at: clock.now)
                }
            },
            new: { environment, clock in
                environment.overview = { user in
                    asked.withLock { $0.append("new \(user)") }
                    return Answered(.success(AccountOverview()), at: clock.now)
                }
            })
        desk.store.send(.rowChosen(0))
        while !late.isAwaited { await Task.yield() }
        desk.store.send(.account(.switched("other", .done(otherSession))))
        #expect(desk.state.session.account == "acme", "nobody has chosen the other account")
        desk.store.send(.commandChosen(.back))
        desk.store.send(.commandChosen(.context))
        while desk.state.overlay == .contexts(ContextMenu()) { await Task.yield() }
        desk.store.send(.rowChosen(1))
        while desk.state.session.account != "other" { await Task.yield() }
        late.come()
        await desk.settle()
        #expect(desk.state.errors == [])
        #expect(desk.state.details["b1"]?.overview.failure == nil)
        #expect(asked.withLock { $0.contains("old b1") })
        #expect(desk.state.shownNames == ["b1"])
        desk.clock.stop()
        await desk.settle()
    }

    @Test("An account whose key can't be read is not gone over to; why is said in the menu")
    func failing() async {
        let desk = DeskTest(.showing(["a1"])) { environment, _ in
            environment.accounts.switchTo = { _ in .failed("the key command \"pass\" failed") }
        }
        await desk.send(.account(.listed([acme, other])))
        await desk.send(.inputReceived(.key(.escape))) {
            $0.notice = Notice(.plain, "This is the top; Q quits")
        }
        await desk.end()
        var state = DeskState.showing(["a1"])
        var menu = ContextMenu(choices: [acme, other])
        menu.cursor = 1
        state.overlay = .contexts(menu)
        let open = DeskTest(state) { environment, _ in
            environment.accounts.switchTo = { _ in .failed("the key command \"pass\" failed") }
        }
        await open.press(.enter) {
            menu.goingTo = "other"
            $0.overlay = .contexts(menu)
        }
        await open.receive(.account(.switched("other", .failed("the key command \"pass\" failed")))) {
            menu.goingTo = nil
            menu.problem = "the key command \"pass\" failed"
            $0.overlay = .contexts(menu)
        }
        await open.press(.escape) { $0.overlay = nil }
        await open.end()
    }

    @Test("An account with wrong settings says what is wrong and is not tried")
    func wrongSettings() async {
        let broken = AccountChoice(
            name: "x", role: .production, writes: false, place: "", fault: "config.json:3: no user")
        var state = DeskState.showing(["a1"])
        var menu = ContextMenu(choices: [broken, acme])
        state.overlay = .contexts(menu)
        let desk = DeskTest(state)
        await desk.press(.enter) {
            menu.problem = "config.json:3: no user"
            $0.overlay = .contexts(menu)
        }
        await desk.end()
    }

    @Test("Esc while an account is made ready stays here, also when it is ready later")
    func stay() async {
        var state = DeskState.showing(["a1"])
        var menu = ContextMenu(choices: [acme, other])
        menu.goingTo = "other"
        state.overlay = .contexts(menu)
        let desk = DeskTest(state)
        await desk.press("j") { $0.notice = Notice(.plain, AccountsWords.switchingNotice(to: "other")) }
        await desk.press(.escape) {
            $0.overlay = nil
            $0.notice = Notice(.plain, AccountsWords.stayed("acme"))
        }
        await desk.send(.account(.switched("other", .done(otherSession))))
        await desk.end()
    }

    @Test("A form, a dialog and a write on its way hold the account")
    func held() async throws {
        let request = try #require(Request("customer.delete", ["user": "a1"]))
        let deed = try #require(Deed("limits.setTotal", ["user": "a1"]))
        var state = DeskState.showing(["a1"])
        state.overlay = .confirm(ConfirmState(request: request))
        #expect(state.reasonToStay == AccountsWords.changeOpen)
        var sending = ConfirmState(request: request)
        sending.stage = .sending
        state.overlay = .confirm(sending)
        #expect(state.reasonToStay == AccountsWords.sending)
        state.overlay = .form(FormState(deed: deed))
        #expect(state.reasonToStay == AccountsWords.formOpen)
        state.overlay = nil
        #expect(state.reasonToStay == nil)
        let desk = DeskTest(state)
        state.overlay = .confirm(ConfirmState(request: request))
        let dialog = DeskTest(state)
        await dialog.send(.account(.switched("other", .done(otherSession))))
        await dialog.send(.commandChosen(.context)) {
            $0.notice = Notice(.plain, "context has no function here (? help)")
        }
        await dialog.end()
        await desk.end()
    }
}
