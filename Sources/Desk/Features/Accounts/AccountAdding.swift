import Settings
import StateStore

/// A new account: typed, tried with one read, kept.
extension DeskReducer {
    func openAccountForm(_ state: inout DeskState) -> Effect<DeskAction> {
        var form = state.accounts.draft ?? AccountForm()
        form.field = form.fields.first { form.fault(of: $0) != nil } ?? .name
        form.seen = []
        state.overlay = .account(form)
        let environment = environment
        return .run { send in await send(.account(.listed(environment.accounts.all()))) }
            .cancellable(id: AccountEffect.listing, cancelInFlight: true)
    }

    func runInAccountForm(_ state: inout DeskState, _ old: AccountForm, _ command: CommandID) -> Effect<DeskAction> {
        var form = old
        guard form.stage == .typing else {
            state.notice = Notice(.plain, AccountsWords.checkingNotice)
            return .none
        }
        switch command {
        case .confirm: return accountConfirmed(&state, form)
        case .nextField: form.move(1)
        case .previousField: form.move(-1)
        case .lineDown, .lineUp:
            let step = command == .lineDown ? 1 : -1
            if form.field.choices.isEmpty { form.move(step) } else { form.choose(step) }
        default:
            guard form[form.field].edit(command) else { return .none }
            form.problem = nil
        }
        state.overlay = .account(form)
        return .none
    }

    func typedInAccountForm(_ state: inout DeskState, _ old: AccountForm, _ text: String) {
        var form = old
        guard form.stage == .typing else { return }
        form[form.field].insert(text)
        form.problem = nil
        state.overlay = .account(form)
    }

    /// Enter goes on to the next field; behind the last one user and key are tried.
    private func accountConfirmed(_ state: inout DeskState, _ old: AccountForm) -> Effect<DeskAction> {
        var form = old
        form.seen.insert(form.field)
        if form.fault(of: form.field) != nil {
            state.overlay = .account(form)
            return .none
        }
        guard form.field == form.fields.last else {
            form.move(1)
            state.overlay = .account(form)
            return .none
        }
        if let field = form.fields.first(where: { form.fault(of: $0) != nil }) {
            form.field = field
            form.seen = Set(form.fields)
            state.overlay = .account(form)
            state.notice = Notice(.warning, "\(field.label) \(form.fault(of: field) ?? "")")
            return .none
        }
        form.stage = .checking
        form.problem = nil
        state.overlay = .account(form)
        return check(form.draft)
    }

    private func check(_ draft: AccountDraft) -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            if case .failed(let why) = await environment.accounts.check(draft) {
                return await send(.account(.refused(why)))
            }
            // Nothing is kept of an account that was given up meanwhile.
            guard !Task.isCancelled else { return }
            await send(.account(.kept(draft.name, environment.accounts.add(draft))))
        }
        .cancellable(id: AccountEffect.checking, cancelInFlight: true)
    }

    func accountRefused(_ state: inout DeskState, _ why: String) {
        guard case .account(var form) = state.overlay, form.stage == .checking else { return }
        form.stage = .typing
        form.problem = why
        form.field = .key
        state.overlay = .account(form)
    }

    func accountKept(_ state: inout DeskState, _ name: String, _ outcome: Outcome<String>) -> Effect<DeskAction> {
        guard case .account(var form) = state.overlay, form.stage == .checking else { return .none }
        switch outcome {
        case .failed(let why):
            form.stage = .typing
            form.problem = why
            state.overlay = .account(form)
            return .none
        case .done(let path):
            state.accounts.draft = nil
            state.overlay = nil
            let effect = openContexts(&state, offering: name)
            let offer = state.reasonToStay.map(AccountsWords.staysFor) ?? AccountsWords.enterSwitches
            state.notice = Notice(.done, AccountsWords.saved(name, in: path) + offer)
            return effect
        }
    }

    /// Leaves the form; what was typed waits for the next time, but no key does.
    func leaveAccountForm(_ state: inout DeskState, _ old: AccountForm) -> Effect<DeskAction> {
        var form = old
        let wasTyped = form.entries != AccountForm().entries
        form.entries[.key] = nil
        form.stage = .typing
        state.accounts.draft = form
        state.overlay = nil
        state.notice = Notice(
            .plain, AccountsWords.notSaved(wasTyped: wasTyped))
        return .merge(.cancel(id: AccountEffect.listing), .cancel(id: AccountEffect.checking))
    }
}

extension AccountForm {
    fileprivate mutating func choose(_ step: Int) {
        let choices = field.choices
        let place = choices.firstIndex(of: self[field].text) ?? -step
        self[field] = TextEntry(choices[((place + step) % choices.count + choices.count) % choices.count])
    }
}
