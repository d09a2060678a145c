import Judging
import Records

/// The alarms of all customers: what the judge says becomes their begin, change and end, and persons' words hold until
/// they are out of date.
struct AlarmKeeper: Sendable {
    /// What came of a judgement: events to tell, and alarms to keep.
    struct Change: Equatable {
        var events: [LiveEvent] = []
        /// Alarms of which something was seen.
        var seen: [Alarm] = []
        /// Alarms whose state the program changed.
        var said: [Alarm] = []

        mutating func add(_ other: Change) {
            events += other.events
            seen += other.seen
            said += other.said
        }
    }

    /// A figure is compared with what it was so long ago.
    static let trendTime = 1800.0
    private(set) var alarms: [String: [Concern: Alarm]] = [:]
    private var judgements: [String: [Judgement]] = [:]
    /// When customers became well again, of the last hour.
    private var recovered: [String: Double] = [:]

    init(_ kept: [Alarm] = []) {
        for alarm in kept { alarms[alarm.key.username, default: [:]][alarm.key.concern] = alarm }
    }

    /// How bad the alarms of a customer are that are there.
    func former(_ username: String) -> [Concern: Severity] {
        (alarms[username] ?? [:]).compactMapValues { $0.severity > .well ? $0.severity : nil }
    }

    /// When the alarms of a customer ended that are over.
    func ended(_ username: String) -> [Concern: Double] {
        (alarms[username] ?? [:]).compactMapValues { $0.severity == .well ? $0.lastSeen : nil }
    }

    /// Whether anything is wrong with a customer.
    func isOdd(_ username: String) -> Bool { !(judgements[username] ?? []).isEmpty }

    var oddUsernames: Dictionary<String, [Judgement]>.Keys { judgements.keys }

    /// Who became well again within the last hour.
    mutating func recoveredLately(at now: Double) -> [String] {
        recovered = recovered.filter { abs(now - $0.value) < 3600 }
        return recovered.keys.sorted()
    }

    func has(_ concern: Concern, _ username: String) -> Bool {
        judgements[username]?.contains { $0.concern == concern } ?? false
    }

    // MARK: - Judgements

    mutating func take(_ found: [Judgement], of username: String, at now: Double) -> Change {
        var change = Change()
        var mine = alarms[username] ?? [:]
        var shown: [Judgement] = []
        for judgement in found {
            let (alarm, news) = Self.seen(mine[judgement.concern], judgement, username, now)
            mine[judgement.concern] = alarm
            change.add(news)
            var judgement = judgement
            judgement.since = alarm.firstSeen
            judgement.trend = Self.trend(alarm)
            shown.append(judgement)
        }
        for (concern, alarm) in mine where alarm.severity > .well && !found.contains(where: { $0.concern == concern }) {
            let (ended, news) = Self.ended(alarm, now)
            mine[concern] = ended
            change.add(news)
        }
        alarms[username] = mine.isEmpty ? nil : mine
        if shown.isEmpty, judgements[username] != nil { recovered[username] = now }
        judgements[username] = shown.isEmpty ? nil : shown
        return change
    }

    private static func seen(
        _ old: Alarm?, _ judgement: Judgement, _ username: String, _ now: Double
    ) -> (Alarm, Change) {
        let key = AlarmKey(username: username, concern: judgement.concern)
        let event = { (kind: LiveEvent.Kind, words: String) in
            LiveEvent(
                at: now, username: username, concern: judgement.concern, kind: kind, severity: judgement.severity,
                words: words)
        }
        guard var alarm = old, alarm.severity > .well else {
            // One that is over and comes back is new again.
            let alarm = Alarm(
                key: key, firstSeen: now, lastSeen: now, severity: judgement.severity, value: judgement.value)
            return (alarm, Change(events: [event(.new, "new: \(judgement.cause)")], seen: [alarm], said: [alarm]))
        }
        var change = Change()
        if judgement.severity > alarm.severity {
            change.events.append(event(.critical, "became critical: \(judgement.cause)"))
        } else if judgement.severity < alarm.severity {
            change.events.append(event(.better, "a warning again: \(judgement.cause)"))
        }
        if now - alarm.formerAt >= trendTime { (alarm.formerValue, alarm.formerAt) = (alarm.value, now) }
        (alarm.severity, alarm.value, alarm.lastSeen) = (judgement.severity, judgement.value, now)
        if let words = alarm.wordIsOver(at: now) {
            alarm.renew(at: now)
            change.said = [alarm]
            change.events.append(event(.said, words))
        }
        change.seen = [alarm]
        return (alarm, change)
    }

