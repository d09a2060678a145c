import Records
import ResellerAPI
import Screen
import Testing

@testable import Desk

@MainActor
@Suite("When the list shows nobody, the panes show nobody", .timeLimit(.minutes(5)))
struct NobodyShownTests {
    private func desk(_ state: DeskState = .showing(["frost", "hollin"])) -> DeskRun {
        DeskRun(state) { environment, clock in
            environment.answerDetails(clock)
            environment.customers = { _, _ in Answered(.success(.named(["hollin"])), at: clock.now) }
            environment.saveSnapshot = { _ in .done(true) }
            environment.monitors = { Answered(.success([]), at: clock.now) }
            environment.packages = { Answered(.success([]), at: clock.now) }
            environment.memory.names = { _, _ in [] }
            environment.read = { request, _ in
                Answered(.success(Reply(operation: request.operation, value: .list([]))), at: clock.now)
            }
        }
    }

    @Test("A filter without a hit leaves no customer at the right, and no key there acts on the one before")
    func filter() async {
        let desk = desk()
        await desk.press(.character("/"))
        await desk.type("zzz")
        await desk.press(.enter)
        #expect(desk.state.customers.shown.count == 0)
        #expect(desk.state.subject == nil)
        await desk.press(.character("4"), .character("d"))
        #expect(desk.state.overlay == nil)
        await desk.press(.character("1"), .character("/"), .escape)
        await desk.elapse(0.15)
        #expect(desk.state.subject == "frost", "without the filter the customer under the cursor is shown again")
    }

    @Test("A customer who has left the list is shown no longer, in no view", arguments: [ViewID.desk, .customer])
    func gone(view: ViewID) async {
        var state = DeskState.showing(["frost", "hollin"])
        state.place = Place(view)
        let desk = desk(state)
        await desk.press(.character("R"))
        #expect(desk.state.customers.table.count == 1)
        #expect(desk.state.subject != "frost")
    }
}

@Suite("What is claimed of customers that were not judged")
struct CoverageTests {
    @Test(
        "No alarms is said only when all were judged",
        arguments: [
            (Coverage(judged: 2000, known: 2000), "No alarms, 2,000 read"),
            (Coverage(judged: 286, known: 2000), "No alarms so far, 286 of 2,000 read"),
            (
                Coverage(judged: 286, known: 2000, since: "10:44"),
                "No alarms so far, judging since 10:44, 286 of 2,000 read"
            ),
            (
                Coverage(judged: 0, known: 2000, since: "10:44"),
                "Nobody judged yet, judging since 10:44, 0 of 2,000 read"
            ),
            (Coverage(judged: 0, known: 0), "Nobody judged yet, 0 read"),
            (
                Coverage(judged: 0, known: 5, offBecause: "\"collect\" is false"),
                "Nobody is judged here: \"collect\" is false"
            ),
        ])
    func sentence(coverage: Coverage, words: String) { #expect(coverage.sentence == words) }

    @Test("The board's empty list says how far judging is")
    func board() {
        var state = DeskState.showing(["frost", "hollin"])
        state.live.status.known = 2000
        state.live.status.readDays = 1
        #expect(BoardPanes(state: state).troubled.empty == "No alarms so far, 1 of 2,000 read")
        state.live.status.readDays = 2000
        #expect(BoardPanes(state: state).troubled.empty == "No alarms, 2,000 read")
    }
}

@MainActor
@Suite("A customer who can't be asked for now", .timeLimit(.minutes(5)))
struct HeldCustomerTests {
    @Test("is shown with what the archive has, and its age; the failure stays told")
    func away() async {
        let old = noon - 7200
        var overview = AccountOverview()
        overview.reputation = 91
        var figures = CustomerFigures(username: "frost", readAt: old, overview: overview, days: [], limit: .unlimited)
        figures.suppressions = [:]
        let address = Suppression(
            list: .bounced, email: "kim@gone.example", status: "5.1.1", reason: nil, created: nil)
        let held = HeldCustomer(figures: figures, lists: [.bounced: .init([address], readAt: old)])
        var state = DeskState.showing(["frost", "hollin"])
        state.subject = nil
        let desk = DeskRun(state) { environment, clock in
            environment.memory.held = { user in user == "frost" ? held : HeldCustomer() }
            let error = APIError(operation: "x", reason: .lost("no answer"))
            environment.overview = { _ in Answered(.failure(error), at: clock.now) }
            environment.statistics = { _, _ in Answered(.failure(error), at: clock.now) }
            environment.limit = { _ in Answered(.failure(error), at: clock.now) }
            environment.suppressions = { _, _ in Answered(.failure(error), at: clock.now) }
        }
        await desk.press(.character("j"), .character("k"))
        await desk.elapse(0.15)
        let detail = desk.state.details["frost"]
        #expect(detail?.overview.value?.reputation == 91)
        #expect(detail?.overview.readAt == old)
        #expect(detail?.overview.failure != nil)
        #expect(detail?.limit.value == .some(nil))
        #expect(detail?.suppressions(.bounced).value == [address])
        #expect(detail?.newestFirst[.bounced] == [address])
        #expect(
            detail?.suppressions(.bounced).freshness(now: noon, staleAfter: 150) == .old(minutes: 120, failed: true))
        #expect(detail?.suppressions(.spam).value == nil, "what was never read stays unknown")
    }
}

@Suite("Names on a shared screen")
struct SharedScreenTests {
    private var state: DeskState {
        var state = DeskState.showing(["frost", "hollin", "kim@mill.example"])
        for name in ["frost", "hollin"] { state.figures[name] = .test(.critical) }
        state.toggleMasking()
        return state
    }

    @Test("All names are masked but the one that was shown when P was pressed, whoever is under the cursor then")
    func pinned() {
        var state = state
        #expect(state.shownName("frost") == "frost")
        #expect(state.shownName("hollin") == "h…n")
        #expect(state.shownName("kim@mill.example") == "k…m@mill.example")
        state.subject = "hollin"
        #expect(state.shownName("hollin") == "h…n")
        #expect(state.masked("hollin sends no more mail") == "h…n sends no more mail")
        #expect(state.masked("this is of hollin.") == "this is of h…n.")
        #expect(state.masked("frost sends to ann@gone.example") == "frost sends to a…n@gone.example")
        #expect(state.shownPersonal("Ada Hollin", of: "hollin") == "…")
        #expect(state.shownPersonal("Jack Frost", of: "frost") == "Jack Frost")
        state.toggleMasking()
        #expect(state.talk == nil && state.masked("hollin") == "hollin")
    }

    @Test("An export is masked like the screen")
    func export() {
        let state = state
        let text = ExportText(DeskSheets(state: state).customers) { state.shown($0, $1, $2) }.csv
        #expect(text.contains("frost"))
        #expect(!text.contains("hollin"))
        #expect(text.contains("h…n"))
    }
}
