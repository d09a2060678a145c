import Formats
import Records
import Screen

/// How many of the customers have been judged, and what may be claimed by that. Who was not judged is not well: every
/// place that says that there are no alarms says it with these words.
package struct Coverage: Sendable, Equatable {
    package var judged: Int
    package var known: Int
    /// When judging began here, as it is read; nil where it did not.
    package var since: String?
    /// Why nobody judges; nil where somebody does.
    package var offBecause: String?

    /// Whether some process judges everybody, one after the other.
    package var isCounted = false

    package init(judged: Int, known: Int, since: String? = nil, offBecause: String? = nil) {
        self.judged = judged
        self.known = known
        self.since = since
        self.offBecause = offBecause
    }

    /// Whether everybody in the list was judged.
    package var isWhole: Bool { known > 0 && judged >= known }

    /// What is said where there is no alarm.
    package var calm: String {
        if isWhole { return "No alarms" }
        guard judged > 0 else { return offBecause == nil ? "Nobody judged yet" : "Nobody is judged here" }
        return "No alarms so far"
    }

    /// `286 of 2,000 read`; `2,000 read` once that is all.
    package var count: String {
        let judged = Numbers.grouped(judged)
        return isWhole || known == 0 ? "\(judged) read" : "\(judged) of \(Numbers.grouped(known)) read"
    }

    /// `judging since 10:44, 286 of 2,000 read`.
    package var progress: String {
        if isWhole { return count }
        guard let since, offBecause == nil else { return count }
        return "judging since \(since), \(count)"
    }

    /// The whole sentence.
    package var sentence: String {
        if let offBecause, judged == 0 { return "\(calm): \(offBecause)" }
        return "\(calm), \(progress)"
    }
}

extension DeskState {
    package var coverage: Coverage {
        let status = live.status
        // Where nobody counts them, those that were opened here are the ones that were judged.
        let judged = status.known > 0 ? status.readDays : max(status.readDays, figures.count)
        var coverage = Coverage(judged: judged, known: max(status.known, customers.table.count))
        coverage.since = live.judgingSince.map { clockWords($0) }
        coverage.isCounted = status.known > 0
        if case .off(let why) = status.role { coverage.offBecause = why }
        return coverage
    }
}
