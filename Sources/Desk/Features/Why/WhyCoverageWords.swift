import Formats
import Records
import ResellerAPI
import Screen

/// What was covered when an address was looked for with all customers, and what that says: no more than that.
package struct WhyCoverageWords {
    let state: DeskState

    package init(state: DeskState) { self.state = state }

    /// `lists of 24 of 2,000 customers checked`, by the asking where one came to its end, else by the archive; nil
    /// where nothing is known of it.
    package var checked: String? {
        if let rest = state.why.rest, rest.stage == .done { return Self.checked(rest.checked, of: rest.total) }
        guard case .there(let coverage) = state.why.seen else { return nil }
        return Self.checked(coverage.customers, of: max(coverage.customers, state.customers.table.count))
    }

    /// When the oldest of these lists was read.
    package var oldest: Double? {
        if let rest = state.why.rest, rest.stage == .done { return rest.oldest }
        guard case .there(let coverage) = state.why.seen else { return nil }
        return coverage.oldest
    }

    /// Whether all lists of all customers are known.
    package var isWhole: Bool {
        if let rest = state.why.rest, rest.stage == .done { return rest.checked == rest.total }
        guard case .there(let coverage) = state.why.seen else { return false }
        return coverage.customers > 0 && coverage.customers >= state.customers.table.count
    }

    /// What came of asking all others.
    var ended: String {
        let checked = checked ?? "nothing checked"
        return "\(checked): \(found)" + (failed.map { "; \($0)" } ?? "")
    }

    /// Of all that is shown, from the archive or from the asking.
    package var found: String {
        let count = state.whyElsewhere.count
        let isRunning = state.why.rest?.isRunning == true
        if count == 0 { return isRunning ? "none found yet" : "none found" }
        return "\(Numbers.grouped(count)) found\(isRunning ? " so far" : "")"
    }

    /// Nil where every list that was asked for could be read.
    package var failed: String? {
        guard let failed = state.why.rest?.shown.failed, failed > 0 else { return nil }
        return "lists of \(Self.customers(failed)) could not be read"
    }

    /// Subusers have lists of their own.
    package static let subusers = "Lists of subusers were not checked."

    private static func checked(_ count: Int, of total: Int) -> String {
        count == 0
            ? "no lists of other customers checked yet"
            : "lists of \(Numbers.grouped(count)) of \(customers(total)) checked"
    }

    static func customers(_ count: Int) -> String {
        "\(Numbers.grouped(count)) \(count == 1 ? "customer" : "customers")"
    }
}
