import ResellerAPI

/// A moment as a person types it: a time of day, a date, both, or how long ago.
///
/// `14:00`, `14:00:30`, `2026-11-25`, `2026-11-25T14:00`, `90s`, `30m`, `2h`, `3d`, `1w`, `today`, `yesterday`, `now`.
package enum TimeText {
    /// The forms, for messages.
    package static let forms = "14:00, 2026-11-25, 2026-11-25T14:00, 30m, 2h, 3d, today, yesterday"

    /// Seconds since 1970; nil where the text is none of these forms.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - past: whether a time of day that is still to come today means yesterday's.
    ///   - utcOffset: seconds east of Greenwich at a time.
    package static func seconds(
        _ text: String, now: Double, past: Bool = true, utcOffset: (Double) -> Int
    ) -> Double? {
        guard now.isFinite, abs(now) < 1e11 else { return nil }
        let local = Int(now.rounded(.down)) + utcOffset(now)
        let midnight = local - WireTime(secondsSinceEpoch: local).second
        switch text {
        case "now": return now
        case "today": return utc(midnight, utcOffset)
        case "yesterday": return utc(midnight - 86_400, utcOffset)
        default: break
        }
        if let span = span(text) { return now - span }
        if let second = timeOfDay(text) {
            let time = utc(midnight + second, utcOffset)
            return past && time > now ? utc(midnight - 86_400 + second, utcOffset) : time
        }
        return dated(text).map { utc($0, utcOffset) }
    }

    /// The same clock in Greenwich's time; the offset may be another one then, so it is asked for twice.
    private static func utc(_ local: Int, _ utcOffset: (Double) -> Int) -> Double {
        let guess = Double(local - utcOffset(Double(local)))
        return Double(local - utcOffset(guess))
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
