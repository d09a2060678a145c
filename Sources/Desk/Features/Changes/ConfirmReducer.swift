import Changes
import Records
import ResellerAPI
import Settings
import StateStore

/// From a settled call to its outcome: read, show, ask, read again, write down, send, tell.
extension DeskReducer {
    /// A call has all its values: a read is made, a write is shown first.
    func settled(_ state: inout DeskState, _ request: Request) -> Effect<DeskAction> {
        request.operation.kind == .read ? ask(&state, request) : confirm(&state, ConfirmState(request: request))
    }

    /// Opens the dialog and reads the state before.
    func confirm(_ state: inout DeskState, _ fresh: ConfirmState) -> Effect<DeskAction> {
        var confirm = fresh
        let request = confirm.request
        offerTicket(state, &confirm)
        guard let observation = request.observation else {
            confirm.stage = .ready
            confirm.unread = ChangesWords.notShown
            state.overlay = .confirm(confirm)
            return .none
        }
        state.overlay = .confirm(confirm)
        let environment = environment
        let facts = readAnew(&state, state.factRequests(of: request))
        return .merge(
            .run { send in
                await send(.change(.prepared(request, environment.read(observation, .visible))))
            }
            .cancellable(id: EffectName.preparing, cancelInFlight: true), facts)
    }

    func prepared(_ state: inout DeskState, _ request: Request, _ answer: Answered<Reply>) {
        guard case .confirm(var confirm) = state.overlay, confirm.request == request, confirm.stage == .reading else {
            return
        }
        take(&state, answer)
        confirm.stage = .ready
        switch answer.result {
        case .success(let reply): confirm.take(request.image(in: reply.records))
        case .failure(let error):
            confirm.unread = error.message(retriesByItself: false)
            confirm.take(nil)
        }
        state.overlay = .confirm(confirm)
    }

    func runInConfirm(_ state: inout DeskState, _ old: ConfirmState, _ command: CommandID) -> Effect<DeskAction> {
        var confirm = old
        switch command {
        case .accept: return accepted(&state, confirm)
        case .ticket: confirm.entry = .ticket
        case .keepTicket: keepTicket(&state, &confirm)
        case .confirm where confirm.entry != .ticket: return accepted(&state, confirm)
        default: guard confirm.run(command, extent: environment.dialogExtent(state)) else { return .none }
        }
        state.overlay = .confirm(confirm)
        return .none
    }

    func typedInConfirm(_ state: inout DeskState, _ old: ConfirmState, _ text: String) {
        var confirm = old
        guard confirm.entry != nil else { return }
        confirm.insert(text)
        state.overlay = .confirm(confirm)
    }

    /// Esc and Enter cancel; once it is on its way nothing does.
    func leaveConfirm(_ state: inout DeskState, _ confirm: ConfirmState) -> Effect<DeskAction> {
        guard confirm.stage != .sending else {
            state.notice = Notice(.plain, ChangesWords.alreadySending)
            return .none
        }
        state.changes.noteKept(confirm)
        // A dialog that came from a form goes back to it: exactly one level.
        var isAgain = false
        if var draft = state.changes.draft, draft.request == confirm.request {
            draft.ticket = confirm.ticket.text
            state.overlay = .form(draft)
            isAgain = draft.wasSent
        } else {
            state.overlay = nil
        }
        state.notice = Notice(.plain, isAgain ? ChangesWords.notSentAgain : ChangesWords.nothingSent)
        return .cancel(id: EffectName.preparing)
    }

    private func accepted(_ state: inout DeskState, _ old: ConfirmState) -> Effect<DeskAction> {
        var confirm = old
        guard state.session.writes else {
            state.notice = Notice(.warning, ChangesWords.nothingSent(state.readOnlyReason))
            return .none
        }
        guard confirm.stage == .ready || confirm.stage == .changed else {
            let isReading = confirm.stage == .reading
            state.notice = Notice(.plain, isReading ? ChangesWords.stillLoading : ChangesWords.alreadySending)
            return .none
        }
        guard confirm.isTyped else {
            state.notice = Notice(.warning, ChangesWords.typeToConfirm(confirm.requiredText ?? ""))
            return .none
        }
        if mustBeSaidAgain(&state) { return .none }
        confirm.stage = .sending
        confirm.entry = nil
        state.changes.noteKept(confirm)
        state.overlay = .confirm(confirm)
        let order = WriteOrder(confirm, session: state.session)
        let writing = Writing(environment: environment)
        return .run { send in
            await writing.carryOut(order) {
                await send(.change(.reported(order.request, $0)))
            } later: {
                await send(.change(.settled(order.request, $0)))
            }
        }
    }

