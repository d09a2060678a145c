import Desk
import Records
import ResellerAPI
import Synchronization
import Testing

/// The work on a run: each row once, whatever happens.
@Suite("Bulk runs at work")
struct RunWorkerTests {
    /// An environment in which time passes as soon as somebody waits for it.
    private func environment(_ world: BulkWorld, _ life: Life = Life()) -> DeskEnvironment {
        var environment = DeskEnvironment.failing(TestClock(now: noon))
        let time = SharedTime()
        environment.now = { time.now }
        environment.sleep = { time.pass($0) }
        world.fill(&environment, life: life)
        return environment
    }

    private func work(_ world: BulkWorld, _ life: Life = Life()) async -> RunEnd {
        await RunWorker(environment: environment(world, life), run: 7).work { _ in }
    }

    @Test("Every row is called once, four at a time at most, and has its closed entry in the journal")
    func allRows() async {
        let world = BulkWorld.increments(names(32))
        world.gate.open(at: 4)
        #expect(await work(world) == .finished)
        #expect(world.credits.values.allSatisfy { $0 == 110 })
        #expect(world.raised.count == 32)
        #expect(world.run()?.stage == .finished)
        #expect(world.run()?.counts == BulkCounts(done: 32))
        #expect(world.journal.count == 32)
        #expect(Set(world.journal.compactMap(\.row)) == Set(0..<32))
        #expect(world.journal.allSatisfy { $0.outcome == .done("success") && $0.run == 7 && $0.reason == "T-1" })
        #expect(world.journal.allSatisfy { $0.before?["credit_remain"] == "100" })
        #expect(world.journal.allSatisfy { $0.after?["credit_remain"] == "110" })
        #expect(world.state.withLock { $0.mostAsked } == 4)
    }

    @Test("Rows of the same customer never run at the same time")
    func sameTarget() async {
        let world = BulkWorld.increments(Array(repeating: "kim", count: 6) + ["lee"])
        #expect(await work(world) == .finished)
        #expect(world.credits == ["kim": 160, "lee": 110])
        #expect(world.state.withLock { $0.mostAskedOfOne } == 1)
    }

    @Test("Killed at any step, the next program brings every row to exactly one increment")
    func killedAtEveryStep() async {
        let users = names(20)
        var step = 0
        var kills = 0
        while true {
            step += 1
            let world = BulkWorld.increments(users)
            let life = Life(endingAt: step)
            let first = environment(world, life)
            let end = await life.watch(Task { await RunWorker(environment: first, run: 7).work { _ in } })
            if end == .finished { break }
            kills += 1
            // What was written down before a call tells the truth: nothing was raised that no entry names.
            let written = Set(world.journal.compactMap { $0.parameters["user"] })
            #expect(Set(world.raised.keys).isSubset(of: written))
            let next = await work(world)
            #expect(next == .finished || end == nil && next == .stopped, "step \(step)")
            #expect(world.run()?.stage == .finished, "step \(step)")
            #expect(world.raised == Dictionary(uniqueKeysWithValues: users.map { ($0, 1) }), "step \(step)")
            #expect(world.run()?.counts == BulkCounts(done: 20), "step \(step)")
            #expect(world.journal.allSatisfy { $0.outcome != .open }, "step \(step)")
            #expect(world.journal.count { $0.isDone } == 20, "step \(step)")
        }
        #expect(kills >= 20 * 4, "as many steps as 20 rows have, and more")
    }

    @Test("Killed again and again, the run still ends with exactly one increment each")
    func killedRepeatedly() async {
        let users = names(20)
        let world = BulkWorld.increments(users)
        let time = SharedTime()
        var lives = 0
        while world.run()?.stage != .finished, lives < 200 {
            lives += 1
            let life = Life(endingAt: 40 + lives * 17 % 50)
            var described = environment(world, life)
            described.now = { time.now }
            described.sleep = { time.pass($0) }
            let mortal = described
            // One that dies at the very end may have finished the run without saying so.
            _ = await life.watch(Task { await RunWorker(environment: mortal, run: 7).work { _ in } })
            // What was on its way may still arrive; a row is read back for good only when its deadline has passed.
            time.pass(61)
        }
        #expect(world.run()?.stage == .finished)
        #expect(lives > 5)
        #expect(world.raised == Dictionary(uniqueKeysWithValues: users.map { ($0, 1) }))
    }

