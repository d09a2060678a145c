import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

/// A service whose list can be changed while it runs; remembers what was asked.
final class TestList: Sendable {
    private let state: Mutex<(names: [String], asked: [[Int]])>

    init(_ names: [String]) { state = Mutex((names, [])) }

    var asked: [[Int]] { state.withLock { $0.asked } }
    func change(_ names: [String]) { state.withLock { $0.names = names } }

    func page(_ offset: Int, _ limit: Int) -> CustomerChunk {
        state.withLock { state in
            state.asked.append([offset, limit])
            let end = min(state.names.count, offset + limit)
            return .named(Array(state.names[min(offset, end)..<end]))
        }
    }
}

private let refusal = APIError(operation: "profile.get", reason: .server(status: 503))

@MainActor
@Suite("Reading the list of customers", .timeLimit(.minutes(5)))
struct ListReadingTests {
    private func describe(
        _ list: TestList, saved: @escaping @Sendable (CustomerSnapshot) -> Void = { _ in }
    ) -> (inout DeskEnvironment, TestClock) -> Void {
        { environment, clock in
            environment.customers = { Answered(.success(list.page($0, $1)), at: clock.now) }
            environment.saveSnapshot = {
                saved($0)
                return .done(true)
            }
            environment.answerDetails(clock)
        }
    }

    @Test("The first reading takes five hundred, then five thousand, and grows on the screen in order")
    func firstReading() async {
        let list = TestList(names(5600).reversed())
        let desk = DeskRun(.empty(), describe(list))
        await desk.press(.character("r"))
        #expect(list.asked == [[0, 500], [499, 5000], [5498, 5000]])
        #expect(desk.state.shownNames == names(5600).sorted())
        #expect(desk.state.customers.list == Loadable(value: 5600, readAt: noon))
        #expect(desk.state.customers.wasReadWhole)
        #expect(desk.state.customers.cursor == 0)
        #expect(!desk.state.customers.isArranging)
    }

    @Test("A list whose last page is full is over with the one after it, which has only the row in common")
    func fullLastPage() async {
        let list = TestList(names(500))
        let desk = DeskRun(.empty(), describe(list))
        await desk.press(.character("r"))
        #expect(list.asked == [[0, 500], [499, 5000]])
        #expect(desk.state.customers.table.chunks.map(\.count) == [500])
        #expect(desk.state.customers.list.value == 500)
    }

    @Test("A list that is over after its first page is shown and kept")
    func onePage() async {
        let list = TestList(["b", "a"])
        let kept = Mutex<[CustomerSnapshot]>([])
        let desk = DeskTest(.empty(), describe(list, saved: { snapshot in kept.withLock { $0.append(snapshot) } }))
        await desk.press("r") { state in
            state.customers.generation = 1
            state.customers.incoming = IncomingList(generation: 1)
            state.customers.list.askedAt = noon
        }
        await desk.receivePage { state in
            state.customers.incoming = nil
            state.customers.list = Loadable(value: 2, readAt: noon)
            state.customers.latest = desk.state.customers.latest
            (state.customers.wasReadWhole, state.customers.isUnsaved, state.customers.isArranging) = (true, true, true)
        }
        await desk.receiveArrangement { state in
            (state.customers.isArranging, state.customers.isUnsaved, state.customers.isSettled) = (false, false, true)
        }
        await desk.receive(.snapshotSaved(.done(true)))
        #expect(desk.state.shownNames == ["a", "b"])
        let snapshot = kept.withLock { $0 }
        #expect(snapshot.map(\.byUsername) == [[1, 0]])
        #expect(snapshot.map(\.account) == ["acme"])
        #expect(snapshot.map(\.readAt) == [noon])
        await desk.end()
    }

    @Test("A service that does not heed the offset is not asked for ever")
    func sameAgain() async {
        let list = TestList(names(6000))
        let desk = DeskRun(.empty()) { environment, clock in
            describe(list)(&environment, clock)
            environment.customers = { Answered(.success(list.page(0, $1)), at: clock.now) }
        }
        await desk.press(.character("r"))
        #expect(list.asked == [[0, 500], [0, 5000], [0, 5000]])
        #expect(desk.state.customers.list.value == 5000)
    }

    @Test("A list without anybody is read, not missing")
    func nobody() async {
        let desk = DeskTest(.empty(), describe(TestList([])))
        await desk.press("r") { state in
            state.customers.generation = 1
            state.customers.incoming = IncomingList(generation: 1)
            state.customers.list.askedAt = noon
        }
        await desk.receivePage { state in
            state.customers.incoming = nil
            state.customers.list = Loadable(value: 0, readAt: noon)
            state.customers.wasReadWhole = true
        }
        await desk.receive(.snapshotSaved(.done(true)))
        await desk.end()
    }

