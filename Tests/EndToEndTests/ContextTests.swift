import Foundation
import Testing

/// Accounts on the screen: gone over to, and added.
@Suite("Contexts", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct ContextTests {
    @Test("Going over shows the other account's badge, right to write and customers, and nothing of the old one")
    func goingOver() async throws {
        let home = try Home()
        let (one, two) = (
            try await SandboxProcess(["--customers", "40", "--seed", "1"], home: home),
            try await SandboxProcess(["--customers", "70", "--seed", "2"], home: home)
        )
        try home.write(
            """
            { "current": "first", "contexts": {
              "first": { "user": "sandbox", "key_command": ["echo", "sandbox"], "base_url": "\(one.url)" },
              "second": { "user": "sandbox", "key_command": ["echo", "sandbox"], "base_url": "\(two.url)",
                          "role": "staging", "writes": true },
              "broken": { "user": "sandbox", "key_command": ["false"], "base_url": "\(two.url)" } } }
            """, to: "config.json")
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.wait(for: "40 customers")
            try await open(terminal)
            try await terminal.wait("the accounts and what each may") { menu in
                menu.contains("in this process") && menu.row(with: "second").contains("read/write")
                    && menu.row(with: "broken").contains("read-only")
            }
            try await terminal.keys("j", "j", "Enter")
            try await terminal.wait(for: "key command")
            try await terminal.keys("k", "Enter")
            let there = try await terminal.wait(for: "70 customers")
            #expect(there.rows[0].contains("second"))
            #expect(there.rows[0].contains("STAGING"))
            #expect(there.rows[0].contains("WRITES ON"))
            try await open(terminal)
            try await terminal.wait(for: "in this process")
            try await terminal.keys("k", "Enter")
            let back = try await terminal.wait(for: "40 customers")
            #expect(back.rows[0].contains("PRODUCTION"))
            #expect(back.rows[0].contains("READ ONLY"))
        }
        one.stop()
        two.stop()
    }

    @Test("--read-only holds for an account that may write, also after going over to it")
    func readOnly() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "40"], home: home)
        try home.write(
            """
            { "current": "first", "contexts": {
              "first": { "user": "sandbox", "key_command": ["echo", "sandbox"], "base_url": "\(sandbox.url)" },
              "mine": { "user": "sandbox", "key_command": ["echo", "sandbox"],
                        "base_url": "\(sandbox.url)", "role": "staging", "writes": true } } }
            """, to: "config.json")
        try await TmuxTerminal.desk("--read-only", home: home) { terminal in
            try await terminal.wait(for: "40 customers")
            try await open(terminal)
            try await terminal.wait("the accounts and what each may") { menu in
                menu.contains("in this process") && menu.row(with: "mine").contains("read-only")
            }
            try await terminal.keys("j", "Enter")
            let there = try await terminal.wait("the other account") { $0.rows[0].contains("mine") }
            #expect(there.rows[0].contains("STAGING"))
            #expect(there.rows[0].contains("READ ONLY"))
        }
        sandbox.stop()
    }

    @Test("A new account: a wrong key is told, the right one is kept for its owner alone and used")
    func adding() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "40"], home: home)
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys(":")
            try await terminal.type("account add")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "Add an account")
            for text in ["mine", "sandbox", "wrong"] {
                try await terminal.type(text)
                try await terminal.keys("Enter")
            }
            try await terminal.keys("C-u")
            try await terminal.type(sandbox.url)
            // Text and Enter that arrive together are taken for a paste.
            try await terminal.wait(for: sandbox.url)
            try await terminal.keys("Enter", "Enter", "Enter")
            let refused = try await terminal.wait(for: "does not accept")
            #expect(!refused.contains("wrong"), "the key is never on the screen")
            #expect(!home.has(".config/resellerdesk/accounts/mine.json"))
            try await terminal.keys("C-u")
            try await terminal.type("sandbox")
            try await terminal.keys("Enter", "Enter", "Enter", "Enter")
            let offered = try await terminal.wait(for: "in this process")
            #expect(offered.row(with: "mine").contains("read-only"))
            try await terminal.keys("Enter")
            let there = try await terminal.wait(for: "40 customers")
            #expect(there.rows[0].contains("mine"))
            #expect(there.rows[0].contains("READ ONLY"))
        }
        #expect(try home.text(".config/resellerdesk/accounts/mine.key") == "sandbox\n")
        for name in ["mine.key", "mine.json"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: home.path + "/.config/resellerdesk/accounts/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        sandbox.stop()
    }

    private func open(_ terminal: TmuxTerminal) async throws {
        try await terminal.keys(":")
        try await terminal.type("context")
        try await terminal.keys("Enter")
    }
}
