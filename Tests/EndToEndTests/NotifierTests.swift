import Desk
import Foundation
import Records
import Settings
import Testing

@testable import Desk
@testable import resellerdesk

/// The user's own command, the bell and the notification of the terminal.
@Suite("Making critical alarms known")
struct NotifierTests {
    private static let hostile = "evil\u{1B}]0;x\u{7}\u{9B}31m\u{202E}@x.example"

    private static func alert(_ user: String = "ops@b.example", at time: Double = 1_790_000_000) -> Alert {
        let words = "became critical: bounces 6.1%"
        return Alert(
            at: time, account: "acme", username: user, concern: .bounces, words: words, shown: "\(user): \(words)")
    }

    /// Runs a shell script with the alarms on its standard input; `$0` is its home, the arguments follow.
    private func run(
        _ script: String, home: Home, more arguments: [String] = [], alerts: [Alert] = [alert()], patience: Double = 10
    ) async throws -> String? {
        let words = ["sh", "-c", script, home.path] + arguments
        return try await Launch.blocking { Notifier.run(words, input: Notifier.json(alerts), patience: patience) }
    }

    // MARK: - The command

    @Test("The command gets its arguments as they stand in the file, and the alarms as one line of JSON")
    func input() async throws {
        let home = try Home()
        let arguments = ["two words", "$HOME;`id`", "--", "\u{FC}'\""]
        let problem = try await run(
            #"cat > "$0/in"; printf '%s\n' "$@" > "$0/arguments""#, home: home, more: arguments,
            alerts: [Self.alert(), Self.alert(Self.hostile)])
        #expect(problem == nil)
        #expect(try home.text("arguments") == arguments.joined(separator: "\n") + "\n")
        let input = try home.text("in")
        #expect(input.hasSuffix("}\n") && input.count { $0 == "\n" } == 1)
        #expect(!input.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        let message = try JSONDecoder().decode(Message.self, from: Data(input.utf8))
        #expect(message.account == "acme")
        #expect(message.alarms.map(\.customer) == ["ops@b.example", Self.hostile])
        #expect(
            message.alarms.first
                == Message.Alarm(
                    customer: "ops@b.example", kind: "bounces", severity: "critical",
                    words: "became critical: bounces 6.1%", at: "2026-09-21T14:13:20Z"))
    }

    private struct Message: Decodable {
        struct Alarm: Decodable, Equatable {
            let customer, kind, severity, words, at: String
        }

        let account: String
        let alarms: [Alarm]
    }

    @Test("A command that reads nothing of a long input does no harm")
    func unread() async throws {
        let many = (0..<5000).map { Self.alert("user\($0)@long.example") }
        #expect(try await run("exit 0", home: try Home(), alerts: many) == nil)
    }

    @Test("A command that fails, is ended or does not exist is told in words")
    func failures() async throws {
        let home = try Home()
        #expect(try await run("exit 3", home: home) == "ended with 3")
        #expect(try await run("kill -TERM $$", home: home) == "was ended by signal 15")
        #expect(Notifier.run([home.path + "/nothing"], input: Data(), patience: 5) == "was not found")
        #expect(Notifier.run(["no-such-pager"], input: Data(), patience: 5) == "was not found")
        try Data("x".utf8).write(to: URL(filePath: home.path + "/plain"))
        #expect(
            Notifier.run([home.path + "/plain"], input: Data(), patience: 5)
                == "could not be started: Permission denied")
    }

    @Test("A command that takes too long is ended with what it started")
    func late() async throws {
        let home = try Home()
        let problem = try await run(
            #"sleep 600 & echo $! > "$0/child"; echo $$ > "$0/shell"; wait"#, home: home, patience: 3)
        #expect(problem == "took longer than 3 s and was stopped")
        for name in ["shell", "child"] {
            let process = try #require(pid_t(try home.text(name).trimmingCharacters(in: .newlines)))
            #expect(await Self.isGone(process), "\(name)")
        }
    }

    /// Whether a process is gone, or only waits to be counted as such.
    private static func isGone(_ process: pid_t) async -> Bool {
        let deadline = DispatchTime.now() + Patience.seconds
        while DispatchTime.now() < deadline {
            guard let status = try? Home.text(of: "/proc/\(process)/stat") else { return true }
            if status.split(separator: ")").last?.hasPrefix(" Z") == true { return true }
            await Task.yield()
        }
        return false
    }

    @Test("A helper that the command leaves behind is waited for by nobody, and lives on")
    func helper() async throws {
        let home = try Home()
        #expect(try await run(#"sleep 600 & echo $! > "$0/child""#, home: home) == nil)
        let child = try #require(pid_t(try home.text("child").trimmingCharacters(in: .newlines)))
        #expect(kill(child, SIGKILL) == 0)
    }

    @Test("The command answers signals as in a shell, has no terminal, and inherits no open file")
    func inherits() async throws {
        let home = try Home()
        let script = """
            grep -E '^Sig(Blk|Ign)' /proc/self/status > "$0/signals"
            ls /proc/self/fd | wc -l > "$0/open"
            (: > /dev/tty) 2> "$0/terminal" || echo none > "$0/terminal"
            """
        #expect(try await run(script, home: home) == nil)
        let signals = try home.text("signals").split(separator: "\n").compactMap { line in
            line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        }
        // From 32 on they are the C library's own.
        #expect(signals.map { $0 & 0x7FFF_FFFF } == [0, 0])
        // Standard input, output, errors, and the folder that ls itself reads.
        #expect(try home.text("open").trimmingCharacters(in: .whitespacesAndNewlines) == "4")
        #expect(try home.text("terminal") == "none\n")
    }

    @Test("Commands run one after the other; what comes meanwhile waits for the next one")
    func oneByOne() async throws {
        let home = try Home()
        let script = #"mkdir "$0/busy" || echo twice >> "$0/said"; cat >> "$0/said"; sleep 0.2; rmdir "$0/busy""#
        let notifier = Notifier(
            NotifySettings(command: ["sh", "-c", script, home.path]), screen: ScreenPort(), patience: 20)
        let outcomes = await withTaskGroup(of: Outcome<Bool>.self) { group in
            for number in 0..<6 { group.addTask { await notifier.tell([Self.alert("user\(number)@b.example")]) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0 == .done(true) })
        let said = try home.text("said")
        #expect(!said.contains("twice"))
        for number in 0..<6 { #expect(said.contains("user\(number)@b.example")) }
    }

    @Test("What went wrong is told with the command's name")
    func named() async throws {
        let notifier = Notifier(NotifySettings(command: ["no-such-pager", "-x"]), screen: ScreenPort())
        #expect(await notifier.tell([Self.alert()]) == .failed("notify: no-such-pager was not found"))
    }

    // MARK: - On the desk

    /// A text as JSON writes it.
    private static func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    @Test(
        "Bell and notification go to the terminal byte by byte, the command's output goes nowhere",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"))
    func onTheDesk() async throws {
        let home = try Home()
        let script = "echo loud-output; echo loud-error >&2; (echo loud-terminal > /dev/tty); cat > '\(home.path)/told'"
        try home.write(
            """
            { "notify": { "bell": true, "osc9": true,
              "command": ["sh", "-c", \(try Self.quoted(script))] } }
            """, to: "config.json")
        let bench = try await BoardBench(customers: 12, home: home)
        try await bench.open { terminal in
            try await terminal.wait("the alarm, and that all was told") { screen in
                screen.row(with: BoardBench.bouncing).contains("bounces") && home.has("told")
                    && (try? home.text("told"))?.hasSuffix("}\n") == true
            }
            let written = String(decoding: terminal.written, as: UTF8.self)
            // tmux is a multiplexer: what is meant for the terminal behind it is wrapped.
            let start = "\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]9;sandbox: \(BoardBench.bouncing): new: bounces "
            let told = try #require(written.range(of: start))
            let rest = written[told.upperBound...]
            let end = try #require(rest.range(of: "\u{7}\u{1B}\\"))
            #expect(!rest[..<end.lowerBound].unicodeScalars.contains { $0.value < 0x20 })
            #expect(!written.contains("loud-"))
            #expect(try home.text("told").contains(#""customer":"\#(BoardBench.bouncing)","kind":"bounces""#))
            try await terminal.keys("C-l")
            let screen = try await terminal.wait("the whole board") { $0.contains("last full round") }
            #expect(screen.contains("1 Needs attention") && !screen.contains("loud-"))
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }

    @Test(
        "A command that is not there is named on the board, which goes on",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"))
    func missingOnTheDesk() async throws {
        let home = try Home()
        try home.write(#"{ "notify": { "command": ["no-such-pager"] } }"#, to: "config.json")
        let bench = try await BoardBench(customers: 12, home: home)
        try await bench.open { terminal in
            try await terminal.wait(for: "notify: no-such-pager was not found")
            try await terminal.wait("everybody's figures, and the alarm") { screen in
                screen.contains("last full round") && screen.row(with: BoardBench.bouncing).contains("bounces")
            }
            #expect(!terminal.written.contains(7), "no bell was asked for")
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }
}
