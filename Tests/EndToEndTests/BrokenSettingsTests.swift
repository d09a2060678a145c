import Foundation
import Testing

/// Settings that are there and can't be used: an error for every command, never the sandbox.
@Suite("Broken settings, from the shell")
struct BrokenSettingsTests {
    /// Each needs settings; none of them may read or send anything.
    private static let commands = [
        ["call", "customer.disable", "user=x", "--write"], ["list", "customers"], ["runs"], ["metrics"], ["journal"],
        ["journal", "--account", "all"], ["doctor"], ["info"], ["keys"], ["themes"], ["--plain"],
    ]

    private static func ended(_ home: Home, _ command: [String], _ environment: [String: String] = [:]) async throws
        -> Finished
    { try await Finished.desk(command, home: home, environment: environment, input: "y\n") }

    @Test(
        "A file that is no JSON ends each command with 2, names its line, and leaves nothing behind",
        arguments: commands)
    func trailingComma(command: [String]) async throws {
        let home = try Home(files: ["config.json": "{ \"current\": \"acme\",\n  \"contexts\": { \"acme\": {} },\n}\n"])
        let result = try await Self.ended(home, command)
        #expect(result.status == 2)
        let said = result.output + result.errors
        #expect(said.contains("config.json:2:29: a comma after the last entry."))
        #expect(!said.contains("success") && !said.contains("the embedded sandbox is used"))
        #expect(!home.has(".local") && !home.has(".cache"))
    }

