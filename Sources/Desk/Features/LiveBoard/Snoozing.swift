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

/// The choice of a time, for the customers that were meant when the key was pressed.
package struct SnoozeMenu: Sendable, Equatable {
    package let chosen: ChosenAlarms
    package var cursor = 0

    package init(_ chosen: ChosenAlarms, cursor: Int = 0) {
        self.chosen = chosen
        self.cursor = cursor
    }
}

extension DeskReducer {
    func offerSnooze(_ state: inout DeskState) -> Effect<DeskAction> {
        let chosen = ChosenAlarms(state.chosenTrouble)
        guard !chosen.rows.isEmpty else { return .none }
        state.overlay = .snooze(SnoozeMenu(chosen))
        return .none
    }

    func runInSnooze(_ state: inout DeskState, _ old: SnoozeMenu, _ command: CommandID) -> Effect<DeskAction> {
        let times = SnoozeTime.allCases
        guard command == .confirm || command == .open else {
            if let cursor = moved(old.cursor, command, count: times.count) {
                state.overlay = .snooze(SnoozeMenu(old.chosen, cursor: cursor))
            }
            return .none
        }
        state.overlay = nil
        let end = times[old.cursor].end(now: environment.now(), in: state.zone)
        return say(&state, .snoozed(until: end), to: old.chosen, "hidden \(state.snoozeWords(until: end))")
    }
}
