import Foundation
import Testing

/// Settings with mistakes: the program starts with what is right and says what is wrong, with file and line.
@Suite("Bad settings", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct SettingsTests {
    /// Starts with this file in the settings folder; the place and the words have to be on the screen.
    private func start(_ name: String, _ text: String, expecting words: [String]) async throws {
        let home = try Home(files: [name: text])
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys(":")
            try await terminal.type("errors")
            try await terminal.keys("Enter")
            // The title is there before the rest of the window is painted.
            let screen = try await terminal.wait("\(words)") { screen in
                screen.contains("What went wrong") && words.allSatisfy(Self.said(screen).contains)
            }
            #expect(screen.contains("What went wrong"))
            try await terminal.keys("Escape")
            try await terminal.wait(without: "What went wrong")
            #expect(try await terminal.quit().contains("exit=0"))
        }
        #expect(try home.text(".config/resellerdesk/\(name)") == text, "a hand-written file is never rewritten")
    }

    /// The words of a screen, wherever its lines are broken.
    private static func said(_ screen: Screen) -> String {
        screen.rows.map { $0.trimmingCharacters(in: .init(charactersIn: " │┊")) }.joined(separator: " ")
    }

    @Test("An unknown command in keymap.json is named with its line and the nearest right name")
    func keymap() async throws {
        try await start(
            "keymap.json", "{\n  \"global\": {\n    \"X\": \"line-dwon\"\n  }\n}\n",
            expecting: ["keymap.json:3", "line-dwon", "line-down"])
    }

    @Test("An unknown key in keymap.json is named")
    func unknownKey() async throws {
        try await start(
            "keymap.json", "{\n  \"global\": {\n    \"Hyper-X\": \"line-down\"\n  }\n}\n",
            expecting: ["keymap.json:3", "Hyper-X"])
    }

    @Test("A keymap.json that is no JSON is not used, and says why")
    func brokenKeymap() async throws {
        try await start("keymap.json", "{\n  \"global\": {\n    \"X\" \"quit\"\n", expecting: ["keymap.json:3"])
    }

    @Test("A theme with mistakes is named with its line")
    func theme() async throws {
        try await start(
            "themes/mine.json", "{\n  \"about\": \"mine\",\n  \"roles\": {\n    \"accent\": \"#nocolour\"\n  }\n}\n",
            expecting: ["themes/mine.json:4", "#nocolour"])
    }

    @Test("What is wrong is announced on the screen before anybody asks")
    func announced() async throws {
        let home = try Home(files: ["keymap.json": "{\n  \"global\": {\n    \"X\": \"line-dwon\"\n  }\n}\n"])
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.wait(for: "keymap.json:3")
        }
    }

    @Test("The user's own keys count, also after a reload")
    func ownKeys() async throws {
        let home = try Home(files: ["keymap.json": "{ \"global\": { \"X\": \"sort\" } }"])
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("X")
            try await terminal.wait(for: "Sort by")
            try await terminal.keys("Escape")
            try await terminal.wait(without: "Sort by")
            try home.write("{ \"global\": { \"X\": \"help\" } }", to: "keymap.json")
            try await terminal.keys(":")
            try await terminal.type("reload")
            try await terminal.keys("Enter")
            try await terminal.wait("the answer to the reload") {
                $0.rows.last?.contains("keymap and themes reloaded") == true
            }
            try await terminal.keys("X")
            try await terminal.wait(for: "Help: customers")
        }
    }

    @Test("HOME alone decides where settings and state are when nothing else is said")
    func homeAlone() async throws {
        let home = try Home(files: ["keymap.json": "{ \"global\": { \"X\": \"sort\" } }"])
        let script = "unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME\n" + DeskScript.run()
        try await TmuxTerminal.open(script: script, home: home) { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("X")
            try await terminal.wait(for: "Sort by")
            #expect(home.has(".local/state/resellerdesk/archive.sqlite"))
            #expect(home.has(".cache/resellerdesk/sandbox/Maildir"))
        }
    }

    @Test("The account of config.json is used: its name, its role and its refusal to write are in the frame")
    func account() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "60"], home: home)
        try home.write(
            """
            { "current": "acme-prod", "contexts": { "acme-prod": {
              "user": "sandbox", "key_command": ["echo", "sandbox"], "base_url": "\(sandbox.url)", "role": "production" } } }
            """, to: "config.json")
        try await TmuxTerminal.desk(home: home) { terminal in
            let screen = try await terminal.wait(for: "60 customers")
            #expect(screen.rows[0].contains("acme-prod"))
            #expect(screen.rows[0].contains("PRODUCTION"))
            #expect(screen.rows[0].contains("READ ONLY"))
        }
        sandbox.stop()
    }
}