    @Test(
        "So does whatever else is there and can't be used, also where a write would go out",
        arguments: [
            ("", "config.json:1:1: it is empty."), ("{}", "config.json: it has no account"),
            (#"{ "contxts": { "a": {} } }"#, #"did you mean "contexts"?"#),
            (#"{ "contexts": { "a": {}, "b": {} } }"#, #"there are 2 accounts ("a", "b")"#),
            (#"{ "current": "c", "contexts": { "a": {}, "b": {} } }"#, #"unknown context "c""#),
            ("[]", "config.json:1: "),
        ])
    func others(text: String, words: String) async throws {
        let home = try Home(files: ["config.json": text])
        for command in Self.commands.prefix(1) {
            let result = try await Self.ended(home, command)
            #expect(result.status == 2 && result.output == "", "\(text)")
            #expect(result.errors.contains(words), "\(result.errors)")
        }
        let doctor = try await Self.ended(home, ["doctor"])
        #expect(doctor.status == 2)
        #expect(doctor.output.contains("✗ account: ") && doctor.output.contains(words), "\(doctor.output)")
    }

    @Test("An account's own file, a link that leads nowhere and --config are no exceptions")
    func otherFiles() async throws {
        let command = Self.commands[0]
        let account = try Home(files: ["accounts/lab.json": "{ nope"])
        #expect(try await Self.ended(account, command).errors.contains("accounts/lab.json:1:3: "))
        #expect(try await Self.ended(account, command).status == 2)
        let linked = try Home(files: ["keymap.json": "{}"])
        try FileManager.default.createSymbolicLink(
            atPath: linked.path + "/.config/resellerdesk/config.json", withDestinationPath: "/nowhere/at/all")
        #expect(try await Self.ended(linked, command).status == 2)
        #expect(try await Self.ended(linked, command).errors.contains("is a link to \"/nowhere/at/all\""))
        let missing = try await Self.ended(try Home(), command + ["--config", "/nowhere/config.json"])
        #expect(missing.status == 2 && missing.errors.contains("/nowhere/config.json: can't be read"))
        #expect(try await Self.ended(try Home(), command + ["--config", ""]).status == 2)
    }

    @Test(
        "Half an account in the environment, and a variable that is empty, are none",
        arguments: ["RESELLERDESK_USER", "RESELLERDESK_KEY", "RESELLERDESK_BASE_URL"])
    func environment(variable: String) async throws {
        let home = try Home()
        for value in ["", "https://api.example"] {
            let result = try await Self.ended(home, Self.commands[0], [variable: value])
            #expect(result.status == 2 && result.output == "")
            #expect(result.errors.contains(variable))
        }
        #expect(!home.has(".local"))
    }

    @Test("The sandbox is what is meant where nothing is configured, or where it is asked for, and a write says so")
    func sandbox() async throws {
        let read = ["call", "packages.list"]
        let plain = try await Self.ended(try Home(), read)
        #expect(plain.status == 0 && plain.errors == "")
        let list = try await Self.ended(try Home(), ["list", "customers", "--json"])
        let customer = try #require(list.output.firstMatch(of: /"username": ?"([^"]+)"/)).output.1
        let write = try await Self.ended(
            try Home(), ["call", "unsubscribes.add", "user=\(customer)", "email=a@b.example", "--write"])
        #expect(write.status == 0 && write.errors.contains("this was done in a sandbox"), "\(write.errors)")
        let home = try Home(files: ["config.json": #"{ "contexts": { "a": {}, "b": {} } }"#])
        let result = try await Self.ended(home, read + ["--context", "sandbox"])
        #expect(result.status == 0 && result.output.contains("\"name\""))
    }

    @Test("A config.json that others can write to runs no command, and doctor says what mends it")
    func writableByOthers() async throws {
        let home = try Home()
        try home.write(
            #"{ "contexts": { "a": { "user": "u", "key_command": ["touch", "\#(home.path)/ran"] } } }"#,
            to: "config.json")
        let file = home.path + "/.config/resellerdesk/config.json"
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        for command in [["call", "packages.list"], ["doctor"], ["--plain"]] {
            let result = try await Self.ended(home, command)
            #expect(result.status == 2)
            #expect((result.output + result.errors).contains("\"\(file)\" is accessible to others (mode 666)"))
            #expect((result.output + result.errors).contains("chmod 600"))
        }
        #expect(!home.has("ran"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        _ = try await Self.ended(home, ["doctor"])
        #expect(home.has("ran"))
    }

    @Test("A key file that can't be read is told as that, with nothing of the network")
    func keyFile() async throws {
        let home = try Home()
        try home.write(
            #"{ "contexts": { "a": { "user": "u", "key_file": "gone.key", "base_url": "http://127.0.0.1:9" } } }"#,
            to: "config.json")
        for command in [["call", "packages.list"], ["list", "customers"], ["doctor"]] {
            let result = try await Self.ended(home, command)
            #expect(result.status != 0)
            let said = result.output + result.errors
            #expect(said.contains("gone.key: the key can't be read: No such file or directory."), "\(said)")
            #expect(!said.contains("Could not reach") && !said.contains("network"), "\(said)")
        }
    }

    @Test(
        "An address that is none ends each command with 2, and none crashes",
        arguments: [
            "http://127.0.0.1:65536", "http://127.0.0.1:999999999999999999999", "http://127.0.0.1:0",
            "https://me:s3cret@host.example", "https://host.example?key=s3cret", "https://bücher.example",
            "http://0127.0.0.1:80", "https://host example",
        ])
    func addresses(address: String) async throws {
        let home = try Home()
        let account = ["RESELLERDESK_USER": "u", "RESELLERDESK_KEY": "k"]
        for command in [["call", "packages.list"], ["doctor"], ["--plain"], ["list", "customers"]] {
            let flag = try await Self.ended(home, command + ["--base-url", address], account)
            #expect(flag.status == 2)
            #expect(!(flag.output + flag.errors).contains("s3cret"))
            let variable = try await Self.ended(
                home, command, account.merging(["RESELLERDESK_BASE_URL": address]) { $1 })
            #expect(variable.status == 2)
            #expect((variable.output + variable.errors).contains("RESELLERDESK_BASE_URL: "))
        }
    }

    @Test(
        "The screen does not open on broken settings: what is wrong stands in the shell",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"))
    func onTheScreen() async throws {
        let home = try Home(files: ["config.json": "{ \"current\": \"acme\",\n  \"contexts\": { \n"])
        try await TmuxTerminal.desk(home: home) { terminal in
            let screen = try await terminal.wait(for: "exit=")
            #expect(screen.contains("exit=2") && screen.contains("config.json:3:1: the file ends where"))
        }
        #expect(!home.has(".local"))
    }

    @Test(
        "The log of the desk is for its owner, and begins anew when it is long; a core file is never written",
        .enabled(if: Executable.hasTerminal, "tmux is not installed"))
    func leftBehind() async throws {
        let home = try Home()
        let log = home.path + "/.local/state/resellerdesk/resellerdesk.log"
        try FileManager.default.createDirectory(
            atPath: (log as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(repeating: 0x2E, count: 3 << 20).write(to: URL(filePath: log))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: log)
        try await TmuxTerminal.desk(home: home) { terminal in
            try await terminal.waitForDesk()
            let facts = try FileManager.default.attributesOfItem(atPath: log)
            #expect((facts[.size] as? Int ?? .max) < 1 << 20)
            #expect(facts[.posixPermissions] as? Int == 0o600)
            #expect(home.has(".local/state/resellerdesk/resellerdesk.log.1"))
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }

    @Test("No core file is written of the program, and only root looks into its memory")
    func core() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let limits = try String(contentsOfFile: "/proc/\(sandbox.process)/limits", encoding: .utf8)
        let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
        #expect(core?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
        sandbox.stop()
    }
}

/// Sizes that no screen has.
@Suite("Foolish sizes", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct FoolishSizeTests {
    @Test(
        "What LINES, COLUMNS and ESCDELAY say is taken for nothing where it can't be",
        arguments: ["99999999", "-1", "0", "many", "99999999999999999999999", ""])
    func variables(value: String) async throws {
        let exports = ["LINES": value, "COLUMNS": value, "ESCDELAY": value]
        try await TmuxTerminal.desk(exports: exports) { terminal in
            let screen = try await terminal.waitForDesk()
            #expect(screen.rows.count == 40)
            #expect(try await terminal.quit().contains("exit=0"))
        }
    }

    @Test(
        "A number on the command line that no clock or port can hold is refused",
        arguments: [
            ["metrics", "--wait", "9223372036854775807"], ["list", "live", "--wait", "1e300"],
            ["list", "live", "--wait", "nan"], ["list", "live", "--wait", "-1"], ["sandbox", "--speed", "1e300"],
            ["sandbox", "--speed", "inf"], ["sandbox", "--port", "65536"], ["sandbox", "--port", "-1"],
            ["sandbox", "--latency", "9223372036854775807"], ["metrics", "--listen", "1:99999"],
            ["journal", "--since", "99999999999999999999d"], ["runs", "--csv", "99999999999999999999"],
        ])
    func numbers(arguments: [String]) async throws {
        let result = try await Finished.desk(arguments, home: try Home())
        #expect([1, 2].contains(result.status))
        #expect(result.output == "" && result.errors != "")
    }
}
