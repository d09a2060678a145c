import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// The keys of the view of runs, and of one run.
extension DeskReducer {
    /// Nil where the command is none of this view.
    func runInRuns(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        if let effect = moveInRuns(&state, command) { return effect }
        switch command {
        case .open: return openInRuns(&state)
        case .refresh, .refreshAll: return readRuns(&state)
        case .back, .leave: return leaveView(&state)
        case .copyID: return copyInRuns(&state)
        default: break
        }
        guard [.pauseRun, .retryFailed, .cancel, .export, .remove].contains(command) else { return nil }
        guard let run = state.runUnderCursor else {
            state.notice = Notice(.plain, RunsWords.noRun)
            return Effect.none
        }
        switch command {
        case .export: return export(state, run)
        case .cancel: return cancelRun(&state, run)
        case .pauseRun: return pauseOrResume(&state, run)
        case .retryFailed: return askRetry(&state, run)
        default: return askGiveUp(&state, run)
        }
    }

    private func moveInRuns(_ state: inout DeskState, _ command: CommandID) -> Effect<DeskAction>? {
        guard let step = command.step(page: state.runRowsOnScreen) else { return nil }
        guard state.shownRunID != nil else {
            state.bulk.cursor += step
            state.clampRuns()
            return Effect.none
        }
        let top = state.bulk.page?.top
        state.bulk.page?.cursor += step
        state.clampRuns()
        return state.bulk.page?.top == top ? Effect.none : readRows(&state)
    }

    private func openInRuns(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let run = state.runUnderCursor else { return .none }
        guard state.shownRunID != nil else {
            return go(&state, to: Place(.runs, item: String(run.id)), parent: Place(.runs))
        }
        guard let row = state.bulk.page?.rowUnderCursor else { return .none }
        state.overlay = .bulk(.row(RunRowSheet(run: run, row: row)))
        return .none
    }

    private func copyInRuns(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let row = state.bulk.page?.rowUnderCursor, state.shownRunID != nil else { return .none }
        let (environment, text) = (environment, ClipText(row.target))
        return .run { send in await send(.copied(text.text, environment.copyToClipboard(text))) }
    }

    // MARK: - Stopping and going on

    /// `^C`: no further row is sent; what is being asked is brought to its end.
    private func cancelRun(_ state: inout DeskState, _ run: BulkRun) -> Effect<DeskAction> {
        guard state.isWorking(on: run) else {
            state.notice = Notice(.plain, RunsWords.nothingRuns(state.keyHint(.quit)))
            return .none
        }
        return setStage(state, run.id, .paused)
    }

    private func pauseOrResume(_ state: inout DeskState, _ run: BulkRun) -> Effect<DeskAction> {
        if state.isWorking(on: run), run.stage == .running { return setStage(state, run.id, .paused) }
        guard mayChange(&state, run) else { return .none }
        if run.stage == .cancelled {
            state.notice = Notice(.plain, RunsWords.wasAbandoned(run.id))
            return .none
        }
        guard run.counts.waiting + run.counts.sent > 0 else {
            state.notice = Notice(.plain, RunsWords.nothingLeft(run.id))
            return .none
        }
        if run.stage == .paused { return setStage(state, run.id, .running) }
        // Nobody asked it to stop: a person should know first that it is still open.
        return ask(
            &state,
            RunQuestion(
                run: run.id, deed: .resume,
                question: RunsWords.resume(run.id, left: run.counts.waiting + run.counts.sent),
                consequence: RunsWords.resumeNote(sent: run.counts.sent)))
    }

    private func askRetry(_ state: inout DeskState, _ run: BulkRun) -> Effect<DeskAction> {
        guard mayChange(&state, run) else { return .none }
        guard run.counts.failed > 0, run.stage != .cancelled else {
            let isAbandoned = run.stage == .cancelled
            state.notice = Notice(
                .plain, isAbandoned ? RunsWords.wasAbandoned(run.id) : RunsWords.noneFailed(run.id))
            return .none
        }
        return ask(
            &state,
            RunQuestion(
                run: run.id, deed: .retryFailed, question: RunsWords.retry(run.id, failed: run.counts.failed),
                consequence: RunsWords.retryNote))
    }

    private func askGiveUp(_ state: inout DeskState, _ run: BulkRun) -> Effect<DeskAction> {
        guard mayChange(&state, run) else { return .none }
        guard run.stage != .cancelled, run.stage != .finished else {
            state.notice = Notice(.plain, RunsWords.isOver(run.id))
            return .none
        }
        return ask(
            &state,
            RunQuestion(
                run: run.id, deed: .giveUp,
                question: RunsWords.abandon(run.id, waiting: run.counts.waiting),
                consequence: RunsWords.abandonNote))
    }

    private func ask(_ state: inout DeskState, _ question: RunQuestion) -> Effect<DeskAction> {
        state.overlay = .bulk(.question(question))
        return .none
    }

    /// Whether this desk may change something about a run; says why not.
    private func mayChange(_ state: inout DeskState, _ run: BulkRun) -> Bool {
        if !state.session.writes {
            state.notice = Notice(.warning, ChangesWords.nothingSent(state.readOnlyReason))
            return false
        }
        if state.bulk.heldElsewhere.contains(run.id) {
            state.notice = Notice(.warning, RunsWords.elsewhere(run.id))
            return false
        }
        return true
    }

