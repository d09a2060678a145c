import Desk
import Formats
import ResellerAPI
import Screen
import Testing

@testable import Panes

/// What the frame says of the service's limit.
@Suite struct HeadCallsTests {
    /// 14:03:00 UTC on a day.
    private static let now = 20_000.0 * 86_400 + 14 * 3600 + 180

    private func state(_ budget: CallBudget, width: Int = 160) -> DeskState {
        var state = Fixture.desk(width, 24)
        (state.now, state.zone, state.budget) = (Self.now, ZoneClock(offset: 0), budget)
        return state
    }

    private func head(_ state: DeskState) -> String { Panes.draw(state, glyphs: .unicode).lines[0] }

    @Test("It says how many calls are left this minute, and one is one")
    func left() {
        #expect(head(state(CallBudget(remaining: 491, limit: 500))).contains("   491 calls left this minute   "))
        #expect(head(state(CallBudget(remaining: 1, limit: 500))).contains("   1 call left this minute   "))
        #expect(head(state(CallBudget(remaining: 0, limit: 500), width: 120)).contains("   0 calls left   "))
    }

    @Test("While the service holds it says until when, also where it is narrow, and nothing more when that is over")
    func held() {
        let budget = CallBudget(remaining: 584, limit: 600, heldUntil: Self.now + 97, pausedFor: 97)
        #expect(head(state(budget)).contains("   rate limited until 14:04   "))
        #expect(!head(state(budget)).contains("584"))
        #expect(head(state(budget, width: 110)).contains("   limited until 14:04   "))
        var later = state(budget)
        later.now += 97
        #expect(head(later).contains("   584 calls left this minute   "))
    }

    @Test("Within the minute that the clock shows, seconds are said too")
    func seconds() {
        let budget = CallBudget(remaining: 0, limit: 600, heldUntil: Self.now + 9, pausedFor: 9)
        #expect(head(state(budget)).contains("rate limited until 14:03:09"))
    }

    @Test("It says so where the calls of other processes are not counted")
    func alone() {
        let budget = CallBudget(remaining: 60, limit: 60, aloneBecause: "it is locked")
        #expect(head(state(budget, width: 200)).contains("60 calls left this minute (this process only)"))
    }
}
