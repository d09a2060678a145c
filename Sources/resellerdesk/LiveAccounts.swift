import Desk
import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Settings
import Synchronization

/// The accounts that this process works on or has worked on, each with a connection and an outside world of its own.
///
/// The desk asks for the world of the session it shows, so there is no "current account" here that a late call could
/// get wrong.
final class LiveAccounts: Sendable {
    /// What becomes of the figures of all customers.
    enum Figures: Sendable {
        case none
        /// Those that another process keeps are read.
        case read
        /// Where no other process does, this one collects them.
        case collected
    }

    /// What is needed to find and to open accounts.
    struct Source: Sendable {
        let options: AccountOptions
        let write: Bool
        let paths: Paths
        let variables: [String: String]
        let archive: ArchiveBox
        let screen: ScreenPort
        let editor: TextEditor?
        let figures: Figures
        /// Makes critical alarms known; nil where nobody asked for it.
        let notify: (@Sendable ([Alert]) async -> Outcome<Bool>)?
        let reload: @Sendable () async -> SettingsReload

        func settings() -> LoadedSettings { .load(paths: paths, configFile: options.config) }
    }

    private struct Opened: Sendable {
        let account: ResolvedAccount
        let connection: AccountConnection
        let environment: DeskEnvironment
    }

    private let source: Source
    /// The account of the start, which flags and environment may have given.
    private let first: ResolvedAccount
    private let opened = Mutex<[String: Opened]>([:])

    init(first: ResolvedAccount, source: Source) {
        self.first = first
        self.source = source
        open(first)
    }

    /// The outside world of a session's account.
    func environment(of session: Session) -> DeskEnvironment {
        guard let account = opened.withLock({ $0[session.account] }) else {
            preconditionFailure("a session of an account that was never opened")
        }
        return account.environment
    }

    // MARK: - Choosing

    /// All contexts in the order of the files, the account of the start where it is none of them, the sandbox.
    func choices() -> [AccountChoice] {
        let settings = source.settings()
        let names = Self.names(in: settings)
        let others = [first.name, Self.sandboxName(names)].filter { !names.contains($0) }
        var all: [AccountChoice] = []
        for name in names + others where !all.contains(where: { $0.name == name }) {
            switch resolved(name, settings) {
            case .success(let account):
                all.append(
                    AccountChoice(
                        name: name, role: account.session.role, writes: account.writes,
                        place: account.baseURL.map { Self.host($0) } ?? "in this process"))
            case .failure(let failure):
                let role = settings.config?.context(named: name)?.role?.role ?? .production
                all.append(
                    AccountChoice(name: name, role: role, writes: false, place: "", fault: failure.description))
            }
        }
        if let fault = settings.config?.fault {
            all.append(
                AccountChoice(name: fault.file, role: .production, writes: false, place: "", fault: fault.text))
        }
        return all
    }

    /// Those whose files can't be used are among them, so that somebody who looks for one sees why.
    private static func names(in settings: LoadedSettings) -> [String] {
        guard let config = settings.config else { return [] }
        return config.contexts.map(\.name) + config.broken.map(\.name)
    }

    private static func host(_ url: String) -> String {
        guard let parts = URLComponents(string: url), let host = parts.host else { return url }
        return parts.port.map { "\(host):\($0)" } ?? host
    }

    /// A context may have taken the sandbox's own name.
    private static func sandboxName(_ names: [String]) -> String {
        names.contains("sandbox") ? "embedded sandbox" : "sandbox"
    }

    /// An account by its name. What flags and environment say is about the account of the start alone: its key fits no
    /// other, and `--write` opens no context. `--read-only` holds for all of them.
    private func resolved(_ name: String, _ settings: LoadedSettings) -> Result<ResolvedAccount, CommandFailure> {
        if name == first.name {
            if first.isSandbox { return .success(first) }
            return Result { try source.options.resolve(write: source.write, settings: settings) }
                .mapError { $0 as? CommandFailure ?? CommandFailure("\($0)") }
        }
        let names = Self.names(in: settings)
        if !names.contains(name), name == Self.sandboxName(names) {
            var sandbox = ResolvedAccount.sandbox(readOnly: source.options.readOnly)
            sandbox.name = name
            return .success(sandbox)
        }
        return AccountResolver.resolve(
            flags: .init(context: name, readOnly: source.options.readOnly), environment: [:], config: settings.config,
            paths: source.paths
        )
        .mapError { CommandFailure($0.text) }
    }

