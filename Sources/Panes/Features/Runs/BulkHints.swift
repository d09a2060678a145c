import Desk
import Records
import Settings

/// The keys of runs, most used first.
enum BulkHints {
    static func hints(_ overlay: BulkOverlay) -> [(command: CommandID, words: String)] {
        switch overlay {
        case .menu: [(.confirm, "choose"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "leave")]
        case .preview(let preview):
            preview.entry == .proof
                ? [(.confirm, "start"), (.nextField, "ticket"), (.dismiss, "cancel"), (.later, "more")]
                : [(.confirm, "keep"), (.nextField, "count"), (.dismiss, "cancel")]
        case .row(let sheet):
            sheet.choices.isEmpty
                ? [(.dismiss, "close")]
                : [(.confirm, "decide"), (.lineDown, "down"), (.lineUp, "up"), (.dismiss, "leave")]
        case .question: [(.accept, "do it"), (.dismiss, "cancel")]
        }
    }

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
