import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@Suite("Live board")
@MainActor
struct LiveBoardTests {
    private func names(_ run: DeskRun) -> [String] { run.state.boardRows.map(\.username) }
    private func selected(_ run: DeskRun) -> String? { run.state.boardRowUnderCursor?.username }

    // MARK: - What persons say

    @Test("D says that it is dealt with, and the row goes")
    func solved() async {
        let said = Said()
        let run = Board.run { environment, _ in environment.collect(with: said.port) }
        await run.press(.character("D"))
        #expect(said.alarms.map(\.state) == [.solved])
        #expect(names(run) == ["beta@two.example", "gamma@three.example"])
    }

    @Test(
        "z hides a customer for the time that is chosen",
        arguments: [
            (0, AlarmState.snoozed(until: noon + 3600)), (1, .snoozed(until: noon + 14_400)),
            // 2026-09-29 08:00 UTC.
            (2, .snoozed(until: 1_790_668_800)), (3, .snoozed(until: 253_402_300_799)),
        ])
    func snooze(steps: Int, expected: AlarmState) async {
        let said = Said()
        let run = Board.run { environment, _ in environment.collect(with: said.port) }
        await run.press(.character("z"))
        for _ in 0..<steps { await run.press(.down) }
        await run.press(.enter)
        #expect(said.alarms.map(\.state) == [expected])
        #expect(run.state.overlay == nil)
        #expect(names(run).last == "alpha@one.example")
        #expect(run.state.live.board.criticalCount == 1)
    }

    @Test("A choice means the customer that was under the cursor when the key was pressed")
    func chosenAtTheKey() async {
        let said = Said()
        let run = Board.run { environment, _ in environment.collect(with: said.port) }
        await run.press(.character("z"))
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        await run.press(.enter)
        #expect(said.alarms.map(\.key.username) == ["alpha@one.example"])
    }

    // MARK: - Moving

    @Test("The cursor stays with its customer when worse ones come")
    func cursorStays() async {
        let run = Board.run()
        #expect(selected(run) == "alpha@one.example")
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        #expect(names(run).first == "worse@now.example")
        #expect(selected(run) == "alpha@one.example")
    }

    @Test("Following, the cursor stays on the worst until it is moved")
    func follows() async {
        let run = Board.run()
        await run.press(.character("F"))
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        #expect(selected(run) == "worse@now.example")
        await run.press(.character("j"))
        #expect(!run.state.board.follows)
        #expect(selected(run) == "alpha@one.example")
    }

    @Test("n goes to the next alarm that nobody has acknowledged, round the end")
    func nextNew() async {
        let rows = [
            Board.row("alpha@one.example", .critical),
            Board.row("beta@two.example", .critical, since: noon - 900, state: .acknowledged),
            Board.row("gamma@three.example"),
        ]
        let run = Board.run(rows: rows)
        await run.press(.character("n"))
        #expect(selected(run) == "gamma@three.example")
        await run.press(.character("n"))
        #expect(selected(run) == "alpha@one.example")
        await run.press(.character("N"))
        #expect(selected(run) == "gamma@three.example")
    }

    @Test("Where everybody was looked at, n says so")
    func nothingNew() async {
        let run = Board.run(rows: [Board.row("alpha@one.example", state: .acknowledged)])
        await run.press(.character("n"))
        #expect(run.state.notice?.text == "All alarms are acknowledged")
    }

    @Test("Enter opens the customer, Esc comes back to the board")
    func opens() async {
        let run = Board.run { environment, clock in
            environment.answerDetails(clock)
            environment.read = { request, _ in
                Answered(.success(Reply(operation: request.operation, value: .list([]))), at: clock.now)
            }
            environment.memory.names = { _, _ in [] }
        }
        await run.press(.enter)
        #expect(run.state.place.view == .customer)
        #expect(run.state.subject == "alpha@one.example")
        await run.press(.escape)
        #expect(run.state.place.view == .live)
    }

