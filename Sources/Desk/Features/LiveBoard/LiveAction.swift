import Records
import ResellerAPI

/// What the collector tells the desk, and what came of a person's word.
package enum LiveAction: Sendable, Equatable {
    /// At most one a second.
    case collected(LiveNews)
    /// What a person said to alarms was kept, or why not.
    case alarmsSaid(Outcome<Bool>)
}

/// What has changed since the last news.
package struct LiveNews: Sendable, Equatable {
    /// Nil where nothing on it has changed.
    package var board: LiveBoard?
    package var status: CollectorStatus
    /// How single customers are doing, for the list; only those that were read anew.
    package var figures: [String: Figures]
    /// Oldest first.
    package var events: [LiveEvent]
    /// How the account's calls stood when collecting made the last one; nil before that.
    package var budget: CallBudget?

    package init(
        board: LiveBoard? = nil, status: CollectorStatus, figures: [String: Figures] = [:], events: [LiveEvent] = []
    ) {
        self.board = board
        self.status = status
        self.figures = figures
        self.events = events
    }
}
