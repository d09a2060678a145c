import Records
import StateStore

/// The live board's side of the desk: what the collector tells, and what persons say to alarms.
extension DeskReducer {
    func live(_ state: inout DeskState, _ action: LiveAction) -> Effect<DeskAction> {
        switch action {
        case .collected(let news): collected(&state, news)
        case .alarmsSaid(.failed(let problem)):
            state.tell(Notice(.failed, problem))
        case .alarmsSaid(.done): break
        }
        return .none
    }

    private func collected(_ state: inout DeskState, _ news: LiveNews) {
        if let board = news.board { state.live.board = board }
        state.live.status = news.status
        for (user, figures) in news.figures { state.figures[user] = figures }
        guard !news.events.isEmpty else { return }
        state.live.events = Array((news.events.reversed() + state.live.events).prefix(LiveState.eventLimit))
    }

    /// Keeps a person's word on alarms. The board shows it at once; the collector and other processes read it.
    func say(
        _ alarmState: AlarmState, to keys: [AlarmKey], note: String = "", _ state: inout DeskState
    ) -> Effect<DeskAction> {
        let (environment, who, now) = (environment, state.session.who, environment.now())
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
        state.live.board = state.live.board.showing(rows.filter { !$0.entries.isEmpty }, at: now)
        let kept = said
        return .run { send in await send(.live(.alarmsSaid(environment.live.saidAlarms(kept)))) }
    }
}

extension Alarm {
    /// Takes a person's word.
    package mutating func say(_ state: AlarmState, by who: String, at now: Double, note: String = "") {
        (self.state, by, changedAt, self.note, severityThen) = (state, who, now, note, severity)
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
