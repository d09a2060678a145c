import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// Changes the desk's state, one action after the other. Everything outside goes through the environment.
package struct DeskReducer: Sendable {
    let environment: DeskEnvironment
    /// Reads the figures of all customers; nil where nothing is collected.
    var collector: Collector? { environment.collector }

    package static func reducer(_ environment: DeskEnvironment) -> Reducer<DeskState, DeskAction> {
        reducer(environments: { _ in environment })
    }

    /// A desk that goes over from account to account. An effect holds the outside world of the account that it was
    /// started for, and is cancelled with it: it can ask no other, and its late answer lands nowhere.
    package static func reducer(
        environments: @escaping @Sendable (Session) -> DeskEnvironment
    ) -> Reducer<DeskState, DeskAction> {
        Reducer { state, action in
            let before = AccountEffects(generation: state.accounts.generation)
            let effect = DeskReducer(environment: environments(state.session)).reduce(&state, action)
            if action.bringsData { state.viewDataChanged() }
            if case .suppressionsRead(_, let list, _) = action { state.why.findings[list] = nil }
            if state.place.view == .why { state.refreshWhy() }
            state.changes.shows(state.subject)
            let after = AccountEffects(generation: state.accounts.generation)
            guard after != before else { return effect.cancellable(id: before) }
            let begun = DeskReducer(environment: environments(state.session)).begin(&state)
            return .merge(.cancel(id: before), begun.cancellable(id: after))
        }
    }

    /// Names of effects that a later action may cancel.
    enum EffectName: Hashable, Sendable {
        case list, listRetry, arrange, rest, detail, statistics, second, minute, refresh, samples, sample, highlight
        case readings, preparing, suppressionSearch, collector, domains, source, assigning, boardHighlight
        case whySeen, whyRest, whyTick
    }

    private func reduce(_ state: inout DeskState, _ action: DeskAction) -> Effect<DeskAction> {
        switch action {
        case .started: started(&state)
        case .inputReceived(let input): inputReceived(&state, input)
        case .commandChosen(let command): commandChosen(&state, command)
        case .rowChosen(let row): rowChosen(&state, row)
        case .reloadRequested: reload()
        case .settingsReloaded(let settings): settingsReloaded(&state, settings)
        case .minutePassed(let now): minutePassed(&state, now)
        case .secondPassed(let now): secondPassed(&state, now)
        case .refreshFell: refreshFell(&state)
        case .snapshotLoaded(let outcome): snapshotLoaded(&state, outcome)
        case .snapshotSaved(let outcome): snapshotSaved(&state, outcome)
        case .customersPageRead(let generation, let answer): customersPageRead(&state, generation, answer)
        case .customersArranged(let arrangement): customersArranged(&state, arrangement)
        case .cursorRested(let user): cursorRested(&state, user)
        case .highlightEnded: highlightEnded(&state)
        case .samplesChanged(let event, let now): samplesChanged(&state, event, now)
        case .sampleOpened(let id, let outcome): sampleOpened(&state, id, outcome)
        case .sample(let action): sample(&state, action)
        case .copied(let text, let worked): copied(&state, text, worked)
        case .readingAnswered(let request, let answer): readingAnswered(&state, request, answer)
        case .view(let action): view(&state, action)
        case .change(let action): change(&state, action)
        case .bulk(let action): bulk(&state, action)
        case .why(let action): why(&state, action)
        case .account(let action): account(&state, action)
        case .live(let action): heard(&state, action)
        case .board(let action): board(&state, action)
        default: answerReceived(&state, action)
        }
    }

    private func answerReceived(_ state: inout DeskState, _ action: DeskAction) -> Effect<DeskAction> {
        switch action {
        case .overviewRead(let user, let answer):
            return .merge(
                detailAnswered(&state, user, answer) { $0.overview.answered(answer.result, at: answer.at) },
                tell(answer) { await $0.took(user, overview: $1, at: answer.at) })
        case .statisticsRead(let user, let answer):
            return .merge(
                detailAnswered(&state, user, answer) { $0.statistics.answered(answer.result, at: answer.at) },
                tell(answer) { await $0.took(user, days: $1, at: answer.at) })
        case .limitRead(let user, let answer):
            return .merge(
                detailAnswered(&state, user, answer) { $0.limit.answered(answer.result, at: answer.at) },
                tell(answer) { await $0.took(user, limit: $1, at: answer.at) })
        case .suppressionsRead(let user, let list, let answer):
            let saving = saveSeen(state.details[user]?.suppressions[list], user, list, answer)
            let key = state.suppressedUnderCursor.map(SuppressionKey.init)
            let taken = detailAnswered(&state, user, answer) {
                $0.suppressionsAnswered(list, answer.result, at: answer.at)
            }
            return .merge(
                taken, saving, suppressionsArrived(&state, user, under: key),
                explainBounces(state, user, list, answer))
        case .monitorsRead(let answer):
            take(&state, answer)
            state.monitors.answered(answer.result, at: answer.at)
        case .packagesRead(let answer):
            take(&state, answer)
            state.packages.answered(answer.result, at: answer.at)
        case .heldFound(let user, let held): heldFound(&state, user, held)
        default: break
        }
        return .none
    }

    private func started(_ state: inout DeskState) -> Effect<DeskAction> {
        if !state.problems.isEmpty {
            state.notice = Notice(.warning, Self.problemsNotice(state.problems), isPinned: true)
        }
        return begin(&state)
    }

    /// Reads everything that an account's desk starts with, and goes on reading.
    private func begin(_ state: inout DeskState) -> Effect<DeskAction> {
        let environment = environment
        return .merge(
            .run { send in await send(.snapshotLoaded(environment.loadSnapshot().withoutDoubles())) },
            readList(&state), readOnce(&state), watchSamples(), loadJournal(state), recover(), findInterrupted(),
            viewChanged(&state), collect(state), loadPins(&state), armMinute(), armRefresh(state), armSecond(state))
    }

    static func problemsNotice(_ problems: [String]) -> String {
        problems.count == 1 ? problems[0] : SharedWords.settingsProblems(problems.count)
    }

    /// What every answer tells besides its value: the calls left, and a failure for the list of errors.
    func take(_ state: inout DeskState, _ answer: Answered<some Sendable & Equatable>) {
        if let budget = answer.budget { state.budget = budget }
        guard case .failure(let error) = answer.result, error.reason != .cancelled else { return }
        state.errors.insert(Failure(error: error, at: answer.at, attempts: 1), at: 0)
        if state.errors.count > 50 { state.errors.removeLast() }
    }

    /// What changes seldom: monitor records and packages.
    func readOnce(_ state: inout DeskState) -> Effect<DeskAction> {
        let environment = environment
        var effects: [Effect<DeskAction>] = []
        if !state.monitors.isAsking {
            state.monitors.asked(at: environment.now())
            let known = state.monitors.value?.count ?? 0
            effects.append(
                .run { send in
                    await send(.monitorsRead(Answered.asking(knowing: known) { await environment.monitors() }))
                })
        }
        if !state.packages.isAsking {
            state.packages.asked(at: environment.now())
            let known = state.packages.value?.count ?? 0
            effects.append(
                .run { send in
                    await send(.packagesRead(Answered.asking(knowing: known) { await environment.packages() }))
                })
        }
        return .merge(effects)
    }

    private func reload() -> Effect<DeskAction> {
        let environment = environment
        return .run { send in await send(.settingsReloaded(environment.reloadSettings())) }
    }

    private func settingsReloaded(_ state: inout DeskState, _ settings: SettingsReload) -> Effect<DeskAction> {
        state.keymap = settings.keymap
        state.themeNames = settings.themeNames
        state.problems = settings.problems
        state.rules = settings.rules
        state.pendingKeys = []
        state.notice =
            settings.problems.isEmpty
            ? Notice(.done, SharedWords.keysReloaded)
            : Notice(.warning, Self.problemsNotice(settings.problems), isPinned: true)
        let rules = settings.rules
        return tell { await $0.use(rules) }
    }
}

