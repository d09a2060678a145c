import Records
import Desk
import ResellerAPI
import Settings

/// How data stands, in words: there, being asked for, old, failed, never asked.
struct PlainStandings {
    let state: DeskState

    func words<Value>(_ loadable: Loadable<Value>, _ what: String) -> String {
        let failure = loadable.failure.map { FailureWords.sentence($0.error) }
        guard let readAt = loadable.readAt, loadable.value != nil else {
            if loadable.isAsking { return "loading \(what)" }
            guard let failure else { return "\(what): not loaded; \(again) loads it" }
            let advice = loadable.failure.flatMap { FailureWords.advice($0.error) }.map { ". \($0)" } ?? ""
            return "could not load \(what): \(failure)\(advice); \(again) retries"
        }
        let read = "read \(clock(readAt))"
        if let failure { return "old: \(read), since then: \(failure); \(again) retries" }
        let minutes = max(0, Int((state.now - readAt) / 60))
        if state.now - readAt > state.staleAfter { return "old: \(read), \(minutes) minutes ago" }
        return read
    }

    private var again: String { state.keyHint(.refresh) }

    func clock(_ time: Double) -> String { state.clock(at: time) }
}

extension Severity {
    /// What a glyph says on a screen.
    var plainWord: String {
        switch self {
        case .critical: "critical"
        case .warning: "warning"
        case .well: "ok"
        }
    }
}
