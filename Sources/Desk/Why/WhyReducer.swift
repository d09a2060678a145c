import Records
import ResellerAPI
import Settings
import StateStore

/// Looking for an address.
extension DeskReducer {
    /// Opens the view for an address, or the line that asks for one.
    func openWhy(_ state: inout DeskState, address: String = "") -> Effect<DeskAction> {
        if let address = AddressReading.address(in: address) { return lookFor(&state, address) }
        state.historyPosition = nil
        state.overlay = .why(WhyPrompt(offer: state.whyOffer))
        return .none
    }

    func runInWhyPrompt(_ state: inout DeskState, _ old: WhyPrompt, _ command: CommandID) -> Effect<DeskAction> {
        var prompt = old
        switch command {
        case .confirm:
            let typed = prompt.entry.text.trimmingBlanks.isEmpty ? prompt.offer ?? "" : prompt.entry.text
            guard let address = AddressReading.address(in: typed) else {
                state.notice = Notice(.plain, "type or paste an address; Esc leaves")
                return .none
            }
            state.overlay = nil
            return lookFor(&state, address)
        case .complete, .completeBack: prompt.entry = prompt.offer.map { TextEntry($0) } ?? prompt.entry
        case .earlier:
            guard let earlier = state.recall(1, of: state.why.history) else { return .none }
            prompt.entry = TextEntry(earlier)
        case .later:
            guard state.historyPosition != nil else { return .none }
            prompt.entry = TextEntry(state.recall(-1, of: state.why.history) ?? "")
        default: guard prompt.entry.edit(command) else { return .none }
        }
        state.overlay = .why(prompt)
        return .none
    }

    func typedInWhyPrompt(_ state: inout DeskState, _ old: WhyPrompt, _ text: String) {
        var prompt = old
        prompt.entry.insert(text)
        state.overlay = .why(prompt)
    }

    /// Shows what is known of an address, and reads the rest. The same one once more keeps what was found.
    private func lookFor(_ state: inout DeskState, _ address: String) -> Effect<DeskAction> {
        var stop = Effect<DeskAction>.none
        if state.why.address != address {
            stop = stopRest(&state)
            state.why.address = address
            (state.why.hits, state.why.rest, state.why.cursor) = ([], nil, nil)
        }
        state.why.pasted = nil
        state.why.history.remember(address)
        return .merge(stop, goInto(&state, Place(.why)), readWhy(&state, evenIfFresh: false))
    }

    /// Reads the customer shown and looks through the archive.
    func readWhy(_ state: inout DeskState, evenIfFresh: Bool) -> Effect<DeskAction> {
        guard let address = state.why.address else { return .none }
        let pending = state.pendingRequest.map { read(&state, [$0], evenIfFresh: evenIfFresh) } ?? .none
        return .merge(readSubject(&state, evenIfFresh: evenIfFresh), pending, readSeen(&state, address))
    }

    private func readSeen(_ state: inout DeskState, _ address: String) -> Effect<DeskAction> {
        if case .there = state.why.seen {} else { state.why.seen = .asking }
        let environment = environment
        return .run { send in
            await send(.why(.seenRead(address, environment.memory.seen(address), environment.memory.coverage())))
        }
        .cancellable(id: EffectName.whySeen, cancelInFlight: true)
    }

    func why(_ state: inout DeskState, _ action: WhyAction) -> Effect<DeskAction> {
        switch action {
        case .seenRead(let address, let hits, let coverage): seenRead(&state, address, hits, coverage)
        case .restPlanned(let customers, let fresh):
            state.why.rest?.stage = .running
            state.why.rest?.customers = customers
            state.why.rest?.fresh = fresh
        case .restAnswered(let answer): restAnswered(&state, answer)
        case .restTicked(let now): state.showRest(at: now)
        case .restEnded(let now, let failure): return restEnded(&state, now, failure)
        case .copied(let text, let worked): explanationCopied(&state, text, worked)
        }
        return .none
    }

    private func seenRead(
        _ state: inout DeskState, _ address: String, _ seen: Outcome<[SeenSuppression]>,
        _ coverage: Outcome<SeenCoverage>
    ) {
        guard state.why.address == address else { return }
        switch (seen, coverage) {
        case (.done(let rows), .done(let coverage)):
            state.why.seen = .there(coverage)
            state.takeSeen(rows)
        case (.failed(let why), _), (_, .failed(let why)): state.why.seen = .failed(why)
        }
    }

    private func explanationCopied(_ state: inout DeskState, _ text: String, _ worked: Bool) {
        if worked {
            state.notice = Notice(.done, "explanation copied, ready for the ticket", short: "copied")
        } else {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            state.overlay = .messages(title: "The terminal may not take copies", lines: lines, top: 0)
        }
    }

    /// A write was carried out: what the archive has seen follows it.
    func forgetSeen(_ state: DeskState, after entry: JournalEntry) -> Effect<DeskAction> {
        guard case .done = entry.outcome, let user = entry.parameters["user"], let email = entry.parameters["email"],
            let list = SuppressionList.allCases.first(where: { $0.deleteOperation == entry.operation })
        else { return .none }
        let environment = environment
        return .run(priority: .utility) { _ in await environment.memory.forgetSeen(user, list, email) }
    }

    /// Keeps a list of a customer in the archive, where it was read and is not what was read before.
    func saveSeen(
        _ before: Loadable<[Suppression]>?, _ user: String, _ list: SuppressionList, _ answer: Answered<[Suppression]>
    ) -> Effect<DeskAction> {
        guard case .success(let entries) = answer.result, before?.value != entries else { return .none }
        let environment = environment
        return .run(priority: .utility) { _ in await environment.memory.saveSeen(user, list, entries, answer.at) }
    }
}

extension DeskState {
    /// What the line offers: an address just pasted, the one under the cursor, the one looked for last.
    var whyOffer: String? {
        if let pasted = why.pasted { return pasted }
        switch place.view {
        case .suppressions: return suppressedUnderCursor?.email ?? why.history.first
        case .desk where focus == .suppressions: return suppressionUnderCursor?.email ?? why.history.first
        default: return why.history.first
        }
    }

    /// Takes what the archive has seen; what was found since and could not be kept there stays.
    mutating func takeSeen(_ rows: [SeenSuppression]) {
        let known = Set(rows.map { WhyRow.hit($0.username, $0.suppression.list) })
        let since = why.rest?.startedAt ?? .infinity
        let found = why.hits.filter {
            $0.readAt >= since && !known.contains(.hit($0.username, $0.suppression.list))
        }
        why.hits = rows.filter { $0.username != subject } + found.filter { $0.username != subject }
    }
}
