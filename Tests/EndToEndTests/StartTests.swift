import Testing

/// The way a new user goes: start, look, move, find, quit.
@Suite("First start", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct StartTests {
    @Test("Without any configuration five panes fill from the sandbox, and the frame says SANDBOX")
    func firstStart() async throws {
        try await TmuxTerminal.desk { terminal in
            let screen = try await terminal.waitForDesk()
            #expect(screen.rows[0].contains("SANDBOX"))
            #expect(screen.rows[0].contains("2,000 customers"))
            #expect(screen.rows.count == 40)
            // That of the newest sample: which of the three it is, is chance.
            try await terminal.wait("the record") { $0.row(with: "5 Samples").contains(/every [0-9,]+th mail/) }
            #expect(screen.contains("Nothing unusual") || screen.contains("package"))
        }
    }

    @Test("The panes follow the cursor when it rests")
    func follow() async throws {
        try await TmuxTerminal.desk { terminal in
            let first = try await terminal.waitForDesk().cursorCustomer
            try await terminal.keys("j", "j", "Down")
            let moved = try await terminal.wait("another customer's overview") { screen in
                let name = screen.cursorCustomer
                return name != first && screen.row(with: "2 Overview").contains(name) && screen.isFresh("2 Overview")
            }
            #expect(moved.cursorCustomer != first)
            try await terminal.keys("G")
            try await terminal.wait("the last customer") { $0.cursorCustomer > moved.cursorCustomer }
            try await terminal.keys("g", "g")
            try await terminal.wait("the first customer") { $0.cursorCustomer <= first }
        }
    }

    @Test("A filter shows fewer customers with every letter; Enter keeps it, Esc clears it")
    func filter() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("/")
            try await terminal.type("birch")
            let typed = try await terminal.wait("the whole filter, and fewer customers") { screen in
                screen.row(with: "1 Customers").contains("/birch") && screen.contains(" of 2,000 customers")
                    && !screen.contains("2,000 of 2,000")
            }
            #expect(typed.cursorRow.contains("@") || typed.cursorRow.contains("birch"))
            try await terminal.keys("Enter")
            let kept = try await terminal.wait(for: "Esc clear filter")
            #expect(kept.contains(" of 2,000 customers"))
            try await terminal.keys("Escape")
            let cleared = try await terminal.wait(without: " of 2,000 customers")
            #expect(cleared.rows[0].contains("2,000 customers"))
        }
    }

    @Test("Command keys are letters while a filter is typed")
    func filterIsAMode() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("/")
            try await terminal.type("Qq?")
            let screen = try await terminal.wait(for: " 0 of 2,000 customers")
            #expect(screen.contains("/Qq?"))
            try await terminal.keys("Escape")
            try await terminal.wait(without: "/Qq?")
        }
    }

    @Test("Tab goes round the panes, digits go straight to one")
    func panes() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("Tab")
            try await terminal.wait(for: "━ 2 Overview ━")
            try await terminal.keys("BTab")
            try await terminal.wait(for: "━ 1 Customers ━")
            for (digit, title) in [("5", "Samples"), ("4", "Suppressions"), ("3", "Statistics"), ("1", "Customers")] {
                try await terminal.keys(digit)
                let screen = try await terminal.wait("pane \(digit) in front, and no other") { screen in
                    screen.contains("━ \(digit) \(title) ━") && screen.rows.count { $0.contains(/━ \d \w+ ━/) } == 1
                }
                #expect(screen.contains("━ \(digit) \(title) ━"))
            }
        }
    }

    @Test("Help lists the keys, typing narrows it, Enter runs the entry")
    func help() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("?")
            let all = try await terminal.wait(for: "line down")
            #expect(all.contains("Help: customers"))
            try await terminal.type("column to sort")
            let narrowed = try await terminal.wait("the one entry left") { screen in
                screen.contains("choose the column to sort by") && !screen.contains("line down")
            }
            #expect(narrowed.contains("1 command"))
            try await terminal.keys("Enter")
            try await terminal.wait(for: "Sort by")
            try await terminal.keys("Escape")
            try await terminal.wait(without: "Sort by")
        }
    }

    @Test("The palette runs a command by its name")
    func palette() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys(":")
            try await terminal.type("next-theme")
            try await terminal.wait(for: "next theme")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "theme dark")
        }
    }

    @Test("The sort menu orders the list by another column, I turns it round")
    func sort() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("s")
            try await terminal.wait(for: "Sort by")
            try await terminal.keys("j", "j", "j", "Enter")
            let sorted = try await terminal.wait("the other order, the menu gone") { screen in
                screen.contains("by website") && !screen.contains("Sort by")
            }
            #expect(sorted.row(with: "by website").contains("▾"))
            try await terminal.keys("I")
            try await terminal.wait("the order turned round") { screen in
                screen.row(with: "by website").contains("▴")
            }
        }
    }

    @Test("A sample opens, and Esc leads back one level")
    func sample() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("5", "Enter")
            let opened = try await terminal.wait(for: "message-id")
            #expect(opened.contains("Checks"))
            #expect(opened.contains("subject"))
            try await terminal.keys("Escape")
            try await terminal.wait("the desk, with the samples in front") { $0.contains("━ 5 Samples ━") }
        }
    }

    @Test("Enter shows a pane alone, Esc brings the others back")
    func zoom() async throws {
        try await TmuxTerminal.desk { terminal in
            try await terminal.waitForDesk()
            try await terminal.keys("3", "Enter")
            let alone = try await terminal.wait(without: "1 Customers")
            #expect(alone.contains("Statistics"))
            try await terminal.keys("Escape")
            try await terminal.wait(for: "1 Customers")
        }
    }
}
