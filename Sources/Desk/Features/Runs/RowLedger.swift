import Changes
import Records
import ResellerAPI
import Synchronization

/// A write that is a row of a run together with its entry of the journal: both are written in one, and only by the
/// process that holds the run.
final class RowLedger: WriteLedger {
    private let environment: DeskEnvironment
    private let run: BulkRun
    private let row: Mutex<BulkRow>
    /// Why no row of the run can go on.
    private let stop = Mutex<RunEnd?>(nil)

    init(_ row: BulkRow, of run: BulkRun, environment: DeskEnvironment) {
        self.environment = environment
        self.run = run
        self.row = Mutex(row)
    }

    var whyStopped: RunEnd? { stop.withLock { $0 } }

    func open(before: StateImage?) async -> Result<Int64, Trouble> {
        if let trouble = await hold() { return .failure(trouble) }
        let row = row.withLock { row in
            row.before = before
            return row
        }
        switch await environment.runs.markSent(run.id, row, entry(of: row)) {
        case .failed(let why): return .failure(await notMarked(why))
        case .done(let number):
            self.row.withLock { $0.entry = number }
            return .success(number)
        }
    }

    func maySend(_ entry: Int64) async -> Bool {
        let index = row.withLock { $0.index }
        return await environment.runs.maySend(run.id, index, entry)
    }

    func note(_ pending: PendingWrite) async {
        let index = row.withLock { $0.index }
        let words = RunsWords.noAnswer(pending.loss.words, checked: environment.checkedAgain(pending.until))
        await environment.runs.note(run.id, index, words)
    }

    func close(_ entry: Int64, _ ending: WriteEnding, after: StateImage?) async -> Trouble? {
        let outcome = ending.outcome
        // Whoever took the run over meanwhile has read this row back, or will.
        if let trouble = await hold() { return trouble }
        let row = row.withLock { row in
            (row.stage, row.answer, row.at) = (ending.stage, outcome.text, environment.now())
            return row
        }
        let closed = await environment.runs.close(run.id, row, outcome, after)
        return closed.trouble.map { stopped(.blocked(RunsWords.cannotClose(row.index, $0.words)), $0) }
    }

    func waits(for error: APIError) -> Bool { error.hold != nil }

    // MARK: - The run

    private func entry(of row: BulkRow) -> JournalEntry {
        let operation = ResellerAPI.Operation.named(run.operation)
        return JournalEntry(
            at: environment.now(), account: run.account, context: run.context, who: run.who, operation: run.operation,
            parameters: operation?.masked(row.parameters) ?? row.parameters, reason: run.reason, before: row.before,
            run: run.id, row: row.index)
    }

    private func hold() async -> Trouble? {
        switch await environment.runs.hold(run.id) {
        case .mine: nil
        case .elsewhere: stopped(.heldElsewhere, Trouble(RunsWords.takenOver(run.id)))
        case .failed(let why): stopped(.blocked(why), Trouble(why))
        }
    }

    private func notMarked(_ why: String) async -> Trouble {
        if case .done(let now) = await environment.runs.run(run.id), now.stage != .running {
            return stopped(.stopped, Trouble(why))
        }
        return stopped(.blocked(ChangesWords.journalUnwritable(why)), Trouble(why))
    }

    private func stopped(_ end: RunEnd, _ trouble: Trouble) -> Trouble {
        stop.withLock { $0 = end }
        return trouble
    }
}

extension WriteEnding {
    /// How the row stands then. It waits again only where it is sure that nothing happened and no person has to decide.
    fileprivate var stage: BulkRow.Stage {
        switch self {
        case .done: .done
        case .refused: .failed
        case .unknown: .unknown
        case .notDone(_, .failed(let error)): error.hold == nil ? .failed : .waiting
        case .notDone(_, .notSent), .notDone(_, .readBack(.unheard)): .waiting
        case .notDone(_, .readBack(.answer)): .failed
        }
    }
}

extension APIError {
    /// Whether it says nothing about the row but that calls can't be made now: the run holds or stops, the row waits.
    var hold: RowEnd? {
        switch reason {
        case .tooManyCalls(let seconds): .waits(why: words, seconds: seconds.map(Double.init))
        case .server, .foreign, .unreachable, .lost, .garbled: .waits(why: words, seconds: nil)
        case .wrongCredentials, .unavailable, .gateClosed, .insecure, .setup: .stops(.blocked(words))
        case .cancelled: .stops(.abandoned)
        default: nil
        }
    }

    var words: String { message(retriesByItself: false) }
}

extension DeskEnvironment {
    /// `checked again at 12:34:56`.
    func checkedAgain(_ time: Double) -> String {
        ChangesWords.checkedAgain(LocalTime(time.rounded(.up), in: zone)?.clockWithSeconds)
    }
}
