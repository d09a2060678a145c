import Desk
import Records
import Settings

/// The keys of runs, most used first.
enum BulkHints {
    private static let words = RunsWords.hints

    static func hints(_ state: DeskState) -> [(command: CommandID, words: String)] {
        guard let run = state.runUnderCursor else { return [(.back, words.desk), (.refresh, words.refresh)] }
        let isWorking = state.isWorking(on: run) && run.stage == .running
        var hints: [(command: CommandID, words: String)] = []
        if isWorking { hints.append((.cancel, words.stop)) }
        let canGoOn = run.stage != .cancelled && run.counts.waiting + run.counts.sent > 0
        if canGoOn { hints.append((.pauseRun, isWorking ? words.pause : words.resume)) }
        if run.counts.failed > 0, run.stage != .cancelled { hints.append((.retryFailed, words.retry)) }
        hints += [(.open, state.shownRunID == nil ? words.open : words.call), (.export, words.export)]
        if canGoOn { hints.append((.remove, words.abandon)) }
        let leaving = state.shownRunID == nil ? words.desk : isWorking ? words.leaveRunning : words.runs
        return hints + [(.leave, leaving), (.refresh, words.refresh)]
    }
}
