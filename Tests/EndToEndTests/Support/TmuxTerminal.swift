import Foundation

/// A real terminal: a pane of a tmux that nobody else uses.
///
/// ```swift
/// try await TmuxTerminal.open(script: "resellerdesk", home: home) { terminal in
///     try await terminal.wait("the customers") { $0.contains("1 Customers") }
///     try await terminal.keys("j", "Enter")
/// }
/// ```
final class TmuxTerminal: Sendable {
    /// Columns and rows.
    struct Size: Sendable, Equatable {
        let columns: Int
        let rows: Int

        static let wide = Size(columns: 120, rows: 40)
    }

    let home: Home
    private let client: ControlClient

    private init(home: Home, client: ControlClient) {
        self.home = home
        self.client = client
    }

    /// Opens a terminal, runs a shell script in it, and closes it when the body is done.
    static func open(
        script: String, home: Home, size: Size = .wide, environment: [String: String] = [:],
        _ body: (TmuxTerminal) async throws -> Void
    ) async throws {
        await Slots.shared.enter()
        do {
            let terminal = try await started(script, home, size, environment)
            do {
                try await body(terminal)
            } catch {
                await terminal.end()
                throw error
            }
            await terminal.end()
        } catch {
            await Slots.shared.leave()
            throw error
        }
        await Slots.shared.leave()
    }

    private static func started(
        _ script: String, _ home: Home, _ size: Size, _ environment: [String: String]
    ) async throws -> TmuxTerminal {
        let file = "\(home.path)/script"
        try Data(script.utf8).write(to: URL(filePath: file))
        var variables = home.environment.merging(environment) { $1 }
        // tmux itself stays with UTF-8; what the program under test is given stands in the script.
        variables["LC_ALL"] = "C.UTF-8"
        let settings = "\(home.path)/tmux.conf"
        try Data("set -g status off\nset -g default-terminal xterm-256color\n".utf8)
            .write(to: URL(filePath: settings))
        let client = try ControlClient(
            Executable.tmux ?? "tmux",
            [
                "-u", "-L", UUID().uuidString, "-f", settings, "-C", "new-session", "-x", "\(size.columns)", "-y",
                "\(size.rows)",
                "exec sh \(file)",
            ], environment: variables)
        guard let answer = await client.answer(), !answer.isError else { throw HarnessError.terminalGone }
        let terminal = TmuxTerminal(home: home, client: client)
        try await terminal.resize(size)
        return terminal
    }

    private func end() async {
        _ = await client.answer(to: "kill-server")
        let deadline = DispatchTime.now() + Patience.seconds
        while !client.isClosed, DispatchTime.now() < deadline {
            await client.change(after: client.version, until: deadline)
        }
    }

    // MARK: - Acting

    /// Sends a command to tmux.
    @discardableResult
    func tmux(_ command: String) async throws -> [String] {
        guard let answer = await client.answer(to: command) else { throw HarnessError.terminalGone }
        guard !answer.isError else {
            throw HarnessError.tmux(command: command, answer: answer.lines.joined(separator: " "))
        }
        return answer.lines
    }

    /// Presses keys by tmux's names: `j`, `Enter`, `Escape`, `C-z`, `BTab`.
    func keys(_ names: String...) async throws {
        try await tmux("send-keys " + names.map(Self.quoted).joined(separator: " "))
    }

    /// Types a text as somebody at the keyboard would.
    func type(_ text: String) async throws { try await tmux("send-keys -l \(Self.quoted(text))") }

    /// Pastes a text, bracketed if the program asked for that.
    func paste(_ text: String) async throws {
        let file = "\(home.path)/paste"
        try Data(text.utf8).write(to: URL(filePath: file))
        try await tmux("load-buffer \(file)")
        try await tmux("paste-buffer -p -r")
    }

    /// Puts a text in at once, without brackets, as a link that stood still does.
    func burst(_ text: String) async throws {
        let file = "\(home.path)/burst"
        try Data(text.utf8).write(to: URL(filePath: file))
        try await tmux("load-buffer \(file)")
        try await tmux("paste-buffer -r")
    }

    func resize(_ size: Size) async throws {
        try await tmux("resize-window -x \(size.columns) -y \(size.rows)")
    }

    /// Takes the terminal away, as a dropped link does.
    func cut() async throws { try await tmux("kill-pane") }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }

    // MARK: - Seeing

    /// The screen as it is now; a cut terminal has none.
    func screen() async throws -> Screen { Screen(rows: try await tmux("capture-pane -p")) }

    /// What tmux knows of the pane, such as `#{cursor_flag}`.
    func fact(_ format: String) async throws -> String {
        try await tmux("display-message -p '\(format)'").joined(separator: "\n")
    }

    /// Every byte that the program wrote so far.
    var written: [UInt8] { client.written }

    /// Waits until the screen is as the test wants it, and returns it. Looks again whenever something was written.
    ///
    /// A frame reaches the terminal in pieces: a screen counts when a second look finds the same.
    @discardableResult
    func wait(
        _ what: String, patience: Double = Patience.seconds, until isThere: (Screen) -> Bool
    ) async throws -> Screen {
        let deadline = DispatchTime.now() + patience
        while true {
            let version = client.version
            let screen = try await screen()
            if isThere(screen), try await self.screen() == screen { return screen }
            guard DispatchTime.now() < deadline else {
                throw HarnessError.timedOut(waitingFor: what, screen: screen.text)
            }
            if !isThere(screen) { await client.change(after: version, until: deadline) }
        }
    }

    /// Waits until this text is on the screen.
    @discardableResult
    func wait(for text: String) async throws -> Screen { try await wait("\"\(text)\"") { $0.contains(text) } }

    /// Waits until this text is no longer on the screen.
    @discardableResult
    func wait(without text: String) async throws -> Screen {
        try await wait("the end of \"\(text)\"") { !$0.contains(text) }
    }
}

/// What is on the screen.
struct Screen: Equatable, Sendable {
    let rows: [String]

    var text: String { rows.joined(separator: "\n") }

    /// Every character that is not ASCII.
    var foreign: String { text.filter { !$0.isASCII } }

    func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

    func contains(_ pattern: some RegexComponent) -> Bool { rows.contains { $0.contains(pattern) } }

    /// The first row that holds this text; empty when there is none.
    func row(with text: String) -> String { rows.first { $0.contains(text) } ?? "" }

    func count(_ text: String) -> Int { rows.count { $0.contains(text) } }
}

/// How many terminals are open at once: more would only make each of them slower.
private actor Slots {
    static let shared = Slots()

    private var free = 3
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
