import ResellerAPI
import Testing

@testable import ResellerClient

/// The token bucket and the order of admission, with a clock by hand.
@Suite struct BudgetTests {
    private func news(_ limit: Int?, _ remaining: Int?, reset: String?, wallNow: Double = 1_700_000_000) -> RateNews {
        let headers: [TransportResponse.Header?] = [
            limit.map { .init("X-RateLimit-Limit", String($0)) },
            remaining.map { .init("x-ratelimit-remaining", String($0)) },
            reset.map { .init("X-RATELIMIT-RESET", $0) },
        ]
        return RateNews(headers: headers.compactMap(\.self), wallNow: wallNow)
    }

    @Test("A full bucket gives a minute's calls at once, then one after the other")
    func bucket() {
        var bucket = TokenBucket(callsPerMinute: 60, now: 0)
        let taken = (0..<60).map { _ in bucket.take(now: 0) }
        #expect(!taken.contains(false))
        let none = bucket.take(now: 0)
        #expect(!none)
        #expect(bucket.wait(now: 0) == 1)
        let early = bucket.take(now: 0.5)
        let later = bucket.take(now: 1)
        #expect(!early && later)
        #expect(bucket.remaining(now: 31) == 30)
        #expect(bucket.remaining(now: 1000) == 60)
    }

    @Test("A reset below 10^9 is seconds left, from there on a moment")
    func resets() {
        #expect(news(nil, nil, reset: "42").resetIn == 42)
        #expect(news(nil, nil, reset: "1700000030").resetIn == 30)
        #expect(news(nil, nil, reset: "1699999999").resetIn == 0)
        #expect(news(nil, nil, reset: "9999999999").resetIn == 3600)
        #expect(news(nil, nil, reset: "soon").resetIn == nil)
        #expect(news(nil, nil, reset: nil).resetIn == nil)
    }

    @Test("When others spend, what the service says remains is all there is")
    func shrinks() {
        var bucket = TokenBucket(callsPerMinute: 500, now: 0)
        bucket.observe(news(600, 20, reset: "30"), now: 0)
        #expect(bucket.remaining(now: 0) == 20)
        bucket.observe(news(600, 400, reset: "30"), now: 0)
        #expect(bucket.remaining(now: 0) == 20)
        bucket.observe(news(60, 59, reset: "30"), now: 0)
        #expect(bucket.limit == 60)
        bucket.observe(news(600, 0, reset: "30"), now: 1)
        #expect(bucket.remaining(now: 30) == 0)
        #expect(bucket.wait(now: 1) == 30)
        #expect(bucket.remaining(now: 31) > 0)
    }

    @Test("What is on screen goes before what is marked, and that before the rest")
    func order() {
        var admission = Admission(bucket: TokenBucket(callsPerMinute: 60, now: 0), places: 10)
        admission.enqueue(1, .rest)
        admission.enqueue(2, .marked)
        admission.enqueue(3, .visible)
        admission.enqueue(4, .visible)
        admission.enqueue(5, .rest)
        admission.promote(5, to: .marked)
        admission.promote(4, to: .rest)
        let steps = (0..<6).map { _ in admission.next(now: 0) }
        #expect(steps == [.admit(3), .admit(4), .admit(2), .admit(5), .admit(1), .idle])
    }

    @Test("Places bound what runs at once, tokens what starts")
    func places() {
        var admission = Admission(bucket: TokenBucket(callsPerMinute: 60, now: 0), places: 1)
        admission.enqueue(1, .visible)
        admission.enqueue(2, .visible)
        let full = (0..<2).map { _ in admission.next(now: 0) }
        #expect(full == [.admit(1), .idle])
        admission.finish()
        admission.hold(seconds: 20, now: 0)
        let held = admission.next(now: 0)
        #expect(held == .wait(20))
        let withdrawn = (0..<2).map { _ in admission.withdraw(2) }
        #expect(withdrawn == [true, false])
        let empty = admission.next(now: 20)
        #expect(empty == .idle)
    }

    @Test("A change is never made again, a set only when the service took no call, a read within its patience")
    func retries() {
        let policy = RetryPolicy()
        let delay = { (kind: ResellerAPI.Operation.Kind, reason: APIError.Reason, attempt: Int, elapsed: Double) in
            policy.delay(kind: kind, reason: reason, attempt: attempt, elapsed: elapsed, random: 1)
        }
        for reason in [APIError.Reason.lost("x"), .server(status: 503), .tooManyCalls(retryAfter: 1)] {
            #expect(delay(.change, reason, 1, 0) == nil)
            #expect(delay(.read, reason, 1, 0) != nil)
            #expect(delay(.read, reason, 4, 0) == nil)
        }
        #expect(delay(.set, .tooManyCalls(retryAfter: 1), 1, 0) != nil)
        #expect(delay(.set, .lost("x"), 1, 0) == nil)
        #expect(delay(.set, .server(status: 503), 1, 0) == nil)
        #expect(delay(.read, .lost("x"), 1, 0) == 0.5)
        #expect(delay(.read, .lost("x"), 3, 0) == 2)
        #expect(policy.delay(kind: .read, reason: .lost("x"), attempt: 1, elapsed: 0, random: 0) == 0.25)
        #expect(delay(.read, .lost("x"), 1, 29.6) == nil)
        #expect(delay(.read, .tooManyCalls(retryAfter: 42), 1, 0) == 42)
        #expect(delay(.read, .tooManyCalls(retryAfter: 42), 1, 60) == nil)
        for reason in [
            APIError.Reason.refused([]), .unreachable("x"), .garbled(place: "", problem: ""), .server(status: 404),
            .wrongCredentials, .cancelled, .tooLarge(limit: 1),
        ] {
            #expect(delay(.read, reason, 1, 0) == nil)
        }
    }
}
