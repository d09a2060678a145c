import Formats
import Records
import ResellerAPI
import Settings
import StateStore

/// For how long an alarm is hidden.
package enum SnoozeTime: String, Sendable, Hashable, CaseIterable {
    case hour, fourHours, tomorrow, rise

    package var title: String {
        switch self {
        case .hour: "1 hour"
        case .fourHours: "4 hours"
        case .tomorrow: "until tomorrow 08:00"
        case .rise: "until it gets worse"
        }
    }

    /// Seconds since 1970.
    func end(now: Double, in zone: ZoneClock) -> Double {
        switch self {
        case .hour: return now + 3600
        case .fourHours: return now + 4 * 3600
        case .tomorrow:
            let local = Int(now.rounded(.down)) + zone.offset(at: now)
            let eight = Double(local - WireTime(secondsSinceEpoch: local).second + 86_400 + 8 * 3600)
            // The clock may be put forward or back in the night.
            return zone.moments(showing: eight).last ?? now + 86_400
        case .rise: return AlarmState.whenItRises
        }
    }
}

extension DeskReducer {
    func offerSnooze(_ state: inout DeskState) -> Effect<DeskAction> {
        let chosen = ChosenAlarms(state.chosenTrouble)
        guard !chosen.rows.isEmpty else { return .none }
        state.overlay = .snooze(SnoozeMenu(chosen))
        return .none
    }

    /// Snoozes the alarms of those chosen, for everybody.
    func snooze(_ state: inout DeskState, _ chosen: ChosenAlarms, _ time: SnoozeTime) -> Effect<DeskAction> {
        let end = time.end(now: environment.now(), in: state.zone)
        return say(&state, .snoozed(until: end), to: chosen, "hidden \(state.snoozeWords(until: end))")
    }
}
