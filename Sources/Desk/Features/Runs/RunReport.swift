import Changes
import Records

/// How a run that this desk works on is getting on.
package struct RunReport: Sendable, Equatable {
    package enum Standing: Sendable, Equatable {
        case working
        /// Nothing is lost: the service can't be asked, or takes no more calls. It goes on by itself at this time.
        case holding(why: String, until: Double)
        case ended(RunEnd)
    }

    package let run: BulkRun
    package let standing: Standing

    package init(run: BulkRun, standing: Standing) {
        self.run = run
        self.standing = standing
    }
}

/// Why nobody works on a run any more here.
package enum RunEnd: Error, Sendable, Equatable {
    /// No row waits.
    case finished
    /// A person paused or cancelled it.
    case stopped
    /// Another process works on it.
    case heldElsewhere
    /// It can't go on before a person has mended this.
    case blocked(String)
    /// The work was cancelled with the desk; the archive has what became of the rows.
    case abandoned
}

/// What came of one row.
enum RowEnd: Sendable, Equatable {
    /// It is closed, or waits again and says why in the journal.
    case closed
    /// Nobody knows yet: no answer came, and it may still be under way.
    case late(PendingWrite)
    /// The service can't be asked now; so many seconds where it told.
    case waits(why: String, seconds: Double?)
    /// No row can go on.
    case stops(RunEnd)
}
