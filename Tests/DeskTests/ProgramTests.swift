import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("The program's own commands", .timeLimit(.minutes(5)))
struct ProgramTests {
    @Test("The interval doubles and halves between 15 seconds and 64 minutes, and counts from now")
    func interval() async {
        let desk = DeskTest(.showing(names(1)))
        for seconds in [120, 240, 480, 960, 1920, 3840] {
            await desk.press("+") {
                $0.refreshInterval = seconds
                $0.notice = Notice(.plain, InputWords.interval(seconds))
            }
        }
        await desk.press("+")
        for seconds in [1920, 960, 480, 240, 120, 60, 30, 15] {
            await desk.press("-") {
                $0.refreshInterval = seconds
                $0.notice = Notice(.plain, InputWords.interval(seconds))
            }
        }
        await desk.press("-")
        await desk.end()
    }

    @Test("Themes follow each other, also from one that is gone")
    func themes() async {
        var state = DeskState.showing(names(1))
        state.themeName = "gone"
        let desk = DeskTest(state)
        for theme in ["terminal", "dark", "light", "terminal"] {
            await desk.press("T") {
                $0.themeName = theme
                $0.notice = Notice(.plain, "theme \(theme)")
            }
        }
        await desk.press("P") {
            $0.masksAddresses = true
            $0.talk = Talk(user: "name00", email: nil)
            $0.notice = Notice(.plain, "all names and addresses are masked except name00")
        }
        await desk.press("P") {
            $0.masksAddresses = false
            $0.talk = nil
            $0.notice = Notice(.plain, "names and addresses are shown again")
        }
        await desk.end()
    }

    @Test("Painting and suspending are left to the terminal, in every mode")
    func terminal() async {
        let calls = Mutex<[String]>([])
        let desk = DeskRun(.showing(names(1))) { environment, _ in
            environment.repaint = { calls.withLock { $0.append("repaint") } }
            environment.suspend = { calls.withLock { $0.append("suspend") } }
        }
        await desk.press(.control("l"), .control("z"), .character("/"), .control("l"), .escape)
        await desk.press(.character(":"), .control("z"), .escape, .character("s"), .control("l"))
        #expect(calls.withLock { $0 } == ["repaint", "suspend", "repaint", "suspend", "repaint"])
    }

    @Test("What is under the cursor is copied, and the notice says what, or shows it where that can't work")
    func copying() async {
        let works = Mutex(true)
        let desk = DeskTest(.showing(names(2))) { environment, _ in
            environment.copyToClipboard = { _ in works.withLock { $0 } }
        }
        await desk.press("y")
        await desk.receive(.copied("name00", true)) { $0.notice = Notice(.done, "copied name00") }
        works.withLock { $0 = false }
        let row = "\tname00\tname00@mail.example\t\t\t\ttrue"
        await desk.press("Y")
        await desk.receive(.copied(row, false)) {
            $0.notice = Notice(.warning, "The terminal may not support copying: \(row)")
        }
        await desk.end()
    }

    @Test("Each pane copies what it shows")
    func copyText() {
        var state = DeskState.showing(["one", "two"])
        (state.customers.cursor, state.focus) = (1, .overview)
        #expect(state.copyText(row: false)?.text == "one")
        #expect(state.copyText(row: true)?.text == "\tone\tone@mail.example\t\t\t\ttrue")
        state.focus = .customers
        #expect(state.copyText(row: false)?.text == "two")
        state.focus = .samples
        #expect(state.copyText(row: false)?.text == nil)
        state.samples.samples = [.numbered(1)]
        #expect(state.copyText(row: false)?.text == "Offer 1")
        #expect(state.copyText(row: true)?.text == "shop1@hollin.example\tOffer 1")
        state.focus = .suppressions
        #expect(state.copyText(row: true)?.text == nil)
        state.details["one"] = CustomerDetail()
        state.details["one"]?.suppressionsAnswered(.bounced, .success([.bounce("a@gone.example")]), at: noon)
        #expect(state.copyText(row: false)?.text == "a@gone.example")
        #expect(state.copyText(row: true)?.text == "bounced\ta@gone.example\t5.1.1\t550 unknown user")
        #expect(DeskState.empty().copyText(row: true)?.text == nil)
    }

