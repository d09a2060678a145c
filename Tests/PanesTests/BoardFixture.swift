import Desk
import Records
import Screen

@testable import Panes

/// What the live board shows; invented data.
extension Fixture {
    /// A board with seven customers in trouble and two that are snoozed.
    static func board(_ width: Int, _ height: Int) -> DeskState {
        var state = desk(width, height)
        state.notice = nil
        state.place = Place(.live)
        state.live.board = LiveBoard(version: 3, at: now, rows: boardRows, fleet: fleet)
        state.live.events = events
        state.live.status = status
        state.board.lookedAt = now - 42 * 60
        return state
    }

    /// The same before anything was read.
    static func emptyBoard(_ width: Int, _ height: Int) -> DeskState {
        var state = bare(width, height)
        state.place = Place(.live)
        return state
    }

    static var status: CollectorStatus {
        var status = CollectorStatus()
        status.role = .collecting
        (status.known, status.read, status.readDays) = (12_403, 12_403, 12_403)
        status.oldestReadAt = now - 1320
        status.oldestOverviewReadAt = now - 11_400
        (status.roundEndedAt, status.roundTook) = (now - 60, 1490)
        status.roundEstimate = 1500
        status.pace = 480
        return status
    }

    static var fleet: FleetFigures {
        var fleet = FleetFigures()
        fleet.customers = 12_403
        fleet.fortnight = (0..<14).map {
            day(4_500_000 + $0 * 20_000, bounced: $0 > 10 ? 0.008 + Double($0 - 10) / 333 : 0.008)
        }
        fleet.today = day(4_810_000, bounced: 0.017)
        fleet.usual = day(4_670_000, bounced: 0.008)
        return fleet
    }

    private static func day(_ requests: Int, bounced: Double) -> FleetDay {
        var day = FleetDay()
        day.requests = requests
        day.bounces = Int(Double(requests) * bounced)
        day.delivered = requests - day.bounces - requests / 250
        day.spamReports = requests / 3300
        return day
    }

    private static func row(
        _ name: String, _ concern: Concern, _ severity: Severity, _ shown: String, _ cause: String, minutes: Double,
        days: [Double?], threshold: Double?, trend: Judgement.Trend = .same, said: AlarmState = .new, by: String? = nil,
        changed: Double = 0
    ) -> LiveRow {
        let judgement = Judgement(
            concern: concern, severity: severity, value: days.last.flatMap { $0 } ?? 0, shown: shown, cause: cause,
            threshold: threshold, fortnight: days, since: now - minutes * 60, trend: trend)
        let alarm = Alarm(
            key: AlarmKey(username: name, concern: concern), firstSeen: now - minutes * 60, lastSeen: now,
            severity: severity, value: judgement.value, state: said, by: by,
            changedAt: changed > 0 ? now - changed * 60 : nil)
        return LiveRow(
            username: name, entries: [LiveRow.Entry(judgement: judgement, alarm: alarm)], readAt: now - minutes)
    }

    static let boardRows: [LiveRow] = [
        row(
            "news@tidepool.example", .spamReports, .critical, "0.41%", "spam reports 0.41%, 20 times the usual",
            minutes: 38,
            days: [0.02, 0.02, 0.03, 0.02, 0.02, 0.02, 0.02, 0.02, 0.03, 0.02, 0.03, 0.1, 0.22, 0.41].map { $0 / 100 },
            threshold: 0.003, trend: .worse),
        row(
            "mail@hollin.example", .bounces, .critical, "6.1%",
            "bounces 6.1%, usual 0.9%, mostly 550 unknown user at gone.example",
            minutes: 72, days: [0.8, 0.8, 0.9, 0.8, 0.8, 0.9, 0.8, 0.9, 0.9, 1, 1.2, 2.4, 4.3, 6.1].map { $0 / 100 },
            threshold: 0.05, trend: .worse),
        row(
            "orders@oakandash.example", .credits, .critical, "0%", "credits used up: 812 mails refused", minutes: 125,
            days: [90, 84, 78, 71, 66, 60, 52, 44, 37, 30, 21, 12, 4, 0].map { $0 / 100 }, threshold: 0.1,
            said: .acknowledged, by: "op2", changed: 13),
        row(
            "newsletter@marigold-flower-market.example", .volume, .warning, "4x",
            "4 times the usual volume since 13:40",
            minutes: 23, days: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4], threshold: 3),
        row(
            "alerts@gridsense.example", .credits, .warning, "8%", "credits 8% left, gone in about 3 h", minutes: 24,
            days: [90, 84, 77, 70, 64, 58, 52, 45, 39, 32, 26, 19, 13, 8].map { $0 / 100 }, threshold: 0.1,
            trend: .worse),
        row(
            "hello@kitebridge.example", .bounces, .warning, "4.2%", "bounces 4.2%, usual 1.0%; critical from 5% on",
            minutes: 52,
            days: [0.9, 1, 0.9, 1, 0.9, 1, nil, 1.2, 1.5, 2, 2.4, 3.1, 3.8, 4.2].map { $0.map { $0 / 100 } },
            threshold: 0.03, trend: .better),
        row(
            "promo@bluefern.example", .reputation, .warning, "71", "score fell from 84 to 71 in a week", minutes: 220,
            days: [84, 85, 84, 84, 85, 84, 84, 84, 82, 80, 78, 76, 73, 71], threshold: 80, said: .acknowledged,
            by: "op1", changed: 181),
        row(
            "club@redkestrel.example", .opens, .warning, "2%", "opens down 60%: tracking is off", minutes: 1500,
            days: [40, 41, 39, 40, 40, 41, 40, 39, 40, 16, 16, 15, 16, 16], threshold: nil,
            said: .snoozed(until: now + 86_400 - 6 * 3600), by: "op1", changed: 200),
        row(
            "digest@papermoon.example", .volume, .warning, "5x", "one large mailing a week, as agreed", minutes: 7300,
            days: [0, 0, 9, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0], threshold: 3,
            said: .snoozed(until: AlarmState.whenItRises), by: "op1", changed: 300),
    ]

    private static func event(
        _ minutes: Double, _ name: String?, _ kind: LiveEvent.Kind, _ severity: Severity, _ words: String
    ) -> LiveEvent {
        LiveEvent(
            at: now - minutes * 60, username: name, concern: name == nil ? nil : .bounces, kind: kind,
            severity: severity, words: words)
    }

    static let events: [LiveEvent] = [
        event(2, "news@tidepool.example", .critical, .critical, "became critical: spam reports passed 0.30%"),
        event(5, "mail@hollin.example", .worse, .critical, "got worse: bounces 4.3% → 6.1%"),
        event(13, "orders@oakandash.example", .said, .critical, "acknowledged by op2: “customer will upgrade”"),
        event(23, "newsletter@marigold-flower-market.example", .new, .warning, "new warning: 4 times the usual volume"),
        event(24, "alerts@gridsense.example", .new, .warning, "new warning: credits below 10%"),
        event(30, "office@slowriver.example", .wellAgain, .well, "well again after 26m: bounces back to 0.9%"),
        event(38, nil, .linkBack, .well, "could be asked again after 2m"),
        event(40, nil, .linkLost, .well, "could not be asked: the connection was refused"),
        event(52, "hello@kitebridge.example", .new, .warning, "new warning: bounces 3.1%, usual 1.0%"),
    ]
}
