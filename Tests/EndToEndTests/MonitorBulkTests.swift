import Foundation
import Testing

/// Many customers put on a monitor record at once, and all of them taken off it again.
@Suite("Monitor records, in bulk", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct MonitorBulkTests {
    /// Whom each record samples.
    private func users(_ home: Home) async throws -> [String: Set<String>] {
        struct Entry: Decodable {
            let name: String
            let users: [String]
        }
        let answer = try await Finished.desk(["call", "monitor.list"], home: home)
        try #require(answer.status == 0, "\(answer.errors)")
        let records = try JSONDecoder().decode([Entry].self, from: Data(answer.output.utf8))
        return Dictionary(uniqueKeysWithValues: records.map { ($0.name, Set($0.users)) })
    }

    private func confirm(_ count: Int, _ terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "Type \(count) to confirm")
        try await terminal.type("\(count)")
        try await terminal.wait(for: "to confirm: > \(count)")
        try await terminal.keys("Enter")
        // Whoever is on the record already is not put there once more.
        try await terminal.wait("the end of the run, without a failure") { screen in
            screen.contains("\(count) of \(count)   100%   finished") && !screen.contains("failed")
        }
    }

    @Test("a puts all that are marked on the record under the cursor, :bulk takes all off that are on it")
    func bulk() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "30"], home: home)
        try home.write(
            """
            {"contexts": {"bench": {"user": "sandbox", "key_command": ["echo", "sandbox"],
             "base_url": "\(sandbox.url)", "role": "sandbox", "writes": true}}}
            """, to: "config.json")
        let before = try await users(home)
        try await TmuxTerminal.desk("", home: home) { terminal in
            try await terminal.wait("the customers") { $0.contains("30 customers") && $0.cursorRow.contains("@") }
            for _ in 0..<3 { try await terminal.keys("Space") }
            try await terminal.wait(for: "3 marked")
            try await terminal.keys("m")
            let records = try await terminal.wait("the records") { screen in
                screen.isFresh("1 Records") && before[screen.cursorCustomer] != nil
            }
            let name = records.cursorCustomer
            let already = try #require(before[name], "\(records.text)")
            try await terminal.keys("2")
            try await terminal.wait(for: "━ 2 Customers on it")
            try await terminal.keys("a")
            try await confirm(3, terminal)
            let added = try await users(home)
            let marked = (added[name] ?? []).subtracting(already)
            #expect(added[name]?.isSuperset(of: already) == true)
            #expect((1...3).contains(marked.count))
            try await terminal.keys("Escape")
            try await terminal.wait(for: "1 Customers")
            try await terminal.keys("m", "2")
            try await terminal.wait("the record with its customers") { screen in
                screen.contains("━ 2 Customers on it") && screen.isFresh("2 Customers on it")
                    && marked.allSatisfy { screen.contains(String($0.prefix(14))) }
            }
            try await terminal.type(":bulk")
            try await terminal.keys("Enter")
            try await confirm(added[name]?.count ?? 0, terminal)
            let after = try await users(home)
            #expect(after[name]?.isEmpty == true)
            // The service takes a customer off every record, as the dialog says.
            let gone = added[name] ?? []
            for (other, users) in added { #expect(after[other] == users.subtracting(gone), "\(other)") }
            #expect(try await terminal.quit().contains("exit=0"))
        }
        let runs = try await Finished.desk(["runs"], home: home)
        #expect(runs.output.contains("monitor.append finished") && runs.output.contains("monitor.detach finished"))
        sandbox.stop()
    }
}
