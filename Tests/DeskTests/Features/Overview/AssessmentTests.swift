import Records
import ResellerAPI
import Testing

@testable import Desk

@Suite("How a customer is doing")
struct AssessmentTests {
    private typealias Day = (requests: Int?, bounces: Int?, spam: Int?)

    private func figures(
        _ counts: [Day], overview: AccountOverview? = nil, limit: AccountLimit? = nil, bounces: [Suppression] = []
    ) -> Figures {
        Assessment(days: days(counts), overview: overview, limit: limit, bounces: bounces).figures(now: noon)
    }

    private func overview(_ change: (inout AccountOverview) -> Void) -> AccountOverview {
        var overview = AccountOverview()
        change(&overview)
        return overview
    }

    @Test("Bounces are judged by today's rate, and only when there is enough mail")
    func bounce() {
        let table: [(Day, Severity, String, String)] = [
            ((1000, 29, 0), .well, "", "ok"), ((1000, 30, 0), .warning, "3%", "bounce"),
            ((10_000, 496, 0), .warning, "4.96%", "bounce"), ((1000, 50, 0), .critical, "5%", "bounce"),
            ((1000, 61, 0), .critical, "6.1%", "bounce"), ((99, 99, 0), .well, "", "ok"),
            ((100, 100, 0), .critical, "100%", "bounce"), ((nil, 50, 0), .well, "", "ok"),
            ((1000, nil, 0), .well, "", "ok"), ((1000, -5, 0), .well, "", "ok"),
        ]
        for (day, severity, value, why) in table {
            let figures = figures([day])
            #expect((figures.severity, figures.value, figures.why) == (severity, value, why), "\(day)")
        }
    }

    @Test("Spam reports are judged by today's rate")
    func spam() {
        let table: [(Day, Severity, String)] = [
            ((10_000, 0, 9), .well, ""), ((10_000, 0, 10), .warning, "0.1%"), ((10_000, 0, 29), .warning, "0.29%"),
            ((10_000, 0, 30), .critical, "0.3%"), ((10_000, 0, 41), .critical, "0.41%"),
        ]
        for (day, severity, value) in table {
            let figures = figures([day])
            #expect((figures.severity, figures.value) == (severity, value), "\(day)")
        }
    }

    @Test("One or two events are chance, whatever their share, and a handful is not critical yet")
    func chance() {
        let table: [(Day, Severity)] = [
            ((321, 0, 1), .well), ((321, 0, 2), .well), ((321, 0, 3), .warning), ((321, 0, 4), .warning),
            ((321, 0, 5), .critical), ((100, 2, 0), .well), ((100, 4, 0), .warning), ((100, 5, 0), .critical),
            ((100, 30, 0), .critical),
        ]
        for (day, severity) in table { #expect(figures([day]).severity == severity, "\(day)") }
    }

    @Test("Used-up credits stop the mail under a limit, and cost extra under a package")
    func credits() {
        let left = { (credits: Int, left: Int) in AccountLimit(credits: credits, remaining: left, lastReset: nil) }
        let package = { (allowed: Int, left: Int) in
            self.overview { ($0.creditsAllowed, $0.creditsRemaining) = (allowed, left) }
        }
        #expect(figures([], limit: left(1000, 100)).severity == .well)
        #expect(figures([], limit: left(1000, 99)).value == "9.9%")
        #expect(figures([], limit: left(1000, 99)).severity == .warning)
        #expect(figures([], limit: left(1000, 0)).severity == .critical)
        #expect(figures([], limit: left(1000, -7)).sentences == ["The credit limit is used up: mail is refused"])
        #expect(figures([], limit: left(0, 0)).severity == .critical)
        #expect(figures([], limit: left(0, 400)).severity == .well)
        #expect(figures([], overview: package(1000, 80)).sentences == ["8% of the credits are left"])
        #expect(figures([], overview: package(1000, 0)).severity == .warning)
        #expect(
            figures([], overview: package(1000, 0)).sentences == ["The credits are used up: more mail costs extra"])
        #expect(figures([], overview: package(1000, 0), limit: left(1000, 500)).severity == .well)
        #expect(figures([], overview: package(0, 0)).severity == .well)
    }

    @Test("A low score holds mail back")
    func score() {
        let table: [(Int?, Severity, String)] = [
            (nil, .well, ""), (80, .well, ""), (79, .warning, "79"), (60, .warning, "60"), (59, .critical, "59"),
        ]
        for (score, severity, value) in table {
            let figures = figures([], overview: overview { $0.reputation = score })
            #expect((figures.severity, figures.value) == (severity, value))
        }
    }

