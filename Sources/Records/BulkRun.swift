import ResellerAPI

/// One operation over many things: customers, or addresses of one customer. It outlives the program that began it.
package struct BulkRun: Sendable, Hashable, Identifiable {
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        /// Being worked on, or its process ended: who holds its lease tells.
        case running
        /// A person paused it.
        case paused
        /// A person ended it; rows that wait are never sent.
        case cancelled
        /// No row waits any more.
        case finished
    }

    /// Given by the archive; 0 before.
    package var id: Int64
    package var account: String
    package var context: String
    package var who: String
    /// When it was made; seconds since 1970.
    package var at: Double
    /// Id of the operation of every row.
    package var operation: String
    package var reason: String
    package var stage: Stage
    package var counts: BulkCounts
    /// When a row was closed last.
    package var changedAt: Double

    package init(
        id: Int64 = 0, account: String, context: String, who: String, at: Double, operation: String,
        reason: String = "", stage: Stage = .running, counts: BulkCounts = BulkCounts(), changedAt: Double = 0
    ) {
        self.id = id
        self.account = account
        self.context = context
        self.who = who
        self.at = at
        self.operation = operation
        self.reason = reason
        self.stage = stage
        self.counts = counts
        self.changedAt = changedAt
    }
}

/// How many rows of a run stand how.
package struct BulkCounts: Sendable, Hashable {
    package var waiting = 0
    package var sent = 0
    package var done = 0
    package var skipped = 0
    package var failed = 0
    package var unknown = 0

    package init(waiting: Int = 0, sent: Int = 0, done: Int = 0, skipped: Int = 0, failed: Int = 0, unknown: Int = 0) {
        self.waiting = waiting
        self.sent = sent
        self.done = done
        self.skipped = skipped
        self.failed = failed
        self.unknown = unknown
    }

    package var total: Int { waiting + sent + done + skipped + failed + unknown }
    /// Rows that nobody has to come back to by themselves: done, failed, skipped, unknown.
    package var closed: Int { done + skipped + failed + unknown }
}

/// One row of a run: one call.
package struct BulkRow: Sendable, Hashable {
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        /// Nothing was sent.
        case waiting
        /// Written down before the call goes out. Found so after a crash: it may have been carried out.
        case sent
        case done
        /// There was nothing to do: the address was not on the list, the state was as wanted.
        case skipped
        /// The service said no, or was not reached: not carried out.
        case failed
        /// May have been carried out; never sent again without a person's word.
        case unknown
    }

    /// From 0, in the order of the preview.
    package var index: Int
    /// What the row is about, as the list shows it: username or address.
    package var target: String
    /// All parameters of the call. Holds no secrets: operations with secret fields have no bulk runs.
    package var parameters: Parameters
    package var stage: Stage
    /// The service's words, or the program's.
    package var answer: String
    /// When it was last changed; seconds since 1970.
    package var at: Double
    /// What was there before the call, for reading back.
    package var before: StateImage?
    /// Entry of the journal.
    package var entry: Int64?

    package init(
        index: Int, target: String, parameters: Parameters, stage: Stage = .waiting, answer: String = "",
        at: Double = 0, before: StateImage? = nil, entry: Int64? = nil
    ) {
        self.index = index
        self.target = target
        self.parameters = parameters
        self.stage = stage
        self.answer = answer
        self.at = at
        self.before = before
        self.entry = entry
    }
}

/// Where an address was seen on a list, in the archive.
package struct SeenSuppression: Sendable, Hashable {
    package let username: String
    package let suppression: Suppression
    /// When that list of that customer was read; seconds since 1970.
    package let readAt: Double

    package init(username: String, suppression: Suppression, readAt: Double) {
        self.username = username
        self.suppression = suppression
        self.readAt = readAt
    }
}

/// How much of an account's suppression lists the archive has seen.
package struct SeenCoverage: Sendable, Hashable {
    /// Customers of whom all four lists were read.
    package let customers: Int
    /// When the oldest and the newest of them were read; seconds since 1970.
    package let oldest: Double?
    package let newest: Double?

    package init(customers: Int, oldest: Double?, newest: Double?) {
        self.customers = customers
        self.oldest = oldest
        self.newest = newest
    }
}

/// Names that no call of the service lists; typed once and remembered.
package enum RememberedKind: String, Sendable, Hashable, CaseIterable {
    /// Subusers of a customer: the owner is the customer.
    case subuser
    /// IP groups of the account: the owner is empty.
    case ipGroup
    /// Credentials of a customer: the owner is the customer.
    case credential
    /// Whose mail comes from a domain, as a person decided: the owner is the domain, the name the customer.
    case senderDomain
    /// Customers that stay on the live board: the owner is empty.
    case pinned
}