    func change(_ state: inout DeskState, _ action: ChangeAction) -> Effect<DeskAction> {
        switch action {
        case .prepared(let request, let answer): prepared(&state, request, answer)
        case .reported(let request, let report): return reported(&state, request, report)
        case .settled(let request, let report): return told(&state, request, report)
        case .recovered(let entries): return recovered(&state, entries)
        case .journalLoaded(let outcome): journalLoaded(&state, outcome)
        case .olderLoaded(let before, let outcome): olderLoaded(&state, before: before, outcome)
        case .namesLoaded(let key, let names): state.changes.remembered[key] = names
        case .passwordChecked(let user, let answer): return passwordChecked(&state, user, answer)
        case .loginCopied(let user, let outcome): loginCopied(&state, user, outcome)
        case .textEdited(let text, let end): return textEdited(&state, text, end)
        case .textKept(let text, let outcome): textKept(&state, text, outcome)
        }
        return .none
    }

    private func reported(
        _ state: inout DeskState, _ request: Request, _ report: WriteReport
    ) -> Effect<DeskAction> {
        guard case .confirm(var confirm) = state.overlay, confirm.request == request else {
            return told(&state, request, report)
        }
        switch report {
        case .drifted(let now):
            confirm.drift = request.drift(from: confirm.before, to: now)
            confirm.stage = .changed
            confirm.take(now)
            state.overlay = .confirm(confirm)
            state.notice = Notice(.warning, ChangesWords.review)
            return .none
        case .notSent:
            confirm.stage = .ready
            state.overlay = .confirm(confirm)
            return told(&state, request, report)
        case .closed(let entry, _), .underWay(let entry, _):
            closeDialog(&state, confirm, entry)
            return told(&state, request, report)
        }
    }

    /// A refusal goes back to the form, where what was typed still stands.
    private func closeDialog(_ state: inout DeskState, _ confirm: ConfirmState, _ entry: JournalEntry) {
        state.overlay = nil
        guard var draft = state.changes.draft, draft.request == confirm.request else { return }
        switch entry.outcome {
        case .refused(let why), .failed(let why):
            draft.problem = why
            draft.wasSent = true
            draft.ticket = confirm.ticket.text
            draft.goTo(refusedBy: why)
            state.overlay = .form(draft)
        default: state.changes.draft = nil
        }
    }

    /// A customer that got another name, or was made just now, is the one that is shown.
    func followName(_ state: inout DeskState, _ request: Request) {
        switch request.operation {
        case .customerSetUsername where state.subject == request.target:
            state.subject = request.parameters["username"]
            state.changes.renameKept(request.target, to: state.subject)
        case .customerCreate: state.subject = request.parameters["username"]
        default: break
        }
    }

    /// What the call changed is read again where it is shown.
    func reread(_ state: inout DeskState, after request: Request) -> Effect<DeskAction> {
        state.readings.outdate { kept in
            kept.parameters["user"] == request.target || kept.operation.area == request.operation.area
                || kept.parameters["user"] == nil
        }
        var effects = [viewChanged(&state)]
        if let subject = state.subject, request.target == subject {
            effects.append(readDetail(&state, of: subject, evenIfFresh: true))
        }
        if request.operation.area == .customers, state.customers.table.count <= 20_000 {
            effects.append(readList(&state))
        }
        if request.operation.area == .monitorRecords { effects.append(readOnce(&state)) }
        return .merge(.merge(effects), armSecond(state))
    }
}

extension DeskState {
    /// Why nothing can be changed here.
    package var readOnlyReason: String { ChangesWords.readOnly(session.account) }

    /// Why what a form asks for will not be sent; nil where it will, or where nothing is changed by it. It is said when
    /// the form opens, not after it was filled.
    package func reasonNotSent(_ form: FormState) -> String? {
        form.deed.operation.kind == .read || session.writes ? nil : ChangesWords.cannotSend(readOnlyReason)
    }
}
