import Records
import ResellerAPI

/// The outside world of a write.
package struct WriteWorld: Sendable {
    package var read: @Sendable (Request) async -> Result<Reply, APIError>
    /// Makes a call. The check is asked immediately before the bytes go out; where it says no, nothing goes out.
    package var write: @Sendable (Request, @escaping LastCheck) async -> Result<Reply, APIError>
    /// Seconds since 1970.
    package var now: @Sendable () -> Double
    /// Seconds that only grow, whatever is done to the clock of the machine.
    package var steady: @Sendable () -> Double
    /// Returns after so many seconds; throws when cancelled.
    package var sleep: @Sendable (Double) async throws -> Void

    package init(
        read: @escaping @Sendable (Request) async -> Result<Reply, APIError>,
        write: @escaping @Sendable (Request, @escaping LastCheck) async -> Result<Reply, APIError>,
        now: @escaping @Sendable () -> Double, steady: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.read = read
        self.write = write
        self.now = now
        self.steady = steady
        self.sleep = sleep
    }

    /// Returns at a time, at once where it has passed.
    func sleep(until time: Double) async throws {
        let rest = time - now()
        if rest > 0 { try await sleep(rest) }
    }
}

/// How long things take that nobody can see.
package enum WriteTiming {
    /// Seconds after which an answer that was lost is looked for the first time: by then the call is mostly done.
    package static let flight = 3.0
    /// Seconds after sending from which on nothing of a call is under way: only then reading back can show that it was
    /// not done.
    package static let deadline = CallDeadline.seconds + 1
    /// Seconds that a call may wait for its turn after the state was looked at; what was seen then is old.
    package static let patience = 60.0
    /// How often a call that can be repeated is sent again when its answer was lost, and until when.
    static let repeats = 3
    static let repeatsFor = 30.0
    /// Seconds that the last question before sending may take. Longer, and the process may have been stopped.
    static let longestCheck = 2.0
}

/// Where one write is written down: an entry of the journal, alone or together with the row of a bulk run.
package protocol WriteLedger: Sendable {
    /// Writes it down, on the disk, before the call goes out; gives the number of the entry.
    func open(before: StateImage?) async -> Result<Int64, Trouble>
    /// Whether the call is still this process's to make, asked immediately before it goes out and noting that it does.
    func maySend(_ entry: Int64) async -> Bool
    /// Notes that nobody knows yet what became of it.
    func note(_ pending: PendingWrite) async
    /// Writes down how it ended; nil, or why that could not be written.
    func close(_ entry: Int64, _ ending: WriteEnding, after: StateImage?) async -> Trouble?
    /// Whether it stays open when it can't be read back for this reason, as it will be possible later.
    func waits(for error: APIError) -> Bool
}

/// Why something could not be done, in words for a person.
package struct Trouble: Error, Sendable, Equatable {
    package let words: String

    package init(_ words: String) { self.words = words }
}

/// What is looked at before a call.
package enum FirstLook: Sendable, Equatable {
    /// Nothing: one call is made, no more.
    case none
    /// The state, against the one that a person said yes to.
    case against(StateImage?)
    /// The state, and nothing is sent where it is as wanted already.
    case skippingWhatIsSo
}

/// A call whose answer did not come, and of which reading back does not tell yet.
package struct PendingWrite: Sendable, Equatable {
    /// Why nobody knows what became of it.
    package enum Loss: Sendable, Equatable {
        /// No answer came that is the service's; the client's words.
        case answer(String)
        /// The program ended, or lost sight of it, after it was written down.
        case unheard

        package var words: String {
            switch self {
            case .answer: "the answer was lost"
            case .unheard: "the program ended before the answer came"
            }
        }
    }

    package let request: Request
    package let entry: Int64
    package let before: StateImage?
    package let loss: Loss
    /// When the bytes went out at the latest; seconds since 1970.
    package let sentAt: Double

    /// From when on it is no longer under way.
    package var until: Double { sentAt + WriteTiming.deadline }

    package init(request: Request, entry: Int64, before: StateImage?, loss: Loss, sentAt: Double) {
        self.request = request
        self.entry = entry
        self.before = before
        self.loss = loss
        self.sentAt = sentAt
    }
}

/// How a write ended, as far as anybody can know.
package enum WriteEnding: Sendable, Equatable {
    case done(String)
    /// The service's own words.
    case refused(String)
    /// Surely not carried out.
    case notDone(String, Why)
    case unknown(String)

    package enum Why: Sendable, Equatable {
        /// It did not get to the service, or that does not do it.
        case failed(APIError)
        /// Nothing went out: its turn came too late, or the program is ending.
        case notSent
        /// Reading back shows it.
        case readBack(PendingWrite.Loss)
    }

    package var outcome: WriteOutcome {
        switch self {
        case .done(let words): .done(words)
        case .refused(let words): .refused(words)
        case .notDone(let words, _): .failed(words)
        case .unknown(let words): .unknown(words)
        }
    }
}

/// What came of one write.
package enum WriteEnd: Sendable, Equatable {
    /// Nothing was sent: the state is not the one that was seen.
    case drifted(StateImage)
    /// Nothing was sent: it is as wanted.
    case alreadySo(StateImage)
    /// Nothing was sent: the state can't be read.
    case notLookedAt(APIError)
    /// Nothing was sent: it can't be written down.
    case notOpened(Trouble)
    case closed(ClosedWrite)
    /// Nobody knows yet; looked at again when its deadline has passed.
    case underWay(PendingWrite)
    /// It can't be read back now, and stays open.
    case unreadable(APIError, PendingWrite)
    /// Nothing was sent: another process has it now, and what is written down is left to that.
    case takenOver
    /// The work was cancelled; what is written down tells how far it came.
    case left
}

/// A write that is over.
package struct ClosedWrite: Sendable, Equatable {
    package let entry: Int64
    package let ending: WriteEnding
    package let before: StateImage?
    package let after: StateImage?
    /// Seconds since 1970.
    package let closedAt: Double
    /// Why the journal says that it is open all the same.
    package let trouble: Trouble?

    package init(
        entry: Int64, ending: WriteEnding, before: StateImage?, after: StateImage?, closedAt: Double,
        trouble: Trouble? = nil
    ) {
        self.entry = entry
        self.ending = ending
        self.before = before
        self.after = after
        self.closedAt = closedAt
        self.trouble = trouble
    }
}
