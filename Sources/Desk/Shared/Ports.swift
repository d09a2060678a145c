import Changes
import Records
import ResellerAPI

/// The journal of what was done, as the desk needs it.
package struct JournalPort: Sendable {
    /// Writes an entry before its call goes out; gives its number.
    package var begin: @Sendable (JournalEntry) async -> Outcome<Int64>
    /// Closes an entry: `(number, outcome, state after, seconds since 1970)`.
    package var close: @Sendable (Int64, WriteOutcome, StateImage?, Double) async -> Outcome<Bool>
    package var entries: @Sendable (JournalQuery) async -> Outcome<[JournalEntry]>
    /// Whether an entry is still open and this process's, asked immediately before its call goes out.
    package var maySend: @Sendable (Int64) async -> Bool
    /// Entries of the account that are open or unknown, and that nobody works on.
    package var unsettled: @Sendable () async -> Outcome<[UnsettledEntry]>
    /// Whether the service of the account outlives the program, so that it can be asked what became of a call.
    package var canAskLater = true

    package init(
        begin: @escaping @Sendable (JournalEntry) async -> Outcome<Int64>,
        close: @escaping @Sendable (Int64, WriteOutcome, StateImage?, Double) async -> Outcome<Bool>,
        entries: @escaping @Sendable (JournalQuery) async -> Outcome<[JournalEntry]>,
        maySend: @escaping @Sendable (Int64) async -> Bool = { _ in true },
        unsettled: @escaping @Sendable () async -> Outcome<[UnsettledEntry]> = { .done([]) }
    ) {
        self.begin = begin
        self.close = close
        self.entries = entries
        self.maySend = maySend
        self.unsettled = unsettled
    }

    /// As the write path needs it.
    package var book: JournalBook {
        JournalBook(
            begin: { [begin] in await begin($0).result }, maySend: maySend,
            close: { [close] in await close($0, $1, $2, $3).trouble })
    }
}

extension Outcome {
    package var result: Result<Value, Trouble> {
        switch self {
        case .done(let value): .success(value)
        case .failed(let why): .failure(Trouble(why))
        }
    }

    /// Why not.
    package var trouble: Trouble? {
        if case .failed(let why) = self { Trouble(why) } else { nil }
    }
}

/// Whether this process may work on something.
package enum Hold: Sendable, Equatable {
    case mine
    /// Another process works on it.
    case elsewhere
    /// That could not be found out, and why.
    case failed(String)
}

