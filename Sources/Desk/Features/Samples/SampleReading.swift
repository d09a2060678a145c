import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// The monitor samples: watched, attributed, opened.
extension DeskReducer {
    func watchSamples() -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            for await event in environment.samples() {
                await send(.samplesChanged(event, now: environment.now()))
            }
        }
        .cancellable(id: EffectName.samples, cancelInFlight: true)
    }

    func samplesChanged(_ state: inout DeskState, _ event: SamplesEvent, _ now: Double) -> Effect<DeskAction> {
        switch event {
        case .source(let source):
            state.samples.source = source
            return .none
        case .samples(let samples):
            // The cursor stays on its message; at the top it follows what is new, unless a message is open.
            let isHeld = state.samples.cursor > 0 || state.samples.opened != nil
            let selected = isHeld ? state.samples.underCursor?.id : nil
            let line = state.samples.cursor - state.samples.top
            state.samples.source = .watching
            state.samples.samples = samples
            state.samples.changedAt = now
            state.samples.arranged = nil
            state.samples.attribute()
            if let selected, let place = state.samples.shown.firstIndex(where: { $0.id == selected }) {
                (state.samples.cursor, state.samples.top) = (place, place - line)
            } else if !isHeld {
                (state.samples.cursor, state.samples.top) = (0, 0)
            }
            state.clampPanes()
            return .merge(indexDomains(&state), askAssignments(&state))
        }
    }

    func sample(_ state: inout DeskState, _ action: SampleAction) -> Effect<DeskAction> {
        switch action {
        case .domainsIndexed(let index):
            state.samples.indexing = nil
            state.samples.domains = index
            state.samples.attribute()
            state.clampPanes()
        case .assignmentsLoaded(let assigned):
            // What a person decided meanwhile is newer.
            state.samples.assigned.merge(assigned) { mine, _ in mine }
            state.samples.attribute()
            state.clampPanes()
        case .sourceRead(let id, let outcome):
            guard state.samples.opened?.id == id, state.samples.opened?.source != nil else { return .none }
            switch outcome {
            case .done(let text): state.samples.opened?.source?.text = text
            case .failed(let problem): state.samples.opened?.source?.problem = problem
            }
        case .spamJudged(let id, let report):
            if state.samples.opened?.id == id { state.samples.opened?.spam = report }
        case .customersFound(let text, let names):
            guard case .assign(var assign) = state.overlay, assign.entry.text == text else { return .none }
            assign.choices = names
            assign.cursor = 0
            state.overlay = .assign(assign)
        }
        return .none
    }

    // MARK: - Whose they are

    /// Makes an index of the customers' domains, off the main thread, once a sample needs it.
    func indexDomains(_ state: inout DeskState) -> Effect<DeskAction> {
        let table = state.customers.table
        guard table.count > 0, state.samples.domains?.table != table, state.samples.indexing != table,
            !state.samples.openDomains.isEmpty
        else { return .none }
        state.samples.indexing = table
        return .run(priority: .utility) { send in
            if let index = DomainIndex(table) { await send(.sample(.domainsIndexed(index))) }
        }
        .cancellable(id: EffectName.domains, cancelInFlight: true)
    }

    /// Asks the archive for what persons decided about domains that were not seen before.
    private func askAssignments(_ state: inout DeskState) -> Effect<DeskAction> {
        let domains = state.samples.openDomains.subtracting(state.samples.askedDomains)
        guard !domains.isEmpty else { return .none }
        state.samples.askedDomains.formUnion(domains)
        let environment = environment
        return .run { send in
            let found = await environment.memory.assignments(domains)
            if !found.isEmpty { await send(.sample(.assignmentsLoaded(found))) }
        }
    }

    // MARK: - One message

    func openSample(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let sample = state.samples.underCursor else { return .none }
        if let reason = state.reasonUnseen {
            state.notice = Notice(.warning, "message: \(reason)", isPinned: true)
            return .none
        }
        let before = state.samples.opened
        state.samples.opened = OpenedSample(id: sample.id)
        state.samples.opened?.showsAllHeaders = before?.showsAllHeaders ?? false
        state.samples.opened?.section = before?.section ?? .text
        let environment = environment
        return .run { send in
            await send(.sampleOpened(sample.id, environment.openSample(sample.id)))
            if let report = await environment.spamReport(sample.id) {
                await send(.sample(.spamJudged(sample.id, report)))
            }
        }
        .cancellable(id: EffectName.sample, cancelInFlight: true)
    }

    func sampleOpened(
        _ state: inout DeskState, _ id: Sample.ID, _ outcome: Outcome<SampleMessage>
    ) -> Effect<DeskAction> {
        guard state.samples.opened?.id == id else { return .none }
        switch outcome {
        case .done(let message):
            state.samples.opened?.message = message
            state.judgeOpened()
            // Only where a link seems to lie does it matter through which hosts links may go.
            let seemsToLie = state.samples.opened?.message?.hasLie == true
            if seemsToLie, state.reading(AddressPanes.whitelabels).value == nil {
                return read(&state, [AddressPanes.whitelabels])
            }
        case .failed(let problem): state.samples.opened?.problem = problem
        }
        return .none
    }

    /// The message as it lies there, or back to what it says.
    func toggleSource(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let id = state.samples.opened?.id else { return .none }
        guard state.samples.opened?.source == nil else {
            state.samples.opened?.source = nil
            return .none
        }
        state.samples.opened?.source = SourceText()
        let environment = environment
        return .run { send in await send(.sample(.sourceRead(id, environment.sampleSource(id)))) }
            .cancellable(id: EffectName.source, cancelInFlight: true)
    }
}

extension MemoryPort {
    /// Customers by sender domain, as persons decided.
    func assignments(_ domains: Set<String>) async -> [String: String] {
        var found: [String: String] = [:]
        for domain in domains.sorted() {
            if let name = await names(.senderDomain, domain).first { found[domain] = name }
        }
        return found
    }
}

extension DeskState {
    /// Judges the message that is open by the whitelabels that are known.
    mutating func judgeOpened() {
        guard samples.opened?.message != nil else { return }
        let hosts = (reading(AddressPanes.whitelabels).value ?? []).compactMap { $0.text("url_domain")?.lowercased() }
        samples.opened?.message?.judge(trackers: Set(hosts.filter { $0.contains(".") }))
    }
}

extension SampleMessage {
    /// Whether a link does not lead where its words say.
    package var hasLie: Bool { linkTroubles.values.contains { if case .lies = $0 { true } else { false } } }
}
