import Desk
import Records
import ResellerAPI
import Synchronization
import Testing

/// An archive and a service that outlive the programs that use them.
final class BulkWorld: Sendable {
    struct State {
        var runs: [Int64: BulkRun] = [:]
        var rows: [Int64: [BulkRow]] = [:]
        var journal: [JournalEntry] = []
        /// What customers have left.
        var credits: [String: Int] = [:]
        /// How often each customer's credits were raised.
        var raised: [String: Int] = [:]
        /// Who is being asked for at this moment, and the most at once.
        var asked: [String: Int] = [:]
        var mostAsked = 0
        var mostAskedOfOne = 0
        /// By whom runs are held.
        var holders: [Int64: Life] = [:]
        /// What the service says to the next calls that are not reads, and to reads.
        var writeFaults: [APIError.Reason?] = []
        var readFaults: [APIError.Reason?] = []
        /// After how many increments a person pauses the run.
        var pausesAfter: Int?
        /// What happens while the next call waits for its turn.
        var duringWait: (@Sendable (inout State) -> Void)?
        /// Why the archive can't be written.
        var problem: String?
        /// Whether a write that gets a fault is carried out all the same.
        var appliesFaulty = false
    }

    let state = Mutex(State())
    /// Holds calls back until so many are there.
    let gate = Gate()

    /// A run of increments by 10 over these customers, who have 100 each.
    static func increments(_ names: [String], stage: BulkRun.Stage = .running) -> BulkWorld {
        let world = BulkWorld()
        world.state.withLock { state in
            for name in names { state.credits[name] = 100 }
            var run = BulkRun(
                id: 7, account: "acme", context: "acme", who: "kim", at: noon, operation: "limits.increment",
                reason: "T-1", stage: stage)
            run.counts.waiting = names.count
            state.runs[7] = run
            state.rows[7] = names.enumerated().map { index, name in
                BulkRow(index: index, target: name, parameters: ["user": name, "credits": "10"])
            }
        }
        return world
    }

    func run(_ id: Int64 = 7) -> BulkRun? { state.withLock { $0.counted(id) } }
    func rows(_ id: Int64 = 7) -> [BulkRow] { state.withLock { $0.rows[id] ?? [] } }
    var journal: [JournalEntry] { state.withLock { $0.journal } }
    var credits: [String: Int] { state.withLock { $0.credits } }
    var raised: [String: Int] { state.withLock { $0.raised } }

    /// Puts a world of one life into an environment: archive and service answer as long as it lives.
    func fill(_ environment: inout DeskEnvironment, life: Life = Life()) {
        environment.runs = port(life)
        environment.read = { [self] request, _ in
            await life.answered(Answered(.failure(Self.lost(request)), at: noon)) { read(request) }
        }
        environment.write = { [self] request, priority, lastCheck in
            #expect(priority == .marked, "a run lets those at the keyboard go first")
            let user = request.parameters["user"] ?? ""
            begin(user)
            await gate.pass()
            state.withLock { state in
                let happens = state.duringWait
                state.duringWait = nil
                happens?(&state)
            }
            guard await lastCheck() else {
                end(user)
                return Answered(
                    .failure(APIError(operation: request.operation.id, reason: .cancelled)), at: noon)
            }
            let answer = await life.answered(Answered(.failure(Self.lost(request)), at: noon)) { write(request) }
            end(user)
            return answer
        }
    }

    private static func lost(_ request: Request) -> APIError {
        APIError(operation: request.operation.id, reason: .lost("the program ended"))
    }

    // MARK: - Service

    private func begin(_ user: String) {
        state.withLock { state in
            state.asked[user, default: 0] += 1
            state.mostAsked = max(state.mostAsked, state.asked.values.reduce(0, +))
            state.mostAskedOfOne = max(state.mostAskedOfOne, state.asked[user] ?? 0)
        }
    }

    private func end(_ user: String) { state.withLock { $0.asked[user, default: 1] -= 1 } }

    private func read(_ request: Request) -> Answered<Reply> {
        state.withLock { state in
            let operation = request.operation
            if !state.readFaults.isEmpty, let fault = state.readFaults.removeFirst() {
                return Answered(.failure(APIError(operation: operation.id, reason: fault)), at: noon)
            }
            let left = state.credits[request.parameters["user"] ?? ""]
            let record = left.map { left in
                Value.record(Record([.init("credit", .count(0)), .init("credit_remain", .count(left))]))
            }
            return Answered(.success(Reply(operation: operation, value: record ?? .null)), at: noon)
        }
    }

