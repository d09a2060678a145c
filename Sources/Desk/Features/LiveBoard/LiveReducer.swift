import Judging
import Records
import ResellerAPI
import StateStore

/// The live board's side of the desk: what the collector tells, and what persons say to alarms.
extension DeskReducer {
    func live(_ state: inout DeskState, _ action: LiveAction) -> Effect<DeskAction> {
        switch action {
        case .collected(let news): return .merge(collected(&state, news), refreshPins(&state))
        case .alarmsSaid(.failed(let problem)):
            state.note(trouble: problem, at: environment.now())
            state.tell(Notice(.failed, problem))
        case .alarmsSaid(.done): break
        }
        return .none
    }

    /// Collects, or reads what another process collects, for as long as the desk runs.
    func collect(_ state: DeskState) -> Effect<DeskAction> {
        guard let collector else { return .none }
        let rules = state.rules
        return .run(priority: .utility) { send in
            await collector.use(rules)
            await collector.run { news in await send(.live(.collected(news))) }
        }
        .cancellable(id: EffectName.collector, cancelInFlight: true)
    }

    /// Tells the collector something.
    func tell(_ work: @escaping @Sendable (Collector) async -> Void) -> Effect<DeskAction> {
        guard let collector else { return .none }
        return .run(priority: .utility) { _ in await work(collector) }
    }

    /// Tells the collector an answer that the desk got.
    func tell<Value>(
        _ answer: Answered<Value>, _ work: @escaping @Sendable (Collector, Value) async -> Void
    ) -> Effect<DeskAction> {
        guard case .success(let value) = answer.result else { return .none }
        return tell { await work($0, value) }
    }

    /// The bounces that the desk read itself say what those of a customer have in common.
    func explainBounces(
        _ state: DeskState, _ user: String, _ list: SuppressionList, _ answer: Answered<[Suppression]>
    ) -> Effect<DeskAction> {
        guard list == .bounced else { return .none }
        let newest = Array((state.details[user]?.newestFirst[.bounced] ?? []).prefix(BounceCause.latest))
        return tell(answer) { collector, _ in await collector.took(user, bounces: newest, at: answer.at) }
    }

    /// Whom the list holds.
    func know(_ state: DeskState) -> Effect<DeskAction> {
        let (table, isWhole) = (state.customers.table, state.customers.incoming == nil)
        return tell { await $0.know(table, isWhole: isWhole) }
    }

    /// Whose figures are on the screen, and whose are marked.
    func wish(_ state: DeskState) -> Effect<DeskAction> {
        guard collector != nil else { return .none }
        let customers = state.customers
        // In another view nobody looks at the list; whom the board shows is asked often anyway.
        let rows = state.place.view == .desk ? state.layout.customerRows : 0
        let shown = customers.shown.rows.dropFirst(customers.top).prefix(rows)
        let wishes = Collector.Wishes(
            onScreen: shown.map { customers.table.username(Int($0)) },
            marked: customers.marks.rows.prefix(Self.wishLimit).map(customers.table.username),
            pinned: state.board.pinned, interval: Double(state.refreshInterval))
        return tell { await $0.wish(wishes) }
    }

    /// More marks than these are no wish to see them soon.
    private static let wishLimit = 500
    /// Seconds between two times that the list is sorted anew because of figures.
    private static let arrangeTime = 10.0
    /// A clock that is so many seconds away from the one shown was set by somebody.
    private static let clockStep = 90.0

    private func collected(_ state: inout DeskState, _ news: LiveNews) -> Effect<DeskAction> {
        if let board = news.board { state.live.board = board }
        let status = news.status.orOff
        if let problem = status.keepingProblem, problem != state.live.status.keepingProblem {
            state.note(trouble: "figures can't be kept: \(problem)", at: environment.now())
        }
        state.live.status = status
        if let budget = news.budget { state.budget = budget }
        let before = state.subject.map { ShownFigures(state, $0) }
        for (user, figures) in news.figures { state.figures[user] = figures }
        if !news.events.isEmpty {
            state.live.events = Array((news.events.reversed() + state.live.events).prefix(LiveState.eventLimit))
        }
        let highlighted = state.subject.flatMap { user in before.map { highlight(&state, user, since: $0) } } ?? .none
        let now = environment.now()
        if state.live.judgingSince == nil, state.live.status.known > 0 { state.live.judgingSince = now }
        // Till the next full minute by the old clock it may be long.
        if abs(now - state.now) > Self.clockStep { state.now = now }
        let isDue = abs(now - state.live.arrangedAt) >= Self.arrangeTime && !state.customers.isArranging
        // Nothing moves under an open dialog, nor while all is frozen.
        guard !news.figures.isEmpty, state.customers.dependsOnFigures, isDue, !state.isFrozen, state.overlay == nil
        else { return highlighted }
        state.live.arrangedAt = now
        return .merge(highlighted, arrange(&state))
    }

    /// Keeps a person's word on alarms. The board shows it at once; the collector and other processes read it.
    func say(
        _ alarmState: AlarmState, to keys: [AlarmKey], note: String = "", _ state: inout DeskState
    ) -> Effect<DeskAction> {
        let (who, now) = (state.session.who, environment.now())
        let meant = Set(keys)
        var said: [Alarm] = []
        let rows = state.live.board.rows.map { row in
            var row = row
            for index in row.entries.indices where meant.contains(row.entries[index].alarm.key) {
                row.entries[index].alarm.say(alarmState, by: who, at: now, note: note)
                said.append(row.entries[index].alarm)
            }
            row.entries.removeAll { $0.alarm.state == .solved }
            return row
        }
        guard !said.isEmpty else { return .none }
        // One's own word is no news to oneself.
        state.board.lookedAt = now
        state.live.board = state.live.board.showing(rows.filter { !$0.entries.isEmpty }, at: now)
        guard let port = environment.live else { return .none }
        let kept = said
        return .merge(
            .run { send in await send(.live(.alarmsSaid(port.saidAlarms(kept)))) }, tell { await $0.heard(kept) })
    }
}

extension LiveBoard {
    /// The same figures with other rows.
    func showing(_ rows: [LiveRow], at now: Double) -> LiveBoard {
        LiveBoard(version: version + 1, at: now, rows: rows.sorted(by: LiveRow.isBefore), fleet: fleet)
    }
}

extension LiveRow {
    /// The snoozed last; the worst first, and of equal ones the newest.
    package static func isBefore(_ one: LiveRow, _ other: LiveRow) -> Bool {
        if one.isSnoozed != other.isSnoozed { return other.isSnoozed }
        if one.severity != other.severity { return one.severity > other.severity }
        if one.worst.judgement.since != other.worst.judgement.since {
            return one.worst.judgement.since > other.worst.judgement.since
        }
        return one.username < other.username
    }
}

extension CollectorStatus {
    /// Where nobody collects, what the last process told of its link and its pace is over.
    fileprivate var orOff: CollectorStatus {
        guard role == .reading(holder: LivePort.nobody) else { return self }
        var status = self
        status.role = .off("\"collect\" is false here, and no other process does")
        (status.lostSince, status.lostBecause, status.heldUntil, status.pace) = (nil, nil, nil, 0)
        return status
    }
}
