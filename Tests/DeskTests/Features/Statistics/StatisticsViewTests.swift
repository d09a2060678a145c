import Formats
import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Statistics view", .timeLimit(.minutes(5)))
struct StatisticsViewTests {
    /// The calls that were made, and answers of as many days as were asked for, the last one 2026-09-28.
    private final class Service: Sendable {
        private let made = Mutex<[String]>([])

        var calls: [String] { made.withLock { $0.map { $0 } } }
        func forget() { made.withLock { $0 = [] } }

        func answer(_ request: Request) -> [Record] {
            made.withLock { $0.append(request.description) }
            switch request.operation.id {
            case "stats.categories": return [Record([.init("category", .text("offers"))])]
            case "stats.aggregate": return [Record([.init("requests", .count(9000))])]
            default: return days(request.parameters)
            }
        }

        private func days(_ parameters: Parameters) -> [Record] {
            let last = parameters["end_date"].flatMap { CalendarDate($0) } ?? CalendarDate(daysSinceEpoch: 20_724)
            let first =
                parameters["start_date"].flatMap { CalendarDate($0) }
                ?? last.adding(days: 1 - (parameters["days"].flatMap(Int.init) ?? 1))
            return (0...(last.daysSinceEpoch - first.daysSinceEpoch)).map { index in
                let count = parameters["category"] == nil ? 100 + index : 7
                return Record([
                    .init("date", .date(first.adding(days: index))), .init("requests", .count(count)),
                    .init("bounces", .count(1)),
                ])
            }
        }
    }

    private func desk(_ service: Service, size: Size = Size(width: 120, height: 40)) async -> DeskRun {
        let desk = DeskRun(.showing(names(2), size: size)) { environment, clock in
            environment.answerDetails(clock)
            environment.read = { request, _ in
                Answered(
                    .success(
                        Reply(operation: request.operation, value: .list(service.answer(request).map(Value.record)))),
                    at: clock.now)
            }
        }
        await desk.press(.character("t"))
        return desk
    }

    @Test("It reads both periods in one call, the totals, and the categories with their figures")
    func reading() async {
        let service = Service()
        let desk = await desk(service)
        #expect(desk.state.place.view == .statistics)
        #expect(
            Set(service.calls) == [
                "stats.daily user=name00 days=60", "stats.aggregate user=name00", "stats.categories user=name00",
                "stats.byCategory user=name00 category=offers days=30",
            ])
        #expect(service.calls.count == 4)
        let figures = desk.state.statisticsFigures
        #expect(figures?.now.first == CalendarDate("2026-08-30"))
        #expect(figures?.now.last == CalendarDate("2026-09-28"))
        #expect(figures?.now.total(.requests) == DayCounts.Total(count: 30 * 130 + 435, isWhole: true))
        #expect(figures?.before?.total(.requests) == DayCounts.Total(count: 30 * 100 + 435, isWhole: true))
        #expect(figures?.now.total(.delivered) == nil)
        #expect(desk.state.allTimeCounts.value?.requests == 9000)
        #expect(desk.state.allTimeCounts.value?.bounces == nil)
    }

    @Test("What is held is not asked for again: the comparison off and on, and a shorter period back")
    func held() async {
        let service = Service()
        let desk = await desk(service)
        service.forget()
        await desk.press(.character("C"))
        #expect(desk.state.statisticsFigures?.before == nil)
        await desk.press(.character("C"))
        #expect(desk.state.statisticsFigures?.before != nil)
        #expect(service.calls.isEmpty)
        await desk.press(.character(">"))
        #expect(desk.state.statisticsRange == .last(90))
        #expect(
            Set(service.calls) == [
                "stats.daily user=name00 days=180", "stats.byCategory user=name00 category=offers days=90",
            ])
        service.forget()
        await desk.press(.character("<"))
        #expect(desk.state.statisticsRange == .last(30))
        #expect(service.calls.isEmpty)
        await desk.press(.character("<"), .character("<"))
        #expect(desk.state.statisticsRange == .last(7))
        #expect(desk.state.notice?.text == StatisticsWords.periods("/"))
    }

    @Test("The line moves from day to day, stops at the ends, and is gone with another period")
    func line() async {
        let desk = await desk(Service())
        func day() -> String? {
            desk.state.statisticsFigures.map { $0.now.date(desk.state.statisticsPlace(in: $0.now)).description }
        }
        #expect(day() == "2026-09-28")
        await desk.press(.character("l"), .character("h"), .left)
        #expect(day() == "2026-09-26")
        await desk.press(.control("u"))
        #expect(day() == "2026-09-19")
        await desk.press(.character("g"), .character("g"), .character("h"))
        #expect(day() == "2026-08-30")
        await desk.press(.character("G"))
        #expect(desk.state.statistics.view.day == nil)
        await desk.press(.character("h"), .character("<"))
        #expect(day() == "2026-09-28")
    }

    @Test("Metrics are switched on and off in a menu that stays open; Esc closes it")
    func metrics() async {
        let desk = await desk(Service())
        await desk.press(.character("M"), .character(" "), .character("j"), .enter)
        #expect(desk.state.overlay == .metrics(MetricsMenu(cursor: 1)))
        #expect(desk.state.statistics.view.metrics == [.requests, .uniqueOpens, .bounces])
        await desk.press(.escape)
        #expect(desk.state.overlay == nil)
        #expect(desk.state.place.view == .statistics)
    }

    @Test("A range of one's own is typed; a wrong one is explained and stays to be put right")
    func ownRange() async {
        let service = Service()
        let desk = await desk(service)
        service.forget()
        await desk.press(.character("/"))
        #expect(desk.state.filterEntry?.text == "30")
        await desk.press(.control("u"))
        await desk.type("2026-09-20..2026-09-10")
        await desk.press(.enter)
        #expect(desk.state.notice?.text == "2026-09-20 is after 2026-09-10")
        #expect(desk.state.filterEntry?.text == "2026-09-20..2026-09-10")
        await desk.press(.control("u"))
        await desk.type("08-01..08-10")
        await desk.press(.enter)
        #expect(desk.state.filterEntry == nil)
        #expect(service.calls.contains("stats.daily user=name00 start_date=2026-07-22 end_date=2026-08-10"))
        #expect(desk.state.statisticsFigures?.now.first == CalendarDate("2026-08-01"))
        #expect(desk.state.statisticsFigures?.before?.last == CalendarDate("2026-07-31"))
        await desk.press(.character(">"))
        #expect(desk.state.statisticsRange == .last(30))
    }

    @Test("A category is chosen with j and Enter, and Esc leads back step by step")
    func categories() async {
        let service = Service()
        let desk = await desk(service)
        await desk.press(.character("j"))
        #expect(desk.state.statistics.view.categoryCursor == 0)
        service.forget()
        await desk.press(.enter)
        #expect(desk.state.statistics.view.category == "offers")
        #expect(service.calls == ["stats.byCategory user=name00 category=offers days=60"])
        #expect(desk.state.statisticsFigures?.now.total(.requests)?.count == 210)
        await desk.press(.escape)
        #expect(desk.state.statistics.view.category == nil)
        #expect(desk.state.statistics.view.categoryCursor == 0)
        await desk.press(.character("k"))
        #expect(desk.state.statistics.view.categoryCursor == nil)
        await desk.press(.escape)
        #expect(desk.state.place.view == .desk)
    }

    @Test("The table is copied whole; what is not known is empty and not 0")
    func copying() async {
        let copied = Mutex("")
        let desk = DeskRun(.showing(names(1))) { environment, clock in
            environment.answerDetails(clock)
            environment.copyToClipboard = { text in
                copied.withLock { $0 = text.text }
                return true
            }
            let service = Service()
            environment.read = { request, _ in
                Answered(
                    .success(
                        Reply(operation: request.operation, value: .list(service.answer(request).map(Value.record)))),
                    at: clock.now)
            }
        }
        await desk.press(.character("t"), .character("y"))
        let lines = copied.withLock { $0 }.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "\t2026-09-28\t30 days\tbefore\tall time")
        #expect(lines.dropFirst().first == "requests\t159\t4335\t3435\t9000")
        #expect(lines.dropFirst(2).first == "delivered\t\t\t\t")
        #expect(desk.state.notice?.text == "copied the table of totals")
    }
}

