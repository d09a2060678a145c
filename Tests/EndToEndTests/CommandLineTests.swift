import Foundation
import Testing

/// What the program does without a screen.
@Suite("Command line")
struct CommandLineTests {
    @Test("Without a terminal it says so, names what needs none, and ends with 1")
    func notATerminal() async throws {
        let result = try await Finished.desk([], home: try Home())
        #expect(result.status == 1)
        #expect(result.errors.contains("not a terminal"))
        #expect(result.output == "")
    }

    @Test(
        "A terminal that can't show a screen is refused with what to do",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"), arguments: ["dumb", "", "no-such-terminal"])
    func unusableTerminal(name: String) async throws {
        try await TmuxTerminal.desk(exports: ["TERM": name]) { terminal in
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=1"))
            #expect(screen.rows.joined().contains("xterm-256color"))
        }
    }

    @Test(
        "What is not known is said on the error output, with 2",
        arguments: [
            ["--no-such-option"], ["no-such-command"], ["--theme", "no-such-theme"], ["sandbox", "--port", "many"],
            ["sandbox", "--customers", "0"], ["--context", "no-such-context"], ["sandbox", "--now", "yesterday"],
        ])
    func usage(arguments: [String]) async throws {
        let result = try await Finished.desk(arguments, home: try Home())
        #expect(result.status == 2)
        #expect(result.output == "")
        let named = arguments.last.map { result.errors.contains($0) }
        #expect(named == true, "the message names what was not understood")
    }

    @Test("Help and version answer with 0 and touch nothing", arguments: ["--help", "-h", "--version"])
    func help(option: String) async throws {
        let home = try Home()
        let result = try await Finished.desk([option], home: home)
        #expect(result.status == 0)
        #expect(result.output.contains("resellerdesk"))
        #expect(result.errors == "")
        #expect(!home.has(".local") && !home.has(".cache") && !home.has(".config"))
    }

    @Test("keys lists the commands with the user's own keys, and names mistakes on the error output")
    func keys() async throws {
        let home = try Home(files: ["keymap.json": "{ \"global\": { \"X\": \"sort\", \"W\": \"no-such-command\" } }"])
        let result = try await Finished.desk(["keys"], home: home)
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").contains { $0.contains("`X`") && $0.contains("sort") })
        #expect(result.errors.contains("keymap.json:1"))
        #expect(result.errors.contains("no-such-command"))
    }

    @Test("themes lists those of the program and those of the user")
    func themes() async throws {
        let home = try Home()
        let shipped = try await Finished.desk(["themes"], home: home)
        #expect(shipped.status == 0)
        for name in ["terminal", "dark", "light", "high-contrast", "colour-blind", "monochrome"] {
            #expect(shipped.output.split(separator: "\n").contains { $0.hasPrefix(name) })
        }
    }

    @Test("sandbox says where it listens as its first line, and a port that is taken ends it with 1")
    func sandbox() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "20"], home: home)
        #expect(sandbox.url.hasPrefix("http://127.0.0.1:"))
        #expect(sandbox.port > 0)
        let second = try await Finished.desk(["sandbox", "--port", "\(sandbox.port)"], home: home)
        #expect(second.status == 1)
        #expect(second.errors.contains("\(sandbox.port)"))
        #expect(second.output == "")
        sandbox.stop()
    }
}
