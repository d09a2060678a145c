import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Changes
@testable import Desk

/// What is said of writes of which something is not known, or not written down.
@MainActor
@Suite("What came of a change", .timeLimit(.minutes(5)))
struct OutcomeTests {
    private let bench = ChangeBench()

    private func desk(
        _ describe: @escaping (inout DeskEnvironment) -> Void = { _ in }
    ) -> DeskRun {
        var state = DeskState.showing(["hollin", "tidepool"])
        state.session.writes = true
        (state.session.who, state.session.archiveKey) = ("op2", "acme at here")
        return DeskRun(state) { environment, clock in
            bench.install(in: &environment, clock)
            describe(&environment)
        }
    }

    private func carryOut(_ desk: DeskRun, _ call: String) async {
        await desk.press(.character(":"))
        await desk.type(call)
        await desk.press(.enter, .character("y"))
    }

    private static func entry(
        _ id: Int64, _ operation: String, _ parameters: Parameters, _ outcome: WriteOutcome, at: Double = 1,
        before: StateImage? = nil, after: StateImage? = nil
    ) -> JournalEntry {
        JournalEntry(
            id: id, at: at, account: "acme at here", context: "acme", who: "op2", operation: operation,
            parameters: parameters, before: before, outcome: outcome, closedAt: outcome == .open ? nil : 2, after: after
        )
    }

    private static func limit(_ left: String) -> StateImage {
        StateImage(isThere: true, entries: [.init("credit", "0"), .init("credit_remain", left)])
    }

    private static let active = StateImage(isThere: true, entries: [.init("active", "true")])

    private func load(_ desk: DeskRun, _ entries: [JournalEntry]) async {
        await desk.send(.change(.journalLoaded(.done(entries))))
    }

    private func dialog(_ desk: DeskRun) -> ConfirmState? {
        if case .confirm(let confirm) = desk.state.overlay { confirm } else { nil }
    }

    // MARK: - Outcomes

