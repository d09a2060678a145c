/// Every command by the name that keymap.json, the palette and the help screen use.
package enum CommandID: String, Sendable, Hashable, CaseIterable {
    // Move
    case lineDown = "line-down"
    case lineUp = "line-up"
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case first, last
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case parentPane = "parent-pane"
    case childPane = "child-pane"
    case pane1 = "pane-1"
    case pane2 = "pane-2"
    case pane3 = "pane-3"
    case pane4 = "pane-4"
    case pane5 = "pane-5"
    case pane6 = "pane-6"
    case pane7 = "pane-7"
    case pane8 = "pane-8"
    case pane9 = "pane-9"
    case historyBack = "history-back"
    case historyForward = "history-forward"
    case back

    // Find
    case filter
    case nextHit = "next-hit"
    case previousHit = "previous-hit"
    case sort
    case invertOrder = "invert-order"
    case palette

    // Mark
    case mark
    case markRange = "mark-range"
    case markAll = "mark-all"
    case unmarkAll = "unmark-all"

    // Look
    case open
    case desk, customers
    case periodLonger = "period-longer"
    case periodShorter = "period-shorter"
    case metric
    case nextList = "next-list"
    case headers, source
    case plainOrHTML = "plain-or-html"
    case nextSample = "next-sample"
    case previousSample = "previous-sample"
    case assign
    case errors
    case customer, suppressions, statistics, samples, billing, ips, monitors, journal, runs, why
    case live
    case compare
    case refresh
    case refreshAll = "refresh-all"
    case freeze
    case intervalLonger = "interval-longer"
    case intervalShorter = "interval-shorter"

    // Judge: on the live board
    case nextProblem = "next-problem"
    case previousProblem = "previous-problem"
    case acknowledge, snooze, solved, follow, pin

    // Take along
    case copyID = "copy-id"
    case copyRow = "copy-row"
    case maskAddresses = "mask-addresses"

    case export

    // Change
    case change, add, remove
    case closeAccount = "close-account"
    case undo, redo
    case pauseRun = "pause-run"
    case retryFailed = "retry-failed"
    case bulk

    // Program
    case context
    case accountAdd = "account-add"
    case help
    case nextTheme = "next-theme"
    case reload, repaint, suspend, cancel, leave, quit

    // Type: in text entry and overlays
    case confirm, dismiss
    case cursorLeft = "cursor-left"
    case cursorRight = "cursor-right"
    case cursorStart = "cursor-start"
    case cursorEnd = "cursor-end"
    case deleteBefore = "delete-before"
    case deleteAfter = "delete-after"
    case deleteWord = "delete-word"
    case deleteLine = "delete-line"
    case earlier, later, complete
    case completeBack = "complete-back"
    case nextField = "next-field"
    case previousField = "previous-field"
    case accept, ticket, keepTicket = "keep-ticket"
    case editText = "edit-text"

    /// The command that focuses the pane whose title shows this digit.
    package static func pane(_ digit: Int) -> CommandID? { CommandID(rawValue: "pane-\(digit)") }

    /// The digit of a command that focuses a pane.
    package var paneDigit: Int? { rawValue.hasPrefix("pane-") ? Int(rawValue.dropFirst(5)) : nil }
}