    // MARK: - Overlays

    func runInRow(_ state: inout DeskState, _ old: RunRowSheet, _ command: CommandID) -> Effect<DeskAction> {
        var sheet = old
        if let cursor = moved(sheet.cursor, command, count: sheet.choices.count) {
            sheet.cursor = cursor
            state.overlay = .bulk(.row(sheet))
        }
        guard command == .confirm || command == .open else { return .none }
        guard sheet.choices.indices.contains(sheet.cursor) else {
            state.overlay = nil
            return .none
        }
        guard mayChange(&state, sheet.run) else { return .none }
        state.overlay = nil
        let (run, row) = (sheet.run.id, sheet.row)
        switch sheet.choices[sheet.cursor] {
        case .wasDone: return decide(run, row.index, again: false)
        case .sendAgain:
            return ask(
                &state,
                RunQuestion(
                    run: run, deed: .sendAgain(row.index), question: RunsWords.sendAgain(row.target),
                    consequence: RunsWords.sendAgainNote))
        }
    }

    private func decide(_ run: Int64, _ row: Int, again: Bool) -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            await send(.bulk(.decided(run, again, environment.runs.decide(run, row, again))))
        }
    }

    func answeredYes(_ state: inout DeskState, _ question: RunQuestion) -> Effect<DeskAction> {
        state.overlay = nil
        let environment = environment
        let run = question.run
        switch question.deed {
        case .resume: return setStage(state, run, .running)
        case .giveUp: return setStage(state, run, .cancelled)
        case .sendAgain(let row): return decide(run, row, again: true)
        case .retryFailed:
            return .run { send in await send(.bulk(.retried(run, environment.runs.retryFailed(run)))) }
        }
    }
}

/// What a view says of a command: why it is off; nil words where it is on.
struct Off {
    let words: String?
}

extension DeskState {
    /// Whether a command is off in the view of runs, and why; nil where the rules of all views say.
    func reasonOffInRuns(_ command: CommandID) -> Off? {
        switch command {
        case .pauseRun, .retryFailed, .export, .remove:
            return Off(words: runUnderCursor == nil ? RunsWords.noRun : nil)
        case .copyID: return Off(words: bulk.page?.rowUnderCursor == nil ? RunsWords.noRow : nil)
        case .filter, .nextHit, .previousHit, .copyRow: return Off(words: RunsWords.notHere)
        case .change, .add, .closeAccount, .nextPane, .previousPane, .parentPane, .childPane:
            return Off(words: RunsWords.notHere)
        default: return nil
        }
    }

    /// The run whose rows are shown; nil in the list of runs and elsewhere.
    package var shownRunID: Int64? { place.view == .runs ? place.item.flatMap { Int64($0) } : nil }
    package var shownRun: BulkRun? { shownRunID.flatMap { bulk.run($0) } }

    /// The run shown, or the one under the cursor of the list.
    package var runUnderCursor: BulkRun? {
        if shownRunID != nil { return shownRun }
        return bulk.runs.indices.contains(bulk.cursor) ? bulk.runs[bulk.cursor] : nil
    }

    package func isWorking(on run: BulkRun) -> Bool { bulk.works[run.id]?.isOn ?? false }

    /// Whether it was begun, is not ended, and nobody works on it.
    package func isInterrupted(_ run: BulkRun) -> Bool {
        run.stage == .running && !isWorking(on: run) && !bulk.heldElsewhere.contains(run.id)
    }

    /// The run that this desk works on, for the head line: `run 7: 731 of 1,087`.
    package var runAtWork: BulkRun? {
        bulk.works.filter { $0.value.isOn }.keys.min().flatMap { bulk.run($0) }
    }

    /// Lines above the rows of a run: title, bar, counts, title of the rows, names of columns.
    package var runHeadRows: Int { size.height >= 20 ? 8 : size.height >= 8 ? 3 : 2 }
    /// Lines below them: what is safe, and the keys.
    package var runFootRows: Int { size.height >= 20 ? 3 : size.height >= 8 ? 1 : 0 }

    /// Rows of a run, or runs, that the screen has room for.
    package var runRowsOnScreen: Int {
        shownRunID == nil
            ? max(1, size.height - 3 - (size.height >= 8 ? 1 : 0))
            : max(1, size.height - 1 - runHeadRows - runFootRows)
    }

    /// Keeps the cursors within their rows and on the screen.
    mutating func clampRuns() {
        let count = runRowsOnScreen
        (bulk.cursor, bulk.top) = Self.kept(bulk.cursor, bulk.top, of: bulk.runs.count, on: count)
        guard let page = bulk.page else { return }
        let place = Self.kept(page.cursor, page.top, of: bulk.run(page.run)?.counts.total ?? 0, on: count)
        bulk.page?.cursor = place.0
        bulk.page?.top = place.1
    }

    private static func kept(_ cursor: Int, _ top: Int, of count: Int, on rows: Int) -> (Int, Int) {
        let cursor = min(max(0, cursor), max(0, count - 1))
        let low = max(0, cursor - rows + 1)
        return (cursor, min(max(low, min(top, cursor)), max(0, count - rows)))
    }
}
