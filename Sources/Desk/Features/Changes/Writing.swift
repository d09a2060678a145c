import Changes
import Records
import ResellerAPI

/// A write that a person said yes to.
struct WriteOrder: Sendable {
    let request: Request
    /// What was on the screen; nil where the state could not be read.
    let seen: StateImage?
    let reason: String
    let undoes: Int64?
    let redoes: Int64?
    let session: Session

    init(_ confirm: ConfirmState, session: Session) {
        request = confirm.request
        seen = confirm.before
        reason = confirm.ticket.text.trimmingBlanks
        undoes = confirm.undoes
        redoes = confirm.redoes
        self.session = session
    }

    /// The entry of the journal, before the call.
    func entry(at now: Double) -> JournalEntry {
        JournalEntry(
            at: now, account: session.archiveKey, context: session.account, who: session.who,
            operation: request.operation.id, parameters: request.operation.masked(request.parameters), reason: reason,
            undoes: undoes, redoes: redoes)
    }
}

/// How a write of a dialog ended, or how it stands.
package enum WriteReport: Sendable, Equatable {
    /// The state is not the one that was on the screen: nothing was sent.
    case drifted(StateImage)
    /// Nothing was sent, and why.
    case notSent(String)
    /// No answer came, and it may be under way until this time: then it is looked at again.
    case underWay(JournalEntry, until: Double)
    /// The journal's entry, closed; or what it would say, and why it can't be written.
    case closed(JournalEntry, trouble: String?)
}

/// One write of a dialog, from the second look to the closed entry.
struct Writing: Sendable {
    let environment: DeskEnvironment

    /// Reports once how it ended; where that can't be told yet, that, and at its deadline how it ended.
    func carryOut(
        _ order: WriteOrder, report: @Sendable (WriteReport) async -> Void,
        later: @Sendable (WriteReport) async -> Void
    ) async {
        let entry = order.entry(at: environment.now())
        let path = WritePath(
            world: environment.writeWorld(.visible),
            ledger: JournalLedger(entry, book: environment.journal.book, now: environment.now))
        let end = await path.carryOut(order.request, look: .against(order.seen))
        if let told = Self.report(end, entry) { await report(told) }
        guard case .underWay(let pending) = end else { return }
        if let told = Self.report(await path.settle(pending), entry) { await later(told) }
    }

    private static func report(_ end: WriteEnd, _ entry: JournalEntry) -> WriteReport? {
        switch end {
        case .drifted(let image), .alreadySo(let image): return .drifted(image)
        case .notLookedAt(let error):
            return .notSent(ChangesWords.valuesUnread(error.message(retriesByItself: false)))
        case .notOpened(let trouble): return .notSent(ChangesWords.journalUnwritable(trouble.words))
        case .takenOver:
            return .notSent(ChangesWords.entryTaken)
        case .underWay(let pending), .unreadable(_, let pending):
            var open = entry
            (open.id, open.before) = (pending.entry, pending.before)
            return .underWay(open, until: pending.until)
        case .closed(let closed):
            var entry = entry
            (entry.id, entry.before, entry.after) = (closed.entry, closed.before, closed.after)
            (entry.outcome, entry.closedAt) = (closed.ending.outcome, closed.closedAt)
            return .closed(entry, trouble: closed.trouble?.words)
        case .left: return nil
        }
    }
}

extension DeskEnvironment {
    /// The outside world of writes that are asked for with this urgency.
    func writeWorld(_ priority: CallPriority) -> WriteWorld {
        let environment = self
        return WriteWorld(
            read: { await environment.read($0, priority).result },
            write: { await environment.write($0, priority, $1).result }, now: now, steady: steady ?? now, sleep: sleep)
    }
}