    @Test("e offers first to stop the sending of the customer under the cursor")
    func deeds() async {
        let run = Board.run()
        await run.press(.character("e"))
        guard case .deeds(let menu)? = run.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.title == "alpha@one.example")
        #expect(
            menu.deeds.contains {
                $0.operation.id == "customer.disable" && $0.parameters["user"] == "alpha@one.example"
            })
    }

    // MARK: - Filter, freeze, pin

    @Test(
        "The filter looks at kind, severity, state and name",
        arguments: [
            ("kind:credits", ["beta@two.example"]), ("severity:warning", ["gamma@three.example"]),
            ("state:ack", []), ("customer:alpha", ["alpha@one.example"]),
            ("!kind:bounces critical", ["beta@two.example"]),
            ("71", ["gamma@three.example"]),
        ])
    func filter(text: String, expected: [String]) async {
        let run = Board.run()
        await run.press(.character("/"))
        await run.type(text)
        await run.press(.enter)
        #expect(names(run) == expected)
        await run.press(.escape)
        #expect(names(run).count == 3)
    }

    @Test("Frozen, the board stays as it is; going on, it shows what came")
    func freezes() async {
        let run = Board.run()
        await run.press(.character("Z"))
        await run.send(Board.news(2, []))
        #expect(names(run) == ["alpha@one.example", "beta@two.example", "gamma@three.example"])
        await run.press(.character("Z"))
        #expect(names(run).isEmpty)
    }

    @Test("A word said while all is frozen shows at once")
    func saidWhileFrozen() async {
        let said = Said()
        let run = Board.run { environment, _ in environment.collect(with: said.port) }
        await run.press(.character("Z"), .character("D"))
        #expect(said.alarms.map(\.state) == [.solved])
        #expect(names(run) == ["beta@two.example", "gamma@three.example"])
    }

    @Test("Off the board its keys say where they work")
    func onlyThere() async {
        let run = Board.run()
        #expect(run.state.reasonOff(.acknowledge) == nil)
        await run.press(.character("2"))
        #expect(run.state.reasonOff(.acknowledge) == InputWords.noAlarm)
        await run.press(.escape)
        #expect(run.state.place.view == .desk)
        #expect(run.state.reasonOff(.acknowledge) == InputWords.onlyOnBoard)
    }

    // MARK: - Since you looked away

    @Test("What happened since the last key is new until the next one")
    func lookedAway() async {
        let run = Board.run()
        await run.press(.character("j"))
        #expect(run.state.unseenEvents.isEmpty)
        run.clock.pass(60)
        await run.send(
            Board.news(2, Board.rows, events: [Board.event("alpha@one.example", .worse, at: noon + 30)]))
        #expect(run.state.unseenEvents.map(\.kind) == [.worse])
        await run.press(.character("j"))
        #expect(run.state.unseenEvents.isEmpty)
        #expect(run.state.live.events.count == 1)
    }

    @Test("Keys in other views do not count as looking")
    func elsewhere() async {
        let run = Board.run()
        await run.press(.escape)
        run.clock.pass(60)
        await run.send(
            Board.news(2, Board.rows, events: [Board.event("alpha@one.example", .worse, at: noon + 30)]))
        await run.press(.tab)
        #expect(run.state.unseenEvents.count == 1)
    }

    @Test("A row that changed is set off for three seconds")
    func highlights() async {
        let run = Board.run()
        var rows = Board.rows
        rows[0] = Board.row("alpha@one.example", .critical, shown: "6.1%")
        await run.send(Board.news(2, rows))
        #expect(run.state.hasChangedOnBoard("alpha@one.example"))
        #expect(!run.state.hasChangedOnBoard("beta@two.example"))
        await run.elapse(3)
        #expect(!run.state.hasChangedOnBoard("alpha@one.example"))
    }

    // MARK: - Made known

    @Test("What becomes critical is made known once a rise")
    func alerts() async {
        let told = Told()
        let run = Board.run(rows: [Board.row("alpha@one.example")]) { environment, _ in
            environment.notify = { alerts in
                told.tell(alerts)
                return .done(true)
            }
        }
        let critical = [Board.row("alpha@one.example", .critical)]
        await run.send(Board.news(2, critical, events: [Board.event("alpha@one.example", .critical)]))
        await run.send(Board.news(3, critical, events: [Board.event("alpha@one.example", .critical)]))
        #expect(told.calls.map { $0.map(\.username) } == [["alpha@one.example"]])
        await run.send(Board.news(4, []))
        await run.send(Board.news(5, critical, events: [Board.event("alpha@one.example", .new)]))
        #expect(told.calls.count == 2)
        #expect(told.calls.last?.first?.shown == "alpha@one.example: became critical: 6.1%")
    }

    @Test("Warnings and what gets worse are made known to nobody")
    func quiet() async {
        let told = Told()
        let run = Board.run { environment, _ in
            environment.notify = { alerts in
                told.tell(alerts)
                return .done(true)
            }
        }
        let events = [
            Board.event("gamma@three.example", .new, .warning), Board.event("alpha@one.example", .worse),
            Board.event("alpha@one.example", .said),
        ]
        await run.send(Board.news(2, Board.rows, events: events))
        #expect(told.calls.isEmpty)
        #expect(run.state.live.events.count == 3)
    }

    @Test("A command that fails is told")
    func alertFails() async {
        let run = Board.run { environment, _ in environment.notify = { _ in .failed("notify: pager was not found") } }
        await run.send(Board.news(2, Board.rows, events: [Board.event("alpha@one.example", .critical)]))
        #expect(run.state.notice?.text == "notify: pager was not found")
    }
}
