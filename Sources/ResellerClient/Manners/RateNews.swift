internal import Dialects

/// What the headers of one answer say about the service's limit.
struct RateNews: Equatable {
    /// Longer than this nothing is waited for: a wrong clock on either side must not stop the program.
    static let longest = 3600.0

    var limit: Int?
    var remaining: Int?
    /// Seconds until the service counts anew.
    var resetIn: Double?
    /// Seconds for which the service asks to be left alone.
    var retryAfter: Double?

    /// Moments are compared with the service's own clock, as its answer tells it, and with this machine's where it does
    /// not.
    init(headers: [TransportResponse.Header], named names: BudgetHeaders, wallNow: Double) {
        let text = { (names: [String]) in
            names.lazy.compactMap { name in headers.first { $0.name.lowercased() == name }?.value }.first
        }
        let serviceNow = text(["date"]).flatMap(HTTPDate.seconds) ?? wallNow
        limit = text(names.limit).flatMap(Self.count)
        remaining = text(names.remaining).flatMap(Self.count)
        resetIn = text(names.reset).flatMap { Self.seconds($0, from: serviceNow) }
        retryAfter = text(names.retryAfter).flatMap { Self.seconds($0, from: serviceNow) }
    }

    /// How long a refusal says that no call is taken.
    var pause: Double? { retryAfter ?? resetIn }

    /// Whether the service takes no calls for now: one too many, or none at all for a while.
    func isRefusal(_ status: Int) -> Bool { status == 429 || status == 503 && retryAfter != nil }

    private static func count(_ text: String) -> Int? { Double(text).flatMap { Int(exactly: $0.rounded()) } }

    /// Below 10^9 a number is seconds left, from there on seconds since 1970, and from 10^11 on milliseconds; all else
    /// may be a date.
    private static func seconds(_ text: String, from now: Double) -> Double? {
        let seconds: Double
        if let number = Double(text) {
            guard number.isFinite else { return nil }
            seconds = number < 1e9 ? number : (number < 1e11 ? number : number / 1000) - now
        } else {
            guard let moment = HTTPDate.seconds(text) else { return nil }
            seconds = moment - now
        }
        return min(longest, max(0, seconds))
    }
}

/// Dates as headers write them.
enum HTTPDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Seconds since 1970 of a date in one of the three forms of HTTP, such as `Wed, 30 Sep 2026 10:00:40 GMT`; nil for
    /// what is none.
    static func seconds(_ text: String) -> Double? {
        var parts = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        guard parts.count == 6 || parts.count == 5, !parts.removeFirst().isEmpty else { return nil }
        // The oldest form: `sep 30 10:00:40 2026`.
        if parts.count == 4, months.contains(parts[0]) { parts = [parts[1], parts[0], parts[3], parts[2]] }
        guard parts.count == 4 || parts[4] == "gmt" || parts[4] == "utc", let day = Int(parts[0]),
            let month = months.firstIndex(of: parts[1]), let written = Int(parts[2]), let time = clock(parts[3]),
            (1...31).contains(day), (0...9999).contains(written)
        else { return nil }
        let year = written >= 100 ? written : written + (written < 70 ? 2000 : 1900)
        return Double(days(year, month + 1, day) * 86_400 + time)
    }

    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Days since 1970 of a date in the calendar of today; the year begins in March, so that the leap day ends it.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468
    }
}
