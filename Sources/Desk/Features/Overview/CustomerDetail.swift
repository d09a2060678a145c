import Records
import ResellerAPI

/// Everything the desk reads of one customer.
package struct CustomerDetail: Sendable, Equatable {
    package var overview = Loadable<AccountOverview>()
    package var statistics = Loadable<[DayStats]>()
    /// The credit limit; a value of `.some(nil)` means that there is none.
    package var limit = Loadable<AccountLimit?>()
    package var suppressions: [SuppressionList: Loadable<[Suppression]>] = [:]
    /// The same addresses in the order of the screen.
    package var newestFirst: [SuppressionList: [Suppression]] = [:]
    package var newestOfAll: [Suppression] = []
    /// What most addresses of a list have in common, where they do; and those of all lists together.
    package var commonDomains: [SuppressionList: CommonDomain] = [:]
    package var commonDomain: CommonDomain?

    package init() {}

    package func suppressions(_ list: SuppressionList) -> Loadable<[Suppression]> { suppressions[list] ?? Loadable() }
}

/// How a customer is doing, as one row of the list shows it.
package struct Figures: Sendable, Equatable {
    package var severity: Severity
    /// `6.1%`, `71`, `4x`; empty when all is well.
    package var value: String
    /// `bounce`, `spam`, `credits`, `score`, `volume`; `ok` when all is well.
    package var why: String
    /// Two weeks of the figure that is the reason, oldest first; nil is a day not told.
    package var fortnight: [Double?]
    /// Messages requested in the last 30 days.
    package var sent: Int?
    /// What filters compare; a figure that is not known is missing.
    package var measures: [FilterQuery.Measure: Double]
    /// Sentences for the overview: what is the case, then the detail.
    package var sentences: [String]
    /// Seconds since 1970.
    package var readAt: Double
    /// How bad what is wrong is, by what it is about; for the colours of single figures.
    package var concerns: [Concern: Severity] = [:]
    /// How far the worst of it is beyond its line; 0 when all is well.
    package var excess = 0.0
    /// The mail of the last day, week and month.
    package var periods = MailPeriods()

    package init(
        severity: Severity, value: String, why: String, fortnight: [Double?], sent: Int?, sentences: [String],
        readAt: Double, measures: [FilterQuery.Measure: Double] = [:]
    ) {
        self.severity = severity
        self.value = value
        self.why = why
        self.fortnight = fortnight
        self.sent = sent
        self.sentences = sentences
        self.readAt = readAt
        self.measures = measures
    }
}

extension Figures {
    /// Replaces what is known of a month's messages.
    mutating func take(sent: Int?) {
        self.sent = sent
        measures[.sent] = sent.map(Double.init)
    }
}
