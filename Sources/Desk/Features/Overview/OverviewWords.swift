import Formats
import Screen

/// The sentences of the overview.
package enum OverviewWords {
    // MARK: - Labels

    package static let sending = "sending"
    package static let login = "login"
    package static let package = "package"
    package static let score = "score"
    package static let sent = "sent"
    package static let billing = "billing"
    package static let credits = "credits"

    // MARK: - Values

    package static let on = "on"
    package static let off = "off"

    package static func ofHundred(_ score: Int) -> String { "\(score) of 100" }
    package static func sent(_ count: Int, since start: String?) -> String {
        Numbers.grouped(count) + (start.map { " since \($0)" } ?? " this billing cycle")
    }
    package static func range(_ first: String, _ last: String) -> String { "\(first) to \(last)" }

    // MARK: - Nothing to show

    package static let whatLoads = "overview"
    package static let nothingUnusual = "Nothing unusual"
    package static let failureMeans = "The customer may be fine."
    package static let overviewNotSaved = "Some saved data, but no overview."

    // MARK: - How loading ended

    package static func loaded(at clock: String, milliseconds: Int) -> String {
        "loaded at \(clock) in \(Numbers.grouped(milliseconds)) ms"
    }
    package static func requestsFailed(_ count: Int, of all: Int, _ key: String) -> String {
        "\(count) of \(all) requests failed; \(key) retries, :errors shows them"
    }

    // MARK: - Reasons, as short as the list needs them

    package static let bounces = "bounce"
    package static let spam = "spam"
    package static let unsubscribes = "unsub"
    package static let blocks = "blocks"
    package static let volume = "volume"
    package static let opens = "opens"
}