    @Test("A service that takes no more calls holds the run; the row waits again and is sent once")
    func tooManyCalls() async {
        let world = BulkWorld.increments(names(3))
        world.state.withLock { $0.writeFaults = [.tooManyCalls(retryAfter: 4)] }
        let reports = Reports()
        let end = await RunWorker(environment: environment(world), run: 7).work { await reports.add($0) }
        #expect(end == .finished)
        #expect(world.raised.values.allSatisfy { $0 == 1 })
        #expect(world.journal.count { $0.outcome.word == "failed" } == 1)
        let waits = await reports.all.compactMap { report -> String? in
            if case .holding(let why, _) = report.standing { why } else { nil }
        }
        #expect(waits.count == 1)
        #expect(waits.first?.contains("no more calls for 4 seconds") == true)
    }

    @Test(
        "A lost link while looking holds the run as long as it lasts; nothing is sent or closed",
        arguments: [APIError.Reason.lost("gone"), .unreachable("127.0.0.1"), .server(status: 503)])
    func lostLink(reason: APIError.Reason) async {
        let world = BulkWorld.increments(names(2))
        world.state.withLock { $0.readFaults = Array(repeating: reason, count: 12) }
        #expect(await work(world) == .finished)
        #expect(world.raised.values.allSatisfy { $0 == 1 })
        #expect(world.journal.count == 2)
    }

    @Test("A lost answer is resolved by reading back: done where it was, failed where it was not")
    func lostAnswer() async {
        let done = BulkWorld.increments(["kim"])
        done.state.withLock { ($0.writeFaults, $0.appliesFaulty) = ([.lost("cut")], true) }
        #expect(await work(done) == .finished)
        #expect(done.run()?.counts == BulkCounts(done: 1))
        #expect(done.raised == ["kim": 1])
        let failed = BulkWorld.increments(["kim"])
        failed.state.withLock { $0.writeFaults = [.lost("cut")] }
        #expect(await work(failed) == .finished)
        #expect(failed.run()?.counts == BulkCounts(failed: 1))
        #expect(failed.rows()[0].answer == "the answer was lost; read-back: not done")
    }

    @Test("A row that can't be read back is unknown, and is not sent again by itself")
    func unknown() async {
        let world = BulkWorld.increments(["kim"])
        world.state.withLock { state in
            (state.writeFaults, state.appliesFaulty) = ([.lost("cut")], true)
            state.readFaults = [nil, .refused(["no such user"]), .refused(["no such user"])]
        }
        #expect(await work(world) == .finished)
        #expect(world.run()?.counts == BulkCounts(unknown: 1))
        world.state.withLock { $0.runs[7]?.stage = .running }
        #expect(await work(world) == .finished)
        #expect(world.raised == ["kim": 1])
        #expect(world.run()?.counts == BulkCounts(unknown: 1))
    }

    @Test("What the service refuses has failed, and the others go on")
    func refused() async {
        let world = BulkWorld.increments(names(3))
        world.state.withLock { $0.writeFaults = [.refused(["Permission denied", "not authorized"])] }
        #expect(await work(world) == .finished)
        #expect(world.run()?.counts == BulkCounts(done: 2, failed: 1))
        #expect(world.rows().contains { $0.answer == "Permission denied; not authorized" })
        #expect(world.journal.count { $0.outcome == .refused("Permission denied; not authorized") } == 1)
    }

    @Test("A row with nothing to do is skipped without a call and without an entry")
    func nothingToDo() async {
        let world = BulkWorld.increments(["kim", "lee"])
        world.state.withLock { state in
            state.runs[7]?.operation = "limits.setTotal"
            state.rows[7]?[0].parameters = ["user": "kim", "credits": "100"]
        }
        #expect(await work(world) == .finished)
        #expect(world.run()?.counts == BulkCounts(done: 1, skipped: 1))
        #expect(world.journal.map(\.row) == [1])
    }