    @Test("^C stops what is read; at rest it says how to quit")
    func cancelling() async {
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.overview = { _ in
                try? await clock.sleep(9)
                return Answered(.success(AccountOverview()), at: clock.now)
            }
            environment.customers = { _, _ in
                try? await clock.sleep(8)
                return Answered(.success(.named([])), at: clock.now)
            }
        }
        await desk.press(.control("c"))
        #expect(desk.state.notice == Notice(.plain, "Nothing runs; Q quits"))
        await desk.press(.character("r"))
        #expect(desk.state.isAsking)
        await desk.press(.character("r"))
        #expect(desk.state.notice == Notice(.plain, InputWords.alreadyLoading("^C")))
        await desk.press(.control("c"))
        #expect(!desk.state.isAsking)
        #expect(desk.state.customers.incoming == nil)
        #expect(desk.state.customers.shown.count == 2)
        #expect(desk.state.notice == Notice(.plain, InputWords.stopped("r")))
        #expect(desk.clock.sleeping == [])
    }

    @Test("Where nothing can be read, r says so")
    func nothingToRead() async {
        var state = DeskState.empty()
        (state.focus, state.customers.list.readAt) = (.samples, noon)
        let desk = DeskTest(state)
        await desk.press("r") { $0.notice = Notice(.plain, InputWords.nothingToLoad) }
        await desk.end()
    }

    @Test("R reads the list, the customer, monitors and packages")
    func refreshAll() async {
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.customers = { _, _ in Answered(.success(.named(names(2))), at: clock.now) }
            environment.saveSnapshot = { _ in .failed("the archive is full") }
            environment.monitors = { Answered(.success([]), at: clock.now) }
            environment.packages = {
                Answered(.failure(APIError(operation: "packages", reason: .notAuthorized)), at: clock.now)
            }
        }
        await desk.press(.character("R"))
        #expect(desk.state.monitors == Loadable(value: [], readAt: noon))
        #expect(desk.state.packages.failure?.error.reason == .notAuthorized)
        #expect(desk.state.errors.count == 1)
        #expect(desk.state.customers.list.readAt == noon)
        #expect(desk.state.details["name00"]?.statistics.readAt == noon)
    }

    @Test("Settings are read again and put to use; what is wrong in them is named")
    func reloading() async {
        let problems = Mutex<[String]>([])
        let desk = DeskTest(.showing(names(1))) { environment, _ in
            environment.reloadSettings = {
                SettingsReload(keymap: .shipped, themeNames: ["dark"], problems: problems.withLock { $0 })
            }
        }
        let fine = SettingsReload(keymap: .shipped, themeNames: ["dark"], problems: [])
        await desk.send(.reloadRequested)
        await desk.receive(.settingsReloaded(fine)) {
            $0.themeNames = ["dark"]
            $0.notice = Notice(.done, SharedWords.keysReloaded)
        }
        problems.withLock { $0 = ["keymap.json:3: no command is called “opne”"] }
        await desk.send(.reloadRequested)
        await desk.receive(
            .settingsReloaded(
                SettingsReload(keymap: .shipped, themeNames: ["dark"], problems: problems.withLock { $0 }))
        ) {
            $0.problems = ["keymap.json:3: no command is called “opne”"]
            $0.notice = Notice(.warning, "keymap.json:3: no command is called “opne”", isPinned: true)
        }
        await desk.end()
        #expect(DeskReducer.problemsNotice(["a", "b"]) == "2 problems in the settings; :errors shows them")
    }

    @Test("The way through the customers is walked back and forth, also over what is not shown")
    func history() async {
        let desk = DeskRun(.showing(names(100))) { environment, clock in environment.answerDetails(clock) }
        await desk.press(.enter, .character("1"), .character("j"), .enter, .character("1"), .character("G"), .enter)
        #expect(desk.state.history.visited == ["name00", "name01", "name99"])
        await desk.press(.character("["))
        #expect((desk.state.subject, desk.state.customers.selected) == ("name01", "name01"))
        await desk.press(.character("["), .character("["))
        #expect(desk.state.subject == "name00")
        #expect(desk.state.notice == Notice(.warning, "back: no earlier customer", isPinned: true))
        await desk.press(.character("]"))
        #expect(desk.state.subject == "name01")
        await desk.press(.character("/"))
        await desk.type("99")
        await desk.press(.enter, .character("["))
        #expect(desk.state.subject == "name00")
        #expect(desk.state.notice?.text == "name00 is not among the rows shown")
        #expect(desk.state.customers.selected == "name99")
    }

    @Test("A new customer cuts the way forward; a hundred are remembered")
    func historyLimit() {
        var history = History()
        for name in names(105) { history.visit(name) }
        #expect((history.visited.count, history.visited.first) == (100, "name05"))
        history.depth = 2
        history.visit("name102")
        #expect(history.depth == 2)
        history.visit("new")
        #expect((history.depth, history.visited.suffix(2)) == (0, ["name102", "new"]))
    }

    @Test("The metric of the chart goes round")
    func metric() async {
        let desk = DeskTest(.showing(names(1)))
        for metric in StatisticsMetric.allCases.dropFirst() + [.bounces] {
            await desk.press("M") { $0.statistics.metric = metric }
        }
        await desk.end()
    }

    @Test("The clock is written in the user's time, on both sides of midnight")
    func clock() {
        var state = DeskState.empty()
        #expect(state.clock(at: noon) == "14:03")
        state.zone = ZoneClock(offset: -15 * 3600)
        #expect(state.clock(at: noon) == "23:03")
        state.zone = ZoneClock(offset: 3600)
        #expect(state.clock(at: -7200) == "23:00")
        #expect(state.clock(at: 0) == "01:00")
    }
}