    private func write(_ request: Request) -> Answered<Reply> {
        state.withLock { state in
            let operation = request.operation
            let fault = state.writeFaults.isEmpty ? nil : state.writeFaults.removeFirst()
            if fault == nil || state.appliesFaulty {
                let user = request.parameters["user"] ?? ""
                state.credits[user, default: 0] += request.parameters["credits"].flatMap { Int($0) } ?? 0
                state.raised[user, default: 0] += 1
                if state.raised.count == state.pausesAfter { state.runs[7]?.stage = .paused }
            }
            if let fault { return Answered(.failure(APIError(operation: operation.id, reason: fault)), at: noon) }
            let record = Record([.init("message", .text("success"))])
            return Answered(.success(Reply(operation: operation, value: .record(record))), at: noon)
        }
    }

    // MARK: - Archive

    private func port(_ life: Life) -> RunPort {
        RunPort(
            create: { [self] run, rows in await life.answered(.failed("dead")) { create(run, rows) } },
            runs: { [self] in
                await life.answered(.failed("dead")) {
                    state.withLock { state in .done(state.runs.keys.sorted(by: >).compactMap(state.counted)) }
                }
            },
            run: { [self] id in
                await life.answered(.failed("dead")) {
                    state.withLock { state in state.counted(id).map { .done($0) } ?? .failed("no run") }
                }
            },
            rows: { [self] id, offset, limit in
                await life.answered(.failed("dead")) { page(id, offset, limit, byNeed: true) }
            },
            rowsInOrder: { [self] id, offset, limit in
                await life.answered(.failed("dead")) { page(id, offset, limit, byNeed: false) }
            },
            next: { [self] id, stage, limit in await life.answered(.failed("dead")) { next(id, stage, limit) } },
            markSent: { [self] id, row, entry in
                await life.answered(.failed("dead")) { markSent(id, row, entry) }
            },
            maySend: { [self] id, index, entry in await life.answered(false) { maySend(id, index, entry, life) } },
            note: { [self] id, index, words in
                _ = await life.answered(false) {
                    state.withLock { $0.rows[id]?[index].answer = words }
                    return true
                }
            },
            close: { [self] id, row, outcome, after in
                await life.answered(.failed("dead")) { close(id, row, outcome, after) }
            },
            settle: { [self] id, row in
                await life.answered(.failed("dead")) { change(id, row, from: [.waiting]) }
            },
            setStage: { [self] id, stage in
                await life.answered(.failed("dead")) {
                    state.withLock { $0.runs[id]?.stage = stage }
                    return .done(true)
                }
            },
            retryFailed: { [self] id in await life.answered(.failed("dead")) { retryFailed(id) } },
            decide: { [self] id, index, again in
                await life.answered(.failed("dead")) {
                    state.withLock { state in
                        guard state.rows[id]?[index].stage == .unknown else { return .failed("no unknown row") }
                        state.rows[id]?[index].stage = again ? .waiting : .done
                        return .done(true)
                    }
                }
            },
            hold: { [self] id in
                await life.answered(.failed("dead")) {
                    state.withLock { state in
                        if let problem = state.problem { return .failed(problem) }
                        if let holder = state.holders[id], holder !== life, !holder.isOver { return .elsewhere }
                        state.holders[id] = life
                        return .mine
                    }
                }
            },
            release: { [self] id in
                _ = await life.answered(false) {
                    state.withLock { state in
                        if state.holders[id] === life { state.holders[id] = nil }
                        return true
                    }
                }
            },
            isHeldElsewhere: { [self] id in
                state.withLock { state in state.holders[id].map { $0 !== life && !$0.isOver } ?? false }
            })
    }

    private func create(_ run: BulkRun, _ rows: [BulkRow]) -> Outcome<Int64> {
        state.withLock { state in
            let id = (state.runs.keys.max() ?? 0) + 1
            var run = run
            run.id = id
            state.runs[id] = run
            state.rows[id] = rows
            return .done(id)
        }
    }

    private func page(_ id: Int64, _ offset: Int, _ limit: Int, byNeed: Bool) -> Outcome<[BulkRow]> {
        state.withLock { state in
            let order: [BulkRow.Stage] = [.unknown, .failed, .sent, .skipped, .done, .waiting]
            let all = state.rows[id] ?? []
            let rows = byNeed ? order.flatMap { stage in all.filter { $0.stage == stage } } : all
            return .done(Array(rows.dropFirst(offset).prefix(limit)))
        }
    }

    private func next(_ id: Int64, _ stage: BulkRow.Stage, _ limit: Int) -> Outcome<[BulkRow]> {
        state.withLock { state in .done(Array((state.rows[id] ?? []).filter { $0.stage == stage }.prefix(limit))) }
    }

    private func maySend(_ id: Int64, _ index: Int, _ entry: Int64, _ life: Life) -> Bool {
        state.withLock { state in
            let row = state.rows[id]?[index]
            return state.holders[id] === life && row?.stage == .sent && row?.entry == entry
        }
    }

