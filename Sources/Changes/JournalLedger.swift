import Records
import ResellerAPI

/// The journal as the write path needs it.
package struct JournalBook: Sendable {
    /// Writes an entry, on the disk when this returns; gives its number.
    package var begin: @Sendable (JournalEntry) async -> Result<Int64, Trouble>
    /// Whether an entry is still open and this process's, asked immediately before its call goes out.
    package var maySend: @Sendable (Int64) async -> Bool
    /// `(number, outcome, state after, seconds since 1970)`.
    package var close: @Sendable (Int64, WriteOutcome, StateImage?, Double) async -> Trouble?

    package init(
        begin: @escaping @Sendable (JournalEntry) async -> Result<Int64, Trouble>,
        maySend: @escaping @Sendable (Int64) async -> Bool,
        close: @escaping @Sendable (Int64, WriteOutcome, StateImage?, Double) async -> Trouble?
    ) {
        self.begin = begin
        self.maySend = maySend
        self.close = close
    }
}

/// A write that is an entry of the journal and no more: that of a dialog, of the command line, or one found open.
package struct JournalLedger: WriteLedger {
    /// The entry without its number and the state before.
    let entry: JournalEntry
    let book: JournalBook
    let now: @Sendable () -> Double
    /// Whether it stays open while the service can't be asked; for those that are found open.
    let isPatient: Bool

    package init(
        _ entry: JournalEntry, book: JournalBook, isPatient: Bool = false, now: @escaping @Sendable () -> Double
    ) {
        self.entry = entry
        self.book = book
        self.isPatient = isPatient
        self.now = now
    }

    package func open(before: StateImage?) async -> Result<Int64, Trouble> {
        var entry = entry
        (entry.at, entry.before) = (now(), before)
        return await book.begin(entry)
    }

    package func maySend(_ entry: Int64) async -> Bool { await book.maySend(entry) }

    package func note(_ pending: PendingWrite) async {}

    package func close(_ entry: Int64, _ ending: WriteEnding, after: StateImage?) async -> Trouble? {
        await book.close(entry, ending.outcome, after, now())
    }

    package func waits(for error: APIError) -> Bool { isPatient && error.isOfTheMoment }
}

extension APIError {
    /// Whether it says nothing about what was asked for but that calls can't be made now.
    package var isOfTheMoment: Bool {
        switch reason {
        case .tooManyCalls, .server(500...), .unreachable, .lost, .garbled, .foreign, .doubtful, .insecure, .setup,
            .tooLarge, .wrongCredentials, .unavailable, .gateClosed, .cancelled:
            true
        case .server, .notAuthorized, .refused, .notFound, .invalid: false
        }
    }
}
