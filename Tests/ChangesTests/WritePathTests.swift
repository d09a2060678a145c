import Changes
import Records
import ResellerAPI
import Testing

/// The one way of a write, with answers that come late, never, or from somebody else.
@Suite("A write, from the look to the closed entry")
struct WritePathTests {
    private let bench = WriteBench()
    private let increment: Request
    private let email: Request

    init() throws {
        increment = try #require(WriteBench.increment)
        email = try #require(WriteBench.email)
    }

    private func carryOut(_ request: Request) async -> WriteEnd {
        await bench.path().carryOut(request, look: .skippingWhatIsSo)
    }

    private func closed(_ end: WriteEnd) -> ClosedWrite? { if case .closed(let closed) = end { closed } else { nil } }
    private func underWay(_ end: WriteEnd) -> PendingWrite? {
        if case .underWay(let pending) = end { pending } else { nil }
    }

    @Test("Answered, it is done, with the states before and after in the journal")
    func answered() async {
        let end = await carryOut(increment)
        #expect(closed(end)?.ending == .done("success"))
        #expect(closed(end)?.before?["credit_remain"] == "100")
        #expect(closed(end)?.after?["credit_remain"] == "150")
        #expect(bench.entry?.outcome == .done("success"))
    }

    @Test("Done and its answer lost: found done three seconds later, and not sent again")
    func doneAndLost() async {
        bench.set { $0.meetings = [.doneAndLost] }
        let end = await carryOut(increment)
        #expect(closed(end)?.ending == .done("the answer was lost; read-back: done"))
        #expect((bench.sent, bench.credits) == (1, 150))
    }

    @Test(
        "A call that comes late is unknown until its deadline, and then found done: it is never said not to be",
        arguments: [2.0, 4, 5, 20, 59])
    func late(seconds: Double) async throws {
        bench.set { $0.meetings = [.late(seconds)] }
        let began = bench.now
        var end = await carryOut(increment)
        if seconds > 3 {
            let pending = try #require(underWay(end))
            #expect(pending.until >= began + 60)
            #expect(bench.entry?.outcome == .open)
            #expect(bench.now < began + 10, "nobody waits for the deadline before this is said")
            end = await bench.path().settle(pending)
        }
        #expect(closed(end)?.ending.outcome.word == "done")
        #expect((bench.sent, bench.credits) == (1, 150))
    }