/// Bulk runs as they are kept.
package struct RunPort: Sendable {
    package var create: @Sendable (BulkRun, [BulkRow]) async -> Outcome<Int64>
    /// The runs of the account, newest first.
    package var runs: @Sendable () async -> Outcome<[BulkRun]>
    /// One run as it stands now.
    package var run: @Sendable (Int64) async -> Outcome<BulkRun>
    /// `(run, offset, limit)`: what needs a person first.
    package var rows: @Sendable (Int64, Int, Int) async -> Outcome<[BulkRow]>
    /// `(run, offset, limit)`: in the order of the run.
    package var rowsInOrder: @Sendable (Int64, Int, Int) async -> Outcome<[BulkRow]>
    /// The next rows that stand so, in the order of the run: `(run, stage, limit)`.
    package var next: @Sendable (Int64, BulkRow.Stage, Int) async -> Outcome<[BulkRow]>
    /// Entry written and row set to `sent` in one: `(run, row, entry)` gives the entry's number.
    package var markSent: @Sendable (Int64, BulkRow, JournalEntry) async -> Outcome<Int64>
    /// Whether the call of a row may still go out, asked immediately before it does: `(run, index, entry)`. False when
    /// the run is another process's, or the row no longer stands as this one wrote it down.
    package var maySend: @Sendable (Int64, Int, Int64) async -> Bool
    /// Says something of a row that is under way: `(run, index, words)`.
    package var note: @Sendable (Int64, Int, String) async -> Void
    /// Row and entry closed in one: `(run, row, outcome, state after)`.
    package var close: @Sendable (Int64, BulkRow, WriteOutcome, StateImage?) async -> Outcome<Bool>
    /// Closes a waiting row for which no call went out: there was nothing to do, or it could not be made.
    package var settle: @Sendable (Int64, BulkRow) async -> Outcome<Bool>
    package var setStage: @Sendable (Int64, BulkRun.Stage) async -> Outcome<Bool>
    /// Failed rows wait again; how many.
    package var retryFailed: @Sendable (Int64) async -> Outcome<Int>
    /// A person's word on an unknown row: `(run, index, it was not done: send it again)`.
    package var decide: @Sendable (Int64, Int, Bool) async -> Outcome<Bool>
    /// Takes or renews the right to work on a run.
    package var hold: @Sendable (Int64) async -> Hold
    package var release: @Sendable (Int64) async -> Void
    /// Whether another process works on a run.
    package var isHeldElsewhere: @Sendable (Int64) async -> Bool

    package init(
        create: @escaping @Sendable (BulkRun, [BulkRow]) async -> Outcome<Int64>,
        runs: @escaping @Sendable () async -> Outcome<[BulkRun]>,
        run: @escaping @Sendable (Int64) async -> Outcome<BulkRun>,
        rows: @escaping @Sendable (Int64, Int, Int) async -> Outcome<[BulkRow]>,
        rowsInOrder: @escaping @Sendable (Int64, Int, Int) async -> Outcome<[BulkRow]>,
        next: @escaping @Sendable (Int64, BulkRow.Stage, Int) async -> Outcome<[BulkRow]>,
        markSent: @escaping @Sendable (Int64, BulkRow, JournalEntry) async -> Outcome<Int64>,
        maySend: @escaping @Sendable (Int64, Int, Int64) async -> Bool,
        note: @escaping @Sendable (Int64, Int, String) async -> Void,
        close: @escaping @Sendable (Int64, BulkRow, WriteOutcome, StateImage?) async -> Outcome<Bool>,
        settle: @escaping @Sendable (Int64, BulkRow) async -> Outcome<Bool>,
        setStage: @escaping @Sendable (Int64, BulkRun.Stage) async -> Outcome<Bool>,
        retryFailed: @escaping @Sendable (Int64) async -> Outcome<Int>,
        decide: @escaping @Sendable (Int64, Int, Bool) async -> Outcome<Bool>,
        hold: @escaping @Sendable (Int64) async -> Hold, release: @escaping @Sendable (Int64) async -> Void,
        isHeldElsewhere: @escaping @Sendable (Int64) async -> Bool
    ) {
        self.create = create
        self.runs = runs
        self.run = run
        self.rows = rows
        self.rowsInOrder = rowsInOrder
        self.next = next
        self.markSent = markSent
        self.maySend = maySend
        self.note = note
        self.close = close
        self.settle = settle
        self.setStage = setStage
        self.retryFailed = retryFailed
        self.decide = decide
        self.hold = hold
        self.release = release
        self.isHeldElsewhere = isHeldElsewhere
    }
}

