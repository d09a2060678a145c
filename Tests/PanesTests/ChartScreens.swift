import Desk
import ResellerAPI
import Screen

/// The views of statistics and suppressions, in every state of their data.
enum ChartScreens {
    static var all: [NamedScreen] { statistics + suppressions }

    // MARK: - Statistics

    private static var statistics: [NamedScreen] {
        sizes.flatMap { width, height in
            statisticsVariations(width, height).map { name, state in
                NamedScreen(name: "view-statistics-\(name)-\(width)x\(height)", state: state)
            }
        } + [
            NamedScreen(name: "view-statistics-compared-120x40-ascii", state: statistics(120, 40), glyphs: .ascii),
            NamedScreen(name: "view-statistics-compared-80x24-ascii", state: statistics(80, 24), glyphs: .ascii),
        ]
    }

    private static func statisticsVariations(_ width: Int, _ height: Int) -> [(String, DeskState)] {
        var alone = statistics(width, height)
        alone.statistics.view.comparesBefore = false
        alone.statistics.view.metrics = [.requests, .delivered, .clicks, .spamReports]
        var category = statistics(width, height)
        category.statistics.view.category = "spring-offers"
        category.statistics.view.categoryCursor = 0
        answer(&category, "stats.byCategory", ["category": "spring-offers", "days": "60"], offers(60))
        var browsing = statistics(width, height)
        browsing.statistics.view.categoryCursor = 1
        var typing = statistics(width, height)
        typing.filterEntry = TextEntry("2026-08-01..")
        var menu = statistics(width, height)
        menu.overlay = .metrics(MetricsMenu(cursor: 2))
        return [
            ("compared", statistics(width, height)), ("alone", alone), ("category", category), ("categories", browsing),
            ("typing", typing),
            ("metrics", menu), ("hostile", hostileStatistics(width, height)),
        ] + DataState.allCases.filter { $0 != .there }.map { ($0.rawValue, empty($0, width, height)) }
    }

    /// Of a pane's data in some state; the view itself has asked for nothing.
    private static func empty(_ data: DataState, _ width: Int, _ height: Int) -> DeskState {
        var state = data.desk(width, height)
        state.place = Place(.statistics)
        state.statistics.view.comparesBefore = false
        return state
    }

    static func statistics(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        state.place = Place(.statistics)
        state.statistics.view.day = CalendarDate("2026-09-26")
        answer(&state, "stats.daily", ["days": "60"], former + Fixture.days.map(record))
        answer(&state, "stats.aggregate", [:], [totals])
        answer(&state, "stats.categories", [:], names.map { Record([.init("category", .text($0))]) })
        answer(&state, "stats.byCategory", ["category": names[0], "days": "30"], offers(30))
        answer(&state, "stats.byCategory", ["category": names[1], "days": "30"], quiet)
        return state
    }

    private static let names = ["spring-offers", "receipts", "reminders", "Newsletter"]

    private static func hostileStatistics(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.hostileDesk(width, height)
        state.place = Place(.statistics)
        state.statistics.view.category = Fixture.hostileNames[2]
        var days = Fixture.days.map(record)
        days[3].entries = [days[3].entries[0], .init("delivered", .count(.max)), .init("requests", .count(.max))]
        for name in Fixture.hostileNames {
            answer(&state, "stats.byCategory", ["category": name, "days": "60"], days)
        }
        answer(
            &state, "stats.categories", [:],
            Fixture.hostileNames.map { Record([.init("category", .text($0))]) })
        return state
    }

    static func answer(
        _ state: inout DeskState, _ operation: String, _ values: [String: String], _ records: [Record]
    ) {
        guard let user = state.subject else { return }
        var parameters: Parameters = ["user": user]
        for name in ["category", "days", "start_date", "end_date"] {
            if let value = values[name] { parameters.append(name, value) }
        }
        guard let request = Request(operation, parameters) else { return }
        state.readings.asked(request, at: Fixture.now)
        state.readings.answered(request, .success(records), at: Fixture.now)
    }

    private static func record(_ day: DayStats) -> Record {
        Record([.init("date", .date(day.date))] + entries(day.counts))
    }

    private static func entries(_ counts: MailCounts) -> [Record.Entry] {
        [
            ("requests", counts.requests), ("delivered", counts.delivered), ("bounces", counts.bounces),
            ("unique_opens", counts.uniqueOpens), ("unique_clicks", counts.uniqueClicks),
            ("unsubscribes", counts.unsubscribes), ("spamreports", counts.spamReports),
        ].compactMap { name, count in count.map { .init(name, .count($0)) } }
    }

    /// The thirty days before those of the fixture, a little quieter and without trouble.
    private static var former: [Record] {
        Fixture.days.enumerated().map { index, day in
            var counts = day.counts
            counts.delivered = Fixture.delivered[index] * 800
            counts.bounces = Fixture.delivered[index] * 7
            counts.requests = Fixture.delivered[index] * 807
            return record(DayStats(date: day.date.adding(days: -30), counts: counts))
        }
    }

