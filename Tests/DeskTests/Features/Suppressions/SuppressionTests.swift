import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Suppression lists", .timeLimit(.minutes(5)))
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

    private func bounces(_ count: Int, at domain: String, status: String? = "5.1.1") -> [Suppression] {
        (0..<count).map {
            Suppression(list: .bounced, email: "u\($0)@\(domain)", status: status, reason: nil, created: nil)
        }
    }

    @Test("The domain of more than half of the addresses is told, whatever its case")
    func commonDomain() {
        let mixed = bounces(6, at: "one.example") + bounces(4, at: "Gone.example") + bounces(3, at: "gone.EXAMPLE")
        #expect(
            CommonDomain(of: mixed) == CommonDomain(domain: "gone.example", count: 7, total: 13, isDead: false))
        #expect(CommonDomain(of: bounces(6, at: "one.example") + bounces(6, at: "two.example")) == nil)
        #expect(CommonDomain(of: bounces(9, at: "one.example")) == nil)
        #expect(CommonDomain(of: []) == nil)
        let strange = (0..<20).map { _ in Suppression.on(.invalid, "no address") }
        #expect(CommonDomain(of: strange) == nil)
    }

    @Test("A domain is dead when nearly all addresses are at it and no host is found for it")
    func deadDomain() {
        let hostless = bounces(5, at: "gone.example", status: "5.1.2")
        let gone = bounces(13, at: "gone.example") + hostless
        #expect(CommonDomain(of: gone + bounces(2, at: "one.example"))?.isDead == true)
        #expect(CommonDomain(of: gone + bounces(3, at: "one.example"))?.isDead == false)
        #expect(CommonDomain(of: bounces(20, at: "inbox.example"))?.isDead == false)
    }

    @Test("Of the only list that has addresses the whole has the same in common, and of an emptied one nothing")
    func onlyList() {
        var detail = CustomerDetail()
        for list in SuppressionList.allCases {
            let entries = list == .bounced ? bounces(12, at: "gone.example") : []
            detail.suppressionsAnswered(list, .success(entries), at: noon)
        }
        #expect(detail.commonDomain == CommonDomain(domain: "gone.example", count: 12, total: 12, isDead: false))
        #expect(detail.commonDomains[.bounced] == detail.commonDomain)
        detail.suppressionsAnswered(.bounced, .success([]), at: noon)
        #expect(detail.commonDomain == nil)
        #expect(detail.commonDomains.isEmpty)
    }

    @Test("What addresses have in common is told of the lists shown, and follows their reading")
    func commonDomainOfLists() async {
        let lists: [SuppressionList: [Suppression]] = [
            .bounced: bounces(12, at: "gone.example"),
            .spam: (0..<15).map { .on(.spam, "s\($0)@inbox.example") },
        ]
        let desk = DeskRun(.showing(names(2))) { environment, clock in
            environment.answerDetails(clock, TestDetail(suppressions: lists))
        }
        await desk.press(.enter)
        #expect(desk.state.commonDomain?.domain == "inbox.example")
        await desk.press(.character("4"), .character("B"))
        #expect(desk.state.commonDomain == CommonDomain(domain: "gone.example", count: 12, total: 12, isDead: false))
        await desk.press(.character("B"))
        #expect(desk.state.commonDomain == nil)
    }
}
