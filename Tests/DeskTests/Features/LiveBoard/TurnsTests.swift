import Testing

@testable import Desk

@Suite("Turns out of order")
struct TurnsTests {
    /// Visits begun in a minute of ticks with so many places each, where always enough people wait out of turn.
    private func minute(places: [Int], wished: Int = 0) -> (urgent: Int, odd: Int) {
        var turns = Turns()
        var (urgent, odd) = (0, 0)
        for count in places {
            turns.pass(count)
            let looked = min(wished, count, turns.urgent)
            let troubled = min(count, turns.urgent, looked + turns.odd) - looked
            turns.spend(urgent: looked + troubled, odd: troubled)
            (urgent, odd) = (urgent + looked + troubled, odd + troubled)
        }
        return (urgent, odd)
    }

    @Test("A quarter of the visits goes to those in trouble, be it seven a second or one in four", arguments: [7, 1])
    func odd(places: Int) {
        let ticks = places == 1 ? (0..<240).map { $0 % 4 == 0 ? 1 : 0 } : Array(repeating: places, count: 60)
        let all = ticks.reduce(0, +)
        let taken = minute(places: ticks)
        #expect((all / 4...all / 4 + 2).contains(taken.odd), "\(taken) of \(all)")
        #expect(taken.urgent == taken.odd)
    }

    @Test("With those that somebody looks at it is half of them")
    func urgent() {
        let taken = minute(places: Array(repeating: 1, count: 60), wished: 5)
        #expect((30...31).contains(taken.urgent), "\(taken)")
    }

    @Test("How long those in trouble wait is told in whole minutes")
    func seconds() {
        #expect(Turns.seconds(toAsk: 0, pace: 450) == 0)
        #expect(Turns.seconds(toAsk: 86, pace: 450) == 60)
        #expect(Turns.seconds(toAsk: 100, pace: 450) == 120)
        #expect(Turns.seconds(toAsk: 17, pace: 45) == 120)
        #expect(Turns.seconds(toAsk: 5, pace: 0) == 0)
    }
}
