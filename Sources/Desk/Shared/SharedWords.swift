import Formats
import Screen

/// Words that every pane shares: one term for each state that data can be in.
package enum SharedWords {
    // MARK: - How data stands

    package static let loading = "loading"
    package static let notLoaded = "not loaded"
    package static let failed = "failed"
    package static let couldNotLoad = "could not load"
    package static let notProvided = "not provided"
    package static let noSelection = "No customer selected"
    package static let nothingSavedOfCustomer = "No saved data for this customer yet."
    package static let loadsUnderCursor = "Loads when the cursor stays on a customer"

    package static func loading(seconds: Int) -> String { seconds > 0 ? "\(loading), \(seconds)s" : loading }
    package static func loading(_ what: String) -> String { "Loading \(what)" }
    package static func failed(at clock: String) -> String { "\(failed) \(clock)" }
    package static func couldNotLoad(because why: String) -> String { "Could not load: \(why)" }
    package static func loaded(at clock: String) -> String { "Loaded at \(clock)." }

    /// When a failed call was made, and when it is made again.
    package static func attempts(_ count: Int, at clock: String, retryWithin seconds: Int?) -> String {
        let tried = count == 1 ? "Failed at \(clock)" : "Failed \(Numbers.grouped(count)) times, last at \(clock)"
        return seconds.map { "\(tried); retries within \(Numbers.grouped($0))s." }
            ?? "\(tried); no retries while frozen."
    }

    // MARK: - Counts

    package static func customers(_ count: Int) -> String { "\(Numbers.grouped(count)) \(customerNoun(count))" }
    package static func customerNoun(_ count: Int) -> String { count == 1 ? "customer" : "customers" }
    package static func addresses(_ count: Int) -> String {
        "\(Numbers.grouped(count)) \(count == 1 ? "address" : "addresses")"
    }
    package static func days(_ count: Int) -> String { "\(Numbers.grouped(count)) \(count == 1 ? "day" : "days")" }
    package static func part(_ count: Int, of all: Int) -> String {
        "\(Numbers.grouped(count)) of \(Numbers.grouped(all))"
    }
    package static func marked(_ count: Int) -> String { "\(Numbers.grouped(count)) marked" }
    package static func loaded(_ count: Int) -> String { "\(Numbers.grouped(count)) loaded" }
    package static func rows(_ first: Int, _ last: Int, of count: Int) -> String {
        "rows \(Numbers.grouped(first))-\(Numbers.grouped(last)) of \(Numbers.grouped(count))"
    }

    // MARK: - What keys do where a pane is empty

    package static let keyStops = "stops"
    package static let keyRetries = "retries now"
    package static let keyShowsCall = "shows the call"
    package static let keyLoads = "loads it now"
    package static let keyGoesToList = "goes back to the list"
    package static let keyClearsFilter = "clears the filter"
    package static let keyChangesFilter = "changes it"

    // MARK: - Program

    package static let noScreenForEditor = "an editor needs a terminal, and there is none"
    package static let noPlaceForFile = "no place to save it"
    package static let keysReloaded = "keymap and themes reloaded"
    package static let unmasked = "names and addresses are shown again"

    package static func settingsProblems(_ count: Int) -> String {
        "\(Numbers.grouped(count)) problems in the settings; :errors shows them"
    }
    package static func masked(except user: String?) -> String {
        "all names and addresses are masked" + (user.map { " except \($0)" } ?? "")
    }
    package static func hiddenSubject(_ characters: Int) -> String {
        "(subject, \(Numbers.grouped(characters)) \(characters == 1 ? "character" : "characters"))"
    }
    package static func times(_ count: Int) -> String { " (\(Numbers.grouped(count)) times)" }
}