    @Test("An unchanged list keeps its table, and what was read is kept again")
    func unchanged() async {
        let kept = Mutex<[Double]>([])
        let desk = DeskRun(
            .showing(names(3), readAt: noon - 60),
            describe(TestList(names(3)), saved: { snapshot in kept.withLock { $0.append(snapshot.readAt) } }))
        let table = desk.state.customers.table
        let shown = desk.state.customers.shown
        await desk.send(.refreshFell)
        #expect(desk.state.customers.table === table)
        #expect(desk.state.customers.shown === shown)
        #expect(desk.state.customers.list.readAt == noon)
        #expect(kept.withLock { $0 } == [noon])
    }

    @Test("In a changed list the cursor and the marks follow their customers, and figures of those gone are dropped")
    func changed() async {
        var state = DeskState.showing(["a", "c", "e", "g"])
        (state.customers.cursor, state.subject) = (2, "e")
        for row in [0, 2, 3] { state.customers.marks.insert(row) }
        state.figures = ["a": .test(.critical), "g": .test(.warning)]
        let desk = DeskRun(state, describe(TestList(["h", "g", "e", "d", "b"])))
        await desk.press(.character("r"))
        #expect(desk.state.shownNames == ["b", "d", "e", "g", "h"])
        #expect(desk.state.customers.selected == "e")
        #expect(desk.state.markedNames == ["g", "e"])
        #expect(desk.state.figures["a"] == nil)
        #expect(desk.state.alarms == (critical: 0, warning: 1))
    }

    @Test("When the customer under the cursor is gone, the cursor keeps its place")
    func vanished() async {
        var state = DeskState.showing(["a", "b", "c", "d"])
        state.customers.cursor = 2
        let desk = DeskRun(state, describe(TestList(["a", "b", "d", "e"])))
        await desk.press(.character("r"))
        #expect(desk.state.customers.selected == "d")
    }

    @Test("A list begun anew does not shrink on the screen, also when its rows have changed")
    func begunAnew() async {
        for prefix in ["name", "other"] {
            var state = DeskState.showing(names(600))
            state.customers.wasReadWhole = false
            state.customers.list = Loadable()
            let desk = DeskRun(state, describe(TestList(names(700, prefix))))
            var fewest = 600
            desk.store.didChange = { fewest = min(fewest, desk.state.customers.shown.count) }
            await desk.press(.character("r"))
            #expect(desk.state.customers.shown.count == 700)
            #expect(fewest == 600)
            desk.store.didChange = {}
        }
    }

    @Test("Failures keep what is there, are told, and are tried again after 5, 10, 20, 40, 60 seconds")
    func failing() async {
        let list = TestList(names(3))
        let fails = Mutex(true)
        let desk = DeskTest(.empty()) { environment, clock in
            describe(list)(&environment, clock)
            environment.customers = { offset, limit in
                Answered(
                    fails.withLock { $0 } ? .failure(refusal) : .success(list.page(offset, limit)), at: clock.now)
            }
        }
        await desk.press("r", change: beginsReading())
        for (attempt, wait) in [5.0, 10, 20, 40, 60, 60].enumerated() {
            let now = desk.clock.now
            await desk.receivePage { state in
                state.customers.incoming = nil
                state.customers.list.askedAt = nil
                state.customers.list.failure = Failure(error: refusal, at: now, attempts: attempt + 1)
                state.errors.insert(Failure(error: refusal, at: now, attempts: 1), at: 0)
                state.notice = Notice(.failed, CustomerListWords.notRead("r"))
            }
            if attempt == 5 { fails.withLock { $0 = false } }
            await desk.clock.elapse(wait)
            let later = desk.clock.now
            #expect(later - now == wait)
            await desk.receive(.refreshFell, change: beginsReading(at: later))
        }
        await desk.receivePage { state in
            state.customers.incoming = nil
            state.customers.list = Loadable(value: 3, readAt: desk.clock.now)
            state.customers.latest = desk.state.customers.latest
            state.customers.wasReadWhole = true
            (state.customers.isUnsaved, state.customers.isArranging) = (true, true)
            state.notice = nil
        }
        await desk.receiveArrangement { state in
            (state.customers.isArranging, state.customers.isUnsaved, state.customers.isSettled) = (false, false, true)
        }
        await desk.receive(.snapshotSaved(.done(true)))
        await desk.end()
    }

