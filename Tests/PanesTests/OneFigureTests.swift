import Formats
import Records
import ResellerAPI
import Screen
import Testing

@testable import Desk
@testable import Panes

/// The same customer, read once: every place says the same figure, with the same label.
@Suite("One figure, one word")
struct OneFigureTests {
    private static let reading = CustomerFigures(
        username: Fixture.user, readAt: Fixture.now, overview: Fixture.detail.overview.value, days: Fixture.days,
        limit: (Fixture.detail.limit.value ?? nil).map(LimitState.limited) ?? .unread)
    private static let judged = Assessment(reading).judged(now: Fixture.now)
    private static let credits = "8,800 of 50,000 left (limit)"
    private static let sent = "512,304 since 08-30"
    private static let score = "64 of 100"

    private static func desk(_ view: ViewID? = nil) -> DeskState {
        var state = view.map { Fixture.view($0, 120, 40) } ?? Fixture.desk(120, 40)
        state.figures[Fixture.user] = judged.figures
        state.focus = .customers
        return state
    }

    private static var board: DeskState {
        var state = Fixture.board(120, 40)
        state.figures[Fixture.user] = judged.figures
        let entries = judged.judgements.map {
            LiveRow.Entry(
                judgement: $0,
                alarm: Alarm(
                    key: AlarmKey(username: Fixture.user, concern: $0.concern), firstSeen: Fixture.now,
                    lastSeen: Fixture.now, severity: $0.severity, value: $0.value))
        }
        state.live.board = LiveBoard(
            version: 4, at: Fixture.now, rows: [LiveRow(username: Fixture.user, entries: entries, readAt: Fixture.now)],
            fleet: Fixture.fleet)
        return state
    }

    private static func lines(_ state: DeskState) -> [String] { Panes.draw(state, glyphs: .unicode).lines }

    private static func cells(_ sheet: Sheet) -> [String: String] {
        guard let row = (0..<sheet.count).map(sheet.row).first(where: { $0.cells.contains { $0.text == Fixture.user } })
        else { return [:] }
        return Dictionary(zip(sheet.columns.map(\.name), row.cells.map(\.text))) { first, _ in first }
    }

    @Test("Credits left, sent in the billing period and score: overview, settings, plain lines, metrics")
    func account() {
        let overview = Self.lines(Self.desk())
        let settings = Self.lines(Self.desk(.customer))
        for (label, text) in [("credits", Self.credits), ("sent", Self.sent), ("score", Self.score)] {
            #expect(overview.contains { $0.contains(label + " ") && $0.contains(text) }, "overview: \(text)")
            #expect(settings.contains { $0.contains(label + " ") && $0.contains(text) }, "settings: \(text)")
        }
        var plain = Self.desk()
        plain.focus = .overview
        let told = PlainText.lines(plain)
        #expect(Set(["credits: \(Self.credits)", "sent: \(Self.sent)", "score: \(Self.score)"]).isSubset(of: told))
        var metrics = LiveMetrics(version: "1", account: "acme", role: "production", now: Fixture.now)
        (metrics.maxSeries, metrics.customers) = (100, [CustomerGauges(Self.reading)])
        let text = MetricsText.text(metrics.families())
        #expect(text.contains("resellerdesk_customer_credits_remaining{customer=\"\(Fixture.user)\"} 8800\n"))
        #expect(text.contains("resellerdesk_customer_reputation{customer=\"\(Fixture.user)\"} 64\n"))
    }

    @Test("How it is doing, and what it sent in 30 days: list, `list`, board, plain lines, overview")
    func judgement() {
        let figures = Self.judged.figures
        let (value, why) = (figures.value, figures.why)
        let sent = figures.sent.map(Numbers.grouped) ?? ""
        #expect(figures.severity == .critical && !value.isEmpty && !sent.isEmpty)
        let list = Self.cells(DeskSheets(state: Self.desk()).customers)
        #expect(list["sent 30d"] == sent && list["figure"] == value && list["why"] == why)
        let drawn = Self.lines(Self.desk())
        let short = Numbers.short(figures.sent ?? 0)
        #expect(drawn.contains { $0.contains("sent 30d") })
        #expect(
            drawn.contains {
                $0.contains("✗ \(Fixture.user)") && $0.contains(" \(short) ") && $0.contains("\(value) \(why)")
            })
        let plain = PlainText.lines(Self.desk())
        #expect(plain.contains("1. \(Fixture.user): critical \(value) \(why), sent \(sent) in 30 days"))
        let board = Self.cells(BoardPanes(state: Self.board).troubled)
        #expect(board["severity"] == "critical" && board["value"] == value)
        #expect(Self.lines(Self.board).contains { $0.contains("✗ \(Fixture.user)") && $0.contains(value) })
        let sentence = figures.sentences.first ?? "?"
        #expect(drawn.contains { $0.contains("✗ \(sentence)") })
        #expect(
            PlainText.lines(
                {
                    var state = Self.desk(); state.focus = .overview; return state
                }()
            )
            .contains("critical: \(sentence)"))
    }
}
