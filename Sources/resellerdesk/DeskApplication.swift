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
    private let assembly: DeskAssembly
    private var options: DashboardCommand { assembly.options }
    private var settings: LoadedSettings { assembly.settings }

    init(options: DashboardCommand) throws {
        assembly = try DeskAssembly(options: options)
        if let theme = options.theme, settings.themes.theme(named: theme) == nil {
            let nearest = settings.themes.nearestName(to: theme).map { "; did you mean \"\($0)\"?" } ?? "."
            throw ValidationError("Unknown theme \"\(theme)\"\(nearest) `resellerdesk themes` lists them.")
        }
    }

    func run() throws {
        let code = try MainActor.assumeIsolated { try runOnMainThread() }
        exit(code)
    }

    @MainActor
    private func runOnMainThread() throws -> Int32 {
        let session: TerminalSession
        do throws(TerminalError) {
            session = try TerminalSession.open(
                logFile: assembly.stateDirectory + "/resellerdesk.log", environment: assembly.variables)
        } catch {
            throw CommandFailure(error.description)
        }
        let glyphs = options.ascii || !TerminalSession.localeIsUTF8() ? Glyphs.ascii : .unicode
        let themes = ThemeChooser(session: session, variables: assembly.variables)
        let name = options.theme ?? settings.config?.theme ?? "terminal"
        let renderer = Renderer(session: session, theme: themes.theme(name, in: settings.themes))
        let screen = ScreenPort()
        let archive = ArchiveBox(path: assembly.stateDirectory + "/archive.sqlite")
        let catalogue = CatalogueBox(settings.themes)
        let collects = settings.config?.collects ?? true
        let editor = TextEditor(
            stateDirectory: assembly.stateDirectory, variables: assembly.variables, screen: screen)
        editor.removeLeftovers()
        let accounts = assembly.accounts(
            archive: archive, screen: screen, editor: editor, figures: collects ? .collected : .read
        ) { await catalogue.replace($0.themes) }
        let store = Store(
            assembly.state(size: session.size, themeName: name),
            reducer: DeskReducer.reducer(environments: { session in
                var environment = accounts.environment(of: session)
                environment.dialogExtent = { Panes.dialogExtent($0, glyphs: glyphs) }
                return environment
            }))
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
        editor.end()
        session.close()
        // A list that is being kept would be lost with the process, and the next start would show nothing at first.
        Blocking.wait {
            await accounts.stopCollecting()
            await archive.settled()
        }
        return reason.exitCode
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
