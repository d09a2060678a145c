import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@Suite("What persons say on the live board")
@MainActor
struct SayingTests {
    private let said = Said()
    private func run(rows: [LiveRow] = Board.rows, kiosk: Bool = false) -> DeskRun {
        Board.run(kiosk: kiosk, rows: rows) { environment, _ in environment.collect(with: said.port) }
    }

    private func alarm(_ run: DeskRun, _ user: String) -> Alarm? {
        run.state.live.board.rows.first { $0.username == user }?.worst.alarm
    }

    // MARK: - Notes

    @Test("a asks for a note; Enter says that somebody looks after it, with the note")
    func note() async {
        let run = run()
        await run.press(.character("a"))
        guard case .prompt(let prompt)? = run.state.overlay else {
            Issue.record("nothing was asked")
            return
        }
        #expect(prompt.title == "Acknowledge alpha@one.example")
        #expect(said.alarms.isEmpty)
        await run.type("they clean their list")
        await run.press(.enter)
        #expect(run.state.overlay == nil)
        #expect(said.alarms.map(\.state) == [.acknowledged])
        #expect(said.alarms.first?.by == "op1")
        #expect(said.alarms.first?.note == "they clean their list")
        #expect(said.alarms.first?.key == AlarmKey(username: "alpha@one.example", concern: .bounces))
        #expect(alarm(run, "alpha@one.example")?.note == "they clean their list")
        #expect(run.state.notice?.text == "alpha@one.example: acknowledged")
    }

    @Test("Enter without a word needs no note, and blanks are none")
    func noNote() async {
        let run = run()
        await run.press(.character("a"))
        await run.type("  ")
        await run.press(.enter)
        #expect(said.alarms.map(\.state) == [.acknowledged])
        #expect(said.alarms.map(\.note) == [""])
    }

    @Test("Esc says nothing")
    func leaves() async {
        let run = run()
        await run.press(.character("a"))
        await run.type("no")
        await run.press(.escape)
        #expect(run.state.overlay == nil)
        #expect(run.state.place.view == .live)
        #expect(said.alarms.isEmpty)
        #expect(alarm(run, "alpha@one.example")?.state == .new)
    }

    @Test("The keys of the board are letters in a note")
    func letters() async {
        let run = run()
        await run.press(.character("a"))
        await run.type("Dzq QaFW")
        await run.press(.enter)
        #expect(said.alarms.map(\.note) == ["Dzq QaFW"])
        #expect(run.state.exitCode == nil)
    }

    @Test("A note is one line, and not longer than it is shown anywhere")
    func longNote() async {
        let run = run()
        await run.press(.character("a"))
        await run.send(.inputReceived(.paste("one\ntwo " + String(repeating: "x", count: 500))))
        #expect(run.state.notice?.text == "2 pasted lines joined; only the first 200 characters fit")
        await run.press(.enter)
        #expect(said.alarms.first?.note.count == 200)
        #expect(said.alarms.first?.note.hasPrefix("one two xxx") == true)
    }

