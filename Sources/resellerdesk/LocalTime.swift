import Foundation
import ResellerAPI

/// Moments in the time zone of whoever runs the program.
enum LocalTime {
    /// Seconds east of Greenwich at a time.
    static func offset(at seconds: Double) -> Int {
        TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
    }

    /// `2026-11-25 14:03:00`.
    static func text(_ seconds: Double) -> String {
        guard let whole = Int(exactly: seconds.rounded(.down)) else { return "?" }
        return WireTime(secondsSinceEpoch: whole + offset(at: seconds)).description
    }
}