    private static func ended(_ old: Alarm, _ now: Double) -> (Alarm, Change) {
        var alarm = old
        (alarm.severity, alarm.lastSeen) = (.well, now)
        alarm.say(.solved, by: nil, at: now)
        let event = LiveEvent(
            at: now, username: alarm.key.username, concern: alarm.key.concern, kind: .wellAgain, severity: .well,
            words: "well again after \(Judge.duration(now - alarm.firstSeen)): \(alarm.key.concern.rawValue)")
        return (alarm, Change(events: [event], seen: [alarm], said: [alarm]))
    }

    private static func trend(_ alarm: Alarm) -> Judgement.Trend {
        let change = alarm.value - alarm.formerValue
        guard abs(change) > abs(alarm.formerValue) * 0.05 else { return .same }
        let isWorse = alarm.key.concern.risesWhenWorse ? change > 0 : change < 0
        return isWorse ? .worse : .better
    }

    // MARK: - Words

    /// Snoozes that ended without a new reading.
    mutating func wake(at now: Double) -> Change {
        var change = Change()
        for (username, mine) in alarms where judgements[username] != nil {
            for (concern, alarm) in mine {
                guard case .snoozed = alarm.state, alarm.severity > .well, let words = alarm.wordIsOver(at: now) else {
                    continue
                }
                var alarm = alarm
                alarm.renew(at: now)
                alarms[username]?[concern] = alarm
                change.said.append(alarm)
                change.events.append(
                    LiveEvent(
                        at: now, username: username, concern: concern, kind: .said, severity: alarm.severity,
                        words: words))
            }
        }
        return change
    }

    /// Takes over what persons said here or in another process; what was seen stays.
    mutating func hear(_ kept: [Alarm], at now: Double) -> [LiveEvent] {
        var events: [LiveEvent] = []
        for word in kept {
            let (username, concern) = (word.key.username, word.key.concern)
            guard var alarm = alarms[username]?[concern] else { continue }
            guard word.changedAt > alarm.changedAt, word.state != alarm.state || word.by != alarm.by else { continue }
            (alarm.state, alarm.by, alarm.changedAt) = (word.state, word.by, word.changedAt)
            (alarm.note, alarm.severityThen) = (word.note, word.severityThen)
            alarms[username]?[concern] = alarm
            guard let by = word.by else { continue }
            let said = word.note.isEmpty ? "" : ": \u{201C}\(word.note)\u{201D}"
            events.append(
                LiveEvent(
                    at: word.changedAt, username: username, concern: concern, kind: .said, severity: alarm.severity,
                    words: "\(word.state.words) by \(by)\(said)"))
        }
        return events
    }

    mutating func forget(_ username: String) {
        alarms[username] = nil
        judgements[username] = nil
    }

    // MARK: - The board

    func rows(readAt: (String) -> Double) -> [LiveRow] {
        judgements.compactMap { username, judgements -> LiveRow? in
            let entries = judgements.compactMap { judgement -> LiveRow.Entry? in
                guard let alarm = alarms[username]?[judgement.concern], alarm.state != .solved else { return nil }
                return LiveRow.Entry(judgement: judgement, alarm: alarm)
            }
            guard !entries.isEmpty else { return nil }
            let sorted = entries.filter { !$0.isSnoozed } + entries.filter(\.isSnoozed)
            return LiveRow(username: username, entries: sorted, readAt: readAt(username))
        }
        .sorted(by: LiveRow.isBefore)
    }
}

extension Alarm {
    /// Why a person's word holds no more; nil while it does.
    fileprivate func wordIsOver(at now: Double) -> String? {
        switch state {
        case .new, .acknowledged: nil
        case .snoozed(let until):
            severity > severityThen ? "awake again: it got worse" : now >= until ? "awake again: the time is over" : nil
        case .solved: severity > severityThen ? "not solved: it got worse" : nil
        }
    }

    fileprivate mutating func renew(at now: Double) {
        (state, by, changedAt, note, severityThen) = (.new, nil, now, "", severity)
    }

    /// Takes a word; `who` is nil where the program says it.
    package mutating func say(_ state: AlarmState, by who: String?, at now: Double, note: String = "") {
        (self.state, by, changedAt, self.note, severityThen) = (state, who, now, note, severity)
    }
}

extension AlarmState {
    package var words: String {
        switch self {
        case .new: "new"
        case .acknowledged: "acknowledged"
        case .snoozed: "snoozed"
        case .solved: "solved"
        }
    }
}

extension Concern {
    /// Whether more of it is worse; of credits, score and opens less is.
    var risesWhenWorse: Bool {
        switch self {
        case .bounces, .spamReports, .unsubscribes, .blocks, .volume: true
        case .credits, .reputation, .opens: false
        }
    }
}
