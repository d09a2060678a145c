import Desk
import Records
import Settings

/// The keys of runs, most used first.
enum BulkHints {
    static func hints(_ state: DeskState) -> [(command: CommandID, words: String)] {
        guard let run = state.runUnderCursor else { return [(.back, "desk"), (.refresh, "refresh")] }
        let isWorking = state.isWorking(on: run) && run.stage == .running
        var hints: [(command: CommandID, words: String)] = []
        if isWorking { hints.append((.cancel, "stop after those being asked")) }
        let canGoOn = run.stage != .cancelled && run.counts.waiting + run.counts.sent > 0
        if canGoOn { hints.append((.pauseRun, isWorking ? "pause" : "go on")) }
        if run.counts.failed > 0, run.stage != .cancelled { hints.append((.retryFailed, "failed again")) }
        hints += [(.open, state.shownRunID == nil ? "open" : "the call"), (.export, "export")]
        if canGoOn { hints.append((.remove, "give up")) }
        let leaving = state.shownRunID == nil ? "desk" : isWorking ? "leave it running" : "runs"
        return hints + [(.leave, leaving), (.refresh, "refresh")]
    }
}
