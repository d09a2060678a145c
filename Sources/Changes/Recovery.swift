import Records
import ResellerAPI

/// An entry of which the journal does not tell what became of it, and nobody works on.
package struct UnsettledEntry: Sendable, Equatable {
    package let entry: JournalEntry
    /// When its call went out at the latest; seconds since 1970.
    package let sentAt: Double

    package init(_ entry: JournalEntry, sentAt: Double) {
        self.entry = entry
        self.sentAt = sentAt
    }
}

/// Finds out at a start what became of the calls that were under way when a program ended.
package struct Recovery: Sendable {
    /// Entries that are looked at at most, the newest first: each costs a call.
    package static let most = 50

    let world: WriteWorld
    let book: JournalBook
    /// Whether what it was sent to can still be asked.
    let canAsk: Bool

    package init(world: WriteWorld, book: JournalBook, canAsk: Bool = true) {
        self.world = world
        self.book = book
        self.canAsk = canAsk
    }

    /// Closes what can be closed; gives the entries as they are then. What was unknown before and still is, or can't be
    /// asked now, is left out.
    package func settle(_ entries: [UnsettledEntry]) async -> [JournalEntry] {
        var told: [JournalEntry] = []
        var later: [(UnsettledEntry, PendingWrite)] = []
        for unsettled in entries.prefix(Self.most) {
            switch await first(unsettled) {
            case .closed(let closed): told += self.told(unsettled, closed)
            case .underWay(let pending): later.append((unsettled, pending))
            default: break
            }
        }
        for (unsettled, pending) in later {
            if case .closed(let closed) = await path(unsettled).settle(pending) { told += self.told(unsettled, closed) }
        }
        return told
    }

    private func first(_ unsettled: UnsettledEntry) async -> WriteEnd {
        let entry = unsettled.entry
        guard canAsk, let request = Request(entry.operation, entry.parameters) else {
            let words = "the program ended before the answer came, and the state can't be read back"
            return await path(unsettled).close(entry.id, entry.before, .unknown(words), nil)
        }
        let pending = PendingWrite(
            request: request, entry: entry.id, before: entry.before, loss: .unheard, sentAt: unsettled.sentAt)
        return await path(unsettled).look(at: pending)
    }

    private func path(_ unsettled: UnsettledEntry) -> WritePath {
        // An entry that is unknown already is not closed as that again.
        let isUnknown = unsettled.entry.outcome != .open
        var book = book
        if isUnknown {
            book.close = { [close = book.close] id, outcome, after, time in
                if case .unknown = outcome { return Trouble("it is already unknown") }
                return await close(id, outcome, after, time)
            }
        }
        return WritePath(
            world: world, ledger: JournalLedger(unsettled.entry, book: book, isPatient: true, now: world.now))
    }

    private func told(_ unsettled: UnsettledEntry, _ closed: ClosedWrite) -> [JournalEntry] {
        // Somebody else was faster, or it can't be written: it is found again at the next start.
        guard closed.trouble == nil else { return [] }
        var entry = unsettled.entry
        (entry.outcome, entry.after, entry.closedAt) = (closed.ending.outcome, closed.after, world.now())
        return [entry]
    }
}