    private static let last = CalendarDate(daysSinceEpoch: 20_724)

    private static func offers(_ count: Int) -> [Record] {
        (0..<count).map { index in
            var counts = MailCounts()
            counts.requests = 1000 + index % 7 * 100
            counts.bounces = 381 + index % 5 * 20
            counts.delivered = 600 + index % 7 * 50
            return record(DayStats(date: last.adding(days: index - count + 1), counts: counts))
        }
    }

    private static var quiet: [Record] {
        offers(30).map { Record($0.entries.map { $0.name == "bounces" ? .init($0.name, .count(3)) : $0 }) }
    }

    private static var totals: Record {
        var counts = MailCounts()
        counts.requests = 48_112_904
        counts.delivered = 47_390_112
        counts.bounces = 402_118
        counts.uniqueOpens = 14_230_551
        return Record(entries(counts))
    }

    // MARK: - Suppressions

    private static var suppressions: [NamedScreen] {
        sizes.flatMap { width, height in
            suppressionVariations(width, height).map { name, state in
                NamedScreen(name: "view-suppressions-\(name)-\(width)x\(height)", state: state)
            }
        } + [
            NamedScreen(name: "view-suppressions-filtered-120x40-ascii", state: filtered(120, 40), glyphs: .ascii),
            NamedScreen(
                name: "view-suppressions-side-by-side-120x40-ascii", state: sideBySide(120, 40), glyphs: .ascii),
        ]
    }

    private static func suppressionVariations(_ width: Int, _ height: Int) -> [(String, DeskState)] {
        var alone = suppressions(width, height)
        alone.suppressions.view.arrangement = .alone
        alone.suppressions.view.list = .unsubscribed
        var typing = filtered(width, height)
        typing.filterEntry = TextEntry("status:5.1")
        var none = suppressions(width, height)
        none.suppressions.view.filter = "nobody"
        none.suppressions.view.hits = SuppressionHits(filter: "nobody", merged: [])
        var masked = suppressions(width, height)
        masked.masksAddresses = true
        masked.talk = Talk(user: Fixture.user, email: nil)
        var hostile = Fixture.hostileDesk(width, height)
        hostile.place = Place(.suppressions)
        hostile.notice = nil
        return [
            ("merged", suppressions(width, height)), ("filtered", filtered(width, height)),
            ("side-by-side", sideBySide(width, height)), ("alone", alone), ("typing", typing), ("no-hit", none),
            ("masked", masked), ("hostile", hostile),
        ]
            + DataState.allCases.filter { $0 != .there }.map { data in
                var state = data.desk(width, height)
                state.place = Place(.suppressions)
                return (data.rawValue, state)
            }
    }

    /// Many addresses of one dead domain, a few others, and three marks.
    static func suppressions(_ width: Int, _ height: Int) -> DeskState {
        var state = Fixture.desk(width, height)
        state.place = Place(.suppressions)
        state.notice = nil
        var detail = Fixture.detail
        Fixture.setSuppressions(&detail, addresses)
        detail.commonDomain = CommonDomain(domain: "gone.example", count: 1087, total: addresses.count, isDead: true)
        state.details[Fixture.user] = detail
        state.suppressions.view.positions[nil] = .init(cursor: 3)
        for index in [1, 4, 5] { state.suppressions.view.marks.insert(SuppressionKey(addresses[index])) }
        return state
    }

    private static func sideBySide(_ width: Int, _ height: Int) -> DeskState {
        var state = suppressions(width, height)
        state.suppressions.view.arrangement = .sideBySide
        state.suppressions.view.positions[.bounced] = .init(cursor: 2)
        return state
    }

    private static func filtered(_ width: Int, _ height: Int) -> DeskState {
        var state = suppressions(width, height)
        state.suppressions.view.filter = "status:5.1"
        state.suppressions.view.hits = SuppressionHits(
            filter: "status:5.1", merged: addresses.filter { $0.status?.hasPrefix("5.1") ?? false })
        return state
    }

    private static let addresses: [Suppression] = (0..<1335).map { index in
        let time = WireTime(secondsSinceEpoch: Int(Fixture.now) + 7200 - index * 431)
        switch index % 61 {
        case 8:
            return Suppression(
                list: .unsubscribed, email: "reader\(index)@inbox.example", status: nil, reason: nil, created: time)
        case 11:
            return Suppression(
                list: .invalid, email: "sam.r\(index)@gone", status: nil, reason: "Known bad domain", created: time)
        case 30:
            return Suppression(
                list: .spam, email: "lee\(index)@stillwater.example", status: nil, reason: nil, created: time)
        default:
            return Suppression(
                list: .bounced, email: "u\(index)@gone.example", status: index % 7 == 0 ? "5.1.2" : "5.1.1",
                reason: index % 7 == 0 ? "550 5.1.2 no such host" : "550 5.1.1 unknown user", created: time)
        }
    }
}
