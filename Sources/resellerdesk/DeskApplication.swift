import ArgumentParser
import Desk
import Foundation
import Panes
import ResellerAPI
import Screen
import Settings
import StateStore
import Terminal

/// The dashboard: live things meet the desk here.
struct DeskApplication {
    private let options: DashboardCommand
    private let paths: Paths
    private let settings: LoadedSettings
    private let account: ResolvedAccount
    private let variables: [String: String]
    private let problems: [String]

    init(options: DashboardCommand) throws {
        self.options = options
        variables = ProcessInfo.processInfo.environment
        paths = .ofThisUser()
        settings = LoadedSettings.load(paths: paths, configFile: options.account.config)
        var chosen = options.account
        chosen.readOnly = chosen.readOnly || options.kiosk
        account = try chosen.resolve(write: options.write, settings: settings)
        if let theme = options.theme, settings.themes.theme(named: theme) == nil {
            let nearest = settings.themes.nearestName(to: theme).map { "; did you mean \"\($0)\"?" } ?? "."
            throw ValidationError("There is no theme \"\(theme)\"\(nearest) `resellerdesk themes` lists them.")
        }
        problems = settings.problems.map(\.text)
    }

    func run() throws {
        let code = try MainActor.assumeIsolated { try runOnMainThread() }
        exit(code)
    }

    @MainActor
    private func runOnMainThread() throws -> Int32 {
        let session: TerminalSession
        do throws(TerminalError) {
            session = try TerminalSession.open(logFile: stateDirectory + "/resellerdesk.log", environment: variables)
        } catch {
            throw CommandFailure(error.description)
        }
        let glyphs = options.ascii || !TerminalSession.localeIsUTF8() ? Glyphs.ascii : .unicode
        let themes = ThemeChooser(session: session, variables: variables)
        let name = options.theme ?? settings.config?.theme ?? "terminal"
        let renderer = Renderer(session: session, theme: themes.theme(name, in: settings.themes))
        let screen = ScreenPort()
        let archive = ArchiveBox(path: stateDirectory + "/archive.sqlite")
        let (store, catalogue) = makeStore(session, screen: screen, archive: archive, themeName: name)
        let painter = Painter(
            store: store, renderer: renderer, glyphs: glyphs, themes: themes, catalogue: catalogue, themeName: name)
        let loop = EventLoop(
            session: session, renderer: renderer,
            handlers: EventLoop.Handlers(
                input: { store.send(.inputReceived($0)) }, reload: { store.send(.reloadRequested) },
                beforeSleep: { painter.paint() }))
        painter.end = { loop.stop(code: $0) }
        screen.connect(session: session, renderer: renderer, loop: loop)
        store.send(.started)
        let reason = loop.run()
        store.shutDown()
        session.close()
        // A list that is being kept would be lost with the process, and the next start would show nothing at first.
        Blocking.wait { await archive.settled() }
        return reason.exitCode
    }

    /// Where archive and log are kept; made when it is not there.
    private var stateDirectory: String {
        let directory = options.account.stateDirectory
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return directory
    }

    @MainActor
    private func makeStore(
        _ session: TerminalSession, screen: ScreenPort, archive: ArchiveBox, themeName: String
    ) -> (Store<DeskState, DeskAction>, CatalogueBox) {
        let maildir = account.isSandbox ? paths.cacheDirectory + "/sandbox/Maildir" : account.maildir
        let connection = AccountConnection(
            account: account, maildir: maildir, environment: variables,
            denial: account.writes ? nil : "this account is read-only here: set \"writes\": true or give --write",
            spending: .live(archive, account: account.archiveKey))
        let world = LiveWorld(
            connection: connection, archive: archive, maildir: maildir, screen: screen)
        let catalogue = CatalogueBox(settings.themes)
        let (paths, config) = (paths, options.account.config)
        var environment = world.environment(account: account) {
            let fresh = LoadedSettings.load(paths: paths, configFile: config)
            await catalogue.replace(fresh.themes)
            return SettingsReload(
                keymap: fresh.keymap, themeNames: fresh.themes.names, problems: fresh.problems.map(\.text),
                rules: fresh.config?.rules ?? AlarmRules())
        }
        environment.notify = Notifier.port(settings.config?.notify, screen: screen)
        let now = Date()
        var state = DeskState(
            session: deskSession, size: session.size, now: now.timeIntervalSince1970,
            utcOffset: TimeZone.current.secondsFromGMT(for: now), keymap: settings.keymap, themeName: themeName,
            themeNames: settings.themes.names)
        state.problems = problems
        state.rules = settings.config?.rules ?? AlarmRules()
        state.customers.filter = options.filter ?? ""
        if options.kiosk { state.becomeKiosk() }
        return (Store(state, reducer: DeskReducer.reducer(environment)), catalogue)
    }

    private var deskSession: Session {
        let role: Session.Role =
            switch account.role {
            case .production: .production
            case .staging: .staging
            case .development: .development
            case .sandbox: .sandbox
            }
        return Session(
            account: account.name, role: role, writes: account.writes,
            baseURL: account.baseURL ?? "the sandbox in this process", archiveKey: account.archiveKey,
            who: NSUserName())
    }
}

/// The themes as they were read last.
@MainActor
final class CatalogueBox: Sendable {
    private(set) var themes: ThemeCatalogue

    init(_ themes: ThemeCatalogue) { self.themes = themes }

    func replace(_ themes: ThemeCatalogue) { self.themes = themes }
}

/// Which theme a terminal can show.
@MainActor
struct ThemeChooser {
    private let colours: Int
    private let noColour: Bool

    init(session: TerminalSession, variables: [String: String]) {
        colours =
            switch session.depth {
            case .none: 0
            case .eight: 8
            case .many: 256
            case .direct: 1 << 24
            }
        noColour = !(variables["NO_COLOR"] ?? "").isEmpty
    }

    func theme(_ name: String, in catalogue: ThemeCatalogue) -> Theme {
        catalogue.choose(name: name, colours: colours, noColour: noColour)
    }
}

/// Draws a frame when the state changed, at most one per turn of the loop.
@MainActor
final class Painter {
    private let store: Store<DeskState, DeskAction>
    private let renderer: Renderer
    private let glyphs: Glyphs
    private let themes: ThemeChooser
    private let catalogue: CatalogueBox
    private var themeName: String
    private var painted = -1
    var end: @MainActor (Int32) -> Void = { _ in }

    init(
        store: Store<DeskState, DeskAction>, renderer: Renderer, glyphs: Glyphs, themes: ThemeChooser,
        catalogue: CatalogueBox, themeName: String
    ) {
        self.store = store
        self.renderer = renderer
        self.glyphs = glyphs
        self.themes = themes
        self.catalogue = catalogue
        self.themeName = themeName
    }

    func paint() {
        guard store.version != painted else { return }
        painted = store.version
        if let code = store.state.exitCode { return end(code) }
        if store.state.themeName != themeName {
            themeName = store.state.themeName
            renderer.theme = themes.theme(themeName, in: catalogue.themes)
        }
        renderer.draw(Panes.draw(store.state, glyphs: glyphs))
    }
}