    @Test("Three times the usual volume is a warning, once it is a volume at all")
    func volume() {
        let table: [([Int], String)] = [
            ([1000, 1000, 2999], ""), ([1000, 1000, 3000], "3x"), ([1000, 1000, 4999], "4x"), ([100, 999], ""),
            ([100, 1000], "10x"), ([0, 0, 5000], ""), ([5000], ""),
        ]
        for (requests, value) in table { #expect(figures(requests.map { ($0, 0, 0) }).value == value, "\(requests)") }
    }

    @Test("The worst comes first, and each finding has its sentence")
    func order() {
        let counts: [Day] = [(10_000, 80, 0), (10_000, 80, 0), (50_000, 3050, 60)]
        let figures = figures(counts, overview: overview { $0.reputation = 50 })
        #expect(figures.severity == .critical)
        #expect(figures.why == "bounce")
        #expect(
            figures.sentences == [
                "6.1% of the mail bounced today; usual is 0.8%",
                "The score is 50 of 100: mailbox providers hold mail back",
                "0.12% of today's mail was reported as spam; usual is 0%", "5x the usual volume today",
            ])
        #expect(figures.fortnight == [0.008, 0.008, 0.061])
        #expect(figures.sent == 70_000)
        #expect(figures.measures == [.reputation: 50, .bounce: 0.061, .spam: 0.0012, .sent: 70_000])
    }

    @Test("What was not told stays unknown")
    func unknown() {
        let nothing = figures([])
        #expect(nothing == Figures.test(readAt: noon))
        let untold = figures([(nil, nil, nil), (nil, nil, nil)])
        #expect(untold.sent == nil)
        #expect(untold.measures.isEmpty)
        let figures = figures([(1000, nil, nil), (nil, 80, nil), (1000, 80, nil)])
        #expect(figures.fortnight == [nil, nil, 0.08])
    }

    @Test("Days come in any order; two weeks are drawn and thirty days are sent")
    func period() {
        let counts: [Day] = (0..<90).map { (100 + $0, $0 == 89 ? 100 : 1, 0) }
        let shuffled = days(counts).sorted { $0.date.day % 7 < $1.date.day % 7 }
        let figures = Assessment(days: shuffled, overview: nil, limit: nil).figures(now: noon)
        #expect(figures.fortnight.count == 14)
        #expect(figures.sent == (160..<190).reduce(0, +))
        #expect(figures.severity == .critical)
    }

    @Test("Counts beyond all reason do not end the program")
    func hostile() {
        let table: [[Day]] = [
            [(100, .max, .max)], [(.max, .max, .max), (.max, .max, .max)], [(.min, .min, .min)],
            [(1, 0, 0), (.max, 0, 0)], [(100, .min, .min)],
        ]
        for counts in table { #expect(!figures(counts).why.isEmpty) }
        #expect(figures([(.max, 0, 0), (.max, 0, 0)]).sent == .max)
        #expect(figures([(100, .max, 0)]).value == "?")
        let limit = AccountLimit(credits: 1, remaining: .min, lastReset: nil)
        #expect(figures([], limit: limit).severity == .critical)
    }

    @Test("One domain that stands out among the bounces of the last day is named")
    func domain() {
        let bad: [Day] = [(1000, 100, 0)]
        let at = { (count: Int, domain: String, time: String) in
            (0..<count).map { Suppression.bounce("u\($0)@\(domain)", time) }
        }
        let (today, before) = ("2026-09-28 14:00:00", "2026-09-27 13:59:59")
        let table: [([Suppression], String?)] = [
            (at(9, "gone.example", today) + at(1, "two.example", today), "9 of 10 bounces are at gone.example"),
            (at(10, "gone.example", today), "All of the last bounces are at gone.example"),
            (at(97, "gone.example", today) + at(3, "b.example", today), "9 of 10 bounces are at gone.example"),
            (
                at(5, "GONE.example", today) + at(5, "gone.example", today),
                "All of the last bounces are at gone.example"
            ),
            (at(5, "gone.example", today) + at(5, "two.example", today), nil),
            (at(9, "gone.example", today), nil),
            (at(9, "gone.example", today) + at(50, "old.example", before), nil),
            (Array(repeating: .bounce("no address", today), count: 20), nil),
            (Array(repeating: .bounce("", today), count: 20), nil),
            ([], nil),
        ]
        for (bounces, sentence) in table {
            let sentences = figures(bad, bounces: bounces).sentences
            #expect(sentences.count == (sentence == nil ? 1 : 2))
            if let sentence { #expect(sentences.last == sentence) }
        }
        #expect(figures([(1000, 0, 0)], bounces: at(20, "gone.example", today)).sentences.isEmpty)
    }
}
