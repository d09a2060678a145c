import Changes
import Records
import ResellerAPI
import Synchronization

/// A service, a journal and a clock that passes when somebody waits.
final class WriteBench: Sendable {
    /// What the service does with the next call that changes something.
    enum Meeting: Sendable {
        case answered
        /// Done, but its answer does not come.
        case doneAndLost
        /// Never done, and no answer comes.
        case lost
        /// No answer comes, and it is done so many seconds later.
        case late(Double)
        /// Done, and the answer is another's, with this reason.
        case doneAndFailed(APIError.Reason)
        /// Not done, with this reason.
        case failed(APIError.Reason)
    }

    struct State {
        var now = 1_800_000_000.0
        var credits = 100
        var email = "old@hollin.example"
        var meetings: [Meeting] = []
        /// What somebody else does at a time.
        var events: [(at: Double, work: @Sendable (inout State) -> Void)] = []
        var readFaults: [APIError.Reason] = []
        var sent: [Double] = []
        var entries: [JournalEntry] = []
        var refusesClosing = false
        var refusesOpening = false
        var isMine = true
        /// Seconds that the last question before sending takes, one after the other.
        var checkTakes: [Double] = []
        /// Seconds that a call waits for its turn.
        var turnTakes = 0.0
    }

    let state = Mutex(State())

    func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    var sent: Int { state.withLock { $0.sent.count } }
    var credits: Int { state.withLock { $0.credits } }
    var email: String { state.withLock { $0.email } }
    var now: Double { state.withLock { $0.now } }
    var entryCount: Int { state.withLock { $0.entries.count } }
    var entry: JournalEntry? { state.withLock { $0.entries.last } }

    static let increment = Request("limits.increment", ["user": "hollin", "credits": "50"])
    static let email = Request("customer.setEmail", ["user": "hollin", "email": "new@hollin.example"])
    static let failure = APIError.Reason.lost("no answer")

    var world: WriteWorld {
        WriteWorld(
            read: { self.read($0) }, write: { await self.write($0, $1) }, now: { self.now }, steady: { self.now },
            sleep: { seconds in
                try Task.checkCancellation()
                self.pass(seconds)
            })
    }

    var book: JournalBook {
        JournalBook(
            begin: { self.begin($0) }, maySend: { _ in self.maySend() },
            close: { id, outcome, after, time in self.close(id, outcome, after, time) })
    }

    func path(isPatient: Bool = false) -> WritePath {
        let entry = JournalEntry(
            at: now, account: "acme", context: "acme", who: "op", operation: "x", parameters: Parameters())
        return WritePath(
            world: world, ledger: JournalLedger(entry, book: book, isPatient: isPatient, now: { self.now }))
    }

    /// Lets time pass, and what falls due in it happen.
    func pass(_ seconds: Double) {
        set { state in
            state.now += seconds
            while let due = state.events.firstIndex(where: { $0.at <= state.now }) {
                state.events.remove(at: due).work(&state)
            }
        }
    }

    func after(_ seconds: Double, _ work: @escaping @Sendable (inout State) -> Void) {
        set { $0.events.append(($0.now + seconds, work)) }
    }

    // MARK: - Service

    private func read(_ request: Request) -> Result<Reply, APIError> {
        state.withLock { state in
            if !state.readFaults.isEmpty {
                return .failure(APIError(operation: request.operation.id, reason: state.readFaults.removeFirst()))
            }
            let record: Value =
                request.operation.id == "limits.get"
                ? .record(Record([.init("credit", .count(0)), .init("credit_remain", .count(state.credits))]))
                : .list([
                    .record(Record([.init("username", .text("hollin")), .init("email", .text(state.email))]))
                ])
            return .success(Reply(operation: request.operation, value: record))
        }
    }

    private func write(_ request: Request, _ lastCheck: LastCheck) async -> Result<Reply, APIError> {
        pass(state.withLock { $0.turnTakes })
        let id = request.operation.id
        guard await lastCheck() else { return .failure(APIError(operation: id, reason: .cancelled)) }
        let apply: @Sendable (inout State) -> Void = { state in
            if id == "limits.increment" { state.credits += 50 } else { state.email = "new@hollin.example" }
        }
        return state.withLock { state in
            state.sent.append(state.now)
            let failed = { (reason: APIError.Reason) -> Result<Reply, APIError> in
                .failure(APIError(operation: id, reason: reason))
            }
            switch state.meetings.isEmpty ? .answered : state.meetings.removeFirst() {
            case .answered:
                apply(&state)
                let words = Record([.init("message", .text("success"))])
                return .success(Reply(operation: request.operation, value: .record(words)))
            case .doneAndLost:
                apply(&state)
                return failed(Self.failure)
            case .lost: return failed(Self.failure)
            case .late(let seconds):
                state.events.append((state.now + seconds, apply))
                return failed(Self.failure)
            case .doneAndFailed(let reason):
                apply(&state)
                return failed(reason)
            case .failed(let reason): return failed(reason)
            }
        }
    }

    // MARK: - Journal

    private func begin(_ entry: JournalEntry) -> Result<Int64, Trouble> {
        state.withLock { state in
            if state.refusesOpening { return .failure(Trouble("no space left")) }
            var entry = entry
            entry.id = Int64(state.entries.count + 1)
            state.entries.append(entry)
            return .success(entry.id)
        }
    }

    private func maySend() -> Bool {
        let seconds = state.withLock { $0.checkTakes.isEmpty ? 0 : $0.checkTakes.removeFirst() }
        pass(seconds)
        return state.withLock { $0.isMine }
    }

    private func close(_ id: Int64, _ outcome: WriteOutcome, _ after: StateImage?, _ time: Double) -> Trouble? {
        state.withLock { state in
            if state.refusesClosing { return Trouble("no space left") }
            guard let place = state.entries.firstIndex(where: { $0.id == id }) else { return Trouble("no such entry") }
            state.entries[place].outcome = outcome
            state.entries[place].after = after
            state.entries[place].closedAt = time
            return nil
        }
    }
}
