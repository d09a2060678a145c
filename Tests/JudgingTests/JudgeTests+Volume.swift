import Records
import ResellerAPI
import Testing

@testable import Judging

extension JudgeTests {
    @Test("A jump that began before anybody looked is seen when the day is a record and mail still comes fast")
    func record() {
        var figures = figures(before: { $1.requests = 24_000 }) { $0.requests = 31_000 }
        figures.course = [mark(30, 28_000), mark(0, 31_000)]
        #expect(
            judge(figures) == [
                "warning 6x the usual pace: 3,000 mails in 30m, 31,000 today, at most 24,000 a day before"
            ])
        figures.course = [mark(30, 30_000), mark(0, 31_000)]
        #expect(judge(figures) == [], "it is slow again")
        var less = self.figures(before: { $1.requests = 24_000 }) { $0.requests = 29_000 }
        less.course = [mark(30, 26_000), mark(0, 29_000)]
        #expect(judge(less) == [], "such a day may be chance")
    }

    @Test("Silence is seen when most of the day is over, or the day after")
    func silence() {
        let busy = { (_: Int, counts: inout MailCounts) in counts.requests = 5000 }
        let none = figures(before: busy) { $0.requests = 12 }
        #expect(judge(none) == [], "its day may have just begun")
        var known = none
        known.dayBegins = -14_400
        #expect(judge(known) == ["warning only 12 mails today, usual 5,000"], "it began at 20:00 UTC the day before")
        let yesterday = figures(before: { $1.requests = $0 == -1 ? 0 : 5000 }) { $0.requests = 0 }
        #expect(judge(yesterday) == ["warning no mail yesterday, usual 5,000"])
        #expect(judge(yesterday, isStopped: true) == [], "somebody stopped it")
        let back = figures(before: { $1.requests = $0 == -1 ? 0 : 5000 }) { $0.requests = 400 }
        #expect(judge(back) == [])
        let weekly = figures(before: { $1.requests = $0 % 7 == -3 ? 5000 : 0 }) { $0.requests = 0 }
        #expect(judge(weekly) == [], "it never sends on Mondays")
    }

    @Test("Credits are judged by what is left and by how long that lasts")
    func credits() {
        let limited = { (left: Int) -> CustomerFigures in
            var figures = figures(before: { $1.requests = 24_000 })
            figures.limit = .limited(AccountLimit(credits: 100_000, remaining: left, lastReset: nil))
            return figures
        }
        #expect(judge(limited(50_000)) == [])
        #expect(judge(limited(9_000)) == ["warning credits 9% left, gone in about 9h"])
        #expect(judge(limited(12_000)) == [])
        #expect(judge(limited(12_000), [.credits: .warning]) == ["warning credits 12% left, gone in about 12h"])
        #expect(judge(limited(0)) == ["critical credits used up: mail is refused"])
        #expect(
            judge(limited(15_000), rules: AlarmRules([.creditsHours: 20]))
                == ["warning credits 15% left, gone in about 15h"])
    }

    @Test("Of a limit that tells no size the share is that of all that the account is allowed")
    func creditsWithoutSize() {
        func total(_ left: Int, _ allowed: Int?) -> CustomerFigures {
            var figures = figures(before: { $1.requests = 2400 })
            figures.limit = .limited(AccountLimit(credits: 0, remaining: left, lastReset: nil))
            figures.overview = AccountOverview()
            figures.overview?.creditsAllowed = allowed
            figures.overview?.creditsRemaining = left
            return figures
        }
        #expect(judge(total(12_363, 175_605)) == ["warning credits 7% left"])
        #expect(judge(total(50_000, 175_605)) == [])
        #expect(judge(total(12_363, nil)) == [], "nobody knows of how many")
        #expect(judge(total(500, nil)) == ["warning credits 500 left, gone in about 5h"])
        #expect(judge(total(0, 175_605)) == ["critical credits used up: mail is refused"])
    }

    @Test("A score is judged by its height and by its fall")
    func reputation() {
        let scored = { (score: Int, before: [Int]) -> CustomerFigures in
            var figures = figures()
            figures.overview = AccountOverview()
            figures.overview?.reputation = score
            figures.scores = before.enumerated().map { DayScore(day: Self.monday - 3 + $0.offset, score: $0.element) }
            return figures
        }
        #expect(judge(scored(97, [98, 97])) == [])
        #expect(judge(scored(84, [95, 90])) == ["warning score fell from 95 to 84 within a week"])
        #expect(judge(scored(79, [])) == ["warning score 79 of 100"])
        #expect(judge(scored(59, [84])) == ["critical score fell from 84 to 59 within a week"])
        #expect(judge(scored(82, []), [.reputation: .warning]) == ["warning score 82 of 100"])
        #expect(judge(scored(85, []), [.reputation: .warning]) == [])
    }

    @Test("The cause of bounces is named where most have one")
    func cause() {
        let at = { (count: Int, domain: String, reason: String) in
            (0..<count).map { number in
                Suppression(
                    list: .bounced, email: "u\(number)@\(domain)", status: "5.1.1", reason: reason, created: nil)
            }
        }
        let unknown = "550 5.1.1 <u@gone.example>: User unknown"
        let table: [([Suppression], String)] = [
            (at(20, "gone.example", unknown), ", mostly 550 unknown user at gone.example"),
            (at(12, "gone.example", "451 later") + at(3, "b.example", unknown), ", mostly at gone.example"),
            (
                at(9, "a.example", "552 mailbox full") + at(9, "b.example", "552 over quota"),
                ", mostly 552 mailbox full"
            ),
            (at(9, "a.example", "554 nonsense") + at(9, "b.example", unknown), ""), (at(9, "a.example", unknown), ""),
        ]
        for (bounces, words) in table {
            let found = judge(figures(today: { $0.bounces = 92 }), cause: BounceCause(bounces))
            #expect(found == ["critical bounces 9.2%, usual 0%\(words)"])
        }
    }

    @Test("Figures beyond all reason do not end the program")
    func hostile() {
        for value in [Int.max, .min, -1, 0] {
            var figures = figures(before: { ($1.requests, $1.bounces) = (value, value) }) { counts in
                (counts.requests, counts.bounces, counts.delivered) = (value, value, value)
                (counts.uniqueOpens, counts.blocks) = (value, value)
            }
            figures.overview = AccountOverview()
            figures.overview?.reputation = value
            figures.limit = .limited(AccountLimit(credits: value, remaining: value, lastReset: nil))
            figures.scores = [DayScore(day: value, score: value)]
            figures.dayBegins = value == .max || value == .min ? nil : value
            #expect(judge(figures).allSatisfy { !$0.isEmpty })
        }
    }
}
