import Records
import ResellerAPI
import Testing

@testable import Judging

/// Monday, 2026-09-28 14:03 UTC, in seconds since 1970.
let noon: Double = 1_790_604_180

@Suite("Judging a customer by rules and by its own weekdays")
struct JudgeTests {
    /// Monday, 2026-09-28.
    static let monday = 20_724

    func day(_ number: Int, _ change: (inout MailCounts) -> Void) -> DayStats {
        var counts = MailCounts()
        (counts.requests, counts.delivered, counts.bounces) = (1000, 990, 0)
        (counts.spamReports, counts.unsubscribes, counts.blocks, counts.uniqueOpens) = (0, 0, 0, 250)
        change(&counts)
        return DayStats(date: CalendarDate(daysSinceEpoch: Self.monday + number), counts: counts)
    }

    /// Four weeks of such days, and today.
    func figures(
        before: (Int, inout MailCounts) -> Void = { _, _ in }, today: (inout MailCounts) -> Void = { _ in }
    ) -> CustomerFigures {
        let earlier = (-28..<0).map { number in day(number) { before(number, &$0) } }
        return CustomerFigures(username: "a", readAt: noon, days: earlier + [day(0, today)])
    }

    func judge(
        _ figures: CustomerFigures, _ former: [Concern: Severity] = [:], ended: [Concern: Double] = [:],
        rules: AlarmRules = AlarmRules(), cause: BounceCause? = nil, now: Double = noon, isStopped: Bool = false
    ) -> [String] {
        let judge = Judge(
            figures, rules: rules, now: now, former: former, ended: ended, bounceCause: cause, isStopped: isStopped)
        return judge.findings().map { finding in
            let judgement = finding.judgement
            return "\(judgement.severity) \(judgement.cause)"
        }
    }

