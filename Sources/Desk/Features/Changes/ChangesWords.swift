import Formats
import ResellerAPI
import Screen

/// What a person reads of changes: dialogs, tickets, outcomes. Forms and undo stand in files of their own.
package enum ChangesWords {
    // MARK: - Not sent

    package static let nothingSent = "Nothing was sent"
    package static let notSentAgain = "Not sent again"
    package static let alreadySending = "Already sending, result in a moment"
    package static let stillLoading = "Still loading the current values"
    package static let review = "Changed on the server since you opened it: please review"

    package static func nothingSent(_ why: String) -> String { "Nothing was sent: \(why)" }
    package static func readOnly(_ account: String) -> String { "\(account) is read-only" }
    package static func typeToConfirm(_ text: String) -> String { "Type \(text) to confirm" }

    // MARK: - Dialog

    package static let notShown = "the API does not show it"
    package static let loadingValues = "loading the current values"
    package static let sendingSteps = "re-checked, logged, sent"
    package static let pleaseReview = "Changed on the server since you opened it:"
    package static let typeThis = "Type this to confirm:"
    package static let typeToConfirm = (before: "Type ", after: " to confirm:")
    package static let keys = (
        cancel: " cancel", close: " close   ", doIt: " do it   ", anyway: " do it anyway   ", ticket: " ticket",
        saveTicket: " keep this ticket   ", confirm: " confirms once the text matches",
        keepTicket: " keep the ticket", dropTicket: " this change only"
    )

    package static func valuesUnknown(_ why: String) -> String { "Current values unknown: \(why)" }
    package static func disabled(_ why: String) -> String { "disabled: \(why)" }
    package static func noUndo(_ why: String) -> String { "not possible: \(why)" }
    package static func undoTitle(_ title: String) -> String { "Undo: \(title)" }
    package static func unchangedLines(_ count: Int) -> String {
        count == 1 ? "1 line unchanged" : "\(Numbers.grouped(count)) lines unchanged"
    }

    // MARK: - Packages

    package static func overUsed(_ used: Int) -> String {
        "\(Numbers.grouped(used)) credits are used already, more than the new package includes; the rest is billed as "
            + "overage"
    }

    package static func addressInUse(_ address: String, by users: [String]) -> String {
        "\(address) is used by \(users.joined(separator: ", ")) now"
    }

    package static func losesAddresses(_ user: String, _ addresses: [String]) -> String {
        let noun = addresses.count > 1 ? "its own IP addresses" : "its own IP address"
        return "\(user) loses \(noun)" + (addresses.isEmpty ? "" : " \(addresses.joined(separator: ", "))")
    }

    package static func laterChange(_ date: String?) -> String {
        "Takes effect \(date.map { "on \($0)" } ?? "at the end of the cycle"), not prorated"
    }

    package static let closesNow = "Takes effect immediately; overage is invoiced"

    package static func changesNow(until end: String?) -> String {
        "Takes effect immediately; the rest of the cycle\(end.map { " until \($0)" } ?? "") is invoiced, prorated"
    }

    // MARK: - Tickets

    package static let ticketOfNobody = "A ticket can be kept only for the customer on the screen"
    package static let ticketOnce = "Ticket for this change only"
    package static func ticketKept(_ user: String) -> String {
        "Ticket kept for \(user) until you open another customer"
    }

    package static func ticketNote(_ ticket: String, isKept: Bool) -> String {
        guard !ticket.isEmpty else { return "saved in the journal" }
        return isKept ? "kept until you open another customer" : "for this change only"
    }

    package static func ticket(_ ticket: String, isKept: Bool) -> String {
        ticket.isEmpty ? "none" : "\(ticket), \(ticketNote(ticket, isKept: isKept))"
    }

    // MARK: - Outcomes

    package static func refused(_ why: String) -> String { "Refused: \(why)" }
    package static func failed(_ why: String) -> String { "Failed: \(why)" }
    package static func unknown(_ title: String, _ why: String) -> String { "\(title): result unknown: \(why)" }
    package static func noAnswer(_ title: String, checked: String) -> String {
        "\(title): no response, result unknown; \(checked)"
    }

    package static func checkedAgain(_ clock: String?) -> String {
        "checked again \(clock.map { "at \($0)" } ?? "in a minute")"
    }

    package static func cannotClose(_ entry: Int64, _ why: String) -> String {
        "Journal entry \(entry) can't be closed: \(why)"
    }

    package static func staysOpen(_ said: String, _ entry: Int64, _ why: String) -> String {
        "\(said), but journal entry \(entry) stays open: \(why)"
    }

    // MARK: - Found at the start

    package static func recovered(_ words: String, key: String) -> String { "\(words); \(key) shows it" }

    package static func recovered(_ what: String, _ outcome: String) -> String {
        "\(what) was in progress when the program ended: \(outcome)"
    }

    package static let recoveredOutcomes = (done: "done", notDone: "not done", unknown: "result unknown")

    package static func recovered(done: Int, notDone: Int, unknown: Int) -> String {
        let parts = [(done, "done"), (notDone, "not done"), (unknown, "unknown")]
            .filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
        let count = Numbers.grouped(done + notDone + unknown)
        return "\(count) changes were in progress when the program ended: \(parts.joined(separator: ", "))"
    }

    // MARK: - Not written

    package static func valuesUnread(_ why: String) -> String { "the current values can't be re-read: \(why)" }
    package static func journalUnwritable(_ why: String) -> String { "the journal can't be written: \(why)" }
    package static let entryTaken = "another process closed its journal entry, or the entry can't be written"
    package static func journalUnreadable(_ why: String) -> String { "The journal can't be read: \(why)" }
    package static func olderUnreadable(_ why: String) -> String { "Older journal entries can't be read: \(why)" }

    // MARK: - Asked by name

    package static let checkingPassword = "Checking the password"
    package static let noURL = "the response had no URL"
    package static let cannotCopy =
        "This terminal can't copy; `resellerdesk call customer.loginURL --reveal` prints the URL"

    package static func requestingURL(_ user: String) -> String { "Requesting the login URL of \(user)" }
    package static func copiedURL(_ user: String) -> String {
        "Login URL of \(user) copied: https://sendgrid.com/account?********"
    }
    package static func rightPassword(_ user: String) -> String { "Correct: this is the password of \(user)" }
    package static func wrongPassword(_ user: String) -> String { "Wrong: this is not the password of \(user)" }
    package static func notRead(_ operation: String, _ why: String) -> String { "\(operation): \(why)" }
}
