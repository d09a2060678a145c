/// A number by which customers are judged. The raw values are the names in config.json.
package enum AlarmRule: String, Sendable, Hashable, CaseIterable {
    case bouncesWarning = "bounces_warning"
    case bouncesCritical = "bounces_critical"
    case spamWarning = "spam_warning"
    case spamCritical = "spam_critical"
    case unsubscribesWarning = "unsubscribes_warning"
    case unsubscribesCritical = "unsubscribes_critical"
    case blocksWarning = "blocks_warning"
    case blocksCritical = "blocks_critical"
    case timesUsual = "times_usual"
    case opensBelow = "opens_below"
    case volumeTimes = "volume_times"
    case silenceBelow = "silence_below"
    case creditsWarning = "credits_warning"
    case creditsHours = "credits_hours"
    case reputationWarning = "reputation_warning"
    case reputationCritical = "reputation_critical"
    case reputationFall = "reputation_fall"
    case enoughMail = "enough_mail"
    case enoughEvents = "enough_events"
    case manyEvents = "many_events"
    case holdsUntil = "holds_until"

    /// What a rule's number counts.
    package enum Unit: String, Sendable {
        case percent = "%"
        case times
        case hours
        case points
        case count = "a day"
    }

    /// The value where the file gives none, its unit, and the numbers taken.
    package var standard: (value: Double, unit: Unit, range: ClosedRange<Int>) {
        switch self {
        case .bouncesWarning: (3, .percent, 0...100)
        case .bouncesCritical: (5, .percent, 0...100)
        case .spamWarning: (0.1, .percent, 0...100)
        case .spamCritical: (0.3, .percent, 0...100)
        case .unsubscribesWarning: (1, .percent, 0...100)
        case .unsubscribesCritical: (3, .percent, 0...100)
        case .blocksWarning: (5, .percent, 0...100)
        case .blocksCritical: (15, .percent, 0...100)
        case .timesUsual: (4, .times, 1...1000)
        case .opensBelow: (5, .percent, 0...100)
        case .volumeTimes: (3, .times, 1...1000)
        case .silenceBelow: (5, .percent, 0...100)
        case .creditsWarning: (10, .percent, 0...100)
        case .creditsHours: (6, .hours, 0...720)
        case .reputationWarning: (80, .points, 0...100)
        case .reputationCritical: (60, .points, 0...100)
        case .reputationFall: (10, .points, 1...100)
        case .enoughMail: (100, .count, 1...1_000_000)
        case .enoughEvents: (3, .count, 1...1_000_000)
        case .manyEvents: (5, .count, 1...1_000_000)
        case .holdsUntil: (80, .percent, 1...100)
        }
    }

    /// What it does, as a sentence.
    package var explanation: String {
        switch self {
        case .bouncesWarning, .spamWarning, .unsubscribesWarning, .blocksWarning:
            "From this share of the mail on the rate is a warning."
        case .bouncesCritical, .spamCritical, .unsubscribesCritical, .blocksCritical:
            "From this share of the mail on the rate is critical."
        case .timesUsual:
            "A rate so many times the customer's usual one for that weekday is a warning, from half of the fixed "
                + "warning on."
        case .opensBelow: "Opens below this share of the usual ones are a warning: they are no longer counted."
        case .volumeTimes: "So many times the usual mail of a whole day of that weekday is a warning."
        case .silenceBelow: "Less than this share of the usual mail, when most of the day is over, is a warning."
        case .creditsWarning: "Less than this share of the credits left is a warning; none under a limit is critical."
        case .creditsHours: "Credits that will be used up within so many hours at today's pace are a warning."
        case .reputationWarning: "A score below this is a warning."
        case .reputationCritical: "A score below this is critical."
        case .reputationFall: "A score that fell by so many points within a week is a warning."
        case .enoughMail: "Fewer messages say nothing about rates; volume and silence take ten times as many."
        case .enoughEvents: "Fewer bounces, spam reports, unsubscribes or blocks are chance."
        case .manyEvents: "Fewer of them are not critical, whatever their share."
        case .holdsUntil: "An alarm ends when its figure is back below this share of the level that raised it."
        }
    }
}

/// The rules in force: the shipped ones, and over them what config.json says.
package struct AlarmRules: Sendable, Hashable {
    private var given: [AlarmRule: Double] = [:]

    package init(_ given: [AlarmRule: Double] = [:]) { self.given = given }

    /// In the unit of the rule.
    package subscript(rule: AlarmRule) -> Double {
        get { given[rule] ?? rule.standard.value }
        set { given[rule] = newValue }
    }

    /// A percentage as a share of 1.
    package func share(_ rule: AlarmRule) -> Double { self[rule] / 100 }

    package func count(_ rule: AlarmRule) -> Int { Int(self[rule]) }
}