    @Test("Never done: said so only when its deadline has passed")
    func notDone() async throws {
        bench.set { $0.meetings = [.lost] }
        let began = bench.now
        let pending = try #require(underWay(await carryOut(increment)))
        bench.pass(30)
        #expect(await bench.path().look(at: pending) == .underWay(pending))
        let end = await bench.path().settle(pending)
        #expect(bench.now >= began + 60)
        #expect(
            closed(end)?.ending
                == .notDone("the answer was lost; read-back: not done", .readBack(pending.loss)))
        #expect((bench.sent, bench.credits) == (1, 100))
    }

    @Test("A look that goes out before the deadline does not prove that nothing was done, whenever its answer comes")
    func lateLook() async throws {
        bench.set { $0.meetings = [.late(60)] }
        let pending = try #require(underWay(await carryOut(increment)))
        let world = bench.world
        var slow = world
        slow.read = { [bench] request in
            let answer = await world.read(request)
            bench.pass(70)
            return answer
        }
        let entry = JournalEntry(
            at: 0, account: "acme", context: "acme", who: "op", operation: "x", parameters: Parameters())
        let path = WritePath(
            world: slow, ledger: JournalLedger(entry, book: bench.book, now: { 0 }))
        bench.pass(50)
        // Asked once more, the service shows what came meanwhile.
        #expect(closed(await path.look(at: pending))?.ending.outcome.word == "done")
        #expect(bench.credits == 150)
    }

    @Test(
        "An answer that is not the service's is read back: done once, and never taken for a refusal",
        arguments: [
            APIError.Reason.garbled(place: "the body", problem: "it is HTML"), .server(status: 502), .lost("cut"),
            .tooLarge(limit: 10),
        ])
    func foreign(reason: APIError.Reason) async {
        bench.set { $0.meetings = [.doneAndFailed(reason)] }
        #expect(closed(await carryOut(increment))?.ending.outcome.word == "done")
        #expect((bench.sent, bench.credits) == (1, 150))
    }

    @Test("The service's own refusal is one, at once")
    func refused() async {
        bench.set { $0.meetings = [.failed(.refused(["Credits is too long"]))] }
        let began = bench.now
        #expect(closed(await carryOut(increment))?.ending == .refused("Credits is too long"))
        #expect(bench.now == began)
    }

    // MARK: - What may be sent twice

    @Test("A lost set is sent again only after a look, and while the state is still that of before")
    func repeated() async {
        bench.set { $0.meetings = [.lost, .lost] }
        #expect(closed(await carryOut(email))?.ending == .done("success"))
        #expect((bench.sent, bench.email) == (3, "new@hollin.example"))
        #expect(bench.entryCount == 1)
    }

    @Test("A lost set that was done is not sent again")
    func setDone() async {
        bench.set { $0.meetings = [.doneAndLost] }
        #expect(closed(await carryOut(email))?.ending.outcome.word == "done")
        #expect(bench.sent == 1)
    }

    @Test("A lost set never overwrites what somebody else set meanwhile, and says so")
    func colleague() async throws {
        bench.set { $0.meetings = [.doneAndLost] }
        bench.after(1) { $0.email = "colleague@hollin.example" }
        let pending = try #require(underWay(await carryOut(email)))
        let end = await bench.path().settle(pending)
        #expect(closed(end)?.ending.outcome.word == "unknown")
        #expect(
            closed(end)?.ending.outcome.text
                == "the answer was lost; read-back inconclusive; also changed: "
                + "email old@hollin.example → colleague@hollin.example")
        #expect((bench.sent, bench.email) == (1, "colleague@hollin.example"))
    }

    @Test("A service that never answers a set is asked four times at most, then the deadline decides")
    func neverAnswered() async throws {
        bench.set { $0.meetings = Array(repeating: .lost, count: 9) }
        let pending = try #require(underWay(await carryOut(email)))
        #expect(bench.sent == 4)
        #expect(closed(await bench.path().settle(pending))?.ending.outcome.word == "failed")
        #expect(bench.sent == 4)
    }

    @Test("Without a look before, as `call` has it, a state that is not the wanted one proves nothing")
    func unlooked() async throws {
        bench.set { $0.meetings = [.lost] }
        let pending = try #require(underWay(await bench.path().carryOut(email, look: .none)))
        #expect(closed(await bench.path().settle(pending))?.ending.outcome.word == "unknown")
        #expect(bench.sent == 1)
    }

    // MARK: - Before it goes out

    @Test("Nothing goes out where the journal can't be written")
    func noJournal() async {
        bench.set { $0.refusesOpening = true }
        #expect(await carryOut(increment) == .notOpened(Trouble("no space left")))
        #expect(bench.sent == 0)
    }

    @Test("What another process has taken over meanwhile is not sent, and left to that")
    func takenOver() async {
        bench.set { $0.isMine = false }
        #expect(await carryOut(increment) == .takenOver)
        #expect(bench.sent == 0)
        #expect(bench.entry?.outcome == .open)
    }

    @Test("A process that was stopped while it asked asks again, and hears that it is no longer its call")
    func stoppedWhileAsking() async {
        bench.set { $0.checkTakes = [40] }
        bench.after(30) { $0.isMine = false }
        // Asked before it stopped, the answer was yes.
        #expect(await carryOut(increment) == .takenOver)
        #expect(bench.sent == 0)
    }

    @Test("A turn that comes long after the look is let pass: nothing is sent, and that is sure")
    func tooLate() async {
        bench.set { $0.turnTakes = 61 }
        let end = await carryOut(increment)
        #expect(
            closed(end)?.ending == .notDone("not sent: it waited so long that the state may have changed", .notSent)
        )
        #expect((bench.sent, bench.credits) == (0, 100))
    }

    @Test("What was seen and what is so now are compared; a difference is shown and nothing sent")
    func drift() async {
        let seen = StateImage(isThere: true, entries: [.init("email", "seen@hollin.example")])
        let end = await bench.path().carryOut(email, look: .against(seen))
        guard case .drifted(let image) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(image["email"] == "old@hollin.example")
        #expect(bench.sent == 0 && bench.entry == nil)
    }

    @Test("What is so already is not sent")
    func alreadySo() async {
        bench.set { $0.email = "new@hollin.example" }
        guard case .alreadySo = await carryOut(email) else {
            Issue.record("sent for nothing")
            return
        }
        #expect(bench.sent == 0)
    }

    @Test("A journal that can't be closed is told with the outcome")
    func notClosed() async {
        bench.set { $0.refusesClosing = true }
        let end = await carryOut(increment)
        #expect(closed(end)?.ending == .done("success"))
        #expect(closed(end)?.trouble == Trouble("no space left"))
    }

    @Test("What can't be read back at the deadline is unknown, and says why")
    func unreadable() async throws {
        bench.set { $0.meetings = [.doneAndLost] }
        bench.set { $0.turnTakes = 0.1 }
        bench.after(0.1) { $0.readFaults = Array(repeating: .unreachable("127.0.0.1"), count: 9) }
        let pending = try #require(underWay(await carryOut(increment)))
        let end = await bench.path().settle(pending)
        #expect(closed(end)?.ending.outcome.word == "unknown")
        #expect(closed(end)?.ending.outcome.text.contains("read-back failed: Could not reach") == true)
    }
}

