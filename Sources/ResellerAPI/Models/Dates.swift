/// A day of the calendar, without time or zone.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil where no such day exists.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day so many days after 1970-01-01.
    package init(daysSinceEpoch days: Int) {
        // Civil-from-days over eras of 400 years, counted from the first of March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package func adding(days: Int) -> CalendarDate { CalendarDate(daysSinceEpoch: daysSinceEpoch + days) }

    /// 0 for Sunday to 6 for Saturday.
    package var weekday: Int { ((daysSinceEpoch + 4) % 7 + 7) % 7 }

    /// `YYYY-MM-DD`.
    package var description: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    fileprivate static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// A point in time as the service writes it: in the customer's timezone, the zone not told.
package struct WireTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let date: CalendarDate
    /// Seconds since midnight, 0 to 86,399.
    package let second: Int

    package init(date: CalendarDate, second: Int) {
        self.date = date
        self.second = second
    }

    /// Reads `YYYY-MM-DD HH:MM:SS`, also with `T` or nothing between date and time; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let units = Array(text.utf8)
        guard units.count == 18 || units.count == 19,
            let date = CalendarDate(String(decoding: units[0..<10], as: UTF8.self))
        else { return nil }
        if units.count == 19, units[10] != 0x20, units[10] != 0x54 { return nil }
        guard units.suffix(8).allSatisfy({ CalendarDate.isDigit($0) || $0 == 0x3A }) else { return nil }
        let time = String(decoding: units.suffix(8), as: UTF8.self).split(separator: ":").map { Int($0) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        self.init(date: date, second: hour * 3600 + minute * 60 + second)
    }

    /// Seconds since 1970-01-01 00:00:00 of the same, untold zone.
    package init(secondsSinceEpoch seconds: Int) {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        self.init(date: CalendarDate(daysSinceEpoch: days), second: seconds - days * 86_400)
    }

    package var secondsSinceEpoch: Int { date.daysSinceEpoch * 86_400 + second }

    /// `YYYY-MM-DD HH:MM:SS`.
    package var description: String {
        let pad = { CalendarDate.padded($0, 2) }
        return "\(date) \(pad(second / 3600)):\(pad(second / 60 % 60)):\(pad(second % 60))"
    }

    /// `14:03`.
    package var clock: String { String(description.suffix(8).prefix(5)) }

    package static func < (one: WireTime, other: WireTime) -> Bool {
        (one.date, one.second) < (other.date, other.second)
    }
}
