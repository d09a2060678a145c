import Archive
import Foundation
import Testing

/// The commands that look at the program itself: doctor, info, man.
@Suite("doctor, info and man, from the shell")
struct LookingTests {
    private static let key = "a-k3y-that-stays"

    private func lines(_ result: Finished) -> [String] { result.output.split(separator: "\n").map(String.init) }

    @Test("doctor finds a new installation well, and makes nothing")
    func doctorWell() async throws {
        let home = try Home()
        let result = try await Finished.desk(["doctor"], home: home)
        #expect(result.status == 0 && result.errors == "")
        #expect(
            lines(result).contains { $0.hasPrefix("✓ service: the embedded sandbox takes user and key: 9 packages") })
        #expect(lines(result).contains { $0.hasPrefix("✓ archive: ") && $0.hasSuffix("is made at the first start") })
        #expect(!home.has(".local") && !home.has(".cache"))
    }

    @Test("doctor names what does not work and what to do, line by line, and ends with 1; it never shows a key")
    func doctorWrong() async throws {
        let home = try Home(files: [
            "config.json": """
            { "current": "prod", "colour": "red",
              "contexts": { "prod": { "user": "acme", "key_file": "acme.key", "base_url": "http://127.0.0.1:9",
                                      "samples": { "maildir": "~/nowhere" } } } }
            """, "acme.key": Self.key,
        ])
        let place = home.path + "/.config/resellerdesk/acme.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place)
        let loose = try await Finished.desk(["doctor"], home: home)
        #expect(loose.status == 1)
        #expect(lines(loose).contains { $0.hasPrefix("✗ settings: config.json:1: unknown entry \"colour\"") })
        #expect(lines(loose).contains { $0.hasPrefix("✗ key: ") && $0.contains("chmod 600") })
        #expect(lines(loose).contains { $0.hasPrefix("▲ samples: ") && $0.contains("nowhere") })
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
        let deaf = try await Finished.desk(["doctor"], home: home)
        #expect(deaf.status == 1)
        #expect(lines(deaf).contains { $0.hasPrefix("✓ key: ") })
        #expect(lines(deaf).contains { $0.hasPrefix("✗ service: http://127.0.0.1:9/: Could not reach 127.0.0.1:9") })
        #expect(!(loose.output + deaf.output).contains(Self.key))
    }

    @Test("doctor tells a service that does not take the key")
    func doctorRefused() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let arguments = ["doctor", "--base-url", sandbox.url, "--user", "sandbox"]
        let wrong = try await Finished.desk(arguments, home: home, environment: ["RESELLERDESK_KEY": Self.key])
        #expect(wrong.status == 1)
        #expect(
            lines(wrong).contains { $0.hasPrefix("✗ service: ") && $0.contains("does not accept this user and key") })
        #expect(!wrong.output.contains(Self.key))
        let right = try await Finished.desk(arguments, home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(right.status == 0)
    }

    @Test("doctor draws ASCII signs where the locale is not UTF-8")
    func doctorASCII() async throws {
        let result = try await Finished.desk(["doctor"], home: try Home(), environment: ["LC_ALL": "C"])
        #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
        #expect(lines(result).contains { $0.hasPrefix("! locale: not UTF-8") })
    }

    @Test("doctor names an archive that is none")
    func doctorArchive() async throws {
        let home = try Home()
        let state = home.path + "/state"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try Data("no database at all, whatever its name says".utf8).write(
            to: URL(filePath: state + "/archive.sqlite"))
        let result = try await Finished.desk(["doctor", "--state-dir", state], home: home)
        #expect(result.status == 1)
        #expect(
            lines(result).contains {
                $0.hasPrefix("✗ archive: ") && $0.contains("the archive is broken, or is not one")
            })
    }

    @Test("info tells versions, places and what is kept, and no secret")
    func info() async throws {
        let home = try Home(files: [
            "config.json": """
            { "current": "prod",
              "contexts": { "prod": { "user": "acme", "key_command": ["echo", "\(Self.key)"], "role": "staging" } } }
            """
        ])
        let archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
        let entry = try archive.entryCount()
        #expect(entry == 0)
        let result = try await Finished.desk(["info"], home: home)
        #expect(result.status == 0 && result.errors == "")
        #expect(lines(result).contains { $0.hasPrefix("program ") && $0.hasSuffix("resellerdesk 0.1.0") })
        #expect(lines(result).contains { $0.hasPrefix("ncurses ") && $0.contains("6.") })
        #expect(lines(result).contains { $0.hasPrefix("account ") && $0.hasSuffix("prod, staging, read-only") })
        #expect(lines(result).contains { $0.hasPrefix("key from ") && $0.hasSuffix("the command echo") })
        #expect(lines(result).contains { $0.hasPrefix("journal ") && $0.hasSuffix("0 entries") })
        #expect(!result.output.contains(Self.key))
    }

    @Test("man --roff prints a page with every command, key and operation")
    func man() async throws {
        let result = try await Finished.desk(["man", "--roff"], home: try Home())
        #expect(result.status == 0 && result.errors == "")
        #expect(result.output.hasPrefix(".TH RESELLERDESK 1 "))
        for part in [
            ".SH NAME\nresellerdesk \\- ", ".SS resellerdesk journal\n", ".B \\-\\-since ",
            ".B \\-\\-write\nAllow a call",
            ".B g d\nall panes\n", "bounces.delete", "config.json", ".SH EXIT STATUS\n",
        ] {
            #expect(result.output.contains(part), "\(part)")
        }
        #expect(!lines(result).contains { $0.hasPrefix("'") })
        let macros = ["TH", "SH", "SS", "TP", "B", "br", "PP"]
        let others = lines(result).filter { line in
            line.hasPrefix(".") && !macros.contains { line == ".\($0)" || line.hasPrefix(".\($0) ") }
        }
        #expect(others == [])
    }
}
