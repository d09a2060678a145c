import Records
import ResellerAPI

/// Works the rows of a run, a few at a time, until none waits, a person stops it, or the desk ends.
///
/// All that it knows stands in the archive: it can be thrown away at any moment, and another one goes on.
package struct RunWorker: Sendable {
    /// Seconds after which the right to a run is renewed; shorter than its lease.
    static let renewal = 10.0

    let environment: DeskEnvironment
    let id: Int64

    package init(environment: DeskEnvironment, run: Int64) {
        self.environment = environment
        id = run
    }

    /// Returns when nobody works on the run here any more; `report` is told how it stands at most twice a second.
    package func work(report: @escaping @Sendable (RunReport) async -> Void) async -> RunEnd {
        if let end = await whyNotMine() { return end }
        let progress = RunProgress(environment: environment, run: id, report: report)
        let end = await workRows(progress)
        await progress.tell(.ended(end))
        await environment.runs.release(id)
        return end
    }

    /// Keeps the right to a run while its rows wait for answers; ends when another process has it.
    package func keepHolding() async {
        while (try? await environment.sleep(Self.renewal)) != nil, await environment.runs.hold(id) != .elsewhere {}
    }

    private func whyNotMine() async -> RunEnd? {
        switch await environment.runs.hold(id) {
        case .mine: nil
        case .elsewhere: .heldElsewhere
        case .failed(let why): .blocked(why)
        }
    }

    private func workRows(_ progress: RunProgress) async -> RunEnd {
        var holds = 0
        while !Task.isCancelled {
            if let end = await whyNotMine() { return end }
            let rowWork: RowWork
            switch await wanted() {
            case .failure(let end): return end
            case .success(let work): rowWork = work
            }
            await progress.tell(.working)
            var pass = RunPass(environment: environment, rowWork: rowWork) { await progress.rowEnded() }
            await pass.work()
            if pass.hasClosed { holds = 0 }
            switch pass.end {
            case .closed, .late: return await finish()
            case .stops(let end): return end
            case .waits(let why, let seconds):
                holds += 1
                let wait = min(60, max(seconds ?? 0, Double(1 << min(holds, 6))))
                await progress.tell(.holding(why: why, until: environment.now() + wait))
                if (try? await environment.sleep(wait)) == nil { return .abandoned }
            }
        }
        return .abandoned
    }

    /// The work on a run that a person still wants.
    private func wanted() async -> Result<RowWork, RunEnd> {
        switch await environment.runs.run(id) {
        case .failed(let why): return .failure(.blocked(why))
        case .done(let run):
            guard run.stage == .running else { return .failure(.stopped) }
            guard let operation = ResellerAPI.Operation.named(run.operation) else {
                return .failure(.blocked(RunsWords.unknownCall(run.operation)))
            }
            return .success(RowWork(environment: environment, run: run, operation: operation))
        }
    }

    private func finish() async -> RunEnd {
        if case .failed(let why) = await environment.runs.setStage(id, .finished) { return .blocked(why) }
        return .finished
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
