import Records
import ResellerAPI
import Screen
import Synchronization
import Testing

@testable import Desk

/// What a call would do to many, counted before the run begins.
@MainActor
@Suite("Consequences for many", .timeLimit(.minutes(5)))
struct BulkOutlookTests {
    private func desk(_ count: Int, _ world: BulkWorld) -> DeskRun {
        var state = DeskState.showing(names(count))
        state.session.writes = true
        for row in 0..<count { state.customers.marks.insert(row) }
        return DeskRun(state) { environment, clock in
            world.fill(&environment)
            environment.journal.entries = { _ in .done([]) }
            environment.now = { clock.now }
        }
    }

    private func preview(_ desk: DeskRun) -> BulkPreview? {
        if case .bulk(.preview(let preview)) = desk.state.overlay { preview } else { nil }
    }

    /// The preview of a call for all that is marked.
    private func open(_ desk: DeskRun, _ operation: String, credits: String) async {
        await desk.press(.character("e"))
        guard case .bulk(.menu(let menu)) = desk.state.overlay,
            let place = menu.choices.firstIndex(where: { $0.operation.id == operation })
        else {
            Issue.record("no menu")
            return
        }
        for _ in 0..<place { await desk.press(.character("j")) }
        await desk.press(.enter)
        await desk.type(credits)
        await desk.press(.enter)
    }

    @Test("Those whose mail would stop are counted: 12 of 40 have no limit now")
    func counted() async {
        let world = BulkWorld()
        world.state.withLock { state in
            for name in names(28) { state.credits[name] = 100 }
        }
        let desk = desk(40, world)
        await open(desk, "limits.increment", credits: "10")
        #expect(preview(desk)?.outlook?.dangers == [BulkOutlook.Danger(words: "have no limit now", count: 12)])
        let outlook = preview(desk)?.outlook
        #expect(RunsWords.outlook(outlook) == ["12 of 40 have no limit now."])
        #expect(preview(desk)?.outlook?.isDangerous == true)
    }

    @Test("Each consequence is counted by itself, and those that could not be read as well")
    func several() async {
        let world = BulkWorld()
        world.state.withLock { state in
            state.credits = ["name00": 5, "name01": 100, "name02": 7]
            state.readFaults = [.lost("reset"), nil, nil, nil, nil]
        }
        let desk = desk(5, world)
        await open(desk, "limits.decrement", credits: "50")
        #expect(
            preview(desk)?.outlook?.dangers == [
                BulkOutlook.Danger(words: "would have nothing left, their mail stops at once", count: 1),
                BulkOutlook.Danger(words: "have no limit now", count: 2),
            ])
        #expect(preview(desk)?.outlook?.unknown == 1)
        let outlook = preview(desk)?.outlook
        #expect(RunsWords.outlook(outlook).last?.hasPrefix("1 of 5 could not be read") == true)
    }

    @Test("Where nothing unexpected happens to anybody there is nothing to say")
    func harmless() async {
        let world = BulkWorld()
        world.state.withLock { $0.credits = ["name00": 5, "name01": 100] }
        let desk = desk(2, world)
        await open(desk, "limits.increment", credits: "10")
        #expect(preview(desk)?.outlook?.isDangerous == false)
        let outlook = preview(desk)?.outlook
        #expect(RunsWords.outlook(outlook).isEmpty)
    }

    @Test("Numbers of a thousand and more are grouped")
    func grouped() {
        var outlook = BulkOutlook(all: 40_000)
        outlook.dangers = [BulkOutlook.Danger(words: "have no limit now", count: 1200)]
        #expect(RunsWords.outlook(outlook) == ["1,200 of 40,000 have no limit now."])
    }

    @Test("^T keeps the ticket for the customer whose addresses these are, as in the dialog of one")
    func keptTicket() async {
        let desk = desk(1, BulkWorld())
        let targets = BulkTargets(.addresses(user: "name00", ["a@x.example", "b@x.example"]))
        var opened = BulkPreview(Operation.named("bounces.delete")!, targets, shared: [:], ticket: "T-9")
        opened.entry = .proof
        var state = desk.state
        state.overlay = .bulk(.preview(opened))
        let showing = DeskRun(state)
        await showing.press(.control("t"))
        #expect(preview(showing)?.keepsTicket == true)
        await showing.press(.escape)
        #expect(showing.state.changes.kept(for: "name00") == "T-9")
    }

    @Test("A run over many customers keeps no ticket, and ^T says so")
    func ticketOfMany() async {
        let world = BulkWorld()
        world.state.withLock { $0.credits = ["name00": 5, "name01": 100] }
        let desk = desk(2, world)
        await open(desk, "limits.increment", credits: "10")
        await desk.press(.control("t"))
        #expect(preview(desk)?.keepsTicket == false)
        #expect(desk.state.notice?.text == ChangesWords.ticketOfNobody)
    }
}