/// Names of others on their way to the clipboard.
@Suite("Copies of hostile names") @MainActor
struct HostileCopyTests {
    private let name = "rm -rf x\n\u{1B}[2J\u{202E}\u{9B}"
    private let shown = "rm -rf x ‹ESC›[2J‹U+202E›‹U+009B›"

    @Test("What is under the cursor is copied as one line in which nothing acts", arguments: [false, true])
    func customers(row: Bool) throws {
        var state = DeskState.showing([name])
        for focus in [Pane.customers, .overview, .statistics] {
            state.focus = focus
            let text = try #require(state.copyText(row: row)?.text)
            #expect(text.contains(shown))
            #expect(!text.unicodeScalars.contains { $0 != "\t" && $0.isHarmful }, "\(text)")
        }
    }

    @Test("A sample's subject and a suppression's words too", arguments: [false, true])
    func others(row: Bool) throws {
        var state = DeskState.showing(["one"])
        state.details["one"] = CustomerDetail()
        state.details["one"]?.suppressionsAnswered(.bounced, .success([.bounce(name + "@gone.example")]), at: noon)
        state.focus = .suppressions
        let text = try #require(state.copyText(row: row)?.text)
        #expect(text.contains(shown + "@gone.example"))
        #expect(!text.unicodeScalars.contains { $0 != "\t" && $0.isHarmful })
    }

    @Test("What is too long for a terminal is told so, and not that there is no clipboard")
    func tooLong() async {
        let long = String(repeating: "x", count: 80_000)
        let desk = DeskRun(.showing([long])) { environment, _ in environment.copyToClipboard = { !$0.isTooLong } }
        await desk.press(.character("y"))
        #expect(
            desk.state.notice
                == Notice(.warning, "Not copied: 80000 bytes are more than the 74994 that a terminal takes"))
    }
}
