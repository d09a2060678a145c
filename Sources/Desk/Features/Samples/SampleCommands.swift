import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// Commands of the samples pane, and of an open message.
extension DeskReducer {
    /// What commands mean about the message that is open, or under the cursor.
    static let sampleCommands = CommandScope([
        .on(.customer, off: \.reasonNobody) { $0.openOwner(&$1) },
        .on(.assign) { reducer, state in state.sampleAtHand.map { reducer.beginAssigning(&state, $0) } ?? .none },
        // Whom a report is about is what is looked for; of other samples nobody is at hand.
        .on(.why, when: { $0.sampleAtHand?.report?.recipient != nil }) { $0.explainReport(&$1) },
        .on(.change) { reducer, state in
            guard let sample = state.sampleAtHand else { return .none }
            return reducer.offer(&state, state.deeds(of: sample), title: state.title(of: sample))
        },
        .on(.remove, off: \.reasonNobody) { $0.stopOwner(&$1) },
    ])

    /// Commands of the pane of samples.
    static let samplesPaneCommands = CommandScope([
        .rearranges(.sort) { state in
            state.samples.order = state.samples.order == .time ? .score : .time
            state.notice = Notice(.plain, "sorted by \(state.samples.order == .time ? "time" : "score")")
        },
        .rearranges(.invertOrder) { $0.samples.isInverted.toggle() },
        .does(.filter) { state in
            state.filterEntry = TextEntry(state.samples.filter)
            state.historyPosition = nil
        },
        .rearranges(
            .back, when: { !$0.samples.filter.isEmpty && (!$0.isZoomed || $0.samples.visit != nil) }
        ) { $0.samples.filter = "" },
        .on(.back, when: { $0.samples.visit != nil }) { $0.leaveVisit(&$1) },
        .on(.leave, when: { $0.samples.visit != nil }) { $0.leaveVisit(&$1) },
    ])

    private func explainReport(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let recipient = state.sampleAtHand?.report?.recipient else { return .none }
        state.samples.opened = nil
        return .merge(.cancel(id: EffectName.sample), openWhy(&state, recipient: recipient))
    }

    private func stopOwner(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let owner = state.sampleAtHand.flatMap({ state.samples.owner(of: $0) }) else { return .none }
        return begin(&state, Deed(.customerDisable, ["user": owner.customer]))
    }

    /// The filter line works on the samples while they have the focus.
    func setSampleFilter(_ state: inout DeskState, _ filter: String) {
        state.samples.filter = filter
        state.samples.rearrange()
        state.clampPanes()
    }

    /// All settings of the customer that a sample is of.
    private func openOwner(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let owner = state.sampleAtHand.flatMap({ state.samples.owner(of: $0) }) else { return .none }
        state.samples.opened = nil
        return .merge(
            .cancel(id: EffectName.sample), openCustomer(&state, owner.customer, in: .customer))
    }

    // MARK: - An open message

    static let messageCommands = CommandScope(
        CommandBinding.moves { reducer, state, command in
            reducer.scrollMessage(&state, command)
            return .none
        }
            + CommandBinding.digits(off: { $1 > SampleSection.allCases.count ? InputWords.sixParts : nil }) {
                $1.samples.opened?.section = SampleSection(rawValue: $2) ?? .text
                return .none
            } + [
                .on(.back) { $0.leaveMessage(&$1) },
                .on(.leave) { $0.leaveMessage(&$1) },
                .on(.parentPane) { $0.leaveMessage(&$1) },
                .does(.headers) { $0.samples.opened?.showsAllHeaders.toggle() },
                .on(.source) { $0.toggleSource(&$1) },
                .on(.plainOrHTML) { reducer, state in
                    reducer.toggleHTML(&state)
                    return .none
                },
                .on(.nextHit) { $0.step(&$1, 1) },
                .on(.nextSample) { $0.step(&$1, 1) },
                .on(.previousHit) { $0.step(&$1, -1) },
                .on(.previousSample) { $0.step(&$1, -1) },
                .does(.nextPane) { $0.samples.opened?.section.step(1) },
                .does(.previousPane) { $0.samples.opened?.section.step(-1) },
                .on(.open, off: \.reasonNobody) { $0.openOwner(&$1) },
                .does(.copyID, when: \.hasLinks) { $0.overlay = .links(LinksMenu(cursor: 0)) },
                .on(.desk) { $0.leaveMessageFor(&$1, .desk) },
                .on(.customers) { $0.leaveMessageFor(&$1, .customers) },
            ])

    private func leaveMessageFor(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction> {
        state.samples.opened = nil
        return run(&state, command)
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

    private func scrollMessage(_ state: inout DeskState, _ command: CommandID) {
        guard let lines = command.step(page: max(1, state.size.height - 4), overlap: 0),
            let opened = state.samples.opened
        else { return }
        let last = max(0, opened.lineCount - 1)
        if let source = opened.source {
            state.samples.opened?.source?.top = min(max(0, source.top + lines), last)
        } else {
            state.samples.opened?.top = min(max(0, opened.top + lines), last)
        }
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
        sampleAtHand.flatMap { samples.owner(of: $0) } == nil
            ? "nothing tells whose this sample is; \(hint(.assign)) assigns its sender to a customer" : nil
    }

    /// Where there are links, what to copy is chosen; else it is the subject.
    fileprivate var hasLinks: Bool { samples.opened?.message?.links.isEmpty == false }

    /// The key of a command where samples are read.
    func hint(_ command: CommandID) -> String {
        keymap.keys(for: command, in: samples.opened == nil ? .pane : .message).first ?? ":\(command.rawValue)"
    }

    func title(of sample: Sample) -> String { samples.owner(of: sample)?.customer ?? sample.record ?? "this sample" }

    /// What can be done about a sample: to its customer, and to the record that took it.
    package func deeds(of sample: Sample) -> [Deed] {
        var deeds: [Deed?] = []
        if let user = samples.owner(of: sample)?.customer {
            deeds = [
                Deed(.customerDisable, ["user": user]), Deed(.monitorAppend, ["user": user]),
                Deed(.monitorDetach, ["user": user]),
            ]
        }
        if let record = sample.record { deeds.append(Deed(.monitorEdit, ["name": record])) }
        return deeds.compactMap(\.self)
    }
}

extension CommandBinding {
    /// A command after which the rows of the samples are in another order, or others.
    fileprivate static func rearranges(
        _ command: CommandID, when applies: @escaping Test = { _ in true }, _ change: @escaping Change
    ) -> CommandBinding {
        .does(command, when: applies) { state in
            change(&state)
            state.samples.rearrange()
            state.clampPanes()
        }
    }
}

extension SampleSection {
    fileprivate mutating func step(_ step: Int) {
        let count = Self.allCases.count
        self = Self.allCases[(rawValue - 1 + step + count) % count]
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

    /// The end of the last line begins no other one.
    private static func lines(of text: String) -> Int {
        let bytes = text.utf8.last == 0x0A ? text.utf8.dropLast() : text.utf8[...]
        return bytes.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    }
}
