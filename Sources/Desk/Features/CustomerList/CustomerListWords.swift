import Formats
import Screen

/// The sentences of the customer list.
package enum CustomerListWords {
    // MARK: - Heads

    package static let customer = "customer"
    package static let email = "email"
    package static let fortnight = "14d"
    package static let why = "why"
    package static let bounce = "bounce"
    package static let spam = "spam"
    package static let left = "left"
    package static let credits = "credits"

    package static func sent(_ period: String) -> String { "sent \(period)" }

    // MARK: - Cells

    package static let off = "off"
    package static let ok = "ok"

    package static func old(_ age: String) -> String { "\(age) old" }

    // MARK: - Title line

    package static let fromArchive = "from the archive"

    package static func sorted(by column: String, among ranked: Int?) -> String {
        "by \(column)" + (ranked.map { ", \(Numbers.grouped($0)) with enough mail" } ?? "")
    }

    // MARK: - Nothing to show

    package static let whatLoads = "customers"
    package static let failureMeans = "The customers themselves may be fine."
    package static let notLoaded = "Customers not loaded yet"
    package static let nothingSaved = "No saved data for this account yet."
    package static let noCustomers = "This account has no customers"

    package static func noMatch(_ quoted: String) -> String { "No customer matches \(quoted)" }
    package static func searched(_ count: Int) -> String { "\(SharedWords.customers(count)) searched." }

    // MARK: - Sort menu

    package static let sortTitle = "Sort by"
    package static let sortVerb = "sort"
    package static let sortCurrent = "current"

    // MARK: - Loading

    package static let changesTooFast = "the list changes faster than it can be read"
    package static let emptyFirstPage = "the first page came back empty the second time"

    package static func emptyPage(after count: Int) -> String {
        "two empty pages after \(SharedWords.customers(count))"
    }
    package static func fewer(_ count: Int, than known: Int) -> String {
        "\(count == 0 ? "no customers" : SharedWords.customers(count)) listed, \(Numbers.grouped(known)) expected"
    }
    package static func notRead(_ key: String) -> String { "could not load customers; \(key) retries" }
    package static func gone(_ customer: String) -> String { "\(customer) is no longer in the list" }

    // MARK: - Slips in a filter

    package static func slip(word: Int, _ why: String) -> String { "filter, word \(word): \(why)" }
    package static func noNumber(after piece: String, example: String) -> String {
        "no number after \"\(piece)\", searching for it as text; try \(example)"
    }
    package static func unknownField(_ name: String, in piece: String, nearest: String) -> String {
        "unknown field \"\(name)\", searching for \"\(piece)\" as text; did you mean \(nearest)?"
    }
}
