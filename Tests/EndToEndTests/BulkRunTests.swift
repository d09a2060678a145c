import Foundation
import Testing

/// A bulk run over two hundred customers, killed without warning again and again, brings each exactly one increment.
@Suite("Bulk runs", .serialized)
struct BulkRunTests {
    private static let count = 200
    private static let added = 10

    private struct Bench {
        let home: Home
        let sandbox: SandboxProcess
        let names: [String]
    }

    /// A sandbox whose clock stands still, and a context that may write.
    private func bench() async throws -> Bench {
        let home = try Home()
        let sandbox = try await SandboxProcess(
            ["--customers", "\(Self.count)", "--seed", "7", "--now", "2026-09-28T12:00:00Z", "--speed", "0"], home: home
        )
        try home.write(
            """
            {"current": "bench", "contexts": {"bench": {"user": "sandbox", "key_command": ["echo", "sandbox"],
             "base_url": "\(sandbox.url)", "role": "sandbox", "writes": true}}}
            """, to: "config.json")
        let list = try await Finished.desk(["call", "customer.list", "limit=\(Self.count)"], home: home)
        let names = list.output.matches(of: /"username": ?"([^"]+)"/).map { String($0.output.1) }
        try #require(names.count == Self.count, "\(list.errors)")
        return Bench(home: home, sandbox: sandbox, names: names)
    }

    /// What every customer has left; a customer without a limit has none.
    private func credits(_ bench: Bench) async throws -> [String: Int] {
        var credits: [String: Int] = [:]
        for name in bench.names {
            let answer = try await Finished.desk(["call", "limits.get", "user=\(name)"], home: bench.home)
            try #require(answer.status == 0, "\(answer.errors)")
            let left = answer.output.firstMatch(of: /"credit_remain": ?(\d+)/).flatMap { Int($0.output.1) }
            credits[name] = left ?? 0
        }
        return credits
    }

    /// Goes on with the run without a screen; killed after so many milliseconds, where given.
    private func resume(_ home: Home, killedAfter milliseconds: Int? = nil) async throws -> Int32 {
        let (output, variables) = (home.path + "/resumed", home.environment)
        return try await Launch.blocking {
            let nothing = open("/dev/null", O_RDWR)
            let file = open(output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            defer { for descriptor in [nothing, file] { close(descriptor) } }
            let process = try Launch.start(
                Executable.desk, ["runs", "--resume", "1", "--write"], environment: variables, input: nothing,
                output: file, errors: file)
            if let milliseconds {
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
                    kill(process, SIGKILL)
                }
            }
            return Launch.status(of: process)
        }
    }

    /// Begins a run of increments over all customers on the desk, and kills the desk when some are done.
    private func beginAndKill(_ bench: Bench) async throws {
        try await TmuxTerminal.desk("", home: bench.home) { terminal in
            try await terminal.wait("the customers") { $0.contains("\(Self.count) customers") }
            try await terminal.keys("V", "e")
            let menu = try await terminal.wait("the menu of calls") { screen in
                ["\(Self.count) customers marked ─", "│ ▌ ", "Raise the credit limit…"].allSatisfy(screen.contains)
            }
            let first = menu.rows.firstIndex { $0.contains("│ ▌ ") } ?? 0
            let wanted = menu.rows.firstIndex { $0.contains("Raise the credit limit…") } ?? 0
            for _ in first..<wanted { try await terminal.keys("Down") }
            try await terminal.wait(for: "▌ Raise the credit limit…")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "credits")
            try await terminal.type("\(Self.added)")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "Type \(Self.count) to confirm")
            try await terminal.type("\(Self.count)")
            // An Enter that comes in one piece with the count starts nothing.
            try await terminal.wait(for: "to confirm: > \(Self.count)")
            try await terminal.keys("Enter")
            try await terminal.wait("some rows done") { screen in
                screen.text.firstMatch(of: /✓ (\d+) done/).flatMap { Int($0.output.1) }.map { $0 > 0 } ?? false
            }
            let process = pid_t(try bench.home.text("pid").trimmingCharacters(in: .newlines))
            try #require(process != nil && kill(process ?? 0, SIGKILL) == 0)
            // Nobody tidied up: the shell's words stand wherever the cursor was.
            try await terminal.wait("the shell") { $0.rows.joined().contains("exit=137") }
        }
    }

    @Test(
        "Killed at random moments and resumed, 200 increments end as exactly 200, and the journal says so",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"))
    func exactlyOnce() async throws {
        let bench = try await bench()
        let before = try await credits(bench)
        try await beginAndKill(bench)
        let listed = try await Finished.desk(["runs"], home: bench.home)
        #expect(listed.output.contains("1 limits.increment interrupted"))
        var kills = 0
        var status: Int32 = 137
        while kills < 6 {
            status = try await resume(bench.home, killedAfter: Int.random(in: 150...5000))
            if status == 0 { break }
            kills += 1
        }
        if status != 0 { status = try await resume(bench.home) }
        let said = try bench.home.text("resumed")
        #expect(status == 0, "\(said)")
        let after = try await credits(bench)
        for name in bench.names {
            #expect(after[name] == (before[name] ?? 0) + Self.added, "\(name)")
        }
        let rows = try await Finished.desk(["runs", "--csv", "1"], home: bench.home)
        let results = rows.output.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[5] }
        #expect(results.count == Self.count)
        #expect(results.allSatisfy { $0 == "done" })
        let again = try await Finished.desk(["runs", "--resume", "1", "--write"], home: bench.home)
        #expect(again.status == 0)
        #expect(again.output.contains("1 limits.increment finished: 200 of 200, 200 done, 0 failed, 0 unknown"))
        #expect(try await credits(bench) == after)
    }

    @Test("Going on with a run needs --write, and a run that is not there is said to be so")
    func needsWrite() async throws {
        let home = try Home()
        let closed = try await Finished.desk(["runs", "--resume", "1"], home: home)
        #expect(closed.status == 2)
        #expect(closed.errors.contains("needs --write"))
        let missing = try await Finished.desk(["runs", "--resume", "9", "--write"], home: home)
        #expect(missing.status == 2)
        #expect(missing.errors.contains("this account has no run 9"))
        let none = try await Finished.desk(["runs"], home: home)
        #expect(none.output == "no bulk runs\n")
    }
}
