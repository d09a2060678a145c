import Formats
import ResellerAPI
import Screen

/// The sentences of the statistics, in the pane and in the view.
package enum StatisticsWords {
    // MARK: - Metrics, as tables and charts name them

    package static let requests = "requests"
    package static let delivered = "delivered"
    package static let bounced = "bounced"
    package static let repeatBounces = "repeat bounces"
    package static let blocked = "blocked"
    package static let invalid = "invalid addresses"
    package static let opened = "opened"
    package static let uniqueOpens = "unique opens"
    package static let clicked = "clicked"
    package static let uniqueClicks = "unique clicks"
    package static let unsubscribed = "unsubscribed"
    package static let repeatUnsubscribes = "repeat unsubscribes"
    package static let spam = "spam"
    package static let spamReports = "spam reports"
    package static let repeatSpamReports = "repeat spam reports"

    // MARK: - Menu of metrics

    package static let menuTitle = "Metrics"
    package static let menuVerb = "on or off"
    package static let menuLeave = "close"
    package static let on = "on"
    package static let off = "off"
    package static let perDay = "per day"
    package static let share = "share of sent"

    // MARK: - Title, heads and axes

    package static let totals = "Totals"
    package static let atLine = "at the marker: "
    package static let before = "before"
    package static let change = "change"
    package static let ofSent = "of sent"
    package static let allTime = "all time"
    package static let category = "category "
    package static let categories = "categories"
    package static let noCategories = "none"
    package static let today = "today"
    package static let messagesPerDay = "messages per day"
    package static let shareOfSent = "share of sent"
    package static let noCustomer = "no customer"

    package static func days(_ count: Int, isShort: Bool = false) -> String {
        isShort ? "\(Numbers.grouped(count))d" : SharedWords.days(count)
    }
    package static func comparedWith(_ days: Int) -> String { ", compared with the previous \(Numbers.grouped(days))" }
    package static func daysBefore(_ count: Int) -> String { "\(SharedWords.days(count)) before" }
    package static func columnBefore(_ count: Int) -> String { "\(Numbers.grouped(count)) before" }
    package static func limit(_ share: String) -> String { "alarm at \(share)" }

    // MARK: - Nothing to show

    package static let whatLoads = "statistics"
    package static let failureMeans = "Mail may be flowing normally."
    package static let notLoaded = "Statistics not loaded yet"
    package static let nothingSavedOfPeriod = "No saved data for this period yet."
    package static let noDays = "No mail in this period"
    package static let noSeries = "The API provides none of the selected metrics"
    package static let keyLooksBack = "goes further back"

    package static func noDays(loadedAt clock: String) -> String { "Loaded at \(clock); the API returned no days." }

    // MARK: - Range of days

    package static let rangePrompt = "days "
    package static let rangeHint = "start..end, or a number"
    package static let dateForm = "write dates as 2026-09-28, or 09-28 for this year"

    package static func periods(_ key: String) -> String { "periods are 7, 30 and 90 days; \(key) takes start..end" }
    package static func rangeLimit(_ most: Int) -> String { "choose from 1 to \(SharedWords.days(most))" }
    package static func rangeForm(_ example: String) -> String {
        "write start..end, for example \(example), or a number of days"
    }
    package static func isAfter(_ first: CalendarDate, _ last: CalendarDate) -> String { "\(first) is after \(last)" }
    package static func isInFuture(_ date: CalendarDate) -> String { "\(date) is in the future" }

    // MARK: - Categories, and copying

    package static let hasNoCategories = "this customer's mail has no categories"
    package static let nothingToCopy = "nothing to copy, no statistics loaded yet"
    package static let copiedTable = "the table of totals"

    package static func categoriesNotLoaded(_ key: String) -> String { "categories not loaded; \(key) retries" }
}
