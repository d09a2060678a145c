import Desk
import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

/// From marks to a run, and the keys of the view of runs.
@Suite("Bulk runs on the desk")
@MainActor
struct BulkTests {
    private func desk(_ count: Int = 3, marked: [Int] = [], writes: Bool = true) -> DeskState {
        var state = DeskState.showing(names(count))
        state.session.writes = writes
        state.session.archiveKey = "acme at home"
        state.session.who = "kim"
        for row in marked { state.customers.marks.insert(row) }
        return state
    }

    private func run(_ state: DeskState, _ world: BulkWorld = BulkWorld()) -> DeskRun {
        DeskRun(state) { environment, clock in
            world.fill(&environment)
            environment.journal.entries = { _ in .done([]) }
            environment.now = { clock.now }
        }
    }

    private func menu(_ desk: DeskRun) -> BulkMenu? {
        if case .bulk(.menu(let menu)) = desk.state.overlay { menu } else { nil }
    }

    private func preview(_ desk: DeskRun) -> BulkPreview? {
        if case .bulk(.preview(let preview)) = desk.state.overlay { preview } else { nil }
    }

    private func question(_ desk: DeskRun) -> RunQuestion? {
        if case .bulk(.question(let question)) = desk.state.overlay { question } else { nil }
    }

    /// Opens the preview of 10 more credits for all that is marked.
    private func openPreview(_ desk: DeskRun) async {
        await desk.press(.character("e"))
        let place = menu(desk)?.choices.firstIndex { $0.operation.id == "limits.increment" } ?? 0
        for _ in 0..<place { await desk.press(.character("j")) }
        await desk.press(.enter)
        await desk.type("10")
        await desk.press(.enter)
    }

    @Test("e with marks offers the calls that can be made for all of them, and no call with values of one alone")
    func menuOfMarks() async {
        let desk = run(desk(3, marked: [0, 2]))
        await desk.press(.character("e"))
        #expect(menu(desk)?.title == "2 customers marked")
        let ids = menu(desk)?.choices.map(\.operation.id) ?? []
        #expect(ids.contains("limits.increment"))
        #expect(ids.contains("customer.disable"))
        #expect(!ids.contains("customer.create"))
        #expect(!ids.contains("customer.setPassword"))
        #expect(!ids.contains("bounces.delete"))
        #expect(!ids.contains { $0.contains("subuser") })
    }

    @Test("Without marks the whole filter result is meant; without a filter nothing is")
    func filterResult() async {
        var state = desk(3)
        let nothing = run(state)
        await nothing.send(.inputReceived(.key(.character(":"))))
        await nothing.type("bulk")
        await nothing.press(.enter)
        #expect(nothing.state.overlay == nil)
        #expect(nothing.state.notice?.text.hasPrefix("Nothing selected") == true)
        (state.customers.filter, state.customers.shownFilter) = ("name0", "name0")
        state.customers.shown = RowOrder([0, 1])
        let filtered = run(state)
        await filtered.press(.character(":"))
        await filtered.type("bulk")
        await filtered.press(.enter)
        #expect(menu(filtered)?.title == "2 customers matching the filter")
    }

    @Test("The form asks for the shared values, never for the customer, and starts with nobody's values")
    func form() async {
        let desk = run(desk(3, marked: [0, 1, 2]))
        await desk.press(.character("e"))
        let place = menu(desk)?.choices.firstIndex { $0.operation.id == "limits.increment" } ?? 0
        for _ in 0..<place { await desk.press(.character("j")) }
        await desk.press(.enter)
        guard case .form(let form) = desk.state.overlay else {
            Issue.record("no form")
            return
        }
        #expect(form.fields.map(\.name) == ["credits"])
        #expect(form.fields[0].entry.text == "")
        #expect(form.targets?.count == 3)
    }

    @Test("The preview starts only after the exact count and Enter; every other key leaves the service alone")
    func typedCount() async {
        let world = BulkWorld()
        let desk = run(desk(3, marked: [0, 1, 2]), world)
        await openPreview(desk)
        #expect(preview(desk)?.question == "Give 3 customers 10 more credits?")
        #expect(preview(desk)?.requiredText == "3")
        await desk.press(.enter)
        #expect(desk.state.notice?.text == "Type 3 to confirm")
        await desk.type("y2")
        await desk.press(.enter)
        #expect(preview(desk) != nil)
        await desk.press(.backspace, .backspace)
        await desk.send(.inputReceived(.together([.character("3"), .enter])))
        #expect(preview(desk)?.isTyped == true)
        #expect(desk.state.notice?.text.hasPrefix("nothing was sent: this key came") == true)
        #expect(world.run(1) == nil)
        #expect(world.raised.isEmpty)
    }

