import Records
import Screen
import Settings
import StateStore

/// The monitor samples: watched, listed, opened.
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
        case .source(let source): state.samples.source = source
        case .samples(let samples):
            let selected =
                state.samples.cursor < state.samples.samples.count
                ? state.samples.samples[state.samples.cursor].id : nil
            let isHeld = state.samples.cursor > 0 || state.samples.opened != nil
            state.samples.source = .watching
            state.samples.samples = samples
            state.samples.changedAt = now
            // The cursor stays on its message; at the top it follows what is new, unless a message is open.
            if let selected, isHeld, let index = samples.firstIndex(where: { $0.id == selected }) {
                state.samples.top += index - state.samples.cursor
                state.samples.cursor = index
            }
            state.clampPanes()
        }
        return .none
    }

    func openSample(_ state: inout DeskState) -> Effect<DeskAction> {
        let sample = state.samples.samples[state.samples.cursor]
        let showsAllHeaders = state.samples.opened?.showsAllHeaders ?? false
        state.samples.opened = OpenedSample(id: sample.id)
        state.samples.opened?.showsAllHeaders = showsAllHeaders
        let environment = environment
        return .run { send in await send(.sampleOpened(sample.id, environment.openSample(sample.id))) }
            .cancellable(id: EffectName.sample, cancelInFlight: true)
    }

    func sampleOpened(
        _ state: inout DeskState, _ id: Sample.ID, _ outcome: Outcome<SampleMessage>
    ) -> Effect<DeskAction> {
        guard state.samples.opened?.id == id else { return .none }
        switch outcome {
        case .done(let message): state.samples.opened?.message = message
        case .failed(let problem): state.samples.opened?.problem = problem
        }
        return .none
    }

    /// Commands while a message is open; nil for those that work as on the desk.
    func runInMessage(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        let page = max(1, state.size.height - 4)
        switch command {
        case .back, .leave, .parentPane:
            state.samples.opened = nil
            return .merge(.cancel(id: EffectName.sample))
        case .lineDown: scroll(&state, 1)
        case .lineUp: scroll(&state, -1)
        case .halfPageDown: scroll(&state, page / 2)
        case .halfPageUp: scroll(&state, -page / 2)
        case .pageDown: scroll(&state, page)
        case .pageUp: scroll(&state, -page)
        case .first: state.samples.opened?.top = 0
        case .last: scroll(&state, .max / 2)
        case .headers: state.samples.opened?.showsAllHeaders.toggle()
        case .nextHit, .nextPane: return step(&state, 1)
        case .previousHit, .previousPane: return step(&state, -1)
        case .desk, .customers:
            state.samples.opened = nil
            return nil
        default: return nil
        }
        return Effect.none
    }

    private func scroll(_ state: inout DeskState, _ lines: Int) {
        guard let opened = state.samples.opened else { return }
        let count = opened.message.map { $0.text.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) } } ?? 1
        state.samples.opened?.top = min(max(0, opened.top + lines), max(0, count - 1))
    }

    /// The next or the previous message of the list.
    private func step(_ state: inout DeskState, _ step: Int) -> Effect<DeskAction> {
        let cursor = state.samples.cursor + step
        guard state.samples.samples.indices.contains(cursor) else {
            state.notice = Notice(.plain, "there is no message \(step > 0 ? "after" : "before") this one")
            return .none
        }
        state.samples.cursor = cursor
        state.clampPanes()
        return openSample(&state)
    }
}
