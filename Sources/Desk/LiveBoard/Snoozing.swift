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

    /// Seconds since 1970. `utcOffset` gives the seconds east of Greenwich at a time.
    func end(now: Double, utcOffset: (Double) -> Int) -> Double {
        switch self {
        case .hour: return now + 3600
        case .fourHours: return now + 4 * 3600
        case .tomorrow:
            let local = Int(now.rounded(.down)) + utcOffset(now)
            let eight = Double(local - WireTime(secondsSinceEpoch: local).second + 86_400 + 8 * 3600)
            // The clock may be put forward or back in the night.
            return eight - Double(utcOffset(eight - Double(utcOffset(now))))
        case .rise: return AlarmState.whenItRises
        }
    }
}

/// The choice of a time, for the customer that was under the cursor when the key was pressed.
package struct SnoozeMenu: Sendable, Equatable {
    package let row: LiveRow
    package var cursor = 0

    package init(row: LiveRow, cursor: Int = 0) {
        self.row = row
        self.cursor = cursor
    }
}

extension DeskReducer {
    func offerSnooze(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let row = state.boardRowUnderCursor?.trouble else { return .none }
        state.overlay = .snooze(SnoozeMenu(row: row))
        return .none
    }

    func runInSnooze(_ state: inout DeskState, _ old: SnoozeMenu, _ command: CommandID) -> Effect<DeskAction> {
        let times = SnoozeTime.allCases
        guard command == .confirm || command == .open else {
            if let cursor = moved(old.cursor, command, count: times.count) {
                state.overlay = .snooze(SnoozeMenu(row: old.row, cursor: cursor))
            }
            return .none
        }
        state.overlay = nil
        let end = times[old.cursor].end(now: environment.now(), utcOffset: environment.utcOffset)
        let words = state.stateWords(
            Alarm(
                key: old.row.worst.alarm.key, firstSeen: 0, lastSeen: 0, severity: .well, value: 0,
                state: .snoozed(until: end)))
        return say(&state, .snoozed(until: end), to: old.row, "hidden \(words)")
    }
}
