import Formats
import Screen

/// What a person reads of bulk runs: the preview, the run as it goes on, its rows.
package enum RunsWords {
    /// `1 row`, `2,000 rows`.
    package static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(Numbers.grouped(count)) rows" }

    // MARK: - Menu

    package static func nothingSelected(mark: String, filter: String) -> String {
        "Nothing selected: \(mark) marks customers, \(filter) filters them"
    }
    package static func noAddress(mark: String) -> String { "No address selected: \(mark) marks" }
    package static func menuTitle(_ count: Int, _ noun: String, _ origin: String) -> String {
        "\(Numbers.grouped(count)) \(noun) \(origin)"
    }
    package static func addressMenu(_ user: String) -> String { "Addresses of \(user), one run per list" }
    package static let origins = (marked: "marked", filtered: "matching the filter")
    package static func origin(of user: String) -> String { "of \(user)" }
    package static func choice(_ title: String, _ count: Int, _ noun: String) -> String {
        "\(title): \(Numbers.grouped(count)) \(noun)"
    }

    // MARK: - Preview

    /// `12 of 40 have no limit now.`; none where the call does to all what its title says.
    package static func outlook(_ outlook: BulkOutlook?) -> [String] {
        guard let outlook else { return [] }
        let all = Numbers.grouped(outlook.all)
        let dangers = outlook.dangers.map { "\(Numbers.grouped($0.count)) of \(all) \($0.words)." }
        guard outlook.unknown > 0 else { return dangers }
        return dangers + [
            "\(Numbers.grouped(outlook.unknown)) of \(all) could not be read: the effect there is unknown."
        ]
    }

    package static func title(_ title: String, _ count: Int) -> String { "\(title): \(Numbers.grouped(count))" }
    package static func more(_ count: Int) -> String { "\(Numbers.grouped(count)) more" }
    package static let oneCallARow = ", one call a row, each logged in the journal"
    package static let undoRowByRow = "row by row, from the journal"
    package static let startSteps = "logged, then sent row by row"
    package static let keys = (
        start: " starts", startOnce: " starts once the number matches", startIt: " starts it",
        runOnly: " this run only   "
    )
    package static func logging(_ key: String) -> String { "Saving the run; \(key) can stop it then" }
    package static func cannotSave(_ why: String) -> String { "the run can't be saved: \(why)" }

    /// `about 12 minutes`.
    package static func about(seconds: Int) -> String {
        let minutes = (seconds + 30) / 60
        return switch minutes {
        case 0: "less than a minute"
        case 1: "about a minute"
        case ..<60: "about \(minutes) minutes"
        default: "about \(duration(minutes * 60))"
        }
    }

    package static func time(seconds: Int, calls: Int, limit: Int) -> String {
        "\(about(seconds: seconds)): \(calls) \(calls == 1 ? "call" : "calls") a row, \(Numbers.grouped(limit)) a minute"
    }

    /// `45s`, `2m 10s`, `1h 5m`.
    package static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(max(0, seconds))s"
        case ..<3600: "\(seconds / 60)m \(seconds % 60)s"
        default: "\(seconds / 3600)h \(seconds % 3600 / 60)m"
        }
    }

    // MARK: - Found at the start

    package static func interrupted(_ run: Int64, left: Int, key: String) -> String {
        "Run \(run) was interrupted, \(rows(left)) left; \(key) shows it"
    }
    package static func interrupted(_ count: Int, key: String) -> String {
        "\(Numbers.grouped(count)) runs were interrupted; \(key) shows them"
    }

    // MARK: - Ended

    package static func finished(_ run: Int64, done: Int, failed: Int, unknown: Int) -> String {
        let troubles = [(failed, "failed"), (unknown, "unknown")].filter { $0.0 > 0 }
            .map { "\(Numbers.grouped($0.0)) \($0.1)" }
        return (["Run \(run) finished: \(Numbers.grouped(done)) done"] + troubles).joined(separator: ", ")
    }
    package static func paused(_ run: Int64, waiting: Int) -> String { "Run \(run) paused, \(rows(waiting)) waiting" }
    package static func cannotGoOn(_ run: Int64, _ why: String) -> String { "Run \(run) can't continue: \(why)" }
    package static func takenOver(_ run: Int64) -> String { "Another process is working on run \(run)" }
    package static func interrupted(_ run: Int64) -> String {
        "Run \(run) was interrupted; its progress is saved"
    }

    // MARK: - Not read

    package static func runsUnreadable(_ why: String) -> String { "The bulk runs can't be read: \(why)" }
    package static func rowsUnreadable(_ run: Int64, _ why: String) -> String {
        "The rows of run \(run) can't be read: \(why)"
    }

    // MARK: - Stop and resume

    package static let noRun = "No run here"
    package static let noRow = "Nothing under the cursor"
    package static let notHere = "Not in the view of bulk runs"
    package static func nothingRuns(_ key: String) -> String { "No run to stop here; \(key) quits" }
    package static func pausing(_ run: Int64) -> String { "Run \(run) stops after the rows being sent" }
    package static func abandoned(_ run: Int64) -> String { "Run \(run) abandoned: its waiting rows will not be sent" }
    package static func wasAbandoned(_ run: Int64) -> String { "Run \(run) was abandoned; its rows will not be sent" }
    package static func nothingLeft(_ run: Int64) -> String { "Run \(run) has no rows left" }
    package static func isOver(_ run: Int64) -> String { "Run \(run) has ended already" }
    package static func noneFailed(_ run: Int64) -> String { "No failed rows in run \(run)" }
    package static func nothingToRetry(_ run: Int64) -> String { "No row of run \(run) can be retried" }
    package static func retrying(_ count: Int) -> String { "\(rows(count)) waiting again" }
    package static func elsewhere(_ run: Int64) -> String {
        "Another process is working on run \(run); it is read-only here"
    }
    package static let markedDone = "Marked as done by hand (logged)"

    // MARK: - Questions

    package static func resume(_ run: Int64, left: Int) -> String { "Resume run \(run), \(rows(left)) left?" }
    package static func resumeNote(sent: Int) -> String {
        guard sent > 0 else { return "It was interrupted. No row was being sent at that moment." }
        return
            "It was interrupted while \(rows(sent)) \(sent == 1 ? "was" : "were") being sent. The result is read back "
            + "first; no row is sent twice."
    }
    package static func retry(_ run: Int64, failed: Int) -> String {
        "Retry the \(failed == 1 ? "failed row" : "\(Numbers.grouped(failed)) failed rows") of run \(run)?"
    }
    package static let retryNote = "Rows that are done, not needed or unknown are left alone."
    package static func abandon(_ run: Int64, waiting: Int) -> String {
        "Abandon run \(run)? \(rows(waiting)) will not be sent."
    }
    package static let abandonNote = "Rows that are done stay done. An abandoned run can't be resumed."
    package static func sendAgain(_ target: String) -> String { "Send \(target) again?" }
    package static let sendAgainNote = "If it already went through, it will happen twice. Check the account first."
    package static func runTitle(_ run: Int64) -> String { "Run \(run)" }
    package static func on(_ account: String, _ role: String) -> String { "on \(account), \(role)" }

    // MARK: - A row

    package static let wasDone = "mark it as done"
    package static let wasNotDone = "send it again"
    package static func row(_ index: Int, of run: Int64) -> String { "Row \(Numbers.grouped(index + 1)) of run \(run)" }
    package static func entry(_ entry: Int64) -> String { "entry \(entry)" }
    package static let notThere = "not present"
    package static let notProvided = "not provided"

    /// Closed without a call, or with one that is not known.
    package static let nothingToDo = "nothing to do"
    package static func notSent(_ why: String) -> String { "not sent: \(why)" }
    package static func noAnswer(_ loss: String, checked: String) -> String { "result unknown: \(loss); \(checked)" }
    package static func cannotClose(_ row: Int, _ why: String) -> String { "row \(row + 1) can't be closed: \(why)" }
    package static let closedElsewhere = "another process finished a row"
    package static func unknownCall(_ operation: String) -> String {
        "this version does not know the call \(operation)"
    }
}
