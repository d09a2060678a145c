import Records
import ResellerAPI

/// One row of a run, from the look at what is there to the closed entry of the journal.
///
/// The archive knows of a call before the service does. Whatever moment the program dies at, a row that waits was not
/// sent by it, and a row that was sent is read back before anything else is done with it.
struct RowWork: Sendable {
    let environment: DeskEnvironment
    let run: BulkRun
    let operation: ResellerAPI.Operation

    /// What is marked goes before what nobody waits for, and after what is on the screen.
    private var looking: Looking { Looking(environment: environment, priority: .marked) }

    /// Seconds for which the right to a run, once taken, can be relied on; shorter than its lease.
    static let trust = 10.0

    /// Does a row that waits.
    func carryOut(_ row: BulkRow) async -> RowEnd {
        let request = Request(operation, row.parameters)
        var row = row
        switch await looking.look(request) {
        case .failure(let error): return await notLookedAt(row, error)
        case .success(let image):
            if let image, request.verdict(before: image, after: image) == .carriedOut {
                return await settle(row, .skipped, "nothing to do")
            }
            row.before = image
        }
        guard !Task.isCancelled else { return .stops(.abandoned) }
        let heldAt = environment.now()
        guard await environment.runs.hold(run.id) else { return .stops(.heldElsewhere) }
        switch await environment.runs.markSent(run.id, row, entry(of: row)) {
        case .failed(let why): return await notMarked(why)
        case .done(let number): row.entry = number
        }
        row.stage = .sent
        row.at = environment.now()
        // Suspended meanwhile, this process may have lost the run to another one, which reads the row back.
        guard !Task.isCancelled, row.at - heldAt < Self.trust else { return .stops(.abandoned) }
        let answer = await environment.write(request, .marked)
        return await took(row, request, answer.result)
    }

    /// Finds out what became of a row that was sent by a program that ended before the answer was there.
    func resolve(_ row: BulkRow) async -> RowEnd {
        await readBack(row, Request(operation, row.parameters), .unheard)
    }

    // MARK: - Before the call

    private func entry(of row: BulkRow) -> JournalEntry {
        JournalEntry(
            at: environment.now(), account: run.account, context: run.context, who: run.who, operation: operation.id,
            parameters: operation.masked(row.parameters), reason: run.reason, before: row.before, run: run.id,
            row: row.index)
    }

    private func notLookedAt(_ row: BulkRow, _ error: APIError) async -> RowEnd {
        if let hold = error.hold { return hold }
        return await settle(row, .failed, "not sent: \(error.words)")
    }

    private func settle(_ row: BulkRow, _ stage: BulkRow.Stage, _ words: String) async -> RowEnd {
        guard await environment.runs.hold(run.id) else { return .stops(.heldElsewhere) }
        var row = row
        (row.stage, row.answer, row.at) = (stage, words, environment.now())
        switch await environment.runs.settle(run.id, row) {
        case .done: return .closed
        case .failed(let why): return .stops(.blocked(why))
        }
    }

    private func notMarked(_ why: String) async -> RowEnd {
        if case .done(let now) = await environment.runs.run(run.id), now.stage != .running { return .stops(.stopped) }
        return .stops(.blocked("the journal can't be written: \(why)"))
    }

    // MARK: - After the call

    private func took(_ row: BulkRow, _ request: Request, _ result: Result<Reply, APIError>) async -> RowEnd {
        switch result {
        case .success(let reply):
            let after = (try? await looking.lookAfter(request, before: row.before).get()) ?? nil
            return await close(row, .done, .done(reply.records.first?.text("message") ?? "success"), after)
        case .failure(let error) where error.isUnknownOutcome:
            return await readBack(row, request, .answer)
        case .failure(let error):
            // What is cancelled may have gone out: the row stays as it is, and is read back by whoever goes on.
            if error.reason == .cancelled { return .stops(.abandoned) }
            if let hold = error.hold {
                let closed = await close(row, .waiting, .failed("\(error.words) It waits again."), nil)
                return closed == .closed ? hold : closed
            }
            if case .refused(let words) = error.reason {
                let said = words.joined(separator: "; ")
                return await close(row, .failed, .refused(said), nil)
            }
            return await close(row, .failed, .failed(error.words), nil)
        }
    }

    /// Asks what there is, and closes the row by that. A row whose program died waits again when nothing happened;
    /// one whose answer was lost has failed: a person decides whether it is tried again.
    private func readBack(_ row: BulkRow, _ request: Request, _ loss: Loss) async -> RowEnd {
        let lost = loss.rawValue
        let rest = row.at + Looking.flight - environment.now()
        if rest > 0, (try? await environment.sleep(min(rest, Looking.flight))) == nil { return .stops(.abandoned) }
        let image: StateImage
        switch await looking.lookAfter(request, before: row.before) {
        case .failure(let error):
            if let hold = error.hold { return hold }
            return await close(row, .unknown, .unknown("\(lost), and it can't be read back: \(error.words)"), nil)
        case .success(nil): return await close(row, .unknown, .unknown("\(lost), and nothing shows it"), nil)
        case .success(let found?): image = found
        }
        switch request.verdict(before: row.before, after: image) {
        case .carriedOut:
            return await close(row, .done, .done("\(lost); reading back shows that it was done"), image)
        case .notCarriedOut:
            let words = "\(lost); reading back shows that it was not done"
            return await close(row, loss == .unheard ? .waiting : .failed, .failed(words), image)
        case .undecided:
            return await close(row, .unknown, .unknown("\(lost), and reading back does not tell"), image)
        }
    }

    /// Why it is not known what became of a call.
    private enum Loss: String {
        case answer = "the answer was lost"
        /// The program ended, or could not read back, after the row was written down as sent.
        case unheard = "nobody was there to take the answer"
    }

    private func close(
        _ row: BulkRow, _ stage: BulkRow.Stage, _ outcome: WriteOutcome, _ after: StateImage?
    ) async -> RowEnd {
        // Whoever took the run over meanwhile has read this row back, or will.
        guard await environment.runs.hold(run.id) else { return .stops(.heldElsewhere) }
        var row = row
        (row.stage, row.answer, row.at) = (stage, outcome.text, environment.now())
        switch await environment.runs.close(run.id, row, outcome, after) {
        case .done: return .closed
        case .failed(let why): return .stops(.blocked(why))
        }
    }
}

extension APIError {
    /// Whether it says nothing about the row but that calls can't be made now: the run holds or stops, the row waits.
    fileprivate var hold: RowEnd? {
        switch reason {
        case .tooManyCalls(let seconds): .waits(why: words, seconds: seconds.map(Double.init))
        case .server, .foreign, .unreachable, .lost, .garbled: .waits(why: words, seconds: nil)
        case .wrongCredentials, .gateClosed, .insecure, .setup: .stops(.blocked(words))
        case .cancelled: .stops(.abandoned)
        default: nil
        }
    }

    fileprivate var words: String { message(retriesByItself: false) }
}
