import Records
import ResellerAPI

/// What the board says in words.
package enum BoardWords {
    /// `24m`, `2h 05m`, `1d`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "?" }
        let minutes = Int(min(max(0, seconds), 1e12) / 60)
        switch minutes {
        case ..<1: return "now"
        case ..<60: return "\(minutes)m"
        case ..<1440: return "\(minutes / 60)h " + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)m"
        default: return "\(minutes / 1440)d"
        }
    }

    /// How long something takes: `40s`, `3m 40s`, `25m`, `1h 10m`.
    package static func span(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "?" }
        let whole = Int(min(max(0, seconds), 1e12).rounded())
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<600: return whole % 60 == 0 ? "\(whole / 60)m" : "\(whole / 60)m \(whole % 60)s"
        default: return duration(seconds)
        }
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: "critical"
        case .warning: "warning"
        case .well: "well"
        }
    }

    /// One word for a state, for filters and programs.
    static func name(of state: AlarmState) -> String {
        switch state {
        case .new: "new"
        case .acknowledged: "acknowledged"
        case .snoozed: "snoozed"
        case .solved: "solved"
        }
    }

    static func trend(_ trend: Judgement.Trend) -> String {
        switch trend {
        case .worse: "worse"
        case .same: "same"
        case .better: "better"
        }
    }
}

extension DeskState {
    /// What persons said to an alarm: `new`, `ack by op2, 13:50`, `until tomorrow 08:00`, `until a rise`.
    package func stateWords(_ alarm: Alarm) -> String {
        switch alarm.state {
        case .new: return "new"
        case .solved: return "solved"
        case .acknowledged:
            let who = alarm.by.map { $0.isEmpty ? "ack" : "ack by \($0)" } ?? "ack"
            return "\(who), \(clockWords(alarm.changedAt))"
        case .snoozed(let until): return snoozeWords(until: until)
        }
    }

    /// `until tomorrow 08:00`, `until a rise`.
    func snoozeWords(until time: Double) -> String {
        time >= AlarmState.whenItRises ? "until a rise" : "until \(clockWords(time))"
    }

    /// `14:03` today, `tomorrow 08:00`, else the day.
    package func clockWords(_ time: Double) -> String {
        guard let then = LocalTime(time, in: zone), let today else { return "?" }
        let clock = then.clock
        switch then.date.daysSinceEpoch - today.daysSinceEpoch {
        case 0: return clock
        case 1: return "tomorrow \(clock)"
        case -1: return "yesterday \(clock)"
        default: return day(then.date)
        }
    }

    /// What all that is wrong with a customer comes to.
    package func causeWords(_ row: BoardRow) -> String {
        guard let trouble = row.trouble else {
            return row.figures.map { $0.sentences.first ?? "nothing unusual" } ?? "not read yet"
        }
        let more = trouble.entries.count - 1
        return trouble.worst.judgement.cause + (more > 0 ? "; and \(more) more" : "")
    }
}

extension AlarmState {
    /// A snooze until then has no end but a rise: the last second that a calendar here holds.
    package static let whenItRises = 253_402_300_799.0
}
