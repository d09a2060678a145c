import ArgumentParser
import Desk
import Formats
import Foundation
import Records
import Screen
import Settings
import StateStore

/// What every front end is put together from: account, settings, archive, and the state that a desk starts with.
struct DeskAssembly {
    let options: DashboardCommand
    let paths: Paths
    let settings: LoadedSettings
    let account: ResolvedAccount
    let variables: [String: String]
    /// What was said of the account; a kiosk is read only, whatever was said.
    private let accountOptions: AccountOptions
    /// The view to start with.
    let view: ViewID

    init(options: DashboardCommand) throws {
        self.options = options
        variables = ProcessInfo.processInfo.environment
        paths = .ofThisUser()
        settings = options.account.settings()
        view = options.startView
        var chosen = options.account
        chosen.readOnly = chosen.readOnly || options.kiosk
        accountOptions = chosen
        account = try chosen.resolve(write: options.write, settings: settings)
    }

    /// Where archive and log are kept; made when it is not there.
    var stateDirectory: String {
        let directory = options.account.stateDirectory
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return directory
    }

    /// The accounts, the first one opened. `reload` is handed what was read anew.
    func accounts(
        archive: ArchiveBox, screen: ScreenPort, editor: TextEditor? = nil, figures: LiveAccounts.Figures = .none,
        reload: @escaping @Sendable (LoadedSettings) async -> Void
    ) -> LiveAccounts {
        let (paths, config) = (paths, options.account.config)
        let source = LiveAccounts.Source(
            options: accountOptions, write: options.write, paths: paths, variables: variables, archive: archive,
            screen: screen, editor: editor, figures: figures,
            notify: Notifier.port(settings.config?.notify, screen: screen),
            reload: {
                let fresh = LoadedSettings.load(paths: paths, configFile: config)
                await reload(fresh)
                return SettingsReload(
                    keymap: fresh.keymap, themeNames: fresh.themes.names, problems: fresh.problems.map(\.text),
                    rules: fresh.config?.rules ?? AlarmRules())
            })
        return LiveAccounts(first: account, source: source)
    }

    func state(size: Size, themeName: String) -> DeskState {
        let now = Date()
        var state = DeskState(
            session: account.session, size: size, now: now.timeIntervalSince1970,
            zone: ZoneClock(.current, now: now), keymap: settings.keymap, themeName: themeName,
            themeNames: settings.themes.names)
        state.problems = settings.problems.map(\.text)
        state.rules = settings.config?.rules ?? AlarmRules()
        state.customers.filter = options.filter ?? ""
        if options.kiosk { state.becomeKiosk() }
        state.place = Place(view)
        if account.isSandbox, settings.config?.contexts.isEmpty ?? true {
            state.notice = Notice(
                .plain, "a sandbox with invented customers; :account-add adds your account", short: ":account-add",
                isPinned: true)
        }
        return state
    }
}
