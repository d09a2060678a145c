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
            let screen = try await terminal.wait("the text in the filter") { $0.contains("/bir") && $0.contains("ch") }
            #expect(screen.contains("Enter keep"), "still in the field")
            #expect(screen.rows.last?.contains("pasted 2 lines as one") == true)
            try await terminal.keys("Escape")
            try await terminal.wait(without: "/bir")
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