    @Test("Each rate has its levels, its usual value, and its words")
    func rates() {
        let table: [((inout MailCounts) -> Void, [String])] = [
            ({ _ in }, []),
            ({ $0.bounces = 92 }, ["critical bounces 9.2%, usual 0%"]),
            ({ $0.bounces = 31 }, ["warning bounces 3.1%, usual 0%"]),
            ({ $0.spamReports = 3 }, ["warning spam reports 0.3%, usual 0%"]),
            ({ $0.spamReports = 5 }, ["critical spam reports 0.5%, usual 0%"]),
            ({ $0.blocks = 60 }, ["warning blocks 6%, usual 0%"]),
            ({ $0.blocks = 180 }, ["critical blocks 18%, usual 0%"]),
            ({ $0.unsubscribes = 11 }, ["warning unsubscribes 1.1%, usual 0%"]),
            ({ $0.unsubscribes = 40 }, ["critical unsubscribes 4%, usual 0%"]),
            ({ $0.uniqueOpens = 2 }, ["warning opens 0.2%, usual 25.3%: they are not counted"]),
        ]
        for (change, words) in table { #expect(judge(figures(today: change)) == words) }
    }

    @Test("A rate many times the usual one is a warning below the fixed level, but not by chance")
    func usual() {
        let calm = { (_: Int, counts: inout MailCounts) in counts.bounces = 4 }
        #expect(judge(figures(before: calm) { $0.bounces = 20 }) == ["warning bounces 2%, usual 0.4%"])
        #expect(judge(figures(before: calm) { $0.bounces = 15 }) == [], "half of the fixed warning at least")
        let used = { (_: Int, counts: inout MailCounts) in counts.bounces = 20 }
        #expect(judge(figures(before: used) { $0.bounces = 29 }) == [], "it is always like this")
        let small = figures(before: calm) { ($0.requests, $0.bounces) = (150, 3) }
        #expect(judge(small) == [], "three of a hundred and fifty are chance")
        #expect(judge(figures(before: calm) { $0.bounces = 20 }, rules: AlarmRules([.timesUsual: 6])) == [])
    }

    @Test("Usual is the middle of the same weekdays: a mailing every Monday is none of a Tuesday's business")
    func weekdays() {
        let mondays = { (number: Int, counts: inout MailCounts) in
            if number % 7 == 0 { (counts.requests, counts.bounces) = (9000, 90) }
        }
        #expect(judge(figures(before: mondays) { $0.requests = 9500 }) == [])
        #expect(
            judge(figures(before: mondays) { $0.requests = 30_000 })
                == ["warning 3x the usual volume: 30,000 mails today, usual 9,000"])
        let oneBadMonday = { (number: Int, counts: inout MailCounts) in
            counts.bounces = number == -7 ? 900 : 2
        }
        #expect(judge(figures(before: oneBadMonday) { $0.bounces = 30 }) == ["warning bounces 3%, usual 0.2%"])
        #expect(
            judge(figures(today: { $0.requests = 3000 })) == [
                "warning 3x the usual volume: 3,000 mails today, usual 1,000"
            ])
    }

    @Test("An alarm holds until its figure is clearly below the level that raised it")
    func holding() {
        let table: [(Int, [Concern: Severity], [String])] = [
            (29, [:], []), (29, [.bounces: .warning], ["warning bounces 2.9%, usual 1%"]),
            (24, [.bounces: .warning], ["warning bounces 2.4%, usual 1%"]), (23, [.bounces: .warning], []),
            (49, [:], ["warning bounces 4.9%, usual 1%"]),
            (49, [.bounces: .critical], ["critical bounces 4.9%, usual 1%"]),
            (39, [.bounces: .critical], ["warning bounces 3.9%, usual 1%"]), (29, [.spamReports: .critical], []),
        ]
        for (bounces, former, words) in table {
            let found = judge(figures(before: { $1.bounces = 10 }, today: { $0.bounces = bounces }), former)
            #expect(found == words, "\(bounces)")
        }
    }

    @Test("Too few mails say nothing, but do not end an alarm at midnight")
    func fewMails() {
        let few = { (counts: inout MailCounts) in (counts.requests, counts.bounces) = (60, 30) }
        #expect(judge(figures(today: few)) == [])
        let bad = figures(before: { number, counts in if number == -1 { counts.bounces = 90 } }, today: few)
        #expect(judge(bad, [.bounces: .critical]) == ["critical bounces 11.3%, usual 0%"])
        #expect(judge(bad) == [], "it raises none")
        let reported = figures(
            before: { number, counts in if number == -1 { counts.spamReports = 4 } }, today: { $0.requests = 500 })
        #expect(judge(reported, [.spamReports: .critical]) == ["warning spam reports 0.27%, usual 0%"])
        let over = figures(
            before: { number, counts in if number == -1 { counts.spamReports = 4 } }, today: { $0.requests = 1100 })
        #expect(judge(over, [.spamReports: .critical]) == [], "four would have come by now")
        let unopened = figures(
            before: { number, counts in if number == -1 { counts.uniqueOpens = 0 } },
            today: { ($0.requests, $0.delivered, $0.uniqueOpens) = (110, 110, 0) })
        #expect(judge(unopened, [.opens: .warning]).count == 1)
        #expect(judge(unopened) == [], "of so few mails some thirty opens were to be expected")
    }

    @Test("What began late in a day shows in the mail of the last while")
    func stretch() {
        var figures = figures(before: { ($1.requests, $1.bounces) = (2000, 12) }) {
            ($0.requests, $0.bounces) = (2000, 50)
        }
        let mark = { (minutes: Double, requests: Int, bounces: Int) in
            var counts = CompactCounts()
            (counts[.requests], counts[.bounces]) = (requests, bounces)
            return CourseMark(at: noon - minutes * 60, day: Self.monday, counts: counts)
        }
        figures.course = [mark(50, 1300, 8), mark(25, 1600, 10), mark(0, 2000, 50)]
        #expect(judge(figures) == ["critical bounces 10% in the last 25m, usual 0.6%"])
        figures.course = [mark(25, 1600, 10), mark(10, 1900, 20), mark(0, 2000, 50)]
        #expect(judge(figures) == ["critical bounces 10% in the last 25m, usual 0.6%"])
        figures.course = [mark(10, 1900, 20), mark(0, 2000, 50)]
        #expect(judge(figures) == ["warning bounces 2.5%, usual 0.6%"])
        figures.course = []
        #expect(judge(figures) == ["warning bounces 2.5%, usual 0.6%"])
    }

    @Test("Where a round takes hours, the mail since the last look is judged")
    func slowRound() {
        var figures = figures(before: { ($1.requests, $1.bounces) = (20_000, 100) }) {
            ($0.requests, $0.bounces) = (20_000, 330)
        }
        #expect(judge(figures) == [])
        figures.course = [mark(280, 12_000, 60), mark(180, 15_000, 75), mark(0, 20_000, 330)]
        #expect(judge(figures) == ["critical bounces 5.1% in the last 3h, usual 0.5%"])
    }

    @Test("The mail of the last while goes on over midnight")
    func overMidnight() {
        var figures = figures(before: { $1.bounces = 6 }) { ($0.requests, $0.bounces) = (60, 5) }
        var before = mark(40, 900, 1)
        before = CourseMark(at: before.at, day: Self.monday - 1, counts: before.counts)
        figures.course = [before, mark(0, 60, 5)]
        let days = figures.days ?? []
        figures.days = days.map { day in
            guard day.date.daysSinceEpoch == Self.monday - 1 else { return day }
            var day = day
            (day.counts.requests, day.counts.bounces) = (1000, 12)
            return day
        }
        #expect(judge(figures) == ["critical bounces 10% in the last 40m, usual 0.6%"])
    }

    @Test("What raised an alarm does not have to be beyond chance again to hold it")
    func edgeOfChance() {
        var figures = figures(before: { ($1.requests, $1.bounces) = (4000, 24) }) {
            ($0.requests, $0.bounces) = (4000, 60)
        }
        figures.course = [mark(30, 3850, 53), mark(0, 4000, 60)]
        #expect(judge(figures) == [], "seven of a hundred and fifty may be chance")
        #expect(judge(figures, [.bounces: .warning]) == ["warning bounces 4.7% in the last 30m, usual 0.6%"])
    }

    @Test("A rush is mail that comes many times as fast as before, from who sends steadily")
    func rush() {
        var figures = figures(before: { $1.requests = 24_000 }) { $0.requests = 15_000 }
        let mark = { (minutes: Double, requests: Int) in
            var counts = CompactCounts()
            counts[.requests] = requests
            return CourseMark(at: noon - minutes * 60, day: Self.monday, counts: counts)
        }
        figures.course = [mark(90, 11_000), mark(60, 11_500), mark(30, 12_000), mark(0, 14_250)]
        #expect(judge(figures) == ["warning 4x the usual pace: 2,250 mails in 30m"])
        figures.course = [mark(90, 11_000), mark(60, 11_500), mark(30, 12_700), mark(0, 14_950)]
        #expect(judge(figures) == ["warning 4x the usual pace: 2,250 mails in 30m"], "it began between two looks")
        figures.course = [mark(54, 11_000), mark(25, 11_700), mark(0, 13_300)]
        #expect(
            judge(figures) == ["warning 3x the usual pace: 1,600 mails in 25m"], "minutes of it are in what was before")
        figures.course = [mark(90, 11_000), mark(60, 11_010), mark(30, 11_020), mark(0, 14_250)]
        #expect(judge(figures) == [], "nothing came before: a mailing")
        figures.course = [mark(30, 12_000), mark(0, 14_250)]
        #expect(judge(figures) == [], "nobody knows what was before")
        #expect(judge(figures, [.volume: .warning]) == ["warning 4x the usual pace: 2,250 mails in 30m"])
    }

    /// What was counted so many minutes before noon.
    func mark(_ minutes: Double, _ requests: Int, _ bounces: Int = 0) -> CourseMark {
        var counts = CompactCounts()
        (counts[.requests], counts[.bounces]) = (requests, bounces)
        return CourseMark(at: noon - minutes * 60, day: Self.monday, counts: counts)
    }

    @Test("A rate whose cause stopped hours ago is over, though the day still looks bad, and does not come back")
    func rateIsOver() {
        var figures = figures(before: { ($1.requests, $1.bounces) = (4000, 24) }) {
            ($0.requests, $0.bounces) = (4000, 200)
        }
        figures.course = [mark(115, 3000, 195), mark(60, 3500, 198), mark(0, 4000, 200)]
        #expect(judge(figures) == ["critical bounces 5%, usual 0.6%"], "of a day that nobody watched")
        #expect(judge(figures, [.bounces: .critical]) == [])
        #expect(judge(figures, ended: [.bounces: noon - 60]) == [])
        #expect(judge(figures, ended: [.bounces: noon - 86_400]) != [], "of another day")
        figures.course = [mark(115, 3900, 199), mark(0, 4000, 200)]
        #expect(judge(figures, [.bounces: .critical]) == ["critical bounces 5%, usual 0.6%"], "too few mails to say so")
        figures.course = [mark(300, 1000, 170), mark(200, 2000, 180), mark(0, 4000, 200)]
        #expect(judge(figures, ended: [.bounces: noon - 18_000]) == [], "what came since is below all levels")
        figures.course = [mark(300, 1000, 50), mark(200, 2000, 60), mark(0, 4000, 200)]
        #expect(
            judge(figures, ended: [.bounces: noon - 18_000]) == ["critical bounces 5%, usual 0.6%"], "it came again")
    }

    @Test("A jump of volume that stopped is over, today and tomorrow")
    func volumeIsOver() {
        var figures = figures(before: { $1.requests = 2400 }) { $0.requests = 9000 }
        figures.course = [mark(235, 7000), mark(118, 8600), mark(60, 8800), mark(0, 9000)]
        let jump = "warning 3x the usual volume: 9,000 mails today, usual 2,400"
        #expect(judge(figures) == [jump])
        #expect(judge(figures, [.volume: .warning]) == [])
        #expect(judge(figures, ended: [.volume: noon - 3600]) == [])
        figures.course = [mark(235, 8000), mark(118, 8600), mark(60, 8800), mark(0, 9000)]
        #expect(judge(figures, [.volume: .warning]) == [jump], "it only slows down, as for the night")
        figures.course = [mark(118, 8800), mark(60, 8900), mark(0, 9000)]
        #expect(judge(figures, [.volume: .warning]) == [jump], "nobody saw what was before")
        figures.course = [mark(235, 6000), mark(118, 7500), mark(60, 8200), mark(0, 9000)]
        #expect(judge(figures, [.volume: .warning]) == [jump], "it goes on")
        let later = self.figures(before: { $1.requests = $0 == -1 ? 9000 : 2400 }) { $0.requests = 50 }
        #expect(judge(later).count == 1)
        #expect(judge(later, ended: [.volume: noon - 80_000]) == [])
    }

    @Test("An alarm ends, or becomes less bad, only by mail that says so: little mail is looked at for longer")
    func littleMail() {
        var figures = figures(today: { ($0.requests, $0.bounces) = (1000, 32) })
        figures.course = [mark(200, 860, 20), mark(100, 980, 31), mark(0, 1000, 32)]
        #expect(judge(figures, [.bounces: .critical]) == ["critical bounces 8.6% in the last 3h, usual 0%"])
        figures.course = [mark(200, 800, 31), mark(100, 980, 31), mark(0, 1000, 32)]
        #expect(judge(figures, [.bounces: .critical]) == ["warning bounces 3.2%, usual 0%"], "clean for three hours")
        figures = self.figures(before: { $1.requests = 2000 }) { ($0.requests, $0.bounces) = (2000, 20) }
        figures.course = [mark(240, 1300, 0), mark(100, 1950, 19), mark(0, 2000, 20)]
        #expect(judge(figures, [.bounces: .warning]) == ["warning bounces 2.9% in the last 4h, usual 0%"])
        figures.course = [mark(240, 1300, 15), mark(100, 1950, 19), mark(0, 2000, 20)]
        #expect(judge(figures, [.bounces: .warning]) == [])
    }

    @Test("Who sends little is judged by the mail of up to six hours, but not by that of before an alarm ended")
    func littleNewMail() {
        var figures = figures(before: { $1.requests = 2000 }) { ($0.requests, $0.bounces) = (2000, 20) }
        figures.course = [mark(240, 1300, 0), mark(100, 1950, 19), mark(0, 2000, 20)]
        #expect(judge(figures) == ["warning bounces 2.9% in the last 4h, usual 0%"])
        #expect(judge(figures, ended: [.bounces: noon - 150 * 60]) == [])
        figures.course = [mark(240, 1300, 0), mark(100, 1850, 19), mark(0, 2000, 20)]
        #expect(judge(figures) == [], "two hours hold enough to say that all is well")
        figures.course = [mark(240, 1930, 10), mark(100, 1970, 19), mark(0, 2000, 20)]
        #expect(judge(figures) == [], "seventy mails say nothing")
    }

    @Test("Mail that rises over the hours of a day is no rush")
    func risingDay() {
        var figures = figures(before: { $1.requests = 1513 }) { $0.requests = 1159 }
        figures.course = [mark(197, 712), mark(128, 796), mark(62, 952), mark(0, 1159)]
        #expect(judge(figures) == [])
        figures.course = [mark(84, 874), mark(62, 892), mark(42, 932), mark(21, 1062), mark(0, 1262)]
        #expect(judge(figures).count == 1, "but what rises within minutes is one")
    }

    @Test("A rush that comes in bursts holds by the mail of two hours")
    func bursts() {
        var figures = figures(before: { $1.requests = 2400 }) { $0.requests = 2800 }
        figures.course = [mark(110, 1900), mark(60, 2700), mark(25, 2790), mark(0, 2800)]
        #expect(judge(figures, [.volume: .warning]) == ["warning 4x the usual pace: 900 mails in 2h"])
        #expect(judge(figures) == [])
    }

    @Test("Credits do not run out of sight when mail comes slower for a while")
    func creditsHold() {
        var figures = figures(before: { $1.requests = 24_000 }) { $0.requests = 9000 }
        figures.limit = .limited(AccountLimit(credits: 20_000, remaining: 7200, lastReset: nil))
        figures.course = [mark(30, 8750), mark(0, 9000)]
        #expect(judge(figures) == [])
        #expect(judge(figures, [.credits: .warning]) == ["warning credits 36% left, gone in about 7h"])
        figures.course = [mark(100, 8000), mark(25, 8100), mark(0, 9000)]
        #expect(judge(figures) == [], "a burst is no pace")
        figures.course = [mark(100, 6000), mark(25, 8100), mark(0, 9000)]
        #expect(judge(figures) == ["warning credits 36% left, gone in about 4h"])
    }

    @Test("A short while with few mails is a warning at most, however bad")
    func shortAndLittle() {
        let reported = { (mails: Int, reports: Int) -> CustomerFigures in
            var figures = self.figures(before: { $1.requests = 20_000 }) {
                ($0.requests, $0.spamReports) = (20_000, reports)
            }
            figures.course = [(30.0, 20_000 - mails, 0), (0.0, 20_000, reports)].map { minutes, requests, count in
                var counts = CompactCounts()
                (counts[.requests], counts[.spamReports]) = (requests, count)
                return CourseMark(at: noon - minutes * 60, day: Self.monday, counts: counts)
            }
            return figures
        }
        #expect(judge(reported(1000, 8)) == ["warning spam reports 0.8% in the last 30m, usual 0%"])
        #expect(judge(reported(2000, 8)) == ["critical spam reports 0.4% in the last 30m, usual 0%"])
    }

    @Test("Opens that are not counted stay so while too little mail comes to tell")
    func opensHold() {
        let mark = { (minutes: Double, delivered: Int, opens: Int) in
            var counts = CompactCounts()
            (counts[.requests], counts[.delivered], counts[.uniqueOpens]) = (delivered, delivered, opens)
            return CourseMark(at: noon - minutes * 60, day: Self.monday, counts: counts)
        }
        var figures = figures(today: { ($0.delivered, $0.uniqueOpens) = (1000, 150) })
        figures.course = [mark(240, 700, 150), mark(100, 960, 150), mark(30, 980, 150), mark(0, 1000, 150)]
        #expect(judge(figures).count == 1)
        #expect(judge(figures, ended: [.opens: noon - 150 * 60]) == [])
        #expect(judge(figures, [.opens: .warning]).count == 1)
        figures.course = [mark(240, 700, 80), mark(100, 960, 140), mark(30, 980, 145), mark(0, 1000, 150)]
        #expect(judge(figures, [.opens: .warning]) == [])
    }
}
