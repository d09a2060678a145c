import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Panes

/// The live board at all sizes and in all states.
enum BoardScreens {
    static let sizes = [(200, 60), (120, 40), (80, 24), (40, 12), (20, 5)]

    static var all: [NamedScreen] { there + others }

    private static var there: [NamedScreen] {
        sizes.flatMap { width, height in
            [
                NamedScreen(name: "live-\(width)x\(height)", state: Fixture.board(width, height)),
                NamedScreen(name: "live-kiosk-\(width)x\(height)", state: kiosk(Fixture.board(width, height))),
            ]
        } + [
            NamedScreen(name: "live-120x40-ascii", state: Fixture.board(120, 40), glyphs: .ascii),
            NamedScreen(name: "live-80x24-ascii", state: Fixture.board(80, 24), glyphs: .ascii),
        ]
    }

    private static var others: [NamedScreen] {
        [(120, 40), (80, 24), (40, 12)].flatMap { width, height in
            [
                ("empty", Fixture.emptyBoard(width, height)), ("well", well(width, height)),
                ("lost", lost(width, height)), ("seen", seen(width, height)), ("filter", filtered(width, height)),
                ("snoozing", snoozing(width, height)), ("reading", reading(width, height)),
                ("off", off(width, height)), ("marked", marked(width, height)), ("noting", noting(width, height)),
                ("snoozing-many", snoozingMany(width, height)), ("visit", visit(width, height)),
                ("help", helped(width, height)),
            ].map { name, state in NamedScreen(name: "live-\(name)-\(width)x\(height)", state: state) }
        }
    }

    private static func helped(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        var help = HelpState()
        help.modeBelow = .board
        help.commands = Command.all.filter {
            $0.group != .type && $0.applies(in: .board) && ($0.id.paneDigit ?? 0) <= 2
        }.map(\.id)
        state.overlay = .help(help)
        return state
    }

    /// The same on a wall.
    static func kiosk(_ state: DeskState) -> DeskState {
        var state = state
        state.session.isKiosk = true
        state.masksAddresses = true
        return state
    }

    private static func well(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.live.board = LiveBoard(version: 4, at: Fixture.now, rows: [], fleet: Fixture.fleet)
        state.live.events = []
        return state
    }

    private static func lost(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.live.status.lostSince = Fixture.now - 600
        state.live.status.lostBecause = "the connection was refused"
        return state
    }

    /// After a key: nothing is new any more, and the focus is on what happened.
    private static func seen(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.board.lookedAt = Fixture.now
        state.view.focus = BoardPanes.happenings
        return state
    }

    private static func filtered(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.view.filter = "kind:credits"
        state.view[BoardPanes.rows].matches = [2, 4]
        state.view[BoardPanes.happenings].matches = [4]
        return state
    }

    private static func snoozing(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.overlay = .snooze(SnoozeMenu(ChosenAlarms([Fixture.boardRows[0]]), cursor: 2))
        return state
    }

    /// Nobody collects; the figures are those that were kept.
    private static func off(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.live.status.role = .off("\"collect\" is false here, and no other process does")
        (state.live.status.oldestReadAt, state.live.status.pace) = (Fixture.now - 3 * 3600, 0)
        return state
    }

    /// Two rows are marked, and the cursor is on one with a note.
    private static func marked(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        var rows = Fixture.boardRows
        rows[2].entries[0].alarm.note =
            "they raise the limit themselves tonight; ask kim.frost@oakandash.example tomorrow"
        state.live.board = LiveBoard(version: 4, at: Fixture.now, rows: rows, fleet: Fixture.fleet)
        state.board.marks = ["mail@hollin.example", "alerts@gridsense.example"]
        state.view[BoardPanes.rows].cursor = 2
        return state
    }

    /// A note is being typed.
    private static func noting(_ width: Int, _ height: Int) -> DeskState {
        var state = marked(width, height)
        state.overlay = .prompt(
            PromptState(
                purpose: .acknowledge(ChosenAlarms([Fixture.boardRows[1]])), title: "Acknowledge mail@hollin.example",
                entry: TextEntry("they clean their list"),
                note: "Optional note for the team. Enter acknowledges it."))
        return state
    }

    private static func snoozingMany(_ width: Int, _ height: Int) -> DeskState {
        var state = marked(width, height)
        state.overlay = .snooze(SnoozeMenu(ChosenAlarms([Fixture.boardRows[1], Fixture.boardRows[4]])))
        return state
    }

    /// The samples of one customer, looked at from the board.
    private static func visit(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.samples.samples = state.samples.samples.enumerated().map { index, sample in
            Sample(
                id: sample.id, date: sample.date, customer: index % 2 == 0 ? "mail@hollin.example" : sample.customer,
                record: sample.record, from: sample.from, subject: sample.subject, spf: sample.spf, dkim: sample.dkim,
                dmarc: sample.dmarc, score: sample.score, size: sample.size)
        }
        state.samples.visit = SamplesVisit("mail@hollin.example")
        state.samples.arranged = state.samples.samples.filter { $0.customer == "mail@hollin.example" }
        (state.place, state.views.parents) = (Place(), [Place(.live)])
        (state.focus, state.isZoomed) = (.samples, true)
        return state
    }

    /// Another process collects; its first round is not over, two customers are pinned.
    private static func reading(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.board(width, height)
        state.live.status.role = .reading(holder: "desk7 4711")
        (state.live.status.read, state.live.status.readDays) = (0, 4800)
        state.live.status.roundEndedAt = nil
        state.board.pinned = ["shop@lanternhill.example", "mail@hollin.example"]
        state.board.changed = ["news@tidepool.example"]
        return state
    }
}

@Suite("Live board")
struct BoardTests {
    @Test("Every screen of the board looks as recorded", arguments: BoardScreens.all)
    func literal(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("A kiosk shows the local part of no address, on any screen", arguments: kioskScreens)
    func masked(_ screen: NamedScreen) {
        let text = screen.canvas.lines.joined(separator: "\n")
        let secrets = Fixture.customers.compactMap { $0.name.split(separator: "@").first.map(String.init) }.filter {
            $0.count > 4
        }
        for secret in secrets + ["kim.frost", "Your invoice"] {
            #expect(!text.contains("\(secret)@"), "\(secret)@")
        }
        #expect(!text.contains("newslett"))
        #expect(text.contains("KIOSK"))
    }

    static var kioskScreens: [NamedScreen] {
        [(120, 40), (80, 24), (40, 12)].flatMap { width, height in
            [("desk", Fixture.desk(width, height)), ("live", Fixture.board(width, height))]
                .map { name, state in (name, state) }
                + ViewID.allCases.filter { ![.desk, .live, .why].contains($0) }.map {
                    ($0.rawValue, Fixture.view($0, width, height))
                }
        }
        .map { name, state in
            NamedScreen(
                name: "kiosk-\(name)-\(state.size.width)x\(state.size.height)", state: BoardScreens.kiosk(state))
        }
    }
}
