import Formats
import Screen

/// What a person reads in a form, and of a text in an editor.
extension ChangesWords {
    // MARK: - Form

    package static let untilConfirmed = "Nothing is sent until you review and confirm."
    package static let untilConfirmedShort = "Nothing is sent until you confirm."
    package static let loadingChoices = "loading the choices"

    package static func cannotSend(_ readOnly: String) -> String { "\(readOnly): this can't be sent" }
    package static func choicesUnread(_ why: String) -> String { "the choices can't be loaded: \(why); type the name" }
    package static func narrow(_ count: String) -> String { "\(count); type to narrow" }

    /// `61 choices`, or `50 of 61 choices` where more match than are shown.
    package static func choices(_ all: Int, shown: Int) -> String {
        let words = all == 1 ? "1 choice" : "\(Numbers.grouped(all)) choices"
        return all > shown ? "\(Numbers.grouped(shown)) of \(words)" : words
    }

    package static func formLeft(wasSent: Bool, wasTyped: Bool) -> String {
        (wasSent ? "The last attempt failed, nothing else was sent" : nothingSent)
            + (wasTyped ? "; your input is kept" : "")
    }

    // MARK: - Faults

    package static let nameTaken = "is taken by a customer of this account"
    package static let noCustomer = "is not a customer of this account"
    package static let oneMatches = "is incomplete: Enter takes the match"

    package static func severalMatch(_ count: Int) -> String {
        "is incomplete: \(Numbers.grouped(count)) matches, Down selects"
    }

    package static func notAvailable(_ address: String, users: [String], available: Int) -> String {
        let why = users.isEmpty ? "is not available" : "is used by \(users.joined(separator: ", "))"
        return "\(address) \(why); \(Numbers.grouped(available)) \(available == 1 ? "is" : "are") available"
    }

    package static func noWhitelabel(_ name: String) -> String { "\(name) is not a whitelabel record of this account" }
    package static func notListed(_ name: String) -> String { "\(name) does not exist in this account" }
    package static func needsAddress(_ package: String) -> String { "is required: \(package) has its own IP address" }
    package static func needsGroup(_ package: String) -> String { "is required: \(package) uses an IP group" }

    package static func usedByInactive(_ address: String, _ users: [String]) -> String {
        "\(address) is used by \(users.joined(separator: ", ")) (not sending)"
    }

    // MARK: - Choices

    package static let ownAddress = "in use by this customer"
    package static let days = (
        today: "today", tomorrow: "tomorrow", week: "in a week", month: "first of next month", thirty: "in 30 days"
    )

    package static func packageNote(credits: Int?, price: String?, hasIP: Bool?) -> String {
        [credits.map { "\(Numbers.grouped($0)) credits" }, price, hasIP.map { $0 ? "own IP" : "IP group" }]
            .compactMap(\.self).joined(separator: ", ")
    }

    package static func monitorNote(_ frequency: Int) -> String {
        frequency == 1 ? "every message" : "1 of \(Numbers.grouped(frequency)) messages"
    }

    // MARK: - Rules

    package static func atMost(_ count: Int) -> String { "at most \(count) characters" }
    package static func wholeNumber(from least: Int) -> String { "a whole number, \(least) or more" }
    package static let oneOfBelow = "one of the values below"
    package static let day = "a day as YYYY-MM-DD"
    package static let email = "an email address"
    package static let password = "8 to 128 characters, at least one letter and one digit"
    package static let typedPassword = "the current password"
    package static let again = "the same again"
    package static let newName = "3 to 64 characters, not only digits, never used before"
    package static let url = "a URL; http:// may be left out"
    package static let domain = "a domain"
    package static let part = "part of the value, or empty"

    // MARK: - Editor

    package static let oneLine = "this field takes a single line"
    package static let noSecrets = "secrets can't be edited in an external editor"

    package static func unchangedText(_ label: String) -> String { "\(label) is unchanged: nothing was edited" }
    package static func textNotTaken(_ label: String, _ why: String) -> String { "\(label) is unchanged: \(why)" }
    package static func textSaved(_ path: String) -> String { ". Your text is saved in \(path)" }
    package static func reopen(_ key: String) -> String { "; \(key) reopens it" }
    package static func takenText(_ label: String, lines: String?) -> String {
        "\(label) \(lines.map { "has \($0) now" } ?? "is empty now"); nothing is sent yet"
    }
    package static func leftText(_ label: String, savedIn path: String) -> String {
        "You left the form: the new text of \(label) is saved in \(path)"
    }
    package static func lostText(_ label: String, _ why: String) -> String {
        "You left the form: the new text of \(label) is lost: \(why)"
    }
}
