import Records
import ResellerAPI
import Settings
import StateStore

/// Reading one customer: the one that the cursor rests on.
extension DeskReducer {
    /// Seconds for which the cursor has to stay on a customer before it is read.
    static let rest = 0.15
    /// How many customers are kept in full.
    static let detailLimit = 40

    /// Details follow the cursor only when it rests.
    func cursorMoved(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let name = state.customers.selected, name != state.subject else {
            return .cancel(id: EffectName.rest)
        }
        let environment = environment
        return .run { send in
            guard (try? await environment.sleep(Self.rest)) != nil else { return }
            await send(.cursorRested(name))
        }
        .cancellable(id: EffectName.rest, cancelInFlight: true)
    }

    func cursorRested(_ state: inout DeskState, _ user: String) -> Effect<DeskAction> {
        guard state.customers.selected == user, state.subject != user else { return .none }
        // A view of one customer keeps it, wherever the cursor of the list goes meanwhile.
        guard state.subject == nil || !state.place.view.isOfOneCustomer else { return .none }
        let stop = turn(&state, to: user)
        state.history.visit(user)
        guard !state.isFrozen else { return .merge(stop, armSecond(state)) }
        // A view that the desk was started with has had no customer until now.
        return .merge(stop, readSubject(&state, evenIfFresh: false), viewChanged(&state), wish(state))
    }

    /// Somebody wants to see this customer now: no waiting for the cursor to rest, and read though all is frozen.
    func customerOpened(_ state: inout DeskState, _ user: String) -> Effect<DeskAction> {
        let stop = state.subject == user ? Effect.none : turn(&state, to: user)
        state.history.visit(user)
        return .merge(.cancel(id: EffectName.rest), stop, readSubject(&state, evenIfFresh: false))
    }

    /// Shows another customer in the panes at the right; ends what is being read of the one before.
    func turn(_ state: inout DeskState, to user: String) -> Effect<DeskAction> {
        let stop = stopReading(&state)
        state.subject = user
        state.noteSubjectRow()
        (state.suppressions.cursor, state.suppressions.top) = (0, 0)
        state.suppressions.view.turned()
        state.statistics.view.turned()
        return stop
    }

    /// Reads the customer shown, because a person wants to see it.
    func readSubject(_ state: inout DeskState, evenIfFresh: Bool) -> Effect<DeskAction> {
        guard let subject = state.subject else { return .none }
        let effect = readDetail(&state, of: subject, evenIfFresh: evenIfFresh)
        if !effect.isEmpty {
            state.awaited = AwaitedReading(user: subject, since: environment.now(), notice: state.notice)
        }
        return .merge(effect, armSecond(state))
    }

    /// Ends what is being read of the customer shown.
    func stopReading(_ state: inout DeskState) -> Effect<DeskAction> {
        state.awaited = nil
        if let subject = state.subject {
            state.details[subject]?.overview.askedAt = nil
            state.details[subject]?.statistics.askedAt = nil
            state.details[subject]?.limit.askedAt = nil
            for list in SuppressionList.allCases { state.details[subject]?.suppressions[list]?.askedAt = nil }
        }
        return .cancel(id: EffectName.detail)
    }

    func readDetail(_ state: inout DeskState, of user: String, evenIfFresh: Bool) -> Effect<DeskAction> {
        remember(&state, user)
        var detail = state.details[user] ?? CustomerDetail()
        let now = environment.now()
        let fresh = evenIfFresh ? 0 : Double(state.refreshInterval)
        let (environment, days) = (environment, state.statistics.days)
        var effects: [Effect<DeskAction>] = []
        if Self.ask(&detail.overview, now, fresh) {
            effects.append(.run { send in await send(.overviewRead(user, environment.overview(user))) })
        }
        if Self.ask(&detail.statistics, now, fresh) {
            let known = detail.statistics.value?.count ?? 0
            effects.append(
                .run { send in
                    let answer = await Answered.asking(knowing: known) { await environment.statistics(user, days) }
                    await send(.statisticsRead(user, answer))
                }
                .cancellable(id: EffectName.statistics))
        }
        if Self.ask(&detail.limit, now, fresh) {
            effects.append(.run { send in await send(.limitRead(user, environment.limit(user))) })
        }
        for list in SuppressionList.allCases where Self.ask(&detail.suppressions[list, default: Loadable()], now, fresh)
        {
            let known = detail.suppressions(list).value?.count ?? 0
            effects.append(
                .run { send in
                    let answer = await Answered.asking(knowing: known) { await environment.suppressions(user, list) }
                    await send(.suppressionsRead(user, list, answer))
                })
        }
        state.details[user] = detail
        guard !effects.isEmpty else { return .none }
        if detail.isBare { effects.append(readHeld(user)) }
        return .merge(effects).cancellable(id: EffectName.detail)
    }

