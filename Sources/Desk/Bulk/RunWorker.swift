import Records
import ResellerAPI

/// Works the rows of a run, a few at a time, until none waits, a person stops it, or the desk ends.
///
/// All that it knows stands in the archive: it can be thrown away at any moment, and another one goes on.
package struct RunWorker: Sendable {
    /// Rows that are asked for at the same time.
    static let width = 4
    /// Rows that are fetched from the archive at once.
    static let batch = 64

    let environment: DeskEnvironment
    let id: Int64

    package init(environment: DeskEnvironment, run: Int64) {
        self.environment = environment
        id = run
    }

    /// Returns when nobody works on the run here any more; `report` is told how it stands at most twice a second.
    package func work(report: @escaping @Sendable (RunReport) async -> Void) async -> RunEnd {
        guard await environment.runs.hold(id) else { return .heldElsewhere }
        let progress = RunProgress(environment: environment, run: id, report: report)
        let end = await workRows(progress)
        await progress.tell(.ended(end))
        await environment.runs.release(id)
        return end
    }

    /// Keeps the right to a run while its rows wait for answers; ends when another process has it.
    package func keepHolding() async {
        while (try? await environment.sleep(RowWork.trust)) != nil, await environment.runs.hold(id) {}
    }

    private func workRows(_ progress: RunProgress) async -> RunEnd {
        var holds = 0
        while !Task.isCancelled {
            guard await environment.runs.hold(id) else { return .heldElsewhere }
            guard let rows = await nextRows() else { return .stopped }
            switch rows {
            case .failed(let why): return .blocked(why)
            case .done(let work):
                if work.rows.isEmpty { return await finish() }
                await progress.tell(.working)
                switch await workBatch(work, progress) {
                case .closed: holds = 0
                case .stops(let end): return end
                case .waits(let why, let seconds):
                    holds += 1
                    let wait = min(60, max(seconds ?? 0, Double(1 << min(holds, 6))))
                    await progress.tell(.holding(why: why, until: environment.now() + wait))
                    if (try? await environment.sleep(wait)) == nil { return .abandoned }
                }
            }
        }
        return .abandoned
    }

    /// Nil when a person stopped the run.
    private func nextRows() async -> Outcome<Work>? {
        switch await environment.runs.run(id) {
        case .failed(let why): return .failed(why)
        case .done(let run):
            guard run.stage == .running else { return nil }
            guard let operation = ResellerAPI.Operation.named(run.operation) else {
                return .failed("the call \(run.operation) is not known to this version of the program")
            }
            switch await environment.runs.next(id, Self.batch) {
            case .failed(let why): return .failed(why)
            case .done(let rows): return .done(Work(run: run, operation: operation, rows: rows))
            }
        }
    }

    private struct Work: Sendable, Equatable {
        let run: BulkRun
        let operation: ResellerAPI.Operation
        let rows: [BulkRow]
    }

    private func finish() async -> RunEnd {
        if case .failed(let why) = await environment.runs.setStage(id, .finished) { return .blocked(why) }
        return .finished
    }

    /// Works some rows, never two of one target at the same time. What was begun is brought to its end; nothing more is
    /// begun once a row can't go on, or a person stopped the run.
    private func workBatch(_ work: Work, _ progress: RunProgress) async -> RowEnd {
        let rowWork = RowWork(environment: environment, run: work.run, operation: work.operation)
        var queue = work.rows[...]
        var later: [BulkRow] = []
        var busy: Set<String> = []
        var end = RowEnd.closed
        await withTaskGroup(of: (String, RowEnd).self) { group in
            while true {
                while end == .closed, busy.count < Self.width,
                    let row = Self.take(&queue, &later, except: busy)
                {
                    guard await isWanted() else {
                        end = .stops(.stopped)
                        break
                    }
                    busy.insert(row.target)
                    group.addTask {
                        (row.target, row.stage == .sent ? await rowWork.resolve(row) : await rowWork.carryOut(row))
                    }
                }
                guard let (target, result) = await group.next() else { break }
                busy.remove(target)
                end = end.worse(result)
                await progress.rowEnded()
            }
        }
        return end
    }

    /// The first row whose target is not being worked on.
    private static func take(
        _ queue: inout ArraySlice<BulkRow>, _ later: inout [BulkRow], except busy: Set<String>
    ) -> BulkRow? {
        if let index = later.firstIndex(where: { !busy.contains($0.target) }) { return later.remove(at: index) }
        while let row = queue.popFirst() {
            // Behind an earlier row of the same target that waits, too: their order is that of the preview.
            if busy.contains(row.target) || later.contains(where: { $0.target == row.target }) {
                later.append(row)
            } else {
                return row
            }
        }
        return nil
    }

    /// Whether a person still wants rows to be sent.
    private func isWanted() async -> Bool {
        guard !Task.isCancelled, case .done(let run) = await environment.runs.run(id) else { return false }
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
        case (.waits, .closed): self
        default: other
        }
    }
}

/// Tells how a run stands, at most twice a second: the screen follows the rows, the rows never wait for it.
private actor RunProgress {
    private let environment: DeskEnvironment
    private let run: Int64
    private let report: @Sendable (RunReport) async -> Void
    private var toldAt = -Double.infinity

    init(environment: DeskEnvironment, run: Int64, report: @escaping @Sendable (RunReport) async -> Void) {
        self.environment = environment
        self.run = run
        self.report = report
    }

    func rowEnded() async {
        guard environment.now() - toldAt >= 0.5 else { return }
        await tell(.working)
    }

    func tell(_ standing: RunReport.Standing) async {
        toldAt = environment.now()
        guard case .done(let run) = await environment.runs.run(run) else { return }
        await report(RunReport(run: run, standing: standing))
    }
}