/// What the archive remembers beside customers, journal and runs.
package struct MemoryPort: Sendable {
    /// `(kind, owner)`: newest first.
    package var names: @Sendable (RememberedKind, String) async -> [String]
    /// `(kind, owner, name)`.
    package var remember: @Sendable (RememberedKind, String, String) async -> Void
    /// `(kind, owner, name)`.
    package var forget: @Sendable (RememberedKind, String, String) async -> Void
    /// Keeps the lists of a customer as they were read: `(username, list, addresses, seconds since 1970)`.
    package var saveSeen: @Sendable (String, SuppressionList, [Suppression], Double) async -> Void
    /// Where an address was seen.
    package var seen: @Sendable (String) async -> Outcome<[SeenSuppression]>
    /// The customers of whom all four lists are kept, and when the oldest of them was read, in seconds since 1970.
    package var seenWhole: @Sendable () async -> Outcome<[String: Double]>
    /// When each list of a customer that is kept was read.
    package var seenAt: @Sendable (String) async -> [SuppressionList: Double]
    /// Takes an address out of a kept list, as it was taken out of the service's: `(username, list, address)`.
    package var forgetSeen: @Sendable (String, SuppressionList, String) async -> Void
    /// What is kept of a customer: figures, days, lists.
    package var held: @Sendable (String) async -> HeldCustomer = { _ in HeldCustomer() }

    package init(
        names: @escaping @Sendable (RememberedKind, String) async -> [String],
        remember: @escaping @Sendable (RememberedKind, String, String) async -> Void,
        forget: @escaping @Sendable (RememberedKind, String, String) async -> Void,
        saveSeen: @escaping @Sendable (String, SuppressionList, [Suppression], Double) async -> Void,
        seen: @escaping @Sendable (String) async -> Outcome<[SeenSuppression]>,
        seenWhole: @escaping @Sendable () async -> Outcome<[String: Double]>,
        seenAt: @escaping @Sendable (String) async -> [SuppressionList: Double],
        forgetSeen: @escaping @Sendable (String, SuppressionList, String) async -> Void
    ) {
        self.names = names
        self.remember = remember
        self.forget = forget
        self.saveSeen = saveSeen
        self.seen = seen
        self.seenWhole = seenWhole
        self.seenAt = seenAt
        self.forgetSeen = forgetSeen
    }
}

/// The accounts that can be worked on.
package struct AccountPort: Sendable {
    /// Names and roles of all contexts, in the order of the files.
    package var all: @Sendable () async -> [AccountChoice]
    /// Makes an account ready to be worked on: its key is read. The state's session then decides who is asked.
    package var switchTo: @Sendable (String) async -> Outcome<Session>
    /// Checks credentials with one read; nothing is kept.
    package var check: @Sendable (AccountDraft) async -> Outcome<String>
    /// Keeps a new account in a file of its own; gives where.
    package var add: @Sendable (AccountDraft) async -> Outcome<String>

    package init(
        all: @escaping @Sendable () async -> [AccountChoice],
        switchTo: @escaping @Sendable (String) async -> Outcome<Session>,
        check: @escaping @Sendable (AccountDraft) async -> Outcome<String>,
        add: @escaping @Sendable (AccountDraft) async -> Outcome<String>
    ) {
        self.all = all
        self.switchTo = switchTo
        self.check = check
        self.add = add
    }
}

/// An account to choose.
package struct AccountChoice: Sendable, Hashable {
    package let name: String
    package let role: Session.Role
    package let writes: Bool
    package let place: String
    /// Why it can't be worked on, where its settings are wrong.
    package let fault: String?

    package init(name: String, role: Session.Role, writes: Bool, place: String, fault: String? = nil) {
        self.name = name
        self.role = role
        self.writes = writes
        self.place = place
        self.fault = fault
    }
}

/// A new account as it was typed. The key is shown by no description.
package struct AccountDraft: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    package var name = ""
    package var user = ""
    package var baseURL = ""
    package var role = Session.Role.production
    /// The key itself, or empty where a command gives it.
    package var key = ""
    /// The words of a command that prints the key.
    package var keyCommand: [String] = []
    /// Where sampled messages arrive; empty where they arrive nowhere.
    package var maildir = ""

    package init() {}

    package var description: String { "account \(name) of \(user)" }
    package var customMirror: Mirror { Mirror(self, children: ["account": description]) }
}

/// A file to be written with rights for its owner only.
package struct ExportFile: Sendable, Hashable {
    /// As typed: relative paths start at the working directory, `~` is the home directory.
    package let path: String
    package let text: String
    /// Whether the name is the program's own: where it is taken, the next free one will do (`name-2.csv`). A name that
    /// a person typed is that name or none.
    package let mayBeNumbered: Bool

    package init(path: String, text: String, mayBeNumbered: Bool = false) {
        self.path = path
        self.text = text
        self.mayBeNumbered = mayBeNumbered
    }
}
