import Foundation
import Testing

/// The live board in a real terminal, and on a wall.
@Suite("Live board in a terminal", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct KioskTests {
    @Test("A kiosk opens on the board, masks, and no key that ends other programs ends it; SIGTERM does")
    func kiosk() async throws {
        try await TmuxTerminal.desk("--kiosk") { terminal in
            try await terminal.wait("the board with figures") { screen in
                screen.rows[0].contains("KIOSK, READ ONLY") && screen.contains("are well")
                    && screen.contains("Needs attention")
            }
            for key in ["q", "C-c", "Escape", "Q", "q", "C-z"] { try await terminal.keys(key) }
            let held = try await terminal.wait(for: "a kiosk stays on the screen")
            #expect(held.contains("Needs attention"))
            #expect(!held.contains("exit="))
            try await terminal.keys("g", "d")
            let desk = try await terminal.wait("the list") {
                $0.contains("1 Customers") && $0.contains("…") && $0.contains("@")
            }
            #expect(!desk.rows.contains { $0.contains(/[a-z]{3,}@/) })
            try await terminal.keys("Escape")
            try await terminal.wait(for: "Needs attention")
            try terminal.signalProgram("TERM")
            let ended = try await terminal.wait(for: "exit=")
            #expect(ended.contains("exit=143"))
            #expect(ended.contains(DeskScript.before))
            #expect(try terminal.home.text("stty-before") == terminal.home.text("stty-after"))
        }
    }

    @Test("The word quit, typed as a command and as the answer, ends a kiosk")
    func quitting() async throws {
        try await TmuxTerminal.desk("--kiosk") { terminal in
            try await terminal.wait(for: "Needs attention")
            try await terminal.type(":quit")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "Type quit to end it")
            try await terminal.type("quit")
            try await terminal.keys("Enter")
            let ended = try await terminal.wait(for: "exit=")
            #expect(ended.contains("exit=0"))
        }
    }

    @Test("In a kiosk no message is opened")
    func shutMessages() async throws {
        try await TmuxTerminal.desk("--kiosk") { terminal in
            try await terminal.wait(for: "Needs attention")
            try await terminal.keys("g", "d")
            try await terminal.wait(for: "(subject, ")
            try await terminal.keys("5", "Enter")
            try await terminal.wait("the refusal, and the pane still there") { screen in
                screen.contains("message: not in a kiosk") && screen.contains("5 Samples")
            }
        }
    }

    @Test("Told not to collect, a desk says so, and keeps who was pinned over a restart")
    func pinnedWithoutCollecting() async throws {
        let home = try Home(files: ["config.json": "{ \"collect\": false }\n"])
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("W")
            try await terminal.wait(for: "stays on the live board")
            try await terminal.keys("L")
            try await terminal.wait(for: "nobody collects: \"collect\" is false here")
            #expect(try await terminal.quit().contains("exit=0"))
        }
        try await TmuxTerminal.desk("--view live", home: home) { terminal in
            let screen = try await terminal.wait(for: "nobody collects")
            #expect(screen.rows.contains { $0.contains("pinned") })
        }
    }
}
