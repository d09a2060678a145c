/// How urgently a customer needs a human.
package enum Severity: Int, Sendable, Hashable, Comparable, Codable {
    case well, warning, critical

    package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
}

/// What can be wrong with a customer's mail. The raw values are kept in the archive.
package enum Concern: String, Sendable, Hashable, CaseIterable, Codable {
    case bounces
    case spamReports = "spam reports"
    case unsubscribes
    case blocks
    case volume
    case credits
    case reputation
    case opens
}

/// One thing that is wrong with a customer, and how it was told.
package struct Judgement: Sendable, Hashable {
    /// Where it goes.
    package enum Trend: Sendable, Hashable {
        case worse, same, better
    }

    package var concern: Concern
    /// Never `well`: what is well is not judged.
    package var severity: Severity
    /// A share from 0 to 1, how many times the usual, what is left of the credits as a share, or a score.
    package var value: Double
    /// The value as it is shown: `6.1%`, `4x`, `71`.
    package var shown: String
    /// A short cause without a full stop: `bounces 9.2%, usual 1.1%, mostly 550 unknown user at gone.example`.
    package var cause: String
    /// What was passed, in the unit of `value`; nil where there is no line to draw.
    package var threshold: Double?
    /// The figure over two weeks, oldest first, in the unit of `value` where there is a threshold; nil is a day not
    /// told.
    package var fortnight: [Double?]
    /// Seconds since 1970 when it was seen first.
    package var since: Double
    package var trend: Trend

    package init(
        concern: Concern, severity: Severity, value: Double, shown: String, cause: String, threshold: Double?,
        fortnight: [Double?] = [], since: Double = 0, trend: Trend = .same
    ) {
        self.concern = concern
        self.severity = severity
        self.value = value
        self.shown = shown
        self.cause = cause
        self.threshold = threshold
        self.fortnight = fortnight
        self.since = since
        self.trend = trend
    }

    /// How far it is beyond the line that it passed, whatever its unit: 1 on the line, 2 twice as far.
    package var excess: Double {
        guard let threshold, threshold > 0 else { return 1 }
        return switch concern {
        case .bounces, .spamReports, .unsubscribes, .blocks, .volume: value / threshold
        case .reputation: (100 - value) / max(1, 100 - threshold)
        case .credits, .opens: 2 - max(0, value) / threshold
        }
    }
}
