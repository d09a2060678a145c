import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// Runs as they go on: begun, told of, ended, read anew.
extension DeskReducer {
    func bulk(_ state: inout DeskState, _ action: BulkAction) -> Effect<DeskAction> {
        switch action {
        case .interruptedFound(let runs): interruptedFound(&state, runs)
        case .runsLoaded(let outcome, let held): runsLoaded(&state, outcome, held)
        case .rowsLoaded(let run, let top, let outcome): return rowsLoaded(&state, run, top, outcome)
        case .created(let preview, let outcome): return created(&state, preview, outcome)
        case .foreseen(let targets, let operation, let outlook): foreseen(&state, targets, operation, outlook)
        case .reported(let report): return reported(&state, report)
        case .stageSet(let run, let stage, let outcome): return stageSet(&state, run, stage, outcome)
        case .retried(let run, let outcome): return retried(&state, run, outcome)
        case .decided(let run, let again, let outcome): return decided(&state, run, again, outcome)
        }
        return .none
    }

    // MARK: - Work

    /// Works a run in the background, whatever is on the screen.
    func work(_ state: inout DeskState, on run: BulkRun) -> Effect<DeskAction> {
        guard state.session.writes, !(state.bulk.works[run.id]?.isOn ?? false) else { return .none }
        state.bulk.works[run.id] = RunWork(beganAt: environment.now(), closedBefore: run.counts.closed)
        let worker = RunWorker(environment: environment, run: run.id)
        let end: @Sendable (Send<DeskAction>) async -> Void = { send in
            _ = await worker.work { report in await send(.bulk(.reported(report))) }
        }
        return .merge(
            .run(end).cancellable(id: WorkID(run: run.id)),
            .run { _ in await worker.keepHolding() }.cancellable(id: HoldID(run: run.id), cancelInFlight: true))
    }

    private struct WorkID: Hashable, Sendable { let run: Int64 }
    private struct HoldID: Hashable, Sendable { let run: Int64 }

    private func reported(_ state: inout DeskState, _ report: RunReport) -> Effect<DeskAction> {
        state.bulk.take(report.run)
        guard var work = state.bulk.works[report.run.id] else { return .none }
        let done = report.run.counts.closed - work.closedBefore
        let passed = environment.now() - work.beganAt
        let left = report.run.counts.waiting + report.run.counts.sent
        work.secondsLeft = done >= 4 && passed > 0 ? Double(left) * passed / Double(done) : nil
        work.standing = report.standing
        state.bulk.works[report.run.id] = work
        var effects = [readRows(&state)]
        if case .ended(let end) = report.standing {
            effects += [.cancel(id: HoldID(run: report.run.id))]
            state.readings.outdate { _ in true }
            if end == .heldElsewhere { state.bulk.heldElsewhere.insert(report.run.id) }
            // A person let it go on while its last rows were being asked.
            if end == .stopped, report.run.stage == .running { return self.work(&state, on: report.run) }
            if case .blocked(let why) = end {
                state.note(trouble: RunsWords.cannotGoOn(report.run.id, why), at: environment.now())
            }
            state.tell(report.run.notice(end))
        }
        return .merge(effects)
    }

    private func interruptedFound(_ state: inout DeskState, _ runs: [BulkRun]) {
        guard let run = runs.first else { return }
        let key = state.keyHint(.runs)
        let left = run.counts.waiting + run.counts.sent
        let words =
            runs.count == 1
            ? RunsWords.interrupted(run.id, left: left, key: key) : RunsWords.interrupted(runs.count, key: key)
        state.tell(Notice(.warning, words, isPinned: true))
    }

    // MARK: - Reading

