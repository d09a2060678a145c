import Records
import ResellerAPI

/// Asking all customers that the archive has not seen lately: four calls each, after everything else.
package struct RestRun: Sendable, Equatable {
    package enum Stage: Sendable, Equatable {
        /// It is being worked out who has to be asked.
        case planning
        case running
        /// All were asked.
        case done
        /// Somebody stopped it.
        case stopped
        /// One customer after the other could not be asked.
        case failed(APIError)
    }

    package var stage = Stage.planning
    /// Seconds since 1970.
    package let startedAt: Double
    /// Customers to ask.
    package var customers = 0
    /// Customers left out, as their lists were read lately.
    package var fresh = 0
    /// When the first of these was read; nil where all are asked.
    package var oldestFresh: Double?
    /// What the screen shows: it follows twice a second.
    package var shown: RestProgress
    /// What came in since.
    var answers: [RestAnswer] = []

    package init(startedAt: Double) {
        self.startedAt = startedAt
        shown = RestProgress(at: startedAt)
    }

    /// Customers whose lists are known, all four.
    package var checked: Int { fresh + max(0, shown.customers - shown.failed) }
    package var total: Int { fresh + customers }
    /// When the oldest of what is known was read.
    package var oldest: Double { min(oldestFresh ?? startedAt, startedAt) }

    package var isRunning: Bool { stage == .planning || stage == .running }
    /// Calls that are still to be made.
    package var callsLeft: Int { max(0, customers * Self.callsEach - shown.calls) }

    package static let callsEach = SuppressionList.allCases.count
    /// Customers asked at the same time.
    static let atOnce = 4
    /// Seconds for which what the archive has seen of a customer need not be asked again.
    package static let freshFor = 3 * 3600.0
    /// So many customers in a row that could not be asked end it.
    static let patience = 8
    /// Seconds between two looks of the screen.
    static let tick = 0.5
}

/// How far the asking is.
package struct RestProgress: Sendable, Equatable {
    package var customers = 0
    /// Customers of whom a list could not be read.
    package var failed = 0
    package var calls = 0
    /// Entries of the address that were found.
    package var found = 0
    /// When this was so; seconds since 1970.
    package var at: Double

    package init(customers: Int = 0, failed: Int = 0, calls: Int = 0, found: Int = 0, at: Double) {
        self.customers = customers
        self.failed = failed
        self.calls = calls
        self.found = found
        self.at = at
    }
}

/// What one customer's lists said.
package struct RestAnswer: Sendable, Equatable {
    package let user: String
    package let at: Double
    /// The lists that could be read.
    package let lists: [SuppressionList]
    /// The entries of the address.
    package let entries: [Suppression]
    package let calls: Int
    /// Why the others could not be read.
    package let failure: APIError?
    package let budget: CallBudget?

    package init(
        user: String, at: Double, lists: [SuppressionList], entries: [Suppression], calls: Int, failure: APIError?,
        budget: CallBudget?
    ) {
        self.user = user
        self.at = at
        self.lists = lists
        self.entries = entries
        self.calls = calls
        self.failure = failure
        self.budget = budget
    }
}

extension DeskState {
    /// Minutes that so many calls take: at the rate that this program allows itself, or as slowly as it really goes.
    package func minutes(forCalls calls: Int) -> Double {
        let rate = Double(max(1, budget?.limit ?? 500))
        guard let rest = why.rest, rest.isRunning, rest.shown.calls > 0, rest.shown.at - rest.startedAt >= 30 else {
            return Double(calls) / rate
        }
        let measured = Double(rest.shown.calls) * 60 / (rest.shown.at - rest.startedAt)
        return Double(calls) / min(rate, measured)
    }
}
