import ResellerAPI

/// Times and ages as the screen writes them. Nothing is finer than a minute, so that an idle desk draws nothing between.
enum Ages {
    /// `now`, `2m`, `3h`, `5d`; from a year on `2y`.
    static func text(minutes: Int) -> String {
        switch minutes {
        case ..<1: "now"
        case ..<60: "\(minutes)m"
        case ..<1440: "\(minutes / 60)h"
        case ..<525_600: "\(minutes / 1440)d"
        default: "\(minutes / 525_600)y"
        }
    }

    /// In steps, for title lines: they change seldom.
    static func stepped(minutes: Int) -> String {
        switch minutes {
        case 3..<5: text(minutes: 2)
        case 5..<15: text(minutes: 5)
        case 15..<60: text(minutes: 15)
        default: text(minutes: minutes)
        }
    }

    /// When something happened in a zone that the service does not name: `today`, or the age in days. A time of day, or
    /// an age in hours, would be read as ours.
    static func zoneless(_ time: WireTime, today: CalendarDate?) -> String {
        let days = (today ?? time.date).daysSinceEpoch - time.date.daysSinceEpoch
        return days < 1 ? "today" : text(minutes: days * 1440)
    }

    /// `09-28` this year, else `2025-09-28`.
    static func date(_ date: CalendarDate, today: CalendarDate?) -> String {
        date.year == today?.year ? padded(date.month) + "-" + padded(date.day) : date.description
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Sep 28`, below charts.
    static func axis(_ date: CalendarDate) -> String { "\(months[date.month - 1]) \(date.day)" }

    private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
