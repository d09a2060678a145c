import Formats
import Screen

/// What stands in the views of runs.
extension RunsWords {
    package static let title = "Bulk runs"
    package static let oneTitle = "Bulk run"
    package static let newestFirst = "newest first"
    package static let worstFirst = "problems first"
    package static let rowsTitle = "Rows"
    package static let loadingRuns = "Loading the runs"
    package static let loadingRun = "Loading the run"
    package static let loadingRows = "loading the rows"
    package static let noRuns = "No bulk runs yet"
    package static let howToBegin = "Mark customers or addresses, then change them all at once."
    package static let noTicket = "no ticket"
    package static func ticket(_ ticket: String) -> String { "ticket \(ticket)" }
    package static func missing(_ item: String) -> String { "There is no run \(item)." }
    package static func started(_ clock: String) -> String { "started \(clock)" }
    package static func waiting(_ count: Int) -> String { "\(Numbers.grouped(count)) waiting" }
    package static func inHead(_ run: Int64, _ closed: Int, of total: Int) -> String {
        "run \(run): \(Numbers.grouped(closed)) of \(Numbers.grouped(total))"
    }

    // MARK: - Stages

    package static let stages = (
        finished: "finished", abandoned: "abandoned", pausing: "pausing", paused: "paused", holding: "waiting",
        running: "running", elsewhere: "running elsewhere", interrupted: "interrupted"
    )
    package static let results = (
        notSent: "not sent", waiting: "waiting", sending: "sending", sent: "sent", done: "done", skipped: "not needed",
        failed: "failed", unknown: "unknown"
    )
    package static func left(_ count: Int) -> String { "\(Numbers.grouped(count)) left" }
    package static func timeLeft(_ seconds: Int) -> String { "\(duration(seconds)) left" }
    package static func resumesAt(_ clock: String) -> String { "resumes at \(clock)" }
    package static let readBackFirst = "result is read back first"

    // MARK: - Last line

    package static let safeToLeave = "Safe to leave: the run is saved and can be resumed if the connection drops."
    package static let decide = "Unknown rows may or may not have gone through: open one to decide."
    package static let elsewhereNote = "Another process is working on this run; it is read-only here."
    package static let abandonedNote = "Abandoned: waiting rows will not be sent."
    package static func holding(until clock: String, _ why: String) -> String { "Paused until \(clock): \(why)" }
    package static func blocked(_ why: String) -> String { "Can't continue: \(why)" }
    package static func interruptedNote(_ key: String) -> String { "Interrupted; \(key) resumes it." }
    package static func pausedNote(_ key: String) -> String { "Paused; \(key) resumes it." }

    // MARK: - Keys

    package static let hints = (
        choose: "choose", down: "down", up: "up", close: "close", start: "start", ticket: "ticket", cancel: "cancel",
        more: "more", keep: "keep", count: "number", decide: "choose", doIt: "do it", desk: "desk",
        refresh: "refresh", stop: "stop after rows being sent", pause: "pause", resume: "resume", retry: "retry failed",
        open: "open", call: "the call", export: "export", abandon: "abandon", leaveRunning: "leave it running",
        runs: "runs"
    )
}
