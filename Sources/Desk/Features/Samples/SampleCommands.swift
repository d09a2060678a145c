import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// Commands of the samples pane, and of an open message.
extension DeskReducer {
    /// Commands that mean another thing about samples than elsewhere; nil for all others.
    func runInSamples(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        guard state.overlay == nil, state.filterEntry == nil, state.sampleAtHand != nil || isFocused(state) else {
            return nil
        }
        if state.samples.opened == nil, let effect = arrangeSamples(&state, command) { return effect }
        guard let sample = state.sampleAtHand else { return nil }
        switch command {
        case .customer: return openOwner(&state, of: sample)
        case .assign: return beginAssigning(&state, sample)
        case .why:
            // Whom a report is about is what is looked for; of other samples nobody is at hand.
            guard let recipient = sample.report?.recipient else { return nil }
            state.samples.opened = nil
            return .merge(.cancel(id: EffectName.sample), openWhy(&state, recipient: recipient))
        case .change: return offer(&state, state.deeds(of: sample), title: state.title(of: sample))
        case .remove:
            guard let owner = state.samples.owner(of: sample) else { return nobody(&state) }
            return begin(&state, Deed(.customerDisable, ["user": owner.customer]))
        default: return nil
        }
    }

    private func isFocused(_ state: DeskState) -> Bool { state.place.view == .desk && state.focus == .samples }

    private func arrangeSamples(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        switch command {
        case .sort:
            state.samples.order = state.samples.order == .time ? .score : .time
            state.notice = Notice(.plain, "sorted by \(state.samples.order == .time ? "time" : "score")")
        case .invertOrder: state.samples.isInverted.toggle()
        case .filter:
            state.filterEntry = TextEntry(state.samples.filter)
            state.historyPosition = nil
            return Effect.none
        case .back where !state.samples.filter.isEmpty && (!state.isZoomed || state.samples.visit != nil):
            state.samples.filter = ""
        case .back where state.samples.visit != nil, .leave where state.samples.visit != nil:
            return leaveVisit(&state)
        default: return nil
        }
        state.samples.rearrange()
        state.clampPanes()
        return Effect.none
    }

    /// The filter line works on the samples while they have the focus.
    func setSampleFilter(_ state: inout DeskState, _ filter: String) {
        state.samples.filter = filter
        state.samples.rearrange()
        state.clampPanes()
    }

    private func nobody(_ state: inout DeskState) -> Effect<DeskAction> {
        state.notice = Notice(
            .warning, "nothing tells whose this sample is; \(state.hint(.assign)) assigns its sender to a customer")
        return Effect.none
    }

    /// All settings of the customer that a sample is of.
    private func openOwner(_ state: inout DeskState, of sample: Sample) -> Effect<DeskAction> {
        guard let owner = state.samples.owner(of: sample) else { return nobody(&state) }
        state.samples.opened = nil
        return .merge(
            .cancel(id: EffectName.sample), openCustomer(&state, owner.customer, in: .customer))
    }

    // MARK: - An open message

    /// Commands while a message is open; nil for those that work as on the desk.
    func runInMessage(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        if let effect = scrollMessage(&state, command) { return effect }
        if let digit = command.paneDigit {
            guard let section = SampleSection(rawValue: digit) else { return nil }
            state.samples.opened?.section = section
            return Effect.none
        }
        switch command {
        case .back, .leave, .parentPane: return leaveMessage(&state)
        case .headers: state.samples.opened?.showsAllHeaders.toggle()
        case .source: return toggleSource(&state)
        case .plainOrHTML: toggleHTML(&state)
        case .nextHit, .nextSample: return step(&state, 1)
        case .previousHit, .previousSample: return step(&state, -1)
        case .nextPane: stepSection(&state, 1)
        case .previousPane: stepSection(&state, -1)
        case .open: return state.sampleAtHand.map { openOwner(&state, of: $0) } ?? Effect.none
        case .copyID: return copyFromMessage(&state)
        case .desk, .customers:
            state.samples.opened = nil
            return nil
        default: return nil
        }
        return Effect.none
    }

    private func leaveMessage(_ state: inout DeskState) -> Effect<DeskAction> {
        if state.samples.opened?.source != nil {
            state.samples.opened?.source = nil
            return .merge(.cancel(id: EffectName.source))
        }
        state.samples.opened = nil
        return .merge(.cancel(id: EffectName.sample))
    }

    private func toggleHTML(_ state: inout DeskState) {
        guard let opened = state.samples.opened, opened.message?.textOfHTML != nil else {
            state.notice = Notice(.plain, "there is only one text in this message")
            return
        }
        state.samples.opened?.readsHTML.toggle()
        state.samples.opened?.tops[.text] = nil
    }

