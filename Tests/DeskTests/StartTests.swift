import Records
import ResellerAPI
import Screen
import Settings
import StateStore
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("The start", .timeLimit(.minutes(5)))
struct StartTests {
    private func describe(
        _ list: TestList, snapshot: Outcome<CustomerSnapshot?> = .done(nil)
    ) -> (inout DeskEnvironment, TestClock) -> Void {
        { environment, clock in
            environment.answerDetails(clock)
            environment.loadSnapshot = { snapshot }
            environment.customers = { offset, limit in
                try? await clock.sleep(2)
                return Answered(.success(list.page(offset, limit)), at: clock.now)
            }
            environment.saveSnapshot = { _ in .done(true) }
            environment.monitors = { Answered(.success([]), at: clock.now) }
            environment.packages = { Answered(.success([]), at: clock.now) }
            environment.samples = {
                AsyncStream { stream in
                    stream.yield(.source(.watching))
                    stream.finish()
                }
            }
        }
    }

    private func snapshot(_ names: [String], _ order: [UInt32]) -> CustomerSnapshot {
        CustomerSnapshot(account: "acme", readAt: noon - 3600, chunks: [.named(names)], byUsername: order)
    }

    @Test("Rows of the archive are on the screen, with their age, before the service has answered")
    func archiveFirst() async {
        let archived = Outcome.done(Optional(snapshot(["b", "a"], [1, 0])))
        let desk = DeskRun(.empty(), describe(TestList(["c", "a"]), snapshot: archived))
        await desk.send(.started)
        #expect(desk.state.shownNames == ["a", "b"])
        #expect(desk.state.customers.isFromArchive)
        #expect(desk.state.customers.list == Loadable(value: 2, readAt: noon - 3600, askedAt: noon))
        #expect(desk.state.samples.source == .watching)
        #expect(desk.state.monitors.value == [])
        await desk.press(.character("j"))
        await desk.elapse(2)
        #expect(desk.state.shownNames == ["a", "c"])
        #expect(!desk.state.customers.isFromArchive)
        #expect(desk.state.customers.list == Loadable(value: 2, readAt: noon + 2))
        #expect(desk.state.customers.cursor == 1)
        desk.clock.stop()
        await desk.settle()
    }

    @Test(
        "A damaged order in the archive is sorted anew instead of believed",
        arguments: [[0, 0], [0, 7], [0], []] as [[UInt32]])
    func damaged(order: [UInt32]) async {
        let archived = Outcome.done(Optional(snapshot(["b", "a"], order)))
        let desk = DeskRun(.empty(), describe(TestList([]), snapshot: archived))
        await desk.send(.started)
        #expect(desk.state.shownNames == ["a", "b"])
        desk.clock.stop()
        await desk.settle()
    }

    @Test("A filter and a sorting given at the start hold for the archive as well")
    func filtered() async {
        var state = DeskState.empty()
        state.customers.filter = "user:a"
        state.customers.sorting = Sorting(column: .username, inverted: true)
        let archived = Outcome.done(Optional(snapshot(["b", "a", "ab"], [1, 2, 0])))
        let desk = DeskRun(state, describe(TestList([]), snapshot: archived))
        await desk.send(.started)
        #expect(desk.state.shownNames == ["ab", "a"])
        desk.clock.stop()
        await desk.settle()
    }

    @Test("Without an archive the service's rows come; a broken archive is told and no more")
    func noArchive() async {
        let desk = DeskRun(.empty(), describe(TestList(["b", "a"]), snapshot: .failed("the archive is damaged")))
        await desk.send(.started)
        #expect(desk.state.notice == Notice(.warning, "the archive is damaged", isPinned: true))
        #expect(desk.state.customers.shown.count == 0)
        await desk.elapse(2)
        #expect(desk.state.shownNames == ["a", "b"])
        desk.clock.stop()
        await desk.settle()
    }

    @Test("An archive that comes after the list was read is not shown")
    func lateArchive() async {
        let desk = DeskTest(.showing(["a"]))
        await desk.send(.snapshotLoaded(.done(snapshot(["x"], [0]))))
        await desk.send(.snapshotLoaded(.done(nil)))
        await desk.end()
    }

    @Test("Problems of the settings are told at the start")
    func problems() async {
        var state = DeskState.empty()
        state.problems = ["one", "two"]
        let desk = DeskRun(state, describe(TestList([])))
        await desk.send(.started)
        let notice = Notice(.warning, "2 problems in the settings; :errors shows them", isPinned: true)
        #expect(desk.state.notice == notice)
        desk.clock.stop()
        await desk.settle()
    }

    @Test("What was wrong at the start stays to be read until a key is pressed, whatever is read meanwhile")
    func pinned() async {
        var state = DeskState.empty()
        state.notice = Notice(.warning, "keymap.json:3: no command is called “opne”", isPinned: true)
        state.tell(Notice(.done, "read 14:03 in 84 ms"))
        #expect(state.notice?.kind == .warning)
        let desk = DeskTest(state)
        await desk.send(.inputReceived(.key(.character("g")))) {
            $0.pendingKeys = [.character("g")]
            $0.notice?.isPinned = false
        }
        await desk.end()
        var after = desk.state
        after.tell(Notice(.done, "read 14:03 in 84 ms"))
        #expect(after.notice?.kind == .done)
    }

    @Test("The clock moves on the minute; the refresh falls every interval")
    func time() async {
        var state = DeskState.empty()
        state.now = noon + 30
        let desk = DeskRun(state, now: noon + 30, describe(TestList(["a"])))
        await desk.send(.started)
        await desk.elapse(2)
        let toTheMinute = desk.clock.sleeping.first { $0 > 29 && $0 < 31 }
        #expect(toTheMinute == 60 - (noon + 30).truncatingRemainder(dividingBy: 60) + 0.01)
        await desk.elapse(toTheMinute ?? 0)
        #expect(desk.state.now == noon + 60.01)
        let generation = desk.state.customers.generation
        await desk.elapse(60)
        #expect(desk.state.customers.generation == generation + 1)
        desk.clock.stop()
        await desk.settle()
    }

    @Test("A snapshot that can't be kept is told")
    func unsaved() async {
        let desk = DeskTest(.showing(["a"]))
        await desk.send(.snapshotSaved(.failed("the disk is full"))) {
            $0.notice = Notice(.warning, "the disk is full", isPinned: true)
            $0.note(trouble: "the disk is full", at: desk.clock.now)
        }
        await desk.send(.snapshotSaved(.done(true)))
        await desk.end()
    }
}
