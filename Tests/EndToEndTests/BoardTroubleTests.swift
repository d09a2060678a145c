import Foundation
import Testing

/// The live board on a service that misbehaves, as the person before it sees it.
@Suite("Live board under trouble", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct BoardTroubleTests {
    /// A row of `list live --json`.
    private struct Row: Decodable {
        let customer, severity, kind, value, cause, state: String
    }

    private func rows(_ listed: Finished) throws -> [Row] {
        try JSONDecoder().decode([Row].self, from: Data(listed.output.utf8))
    }

    @Test("An incident comes to the screen with its cause, and what is said to it stays: over a restart, in the list")
    func incident() async throws {
        let bench = try await BoardBench(customers: 30, home: try Home())
        try await bench.open { terminal in
            let screen = try await terminal.wait("both incidents") { screen in
                screen.row(with: BoardBench.bouncing).contains("bounces")
                    && screen.row(with: BoardBench.untracked).contains("opens")
            }
            #expect(screen.contains("1 critical"))
            try await terminal.type("/kind:bounces")
            try await terminal.keys("Enter")
            try await terminal.wait("the one that bounces alone") { !$0.row(with: "▌").contains("opens") }
            try await terminal.keys("a")
            try await terminal.wait("the question for a note") { $0.contains("Optional note for the team") }
            try await terminal.type("called them")
            try await terminal.keys("Enter")
            try await terminal.wait("the word") { $0.row(with: "▌✗ \(BoardBench.bouncing)").contains("ack by ") }
            try await terminal.wait("everybody's figures") { $0.contains("last full round") }
            #expect(try await terminal.quit().contains("exit=0"))
        }
        var shown = ""
        try await bench.open { terminal in
            // The line under the board has room for the note once it is not needed for what is being loaded.
            let screen = try await terminal.wait("the word of before, with its note") { screen in
                screen.row(with: BoardBench.bouncing).contains("ack by ") && screen.contains("called them")
                    && screen.row(with: BoardBench.untracked).contains(" new")
            }
            shown = screen.row(with: BoardBench.bouncing)
            #expect(try await terminal.quit().contains("exit=0"))
        }
        let rows = try rows(try await bench.list("--json"))
        #expect(rows.map(\.customer) == [BoardBench.bouncing, BoardBench.untracked])
        let row = try #require(rows.first)
        #expect(row.severity == "critical" && row.kind == "bounces" && row.state.hasPrefix("ack by "))
        #expect(row.cause.hasPrefix("bounces \(row.value)"))
        #expect(shown.contains(row.value) && shown.contains(row.state.prefix(12)))
    }

    @Test("A service that goes away is named with the time, the figures keep their age, and later all are caught up")
    func away() async throws {
        let home = try Home()
        let port = try TinyServer.unusedPort()
        let bench = try await BoardBench(customers: 30, port: port, home: home)
        try await bench.keepFigures(ago: 3 * 3600)
        bench.sandbox.stop()
        try await bench.open { terminal in
            let lost = try await terminal.wait("the outage, and the figures with their age") { screen in
                screen.contains("no new data since ") && screen.contains("lost since ")
                    && screen.row(with: BoardBench.bouncing).contains("3h")
            }
            #expect(lost.contains("showing the last known: Could not reach 127.0.0.1:\(port)"))
            #expect(lost.row(with: BoardBench.untracked).contains("opens 0%"))
            let again = try await BoardBench(customers: 30, port: port, home: home)
            try await terminal.keys("R")
            try await terminal.wait("the end of the outage") { screen in
                !screen.contains("no new data since ") && screen.contains("the service could not be asked for ")
            }
            // In the middle of catching up it goes once more.
            again.sandbox.stop()
            // Had it caught up already, it asks again after a minute.
            try await terminal.wait("the outage", patience: 3 * Patience.seconds) { $0.contains("no new data since ") }
            let third = try await BoardBench(customers: 30, port: port, home: home)
            try await terminal.keys("R")
            let caughtUp = try await terminal.wait("figures of after the outage, of everybody") { screen in
                !screen.contains("no new data since ") && screen.contains("oldest now")
                    && screen.row(with: BoardBench.bouncing).contains("bounces")
            }
            #expect(!caughtUp.row(with: BoardBench.bouncing).contains("3h"))
            #expect(try await terminal.quit().contains("exit=0"))
            third.sandbox.stop()
        }
    }

    @Test("On a slow link, held back by the service, keys answer at once, and the budget is kept")
    func heldBack() async throws {
        let bench = try await BoardBench(
            customers: 12, home: try Home(), ["--latency", "1000", "--fault", "429=0.2"])
        let relay = try Relay(to: bench.sandbox.port)
        let start = ContinuousClock.now
        try await bench.open(at: relay.url) { terminal in
            try await terminal.wait(for: "Needs attention")
            try await terminal.wait(for: "held by the service until ")
            let first = ContinuousClock.now
            for _ in 0..<5 {
                try await terminal.keys("?")
                try await terminal.wait(for: "Help: ")
                try await terminal.keys("Escape")
                try await terminal.wait(without: "Help: ")
            }
            #expect(ContinuousClock.now - first < .seconds(9), "an answer takes a second, these are ten keys")
            // A call that is refused four times holds collecting for a minute.
            try await terminal.wait("everybody's figures", patience: 4 * Patience.seconds) { screen in
                screen.contains("last full round") && screen.row(with: BoardBench.bouncing).contains("bounces")
            }
            #expect(try await terminal.quit().contains("exit=0"))
        }
        #expect(relay.refusals > 0)
        // Four fifths of 500 a minute, and what the desk asks for itself.
        let minutes = (ContinuousClock.now - start) / .seconds(60)
        #expect(relay.requests >= 24)
        #expect(Double(relay.requests) <= 60 + 400 * minutes)
    }

    @Test("After a sleep of the machine there is no burst of calls, and the screen is right")
    func asleep() async throws {
        let bench = try await BoardBench(customers: 300, home: try Home())
        let relay = try Relay(to: bench.sandbox.port)
        try await bench.open(at: relay.url) { terminal in
            let before = try await terminal.wait("figures that come") { (Self.read($0) ?? 0) >= 10 }
            try terminal.signalProgram("STOP")
            let stopped = ContinuousClock.now
            _ = try await Launch.blocking { usleep(15_000_000) }
            #expect(relay.requests(since: stopped + .seconds(2)) == 0)
            try terminal.signalProgram("CONT")
            let woken = ContinuousClock.now
            try await terminal.wait("figures that come again") { (Self.read($0) ?? 0) > (Self.read(before) ?? 0) + 8 }
            let seconds = (ContinuousClock.now - woken) / .seconds(1)
            // What was missed are a hundred calls; in each second there is room for seven, and for two seconds more.
            let calls = Double(relay.requests(since: woken))
            #expect(calls <= 40 + 7 * seconds, "in \(seconds) s")
            try await terminal.keys("C-l")
            let screen = try await terminal.wait("the whole board") { screen in
                screen.rows[0].contains("Live board") && screen.contains("1 Needs attention")
                    && Self.read(screen) != nil
            }
            #expect(screen.contains(/oldest (now|1m|2m)/) && !screen.contains("no new data since"))
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }

    /// How many of the customers were read, as the last line but one says.
    private static func read(_ screen: Screen) -> Int? {
        screen.text.firstMatch(of: /(\d+) of 300 read/).flatMap { Int($0.output.1) }
    }
}
