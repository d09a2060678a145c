import ArgumentParser
import Desk
import Formats
import Foundation
import Records
import ResellerAPI
import Settings

/// Bulk runs without a screen: listed, brought to their end, written out.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List bulk runs, resume one, or print its rows.",
        discussion: """
            An interrupted run continues where it stopped: what was in progress is read back first, no row is sent
            twice. Rows whose outcome can't be read back stay unknown until a person decides on the desk.
            """)

    @OptionGroup var account: AccountOptions

    @Option(help: ArgumentHelp("Resume an interrupted run; needs --write.", valueName: "id"))
    var resume: Int64?

    @Option(help: ArgumentHelp("Print the rows of a run as CSV.", valueName: "id"))
    var csv: Int64?

    @Flag(help: "Allow calls that change something.")
    var write = false

    func validate() throws {
        if resume != nil, csv != nil { throw ValidationError("--resume and --csv exclude each other.") }
    }

    func run() throws {
        let resolved = try account.resolveAloud(write: write)
        if let resume {
            let variables = ProcessInfo.processInfo.environment
            let archive = ArchiveBox(path: account.archivePath)
            if let denial = denial(resolved) { throw CommandFailure("\(denial). Nothing was sent.", exitCode: 2) }
            let world = LiveWorld(
                connection: AccountConnection(
                    account: resolved, maildir: nil, environment: variables, denial: nil,
                    spending: .live(path: account.archivePath, account: resolved.archiveKey)),
                archive: archive, maildir: nil, screen: ScreenPort())
            let environment = world.environment(account: resolved, accounts: .none) {
                SettingsReload(keymap: .shipped, themeNames: [], problems: [])
            }
            OpenClients.sayWhatIsAwaited()
            return try go(on: resume, environment)
        }
        guard let archive = try account.existingArchive() else {
            if let csv { throw CommandFailure("this account has no run \(csv)", exitCode: 2) }
            Console.write(Self.none)
            return
        }
        let port = RunPort.live(ArchiveBox(archive), account: resolved.archiveKey, holder: Holder.ofThisProcess)
        if let csv {
            Console.write(try Self.rows(of: csv, port))
            return
        }
        Console.write(try Self.list(port))
        let entries = try? OpenEntries(in: archive, account: resolved.archiveKey)
        if let words = entries?.words { Console.say("resellerdesk: \(words)") }
    }

    /// What keeps the write gate closed; nil opens it.
    private func denial(_ resolved: ResolvedAccount) -> String? {
        if resolved.readOnly { return "--read-only is given" }
        if !write { return "resuming a run needs --write" }
        return resolved.writes ? nil : "the account \"\(resolved.name)\" has no \"writes\": true in config.json"
    }

    // MARK: - Going on

    private func go(on id: Int64, _ environment: DeskEnvironment) throws {
        let result: Result<BulkRun, CommandFailure> = Blocking.wait { await Self.work(id, environment) }
        let run = try result.get()
        Console.write(Self.line(run, isHeld: false) + "\n")
        if run.counts.failed + run.counts.unknown > 0 { throw ExitCode(1) }
    }

    private static func work(_ id: Int64, _ environment: DeskEnvironment) async -> Result<BulkRun, CommandFailure> {
        switch await environment.runs.run(id) {
        case .failed(let why): return .failure(CommandFailure(why, exitCode: 2))
        case .done(let run) where run.stage == .cancelled:
            return .failure(CommandFailure("Run \(id) was cancelled; its remaining rows will not be sent"))
        case .done(let run) where run.counts.waiting + run.counts.sent == 0: return .success(run)
        case .done: break
        }
        // Whose run it is comes first: a run that another process works on is neither paused nor begun by this one.
        switch await environment.runs.hold(id) {
        case .mine: break
        case .elsewhere: return .failure(CommandFailure("Another process is working on run \(id)"))
        case .failed(let why): return .failure(CommandFailure("nothing was sent: \(why)"))
        }
        if case .failed(let why) = await environment.runs.setStage(id, .running) {
            return .failure(CommandFailure(why))
        }
        let worker = RunWorker(environment: environment, run: id)
        let holding = Task { await worker.keepHolding() }
        let end = await worker.work { report in say(report) }
        holding.cancel()
        switch (end, await environment.runs.run(id)) {
        case (.finished, .done(let run)): return .success(run)
        case (.blocked(let why), _), (_, .failed(let why)): return .failure(CommandFailure(why))
        case (.heldElsewhere, _): return .failure(CommandFailure("Another process is working on run \(id)"))
        case (_, .done(let run)):
            return .failure(
                CommandFailure(
                    "Run \(id) stopped with \(run.counts.waiting == 1 ? "1 row" : "\(run.counts.waiting) rows") waiting"
                ))
        }
    }

    private static func say(_ report: RunReport) {
        let counts = report.run.counts
        var text = "run \(report.run.id): \(counts.closed) of \(counts.total)"
        if case .holding(let why, _) = report.standing { text += ", waiting: \(why)" }
        Console.say(text)
    }

    // MARK: - Listing

    private static let none = "no bulk runs\n"

    private static func list(_ port: RunPort) throws -> String {
        let lines: Outcome<[String]> = Blocking.wait {
            switch await port.runs() {
            case .failed(let why): return .failed(why)
            case .done(let runs):
                var lines: [String] = []
                for run in runs { lines.append(line(run, isHeld: await port.isHeldElsewhere(run.id))) }
                return .done(lines)
            }
        }
        switch lines {
        case .failed(let why): throw CommandFailure(why)
        case .done(let lines): return lines.isEmpty ? none : lines.map { $0 + "\n" }.joined()
        }
    }

    private static func rows(of id: Int64, _ port: RunPort) throws -> String {
        let text: Outcome<String> = Blocking.wait {
            switch await port.run(id) {
            case .failed(let why): .failed(why)
            case .done(let run): await RunTable.text(of: run, from: port)
            }
        }
        switch text {
        case .failed(let why): throw CommandFailure(why, exitCode: 2)
        case .done(let text): return text
        }
    }

    /// `7 limits.increment interrupted: 731 of 1087, 722 done, 6 failed, 1 unknown, 2 not needed`.
    private static func line(_ run: BulkRun, isHeld: Bool) -> String {
        let counts = run.counts
        let stage = run.stage == .running ? (isHeld ? "running" : "interrupted") : run.stage.rawValue
        let parts = [
            "\(counts.done) done", "\(counts.failed) failed", "\(counts.unknown) unknown",
            "\(counts.skipped) not needed",
        ]
        return "\(run.id) \(run.operation) \(stage): \(counts.closed) of \(counts.total), "
            + parts.joined(separator: ", ") + (run.reason.isEmpty ? "" : ", \(Harmless.line(run.reason))")
    }
}
