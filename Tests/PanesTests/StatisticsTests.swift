import Desk
import Formats
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("Statistics with the screen to themselves")
struct StatisticsTests {
    private func lines(_ width: Int, _ height: Int, _ days: [DayStats]) -> [String] {
        var state = Fixture.desk(width, height)
        (state.focus, state.isZoomed) = (.statistics, true)
        state.details[Fixture.user]?.statistics = Loadable(value: days, readAt: Fixture.now)
        return Panes.draw(state, glyphs: .unicode).lines
    }

    private func day(_ date: String, requests: Int?, bounces: Int?) throws -> DayStats {
        var counts = MailCounts()
        (counts.requests, counts.bounces) = (requests, bounces)
        return DayStats(date: try #require(CalendarDate(date)), counts: counts)
    }

    @Test("Below the chart stand the counts of the last day and of the period, and their share of what was sent")
    func totals() throws {
        let days = [
            try day("2026-09-27", requests: 1500, bounces: 20), try day("2026-09-28", requests: 500, bounces: 40),
        ]
        let lines = lines(120, 40, days)
        let rows = lines.suffix(10).map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows[0].hasPrefix("─ Totals ─"))
        #expect(rows[1] == "today 30 days of sent")
        #expect(rows[2] == "requests 500 2,000")
        #expect(rows[3] == "delivered · · ·")
        #expect(rows[4] == "✗ bounced 40 60 3%")
        #expect(rows[5] == "opened · · ·")
    }

    @Test("The last day is named when it is not today, and no share is told of nothing sent")
    func oldDays() throws {
        let rows = lines(80, 24, [try day("2026-09-12", requests: 0, bounces: 7)]).map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(rows.contains("Sep 12 30 days of sent"))
        #expect(rows.contains("✗ bounced 7 7"))
    }

    @Test("Counts beyond all reason are added up without harm")
    func absurd() throws {
        let days = [
            try day("2026-09-27", requests: .max, bounces: .min), try day("2026-09-28", requests: 5, bounces: .min),
        ]
        #expect(lines(120, 40, days).contains { $0.contains(" \(Numbers.short(.max))") })
        var state = Fixture.desk(120, 40)
        state.details[Fixture.user]?.limit.value = AccountLimit(credits: .max, remaining: .min, lastReset: nil)
        #expect(Panes.draw(state, glyphs: .unicode).lines.contains { $0.contains("credits") })
    }

    @Test("Where chart and table have no room together there is the chart", arguments: [(80, 22), (59, 40), (120, 40)])
    func room(width: Int, height: Int) {
        let lines = lines(width, height, Fixture.days)
        #expect(lines.contains { $0.contains("of sent") } == (width == 120))
        #expect(lines.contains { $0.contains("Aug 30") })
    }
}
