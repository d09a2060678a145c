import ArgumentParser
import Desk
import Foundation
import Settings

/// The program: without a subcommand it is the dashboard.
///
/// The dashboard is a subcommand like the others, as options of the root would be taken from those that have the same.
struct ResellerDesk: ParsableCommand {
    static let versionNumber = "0.1.0"
    static let configuration = CommandConfiguration(
        commandName: "resellerdesk",
        abstract: "A dashboard for the support staff of an email reseller.",
        discussion: """
            Without a configured account it starts a sandbox in this process and works on that.
            Keys: ? shows them, / filters, : runs a command by name, Q quits.

            \(DashboardCommand.options)
            """,
        version: "resellerdesk \(versionNumber)",
        subcommands: [
            DashboardCommand.self, SandboxCommand.self, CallCommand.self, ListCommand.self, JournalCommand.self,
            RunsCommand.self, MetricsCommand.self, DoctorCommand.self, InfoCommand.self, KeysCommand.self,
            ThemesCommand.self, ManCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)
}

/// The full-screen dashboard.
struct DashboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "desk", abstract: "The dashboard.")

    /// Its options, as its help has them.
    static var options: String {
        let lines = helpMessage(columns: 100).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0 != "OPTIONS:" }.joined(separator: "\n").replacing("OPTIONS:", with: "DASHBOARD OPTIONS:")
    }

    @OptionGroup var account: AccountOptions

    @Option(help: ArgumentHelp("Start in this view: \(Self.views.joined(separator: ", "))."))
    var view: String?

    @Option(help: "Start with this filter.")
    var filter: String?

    @Option(help: "The theme; `resellerdesk themes` lists them.")
    var theme: String?

    @Flag(help: "Draw with ASCII only.")
    var ascii = false

    @Flag(help: "Allow changes for an account given by flags or environment variables.")
    var write = false

    @Flag(help: "Lines instead of a screen, for screen readers, bad links and pipes (or ACCESSIBLE=1).")
    var plain = false

    @Flag(help: "Wall display: live board, read-only, names masked.")
    var kiosk = false

    /// The views that need nothing to begin with.
    private static let views = ViewID.allCases.filter { $0 != .answer }.map(\.rawValue)

    /// The view to start in.
    var startView: ViewID { view.flatMap(ViewID.init(rawValue:)) ?? (kiosk ? .live : .desk) }

    func validate() throws {
        if kiosk, write { throw ValidationError("--kiosk is read-only; leave out --write.") }
        if kiosk, plain { throw ValidationError("--kiosk needs a screen; leave out --plain.") }
        guard let view, !Self.views.contains(view) else { return }
        let nearest = Nearest.name(to: view, in: Self.views).map { "; did you mean \($0)?" } ?? "."
        throw ValidationError("Unknown view \"\(view)\"\(nearest) Views: \(Self.views.joined(separator: ", ")).")
    }

    func run() throws {
        if isPlain { PlainDesk.run(try DeskAssembly(options: self)) }
        let app = try DeskApplication(options: self)
        try app.run()
    }
}

extension DashboardCommand {
    /// Whether lines are wanted: by the flag, or by the environment as other programs take it.
    private var isPlain: Bool {
        let accessible = ProcessInfo.processInfo.environment["ACCESSIBLE"] ?? ""
        return plain || !["", "0", "false", "no"].contains(accessible.lowercased())
    }
}

/// What every subcommand takes.
struct AccountOptions: ParsableArguments {
    @Option(help: "The account of config.json to work on.")
    var context: String?

    @Option(help: "The service; https://api.sendgrid.com by default.")
    var baseUrl: String?

    @Option(help: "The user; the key comes from RESELLERDESK_KEY.")
    var user: String?

    @Option(help: "Another config.json.")
    var config: String?

    @Option(help: "The folder of archive and log.")
    var stateDir: String?

    @Flag(help: "Change nothing, even if the account allows it.")
    var readOnly = false

    @Option(help: "Log every request to this file: operation, status and time, no values.")
    var trace: String?

    func validate() throws {
        let paths = [("--state-dir", stateDir), ("--config", config), ("--trace", trace)]
        for (option, value) in paths where value?.isEmpty == true {
            throw ValidationError("\(option) is empty; give a path or leave it out.")
        }
    }

    /// All that the user's files say.
    func settings() -> LoadedSettings { LoadedSettings.load(paths: .ofThisUser(), configFile: config) }

    /// The account to work on, by flags, environment and config.json; what can't be used ends the command, and nobody else's
    /// account nor the sandbox is taken for it.
    func resolve(write: Bool, settings: LoadedSettings? = nil) throws -> ResolvedAccount {
        do { try trace.map(Tracing.begin) } catch { throw CommandFailure(error.words, exitCode: 2) }
        let paths = Paths.ofThisUser()
        let settings = settings ?? self.settings()
        let flags = AccountResolver.Flags(
            context: context, baseURL: baseUrl, user: user, write: write, readOnly: readOnly)
        let environment = ProcessInfo.processInfo.environment
        return try AccountResolver.resolve(
            flags: flags, environment: environment, config: settings.config, paths: paths
        )
        .mapError { CommandFailure(settings.refusal($0), exitCode: 2) }.get()
    }

    /// The same for a command without a screen: what is wrong in the settings, and does not keep it from its work, is told.
    func resolveAloud(write: Bool, settings: LoadedSettings? = nil) throws -> ResolvedAccount {
        let settings = settings ?? self.settings()
        let account = try resolve(write: write, settings: settings)
        for problem in settings.config?.problems ?? [] {
            Console.write("warning: \(problem.text)\n", to: STDERR_FILENO)
        }
        return account
    }
}

extension LoadedSettings {
    /// Why no account can be used, with what else is wrong in the files that it could come from.
    func refusal(_ problem: Problem) -> String {
        let others = (config?.problems ?? []).filter { $0 != problem }
        let wayOut =
            config?.fault == nil
            ? [] : ["Nothing is read or sent until this is fixed. (Without any configuration the sandbox starts.)"]
        return (([problem] + others).map(\.text) + wayOut).joined(separator: "\n")
    }

    /// Ends the command where no account could be used, though this command needs none: files that are broken are never
    /// passed over in silence.
    func checked() throws {
        guard let fault = config?.fault else { return }
        throw CommandFailure(refusal(fault), exitCode: 2)
    }
}

/// How long a command may be told to wait.
enum Waiting {
    /// A day; what is longer is a slip, and a clock can't count as far as a number can.
    static let longest = 86_400.0

    static func check(_ seconds: Double) throws {
        guard seconds >= 0, seconds <= longest else {
            throw ValidationError("--wait is 0 to \(Int(longest)) seconds, not \(seconds)")
        }
    }
}
