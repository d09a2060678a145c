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
            $0.notice = Notice(.plain, "this is acme already")
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
        expected.notice = Notice(.done, "this is other now, production, changes can be made")
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
        await desk.press("j") { $0.notice = Notice(.plain, "going over to other; Esc stays here") }
        await desk.press(.escape) {
            $0.overlay = nil
            $0.notice = Notice(.plain, "this is still acme")
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
        #expect(state.reasonToStay == "a change waits for your answer")
        var sending = ConfirmState(request: request)
        sending.stage = .sending
        state.overlay = .confirm(sending)
        #expect(state.reasonToStay == "a change is on its way")
        state.overlay = .form(FormState(deed: deed))
        #expect(state.reasonToStay == "a form is open; finish it or leave it first")
        state.overlay = nil
        #expect(state.reasonToStay == nil)
        let desk = DeskTest(state)
        state.overlay = .confirm(ConfirmState(request: request))
        let dialog = DeskTest(state)
        await dialog.send(.account(.switched("other", .done(otherSession))))
        await dialog.send(.commandChosen(.context)) {
            $0.notice = Notice(.plain, "context does nothing here; ? tells what does")
        }
        await dialog.end()
        await desk.end()
    }
}

@MainActor
@Suite("Adding an account", .timeLimit(.minutes(5)))
struct AccountAddingTests {
    private func filled(_ field: AccountForm.Field = .samples) -> AccountForm {
        var form = AccountForm()
        form[.name] = TextEntry("new")
        form[.user] = TextEntry("reseller")
        form[.key] = TextEntry("s3cret")
        form.field = field
        form.taken = ["acme"]
        return form
    }

    @Test("The form asks for one field after the other, and goes on only from a right one")
    func fields() async {
        let desk = DeskRun(.showing(["a1"])) { environment, _ in environment.accounts.all = { [acme] } }
        await desk.send(.commandChosen(.accountAdd))
        await desk.press(.enter)
        guard case .account(let empty) = desk.state.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(empty.field == .name)
        #expect(empty.fault(of: .name) == "is needed")
        await desk.type("acme")
        await desk.press(.enter)
        guard case .account(let taken) = desk.state.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(taken.fault(of: .name) == "is taken by another account")
        await desk.type("2")
        await desk.press(.enter)
        await desk.type("reseller")
        await desk.press(.enter)
        await desk.type("s3cret")
        await desk.press(.enter)
        guard case .account(let form) = desk.state.overlay else {
            Issue.record("no form is open")
            return
        }
        #expect(form.field == .baseURL, "a key that was typed needs no command")
        #expect(form.draft.name == "acme2")
        #expect(form.draft.baseURL == "https://api.sendgrid.com")
        #expect(form.draft.role == .production)
    }

    @Test(
        "Each field says what is wrong with it",
        arguments: [
            (AccountForm.Field.name, "a b", "is letters and digits, with points and dashes inside"),
            (.name, ".x", "is letters and digits, with points and dashes inside"), (.user, "", "is needed"),
            (.user, "a b", "has no blanks"), (.baseURL, "ftp://x", "is not a URL such as https://host/path/"),
            (.baseURL, "https://x.example:99999", "has no valid port: 1 to 65535 is one"),
            (.role, "boss", "is production, staging, development or sandbox"),
        ])
    func faults(field: AccountForm.Field, text: String, fault: String) {
        var form = filled()
        form[field] = TextEntry(text)
        #expect(form.fault(of: field) == fault)
    }

    @Test("A key or a command is needed, and no description shows the key")
    func key() {
        var form = filled()
        #expect(form.fault(of: .keyCommand) == nil)
        #expect(!"\(form.draft)".contains("s3cret"))
        #expect(!String(reflecting: form.draft).contains("s3cret"))
        #expect(!String(reflecting: form).contains("s3cret"))
        form[.key] = TextEntry()
        #expect(form.fault(of: .keyCommand) == "is needed where no key is typed")
        form[.keyCommand] = TextEntry("pass show  acme")
        #expect(form.draft.keyCommand == ["pass", "show", "acme"])
    }

    @Test("Refused credentials are told, nothing is kept, and the form stays with what was typed")
    func refused() async {
        var state = DeskState.showing(["a1"])
        var form = filled()
        state.overlay = .account(form)
        let desk = DeskTest(state) { environment, _ in
            environment.accounts.check = { _ in .failed("the service refuses user and key") }
        }
        await desk.press(.enter) {
            form.seen = [.samples]
            form.stage = .checking
            $0.overlay = .account(form)
        }
        await desk.receive(.account(.refused("the service refuses user and key"))) {
            form.stage = .typing
            form.field = .key
            form.problem = "the service refuses user and key"
            $0.overlay = .account(form)
        }
        await desk.end()
    }

    @Test("An account is kept only after its credentials were tried, and is offered to go over to")
    func kept() async {
        let calls = Mutex<[String]>([])
        var state = DeskState.showing(["a1"])
        state.overlay = .account(filled())
        let new = AccountChoice(name: "new", role: .production, writes: false, place: "api.sendgrid.com")
        let desk = DeskRun(state) { environment, _ in
            environment.accounts.check = { draft in
                calls.withLock { $0.append("check \(draft.user) \(draft.key)") }
                return .done("3 packages")
            }
            environment.accounts.add = { draft in
                calls.withLock { $0.append("add \(draft.name)") }
                return .done("/home/x/new.json")
            }
            environment.accounts.all = { [acme, new] }
        }
        await desk.press(.enter)
        #expect(calls.withLock { $0 } == ["check reseller s3cret", "add new"])
        guard case .contexts(let menu) = desk.state.overlay else {
            Issue.record("no menu is open")
            return
        }
        #expect(menu.chosen == new)
        #expect(desk.state.notice == Notice(.done, "new is kept in /home/x/new.json; Enter goes over to it"))
    }

    @Test("Leaving the form keeps what was typed, but no key")
    func left() async {
        var state = DeskState.showing(["a1"])
        var form = filled(.user)
        state.overlay = .account(form)
        let desk = DeskTest(state)
        await desk.press(.escape) {
            form.entries[.key] = nil
            $0.accounts.draft = form
            $0.overlay = nil
            $0.notice = Notice(.plain, "nothing was kept; what was typed waits, without the key")
        }
        await desk.end()
    }
}