/// What was under way when a program ended.
@Suite("Writes found open at the start")
struct RecoveryTests {
    private let bench = WriteBench()

    private func entry(_ operation: String, _ parameters: Parameters, _ outcome: WriteOutcome = .open) -> JournalEntry {
        var entry = JournalEntry(
            at: bench.now, account: "acme", context: "acme", who: "op", operation: operation, parameters: parameters,
            before: StateImage(
                isThere: true, entries: [.init("credit", "0"), .init("credit_remain", "100")]), outcome: outcome)
        bench.set { state in
            entry.id = Int64(state.entries.count + 1)
            state.entries.append(entry)
        }
        return entry
    }

    private func recover(_ entries: [JournalEntry], canAsk: Bool = true) async -> [JournalEntry] {
        let sentAt = bench.now
        return await Recovery(world: bench.world, book: bench.book, canAsk: canAsk)
            .settle(entries.map { UnsettledEntry($0, sentAt: sentAt) })
    }

    private let increment: Parameters = ["user": "hollin", "credits": "50"]

    @Test("Done before the program ended: found at once")
    func done() async {
        let open = entry("limits.increment", increment)
        bench.set { $0.credits = 150 }
        let began = bench.now
        let found = await recover([open])
        #expect(found.map(\.outcome.word) == ["done"])
        #expect(bench.now == began)
        #expect(bench.entry?.outcome.word == "done")
    }

    @Test("Still to come when the next program starts: found done when its deadline has passed")
    func late() async {
        let open = entry("limits.increment", increment)
        bench.after(40) { $0.credits = 150 }
        #expect(await recover([open]).map(\.outcome.word) == ["done"])
    }

    @Test("Not done: said so, but not before the deadline")
    func notDone() async {
        let open = entry("limits.increment", increment)
        let began = bench.now
        #expect(await recover([open]).map(\.outcome.word) == ["failed"])
        #expect(bench.now >= began + 60)
        #expect(bench.sent == 0, "nothing is ever sent by this")
    }

    @Test("What nothing shows, or what is no longer there to be asked, is unknown")
    func unknown() async {
        let password = entry("customer.setPassword", ["user": "hollin"])
        #expect(await recover([password]).map(\.outcome.word) == ["unknown"])
        let gone = entry("limits.increment", increment)
        #expect(await recover([gone], canAsk: false).map(\.outcome.word) == ["unknown"])
    }

    @Test("While the service can't be asked it stays open, and is found again at the next start")
    func unreachable() async {
        let open = entry("limits.increment", increment)
        bench.set { $0.readFaults = [.unreachable("127.0.0.1")] }
        #expect(await recover([open]) == [])
        #expect(bench.entry?.outcome == .open)
    }

    @Test("What was unknown and still is, is not told again; what is found now is")
    func unknownBefore() async {
        let unknown = entry("limits.increment", increment, .unknown("the answer was lost"))
        bench.set { $0.credits = 333 }
        #expect(await recover([unknown]) == [])
        #expect(bench.entry?.outcome == .unknown("the answer was lost"))
        bench.set { $0.credits = 150 }
        #expect(await recover([unknown]).map(\.outcome.word) == ["done"])
    }
}
