import Settings
import StateStore

/// Switching to another account: nothing of the old one goes on, everything is read anew.
extension DeskReducer {
    /// All effects that were started while an account was worked on.
    struct AccountEffects: Hashable, Sendable {
        let generation: Int
    }

    /// Names of the effects about accounts themselves.
    enum AccountEffect: Hashable, Sendable {
        case listing, switching, checking
    }

    func openContexts(_ state: inout DeskState, offering name: String? = nil) -> Effect<DeskAction> {
        if let reason = state.reasonToStay {
            state.notice = Notice(.warning, AccountsWords.cannotSwitch(reason))
            return .none
        }
        state.overlay = .contexts(ContextMenu(offered: name))
        let environment = environment
        return .run { send in await send(.account(.listed(environment.accounts.all()))) }
            .cancellable(id: AccountEffect.listing, cancelInFlight: true)
    }

    func listed(_ state: inout DeskState, _ choices: [AccountChoice]) {
        switch state.overlay {
        case .contexts(var menu):
            menu.choices = choices
            let name = menu.offered ?? state.session.account
            menu.cursor = choices.firstIndex { $0.name == name } ?? 0
            state.overlay = .contexts(menu)
        case .account(var form):
            form.taken = choices.map(\.name)
            state.overlay = .account(form)
        default: break
        }
    }

    func runInContexts(_ state: inout DeskState, _ old: ContextMenu, _ command: CommandID) -> Effect<DeskAction> {
        var menu = old
        guard menu.goingTo == nil else {
            state.notice = Notice(.plain, AccountsWords.switchingNotice(to: menu.goingTo ?? ""))
            return .none
        }
        if command == .confirm || command == .open { return chosen(&state, menu) }
        if let cursor = moved(menu.cursor, command, count: menu.choices?.count ?? 0) { menu.cursor = cursor }
        state.overlay = .contexts(menu)
        return .none
    }

    private func chosen(_ state: inout DeskState, _ old: ContextMenu) -> Effect<DeskAction> {
        var menu = old
        guard let choice = menu.chosen else { return .none }
        if choice.name == state.session.account {
            state.overlay = nil
            state.notice = Notice(.plain, AccountsWords.already(choice.name))
            return .none
        }
        if let fault = choice.fault {
            menu.problem = fault
            state.overlay = .contexts(menu)
            return .none
        }
        menu.goingTo = choice.name
        menu.problem = nil
        state.overlay = .contexts(menu)
        let environment = environment
        return .run { send in
            await send(.account(.switched(choice.name, environment.accounts.switchTo(choice.name))))
        }
        .cancellable(id: AccountEffect.switching, cancelInFlight: true)
    }

    /// Stays on the account; what was begun for another one is dropped.
    func leaveContexts(_ state: inout DeskState, _ menu: ContextMenu) -> Effect<DeskAction> {
        state.overlay = nil
        if menu.goingTo != nil { state.notice = Notice(.plain, AccountsWords.stayed(state.session.account)) }
        return .merge(.cancel(id: AccountEffect.listing), .cancel(id: AccountEffect.switching))
    }

    func switched(_ state: inout DeskState, _ name: String, _ outcome: Outcome<Session>) {
        guard case .contexts(var menu) = state.overlay, menu.goingTo == name else { return }
        menu.goingTo = nil
        switch (outcome, state.reasonToStay) {
        case (.failed(let why), _), (_, let why?):
            menu.problem = why
            state.overlay = .contexts(menu)
        case (.done(let session), nil): state = state.gone(over: session)
        }
    }
}

extension DeskState {
    /// Why the account can't be left now; nil when it can.
    package var reasonToStay: String? {
        overlay?.content.reasonToStay ?? bulk.reasonToStay
    }

    /// The desk as it starts, on another account. What a person has set stays; what was read, marked, typed or done on
    /// the old account is gone.
    func gone(over session: Session) -> DeskState {
        var fresh = DeskState(
            session: session, size: size, now: now, zone: zone, keymap: keymap, themeName: themeName,
            themeNames: themeNames)
        fresh.accounts.generation = accounts.generation + 1
        // Numbers of readings go on: a page of the old list could never be taken for one of the new.
        fresh.customers.generation = customers.generation
        fresh.problems = problems
        fresh.refreshInterval = refreshInterval
        fresh.masksAddresses = masksAddresses
        fresh.paletteHistory = paletteHistory
        fresh.notice = Notice(
            .done,
            AccountsWords.switched(to: session.account, role: session.role.rawValue, writes: session.writes))
        return fresh
    }
}

extension BulkState {
    /// Why the account can't be left while a run goes on.
    var reasonToStay: String? {
        works.values.contains { $0.isOn } ? AccountsWords.runGoing : nil
    }
}
