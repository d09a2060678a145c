import Testing

/// What is pasted is text and never keys.
@Suite("Paste", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct PasteTests {
    @Test("Pasted outside a field, text runs no command")
    func outside() async throws {
        try await TmuxTerminal.desk { terminal in
            let before = try await terminal.waitForDesk()
            try await terminal.paste("Q\nq\nj\n:quit\n")
            let after = try await terminal.wait("a word about the paste") { screen in
                screen.rows.last?.lowercased().contains("paste") == true
            }
            #expect(after.cursorCustomer == before.cursorCustomer)
            #expect(!after.contains("exit="))
        }
    }

    @Test("Pasted into the filter, several lines become one")
    func filter() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("/")
            try await terminal.paste("bir\nch\n")
            let screen = try await terminal.wait("the text in the filter, and what became of its lines") {
                $0.contains("/bir") && $0.rows.last?.contains("2 pasted lines joined") == true
            }
            #expect(screen.contains("Enter keep"), "still in the field")
            try await terminal.keys("Escape")
            try await terminal.wait(without: "/bir")
        }
    }

    @Test("A line and its Enter that come at once are taken in a filter, and do nothing outside a field")
    func burst() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.burst("Q is not pressed by what comes at once\r")
            try await terminal.wait("a word about the paste") { $0.rows.last?.contains("not run as keys") == true }
            try await terminal.keys("/")
            try await terminal.wait(for: "Enter keep")
            try await terminal.burst("nobody-has-this-name@nowhere.example\r")
            let screen = try await terminal.wait(without: "Enter keep")
            #expect(screen.contains("nobody-has-this-name") && !screen.contains("exit="))
        }
    }

    @Test("Escape sequences in a paste stay text and never reach the terminal")
    func hostile() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("/")
            try await terminal.paste("a\u{1B}]0;owned\u{7}b")
            try await terminal.wait(for: " of 2,000 customers")
            #expect(!String(decoding: terminal.written, as: UTF8.self).contains("\u{1B}]0;owned"))
        }
    }
}
