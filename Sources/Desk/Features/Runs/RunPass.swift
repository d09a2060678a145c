import Changes
import Records
import ResellerAPI

/// Works the rows of a run, never two of one target at the same time, until none waits or none can go on. What was begun
/// is brought to its end. A row whose answer was lost keeps its target busy until its deadline, but no place: the others
/// go on meanwhile.
struct RunPass {
    /// Rows that are asked for at the same time.
    static let width = 4
    /// Rows that are fetched from the archive at once.
    static let batch = 64
    /// Rows of which nobody knows yet, at most; when there are more, something is wrong with the link.
    private static let mostLate = 16

    let environment: DeskEnvironment
    let rowWork: RowWork
    let rowEnded: @Sendable () async -> Void

    private var queue: [BulkRow] = []
    private var late: [LateRow] = []
    /// Targets that are being asked for.
    private var busy: Set<String> = []
    /// Places in the run of all rows that are here.
    private var taken: Set<Int> = []
    private(set) var end = RowEnd.closed
    /// Whether any row came to its end.
    private(set) var hasClosed = false

    init(environment: DeskEnvironment, rowWork: RowWork, rowEnded: @escaping @Sendable () async -> Void) {
        self.environment = environment
        self.rowWork = rowWork
        self.rowEnded = rowEnded
    }

    /// A row that was sent and not closed, and when it is looked at.
    private struct LateRow {
        let row: BulkRow
        let pending: PendingWrite
        let due: Double
    }

    private enum Job: Sendable {
        case carryOut(BulkRow)
        case resolve(BulkRow, PendingWrite)

        var row: BulkRow {
            switch self {
            case .carryOut(let row), .resolve(let row, _): row
            }
        }
    }

    private var run: Int64 { rowWork.run.id }

    /// Returns when no row is left or none can go on.
    mutating func work() async {
        await findSent()
        await withTaskGroup(of: (BulkRow, RowEnd).self) { group in
            while true {
                while end == .closed, busy.count < Self.width, let job = await nextJob() {
                    busy.insert(job.row.target)
                    group.addTask { [rowWork] in
                        switch job {
                        case .carryOut(let row): (row, await rowWork.carryOut(row))
                        case .resolve(let row, let pending): (row, await rowWork.resolve(row, pending))
                        }
                    }
                }
                if let (row, result) = await group.next() {
                    took(row, result)
                    await rowEnded()
                } else if end != .closed || late.isEmpty {
                    break
                } else {
                    await waitForLate()
                }
            }
        }
    }

    /// Rows that a program sent and did not close are looked at first.
    private mutating func findSent() async {
        switch await environment.runs.next(run, .sent, .max) {
        case .failed(let why): end = .stops(.blocked(why))
        case .done(let rows):
            late = rows.map { LateRow(row: $0, pending: rowWork.pending($0), due: environment.now()) }
            taken = Set(rows.map(\.index))
        }
    }

    private mutating func took(_ row: BulkRow, _ result: RowEnd) {
        busy.remove(row.target)
        if case .late(let pending) = result {
            var row = row
            row.entry = pending.entry
            row.before = pending.before
            late.append(LateRow(row: row, pending: pending, due: pending.until))
            return
        }
        taken.remove(row.index)
        if result == .closed { hasClosed = true }
        end = end.worse(result)
    }

    // MARK: - What is next

    private mutating func nextJob() async -> Job? {
        guard await isWanted() else {
            end = .stops(.stopped)
            return nil
        }
        let now = environment.now()
        if let place = late.firstIndex(where: { $0.due <= now }) {
            let one = late.remove(at: place)
            return .resolve(one.row, one.pending)
        }
        guard late.count < Self.mostLate else { return nil }
        if let row = nextRow() { return .carryOut(row) }
        await refill()
        return nextRow().map { .carryOut($0) }
    }

    /// The first row whose target is neither being asked for nor late: rows of one target keep their order.
    private mutating func nextRow() -> BulkRow? {
        let lateTargets = Set(late.map(\.row.target))
        guard let place = queue.firstIndex(where: { !busy.contains($0.target) && !lateTargets.contains($0.target) })
        else { return nil }
        return queue.remove(at: place)
    }

    private mutating func refill() async {
        guard queue.count < Self.batch * 4 else { return }
        switch await environment.runs.next(run, .waiting, Self.batch + taken.count) {
        case .failed(let why): end = .stops(.blocked(why))
        case .done(let rows):
            let new = rows.filter { taken.insert($0.index).inserted }
            queue += new
        }
    }

    /// Nothing is left but to wait for deadlines; a person may stop the run meanwhile.
    private mutating func waitForLate() async {
        let due = late.map(\.due).min() ?? environment.now()
        let rest = max(0.05, min(due - environment.now(), 1))
        if (try? await environment.sleep(rest)) == nil { end = .stops(.abandoned) }
    }

    /// Whether a person still wants rows to be sent.
    private func isWanted() async -> Bool {
        guard !Task.isCancelled, case .done(let run) = await environment.runs.run(run) else { return false }
        return run.stage == .running
    }
}

extension RowEnd {
    /// What of two ends decides about the rows that wait.
    fileprivate func worse(_ other: RowEnd) -> RowEnd {
        switch (self, other) {
        case (.stops, _): self
        case (_, .stops): other
        case (.waits(_, let one), .waits(_, let two)): (two ?? 0) > (one ?? 0) ? other : self
        case (.waits, .closed), (.waits, .late), (.closed, .late): self
        default: other
        }
    }
}
