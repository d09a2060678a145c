import Archive
import Foundation
import Records
import ResellerAPI
import Testing

/// Answers that come late, never, or from somebody else, and programs that end between the call and its answer.
@Suite("Late, lost and foreign answers")
struct LateAnswerTests {
    private let home: Home

    init() throws { home = try Home() }

    private func configure(_ url: String) throws {
        try home.write(
            """
            {"current": "bench", "contexts": {"bench": {"user": "sandbox", "key_command": ["echo", "sandbox"],
             "base_url": "\(url)", "role": "sandbox", "writes": true}}}
            """, to: "config.json")
    }

    private func customer() async throws -> String {
        let list = try await Finished.desk(["call", "customer.list", "limit=1"], home: home)
        return String(try #require(list.output.firstMatch(of: /"username": ?"([^"]+)"/)?.output.1))
    }

    private func credits(_ user: String) async throws -> Int? {
        let answer = try await Finished.desk(["call", "limits.get", "user=\(user)"], home: home)
        return answer.output.firstMatch(of: /"credit_remain": ?(\d+)/).flatMap { Int($0.output.1) }
    }

    private func entries() throws -> [JournalEntry] {
        try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite").entries(JournalQuery())
    }

    @Test("Whatever page a proxy puts in the place of an answer, what was done is found, and done once")
    func proxy() async throws {
        let sandbox = try await SandboxProcess(["--customers", "12", "--fault", "proxy=1", "--speed", "0"], home: home)
        try configure(sandbox.url)
        let user = try await customer()
        for page in 1...3 {
            let zone = ["", "Asia/Tokyo", "Europe/Berlin", "America/New_York"][page]
            let call = ["call", "timezone.set", "user=\(user)", "timezone=\(zone)", "--write"]
            let result = try await Finished.desk(call, home: home)
            #expect(result.status == 0, "\(result.errors)")
            #expect(try entries().first?.outcome.word == "done")
        }
        #expect(try entries().count == 3)
    }

    @Test(
        "Killed between the call and its answer, the next desk finds out what became of it, closes it and says so",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"))
    func killed() async throws {
        let sandbox = try await SandboxProcess(
            ["--customers", "12", "--fault", "late=1", "--late-by", "2", "--speed", "0"], home: home)
        try configure(sandbox.url)
        let user = try await customer()
        let relay = try Relay(to: sandbox.port)
        try configure(relay.url)
        let variables = home.environment
        try await Launch.blocking {
            let nothing = open("/dev/null", O_RDWR)
            defer { close(nothing) }
            let process = try Launch.start(
                Executable.desk, ["call", "customer.disable", "user=\(user)", "--write"], environment: variables,
                input: nothing, output: nothing, errors: nothing)
            let deadline = DispatchTime.now() + Patience.seconds
            while relay.requests == 0, DispatchTime.now() < deadline { usleep(2000) }
            kill(process, SIGKILL)
            _ = Launch.status(of: process)
        }
        let left = try #require(try entries().first)
        #expect(left.outcome == .open)
        // It is done when nobody is there any more.
        var isActive = true
        let deadline = DispatchTime.now() + Patience.seconds
        while isActive, DispatchTime.now() < deadline {
            let list = try await Finished.desk(["call", "customer.list", "username=\(user)"], home: home)
            isActive = !list.output.contains(/"active": ?false/)
        }
        try #require(!isActive)
        try await TmuxTerminal.desk("", home: home) { terminal in
            try await terminal.wait(for: "was in progress when the program ended")
        }
        #expect(try entries().first?.outcome.word == "done")
        #expect(try entries().count == 1)
    }
}