    /// Runs whose process ended before they did, looked for at the start.
    func findInterrupted() -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            guard case .done(let runs) = await environment.runs.runs(), !runs.isEmpty else { return }
            var (interrupted, held): ([BulkRun], Set<Int64>) = ([], [])
            for run in runs where run.stage == .running {
                if await environment.runs.isHeldElsewhere(run.id) {
                    held.insert(run.id)
                } else {
                    interrupted.append(run)
                }
            }
            await send(.bulk(.runsLoaded(.done(runs), heldElsewhere: held)))
            if !interrupted.isEmpty { await send(.bulk(.interruptedFound(interrupted))) }
        }
    }

    /// Reads the runs, and the rows on the screen, when their view is shown or read anew.
    func readRuns(_ state: inout DeskState) -> Effect<DeskAction> {
        let environment = environment
        if let id = state.shownRunID, state.bulk.page?.run != id { state.bulk.page = RunPage(run: id) }
        let runs = Effect<DeskAction>.run { send in
            let outcome = await environment.runs.runs()
            var held: Set<Int64> = []
            if case .done(let runs) = outcome {
                for run in runs where run.stage == .running {
                    if await environment.runs.isHeldElsewhere(run.id) { held.insert(run.id) }
                }
            }
            await send(.bulk(.runsLoaded(outcome, heldElsewhere: held)))
        }
        return .merge(runs, readRows(&state))
    }

    /// Reads the rows of the run on the screen, and no others.
    func readRows(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let page = state.bulk.page, state.shownRunID == page.run else { return .none }
        guard !page.isAsking else {
            state.bulk.page?.isOutdated = true
            return .none
        }
        state.bulk.page?.isAsking = true
        let environment = environment
        let count = state.runRowsOnScreen
        return .run { send in
            await send(.bulk(.rowsLoaded(page.run, page.top, environment.runs.rows(page.run, page.top, count))))
        }
    }

    private func runsLoaded(_ state: inout DeskState, _ outcome: Outcome<[BulkRun]>, _ held: Set<Int64>) {
        switch outcome {
        case .failed(let why):
            state.bulk.problem = why
            state.note(trouble: RunsWords.runsUnreadable(why), at: environment.now())
        case .done(let runs):
            state.bulk.problem = nil
            state.bulk.runs = runs
            state.bulk.heldElsewhere = held
        }
        state.bulk.areRead = true
        state.clampRuns()
    }

    private func rowsLoaded(
        _ state: inout DeskState, _ run: Int64, _ top: Int, _ outcome: Outcome<[BulkRow]>
    ) -> Effect<DeskAction> {
        guard var page = state.bulk.page, page.run == run else { return .none }
        let isOutdated = page.isOutdated || page.top != top
        (page.isAsking, page.isOutdated) = (false, false)
        state.bulk.page = page
        guard page.top == top else { return readRows(&state) }
        switch outcome {
        case .failed(let why):
            state.bulk.problem = why
            state.note(trouble: RunsWords.rowsUnreadable(run, why), at: environment.now())
        case .done(let rows):
            let before = page.rowUnderCursor?.index
            state.bulk.problem = nil
            page.rows = rows
            page.isRead = true
            // The cursor follows its row while that is on the screen; at the top it stays there.
            if page.cursor > 0, let before, let place = rows.firstIndex(where: { $0.index == before }) {
                page.cursor = top + place
            }
            state.bulk.page = page
        }
        return isOutdated ? readRows(&state) : .none
    }

    // MARK: - A person's word

    private func stageSet(
        _ state: inout DeskState, _ id: Int64, _ stage: BulkRun.Stage, _ outcome: Outcome<Bool>
    ) -> Effect<DeskAction> {
        if case .failed(let why) = outcome {
            state.notice = Notice(.failed, why)
            return .none
        }
        state.bulk.change(id) { $0.stage = stage }
        guard let run = state.bulk.run(id) else { return readRuns(&state) }
        switch stage {
        case .running: return .merge(work(&state, on: run), readRuns(&state))
        case .paused: state.notice = Notice(.plain, RunsWords.pausing(id))
        case .cancelled: state.notice = Notice(.plain, RunsWords.abandoned(id))
        case .finished: break
        }
        return readRuns(&state)
    }

    private func retried(_ state: inout DeskState, _ id: Int64, _ outcome: Outcome<Int>) -> Effect<DeskAction> {
        switch outcome {
        case .failed(let why):
            state.notice = Notice(.failed, why)
            return .none
        case .done(0):
            state.notice = Notice(.plain, RunsWords.nothingToRetry(id))
            return .none
        case .done(let count):
            state.notice = Notice(.plain, RunsWords.retrying(count))
            return setStage(state, id, .running)
        }
    }

    private func decided(
        _ state: inout DeskState, _ id: Int64, _ again: Bool, _ outcome: Outcome<Bool>
    ) -> Effect<DeskAction> {
        if case .failed(let why) = outcome {
            state.notice = Notice(.failed, why)
            return .none
        }
        guard !again else { return setStage(state, id, .running) }
        state.notice = Notice(.done, RunsWords.markedDone)
        return readRuns(&state)
    }

    func setStage(_ state: DeskState, _ id: Int64, _ stage: BulkRun.Stage) -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            await send(.bulk(.stageSet(id, stage, environment.runs.setStage(id, stage))))
        }
    }
}

extension BulkState {
    func run(_ id: Int64) -> BulkRun? { runs.first { $0.id == id } }

    /// Puts a run's figures in the place of those known.
    mutating func take(_ run: BulkRun) {
        if let place = runs.firstIndex(where: { $0.id == run.id }) {
            runs[place] = run
        } else {
            runs.insert(run, at: 0)
        }
    }

    mutating func change(_ id: Int64, _ change: (inout BulkRun) -> Void) {
        if let place = runs.firstIndex(where: { $0.id == id }) { change(&runs[place]) }
    }
}

extension BulkRun {
    /// What is said of its end.
    fileprivate func notice(_ end: RunEnd) -> Notice {
        switch end {
        case .finished:
            let words = RunsWords.finished(id, done: counts.done, failed: counts.failed, unknown: counts.unknown)
            return Notice(counts.failed + counts.unknown == 0 ? .done : .warning, words)
        case .stopped: return Notice(.plain, RunsWords.paused(id, waiting: counts.waiting))
        case .heldElsewhere: return Notice(.warning, RunsWords.takenOver(id))
        case .blocked(let why): return Notice(.failed, RunsWords.cannotGoOn(id, why))
        case .abandoned: return Notice(.warning, RunsWords.interrupted(id))
        }
    }
}
