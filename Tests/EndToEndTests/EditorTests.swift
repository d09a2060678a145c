import Foundation
import Testing

/// A text of several lines goes to the user's editor and comes back.
@Suite("Texts in an editor", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct EditorTests {
    /// A script in place of an editor; gives how it is named in `EDITOR`. A shell reads it: a script started by itself
    /// can't be where a child of the tests beside this one still holds it open for writing.
    private func editor(_ script: String, in home: Home) throws -> String {
        try Data("\(script)\n".utf8).write(to: URL(filePath: home.path + "/editor"))
        return "/bin/sh \(home.path)/editor"
    }

    /// Opens the form of a footer's HTML in a desk that works on a sandbox of its own.
    private func form(
        home: Home, editor: String?, _ body: (TmuxTerminal, String, SandboxProcess) async throws -> Void
    ) async throws {
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        var exports = ["RESELLERDESK_KEY": "sandbox"]
        exports["EDITOR"] = editor
        let script =
            "unset VISUAL EDITOR\n"
            + DeskScript.run("--base-url \(sandbox.url) --user sandbox --write", exports: exports)
        try await TmuxTerminal.open(script: script, home: home) { terminal in
            let desk = try await terminal.wait("the customer is read") {
                $0.rows[0].contains("5 customers") && $0.isFresh("2 Overview")
            }
            let title = desk.row(with: "2 Overview")
            let customer = String(title.split(separator: " ").last { $0.contains("@") } ?? "")
            try await terminal.keys(":")
            try await terminal.type("apps.setup")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "Set up an app")
            try await terminal.type("footer")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "^X ^E editor")
            // Both texts of the footer as they are now: one that is left out would be emptied.
            let domain = customer.split(separator: "@").last ?? ""
            try await terminal.wait("the present texts") { screen in
                screen.row(with: "text/html ").contains("<p>\(domain)</p>")
                    && screen.row(with: "text/plain ").contains(domain.prefix { $0 != "." })
            }
            try await body(terminal, customer, sandbox)
        }
    }

    private func settings(of customer: String, _ sandbox: SandboxProcess, home: Home) async throws -> String {
        let finished = try await Finished.desk(
            [
                "call", "apps.settings", "user=\(customer)", "name=footer", "--base-url", sandbox.url, "--user",
                "sandbox",
            ],
            home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(finished.status == 0, "\(finished.errors)")
        return finished.output
    }

    @Test(
        "A crash of the desk while the editor runs gives the shell its own modes, not those of the editor",
        arguments: ["SEGV", "ABRT", "BUS", "FPE"])
    func crash(signal: String) async throws {
        let home = try Home()
        let script = "stty raw -echo; printf 'raw by now'; exec sleep 60"
        try await form(home: home, editor: try editor(script, in: home)) { terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            try await terminal.wait(for: "raw by now")
            try terminal.signalProgram(signal)
            try await terminal.wait(for: "exit=")
            #expect(try home.text("stty-before") == home.text("stty-after"))
        }
    }

    private func files(_ home: Home) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: home.path + "/.local/state/resellerdesk/editing")) ?? []
    }

    @Test("What the editor writes stands in the form, in the dialog, and then at the service")
    func written() async throws {
        let home = try Home()
        let script = """
            stat -c %a "$1" > "$HOME/seen"; stty -a >> "$HOME/seen"
            printf 'at the terminal\\n'; read -r line; printf 'thank you\\n'; read -r end
            printf '<p>%s</p>\\n<p>two</p>\\n' "$line" > "$1"
            """
        try await form(home: home, editor: try editor(script, in: home)) { terminal, customer, sandbox in
            let before = try await terminal.screen()
            try await terminal.keys("C-x", "C-e")
            let away = try await terminal.wait(for: "at the terminal")
            #expect(!away.contains("Set up an app"))
            #expect(try await terminal.fact("#{alternate_on} #{cursor_flag} #{keypad_flag}") == "0 1 0")
            let sofar = String(decoding: terminal.written, as: UTF8.self)
            #expect(sofar.matches(of: /\x{1B}\[\?2004([hl])/).last?.output.1 == "l", "no bracketed paste meanwhile")
            let count = terminal.written.count
            try terminal.signalProgram("USR2")
            try await terminal.type("Grüße")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "thank you")
            let meanwhile = String(decoding: terminal.written[count...], as: UTF8.self)
            #expect(!meanwhile.contains("\u{1B}"), "nothing is drawn: \(meanwhile)")
            try await terminal.keys("Enter")
            // The last row tells of it, or already of the keys that were read again meanwhile.
            let back = try await terminal.wait("the form with the text") { screen in
                screen.row(with: "text/html ").contains("2 lines")
                    && ["has 2 lines now", "reloaded"].contains(where: screen.contains)
            }
            #expect(back.row(with: "text/html ").contains("<p>Grüße</p>↵<p>two</p>"))
            #expect(back.row(with: "1 Customers").contains("2 Overview"), "the screen is whole")
            #expect(back.rows.count { $0.contains("│") } == before.rows.count { $0.contains("│") })
            #expect(try home.text("seen").hasPrefix("600\n"))
            #expect(try home.text("seen").contains(" icanon") && home.text("seen").contains(" echo "))
            #expect(files(home) == [])
            try await terminal.keys("Enter", "Enter")
            try await terminal.wait(for: "+ <p>two</p>")
            try await terminal.keys("y")
            try await terminal.wait(for: "footer has new settings")
            let settings = try await settings(of: customer, sandbox, home: home)
            #expect(settings.contains(#""<p>Grüße</p>\n<p>two</p>""#), "\(settings)")
            #expect(try await terminal.quit().contains("exit=0"))
            #expect(try home.text("stty-before") == home.text("stty-after"))
        }
    }

    @Test("A pasted text keeps its lines, and goes out with them")
    func pasted() async throws {
        let home = try Home()
        try await form(home: home, editor: nil) { terminal, customer, sandbox in
            try await terminal.paste("<p>\n  one\n</p>")
            let form = try await terminal.wait(for: "3 lines")
            #expect(form.row(with: "text/html ").contains("<p>↵  one↵</p>"))
            try await terminal.keys("Enter", "Enter")
            try await terminal.wait(for: "+   one")
            try await terminal.keys("y")
            try await terminal.wait(for: "footer has new settings")
            let settings = try await settings(of: customer, sandbox, home: home)
            #expect(settings.contains(#"<p>\n  one\n</p>""#), "\(settings)")
        }
    }

    @Test("A long text can be read to its end in the dialog before it is sent")
    func long() async throws {
        let home = try Home()
        let script = "seq -f '<p>%g</p>' 1 500 > \"$1\""
        try await form(home: home, editor: try editor(script, in: home)) { terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            try await terminal.wait(for: "500 lines")
            try await terminal.keys("Enter", "Enter")
            try await terminal.wait("the first lines and how many more") { start in
                start.contains("+ <p>1</p>") && start.contains(" more lines") && start.contains("account ")
            }
            try await terminal.keys("G")
            let end = try await terminal.wait(for: "+ <p>500</p>")
            #expect(!end.contains(" more lines") && end.contains("account ") && end.contains("y do it"))
            try await terminal.keys("k")
            let back = try await terminal.wait(for: "… 1 more line")
            #expect(!back.contains("Nothing was sent"))
            try await terminal.keys("Enter")
            try await terminal.wait(for: "Nothing was sent")
        }
    }

    @Test(
        "An editor that fails, is missing or changes nothing leaves the form as it is, and says so",
        arguments: [
            ("exit 3", "sh ended with 3"), ("kill -9 $$", "was ended by signal 9"),
            ("exit 0", "nothing was edited"), ("rm \"$1\"", "can't be read"),
        ])
    func failed(script: String, words: String) async throws {
        let home = try Home()
        try await form(home: home, editor: try editor(script, in: home)) { terminal, _, _ in
            try await terminal.type("<b>")
            try await terminal.wait(for: "<b>")
            try await terminal.keys("C-x", "C-e")
            let screen = try await terminal.wait(for: "text/html is unchanged: ")
            #expect(screen.rows.last?.contains(words) == true, "\(screen.rows.last ?? "")")
            #expect(screen.contains("<b>"))
            #expect(screen.contains("1 Customers"))
            #expect(files(home) == [])
        }
    }

    @Test(
        "A text that is not taken is kept, its place is told, and the editor goes on with it until it is taken",
        arguments: [
            ("head -c 300000 /dev/zero | tr '\\0' x > \"$1\"", "longer than"),
            ("printf 'x\\377' > \"$1\"", "not valid UTF-8"), ("echo xyz > \"$1\"; exit 3", "sh ended with 3"),
        ])
    func kept(script: String, words: String) async throws {
        let home = try Home()
        let both = """
            if [ -e "$HOME/once" ]; then head -c 1 "$1" > "$HOME/start"; cat "$HOME/start" > "$1"; exit; fi
            touch "$HOME/once"; \(script)
            """
        try await form(home: home, editor: try editor(both, in: home)) { terminal, customer, sandbox in
            try await terminal.type("<b>")
            try await terminal.wait(for: "<b>")
            try await terminal.keys("C-x", "C-e")
            let screen = try await terminal.wait(for: "^X ^E reopens it")
            #expect(screen.contains(words) && screen.contains("<b>"))
            let folder = try #require(files(home).first)
            #expect(screen.contains(folder), "the place is told")
            try await terminal.keys("Escape")
            try await terminal.wait(without: "Set up an app")
            try await terminal.keys(":")
            try await terminal.type("apps.setup")
            try await terminal.keys("Enter")
            try await terminal.wait(for: folder)
            try await terminal.keys("Tab", "C-x", "C-e")
            let mended = try await terminal.wait(for: "text/html has 1 line now")
            #expect(!mended.contains(folder) && mended.row(with: "text/html ").contains(" x "))
            #expect(files(home) == [])
        }
    }

    @Test("Without an editor, or with one that is not there, the last row says so")
    func missing() async throws {
        let home = try Home()
        try await form(home: home, editor: "no-such-editor -x") { terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            let screen = try await terminal.wait(for: "text/html is unchanged: no-such-editor was not found")
            #expect(screen.contains("Set up an app"))
        }
        try await form(home: try Home(), editor: nil) { terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            try await terminal.wait(for: "no editor is set; set EDITOR or VISUAL before starting")
        }
    }

    @Test("A signal ends the desk while the editor runs, and the editor with it; terminal and files are in order")
    func signalled() async throws {
        let home = try Home()
        let script = "stty raw -echo; echo writing now; exec cat > \"$HOME/typed\""
        try await form(home: home, editor: try editor(script, in: home)) { terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            try await terminal.wait(for: "writing now")
            #expect(files(home).count == 1)
            try terminal.signalProgram("TERM")
            let screen = try await terminal.wait(for: "exit=143")
            #expect(screen.contains(DeskScript.before))
            #expect(files(home) == [])
            #expect(try home.text("stty-before") == home.text("stty-after"))
            #expect(try await terminal.fact("#{alternate_on} #{cursor_flag}") == "0 1")
        }
    }

    @Test("What a killed desk left is gone after the next start")
    func killed() async throws {
        let home = try Home()
        try await form(home: home, editor: try editor("echo writing now; exec cat > /dev/null", in: home)) {
            terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            try await terminal.wait(for: "writing now")
            try terminal.signalProgram("KILL")
            try await terminal.wait(for: "exit=137")
        }
        #expect(files(home).count == 1)
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.waitForDesk()
            #expect(files(home) == [])
        }
    }

    @Test("^C is for the editor; a new size is seen when it is back")
    func resized() async throws {
        let home = try Home()
        let script = "echo writing now; read -r line; echo \"$line\" > \"$1\""
        try await form(home: home, editor: try editor(script, in: home)) { terminal, _, _ in
            try await terminal.keys("C-x", "C-e")
            try await terminal.wait(for: "writing now")
            try await terminal.resize(.init(columns: 90, rows: 28))
            try await terminal.keys("C-c")
            let screen = try await terminal.wait(for: "text/html is unchanged: ")
            #expect(screen.rows.count == 28)
            #expect(screen.rows.last?.contains("was ended by signal 2") == true, "\(screen.rows.last ?? "")")
        }
    }
}
