import Records
import ResellerAPI
import Screen
import Settings
import Synchronization
import Testing

@testable import Desk

@MainActor
@Suite("Changing things from the desk", .timeLimit(.minutes(5)))
struct ChangeTests {
    private let bench = ChangeBench()

    private func desk(writes: Bool = true) -> DeskRun {
        var state = DeskState.showing(["hollin", "tidepool"])
        state.session.writes = writes
        state.session.who = "op2"
        state.session.archiveKey = "acme at here"
        return DeskRun(state) { environment, clock in bench.install(in: &environment, clock) }
    }

    private func begin(_ desk: DeskRun, _ call: String) async {
        await desk.press(.character(":"))
        await desk.type(call)
        await desk.press(.enter)
    }

    private func form(_ desk: DeskRun) -> FormState? {
        if case .form(let form) = desk.state.overlay { form } else { nil }
    }

    private func dialog(_ desk: DeskRun) -> ConfirmState? {
        if case .confirm(let confirm) = desk.state.overlay { confirm } else { nil }
    }

    @Test("A call without open fields goes to the dialog, which shows old and new; y does it and the journal knows")
    func simplest() async {
        let desk = desk()
        await begin(desk, "customer.disable")
        #expect(dialog(desk)?.stage == .ready)
        #expect(
            dialog(desk)?.request.changes(from: dialog(desk)?.before) == [ValueChange("sending", old: "on", new: "off")]
        )
        #expect(bench.calls == [])
        await desk.press(.character("y"))
        #expect(desk.state.overlay == nil)
        #expect(desk.state.notice == Notice(.done, "hollin sends no more mail"))
        #expect(bench.calls == ["journal customer.disable", "write customer.disable user=hollin"])
        let entry = bench.entries.first
        #expect(entry?.who == "op2")
        #expect(entry?.account == "acme at here")
        #expect(entry?.before?["active"] == "true")
        #expect(entry?.after?["active"] == "false")
        #expect(entry?.outcome == .done("success"))
    }

    @Test(
        "Enter and Esc cancel, and so do n and q; nothing is sent",
        arguments: [Key.enter, .escape, .character("n"), .character("q")])
    func cancelled(key: Key) async {
        let desk = desk()
        await begin(desk, "customer.disable")
        await desk.press(key)
        #expect(desk.state.overlay == nil)
        #expect(desk.state.notice == Notice(.plain, ChangesWords.nothingSent))
        #expect(bench.calls == [])
    }

    @Test("No key of the desk is live in the dialog")
    func deaf() async {
        let desk = desk()
        await begin(desk, "customer.disable")
        let before = desk.state.overlay
        for key in "QTjkuUxP/:3" { await desk.press(.character(key)) }
        #expect(desk.state.exitCode == nil)
        #expect(dialog(desk)?.request == { if case .confirm(let confirm) = before { confirm.request } else { nil } }())
        #expect(bench.calls == [])
    }

    @Test("The worst is confirmed by typing the customer's name; y is a letter there")
    func worst() async {
        let desk = desk()
        await begin(desk, "customer.delete")
        #expect(dialog(desk)?.requiredText == "hollin")
        await desk.press(.character("y"), .enter)
        #expect(desk.state.notice == Notice(.warning, "Type hollin to confirm"))
        #expect(bench.calls == [])
        await desk.press(.backspace)
        await desk.type("hollin")
        await desk.press(.enter)
        #expect(bench.calls == ["journal customer.delete", "write customer.delete user=hollin"])
    }

    @Test("A key that came in one piece with others sends nothing off, in no dialog; pressed again it does")
    func together() async {
        let desk = desk()
        await begin(desk, "customer.disable")
        await desk.send(.inputReceived(.together([.character("y"), .character("e"), .character("s")])))
        #expect(dialog(desk)?.stage == .ready)
        #expect(desk.state.notice?.text.contains("e does nothing here") == false)
        #expect(bench.calls == [])
        await desk.press(.escape)
        await begin(desk, "customer.delete")
        await desk.send(.inputReceived(.together("hollin".map { .character($0) } + [.enter])))
        let words = "nothing was sent: this key came in one piece with others; press it again"
        #expect(desk.state.notice == Notice(.warning, words, isPinned: true))
        #expect(bench.calls == [])
        await desk.press(.enter)
        #expect(bench.calls == ["journal customer.delete", "write customer.delete user=hollin"])
    }

    @Test("What changed between the first look and the second is shown, and asked about again")
    func drift() async {
        let desk = desk()
        await begin(desk, "customer.setEmail")
        await desk.press(.control("u"))
        await desk.type("new@hollin.example")
        await desk.press(.enter)
        bench.set { $0.email = "other@hollin.example" }
        await desk.press(.character("y"))
        #expect(dialog(desk)?.stage == .changed)
        #expect(
            dialog(desk)?.drift == [
                ValueChange("email", old: "old@hollin.example", new: "other@hollin.example")
            ])
        #expect(bench.calls == [])
        await desk.press(.character("y"))
        #expect(bench.contents.withLock { $0.email } == "new@hollin.example")
        #expect(bench.entries.first?.before?["email"] == "other@hollin.example")
    }

    @Test("Nothing is sent when the journal can't be written")
    func noJournal() async {
        bench.set { $0.journalProblem = "the disk is full" }
        let desk = desk()
        await begin(desk, "customer.disable")
        await desk.press(.character("y"))
        #expect(
            desk.state.notice == Notice(.failed, "Nothing was sent: the journal can't be written: the disk is full"))
        #expect(bench.calls == [])
        #expect(dialog(desk)?.stage == .ready)
    }

    @Test("Read only shows everything and sends nothing")
    func readOnly() async {
        let desk = desk(writes: false)
        await begin(desk, "customer.disable")
        #expect(dialog(desk)?.stage == .ready)
        await desk.press(.character("y"))
        #expect(desk.state.notice == Notice(.warning, "Nothing was sent: acme is read-only"))
        #expect(bench.calls == [])
    }

    @Test("A lost answer is resolved by reading back: done, not done", arguments: [true, false])
    func lost(isDone: Bool) async {
        bench.set {
            $0.failure = .lost("no answer")
            $0.isDoneWhenLost = isDone
        }
        let desk = desk()
        await begin(desk, "limits.increment")
        await desk.type("50")
        await desk.press(.enter, .character("y"))
        // It may still be on its way.
        #expect(dialog(desk)?.stage == .sending)
        #expect(bench.entries.first?.outcome == .open)
        await desk.elapse(3)
        if isDone {
            #expect(
                bench.entries.first?.outcome == .done("the answer was lost; reading back shows that it was done"))
            #expect(desk.state.notice?.kind == .done)
            return
        }
        // Nobody waits for the deadline, and until then nobody says that it was not done.
        #expect(desk.state.overlay == nil)
        #expect(bench.entries.first?.outcome == .open)
        #expect(
            desk.state.notice?.text == "Raise the credit limit, hollin: no response, result unknown; "
                + "checked again at \(desk.clockText(after: 58))")
        await desk.elapse(58)
        let words = "the answer was lost; reading back shows that it was not done"
        #expect(bench.entries.first?.outcome == .failed(words))
        #expect(desk.state.notice == Notice(.failed, ChangesWords.failed(words)))
        #expect(bench.calls.count { $0.hasPrefix("write") } == 1)
    }

    @Test("A refusal goes back to the form with the service's reason, and what was typed still stands")
    func refused() async {
        bench.set { $0.failure = .refused(["Credits is too long"]) }
        let desk = desk()
        await begin(desk, "limits.increment")
        await desk.type("50")
        await desk.press(.enter, .character("y"))
        #expect(form(desk)?.problem == "Credits is too long")
        #expect(form(desk)?.fields.first?.entry.text == "50")
        #expect(bench.entries.first?.outcome == .refused("Credits is too long"))
        await desk.press(.enter, .character("y"))
        #expect(bench.contents.withLock { $0.remaining } == 150)
    }

    @Test("u takes back, ^R does again, and each is an entry that names the other")
    func undoRedo() async {
        let desk = desk()
        await begin(desk, "customer.disable")
        await desk.press(.character("y"))
        await desk.press(.character("u"))
        #expect(dialog(desk)?.request.operation.id == "customer.enable")
        await desk.press(.character("y"))
        #expect(bench.contents.withLock { $0.active })
        await desk.press(.character("u"))
        #expect(desk.state.notice == Notice(.plain, "Nothing to undo"))
        await desk.press(.control("r"))
        #expect(dialog(desk)?.request.operation.id == "customer.disable")
        await desk.press(.character("y"))
        #expect(!bench.contents.withLock { $0.active })
        #expect(bench.entries.map(\.undoes) == [nil, 1, nil])
        #expect(bench.entries.map(\.redoes) == [nil, nil, 2])
        await desk.press(.character("u"))
        #expect(dialog(desk)?.undoes == 3)
    }

    @Test("What somebody else did is not taken back by u")
    func othersWork() async {
        let desk = desk()
        await desk.send(
            .change(
                .journalLoaded(
                    .done([
                        JournalEntry(
                            id: 9, at: 1, account: "acme at here", context: "acme", who: "op1",
                            operation: "customer.disable", parameters: ["user": "hollin"],
                            before: StateImage(isThere: true, entries: [.init("active", "true")]),
                            outcome: .done("success"))
                    ]))))
        await desk.press(.character("u"))
        #expect(desk.state.overlay == nil)
        #expect(desk.state.notice == Notice(.plain, "Nothing to undo"))
    }

    @Test("A ticket is of one change: the next dialog, of this customer or another, begins without")
    func ticket() async {
        let desk = desk()
        await begin(desk, "customer.disable")
        await desk.press(.character("t"))
        await desk.type("T-20418")
        await desk.press(.enter, .character("y"))
        #expect(bench.entries.first?.reason == "T-20418")
        await desk.press(.character("u"))
        #expect(dialog(desk)?.ticket.text == "")
        await desk.press(.character("y"))
        #expect(bench.entries.last?.reason == "")
    }

    @Test("Kept by a key for one customer, a ticket is offered there, typed over at once, and gone with the customer")
    func keptTicket() async {
        let desk = desk()
        await begin(desk, "customer.disable")
        await desk.press(.character("t"))
        await desk.type("T-1")
        await desk.press(.enter, .control("t"))
        #expect(dialog(desk)?.keepsTicket == true)
        await desk.press(.character("y"))
        await desk.press(.character("u"))
        #expect(dialog(desk)?.ticket.text == "T-1")
        #expect(dialog(desk)?.keepsTicket == true)
        await desk.press(.character("t"))
        await desk.type("T-2")
        #expect(dialog(desk)?.ticket.text == "T-2", "the first letter takes the place of what was offered")
        await desk.press(.escape)
        #expect(desk.state.changes.keptTicket == KeptTicket(user: "hollin", text: "T-2"))
        await desk.press(.character("j"))
        await desk.elapse(0.15)
        #expect(desk.state.subject == "tidepool")
        #expect(desk.state.changes.keptTicket == nil)
        await begin(desk, "customer.disable")
        #expect(dialog(desk)?.ticket.text == "")
    }

    @Test("A ticket typed in the dialog survives the way back to its form, and ends with the form")
    func ticketOfForm() async {
        let desk = desk()
        await begin(desk, "limits.increment")
        await desk.type("50")
        await desk.press(.enter, .character("t"))
        await desk.type("T-9")
        await desk.press(.enter, .escape, .enter)
        #expect(dialog(desk)?.ticket.text == "T-9")
        await desk.press(.escape, .escape)
        await begin(desk, "limits.increment")
        await desk.press(.enter)
        #expect(dialog(desk)?.ticket.text == "")
    }

    @Test("What a change does here is said where the state before makes it another, and the name has to be typed")
    func dangerous() async {
        bench.set { $0.isUnlimited = true }
        let desk = desk()
        await begin(desk, "limits.increment")
        await desk.type("5000")
        await desk.press(.enter)
        #expect(dialog(desk)?.outlook?.sentence == "hollin has no limit now; after 5,000 mails its mail stops.")
        #expect(dialog(desk)?.requiredText == "hollin")
        await desk.press(.character("y"), .enter)
        #expect(bench.calls == [])
        await desk.press(.backspace)
        await desk.type("hollin")
        await desk.press(.enter)
        #expect(bench.calls == ["journal limits.increment", "write limits.increment user=hollin credits=5000"])
    }

    @Test("A state that can't be read asks for the name, too: what the change does is not known")
    func unreadable() async {
        bench.set { $0.readFailure = .lost("no answer") }
        let desk = desk()
        await begin(desk, "customer.disable")
        #expect(dialog(desk)?.outlook?.isDangerous == true)
        #expect(dialog(desk)?.requiredText == "hollin")
        await desk.press(.character("y"))
        #expect(bench.calls == [])
    }

    @Test("A limit taken away by somebody after the dialog opened is said, and the name has to be typed then")
    func driftToDanger() async {
        let desk = desk()
        await begin(desk, "limits.increment")
        await desk.type("50")
        await desk.press(.enter)
        #expect(dialog(desk)?.requiredText == nil)
        bench.set { $0.isUnlimited = true }
        await desk.press(.character("y"))
        #expect(dialog(desk)?.stage == .changed)
        #expect(dialog(desk)?.requiredText == "hollin")
        await desk.press(.character("y"), .enter)
        #expect(bench.calls == [])
    }

    @Test("Read only is said when a form opens")
    func readOnlyForm() async {
        let desk = desk(writes: false)
        await begin(desk, "limits.increment")
        #expect(desk.state.notice == Notice(.warning, "acme is read-only: this can't be sent"))
        #expect(form(desk).map(desk.state.reasonNotSent) == "acme is read-only: this can't be sent")
    }

    @Test("A refusal puts the cursor on the field that it names")
    func refusedField() async {
        bench.set { $0.failure = .refused(["Period is not valid"]) }
        let desk = desk()
        await begin(desk, "limits.setRecurring")
        await desk.type("500")
        await desk.press(.enter)
        await desk.type("daily")
        await desk.press(.enter, .enter, .enter, .enter, .character("y"))
        #expect(form(desk)?.problem == "Period is not valid")
        #expect(form(desk)?.fieldInHand?.name == "period")
    }
}