    @Test("The count typed, the run is written down, worked, and shown; the marks are gone")
    func started() async {
        let world = BulkWorld()
        for name in names(3) { world.state.withLock { $0.credits[name] = 100 } }
        let desk = run(desk(3, marked: [0, 2]), world)
        await openPreview(desk)
        await desk.press(.tab)
        await desk.type("T-77")
        await desk.press(.enter)
        await desk.type("2")
        desk.store.send(.inputReceived(.key(.enter)))
        while world.run(1)?.stage != .finished || desk.state.runAtWork != nil { await Task.yield() }
        #expect(world.credits == ["name00": 110, "name01": 100, "name02": 110])
        #expect(world.run(1)?.reason == "T-77")
        #expect(world.run(1)?.account == "acme at home")
        #expect(world.run(1)?.who == "kim")
        #expect(world.journal.allSatisfy { $0.reason == "T-77" && $0.run == 1 && $0.who == "kim" })
        #expect(desk.state.place == Place(.runs, item: "1"))
        #expect(desk.state.customers.marks.count == 0)
        #expect(desk.state.shownRun?.counts == BulkCounts(done: 2))
        #expect(desk.state.changes.keptTicket == nil, "a run's ticket is of that run alone")
    }

    @Test("The customers are those that were marked when the key was pressed, whatever the list does meanwhile")
    func targetsStay() async {
        let desk = run(desk(3, marked: [0, 2]))
        await openPreview(desk)
        let targets = preview(desk)?.targets
        #expect(targets.map { targets in (0..<targets.count).map(targets.name) } == ["name00", "name02"])
        await desk.send(.inputReceived(.key(.escape)))
        #expect(
            targets?.parameters(at: 1, shared: ["user": "x", "credits": "10"]) == ["user": "name02", "credits": "10"])
    }

    @Test("Esc goes back to the form with what was typed, and nothing was sent")
    func back() async {
        let world = BulkWorld()
        let desk = run(desk(3, marked: [0, 1]), world)
        await openPreview(desk)
        await desk.press(.escape)
        guard case .form(let form) = desk.state.overlay else {
            Issue.record("no form")
            return
        }
        #expect(form.fields[0].entry.text == "10")
        #expect(form.targets?.count == 2)
        #expect(desk.state.notice?.text == ChangesWords.nothingSent)
        #expect(world.run(1) == nil)
    }

    @Test("Read only, the preview opens, says so, and starts nothing")
    func readOnly() async {
        let world = BulkWorld()
        let desk = run(desk(3, marked: [0, 1], writes: false), world)
        await openPreview(desk)
        await desk.type("2")
        await desk.press(.enter)
        #expect(preview(desk) != nil)
        #expect(desk.state.notice?.text == ChangesWords.nothingSent(ChangesWords.readOnly("acme")))
        #expect(world.run(1) == nil)
    }

    @Test("Addresses of several lists are several runs, one to choose")
    func addresses() {
        var state = desk()
        let reducer = DeskReducer.reducer(.failing(TestClock(now: noon)))
        _ = reducer(&state, .bulk(.interruptedFound([])))
        let targets = BulkTargets(.addresses(user: "kim", ["a@x.example", "b@x.example"]))
        #expect(targets.noun == "addresses")
        #expect(targets.parameters(at: 1, shared: [:]) == ["user": "kim", "email": "b@x.example"])
        let preview = BulkPreview(Operation.named("bounces.delete")!, targets, shared: [:])
        #expect(preview.question.contains("2 addresses"))
        #expect(preview.question.contains("kim"))
        #expect(preview.callsPerRow == 3)
        #expect(preview.seconds(callsPerMinute: 500) == 0)
    }

    // MARK: - Runs

    /// The view of run 7, of three customers, with the rows that the world has.
    private func viewing(_ world: BulkWorld, writes: Bool = true) async -> DeskRun {
        var state = desk(3, writes: writes)
        state.place = Place(.runs, item: "7")
        let desk = run(state, world)
        await desk.press(.character("r"))
        return desk
    }

    @Test("An interrupted run is told of at the start, and goes on only after y")
    func interrupted() async {
        let world = BulkWorld.increments(names(3))
        let desk = await viewing(world)
        #expect(desk.state.shownRun.map(desk.state.isInterrupted) == true)
        await desk.press(.character("p"))
        #expect(question(desk)?.question == "Resume run 7, 3 rows left?")
        await desk.press(.enter)
        #expect(world.raised.isEmpty)
        await desk.press(.character("p"))
        desk.store.send(.inputReceived(.key(.character("y"))))
        while desk.state.shownRun?.stage != .finished { await Task.yield() }
        #expect(world.raised == ["name00": 1, "name01": 1, "name02": 1])
    }

    @Test("The notice at the start names the run that waits, and its key")
    func notice() {
        var state = desk()
        var run = BulkRun(id: 7, account: "a", context: "a", who: "kim", at: noon, operation: "limits.increment")
        run.counts = BulkCounts(waiting: 356, done: 731)
        _ = DeskReducer.reducer(.failing(TestClock(now: noon)))(&state, .bulk(.interruptedFound([run])))
        #expect(state.notice?.text == "Run 7 was interrupted, 356 rows left; g r shows it")
        #expect(state.notice?.isPinned == true)
    }

    @Test("A run of another process is shown only")
    func elsewhere() async {
        let world = BulkWorld.increments(names(3))
        let other = Life()
        world.state.withLock { $0.holders[7] = other }
        let desk = await viewing(world)
        await desk.press(.character("p"))
        #expect(desk.state.overlay == nil)
        #expect(desk.state.notice?.text == RunsWords.elsewhere(7))
        #expect(world.raised.isEmpty)
    }

    @Test("f asks first, and tries only what failed")
    func retry() async {
        let world = BulkWorld.increments(names(3), stage: .finished)
        world.state.withLock { state in
            state.rows[7]?[0].stage = .done
            state.rows[7]?[1].stage = .failed
            state.rows[7]?[2].stage = .unknown
        }
        let desk = await viewing(world)
        await desk.press(.character("f"))
        #expect(question(desk)?.question == "Retry the failed row of run 7?")
        await desk.press(.escape)
        #expect(world.rows()[1].stage == .failed)
        await desk.press(.character("f"))
        desk.store.send(.inputReceived(.key(.character("y"))))
        while world.run()?.counts.done != 2 || desk.state.runAtWork != nil { await Task.yield() }
        #expect(world.raised == ["name01": 1])
        #expect(world.rows()[2].stage == .unknown)
    }

    @Test("An unknown row is sent again only after a person chose it and said y")
    func unknownRow() async {
        let world = BulkWorld.increments(names(2), stage: .finished)
        world.state.withLock { state in
            state.rows[7]?[0].stage = .done
            state.rows[7]?[1].stage = .unknown
        }
        let desk = await viewing(world)
        await desk.press(.enter)
        guard case .bulk(.row(let sheet)) = desk.state.overlay else {
            Issue.record("no row")
            return
        }
        #expect(sheet.row.target == "name01")
        #expect(sheet.choices == [.wasDone, .sendAgain])
        await desk.press(.character("j"), .enter)
        #expect(question(desk)?.question == "Send name01 again?")
        #expect(world.raised.isEmpty)
        desk.store.send(.inputReceived(.key(.character("y"))))
        while world.run()?.counts.done != 2 || desk.state.runAtWork != nil { await Task.yield() }
        #expect(world.raised == ["name01": 1])
    }

    @Test("An unknown row that was done is taken as done, and nothing is sent")
    func unknownDone() async {
        let world = BulkWorld.increments(names(1), stage: .finished)
        world.state.withLock { $0.rows[7]?[0].stage = .unknown }
        let desk = await viewing(world)
        await desk.press(.enter, .enter)
        #expect(world.rows()[0].stage == .done)
        #expect(world.raised.isEmpty)
    }

    @Test("A run that is given up is never sent")
    func givenUp() async {
        let world = BulkWorld.increments(names(3), stage: .paused)
        let desk = await viewing(world)
        await desk.press(.character("d"), .character("y"))
        #expect(world.run()?.stage == .cancelled)
        await desk.press(.character("p"))
        #expect(desk.state.notice?.text == RunsWords.wasAbandoned(7))
        #expect(world.raised.isEmpty)
    }

    @Test("Only the rows on the screen are read")
    func pages() async {
        let world = BulkWorld.increments(names(99), stage: .paused)
        let desk = await viewing(world)
        #expect(desk.state.bulk.page?.rows.count == 28)
        await desk.press(.character("G"))
        #expect(desk.state.bulk.page?.top == 71)
        #expect(desk.state.bulk.page?.rows.map(\.index) == Array(71..<99))
        #expect(desk.state.bulk.page?.rowUnderCursor?.index == 98)
    }

    @Test("The outcome of all rows goes into a file, one line a row, formulas made harmless")
    func csv() async {
        let world = BulkWorld.increments(["kim", "=SUM(A1)"], stage: .finished)
        world.state.withLock { state in
            state.rows[7]?[0].stage = .done
            state.rows[7]?[0].answer = "success, \"really\""
            state.rows[7]?[0].at = noon
            state.rows[7]?[0].entry = 3
        }
        guard let run = world.run() else { return }
        var environment = DeskEnvironment.failing(TestClock(now: noon))
        world.fill(&environment)
        let text = await RunTable.text(of: run, from: environment.runs)
        let lines = [
            "run,row,operation,target,parameters,result,answer,at,entry",
            #"7,1,limits.increment,kim,user=kim credits=10,done,"success, ""really""",2026-09-28 14:03:00Z,3"#,
            "7,2,limits.increment,'=SUM(A1),user==SUM(A1) credits=10,waiting,,,",
        ]
        #expect(text == .done(lines.map { $0 + "\r\n" }.joined()))
    }
}
