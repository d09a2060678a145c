import ResellerAPI

/// The figures of one customer as they were last seen; what was never read stays unknown, not zero.
package struct CustomerFigures: Sendable, Hashable {
    package let username: String
    /// Seconds since 1970, UTC.
    package var readAt: Double
    /// Nil when it was not read.
    package var overview: AccountOverview?
    /// In the order of their dates; nil when they were not read.
    package var days: [DayStats]?
    package var limit: LimitState
    /// Length of each list; a list that was not read is missing.
    package var suppressions: [SuppressionList: Int]
    /// The course of the last hours, oldest first.
    package var course: [CourseMark] = []
    /// The score of the last days, oldest first.
    package var scores: [DayScore] = []
    /// Seconds after midnight UTC at which the customer's day has begun at the latest; negative east of Greenwich.
    package var dayBegins: Int?

    package init(
        username: String, readAt: Double, overview: AccountOverview? = nil, days: [DayStats]? = nil,
        limit: LimitState = .unread, suppressions: [SuppressionList: Int] = [:]
    ) {
        self.username = username
        self.readAt = readAt
        self.overview = overview
        self.days = days
        self.limit = limit
        self.suppressions = suppressions
    }
}

/// What is known of a customer's limit.
package enum LimitState: Sendable, Hashable {
    case unread
    /// The service told that there is none.
    case unlimited
    case limited(AccountLimit)
}