    @Test("Done, and the journal can't be closed: both are said, and the list of errors has it")
    func notClosed() async {
        bench.set { $0.closingProblem = "no space left on the disk" }
        let desk = desk()
        await carryOut(desk, "customer.disable")
        let text = desk.state.notice?.text ?? ""
        #expect(text == "hollin sends no more mail, but journal entry 1 stays open: no space left on the disk")
        #expect(desk.state.notice?.kind == .warning)
        #expect(
            desk.state.troubleLines.contains { $0.hasSuffix(ChangesWords.cannotClose(1, "no space left on the disk")) })
    }

    @Test("What the archive can't do stands in the list of errors")
    func troubles() async {
        bench.set { $0.journalProblem = "no space left on the disk" }
        let desk = desk()
        await carryOut(desk, "customer.disable")
        #expect(
            desk.state.troubleLines.contains {
                $0.hasSuffix(ChangesWords.nothingSent(ChangesWords.journalUnwritable("no space left on the disk")))
            })
    }

    @Test("A late outcome does not close a dialog that was opened meanwhile, even one of the same change")
    func lateOutcome() async {
        bench.set { $0.failure = .lost("no answer") }
        let desk = desk()
        await desk.press(.character(":"))
        await desk.type("limits.increment")
        await desk.press(.enter)
        await desk.type("50")
        await desk.press(.enter, .character("y"))
        await desk.elapse(3)
        #expect(desk.state.overlay == nil)
        await desk.press(.character(":"))
        await desk.type("limits.increment")
        await desk.press(.enter)
        await desk.type("50")
        await desk.press(.enter)
        #expect(dialog(desk)?.stage == .ready)
        await desk.elapse(58)
        #expect(dialog(desk)?.stage == .ready)
        #expect(bench.entries.first?.outcome.word == "failed")
    }

    @Test("What was under way when the desk ended is read back at the next start, closed and told")
    func recovered() async {
        let open = Self.entry(1, "customer.disable", ["user": "hollin"], .open, before: Self.active)
        bench.set {
            $0.entries = [open]
            $0.active = false
        }
        let desk = desk { environment in
            environment.answerStart(TestClock(now: noon))
            environment.journal.unsettled = { .done([UnsettledEntry(open, sentAt: 1)]) }
            environment.journal.entries = { [bench] _ in .done(bench.entries) }
        }
        await desk.send(.started)
        #expect(
            bench.entries.first?.outcome
                == .done("the program ended before the answer came; reading back shows that it was done"))
        #expect(
            desk.state.notice
                == Notice(
                    .warning,
                    "Stop sending, hollin, was in progress when the program ended: done; J shows it",
                    isPinned: true))
    }

    // MARK: - Undo

    @Test("What can't be undone is named with its reason, and nothing older is offered in its place")
    func noInverse() async {
        let desk = desk()
        await load(
            desk,
            [
                Self.entry(2, "customer.setPassword", ["user": "tidepool"], .done("success")),
                Self.entry(1, "customer.disable", ["user": "hollin"], .done("success"), before: Self.active),
            ])
        await desk.press(.character("u"))
        #expect(desk.state.overlay == nil)
        let text = desk.state.notice?.text ?? ""
        #expect(text.contains("tidepool, can't be undone: "), "\(text)")
        #expect(text.hasSuffix(ChangesWords.older("J")))
    }

    @Test(
        "A change of which nobody knows is not said to be not done",
        arguments: [WriteOutcome.open, .unknown("the answer was lost")])
    func unknown(outcome: WriteOutcome) async {
        let desk = desk()
        await load(desk, [Self.entry(1, "customer.disable", ["user": "hollin"], outcome, before: Self.active)])
        await desk.press(.character("u"))
        #expect(desk.state.overlay == nil)
        #expect(desk.state.notice?.text.contains("result is unknown") == true)
        #expect(desk.state.notice?.text.contains("nothing was changed") == false)
    }

    @Test("What came to nothing is passed over by name")
    func skipped() async {
        let desk = desk()
        await load(
            desk,
            [
                Self.entry(2, "customer.enable", ["user": "tidepool"], .refused("no")),
                Self.entry(
                    1, "customer.disable", ["user": "hollin"], .done("success"), before: Self.active,
                    after: StateImage(isThere: true, entries: [.init("active", "false")])),
            ])
        bench.set { $0.active = false }
        await desk.press(.character("u"))
        let sentences = dialog(desk).map { desk.state.undoSentences(of: $0) } ?? []
        #expect(sentences.contains { $0.words.hasPrefix("Not undone: ") && $0.words.contains("tidepool") })
        #expect(sentences.allSatisfy { !$0.isWarning }, "it is still as it was then: \(sentences)")
    }

    @Test("A state that has moved on since is shown before y: then, since, now")
    func movedOn() async {
        let desk = desk()
        bench.set { $0.remaining = 3333 }
        await load(
            desk,
            [
                Self.entry(
                    1, "limits.increment", ["user": "hollin", "credits": "400"], .done("success"),
                    before: Self.limit("600"), after: Self.limit("1000"))
            ])
        await desk.press(.character("u"))
        #expect(dialog(desk)?.undoes == 1)
        let sentences = dialog(desk).map { desk.state.undoSentences(of: $0) } ?? []
        #expect(sentences.contains { !$0.isWarning && $0.words.contains("600 → 1000") }, "\(sentences)")
        #expect(sentences.contains { $0.isWarning && $0.words.contains("1000 → 3333 now") }, "\(sentences)")
        let changes = dialog(desk).map { desk.state.changes(of: $0) } ?? []
        #expect(changes.contains { $0.old == "3333" }, "\(changes)")
    }

    @Test("After a bulk run nothing older is undone without a word")
    func bulkRun() async {
        let desk = desk()
        await load(desk, [Self.entry(1, "customer.disable", ["user": "hollin"], .done("success"), before: Self.active)])
        var run = BulkRun(
            id: 7, account: "acme at here", context: "acme", who: "op2", at: 50, operation: "limits.increment")
        run.counts.done = 228
        await desk.send(.bulk(.runsLoaded(.done([run]), heldElsewhere: [])))
        await desk.press(.character("u"))
        #expect(desk.state.overlay == nil)
        #expect(desk.state.notice?.text.contains("bulk run 7") == true)
    }

    // MARK: - The view of the journal

    @Test("The journal has bulk runs where they were begun, and is not empty before it was read")
    func journalView() async {
        let desk = desk()
        let sheet = { JournalSheet(state: desk.state).all }
        #expect(sheet().empty == "Reading the journal")
        await load(
            desk,
            [
                Self.entry(2, "customer.enable", ["user": "hollin"], .done("success"), at: 90),
                Self.entry(1, "customer.disable", ["user": "hollin"], .done("success"), at: 10),
            ])
        let run = BulkRun(
            id: 7, account: "acme at here", context: "acme", who: "op2", at: 50, operation: "limits.increment",
            stage: .finished, counts: BulkCounts(done: 227, failed: 1))
        await desk.send(.bulk(.runsLoaded(.done([run]), heldElsewhere: [])))
        #expect((0..<sheet().count).map { sheet().row($0).id } == ["2", "run 7", "1"])
        #expect(sheet().row(1).cells.map(\.text).contains("227 done, 1 failed"))
        await desk.send(.change(.journalLoaded(.failed("no space left"))))
        #expect(JournalSheet(state: desk.state).all.count == 3, "what was read stays")
    }

    @Test("A reading that began before a change was written does not wipe it out, nor open it again")
    func overtaken() async {
        let desk = desk()
        await carryOut(desk, "customer.disable")
        let closed = desk.state.changes.journal
        #expect(closed.map(\.outcome.word) == ["done"])
        await load(desk, [])
        #expect(desk.state.changes.journal == closed)
        var open = closed
        (open[0].outcome, open[0].closedAt, open[0].after) = (.open, nil, nil)
        await load(desk, open)
        #expect(desk.state.changes.journal == closed)
    }
}