    private func markSent(_ id: Int64, _ row: BulkRow, _ entry: JournalEntry) -> Outcome<Int64> {
        state.withLock { state in
            guard state.rows[id]?[row.index].stage == .waiting else { return .failed("row \(row.index) does not wait") }
            guard state.runs[id]?.stage != .cancelled else { return .failed("cancelled") }
            var (row, entry) = (row, entry)
            entry.id = Int64(state.journal.count + 1)
            state.journal.append(entry)
            (row.stage, row.entry, row.at) = (.sent, entry.id, entry.at)
            state.rows[id]?[row.index] = row
            return .done(entry.id)
        }
    }

    private func close(_ id: Int64, _ row: BulkRow, _ outcome: WriteOutcome, _ after: StateImage?) -> Outcome<Bool> {
        let changed = change(id, row, from: [.sent, .unknown])
        state.withLock { state in
            guard changed == .done(true), let entry = row.entry.map({ Int($0) - 1 }) else { return }
            state.journal[entry].outcome = outcome
            state.journal[entry].after = after
        }
        return changed
    }

    private func change(_ id: Int64, _ row: BulkRow, from stages: Set<BulkRow.Stage>) -> Outcome<Bool> {
        state.withLock { state in
            guard let now = state.rows[id]?[row.index].stage, stages.contains(now) else {
                return .failed("row \(row.index) has changed meanwhile")
            }
            state.rows[id]?[row.index] = row
            return .done(true)
        }
    }

    private func retryFailed(_ id: Int64) -> Outcome<Int> {
        state.withLock { state in
            var count = 0
            for index in state.rows[id]?.indices ?? 0..<0 where state.rows[id]?[index].stage == .failed {
                state.rows[id]?[index].stage = .waiting
                count += 1
            }
            if state.runs[id]?.stage == .finished { state.runs[id]?.stage = .paused }
            return .done(count)
        }
    }
}

/// Lets nobody through until several are there.
final class Gate: Sendable {
    private struct State {
        var width = 1
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func open(at width: Int) { state.withLock { $0.width = width } }

    func pass() async {
        await withCheckedContinuation { continuation in
            let through = state.withLock { state in
                state.waiting.append(continuation)
                guard state.waiting.count >= state.width else { return [CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for one in through { one.resume() }
        }
    }
}

extension BulkWorld.State {
    func counted(_ id: Int64) -> BulkRun? {
        guard var run = runs[id] else { return nil }
        run.counts = BulkCounts()
        for row in rows[id] ?? [] {
            switch row.stage {
            case .waiting: run.counts.waiting += 1
            case .sent: run.counts.sent += 1
            case .done: run.counts.done += 1
            case .skipped: run.counts.skipped += 1
            case .failed: run.counts.failed += 1
            case .unknown: run.counts.unknown += 1
            }
        }
        return run
    }
}

/// A program that may be killed at any step of what it does: from then on it changes nothing and hears nothing.
final class Life: Sendable {
    private struct State {
        var steps = 0
        var isOver = false
        var mourner: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    /// The step at which it ends; nil for one that lives on.
    private let lastStep: Int?

    init(endingAt step: Int? = nil) { lastStep = step }

    var isOver: Bool { state.withLock { $0.isOver } }
    var steps: Int { state.withLock { $0.steps } }

    /// Does something in two steps: before it is done, and before the answer is heard.
    func answered<Value: Sendable>(_ silence: Value, _ work: @Sendable () -> Value) async -> Value {
        guard await goesOn() else { return silence }
        let value = work()
        guard await goesOn() else { return silence }
        await Task.yield()
        return value
    }

    /// Returns when it has ended, or `task` has.
    func watch(_ task: Task<RunEnd, Never>) async -> RunEnd? {
        let watcher = Task {
            _ = await task.value
            mourn()
        }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isOver || state.steps < 0 { return true }
                state.mourner = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
        if isOver { task.cancel() }
        await watcher.value
        return isOver ? nil : await task.value
    }

    private func mourn() {
        state.withLock { state in
            defer { state.mourner = nil }
            return state.mourner
        }?.resume()
    }

    /// False once it has ended, when whoever asks is thrown away.
    private func goesOn() async -> Bool {
        let (isOver, isNow) = state.withLock { state in
            state.steps += 1
            let isNow = !state.isOver && state.steps == lastStep
            if isNow { state.isOver = true }
            return (state.isOver, isNow)
        }
        if isNow { mourn() }
        guard isOver else { return true }
        // Nothing ever comes of this but its end.
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        for await _ in stream {}
        continuation.finish()
        return false
    }
}