    private func stepSection(_ state: inout DeskState, _ step: Int) {
        let count = SampleSection.allCases.count
        let section = state.samples.opened?.section ?? .text
        state.samples.opened?.section = SampleSection.allCases[(section.rawValue - 1 + step + count) % count]
    }

    private func scrollMessage(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        guard let lines = command.step(page: max(1, state.size.height - 4), overlap: 0) else { return nil }
        guard let opened = state.samples.opened else { return Effect.none }
        let last = max(0, opened.lineCount - 1)
        if let source = opened.source {
            state.samples.opened?.source?.top = min(max(0, source.top + lines), last)
        } else {
            state.samples.opened?.top = min(max(0, opened.top + lines), last)
        }
        return Effect.none
    }

    /// The next or the previous message of the list.
    private func step(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let cursor = state.samples.cursor + step
        guard state.samples.shown.indices.contains(cursor) else {
            state.notice = Notice(.plain, "there is no message \(step > 0 ? "after" : "before") this one")
            return .none
        }
        state.samples.cursor = cursor
        state.clampPanes()
        return openSample(&state)
    }

    // MARK: - Copying

    /// The subject where there are no links; else what to copy is chosen.
    private func copyFromMessage(_ state: inout DeskState) -> Effect<DeskAction>? {
        guard let links = state.samples.opened?.message?.links, !links.isEmpty else { return nil }
        state.overlay = .links(LinksMenu(cursor: 0))
        return Effect.none
    }

    func runInLinks(_ state: inout DeskState, _ cursor: Int, _ command: CommandID) -> Effect<DeskAction> {
        let links = state.samples.opened?.message?.links ?? []
        if let digit = command.paneDigit {
            guard digit <= links.count else {
                state.notice = Notice(.plain, "there is no link \(digit)")
                return .none
            }
            return copyLink(&state, digit)
        }
        if command == .open || command == .copyID { return copyLink(&state, cursor) }
        if let cursor = moved(cursor, command, count: links.count + 1) {
            state.overlay = .links(LinksMenu(cursor: cursor))
        }
        return .none
    }

    /// 0 is the subject.
    private func copyLink(_ state: inout DeskState, _ number: Int) -> Effect<DeskAction> {
        guard let message = state.samples.opened?.message else { return .none }
        let text = ClipText(state.masked(number == 0 ? message.sample.subject : message.links[number - 1].target))
        state.overlay = nil
        let environment = environment
        return .run { send in await send(.copied(text.text, environment.copyToClipboard(text))) }
    }
}

extension DeskState {
    /// The message that is open, or the one under the cursor of the pane with the focus.
    package var sampleAtHand: Sample? {
        if let opened = samples.opened { return opened.message?.sample ?? samples.samples.first { $0.id == opened.id } }
        return place.view == .desk && focus == .samples ? samples.underCursor : nil
    }

    /// Why nothing is done to the customer of the sample at hand; nil where it is known.
    var reasonNobody: String? {
        sampleAtHand.flatMap { samples.owner(of: $0) } == nil ? "nothing tells whose this sample is" : nil
    }

    /// Whether a link is being chosen: digits are its number then.
    var isChoosingLink: Bool { if case .links = overlay { true } else { false } }

    /// The key of a command where samples are read.
    func hint(_ command: CommandID) -> String {
        keymap.keys(for: command, in: samples.opened == nil ? .pane : .message).first ?? ":\(command.rawValue)"
    }

    func title(of sample: Sample) -> String { samples.owner(of: sample)?.customer ?? sample.record ?? "this sample" }

    /// What can be done about a sample: to its customer, and to the record that took it.
    package func deeds(of sample: Sample) -> [Deed] {
        var deeds: [Deed] = []
        if let user = samples.owner(of: sample)?.customer {
            deeds = [
                Deed(.customerDisable, ["user": user]), Deed(.monitorAppend, ["user": user]),
                Deed(.monitorDetach, ["user": user]),
            ]
        }
        if let record = sample.record { deeds.append(Deed(.monitorEdit, ["name": record])) }
        return deeds
    }
}

extension OpenedSample {
    /// How many lines, or entries, the part that scrolls has.
    package var lineCount: Int {
        if let source { return Self.lines(of: source.text ?? "") }
        guard let message else { return 0 }
        switch section {
        case .headers: return showsAllHeaders ? message.headers.count : 1
        case .checks: return message.checks.count + message.claims.count + (spam?.rules.count ?? 0)
        case .text: return Self.lines(of: text)
        case .links: return message.links.count
        case .warnings: return message.findings.count
        case .parts: return message.parts.count
        }
    }

    private static func lines(of text: String) -> Int { text.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) } }
}
