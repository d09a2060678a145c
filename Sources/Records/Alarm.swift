/// Which alarm: at most one of each concern and customer.
package struct AlarmKey: Sendable, Hashable {
    package let username: String
    package let concern: Concern

    package init(username: String, concern: Concern) {
        self.username = username
        self.concern = concern
    }
}

/// What persons said to an alarm.
package enum AlarmState: Sendable, Hashable {
    /// Nobody has looked yet.
    case new
    /// Somebody looks after it.
    case acknowledged
    /// Not to be shown before this time (seconds since 1970), unless it gets a grade worse.
    case snoozed(until: Double)
    /// The figure is well again, or a person said that it is dealt with.
    case solved
}

/// An alarm of a customer, from its first sight until it is forgotten.
package struct Alarm: Sendable, Hashable {
    package let key: AlarmKey
    /// Seconds since 1970.
    package var firstSeen: Double
    /// When the figure was judged so last.
    package var lastSeen: Double
    /// How bad it was when seen last; `well` once it is over.
    package var severity: Severity
    /// The figure when seen last, in the unit of its judgement, and what it was a while before.
    package var value: Double
    package var formerValue: Double
    package var formerAt: Double
    package var state: AlarmState
    /// Who set the state; nil where the program did.
    package var by: String?
    package var changedAt: Double
    /// What was said with it.
    package var note: String
    /// How bad it was when the state was set: worse than this a snoozed alarm comes back.
    package var severityThen: Severity

    package init(
        key: AlarmKey, firstSeen: Double, lastSeen: Double, severity: Severity, value: Double,
        formerValue: Double? = nil, formerAt: Double? = nil, state: AlarmState = .new, by: String? = nil,
        changedAt: Double? = nil, note: String = "", severityThen: Severity? = nil
    ) {
        self.key = key
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.severity = severity
        self.value = value
        self.formerValue = formerValue ?? value
        self.formerAt = formerAt ?? lastSeen
        self.state = state
        self.by = by
        self.changedAt = changedAt ?? firstSeen
        self.note = note
        self.severityThen = severityThen ?? severity
    }
}

/// Something that happened to an alarm or to the link, for "since you looked away".
package struct LiveEvent: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// An alarm that was not there before.
        case new
        /// An alarm became critical.
        case critical
        /// It got worse or better without changing its grade.
        case worse, better
        case wellAgain
        /// A person's word, or a snooze that ended.
        case said
        /// The service could not be asked, or can be asked again.
        case linkLost, linkBack
        /// This machine slept, or its clock was set.
        case clock
    }

    /// Seconds since 1970.
    package var at: Double
    /// Nil where it is about the service or this machine.
    package var username: String?
    package var concern: Concern?
    package var kind: Kind
    package var severity: Severity
    /// `became critical: spam reports 0.41%, usual 0.02%`, `well again after 26m`.
    package var words: String

    package init(
        at: Double, username: String?, concern: Concern?, kind: Kind, severity: Severity, words: String
    ) {
        self.at = at
        self.username = username
        self.concern = concern
        self.kind = kind
        self.severity = severity
        self.words = words
    }
}