    @Test("A paused run sends nothing more, and the rows being asked are brought to their end")
    func paused() async {
        let world = BulkWorld.increments(names(40))
        world.state.withLock { $0.pausesAfter = 5 }
        #expect(await work(world) == .stopped)
        let counts = world.run()?.counts
        #expect(counts?.sent == 0)
        #expect((5...8).contains(counts?.done ?? 0))
        #expect(world.raised.count == counts?.done)
    }

    @Test("A process that lost its run while a row waited for its turn sends nothing, and leaves the row to the other")
    func lostWhileWaiting() async {
        let world = BulkWorld.increments(["kim"])
        let other = Life()
        world.state.withLock {
            $0.duringWait = { state in
                // Stopped meanwhile: another one has read the row back, sent it, and is at the next.
                state.holders[7] = other
                state.rows[7]?[0].stage = .done
                state.credits["kim"] = 110
            }
        }
        #expect(await work(world) == .heldElsewhere)
        #expect(world.raised.isEmpty)
        #expect(world.credits == ["kim": 110])
        #expect(world.rows()[0].stage == .done)
    }

    @Test("The same when the other process is done with the run and holds it no more")
    func lostAndReleased() async {
        let world = BulkWorld.increments(["kim"])
        world.state.withLock {
            $0.duringWait = { state in
                state.rows[7]?[0].stage = .done
                state.credits["kim"] = 110
            }
        }
        _ = await work(world)
        #expect(world.raised.isEmpty)
        #expect(world.credits == ["kim": 110])
    }

    @Test("A row whose answer is lost holds up no other; it is failed only when its deadline has passed")
    func lateRow() async {
        let world = BulkWorld.increments(names(40))
        world.state.withLock { $0.writeFaults = [.lost("cut")] }
        let reports = Reports()
        let time = SharedTime()
        var environment = environment(world)
        environment.now = { time.now }
        environment.sleep = { time.pass($0) }
        let end = await RunWorker(environment: environment, run: 7).work { await reports.add($0) }
        #expect(end == .finished)
        #expect(world.run()?.counts == BulkCounts(done: 39, failed: 1))
        let lost = world.rows().first { $0.stage == .failed }
        let closed = world.rows().filter { $0.stage == .done }.map(\.at)
        #expect((lost?.at ?? 0) >= noon + 60)
        #expect(closed.allSatisfy { $0 < noon + 30 }, "the others did not wait for it")
    }

    @Test("An answer that never came, though the call did, is found: no row fails and none is sent twice")
    func foreignAnswers() async {
        let world = BulkWorld.increments(names(12))
        world.state.withLock { state in
            state.writeFaults = [.garbled(place: "the body", problem: "HTML"), .server(status: 502), .lost("reset")]
            state.appliesFaulty = true
        }
        #expect(await work(world) == .finished)
        #expect(world.run()?.counts == BulkCounts(done: 12))
        #expect(world.raised.values.allSatisfy { $0 == 1 })
    }

    @Test("An archive that can't be written is called that, not another process")
    func archiveFails() async {
        let world = BulkWorld.increments(["kim"])
        world.state.withLock { $0.problem = "no space left on the disk of the archive" }
        #expect(await work(world) == .blocked("no space left on the disk of the archive"))
        #expect(world.raised.isEmpty)
    }

    @Test("A run that another program holds is left alone")
    func heldElsewhere() async {
        let world = BulkWorld.increments(names(2))
        let other = Life()
        world.state.withLock { $0.holders[7] = other }
        #expect(await work(world) == .heldElsewhere)
        #expect(world.raised.isEmpty)
    }

    @Test("Closed to writes, the run stops at once and its rows wait")
    func gateClosed() async {
        let world = BulkWorld.increments(names(9))
        world.state.withLock { $0.writeFaults = Array(repeating: .gateClosed("this account is read-only"), count: 9) }
        guard case .blocked(let why) = await work(world) else {
            Issue.record("the run went on")
            return
        }
        #expect(why.contains("read-only"))
        #expect(world.run()?.counts.failed == 0)
        #expect(world.raised.isEmpty)
    }
}

/// Time that passes only when somebody waits.
private final class SharedTime: Sendable {
    private let time = Mutex(noon)

    var now: Double { time.withLock { $0 } }
    func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
}

private actor Reports {
    private(set) var all: [RunReport] = []
    func add(_ report: RunReport) { all.append(report) }
}
