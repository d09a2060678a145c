import Foundation
import Testing

/// A terminal that takes no output: a stopped one, a dead link.
@Suite("A terminal that takes nothing")
struct HeldTerminalTests {
    /// Sends the signals; gives how the program ended, and after how many seconds.
    private func ending(_ signals: [Int32]) async throws -> (status: Int32, seconds: Double, restored: Bool) {
        let home = try Home()
        return try await Launch.blocking {
            let terminal = try PseudoTerminal(home: home)
            let before = terminal.modes
            let watchdog = DispatchWorkItem { kill(terminal.process, SIGKILL) }
            DispatchQueue.global().asyncAfter(deadline: .now() + 2 * Patience.seconds, execute: watchdog)
            defer { watchdog.cancel() }
            try terminal.take(until: "Customers")
            try terminal.fill()
            let start = ContinuousClock.now
            for signal in signals { kill(terminal.process, signal) }
            let status = Launch.status(of: terminal.process)
            return (status, (ContinuousClock.now - start) / .seconds(1), terminal.modes == before)
        }
    }

    @Test(
        "TERM, HUP and INT end the program all the same, and it leaves no raw mode", arguments: [15, 1, 2] as [Int32])
    func one(signal: Int32) async throws {
        let end = try await ending([signal])
        #expect(end.status == 128 + signal)
        #expect(end.seconds < 10)
        #expect(end.restored)
    }

    @Test("Two at once end it as well")
    func two() async throws {
        let end = try await ending([SIGHUP, SIGTERM])
        #expect([128 + SIGHUP, 128 + SIGTERM].contains(end.status))
        #expect(end.restored)
    }
}

/// A secret that is being typed when a signal comes.
@Suite("Secrets that are typed", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct SecretTypingTests {
    private static let command = "call customer.setPassword user=kim confirm_password=x password=-"

    @Test(
        "What is typed to call is not seen, and a signal leaves the terminal showing what is typed",
        arguments: [
            ("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131), ("USR1", 138), ("ALRM", 142), ("PWR", 158),
            ("RTMIN", 162), ("SEGV", 139),
        ])
    func call(name: String, status: Int) async throws {
        try await TmuxTerminal.desk(Self.command) { terminal in
            try await terminal.wait(for: "password:")
            try await terminal.type("geheim")
            try terminal.signalProgram(name)
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=\(status)"))
            #expect(!screen.contains("geheim"))
            #expect(try terminal.home.text("stty-before") == terminal.home.text("stty-after"))
        }
    }

    @Test("The same with --plain", arguments: [("TERM", 143), ("HUP", 129), ("QUIT", 131), ("SEGV", 139)])
    func plain(name: String, status: Int) async throws {
        try await TmuxTerminal.desk("--plain") { terminal in
            try await terminal.wait("the prompt") { $0.rows.last { !$0.isEmpty }?.hasPrefix(">") == true }
            for (line, question) in [("account add", "name: "), ("mine", "user: "), ("sandbox", "key: ")] {
                try await terminal.type(line)
                try await terminal.keys("Enter")
                try await terminal.wait("the question for \(question)") { screen in
                    screen.rows.contains { $0.hasPrefix(question) || $0.hasPrefix("> " + question) }
                }
            }
            try terminal.signalProgram(name)
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=\(status)"))
            #expect(try terminal.home.text("stty-before") == terminal.home.text("stty-after"))
        }
    }

    @Test("A stop gives the shell its echo, and fg takes it away again")
    func stopped() async throws {
        let home = try Home()
        try await TmuxTerminal.open(script: "PS1='shell: ' exec sh -i", home: home) { terminal in
            try await terminal.wait(for: "shell:")
            try await terminal.type("'\(Executable.desk)' \(Self.command)")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "password:")
            try await terminal.keys("C-z")
            try await terminal.wait("the shell, with the program stopped") {
                $0.contains("Stopped") && $0.rows.last { !$0.isEmpty } == "shell:"
            }
            try await terminal.type("stty -a | grep -ow -e '-*echo'")
            try await terminal.keys("Enter")
            try await terminal.wait("the echo") { $0.rows.contains("echo") }
            try await terminal.type("fg")
            try await terminal.keys("Enter")
            try await terminal.wait("the program again") { screen in
                screen.rows.drop { $0 != "shell: fg" }.contains { $0.contains("customer.setPassword") }
            }
            try await terminal.type("geheim")
            try await terminal.keys("C-c")
            let screen = try await terminal.wait("the shell") {
                $0.rows.last { !$0.isEmpty }?.hasPrefix("shell:") == true
            }
            #expect(!screen.contains("geheim"))
        }
    }
}
