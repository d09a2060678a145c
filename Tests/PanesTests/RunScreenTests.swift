import Desk
import Records
import ResellerAPI
import Screen
import Testing

@testable import Panes

/// Bulk runs at every size: the list, one run, the dialog before, a row of which nobody knows.
enum RunScreens {
    static var all: [NamedScreen] {
        sizes.flatMap { width, height in
            [
                NamedScreen(name: "run-\(width)x\(height)", state: running(width, height)),
                NamedScreen(name: "runs-\(width)x\(height)", state: list(width, height)),
                NamedScreen(name: "bulk-preview-\(width)x\(height)", state: previewing(width, height)),
                NamedScreen(name: "run-row-unknown-\(width)x\(height)", state: unknownRow(width, height)),
            ]
        } + [
            NamedScreen(name: "run-interrupted-80x24", state: interrupted(80, 24)),
            NamedScreen(name: "run-holding-120x40", state: holding(120, 40)),
            NamedScreen(name: "runs-none-80x24", state: none(80, 24)),
            NamedScreen(name: "run-ascii-120x40", state: running(120, 40), glyphs: .ascii),
            NamedScreen(name: "bulk-menu-80x24", state: menu(80, 24)),
            NamedScreen(name: "run-retry-80x24", state: retrying(80, 24)),
            NamedScreen(name: "bulk-preview-addresses-120x40", state: previewingAddresses(120, 40)),
            NamedScreen(name: "run-hostile-80x24", state: hostile(80, 24)),
        ]
    }

    private static func desk(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        state.session.writes = true
        state.notice = nil
        state.place = Place(.runs, item: "7")
        state.bulk.areRead = true
        return state
    }

    /// 731 of 1,087 addresses let through, some of them with trouble.
    static var run: BulkRun {
        BulkRun(
            id: 7, account: "acme", context: "acme-prod", who: "kim", at: Fixture.now - 300,
            operation: "bounces.delete", reason: "T-20418",
            counts: BulkCounts(waiting: 353, sent: 3, done: 722, skipped: 2, failed: 6, unknown: 1))
    }

    private static func row(
        _ index: Int, _ target: String, _ stage: BulkRow.Stage, _ answer: String = "", ago: Double = 0
    ) -> BulkRow {
        BulkRow(
            index: index, target: target, parameters: ["user": "mail@hollin.example", "email": target], stage: stage,
            answer: answer, at: Fixture.now - ago, before: StateImage(isThere: true, entries: [.init("email", target)]),
            entry: Int64(index + 100))
    }

    private static let rows: [BulkRow] =
        [
            row(
                640, "r.vance@gone.example", .unknown,
                "the answer was lost; read-back inconclusive", ago: 9),
            row(611, "o.reed@gone.example", .failed, "the answer was lost; read-back: not done"),
            row(12, "events@gone.example", .failed, "Permission denied, not authorized", ago: 108),
            row(728, "press@gone.example", .sent), row(729, "g.lark@gone.example", .sent),
            row(730, "team@gone.example", .sent),
            row(90, "f.birch@gone.example", .skipped, "nothing to do", ago: 61),
        ]
        + (0..<60).map { number in
            row(100 + number, "reader\(number)@a-long-domain-name.example", .done, "success", ago: 200)
        }

    static func running(_ width: Int, _ height: Int) -> DeskState {
        var state = desk(width, height)
        state.bulk.runs = [run]
        var work = RunWork(beganAt: Fixture.now - 265, closedBefore: 0)
        work.secondsLeft = 130
        state.bulk.works[7] = work
        fill(&state)
        return state
    }

    private static func fill(_ state: inout DeskState) {
        var page = RunPage(run: 7)
        page.rows = Array(rows.prefix(state.runRowsOnScreen))
        page.isRead = true
        page.cursor = 1
        state.bulk.page = page
    }

    static func interrupted(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.bulk.works = [:]
        return state
    }

    static func holding(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.bulk.works[7]?.standing = .holding(
            why: "bounces.delete: the service takes no more calls for 4 seconds.", until: Fixture.now + 4)
        return state
    }

