import Archive
import Foundation
import Synchronization
import Testing

/// Processes on one account and one archive share its calls a minute.
@Suite("Shared budget")
struct SharedBudgetTests {
    private static let key = ["RESELLERDESK_KEY": "sandbox"]

    @Test("A call from the shell takes its place where every other process sees it, the first of all as well")
    func call() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let arguments = ["call", "packages.list", "--base-url", sandbox.url, "--user", "sandbox"]
        for _ in 0..<2 {
            #expect(try await Finished.desk(arguments, home: home, environment: Self.key).status == 0)
        }
        let archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
        let account = "sandbox at \(sandbox.url)/"
        let now = Date().timeIntervalSince1970
        #expect(try archive.callsInLastMinute(account: account, at: now) == 2)
        #expect(try archive.callsInLastMinute(account: account, at: now + 61) == 0, "both said that they are over")
    }

    @Test("Of many calls at once no more reach a service that tells nothing than a minute may have; the others say so")
    func many() async throws {
        let arrived = Atomic(0)
        let body = #"[{"name":"a"}]"#
        let server = try TinyServer(
            answering: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
                + "Connection: close\r\n\r\n\(body)"
        ) { arrived.add(1, ordering: .relaxed) }
        let home = try Home(files: [
            "config.json": """
            { "current": "here", "contexts": { "here": {
                "user": "sandbox", "base_url": "\(server.url)", "key_command": ["echo", "sandbox"], "rate": 5 } } }
            """
        ])
        let words = "waiting: all 5 calls of this minute are used"
        let waiting = try await withThrowingTaskGroup(of: ServingProcess.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await ServingProcess(
                        Executable.desk, ["call", "packages.list"], home: home, until: words)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(waiting.count { $0.line.contains(words) } == 3)
        #expect(arrived.load(ordering: .relaxed) == 5)
        for process in waiting { process.end(by: SIGTERM) }
    }

    @Test("Where the archive can't be used a call is made all the same, and says that the others are not counted")
    func noArchive() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        try Data("no folder".utf8).write(to: URL(filePath: home.path + "/.local"))
        let result = try await Finished.desk(
            ["call", "packages.list", "--base-url", sandbox.url, "--user", "sandbox"], home: home,
            environment: Self.key)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("["))
        #expect(result.errors.hasPrefix("resellerdesk: the calls of other processes are not counted: "))
    }
}
