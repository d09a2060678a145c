/// How the collecting of figures stands: who does it, how far it is, how old its oldest figure is.
package struct CollectorStatus: Sendable, Hashable, Codable {
    /// Who asks the service.
    package enum Role: Sendable, Hashable, Codable {
        /// What is kept has not been loaded yet.
        case starting
        case collecting
        /// Another process does; this one reads what it wrote.
        case reading(holder: String)
        /// Nobody does, and why.
        case off(String)
    }

    package var role: Role = .starting
    /// Customers in the list, those of whom statistics and overview are there, and those of whom the statistics are.
    package var known = 0
    package var read = 0
    package var readDays = 0
    /// When the oldest of the statistics were read; nil while there are none. Seconds since 1970, as all times here.
    package var oldestReadAt: Double?
    /// The same of credits and score, which are asked for less often; to the minute.
    package var oldestOverviewReadAt: Double?
    /// When everybody had been read once more last, and how many seconds that took.
    package var roundEndedAt: Double?
    package var roundTook: Double?
    /// How many seconds a whole round takes at this pace.
    package var roundEstimate: Double?
    /// Calls a minute that collecting allows itself at this moment.
    package var pace = 0
    /// Calls that collecting made in the last minute, and altogether.
    package var callsLastMinute = 0
    package var callsMade = 0
    /// Calls that the account could still make at once, where known.
    package var callsLeft: Int?
    /// No calls before: the service said so.
    package var heldUntil: Double?
    /// Since when the service can't be asked, and why.
    package var lostSince: Double?
    package var lostBecause: String?
    /// Why figures can't be kept; nil while they can.
    package var keepingProblem: String?

    package init() {}
}
