import Foundation
import Testing

/// Terminals of all sizes and talents.
@Suite("Sizes and terminals", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct SizeTests {
    @Test("The desk follows every size, down to one cell, and back", arguments: [(80, 24), (40, 12), (20, 5), (1, 1)])
    func resized(columns: Int, rows: Int) async throws {
        try await TmuxTerminal.desk { terminal in
            let wide = try await terminal.waitForDesk()
            try await terminal.resize(.init(columns: columns, rows: rows))
            let small = try await terminal.wait("a screen of \(rows) rows") { screen in
                screen.rows.count == rows && (columns < 20 || screen.rows[0].contains("sandbox"))
            }
            #expect(small.rows.allSatisfy { $0.count <= columns })
            try await terminal.resize(.wide)
            // The screen is painted from top to bottom: only when all of it is there it is compared.
            let back = try await terminal.wait("the desk as wide as before, on the same customer") { screen in
                screen.rows.count == 40 && screen.rows[0].count > 100 && screen.isFresh("5 Samples")
                    && screen.cursorCustomer == wide.cursorCustomer
            }
            #expect(back.rows.allSatisfy { $0.count <= 120 })
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }

    @Test(
        "Started small the desk is whole: account in the frame, nothing cut off by the edge",
        arguments: [
            (80, 24), (40, 12), (20, 5),
        ])
    func startedSmall(columns: Int, rows: Int) async throws {
        try await TmuxTerminal.desk(size: .init(columns: columns, rows: rows)) { terminal in
            let screen = try await terminal.wait("customers") { screen in
                // The smallest one shows counts: none at first, those of the collector's soon.
                rows > 5 ? screen.contains("@") : ["alarm", "critical", "warning"].contains(where: screen.contains)
            }
            #expect(screen.rows[0].lowercased().contains("sandbox"))
            #expect(screen.rows.count == rows)
        }
    }

    @Test(
        "An old terminal with LANG=C gets ASCII only, and everything on it",
        arguments: ["vt100", "linux", "screen-256color", "xterm-256color"])
    func plain(terminalType: String) async throws {
        try await TmuxTerminal.desk(exports: ["TERM": terminalType, "LC_ALL": "C"]) { terminal in
            let screen = try await terminal.wait("the customers in ASCII") { screen in
                screen.contains("1 Customers") && screen.contains("4 Suppressions")
                    && screen.contains("2,000 customers")
                    && screen.contains("spf")
            }
            #expect(screen.foreign == "")
            try await terminal.keys("j", "?")
            let help = try await terminal.wait(for: "Help: customers")
            #expect(help.foreign == "")
            try await terminal.keys("Escape")
            try await terminal.wait(without: "Help: customers")
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }

    @Test("--ascii draws without any other character under UTF-8 too")
    func asciiFlag() async throws {
        try await TmuxTerminal.desk("--ascii") { terminal in
            let screen = try await terminal.wait("the customers") { screen in
                screen.contains("1 Customers") && screen.contains("2,000 customers")
            }
            #expect(screen.foreign == "")
        }
    }

    @Test("NO_COLOR is honoured: no colour is ever written")
    func noColour() async throws {
        try await TmuxTerminal.desk(exports: ["NO_COLOR": "1"]) { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("5", "Enter")
            try await terminal.wait(for: "message-id")
            #expect(Self.colours(in: terminal.written).isEmpty)
        }
    }

    @Test("Colours are written where nothing forbids them")
    func colour() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            #expect(!Self.colours(in: terminal.written).isEmpty)
        }
    }

    @Test("The program asks the terminal nothing: late answers would arrive as keys")
    func noQueries() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            #expect(try await terminal.quit().contains("exit=0"))
            let written = String(decoding: terminal.written, as: UTF8.self)
            #expect(written.contains("\u{1B}[?1049h"))
            for query in [#/\x{1B}\[[>=?]?\d*c/#, #/\x{1B}\[\??[56]n/#, #/\x{1B}\]1[01];\?/#, #/\x{1B}P\+q/#] {
                #expect(written.firstMatch(of: query) == nil)
            }
        }
    }

    /// The sequences that choose a colour, with their numbers.
    private static func colours(in written: [UInt8]) -> [String] {
        String(decoding: written, as: UTF8.self).matches(of: /\x{1B}\[([0-9;:]*)m/)
            .map { String($0.output.1) }
            .filter { parameters in
                parameters.split { ";:".contains($0) }.compactMap { Int($0) }.contains { number in
                    (30...38).contains(number) || (40...48).contains(number) || (90...107).contains(number)
                }
            }
    }
}
