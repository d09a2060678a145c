import Changes
import Records
import ResellerAPI

/// One row of a run, on the one way of all writes.
struct RowWork: Sendable {
    let environment: DeskEnvironment
    let run: BulkRun
    let operation: ResellerAPI.Operation

    /// Does a row that waits.
    func carryOut(_ row: BulkRow) async -> RowEnd {
        let ledger = RowLedger(row, of: run, environment: environment)
        let end = await path(ledger).carryOut(Request(operation, row.parameters), look: .skippingWhatIsSo)
        return await rowEnd(end, row, ledger)
    }

    /// Finds out what became of a row that was sent and not closed.
    func resolve(_ row: BulkRow, _ pending: PendingWrite) async -> RowEnd {
        let ledger = RowLedger(row, of: run, environment: environment)
        return await rowEnd(await path(ledger).look(at: pending), row, ledger)
    }

    /// What is known of a row that was sent by a program that ended before the answer was there.
    func pending(_ row: BulkRow) -> PendingWrite {
        PendingWrite(
            request: Request(operation, row.parameters), entry: row.entry ?? 0, before: row.before, loss: .unheard,
            sentAt: row.at)
    }

    /// What is marked goes before what nobody waits for, and after what is on the screen.
    private func path(_ ledger: RowLedger) -> WritePath {
        WritePath(world: environment.writeWorld(.marked), ledger: ledger)
    }

    private func rowEnd(_ end: WriteEnd, _ row: BulkRow, _ ledger: RowLedger) async -> RowEnd {
        switch end {
        case .alreadySo: await settle(row, .skipped, RunsWords.nothingToDo)
        case .notLookedAt(let error):
            if let hold = error.hold { hold } else { await settle(row, .failed, RunsWords.notSent(error.words)) }
        case .notOpened(let trouble): .stops(ledger.whyStopped ?? .blocked(trouble.words))
        case .closed(let closed): Self.rowEnd(closed, ledger)
        case .underWay(let pending): .late(pending)
        case .unreadable(let error, let pending): error.hold ?? .late(pending)
        case .takenOver: await whoseNow()
        case .drifted, .left: .stops(.abandoned)
        }
    }

    /// Nothing was sent, as the row could not be shown to be still this process's.
    private func whoseNow() async -> RowEnd {
        switch await environment.runs.hold(run.id) {
        case .elsewhere: .stops(.heldElsewhere)
        case .failed(let why): .stops(.blocked(why))
        case .mine: .waits(why: RunsWords.closedElsewhere, seconds: nil)
        }
    }

    private static func rowEnd(_ closed: ClosedWrite, _ ledger: RowLedger) -> RowEnd {
        if let trouble = closed.trouble { return .stops(ledger.whyStopped ?? .blocked(trouble.words)) }
        if case .notDone(_, .failed(let error)) = closed.ending, let hold = error.hold { return hold }
        return .closed
    }

    /// Closes a row for which no call went out.
    private func settle(_ row: BulkRow, _ stage: BulkRow.Stage, _ words: String) async -> RowEnd {
        switch await environment.runs.hold(run.id) {
        case .elsewhere: return .stops(.heldElsewhere)
        case .failed(let why): return .stops(.blocked(why))
        case .mine: break
        }
        var row = row
        (row.stage, row.answer, row.at) = (stage, words, environment.now())
        let settled = await environment.runs.settle(run.id, row)
        return settled.trouble.map { .stops(.blocked($0.words)) } ?? .closed
    }
}
