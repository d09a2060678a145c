/// How many of the visits may go to customers out of turn, so that the others have theirs however many are in trouble
/// and however few calls there are.
struct Turns: Sendable, Equatable {
    /// The part of those that somebody looks at, marked or pinned, with those in trouble; and of the latter alone.
    static let urgentShare = 0.5
    static let oddShare = 0.25

    /// Seconds, in whole minutes, until so many in trouble have all been asked, at a pace of calls a minute.
    static func seconds(toAsk troubled: Int, pace: Int) -> Double {
        guard pace > 0 else { return 0 }
        return (Double(troubled) * callsPerVisit / (Double(pace) * oddShare)).rounded(.up) * 60
    }

    /// Calls that a customer in trouble takes, about: its statistics, and now and then the overview.
    private static let callsPerVisit = 1.3

    private var urgentAllowance = 1.0
    private var oddAllowance = 1.0

    /// Visits out of turn that may be begun now, and how many of them to customers in trouble.
    var urgent: Int { Int(urgentAllowance) }
    var odd: Int { Int(min(urgentAllowance, oddAllowance)) }

    /// So many visits can be begun; what was not used before is made up for once.
    mutating func pass(_ places: Int) {
        let (urgent, odd) = (Double(places) * Self.urgentShare, Double(places) * Self.oddShare)
        urgentAllowance = min(urgentAllowance, 1) + urgent
        oddAllowance = min(oddAllowance, 1) + odd
    }

    mutating func spend(urgent: Int, odd: Int) {
        urgentAllowance -= Double(urgent)
        oddAllowance -= Double(odd)
    }
}
