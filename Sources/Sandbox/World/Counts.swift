/// What is counted of an account's mail.
enum Metric: Int, Sendable, CaseIterable {
    case delivered, bounces, repeatBounces, blocks, invalid, repeatUnsubscribes, repeatSpam, spamDrop
    case unsubscribes, spam, clicks, opens, uniqueClicks, uniqueOpens
}

/// Counts of one stretch of time, by metric.
struct Counts: Sendable, Hashable {
    var values: SIMD16<Double> = .zero

    static let zero = Counts()

    subscript(_ metric: Metric) -> Int {
        get { Int(values[metric.rawValue]) }
        set { values[metric.rawValue] = Double(newValue) }
    }

    /// Messages handed in: everything that was then delivered, refused or dropped.
    var requests: Int {
        self[.delivered] + self[.bounces] + self[.repeatBounces] + self[.blocks] + self[.invalid]
            + self[.repeatUnsubscribes] + self[.repeatSpam] + self[.spamDrop]
    }

    static func + (one: Counts, other: Counts) -> Counts { Counts(values: one.values + other.values) }
    static func += (one: inout Counts, other: Counts) { one.values += other.values }

    /// The part of a day's counts that falls between two shares of the day; whole numbers that add up.
    func between(_ from: Double, _ to: Double) -> Counts {
        let before = (values * from).rounded(.down)
        let after = to >= 1 ? values : (values * to).rounded(.down)
        return Counts(values: after - before)
    }
}
