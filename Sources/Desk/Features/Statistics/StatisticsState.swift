/// The statistics pane, and the view with the same figures on the whole screen.
package struct StatisticsState: Sendable, Equatable {
    /// Days shown: 7, 30 or 90.
    package var days = 30
    /// Which second line the chart shows.
    package var metric = StatisticsMetric.bounces
    package var view = StatisticsViewState()

    package init() {}

    package static let periods = [7, 30, 90]
}

/// What is drawn against the delivered messages.
package enum StatisticsMetric: String, Sendable, Hashable, CaseIterable {
    case bounces, opens, clicks, unsubscribes, spamReports = "spam reports"
}