    /// Marks a value as asked for; false when it is already, or young enough.
    private static func ask<Value>(_ part: inout Loadable<Value>, _ now: Double, _ fresh: Double) -> Bool {
        if part.isAsking { return false }
        if let readAt = part.readAt, part.failure == nil, now - readAt < fresh { return false }
        part.asked(at: now)
        return true
    }

    /// Keeps the customers read last, and drops the oldest.
    private func remember(_ state: inout DeskState, _ user: String) {
        state.detailOrder.removeAll { $0 == user }
        state.detailOrder.append(user)
        if state.detailOrder.count > Self.detailLimit {
            state.details[state.detailOrder.removeFirst()] = nil
        }
    }

    func detailAnswered(
        _ state: inout DeskState, _ user: String, _ answer: Answered<some Sendable & Equatable>,
        _ change: (inout CustomerDetail) -> Void
    ) -> Effect<DeskAction> {
        guard var detail = state.details[user] else { return .none }
        take(&state, answer)
        let entry = state.suppressionUnderCursor
        let before = ShownFigures(state, user)
        change(&detail)
        state.details[user] = detail
        assess(&state, user, detail)
        state.followSuppression(entry)
        state.clampPanes()
        let highlight = highlight(&state, user, since: before)
        guard user == state.subject, !state.isAskingSubject else { return highlight }
        announce(&state, detail, at: answer.at)
        return .merge(highlight, armSecond(state))
    }

    /// Tells the list how a customer is doing, as soon as there are days to tell it from. Where figures are collected,
    /// the collector is told the same answers and judges them with all that it holds: nobody else judges then.
    private func assess(_ state: inout DeskState, _ user: String, _ detail: CustomerDetail) {
        guard collector == nil, let days = detail.statistics.value, let readAt = detail.statistics.readAt else {
            return
        }
        let assessment = Assessment(
            days: days, overview: detail.overview.value, limit: detail.limit.value ?? nil,
            bounces: detail.newestFirst[.bounced] ?? [],
            rules: state.rules, former: state.live.board.former(user))
        var figures = assessment.figures(now: readAt)
        // A week does not tell what was sent in a month: what was known of it stays.
        if state.statistics.days < Assessment.month { figures.take(sent: state.figures[user]?.sent) }
        state.figures[user] = figures
    }

    /// Another period was chosen: what was read of any customer is of the one before.
    func periodChosen(_ state: inout DeskState) -> Effect<DeskAction> {
        for user in state.details.keys {
            state.details[user]?.statistics.readAt = nil
            state.details[user]?.statistics.askedAt = nil
        }
        return .merge(.cancel(id: EffectName.statistics), readSubject(&state, evenIfFresh: false))
    }

    /// Says how the reading ended that somebody waits for; that all went well only where nothing was said meanwhile, as
    /// that is the answer to a key.
    private func announce(_ state: inout DeskState, _ detail: CustomerDetail, at now: Double) {
        let failures = detail.failures
        let key = state.keyHint(.refresh)
        let failed = { (count: Int) in
            Notice(.failed, OverviewWords.requestsFailed(count, of: 7, key))
        }
        if failures == 0 { for count in 1...7 { state.withdraw(failed(count)) } }
        if failures > 0 {
            state.tell(failed(failures))
        } else if let awaited = state.awaited, awaited.user == state.subject, state.notice == awaited.notice {
            let took = max(0, Int((now - awaited.since) * 1000))
            let clock = state.clock(at: now)
            state.tell(Notice(.done, OverviewWords.loaded(at: clock, milliseconds: took), short: clock))
        }
        state.awaited = nil
    }
}

extension DeskState {
    /// The overview's switches stand in the table, so the row is kept while the cursor goes on.
    mutating func noteSubjectRow() {
        subjectRow = customers.selected == subject ? customers.rowUnderCursor : nil
    }
}

extension CustomerDetail {
    /// How many of the seven readings failed last time.
    var failures: Int {
        let parts = [overview.failure, statistics.failure, limit.failure]
        return (parts + suppressions.values.map(\.failure)).count { $0 != nil }
    }
}

extension DeskState {
    var isAskingSubject: Bool {
        guard let detail else { return false }
        return detail.overview.isAsking || detail.statistics.isAsking || detail.limit.isAsking
            || detail.suppressions.values.contains { $0.isAsking }
    }

    /// `14:03` of a time in seconds since 1970; in an hour that was repeated `02:30+02:00`.
    package func clock(at time: Double) -> String {
        LocalTime(time, in: zone)?.clock ?? "--:--"
    }
}
