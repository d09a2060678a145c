import Desk
import Records
import ResellerAPI
import Screen
import Testing

@testable import Panes

@Suite("Words and figures")
struct WordsTests {
    @Test(
        "Ages are one short word",
        arguments: [
            (0, "now"), (1, "1m"), (59, "59m"), (60, "1h"), (1439, "23h"), (1440, "1d"), (525_599, "364d"),
            (525_600, "1y"), (-5, "now"),
        ])
    func ages(_ minutes: Int, _ text: String) {
        #expect(Ages.text(minutes: minutes) == text)
    }

    @Test("Ages in title lines go in steps")
    func steps() {
        #expect(
            [0, 1, 2, 4, 5, 14, 15, 59, 60].map { Ages.stepped(minutes: $0) }
                == ["now", "1m", "2m", "2m", "5m", "5m", "15m", "15m", "1h"])
    }

    @Test("A time without a zone is no time of day, and an age in days at best")
    func zoneless() throws {
        let today = CalendarDate("2026-09-28")
        let cases = [("2026-09-28 09:05:00", "today"), ("2026-09-29 01:00:00", "today"), ("2026-09-27 23:59:00", "1d")]
        for (time, text) in cases {
            #expect(Ages.zoneless(try #require(WireTime(time)), today: today) == text)
        }
    }

    @Test("Dates of this year go without it")
    func dates() throws {
        let today = CalendarDate("2026-09-28")
        #expect(Ages.date(try #require(CalendarDate("2026-01-02")), today: today) == "01-02")
        #expect(Ages.date(try #require(CalendarDate("2025-12-31")), today: today) == "2025-12-31")
        #expect(Ages.axis(try #require(CalendarDate("2026-08-30"))) == "Aug 30")
    }

    @Test(
        "Masked addresses keep their ends and their domain",
        arguments: [
            ("kim.frost@gone.example", "k…t@gone.example"), ("k@gone.example", "…@gone.example"),
            ("550 <kim@gone.example>: unknown", "550 <k…m@gone.example>: unknown"), ("no address", "no address"),
            ("a@b@c", "…@…@c"), ("@", "@"),
        ])
    func masking(_ text: String, _ masked: String) {
        #expect(Masking.mask(text) == masked)
    }

    @Test(
        "The axis ends at a round number that halves into one",
        arguments: [(0.0, 2.0), (2, 2), (3, 4), (57_200, 60_000), (60_001, 80_000), (101, 120), (999_999, 1_000_000)])
    func axis(_ value: Double, _ top: Double) {
        #expect(Axis.top(for: value) == top)
    }

    @Test("Labels of the axis are as short as they get")
    func axisLabels() {
        #expect([0, 2, 60_000, 1500, 2_500_000].map(Axis.label) == ["0", "2", "60k", "1.5k", "2.5M"])
    }

    @Test("Ordinals end as they are spoken")
    func ordinals() {
        #expect(
            [1, 2, 3, 4, 11, 12, 13, 21, 111, 1000].map(Ordinals.text)
                == ["single", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th", "1,000th"])
    }

    @Test("Names keep at least sixteen columns; what is right of them goes first")
    func columns() {
        for width in 22...130 {
            let columns = CustomerColumns(x: 0, width: width)
            #expect(columns.name.width >= 16, "\(width)")
            if let why = columns.why { #expect(why.end <= width) }
            if columns.spark != nil { #expect(columns.sent != nil) }
            if columns.why != nil { #expect(columns.value != nil) }
        }
        #expect(CustomerColumns(x: 0, width: 62).spark != nil)
        #expect(CustomerColumns(x: 0, width: 42).sent == nil)
        #expect(CustomerColumns(x: 0, width: 28).value == nil)
    }

    @Test("A sentence that does not fit ends at a joint")
    func sentences() {
        let text = "6.1% of the mail bounced today; usual is 0.8%"
        #expect(Sentences.shortened(text, width: 45, glyphs: .unicode) == text)
        #expect(Sentences.shortened(text, width: 33, glyphs: .unicode) == "6.1% of the mail bounced today")
        #expect(Sentences.shortened(text, width: 10, glyphs: .unicode) == "6.1% of t…")
    }

    @Test("The caret stands behind what was typed, in the field and on the screen")
    func caret() {
        let field = EntryField(TextEntry("漢字abc"), width: 20, glyphs: .unicode)
        #expect(field.text == "漢字abc")
        #expect(field.caret == 7)
        let long = EntryField(TextEntry(String(repeating: "x", count: 50) + "end"), width: 10, glyphs: .unicode)
        #expect(long.text == "xxxxxxend")
        #expect(long.caret == 9)
        var state = Fixture.desk(120, 40)
        state.filterEntry = TextEntry("oak")
        let canvas = Panes.draw(state, glyphs: .unicode)
        #expect(canvas.cursor == Point(x: 20, y: 1))
        #expect(canvas.cell(x: 19, y: 1) == Cell("k", .input))
    }

    @Test("A plain word of the filter is shown where it stands in the names")
    func matches() {
        var state = Fixture.desk(120, 40)
        state.customers.filter = "LUMEN"
        let canvas = Panes.draw(state, glyphs: .unicode)
        let columns = (0..<62).filter { canvas.slot(x: $0, y: 11).role == .match }
        #expect(canvas.lines[11].contains("notify@lumenbay.example"))
        #expect(columns == Array(12...16))
    }
}

@Suite("Failures in words")
struct FailureWordsTests {
    private func error(_ reason: APIError.Reason) -> APIError { APIError(operation: "customers.list", reason: reason) }

    @Test(
        "Each failure says what is the case",
        arguments: [
            (APIError.Reason.wrongCredentials, "the API refused this user and key"),
            (.notAuthorized, "this account has no permission for the call"),
            (.refused(["no such user", "bad date"]), "no such user; bad date"),
            (.refused([]), "the API refused the call"), (.notFound, "the API has no such call"),
            (.tooManyCalls(retryAfter: 12), "rate limit reached, next call in 12s"),
            (.tooManyCalls(retryAfter: nil), "rate limit reached for this minute"),
            (.server(status: 503), "the API returned HTTP error 503"),
            (.unreachable("192.0.2.1:443"), "no connection to 192.0.2.1:443"),
            (.unreachable(""), "no connection"),
            (.lost("timed out"), "connection lost: timed out"), (.lost(""), "no response from the API"),
            (.garbled(place: "users[3]", problem: "no username"), "unreadable response: users[3]: no username"),
            (.tooLarge(limit: 268_435_456), "the response is larger than 256 MiB"),
            (.invalid(field: "user", rule: "exact id"), "not sent: user exact id"),
            (.gateClosed("this desk is read only"), "not sent: this desk is read only"), (.cancelled, "cancelled"),
        ])
    func sentences(_ reason: APIError.Reason, _ words: String) {
        #expect(FailureWords.sentence(error(reason)) == words)
        #expect(!FailureWords.short(error(reason)).isEmpty)
        #expect(FailureWords.short(error(reason)).count <= 24)
    }

    @Test("Where a person has to act, it says how")
    func advice() {
        #expect(FailureWords.advice(error(.wrongCredentials)) == "Check this account's user and key.")
        #expect(FailureWords.advice(error(.server(status: 500))) == nil)
    }
}

@Suite("What a sample gives away")
struct SampleVerdictTests {
    @Test("The verdict follows score and checks")
    func verdict() {
        #expect(Fixture.samples.map { SampleVerdict(of: $0).severity } == [.warning, .critical, .well, .well, .well])
        #expect(SampleVerdict(of: Fixture.samples[1]).failures == ["signature fails"])
    }

    @Test("What the filter of this machine says counts before a header")
    func spam() {
        let report = SpamReport(score: 7.5, required: 7, rules: [])
        let verdict = SampleVerdict(of: Fixture.samples[1], spam: report)
        #expect(verdict.score == 7.5)
        #expect(verdict.scoreSeverity == .warning)
    }
}
