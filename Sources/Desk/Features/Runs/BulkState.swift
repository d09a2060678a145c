import Formats
import Records
import ResellerAPI
import Screen

/// One operation over many things.
package struct BulkState: Sendable, Equatable {
    /// The runs of the account as they were read last, newest first.
    package var runs: [BulkRun] = []
    /// Whether they were read, and why not.
    package var areRead = false
    package var problem: String?
    /// Runs that another process works on.
    package var heldElsewhere: Set<Int64> = []
    /// Runs that this desk works on, or did.
    package var works: [Int64: RunWork] = [:]
    /// Place of the cursor in the list of runs, and of the first one shown.
    package var cursor = 0
    package var top = 0
    /// The rows of one run that are on the screen.
    package var page: RunPage?

    package init() {}
}

/// A run that this desk works on.
package struct RunWork: Sendable, Equatable {
    package var standing = RunReport.Standing.working
    /// When the work began here, and how many rows were closed then; for the time that is left.
    package var beganAt: Double
    package var closedBefore: Int
    /// Seconds until the last row is closed, at the pace so far; nil while that is anybody's guess.
    package var secondsLeft: Double?

    package init(beganAt: Double, closedBefore: Int) {
        self.beganAt = beganAt
        self.closedBefore = closedBefore
    }

    package var isOn: Bool { if case .ended = standing { false } else { true } }
}

/// Rows of a run, those that need a person first; only as many as the screen shows.
package struct RunPage: Sendable, Equatable {
    package let run: Int64
    /// Place of the first row shown, and of the cursor, among all rows of the run.
    package var top = 0
    package var cursor = 0
    /// The rows from `top` on.
    package var rows: [BulkRow] = []
    package var isRead = false
    /// Whether rows are being read, and are to be read once more after that: reading never overtakes itself.
    var isAsking = false
    var isOutdated = false

    package init(run: Int64) { self.run = run }

    package var rowUnderCursor: BulkRow? {
        rows.indices.contains(cursor - top) ? rows[cursor - top] : nil
    }
}

/// What can happen to it.
package enum BulkAction: Sendable, Equatable {
    /// At the start: runs whose process ended before they did.
    case interruptedFound([BulkRun])
    case runsLoaded(Outcome<[BulkRun]>, heldElsewhere: Set<Int64>)
    /// `(run, place of the first row, rows)`.
    case rowsLoaded(Int64, Int, Outcome<[BulkRow]>)
    case created(BulkPreview, Outcome<BulkRun>)
    /// To how many of those chosen a call would do more than its name tells.
    case foreseen(BulkTargets, ResellerAPI.Operation, BulkOutlook)
    case reported(RunReport)
    /// A person stopped, resumed or gave up a run.
    case stageSet(Int64, BulkRun.Stage, Outcome<Bool>)
    case retried(Int64, Outcome<Int>)
    /// A person's word on an unknown row: `(run, it is sent again)`.
    case decided(Int64, Bool, Outcome<Bool>)
}

/// What lies over the desk for it.
package enum BulkOverlay: Sendable, Equatable {
    /// Which call is made for the chosen ones.
    case menu(BulkMenu)
    case preview(BulkPreview)
    /// One row of a run: its call, its answer, and what a person can decide.
    case row(RunRowSheet)
    case question(RunQuestion)
}

/// The calls that can be made for many at once.
package struct BulkMenu: Sendable, Equatable {
    package let choices: [BulkChoice]
    package var title: String
    package var cursor = 0

    package init(title: String, choices: [BulkChoice]) {
        self.title = title
        self.choices = choices
    }
}

/// A call, and those it is made for.
package struct BulkChoice: Sendable, Equatable {
    package let operation: ResellerAPI.Operation
    package let targets: BulkTargets
    package var title: String { operation.wording.title }

    package init(_ operation: ResellerAPI.Operation, _ targets: BulkTargets) {
        self.operation = operation
        self.targets = targets
    }
}

/// The dialog before a run: what happens, to whom, how long it takes, and the count to type.
package struct BulkPreview: Sendable, Equatable, TypedDialog {
    package let operation: ResellerAPI.Operation
    package let targets: BulkTargets
    /// What is the same in every row.
    package let shared: Parameters
    package var ticket: TextEntry
    package var typed = TextEntry()
    package var entry: DialogEntry? = .proof
    /// First line shown, where the dialog is longer than the screen.
    package var top = 0
    package var seen = 0
    /// What it does to how many of them, as they were read last; nil while that is not known, or does not matter.
    package var outlook: BulkOutlook?
    /// Whether that is being read; nothing begins before it is there.
    package var isReading = false
    /// Whether the run is being written down; nothing can be cancelled in that moment.
    package var isStarting = false
    /// Whether the ticket stays for the customer whose addresses these are.
    package var keepsTicket = false

    package init(_ operation: ResellerAPI.Operation, _ targets: BulkTargets, shared: Parameters, ticket: String = "") {
        self.operation = operation
        self.targets = targets
        self.shared = shared
        self.ticket = TextEntry(ticket)
    }

    var needsProof: Bool { true }
    package var ticketOwner: String? { targets.owner }
    package var requiredText: String { String(targets.count) }
    /// The count, with commas or without.
    package var isTyped: Bool { typed.text.trimmingBlanks.filter { $0 != "," } == requiredText }

    /// The question of the call, with the number in place of the name.
    package var question: String {
        let many = Numbers.grouped(targets.count) + " " + targets.noun
        let values = Parameters(
            [Parameters.Pair(targets.ownParameter, many)]
                + (targets.owner.map { [Parameters.Pair("user", $0)] } ?? []) + shared.pairs)
        return Wording.filled(operation.wording.question, values)
    }

    /// Calls a row: a look, the call, and another look for the journal; a call that shows nowhere is one.
    package var callsPerRow: Int {
        let first = targets.count > 0 ? targets.parameters(at: 0, shared: shared) : shared
        return Request(operation, first).observation == nil ? 1 : 3
    }

    /// Seconds that it takes at so many calls a minute.
    package func seconds(callsPerMinute: Int) -> Int {
        targets.count * callsPerRow * 60 / max(1, callsPerMinute)
    }
}

/// One row of a run, opened.
package struct RunRowSheet: Sendable, Equatable {
    package let run: BulkRun
    package let row: BulkRow
    package var cursor = 0

    package init(run: BulkRun, row: BulkRow) {
        self.run = run
        self.row = row
    }

    /// What a person can say about a row of which nobody knows whether it was done.
    package enum Choice: CaseIterable, Sendable {
        case wasDone, sendAgain

        package var words: String {
            switch self {
            case .wasDone: RunsWords.wasDone
            case .sendAgain: RunsWords.wasNotDone
            }
        }
    }

    package var choices: [Choice] { row.stage == .unknown ? Choice.allCases : [] }
}

/// Something about a run that a person has to say yes to.
package struct RunQuestion: Sendable, Equatable {
    package enum Deed: Sendable, Equatable {
        case retryFailed
        /// The row's place in the run.
        case sendAgain(Int)
        case giveUp
        case resume
    }

    package let run: Int64
    package let deed: Deed
    package let question: String
    package let consequence: String

    package init(run: Int64, deed: Deed, question: String, consequence: String) {
        self.run = run
        self.deed = deed
        self.question = question
        self.consequence = consequence
    }
}
