import ResellerAPI

/// One write as the journal has it: written before the call goes out, closed when its outcome is known.
package struct JournalEntry: Sendable, Hashable, Identifiable {
    /// Given by the archive, growing; 0 before.
    package var id: Int64
    /// When it was written, before the call; seconds since 1970.
    package var at: Double
    /// The archive's name of the account: user and service.
    package var account: String
    /// What the frame showed: the context's name.
    package var context: String
    /// The login name of the person at the keyboard.
    package var who: String
    /// Id of the operation.
    package var operation: String
    /// The parameters, secrets masked.
    package var parameters: Parameters
    /// Ticket or reason as typed; empty where none was given.
    package var reason: String
    /// Nil where the state could not be read.
    package var before: StateImage?
    package var outcome: WriteOutcome
    /// When it was closed; nil while it is open.
    package var closedAt: Double?
    package var after: StateImage?
    /// The entry that this call takes back.
    package var undoes: Int64?
    /// The entry that this call does again after it was taken back.
    package var redoes: Int64?
    /// The bulk run it belongs to, and its row there.
    package var run: Int64?
    package var row: Int?

    package init(
        id: Int64 = 0, at: Double, account: String, context: String, who: String, operation: String,
        parameters: Parameters, reason: String = "", before: StateImage? = nil, outcome: WriteOutcome = .open,
        closedAt: Double? = nil, after: StateImage? = nil, undoes: Int64? = nil, redoes: Int64? = nil,
        run: Int64? = nil, row: Int? = nil
    ) {
        self.id = id
        self.at = at
        self.account = account
        self.context = context
        self.who = who
        self.operation = operation
        self.parameters = parameters
        self.reason = reason
        self.before = before
        self.outcome = outcome
        self.closedAt = closedAt
        self.after = after
        self.undoes = undoes
        self.redoes = redoes
        self.run = run
        self.row = row
    }
}

/// How a write ended.
package enum WriteOutcome: Sendable, Hashable {
    /// On its way, or the program ended before the answer was there.
    case open
    /// The service's own word, mostly `success`.
    case done(String)
    /// The service said no, with its reason.
    case refused(String)
    /// It did not reach the service, or the service failed before doing it.
    case failed(String)
    /// The answer was lost and reading back did not tell.
    case unknown(String)

    /// For the archive, exports and the command line.
    package var word: String {
        switch self {
        case .open: "open"
        case .done: "done"
        case .refused: "refused"
        case .failed: "failed"
        case .unknown: "unknown"
        }
    }

    /// The service's or the program's words.
    package var text: String {
        switch self {
        case .open: ""
        case .done(let text), .refused(let text), .failed(let text), .unknown(let text): text
        }
    }

    package init?(word: String, text: String) {
        switch word {
        case "open": self = .open
        case "done": self = .done(text)
        case "refused": self = .refused(text)
        case "failed": self = .failed(text)
        case "unknown": self = .unknown(text)
        default: return nil
        }
    }
}

/// Which entries of the journal are asked for; newest first.
package struct JournalQuery: Sendable, Hashable {
    /// Nil asks for all accounts.
    package var account: String?
    /// Seconds since 1970, inclusive.
    package var since: Double?
    package var until: Double?
    /// Only entries older than that of this number.
    package var before: Int64?
    /// Part of operation, target, reason, who or answer.
    package var text: String
    /// The entries of one bulk run only.
    package var run: Int64?
    /// Whether rows of bulk runs are left out; the run itself then stands for them.
    package var withoutRows: Bool
    package var limit: Int

    package init(
        account: String? = nil, since: Double? = nil, until: Double? = nil, before: Int64? = nil, text: String = "",
        run: Int64? = nil,
        withoutRows: Bool = false, limit: Int = 1000
    ) {
        self.account = account
        self.since = since
        self.until = until
        self.before = before
        self.text = text
        self.run = run
        self.withoutRows = withoutRows
        self.limit = limit
    }
}
