import Records
import ResellerAPI
import Screen
import Settings

/// What can happen to the desk. Names are events that came to pass.
package enum DeskAction: Sendable, Equatable {
    case started
    case inputReceived(Input)
    /// A command was named in whole, by a front end that has no keys.
    case commandChosen(CommandID)
    /// The row at this place of what has the focus was chosen by its number.
    case rowChosen(Int)
    /// SIGUSR2 or `:reload`.
    case reloadRequested
    case settingsReloaded(SettingsReload)

    /// The minute turned.
    case minutePassed(now: Double)
    /// A second passed while something is being asked.
    case secondPassed(now: Double)
    case refreshFell

    case snapshotLoaded(Outcome<CustomerSnapshot?>)
    case snapshotSaved(Outcome<Bool>)
    case customersPageRead(generation: Int, Answered<CustomerChunk>)
    case customersArranged(Arrangement)

    case cursorRested(String)
    case overviewRead(String, Answered<AccountOverview>)
    case statisticsRead(String, Answered<[DayStats]>)
    case limitRead(String, Answered<AccountLimit?>)
    case suppressionsRead(String, SuppressionList, Answered<[Suppression]>)
    case monitorsRead(Answered<[MonitorRecord]>)
    case packagesRead(Answered<[Package]>)
    /// What the archive has of a customer who is being asked for.
    case heldFound(String, HeldCustomer)

    /// Figures that had changed have been set off long enough.
    case highlightEnded

    case samplesChanged(SamplesEvent, now: Double)
    case sampleOpened(Sample.ID, Outcome<SampleMessage>)
    case sample(SampleAction)

    case copied(String, Bool)

    /// Any read of the table was answered.
    case readingAnswered(Request, Answered<Reply>)
    case view(ViewAction)
    case change(ChangeAction)
    case bulk(BulkAction)
    case why(WhyAction)
    case account(AccountAction)
    case live(LiveAction)
    case board(BoardAction)
}

/// The answer to a call, and when it came.
package struct Answered<Value: Sendable & Equatable>: Sendable, Equatable {
    package let result: Result<Value, APIError>
    /// Seconds since 1970.
    package let at: Double
    /// Calls left after it, where known.
    package let budget: CallBudget?

    package init(_ result: Result<Value, APIError>, at: Double, budget: CallBudget? = nil) {
        self.result = result
        self.at = at
        self.budget = budget
    }
}

/// What came of work outside the API: a value, or why not, in words for the user.
package enum Outcome<Value: Sendable & Equatable>: Sendable, Equatable {
    case done(Value)
    case failed(String)
}

/// The customers in the order and choice that was asked for.
package struct Arrangement: Sendable, Equatable {
    /// What was arranged; an answer for another table, sorting or filter is out of date.
    package let table: CustomerTable
    package let sorting: Sorting
    package let filter: String
    package let sorted: RowOrder
    package let shown: RowOrder
    /// Where the row that the cursor was on is now, in `shown`; nil when it is not shown.
    package let cursor: Int?
    /// The marks, moved to the rows of `table`.
    package let marks: MarkSet
    /// What was on the screen when this was asked for.
    package let basis: Basis
    /// Customers with figures that are no longer in the list.
    package let gone: [String]
    /// Customers with enough mail to have a place in this order; nil where all have one.
    package let ranked: Int?

    /// The screen that an arrangement started from; keys may have changed it meanwhile.
    package struct Basis: Sendable, Equatable {
        package var table: CustomerTable
        /// Whether every row of the table on the screen is the same customer in the new one.
        package var keepsRows: Bool
        package var cursorRow: Int?
        package var marks: MarkSet
    }

    package init(
        table: CustomerTable, sorting: Sorting, filter: String, sorted: RowOrder, shown: RowOrder, cursor: Int?,
        marks: MarkSet, basis: Basis, gone: [String] = [], ranked: Int? = nil
    ) {
        self.table = table
        self.sorting = sorting
        self.filter = filter
        self.sorted = sorted
        self.shown = shown
        self.cursor = cursor
        self.marks = marks
        self.basis = basis
        self.gone = gone
        self.ranked = ranked
    }
}
