import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Suppression lists", .timeLimit(.minutes(1)))
struct SuppressionTests {
    private let bounced = [
        Suppression.bounce("a@gone.example", "2026-09-28 13:00:00"),
        Suppression.bounce("b@gone.example", "2026-09-28 14:00:00"),
    ]

    @Test("All four lists are merged, newest first, those without a time last")
    func merging() async {
        let lists: [SuppressionList: [Suppression]] = [
            .bounced: bounced, .spam: [.on(.spam, "c@one.example", "2026-09-28 13:30:00")],
            .invalid: [.on(.invalid, "x"), .on(.invalid, "d@one.example", "2026-09-28 15:00:00")],
        ]
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock, TestDetail(suppressions: lists))
        }
        await desk.press(.enter)
        let emails = { desk.state.suppressionRows(from: 0, count: 99).map(\.email) }
        #expect(emails() == ["d@one.example", "b@gone.example", "c@one.example", "a@gone.example", "x"])
        await desk.press(.character("4"), .character("B"))
        #expect(desk.state.suppressions.list == .bounced)
        #expect(emails() == ["b@gone.example", "a@gone.example"])
        await desk.press(.character("B"), .character("B"), .character("B"))
        #expect(desk.state.suppressions.list == .spam)
        await desk.press(.character("B"))
        #expect(desk.state.suppressions.list == nil)
        #expect(desk.state.suppressionRows(from: -3, count: -1).isEmpty)
        #expect(desk.state.suppressionRows(from: 99, count: 5).isEmpty)
    }

    @Test("The cursor of the suppressions stays on its address when newer ones come in")
    func suppressionCursor() async {
        let newer = Mutex(false)
        let old = bounced
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock)
            environment.suppressions = { _, list in
                let more = newer.withLock { $0 } ? [Suppression.bounce("n@gone.example", "2026-09-28 14:30:00")] : []
                return Answered(.success(list == .bounced ? old + more : []), at: clock.now)
            }
        }
        await desk.press(.enter, .character("4"), .character("j"))
        #expect(desk.state.suppressions.cursor == 1)
        newer.withLock { $0 = true }
        await desk.press(.character("r"))
        #expect(desk.state.suppressions.cursor == 2)
        #expect(desk.state.suppressionUnderCursor?.email == "a@gone.example")
    }
}
