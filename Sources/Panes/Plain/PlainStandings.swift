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
            if loadable.isAsking { return PlainWords.loading(what) }
            guard let failure else { return PlainWords.notLoaded(what, loads: again) }
            let advice = loadable.failure.flatMap { FailureWords.advice($0.error) }
            return PlainWords.notRead(what, failure, retries: again, advice: advice)
        }
        let read = PlainWords.read(clock(readAt))
        if let failure { return PlainWords.old(read, failure, retries: again) }
        let minutes = max(0, Int((state.now - readAt) / 60))
        if state.now - readAt > state.staleAfter { return PlainWords.old(read, minutes: minutes) }
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
