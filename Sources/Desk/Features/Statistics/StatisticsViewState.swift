import Formats
import ResellerAPI
import Screen

/// The statistics view: a large chart of one customer's mail, and its totals.
package struct StatisticsViewState: Sendable, Equatable {
    /// The days shown; nil as long as they are those of the desk's pane.
    package var range: StatisticsRange?
    /// Whether the period before is shown beside it.
    package var comparesBefore = true
    /// What has a line in the chart.
    package var metrics: Set<MailMetric> = [.delivered, .uniqueOpens, .bounces]
    /// Where the upright line stands; nil at the last day, and it follows when a new one comes.
    package var day: CalendarDate?
    /// The category whose mail is shown; nil for all mail.
    package var category: String?
    /// The row of the list of categories that has the cursor; nil while the days have it.
    package var categoryCursor: Int?

    package init() {}

    /// Another customer is looked at: what was chosen of the one before is of no use.
    mutating func turned() {
        (day, category, categoryCursor) = (nil, nil, nil)
    }
}

/// Which days the statistics view shows.
package enum StatisticsRange: Sendable, Hashable {
    /// So many, up to the last one that was told.
    case last(Int)
    /// From one day to another, both included.
    case span(CalendarDate, CalendarDate)

    /// More days than this are not asked for.
    package static let most = 1098

    package var days: Int {
        switch self {
        case .last(let days): days
        case .span(let first, let last): last.daysSinceEpoch - first.daysSinceEpoch + 1
        }
    }

    /// Reads `2026-08-01..2026-09-15`, `08-01..` (to today), `45` or `45d`; the text says what is wrong with another.
    package static func read(_ text: String, today: CalendarDate) -> Outcome<StatisticsRange> {
        let text = text.filter { $0 != " " }
        let digits = text.hasSuffix("d") ? String(text.dropLast()) : text
        if let days = Int(digits) {
            return (1...most).contains(days)
                ? .done(.last(days)) : .failed("from 1 to \(Numbers.grouped(most)) days can be shown")
        }
        guard let dots = text.firstRange(of: "..") else {
            return .failed("write start..end, such as \(today.adding(days: -44))..\(today), or a number of days")
        }
        let end = text[dots.upperBound...]
        guard let first = date(text[..<dots.lowerBound], today),
            let last = end.isEmpty ? today : date(end, today)
        else { return .failed("a day is written 2026-09-28, or 09-28 of this year") }
        if first > last { return .failed("\(first) is after \(last)") }
        // No service tells of days to come.
        guard first <= today else { return .failed("\(first) is still to come") }
        let range = StatisticsRange.span(first, min(last, today))
        return range.days <= most
            ? .done(range) : .failed("from 1 to \(Numbers.grouped(most)) days can be shown")
    }

    private static func date(_ text: Substring, _ today: CalendarDate) -> CalendarDate? {
        if let date = CalendarDate(text) { return date }
        let year = String(today.year)
        return text.utf8.count == 5 ? CalendarDate(year + "-" + text) : nil
    }
}
