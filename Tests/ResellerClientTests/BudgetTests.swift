import Dialects
import ResellerAPI
import Testing

@testable import ResellerClient

/// The window of sixty seconds and the order of admission, with a clock by hand.
@Suite struct BudgetTests {
    private func news(_ limit: Int?, _ remaining: Int?, reset: String?) -> RateNews {
        let headers: [TransportResponse.Header?] = [
            limit.map { .init("X-RateLimit-Limit", String($0)) },
            remaining.map { .init("x-ratelimit-remaining", String($0)) },
            reset.map { .init("X-RATELIMIT-RESET", $0) },
        ]
        return RateNews(headers: headers.compactMap(\.self), named: .usual, wallNow: 1_700_000_000)
    }

    /// The tickets that may go at once, one after the other, and what comes after them.
    private func admitted(
        _ admission: inout Admission, now: Double
    ) -> (tickets: [Admission.Ticket], slots: [Int64], then: Admission.Step) {
        var (tickets, slots): ([Admission.Ticket], [Int64]) = ([], [])
        while true {
            let step = admission.next(now: now)
            guard case .admit(let ticket, let slot) = step else { return (tickets, slots, step) }
            tickets.append(ticket)
            slots.append(slot)
        }
    }

    @Test("A minute's calls may go at once, and none after them until a minute after their answers")
    func window() {
        var window = CallWindow(callsPerMinute: 60)
        for id in 0..<60 { window.start(Int64(id), now: 0) }
        #expect(window.free(.visible, now: 0) == 0)
        #expect(window.free(.visible, now: 500) == 0, "calls that are under way keep their places")
        for id in 0..<20 { window.finish(Int64(id), now: 2) }
        for id in 20..<60 { window.finish(Int64(id), now: 12) }
        #expect(window.free(.visible, now: 61.9) == 0)
        #expect(abs(window.wait(.visible, now: 60) - 2) < 0.001)
        #expect(window.free(.visible, now: 62) == 20)
        #expect(window.free(.visible, now: 72) == 60)
    }

    @Test("A call that never went out takes no place")
    func givenBack() {
        var window = CallWindow(callsPerMinute: 2)
        window.start(1, now: 0)
        window.start(2, now: 0)
        window.giveBack(1)
        #expect(window.remaining(now: 0) == 1)
    }

    @Test("A tenth is kept for what somebody looks at; who took little may go further than who took much")
    func shares() {
        #expect(CallWindow.allowed(.visible, own: 400, others: 90, limit: 500) == 500)
        #expect(CallWindow.allowed(.rest, own: 400, others: 0, limit: 500) == 450)
        #expect(CallWindow.allowed(.rest, own: 400, others: 1, limit: 500) == 400)
        #expect(CallWindow.allowed(.marked, own: 49, others: 450, limit: 500) == 475)
        #expect(CallWindow.allowed(.rest, own: 0, others: 0, limit: 1) == 1, "no limit is so small that nothing goes")
    }

    @Test("When others spend, what the service says remains is all there is")
    func shrinks() {
        var window = CallWindow(callsPerMinute: 500)
        window.observe(news(600, 20, reset: "30"), now: 0)
        #expect(window.remaining(now: 0) == 20)
        window.observe(news(600, 400, reset: "30"), now: 0)
        #expect(window.remaining(now: 0) == 20)
        window.observe(news(60, 59, reset: "30"), now: 0)
        #expect(window.limit == 60)
        window.observe(news(600, 0, reset: "30"), now: 1)
        #expect(window.remaining(now: 30) == 0)
        #expect(window.wait(.visible, now: 1) == 30)
        #expect(window.remaining(now: 31) > 0)
    }

    @Test("What is on screen goes before what is marked, and that before the rest")
    func order() {
        var admission = Admission(window: CallWindow(callsPerMinute: 60), places: 10)
        admission.enqueue(1, .rest)
        admission.enqueue(2, .marked)
        admission.enqueue(3, .visible)
        admission.enqueue(4, .visible)
        admission.enqueue(5, .rest)
        admission.promote(5, to: .marked)
        admission.promote(4, to: .rest)
        let (tickets, _, then) = admitted(&admission, now: 0)
        #expect(tickets == [3, 4, 2, 5, 1])
        #expect(then == .idle)
    }

    @Test("Places bound what runs at once, the minute what starts")
    func places() {
        var admission = Admission(window: CallWindow(callsPerMinute: 60), places: 1)
        admission.enqueue(1, .visible)
        admission.enqueue(2, .visible)
        let (tickets, slots, then) = admitted(&admission, now: 0)
        #expect(tickets == [1])
        #expect(then == .idle)
        admission.finish(slots[0], wasSent: true, now: 0)
        admission.window.hold(seconds: 20, now: 0)
        let held = admission.next(now: 0)
        #expect(held == .wait(20))
        let withdrawn = (0..<2).map { _ in admission.withdraw(2) }
        #expect(withdrawn == [true, false])
        let empty = admission.next(now: 20)
        #expect(empty == .idle)
    }

    @Test("Where places are shared they are asked for, and who gets none asks again before long")
    func asked() {
        var admission = Admission(window: CallWindow(callsPerMinute: 60), places: 3)
        admission.isShared = true
        for ticket in 1...5 { admission.enqueue(Admission.Ticket(ticket), .rest) }
        #expect(admission.next(now: 0) == .ask(.rest, count: 3))
        let full = CallStanding(others: Array(repeating: 40, count: 60))
        admission.hear(full, asFor: .rest, now: 0)
        #expect(admission.next(now: 0) == .wait(2), "places whose calls are under way may be free earlier")
        admission.enqueue(6, .visible)
        #expect(admission.next(now: 0) == .ask(.visible, count: 1), "for what is looked at there may be one")
        admission.hear(CallStanding(granted: [7]), asFor: .visible, now: 1)
        let (tickets, slots, then) = admitted(&admission, now: 1)
        #expect(tickets == [6])
        #expect(slots == [7])
        #expect(then == .ask(.rest, count: 2))
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
        let held = { (seconds: Double) in
            policy.delay(
                kind: .read, reason: .server(status: 503), attempt: 1, elapsed: 0, held: seconds, random: 1)
        }
        #expect(held(40) == 40)
        #expect(held(600) == nil, "nobody waits for ten minutes")
        for reason in [
            APIError.Reason.refused([]), .unreachable("x"), .garbled(place: "", problem: ""), .server(status: 404),
            .wrongCredentials, .cancelled, .tooLarge(limit: 1),
        ] {
            #expect(delay(.read, reason, 1, 0) == nil)
        }
    }
}
