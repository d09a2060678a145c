import ResellerAPI

/// Times that the service writes by the clocks of the customer, whose zone it does not name with them: they are shown as
/// they are, and said to be the customer's. A comparison with the desk's own clock would be a guess.
package enum CustomerTime {
    /// Head of a column of 12.
    package static let head = "their time"

    /// `2026-09-28 14:01:00 (customer's time zone)`.
    package static func words(_ time: WireTime) -> String { "\(time) (customer's time zone)" }
}
