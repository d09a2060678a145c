import Formats

/// What a person reads of keys, commands and pasted text.
package enum InputWords {
    // MARK: - Keys

    package static let pressAgain = "Nothing was sent: that looked like pasted input, press the key again"
    package static let enterIgnored = "Treated as a paste: Enter ignored"

    package static func noFunction(_ key: String, help: String) -> String {
        "\(key) has no function here (\(help) help)"
    }
    package static func top(quit: String) -> String { "This is the top; \(quit) quits" }
    package static func nothingMore(back: String) -> String { "Nothing more to open, \(back) goes back" }

    // MARK: - Why a command is off

    package static let notHere = "not available here"
    package static let onlyOnBoard = "only on the live board"
    package static let noAlarm = "no alarm selected"
    package static let noAddress = "no address shown"
    package static let sixParts = "there are six parts"
    package static let fivePanes = "there are five panes"
    package static let noSample = "no sample selected"
    package static let noEarlier = "no earlier customer"
    package static let noLater = "no later customer"
    package static let nothingSelected = "nothing selected"
    package static let noCustomer = "no customer selected"
    package static let noCustomerShown = "no customer shown"
    package static let markCustomers = "only customers can be marked"
    package static let sortCustomers = "only customers can be sorted"
    package static let noFilter = "no filter set"
    package static let noChart = "no chart here"
    package static let noLists = "no lists here"
    package static func noPane(_ digit: Int) -> String { "this view has no pane \(digit)" }
    package static func noRun(_ key: String) -> String { "no bulk run shown; \(key) lists them" }

    // MARK: - Reading

    package static func alreadyLoading(_ cancel: String) -> String { "Already loading; \(cancel) stops" }
    package static let nothingToLoad = "Nothing to load here"
    package static func frozen(_ key: String) -> String { "Auto-refresh paused, \(key) resumes" }
    package static let unfrozen = "Auto-refresh resumed"
    package static func interval(_ seconds: Int) -> String { "Auto-refresh every \(seconds) s" }
    package static func stopped(_ refresh: String) -> String { "Stopped; \(refresh) reloads" }

    // MARK: - Marks

    package static let nothingMarked = "Nothing marked"
    package static func rangeFrom(_ key: String) -> String { "Range starts here; \(key) again marks to the cursor" }

    // MARK: - Paste

    package static func joined(_ count: Int) -> String { "\(Numbers.grouped(count)) pasted lines joined" }
    package static func controls(_ count: Int) -> String {
        count == 1 ? "1 control character replaced" : "\(Numbers.grouped(count)) control characters replaced"
    }
    package static let full = "The field is full"
    package static func cut(_ count: String) -> String { "only the first \(count) characters fit" }
    package static func pastedAddress(_ key: String) -> String { "Pasted an address; \(key) tells why it gets no mail" }
    package static func notKeys(_ filter: String) -> String {
        "Pasted text does not run as keys; press \(filter) to filter, then paste"
    }

    // MARK: - Lines of the plain form

    package static func noRow(_ number: Int) -> String { "There is no row \(number)" }
    package static func noCommand(_ name: String) -> String {
        "There is no command \"\(name)\"; ? lists all, /\(name) filters the customers"
    }
}
