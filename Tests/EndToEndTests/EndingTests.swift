import Foundation
import Testing

/// Every way out leaves the terminal as it was.
@Suite("Endings", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct EndingTests {
    /// The terminal is a shell's again: what stood there before is back, the cursor visible, no mode left on.
    private func expectRestored(_ terminal: TmuxTerminal, _ screen: Screen) async throws {
        #expect(screen.contains(DeskScript.before))
        #expect(!screen.contains("1 Customers"))
        let modes = try await terminal.fact(
            "#{alternate_on} #{cursor_flag} #{keypad_flag} #{keypad_cursor_flag} #{mouse_any_flag} #{insert_flag}")
        #expect(modes == "0 1 0 0 0 0")
        let written = String(decoding: terminal.written, as: UTF8.self)
        let pasteMode = written.matches(of: /\x{1B}\[\?2004([hl])/).last
        #expect(pasteMode?.output.1 == "l", "bracketed paste is switched off last")
        let (before, after) = (try terminal.home.text("stty-before"), try terminal.home.text("stty-after"))
        #expect(before == after)
    }

    @Test("q at the top and Q anywhere end with 0 and give the terminal back", arguments: ["q", "Q"])
    func quitting(key: String) async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            if key == "Q" { try await terminal.keys("5", "Enter") }
            try await terminal.keys(key)
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=0"))
            try await expectRestored(terminal, screen)
        }
    }

    @Test("Esc never quits")
    func escape() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("Escape", "Escape", "?")
            let screen = try await terminal.wait(for: "Help: customers")
            #expect(!screen.contains("exit="))
        }
    }

    @Test(
        "A signal ends the program with 128 and its number, the terminal restored",
        arguments: [
            ("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131), ("USR1", 138), ("ALRM", 142), ("STKFLT", 144),
            ("XCPU", 152), ("XFSZ", 153), ("VTALRM", 154), ("PROF", 155), ("IO", 157), ("PWR", 158), ("RTMIN", 162),
            ("RTMAX", 192),
        ])
    func signalled(name: String, status: Int) async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try terminal.signalProgram(name)
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=\(status)"))
            try await expectRestored(terminal, screen)
        }
    }

    @Test(
        "A crash restores the terminal too",
        arguments: [
            ("SEGV", 139), ("ABRT", 134), ("BUS", 135), ("FPE", 136), ("ILL", 132), ("TRAP", 133), ("SYS", 159),
        ])
    func crash(name: String, status: Int) async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try terminal.signalProgram(name)
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=\(status)"))
            try await expectRestored(terminal, screen)
        }
    }

    @Test("An archive that is cut short while it is in use ends the program in order, and it is said why")
    func cutArchive() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            var kept = ""
            for _ in 0..<200 where !kept.contains("2000 of sandbox") {
                kept = try await Finished.desk(["info"], home: terminal.home).output
            }
            #expect(kept.contains("2000 of sandbox"), "the list is in the archive")
            let file = terminal.home.path + "/.local/state/resellerdesk/archive.sqlite-shm"
            #expect(truncate(file, 0) == 0)
            try await terminal.keys("R")
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=135"))
            #expect(screen.contains("A file of the archive was cut short while it was in use"))
            try await expectRestored(terminal, screen)
            // What was kept is kept.
            let next = try await Finished.desk(["info"], home: terminal.home)
            #expect(next.output.contains("customers") && next.output.contains("2000 of sandbox"), "\(next.output)")
        }
    }

    @Test("When the terminal goes away, so does the program")
    func hangUp() async throws {
        let home = try Home()
        guard mkfifo(home.path + "/alive", 0o600) == 0 else { throw HarnessError.system(call: "mkfifo", code: errno) }
        let alive = open(home.path + "/alive", O_RDONLY | O_NONBLOCK)
        defer { close(alive) }
        let script = "exec 9> \"$HOME/alive\"; exec '\(Executable.desk)'"
        try await TmuxTerminal.open(script: script, home: home) { terminal in
            try await terminal.waitForDesk()
            try await terminal.cut()
            // The pipe ends when nobody holds its other end any more, that is when the program is gone.
            let isGone = try await Launch.blocking {
                var event = pollfd(fd: alive, events: 0, revents: 0)
                return poll(&event, 1, Int32(Patience.seconds * 1000)) == 1 && event.revents & Int16(POLLHUP) != 0
            }
            #expect(isGone)
        }
    }

    @Test("^Z gives the shell its terminal, fg brings the desk back, at the size that the terminal has by then")
    func suspension() async throws {
        let home = try Home()
        let script = "PS1='shell: '; export PS1; echo '\(DeskScript.before)'; exec sh -i"
        try await TmuxTerminal.open(script: script, home: home) { terminal in
            try await terminal.wait(for: "shell:")
            try await terminal.type("'\(Executable.desk)'")
            try await terminal.keys("Enter")
            try await terminal.waitForDesk()
            try await terminal.keys("C-z")
            let shell = try await terminal.wait("the shell") { screen in
                screen.contains("Stopped") && screen.rows.last { !$0.isEmpty }?.hasPrefix("shell:") == true
            }
            #expect(shell.contains(DeskScript.before))
            let modes = try await terminal.fact("#{alternate_on} #{cursor_flag}")
            #expect(modes == "0 1")
            try await terminal.resize(.init(columns: 90, rows: 30))
            try await terminal.type("fg; echo exit=$?")
            try await terminal.keys("Enter")
            let back = try await terminal.wait("the desk in 30 rows") { screen in
                screen.rows.count == 30 && screen.rows[0].contains("SANDBOX") && screen.rows[29].contains("help")
            }
            #expect(back.contains("1 Customers"))
            try await terminal.keys("Q")
            try await terminal.wait(for: "exit=0")
        }
    }

    @Test("After a suspension keys are read as before")
    func keysAfterSuspension() async throws {
        try await TmuxTerminal.open(script: "PS1='shell: ' exec sh -i", home: try Home()) { terminal in
            try await terminal.wait(for: "shell:")
            try await terminal.type("'\(Executable.desk)'")
            try await terminal.keys("Enter")
            try await terminal.waitForDesk()
            for times in 1...3 {
                try await terminal.keys("C-z")
                // Typed before the shell has its terminal back, the keys would be lost.
                try await terminal.wait("the shell") { screen in
                    screen.count("Stopped") == times && screen.rows.last { !$0.isEmpty }?.hasPrefix("shell:") == true
                }
                try await terminal.type("fg")
                try await terminal.keys("Enter")
                try await terminal.wait(for: "1 Customers")
            }
            try await terminal.keys("?")
            try await terminal.wait(for: "Help: customers")
        }
    }
}
