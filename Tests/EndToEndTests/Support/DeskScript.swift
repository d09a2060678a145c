import Foundation

/// The shell scripts that the tests run in a terminal.
enum DeskScript {
    /// What stands on the primary screen before the program starts.
    static let before = "what was here before"

    /// Runs the program as a person does from a shell, and says afterwards how it ended and what became of the terminal.
    static func run(_ arguments: String = "", exports: [String: String] = [:]) -> String {
        """
        echo '\(before)'
        stty -a > "$HOME/stty-before"
        \(lines(exports))
        sh -c 'echo $$ > "$HOME/pid"; exec "$0" "$@"' '\(Executable.desk)' \(arguments)
        status=$?
        stty -a > "$HOME/stty-after"
        echo "exit=$status"
        exec cat > /dev/null
        """
    }

    /// The program against a service that needs a key.
    static func run(against url: String, key: String = "sandbox", exports: [String: String] = [:]) -> String {
        run("--base-url \(url) --user sandbox", exports: exports.merging(["RESELLERDESK_KEY": key]) { $1 })
    }

    private static func lines(_ exports: [String: String]) -> String {
        exports.sorted { $0.key < $1.key }.map { "export \($0.key)='\($0.value)'" }.joined(separator: "\n")
    }
}

extension TmuxTerminal {
    /// Opens a terminal and runs the program in it.
    static func desk(
        _ arguments: String = "", home: Home? = nil, size: Size = .wide, exports: [String: String] = [:],
        _ body: (TmuxTerminal) async throws -> Void
    ) async throws {
        let script = DeskScript.run(arguments, exports: exports)
        try await open(script: script, home: try home ?? Home(), size: size, body)
    }

    /// Waits until the list is there and the customer under the cursor is read.
    @discardableResult
    func waitForDesk() async throws -> Screen {
        try await wait("five panes with data") { screen in
            screen.rows[0].contains("2,000 customers") && screen.row(with: "1 Customers").contains("2 Overview")
                && screen.isFresh("1 Customers")
                && ["2 Overview", "3 Statistics", "4 Suppressions"].allSatisfy { screen.isFresh($0) }
                // Its age is that of the newest sample, which may be some minutes.
                && screen.row(with: "5 Samples").contains(/\ (now|1m|2m|5m|15m)\ /)
                && screen.cursorRow.contains("@")
        }
    }

    /// Presses Q and waits for the shell to say how the program ended.
    func quit() async throws -> Screen {
        try await keys("Q")
        return try await wait(for: "exit=")
    }
}

extension Screen {
    /// The row under the cursor of the list, with what stands right of it.
    var cursorRow: String { rows.first { $0.hasPrefix("▌") } ?? "" }

    /// The customer under the cursor, as far as the column shows the name.
    var cursorCustomer: String {
        let words = cursorRow.split(separator: " ").map(String.init)
        return words.first { $0.count > 2 } ?? ""
    }

    /// Whether the title line of a pane says that its data is of now.
    func isFresh(_ title: String) -> Bool {
        guard let row = rows.first(where: { $0.contains(title) }), let place = row.range(of: title) else {
            return false
        }
        let pane = row[place.upperBound...].split { "╭┬┭┮┐├│|".contains($0) }.first ?? ""
        return pane.contains(" now ")
    }
}

extension TmuxTerminal {
    /// Sends a signal, such as `TERM`, to the program that the script runs.
    func signalProgram(_ name: String) throws {
        let numbers = [
            "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT, "ILL": SIGILL, "TRAP": SIGTRAP, "ABRT": SIGABRT,
            "BUS": SIGBUS, "FPE": SIGFPE, "KILL": SIGKILL, "USR1": SIGUSR1, "SEGV": SIGSEGV, "USR2": SIGUSR2,
            "ALRM": SIGALRM, "TERM": SIGTERM, "STKFLT": 16, "CONT": SIGCONT, "STOP": SIGSTOP, "TSTP": SIGTSTP,
            "XCPU": SIGXCPU, "XFSZ": SIGXFSZ, "VTALRM": SIGVTALRM, "PROF": SIGPROF, "IO": SIGIO, "PWR": SIGPWR,
            "SYS": SIGSYS, "RTMIN": 34, "RTMAX": 64,
        ]
        guard let signal = numbers[name], let process = pid_t(try home.text("pid").trimmingCharacters(in: .newlines))
        else { throw HarnessError.system(call: "kill \(name)", code: EINVAL) }
        guard kill(process, signal) == 0 else { throw HarnessError.system(call: "kill \(name)", code: errno) }
    }
}