    /// Makes an account ready: its settings are read anew, its key is fetched, the sandbox is started if it is that.
    func prepare(_ name: String) async -> Outcome<Session> {
        let settings = source.settings()
        let account: ResolvedAccount
        switch resolved(name, settings) {
        case .failure(let failure): return .failed(failure.description)
        case .success(let found): account = found
        }
        let isNew = opened.withLock { $0[name]?.account != account }
        if isNew { open(account) }
        guard let connection = opened.withLock({ $0[name]?.connection }) else { return .failed("\(name) is gone") }
        switch await connection.client() {
        case .success: return .done(account.session)
        case .failure(let failure):
            // Asked again the next time: the person may have mended it.
            opened.withLock { if $0[name]?.account == account { $0[name] = nil } }
            return .failed(failure.message)
        }
    }

    private func open(_ account: ResolvedAccount) {
        let maildir = account.isSandbox ? source.paths.cacheDirectory + "/sandbox/Maildir" : account.maildir
        let connection = AccountConnection(
            account: account, maildir: maildir, environment: source.variables, denial: account.denial,
            spending: .live(path: source.options.archivePath, account: account.archiveKey))
        let world = LiveWorld(
            connection: connection, archive: source.archive, maildir: maildir, screen: source.screen,
            editor: source.editor)
        let environment = withCollector(
            world.environment(account: account, accounts: .live(self), reload: source.reload), account)
        opened.withLock {
            $0[account.name] = Opened(account: account, connection: connection, environment: environment)
        }
    }

    private func withCollector(_ environment: DeskEnvironment, _ account: ResolvedAccount) -> DeskEnvironment {
        guard source.figures != .none else { return environment }
        var environment = environment
        environment.notify = source.notify
        let holder = source.figures == .collected ? Holder.ofThisProcess : nil
        environment.collect(with: .live(source.archive, account: account.archiveKey, holder: holder))
        return environment
    }

    /// Gives back the right to collect, so that another process does at once.
    func stopCollecting() async {
        for environment in opened.withLock({ $0.values.map(\.environment) }) { await environment.live?.release() }
    }

    // MARK: - Adding

    /// Tries user and key of a new account.
    func check(_ draft: AccountDraft) async -> Outcome<String> {
        await NewAccountCheck.outcome(draft, archivePath: source.options.archivePath)
    }

    /// Keeps a new account in files of its own; where. It starts read only.
    func add(_ draft: AccountDraft) -> Outcome<String> {
        let new = NewAccount(
            name: draft.name, user: draft.user,
            baseURL: draft.baseURL == AccountForm.defaultBaseURL ? nil : draft.baseURL,
            role: .init(rawValue: draft.role.rawValue) ?? .production,
            key: draft.key.isEmpty ? .command(draft.keyCommand) : .file(contents: draft.key),
            maildir: draft.maildir.isEmpty ? nil : draft.maildir)
        switch AccountFiles.addAccount(new, paths: source.paths, known: choices().map(\.name)) {
        case .success(let path): return .done(path)
        case .failure(let failure): return .failed(failure.message)
        }
    }
}

extension ResolvedAccount {
    /// The dialect that is spoken with it.
    var spoken: Dialects.Dialect { .named(dialect.rawValue) ?? .v2 }

    /// What keeps the write gate closed; nil opens it.
    var denial: String? {
        if readOnly { return "--read-only is given" }
        return writes ? nil : "this account is read-only: set \"writes\": true or use --write"
    }

    /// What the frame shows of it.
    var session: Session {
        Session(
            account: name, role: role.role, writes: writes, baseURL: baseURL ?? "the sandbox in this process",
            archiveKey: archiveKey, who: NSUserName(), capabilities: spoken.capabilities)
    }
}

extension ResolvedAccount.Role {
    fileprivate var role: Session.Role {
        switch self {
        case .production: .production
        case .staging: .staging
        case .development: .development
        case .sandbox: .sandbox
        }
    }
}

/// Tries user and key of a new account with one read; nothing is kept.
enum NewAccountCheck {
    static func outcome(_ draft: AccountDraft, archivePath: String) async -> Outcome<String> {
        var account = ResolvedAccount.sandbox(readOnly: true)
        account.name = draft.name
        account.user = draft.user
        account.keySource = draft.key.isEmpty ? .command(draft.keyCommand) : .environment
        account.baseURL = draft.baseURL
        (account.isSandbox, account.writes) = (false, false)
        let connection = AccountConnection(
            account: account, maildir: nil, environment: ["RESELLERDESK_KEY": draft.key],
            denial: "a new account is only tested",
            spending: .live(path: archivePath, account: account.archiveKey))
        switch await connection.client() {
        case .failure(let failure): return .failed(failure.message)
        case .success(let client):
            let outcome = await ask(client)
            await client.shutdown()
            return outcome
        }
    }

    private static func ask(_ client: ResellerClient) async -> Outcome<String> {
        do throws(APIError) {
            let packages = try await client.packages()
            return .done("\(packages.count) packages")
        } catch {
            return .failed(error.message(retriesByItself: false))
        }
    }
}