@Suite("Ranges of days")
struct StatisticsRangeTests {
    private let today = CalendarDate(daysSinceEpoch: 20_724)

    @Test(
        "What can be typed",
        arguments: [
            ("45", "45"), ("45d", "45"), ("2026-09-01..2026-09-02", "2026-09-01..2026-09-02"),
            ("09-01..", "2026-09-01..2026-09-28"), ("2026-09-01 .. 2030-01-01", "2026-09-01..2026-09-28"),
        ])
    func good(_ typed: String, _ expected: String) {
        var state = DeskState.empty()
        guard case .done(let range) = StatisticsRange.read(typed, today: today) else {
            Issue.record("refused: \(typed)")
            return
        }
        state.statistics.view.range = range
        #expect(state.statisticsRangeText == expected)
    }

    @Test(
        "What can't be, and why",
        arguments: [
            ("0", "choose from 1 to 1,098 days"), ("1099", "choose from 1 to 1,098 days"),
            ("2020-01-01..", "choose from 1 to 1,098 days"), ("09-30..10-02", "2026-09-30 is in the future"),
            ("02-30..", StatisticsWords.dateForm),
            ("soon", StatisticsWords.rangeForm("2026-08-15..2026-09-28")),
            ("99999999999999999999", StatisticsWords.rangeForm("2026-08-15..2026-09-28")),
        ])
    func bad(_ typed: String, _ expected: String) {
        #expect(StatisticsRange.read(typed, today: today) == .failed(expected))
    }
}

@Suite("Counts of days")
struct DayCountsTests {
    private func counts(_ requests: Int?, _ bounces: Int?) -> MailCounts {
        var counts = MailCounts()
        (counts.requests, counts.bounces) = (requests, bounces)
        return counts
    }

    @Test("A sum over days that were not all told is at least that much, and has no change")
    func partial() {
        let first = CalendarDate(daysSinceEpoch: 100)
        let told = [96: counts(10, 1), 100: counts(50, 2), 101: counts(0, nil), 103: counts(200, 8)]
        let now = DayCounts(first: first, count: 4, from: told)
        #expect(now.total(.requests) == DayCounts.Total(count: 250, isWhole: false))
        #expect(now.shares(.bounces) == [4, nil, nil, 4])
        #expect(now.values(.bounces) == [2, nil, nil, 8])
        #expect(now.total(.spamReports) == nil)
        #expect(now.place(of: CalendarDate(daysSinceEpoch: 104)) == nil)
        let figures = StatisticsFigures(
            now: now, before: DayCounts(first: first.adding(days: -4), count: 4, from: told))
        #expect(figures.change(.requests) == nil)
    }

    @Test("Absurd counts end at the largest number there is")
    func absurd() {
        let told = [1: counts(.max, 0), 2: counts(.max, -5)]
        let days = DayCounts(first: CalendarDate(daysSinceEpoch: 1), count: 2, from: told)
        #expect(days.total(.requests) == DayCounts.Total(count: .max, isWhole: true))
        #expect(days.total(.bounces) == DayCounts.Total(count: 0, isWhole: true))
    }
}