    static func list(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.place = Place(.runs)
        let finished = BulkRun(
            id: 6, account: "acme", context: "acme-prod", who: "lee", at: Fixture.now - 93_600,
            operation: "limits.increment", stage: .finished, counts: BulkCounts(done: 37))
        let paused = BulkRun(
            id: 5, account: "acme", context: "acme-prod", who: "kim", at: Fixture.now - 180_000,
            operation: "customer.disable", reason: "T-20001", stage: .paused,
            counts: BulkCounts(waiting: 12_000, done: 403, failed: 2))
        let cancelled = BulkRun(
            id: 4, account: "acme", context: "acme-prod", who: "kim", at: Fixture.now - 200_000,
            operation: "monitor.append", stage: .cancelled, counts: BulkCounts(waiting: 3, done: 2, unknown: 1))
        var interrupted = run
        interrupted.id = 3
        state.bulk.runs = [run, finished, paused, cancelled, interrupted]
        state.bulk.cursor = 2
        return state
    }

    static func none(_ width: Int, _ height: Int) -> DeskState {
        var state = desk(width, height)
        state.place = Place(.runs)
        return state
    }

    static func unknownRow(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.overlay = .bulk(.row(RunRowSheet(run: run, row: rows[0])))
        return state
    }

    private static let customers = BulkTargets(
        .customers(Fixture.table(Fixture.customers), (0..<20).map { UInt32($0) }), origin: "marked")

    static func previewing(_ width: Int, _ height: Int) -> DeskState {
        var state = desk(width, height)
        state.place = Place()
        guard let operation = ResellerAPI.Operation.named("limits.increment") else { return state }
        var preview = BulkPreview(operation, customers, shared: ["credits": "10"], ticket: "T-20418")
        preview.typed = TextEntry("2")
        state.overlay = .bulk(.preview(preview))
        return state
    }

    static func previewingAddresses(_ width: Int, _ height: Int) -> DeskState {
        var state = desk(width, height)
        state.place = Place()
        guard let operation = ResellerAPI.Operation.named("bounces.delete") else { return state }
        let emails = (0..<1087).map { "reader\($0)@gone.example" }
        let targets = BulkTargets(.addresses(user: "mail@hollin.example", emails))
        state.session.writes = false
        state.overlay = .bulk(.preview(BulkPreview(operation, targets, shared: Parameters())))
        return state
    }

    static func menu(_ width: Int, _ height: Int) -> DeskState {
        var state = desk(width, height)
        state.place = Place()
        let ids = ["customer.disable", "limits.increment", "limits.setTotal"]
        let choices = ids.compactMap { ResellerAPI.Operation.named($0) }.map { BulkChoice($0, customers) }
        state.overlay = .bulk(.menu(BulkMenu(title: "20 customers marked", choices: choices)))
        return state
    }

    static func retrying(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.overlay = .bulk(
            .question(
                RunQuestion(
                    run: 7, deed: .retryFailed, question: "Try the 6 failed rows of run 7 again?",
                    consequence: "Rows that are done, not needed or unknown are left alone.")))
        return state
    }

    static func hostile(_ width: Int, _ height: Int) -> DeskState {
        var state = running(width, height)
        state.bulk.runs[0].reason = Fixture.hostileNames[0]
        state.bulk.runs[0].who = Fixture.hostileNames[1]
        state.bulk.page?.rows = Fixture.hostileNames.enumerated().map { row($0, $1, .failed, $1) }
        return state
    }
}

@Suite("Screens of bulk runs")
struct RunScreenTests {
    @Test("Bulk runs look as recorded", arguments: RunScreens.all)
    func recorded(_ screen: NamedScreen) {
        let problem = ScreenFiles.problem(screen.name, screen.canvas)
        #expect(problem == nil, "\(problem ?? "")")
    }

    @Test("While a run goes on, every view says how far it is")
    func head() {
        var state = RunScreens.running(120, 40)
        state.place = Place()
        #expect(Panes.draw(state, glyphs: .unicode).lines[0].contains("run 7: 731 of 1,087"))
    }

    @Test("No caller's text gets out of its row", arguments: sizes)
    func hostile(width: Int, height: Int) {
        let lines = Panes.draw(RunScreens.hostile(width, height), glyphs: .unicode).lines
        #expect(lines.count == height)
        #expect(!lines.joined().contains("\u{1B}"))
        #expect(!lines.joined().contains("\u{202E}"))
    }
}