    @Test("Of a note that is typed longer, what is left out is told")
    func longTypedNote() async {
        let run = run()
        await run.press(.character("a"))
        await run.type(String(repeating: "x", count: 201))
        await run.press(.enter)
        #expect(said.alarms.first?.note.count == 200)
        #expect(
            run.state.notice?.text.hasSuffix("acknowledged; only the first 200 characters of the note fit") == true
        )
    }

    @Test("a again says that nobody looks after it any more, and asks nothing")
    func takenBack() async {
        let run = run()
        await run.press(.character("a"), .enter, .character("a"))
        #expect(run.state.overlay == nil)
        #expect(said.alarms.map(\.state) == [.acknowledged, .new])
        #expect(run.state.notice?.text == "alpha@one.example: no longer acknowledged")
    }

    @Test("A note means the customer that was under the cursor when the key was pressed")
    func meantAtTheKey() async {
        let run = run()
        await run.press(.character("a"))
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        await run.press(.enter)
        #expect(said.alarms.map(\.key.username) == ["alpha@one.example"])
    }

    @Test("A customer that got well while the note was typed is said nothing about")
    func wellMeanwhile() async {
        let run = run()
        await run.press(.character("a"))
        await run.send(Board.news(2, Array(Board.rows.dropFirst())))
        await run.press(.enter)
        #expect(said.alarms.isEmpty)
    }

    @Test("The last word of a person is told with its note, masked where addresses are")
    func lastWord() async {
        let run = run()
        await run.press(.character("a"))
        await run.type("ask kim.frost@gone.example")
        await run.press(.enter)
        let word = run.state.wordUnderCursor
        #expect(word.map(run.state.said) == "ack by op1, 14:03: ask kim.frost@gone.example")
        await run.press(.character("P"))
        #expect(word.map(run.state.said) == "ack by op1, 14:03: ask k…t@gone.example")
        await run.press(.character("j"))
        #expect(run.state.wordUnderCursor == nil)
    }

    // MARK: - Marks

    private func marks(_ run: DeskRun) -> [String] { run.state.board.marks.sorted() }

    @Test("Space marks and moves on, again it unmarks; U unmarks all")
    func marking() async {
        let run = run()
        await run.press(.character(" "), .character(" "))
        #expect(marks(run) == ["alpha@one.example", "beta@two.example"])
        #expect(run.state.boardRowUnderCursor?.username == "gamma@three.example")
        await run.press(.character("k"), .character(" "))
        #expect(marks(run) == ["alpha@one.example"])
        await run.press(.character("U"))
        #expect(marks(run).isEmpty)
        #expect(run.state.notice?.text == InputWords.nothingMarked)
    }

    @Test("V marks all that the filter shows")
    func markAll() async {
        let run = run()
        await run.press(.character("/"))
        await run.type("severity:critical")
        await run.press(.enter, .character("V"))
        #expect(marks(run) == ["alpha@one.example", "beta@two.example"])
        #expect(run.state.notice?.text == "2 marked")
    }

    @Test("v marks from here to the cursor, in both directions; Esc lets the range go first")
    func range() async {
        let run = run()
        await run.press(.end, .character("v"), .character("k"), .character("v"))
        #expect(marks(run) == ["beta@two.example", "gamma@three.example"])
        await run.press(.character("v"), .escape)
        #expect(run.state.board.rangeStart == nil)
        #expect(run.state.place.view == .live)
        #expect(marks(run).count == 2)
    }

    @Test("The start of a range stays with its customer when the rows move")
    func rangeMoves() async {
        let run = run()
        await run.press(.character("v"))
        await run.send(Board.news(2, [Board.row("worse@now.example", .critical, since: noon)] + Board.rows))
        await run.press(.character("j"), .character("v"))
        #expect(marks(run) == ["alpha@one.example", "beta@two.example"])
    }

    @Test("The other pane has nothing to mark")
    func otherPane() async {
        let run = run()
        await run.press(.character("2"), .character(" "))
        #expect(marks(run).isEmpty)
        #expect(run.state.notice?.text == "mark: only customers can be marked")
    }

    @Test("Who leaves the board is marked no more when it comes back")
    func gone() async {
        let run = run()
        await run.press(.character(" "), .character(" "))
        await run.send(Board.news(2, Array(Board.rows.dropFirst())))
        #expect(marks(run) == ["beta@two.example"])
        await run.send(Board.news(3, Board.rows))
        #expect(marks(run) == ["beta@two.example"])
    }

    @Test("One note is said to all that are marked, also to those that a filter hides, and how many they are")
    func allMarked() async {
        let run = run()
        await run.press(.character("V"), .character("/"))
        await run.type("kind:credits")
        await run.press(.enter, .character("a"))
        guard case .prompt(let prompt)? = run.state.overlay else {
            Issue.record("nothing was asked")
            return
        }
        #expect(prompt.title == "Acknowledge 3 customers")
        await run.type("outage")
        await run.press(.enter)
        #expect(said.alarms.map(\.state) == [.acknowledged, .acknowledged, .acknowledged])
        #expect(said.alarms.map(\.note) == ["outage", "outage", "outage"])
        #expect(run.state.notice?.text == "3 customers: acknowledged")
    }

    @Test("Of marked ones those that nobody looks after decide: a takes back only when all are taken")
    func mixed() async {
        let rows = [
            Board.row("alpha@one.example", .critical, state: .acknowledged), Board.row("gamma@three.example"),
        ]
        let run = run(rows: rows)
        await run.press(.character("V"), .character("a"), .enter)
        #expect(said.alarms.map(\.state) == [.acknowledged, .acknowledged])
        await run.press(.character("a"))
        #expect(said.alarms.suffix(2).map(\.state) == [.new, .new])
        #expect(run.state.notice?.text == "2 customers: no longer acknowledged")
    }

    @Test("z hides all that are marked for one time")
    func snoozeMarked() async {
        let run = run()
        await run.press(.character(" "), .character(" "), .character("z"))
        guard case .snooze(let menu)? = run.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(run.state.words(menu.chosen) == "2 customers")
        await run.press(.enter)
        #expect(Set(said.alarms.map(\.key.username)) == ["alpha@one.example", "beta@two.example"])
        #expect(said.alarms.map(\.state) == [.snoozed(until: noon + 3600), .snoozed(until: noon + 3600)])
        #expect(run.state.live.board.snoozedCount == 2)
        #expect(run.state.notice?.text == "2 customers: hidden until 15:03")
    }

    @Test("D says of all that are marked that they are dealt with; they go, and their marks with them")
    func solveMarked() async {
        let run = run()
        await run.press(.character(" "), .character(" "), .character("D"))
        #expect(said.alarms.map(\.state) == [.solved, .solved])
        #expect(run.state.boardRows.map(\.username) == ["gamma@three.example"])
        #expect(run.state.notice?.text == "2 customers: dealt with")
        #expect(marks(run).isEmpty)
    }

    @Test("Marked ones that are pinned and well are left out of the number")
    func pinnedWell() async {
        let memory = Memory()
        let run = Board.run { environment, _ in
            environment.collect(with: said.port)
            memory.install(in: &environment)
        }
        await run.press(.character("W"))
        await run.send(Board.news(2, [Board.row("beta@two.example"), Board.row("gamma@three.example")]))
        await run.press(.character("V"))
        #expect(run.state.board.marks.count == 3)
        await run.press(.character("D"))
        #expect(run.state.notice?.text == "2 customers: dealt with")
    }

    @Test("Frozen, a word to all that are marked shows at once")
    func frozen() async {
        let run = run()
        await run.press(.character("Z"), .character("V"), .character("D"))
        #expect(said.alarms.count == 3)
        #expect(run.state.boardRows.isEmpty)
    }

    @Test("e with marks offers what can be done to many, to those that are marked on the board")
    func bulk() async {
        var state = DeskState.showing(["alpha@one.example", "other", "gamma@three.example"])
        state.place = Place(.live)
        state.live.board = Board.board(1, Board.rows)
        state.session.writes = true
        let run = DeskRun(state)
        await run.press(.character("V"), .character("e"))
        guard case .bulk(.menu(let menu))? = run.state.overlay else {
            Issue.record("no menu")
            return
        }
        // One of the three is not in the list that was read.
        #expect(menu.title == "2 customers marked on the board")
        #expect(menu.choices.first?.targets.name(at: 1) == "gamma@three.example")
    }

    @Test("In a kiosk nobody says anything", arguments: ["a", "z", "D", "W"] as [Character])
    func kiosk(key: Character) async {
        let run = run(kiosk: true)
        await run.press(.character(key))
        #expect(run.state.overlay == nil)
        #expect(run.state.notice?.text.hasSuffix("a kiosk changes nothing") == true)
        #expect(said.alarms.isEmpty)
        #expect(run.state.board.pinned.isEmpty)
    }
}
