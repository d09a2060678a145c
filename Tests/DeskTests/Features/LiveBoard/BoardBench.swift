import Desk
import Records
import Screen
import Settings
import Synchronization

@testable import Desk

/// Rows and desks for tests of the live board.
enum Board {
    static func row(
        _ name: String, _ severity: Severity = .warning, _ concern: Concern = .bounces, shown: String = "4.2%",
        since: Double = noon - 600, state: AlarmState = .new
    ) -> LiveRow {
        let judgement = Judgement(
            concern: concern, severity: severity, value: 0.042, shown: shown, cause: "\(concern.rawValue) \(shown)",
            threshold: 0.03, since: since)
        let alarm = Alarm(
            key: AlarmKey(username: name, concern: concern), firstSeen: since, lastSeen: noon, severity: severity,
            value: 0.042, state: state)
        return LiveRow(
            username: name, entries: [LiveRow.Entry(judgement: judgement, alarm: alarm)], readAt: noon - 30)
    }

    static func board(_ version: Int, _ rows: [LiveRow]) -> LiveBoard {
        LiveBoard(version: version, at: noon, rows: rows.sorted(by: LiveRow.isBefore), fleet: FleetFigures())
    }

    static let rows = [
        row("alpha@one.example", .critical), row("beta@two.example", .critical, .credits, since: noon - 900),
        row("gamma@three.example", .warning, .reputation, shown: "71"),
    ]

    static func event(
        _ name: String, _ kind: LiveEvent.Kind, _ severity: Severity = .critical, at time: Double = noon
    ) -> LiveEvent {
        LiveEvent(
            at: time, username: name, concern: .bounces, kind: kind, severity: severity, words: "became critical: 6.1%")
    }

    static func news(_ version: Int, _ rows: [LiveRow], events: [LiveEvent] = []) -> DeskAction {
        .live(.collected(LiveNews(board: board(version, rows), status: CollectorStatus(), events: events)))
    }

    /// A desk on the live board, with three customers in trouble.
    @MainActor
    static func run(
        kiosk: Bool = false, rows: [LiveRow] = rows,
        _ describe: (inout DeskEnvironment, TestClock) -> Void = { _, _ in }
    ) -> DeskRun {
        let session = Session(
            account: "acme", role: .production, writes: !kiosk, baseURL: "http://127.0.0.1:1", who: "op1")
        var state = DeskState(
            session: session, size: Size(width: 120, height: 40), now: noon, keymap: .shipped)
        if kiosk { state.becomeKiosk() }
        state.place = Place(.live)
        state.live.board = board(1, rows)
        return DeskRun(state) { environment, clock in
            describe(&environment, clock)
        }
    }
}

/// Alarms that a person's word was kept of.
final class Said: Sendable {
    private let kept = Mutex<[Alarm]>([])

    var alarms: [Alarm] { kept.withLock { $0 } }

    /// A port that keeps words and knows nothing else; another process collects.
    var port: LivePort {
        LivePort(
            hold: { .other("another process") }, release: {}, figures: { _, _, _ in .done([]) },
            saveFigures: { _ in .done(true) }, alarms: { .done([]) }, sawAlarms: { _ in .done(true) },
            saidAlarms: { alarms in
                self.kept.withLock { $0 += alarms }
                return .done(true)
            }, status: { .done(nil) }, saveStatus: { _ in .done(true) })
    }
}

/// Alerts that were made known, a call an element.
final class Told: Sendable {
    private let kept = Mutex<[[Alert]]>([])

    var calls: [[Alert]] { kept.withLock { $0 } }

    func tell(_ alerts: [Alert]) { kept.withLock { $0.append(alerts) } }
}
