import Dialects
import ResellerAPI
import Testing

@testable import ResellerClient

/// What the headers of an answer mean in seconds.
@Suite struct RateNewsTests {
    private static let now = 1_700_000_000.0

    private func news(_ headers: KeyValuePairs<String, String>) -> RateNews {
        RateNews(headers: headers.map { .init($0.key, $0.value) }, named: .usual, wallNow: Self.now)
    }

    @Test("A reset below 10^9 is seconds left, from there on a moment")
    func resets() {
        let reset = { (text: String) in self.news(["X-RateLimit-Reset": text]).resetIn }
        #expect(reset("42") == 42)
        #expect(reset("1700000030") == 30)
        #expect(reset("1700000030500") == 30.5)
        #expect(reset("1699999999") == 0)
        #expect(reset("9999999999") == 3600)
        #expect(reset("-5") == 0)
        for nonsense in ["soon", "", "nan", "inf", "1e999"] { #expect(reset(nonsense) == nil, "\(nonsense)") }
        #expect(news([:]) == RateNews(headers: [], named: .usual, wallNow: 0))
    }

    @Test("A moment is compared with the service's own clock, as its answer tells it")
    func ownClock() {
        // 20 minutes ahead of this machine.
        let date = "Tue, 14 Nov 2023 22:33:20 GMT"
        #expect(news(["Date": date, "X-RateLimit-Reset": "1700001230"]).resetIn == 30)
        #expect(news(["date": date, "X-RateLimit-Reset": "30"]).resetIn == 30)
        #expect(news(["Date": date, "Retry-After": "Tue, 14 Nov 2023 22:34:00 GMT"]).retryAfter == 40)
        #expect(news(["Date": "yesterday", "X-RateLimit-Reset": "1700000030"]).resetIn == 30)
    }

    @Test("When to come back is heard in seconds and as a date, and goes before the reset")
    func retryAfter() {
        let headers = RateNews(
            headers: [
                .init("Date", "Wed, 30 Sep 2026 10:00:00 GMT"), .init("Retry-After", "Wed, 30 Sep 2026 10:00:40 GMT"),
            ], named: .usual, wallNow: 0)
        #expect(headers.retryAfter == 40)
        #expect(news(["Retry-After": "120"]).pause == 120)
        #expect(news(["Retry-After": "5", "X-RateLimit-Reset": "60"]).pause == 5)
        #expect(news(["Retry-After": "Tue, 14 Nov 2023 22:13:20 GMT"]).pause == 0)
        #expect(news(["Retry-After": "999999"]).pause == 3600)
        #expect(news(["Retry-After": "later"]).pause == nil)
    }

    @Test("A refusal is 429, and 503 where it says when to come back")
    func refusals() {
        #expect(news([:]).isRefusal(429))
        #expect(news(["Retry-After": "9"]).isRefusal(503))
        #expect(!news([:]).isRefusal(503))
        #expect(!news(["Retry-After": "9"]).isRefusal(200))
    }

    @Test(
        "Dates are read in the three forms that HTTP has",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Wed, 30 Sep 2026 10:00:40 GMT", 1_790_762_440),
        ])
    func dates(text: String, seconds: Int) {
        #expect(HTTPDate.seconds(text) == Double(seconds))
    }

    @Test(
        "What is no date is none",
        arguments: [
            "", "Sun", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 25:00:00 GMT",
            "Sun, 99 Nov 1994 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "a b c d e f",
        ])
    func noDates(text: String) {
        #expect(HTTPDate.seconds(text) == nil)
    }
}
