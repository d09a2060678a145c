import Formats
import Records
import ResellerAPI
import Settings
import StateStore

/// Looking for an address.
extension DeskReducer {
    /// Opens the view for the address of a row, which is taken as it is.
    func openWhy(_ state: inout DeskState, of row: Suppression) -> Effect<DeskAction> { lookFor(&state, row.email) }

    /// Opens the view for whom a report was about.
    func openWhy(_ state: inout DeskState, recipient: String) -> Effect<DeskAction> { lookFor(&state, recipient) }

    /// Opens the line that asks for an address.
    func openWhy(_ state: inout DeskState) -> Effect<DeskAction> {
        state.historyPosition = nil
        state.overlay = .why(WhyPrompt(offer: state.whyOffer))
        return .none
    }

    func runInWhyPrompt(_ state: inout DeskState, _ old: WhyPrompt, _ command: CommandID) -> Effect<DeskAction> {
        var prompt = old
        switch command {
        case .confirm:
            let typed = prompt.entry.text.trimmingBlanks.isEmpty ? prompt.offer ?? "" : prompt.entry.text
            // What is offered, or was looked for before, is an address already: only what a person writes is read.
            if !typed.isEmpty, typed == prompt.offer || state.why.history.contains(typed) {
                let pasted = state.why.pasted.flatMap { $0.address == typed ? $0.takenFrom : nil }
                state.overlay = nil
                return lookFor(&state, typed, takenFrom: pasted)
            }
            guard let reading = AddressReading(typed) else {
                state.notice = Notice(.plain, "type or paste an address; Esc leaves")
                return .none
            }
            state.overlay = nil
            return lookFor(&state, reading.address, takenFrom: reading.takenFrom)
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
    private func lookFor(
        _ state: inout DeskState, _ address: String, takenFrom text: String? = nil
    ) -> Effect<DeskAction> {
        var stop = Effect<DeskAction>.none
        if state.why.address.map({ AddressForms.isSame($0, address) }) != true {
            stop = stopRest(&state)
            (state.why.hits, state.why.rest, state.why.cursor) = ([], nil, nil)
        }
        (state.why.address, state.why.takenFrom) = (address, text)
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

    func why(_ state: inout DeskState, _ action: WhyAction) -> Effect<DeskAction> {
        switch action {
        case .seenRead(let address, let outcome): seenRead(&state, address, outcome)
        case .restPlanned(let customers, let fresh, let oldest):
            state.why.rest?.stage = .running
            state.why.rest?.customers = customers
            state.why.rest?.fresh = fresh
            state.why.rest?.oldestFresh = oldest
        case .restAnswered(let answer): restAnswered(&state, answer)
        case .restTicked(let now): state.showRest(at: now)
        case .restEnded(let now, let failure): return restEnded(&state, now, failure)
        case .copied(let text, let worked): explanationCopied(&state, text, worked)
        }
        return .none
    }

    private func explanationCopied(_ state: inout DeskState, _ text: String, _ worked: Bool) {
        if worked {
            state.notice = Notice(.done, "explanation copied, ready for the ticket", short: "copied")
        } else {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            state.overlay = .messages(MessageText(title: "The terminal may not support copying", lines: lines, top: 0))
        }
    }
}

extension DeskState {
    /// What the line offers: an address just pasted, the one under the cursor, the one looked for last.
    var whyOffer: String? {
        if let pasted = why.pasted { return pasted.address }
        switch place.view {
        case .suppressions: return suppressedUnderCursor?.email ?? why.history.first
        case .desk where focus == .suppressions: return suppressionUnderCursor?.email ?? why.history.first
        default: return why.history.first
        }
    }
}
