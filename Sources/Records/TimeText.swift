import Formats
import ResellerAPI

/// A moment as a person types it: a time of day, a date, both, or how long ago.
///
/// `14:00`, `14:00:30`, `2026-11-25`, `2026-11-25T14:00`, `2026-10-25T02:30+02:00`, `90s`, `30m`, `2h`, `3d`, `1w`, `today`,
/// `yesterday`, `now`.
package enum TimeText {
    /// The forms, for messages.
    package static let forms = "14:00, 2026-11-25, 2026-11-25T14:00, 30m, 2h, 3d, today, yesterday"

    /// Seconds since 1970; nil where the text is none of these forms.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - edge: which end of a period it is. A period begins in the past, so that a time of day that is still to come
    ///     today means yesterday's; and where the clocks showed a time twice, it holds both.
    package static func seconds(_ text: String, now: Double, edge: Edge = .begin, in zone: ZoneClock) -> Double? {
        guard now.isFinite, abs(now) < 1e11 else { return nil }
        let local = Int(now.rounded(.down)) + zone.offset(at: now)
        let midnight = local - WireTime(secondsSinceEpoch: local).second
        let moment = { (local: Int) -> Double? in
            let moments = zone.moments(showing: Double(local))
            return edge == .begin ? moments.first : moments.last
        }
        switch text {
        case "now": return now
        case "today": return moment(midnight)
        case "yesterday": return moment(midnight - 86_400)
        default: break
        }
        if let span = span(text) { return now - span }
        if let second = timeOfDay(text) {
            let today = moment(midnight + second)
            return edge == .begin && today ?? now > now ? moment(midnight - 86_400 + second) : today
        }
        if let (rest, offset) = offset(text) { return dated(rest).map { Double($0 - offset) } }
        return dated(text).flatMap(moment)
    }

    /// An end of a period.
    package enum Edge: Sendable { case begin, end }

    /// A time without the offset that it ends with, and the offset: `Z`, `+02:00`.
    private static func offset(_ text: String) -> (rest: String, seconds: Int)? {
        if text.hasSuffix("Z") { return (String(text.dropLast()), 0) }
        guard text.utf8.count > 16, let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }),
            let seconds = timeOfDay(text[text.index(after: sign)...]), seconds <= 14 * 3600
        else { return nil }
        return (String(text[..<sign]), text[sign] == "-" ? -seconds : seconds)
    }

    private static func span(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = digits(text.dropLast(), atMost: 999_999) else {
            return nil
        }
        return Double(count) * unit
    }

    /// Seconds since midnight.
    private static func timeOfDay(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
        let limits = [23, 59, 59]
        let numbers = zip(parts, limits).compactMap { digits($0, atMost: $1) }
        guard numbers.count == parts.count else { return nil }
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    private static func dated(_ text: String) -> Int? {
        guard let date = CalendarDate(String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        if rest.isEmpty { return date.daysSinceEpoch * 86_400 }
        guard rest.first == "T" || rest.first == " ", let second = timeOfDay(rest.dropFirst()) else { return nil }
        return date.daysSinceEpoch * 86_400 + second
    }

    private static func digits(_ text: some StringProtocol, atMost limit: Int) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            number <= limit
        else { return nil }
        return number
    }
}