extension DeskAction {
    /// Whether what a view shows may be another thing after it; keys and the clock change no data.
    fileprivate var bringsData: Bool {
        switch self {
        case .inputReceived, .minutePassed, .secondPassed, .highlightEnded, .copied, .settingsReloaded, .board: false
        default: true
        }
    }
}

// MARK: - Time

extension DeskReducer {
    /// The clock shows minutes, so it moves with them.
    func armMinute() -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            while !Task.isCancelled {
                let now = environment.now()
                guard (try? await environment.sleep(60 - now.truncatingRemainder(dividingBy: 60) + 0.01)) != nil else {
                    return
                }
                let later = environment.now()
                await send(.minutePassed(now: later))
            }
        }
        .cancellable(id: EffectName.minute, cancelInFlight: true)
    }

    /// Counts seconds while something is being asked, and only then.
    func armSecond(_ state: DeskState) -> Effect<DeskAction> {
        guard state.isAsking else { return .cancel(id: EffectName.second) }
        let environment = environment
        return .run { send in
            guard (try? await environment.sleep(1)) != nil else { return }
            await send(.secondPassed(now: environment.now()))
        }
        .cancellable(id: EffectName.second, cancelInFlight: true)
    }

    func armRefresh(_ state: DeskState) -> Effect<DeskAction> {
        let environment = environment
        let interval = Double(state.refreshInterval)
        return .run { send in
            guard (try? await environment.sleep(interval)) != nil else { return }
            await send(.refreshFell)
        }
        .cancellable(id: EffectName.refresh, cancelInFlight: true)
    }

    private func minutePassed(_ state: inout DeskState, _ now: Double) -> Effect<DeskAction> {
        state.now = now
        return .none
    }

    private func secondPassed(_ state: inout DeskState, _ now: Double) -> Effect<DeskAction> {
        guard state.isAsking else { return .none }
        state.now = now
        return armSecond(state)
    }

    private func refreshFell(_ state: inout DeskState) -> Effect<DeskAction> {
        guard !state.isFrozen else { return armRefresh(state) }
        var effects = [armRefresh(state)]
        if state.isListDue(now: environment.now()) { effects.append(readList(&state)) }
        if let subject = state.subject { effects.append(readDetail(&state, of: subject, evenIfFresh: true)) }
        effects.append(read(&state, state.viewReads, evenIfFresh: true))
        effects.append(armSecond(state))
        return .merge(effects)
    }
}

extension DeskState {
    /// Whether an answer is awaited that the screen counts seconds for.
    var isAsking: Bool {
        if customers.list.isAsking || readings.isAsking { return true }
        guard let detail else { return false }
        return detail.overview.isAsking || detail.statistics.isAsking || detail.limit.isAsking
            || detail.suppressions.values.contains { $0.isAsking }
    }

    /// A long list costs many calls: it is read every refresh up to 20,000 customers, else every ten minutes.
    func isListDue(now: Double) -> Bool {
        guard !customers.list.isAsking else { return false }
        if let failure = customers.list.failure { return now - failure.at >= customers.list.retryWait - 0.5 }
        guard let readAt = customers.list.readAt, !customers.isFromArchive else { return true }
        return !isLongList || now - readAt >= Self.longListInterval
    }

    private var isLongList: Bool { customers.table.count > 20_000 }
    private static let longListInterval = 600.0

    /// The list of customers counts as old after this many seconds: a long one is not meant to be younger.
    package var listStaleAfter: Double { isLongList ? max(staleAfter, Self.longListInterval * 1.5) : staleAfter }
}
