import Records
import StateStore

/// An alarm that has become critical, for whoever asked to be told.
package struct Alert: Sendable, Hashable {
    /// Seconds since 1970.
    package let at: Double
    /// Name of the account.
    package let account: String
    package let username: String
    package let concern: Concern
    /// `became critical: spam reports 0.41%, usual 0.02%`.
    package let words: String
    /// Both as they may be shown on the screen.
    package let shown: String
}

extension DeskReducer {
    /// Makes known what became critical: each rise once, however often it is told.
    func alert(_ state: inout DeskState, _ events: [LiveEvent]) -> Effect<DeskAction> {
        guard let notify = environment.notify else { return .none }
        let critical = Set(
            state.live.board.rows.flatMap(\.entries).filter { $0.judgement.severity == .critical }.map(\.alarm.key))
        state.board.alerted.formIntersection(critical)
        var alerts: [Alert] = []
        for event in events where event.severity == .critical && (event.kind == .critical || event.kind == .new) {
            guard let username = event.username, let concern = event.concern,
                state.board.alerted.insert(AlarmKey(username: username, concern: concern)).inserted
            else { continue }
            alerts.append(
                Alert(
                    at: event.at, account: state.session.account, username: username, concern: concern,
                    words: event.words, shown: "\(state.shownName(username)): \(state.masked(event.words))"))
        }
        guard !alerts.isEmpty else { return .none }
        let told = alerts
        return .run { send in
            // One problem is one notice, however many alarms there are.
            if case .failed(let why) = await notify(told) { await send(.board(.alertFailed(why))) }
        }
    }
}