    @Test("A known list that drops to nothing stays on the screen, marked, until that was told three times")
    func emptied() async {
        let list = TestList([])
        let desk = DeskRun(.showing(names(30), readAt: noon - 60), describe(list))
        let doubt = APIError(
            operation: "customer.list", reason: .doubtful("no customers listed, 30 expected"))
        for attempt in 1...2 {
            await desk.send(.refreshFell)
            #expect(desk.state.shownNames == names(30))
            #expect(desk.state.customers.list.failure?.error == doubt)
            #expect(desk.state.customers.list.failure?.attempts == attempt)
            #expect(desk.state.customers.list.readAt == noon - 60)
            desk.clock.pass(60)
        }
        await desk.send(.refreshFell)
        #expect(desk.state.shownNames == [])
        #expect(desk.state.customers.list.failure == nil)
    }

    @Test("A list that was empty once is whole again a moment later, and nothing was lost meanwhile")
    func emptyOnce() async {
        let list = TestList([])
        let saved = Mutex(0)
        let desk = DeskRun(
            .showing(names(30), readAt: noon - 60),
            describe(list, saved: { snapshot in saved.withLock { $0 = snapshot.byUsername.count } }))
        await desk.send(.refreshFell)
        #expect(saved.withLock { $0 } == 0)
        #expect(desk.state.shownNames == names(30))
        list.change(names(31))
        desk.clock.pass(60)
        await desk.send(.refreshFell)
        #expect(desk.state.shownNames == names(31))
        #expect(saved.withLock { $0 } == 31)
        #expect(desk.state.customers.doubts == 0)
    }

    @Test("A list that ends in an empty page after a full one replaces nothing")
    func emptyPage() async {
        let desk = DeskRun(.showing(names(700), readAt: noon - 60)) { environment, clock in
            describe(TestList([]))(&environment, clock)
            environment.customers = { offset, limit in
                Answered(.success(.named(offset == 0 ? names(limit) : [])), at: clock.now)
            }
        }
        await desk.press(.character("r"))
        #expect(desk.state.shownNames.count == 700)
        #expect(
            desk.state.customers.list.failure?.error.reason
                == .doubtful("two empty pages after 500 customers"))
    }

    @Test("A snapshot that holds somebody twice is shown with one row a customer")
    func doubledSnapshot() {
        let snapshot = CustomerSnapshot(
            account: "acme", readAt: noon, chunks: [.named(["b", "a"]), .named(["a", "c"])], byUsername: [1, 2, 0, 3])
        guard case .done(let one?) = Outcome<CustomerSnapshot?>.done(snapshot).withoutDoubles() else {
            Issue.record("it is gone")
            return
        }
        #expect(one.chunks == [.named(["b", "a"]), .named(["c"])])
        #expect(one.byUsername == [])
        let sound = CustomerSnapshot(account: "acme", readAt: noon, chunks: [.named(["b", "a"])], byUsername: [1, 0])
        #expect(Outcome<CustomerSnapshot?>.done(sound).withoutDoubles() == .done(sound))
    }

    @Test("An answer of an earlier reading is not taken")
    func lateAnswer() async {
        var state = DeskState.showing(names(3))
        state.customers.generation = 4
        let desk = DeskTest(state, describe(TestList([])))
        await desk.send(.customersPageRead(generation: 3, Answered(.success(.named(["x"])), at: noon)))
        await desk.end()
    }

    @Test("A long list counts as old only when its own refresh is overdue")
    func oldLongList() {
        var state = DeskState.showing(names(3))
        #expect(state.listStaleAfter == state.staleAfter)
        state.customers.table = CustomerTable(chunks: Array(repeating: .named(names(5001)), count: 4))
        #expect(state.listStaleAfter == 900)
        state.refreshInterval = 3840
        #expect(state.listStaleAfter == 9600)
    }

    @Test("After a failure r reads the list again, from whatever pane")
    func againByKey() async {
        for focus in [Pane.customers, .statistics] {
            var state = DeskState.showing(names(3), readAt: noon - 9000)
            state.focus = focus
            state.customers.isFromArchive = true
            state.customers.list.failure = Failure(
                error: APIError(operation: "customers.list", reason: .server(status: 503)), at: noon - 3, attempts: 2)
            let desk = DeskRun(state) { environment, clock in
                environment.answerDetails(clock)
                environment.customers = { _, _ in Answered(.success(.named(names(3))), at: clock.now) }
                environment.saveSnapshot = { _ in .done(true) }
            }
            await desk.press(.character("r"))
            #expect(desk.state.customers.list == Loadable(value: 3, readAt: noon))
            #expect(!desk.state.customers.isFromArchive)
        }
    }

    /// What asking for the list changes.
    private func beginsReading(at now: Double = noon) -> (inout DeskState) -> Void {
        { state in
            state.customers.generation += 1
            state.customers.incoming = IncomingList(generation: state.customers.generation)
            state.customers.list.askedAt = now
        }
    }
}
