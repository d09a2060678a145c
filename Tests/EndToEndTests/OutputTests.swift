import Foundation
import Testing

@testable import resellerdesk

/// What is printed arrives, or the end of the program says that it did not.
@Suite("Output that fails")
struct OutputTests {
    static let commands: [[String]] = [
        ["--help"], ["--version"], ["help", "list"], ["call", "--help"], ["call", "customer.disable", "--help"],
        ["--generate-completion-script", "bash"], ["man"], ["man", "keys"], ["man", "--roff"], ["keys"], ["themes"],
        ["info"], ["doctor"], ["journal"],
        ["runs"], ["list", "packages"], ["list", "packages", "--csv"], ["list", "packages", "--json"],
        ["call", "packages.list"], ["metrics", "--wait", "1"], ["sandbox"],
    ]

    @Test("A full disk ends every command with 1, and with a message", arguments: commands)
    func fullDisk(arguments: [String]) async throws {
        let result = try await Finished.shell(#"exec "$0" "$@" > /dev/full"#, arguments, home: try Home())
        #expect(result.status == 1)
        #expect(result.errors.contains("the output could not be written whole: no space left on device"))
    }

    @Test("So does an output that is closed, and nothing of it goes into a file", arguments: commands)
    func closed(arguments: [String]) async throws {
        let home = try Home()
        let result = try await Finished.shell(#"exec "$0" "$@" >&-"#, arguments, home: home)
        #expect(result.status == 1)
        #expect(result.errors.contains("the output could not be written whole: it is closed"))
        let archive = home.path + "/.local/state/resellerdesk/archive.sqlite"
        if let bytes = FileManager.default.contents(atPath: archive) {
            #expect(bytes.starts(with: Data("SQLite format 3\0".utf8)))
        }
    }

    @Test("A reader that goes away ends it quietly by SIGPIPE, as other programs")
    func pipe() async throws {
        let script = #"{ "$0" "$@"; echo $? > "$HOME/status"; } | head -n 1 > /dev/null"#
        let home = try Home()
        let result = try await Finished.shell(script, ["list", "customers", "--json"], home: home)
        #expect(try home.text("status") == "141\n")
        #expect(result.errors == "")
    }

    @Test("Where SIGPIPE is ignored, a reader that goes away is a failure like others")
    func ignoredPipe() async throws {
        let script = #"trap '' PIPE; { "$0" "$@"; echo $? > "$HOME/status"; } | head -n 1 > /dev/null"#
        let home = try Home()
        let result = try await Finished.shell(script, ["list", "customers", "--json"], home: home)
        #expect(try home.text("status") == "1\n")
        #expect(result.errors.contains("broken pipe"))
    }

    @Test("Output, errors and input that are all closed harm nothing")
    func allClosed() async throws {
        let home = try Home()
        let result = try await Finished.shell(#"exec "$0" "$@" <&- >&- 2>&-"#, ["list", "packages"], home: home)
        #expect(result.status == 1)
        let fine = try await Finished.shell(#"exec "$0" "$@" <&- 2>&-"#, ["list", "packages", "--csv"], home: home)
        #expect(fine.status == 0)
        #expect(fine.output.hasPrefix("name,credits,price,"))
    }

    @Test(
        "A dialog that nobody can see takes no y",
        arguments: [
            #"exec "$0" "$@" > /dev/full"#, #"exec "$0" "$@" >&-"#, #"exec "$0" "$@" > /dev/null"#, #""$0" "$@" | :"#,
        ])
    func unseenDialog(script: String) async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "20", "--speed", "0"], home: home)
        let account = ["--base-url", sandbox.url, "--user", "sandbox"]
        let key = ["RESELLERDESK_KEY": "sandbox"]
        let lines = ["1", "limits.setTotal", "500", "y", "Q"].map { $0 + "\n" }.joined()
        let result = try await Finished.shell(
            script, ["--plain", "--write"] + account, home: home, environment: key, input: lines)
        if !script.contains("|") { #expect(result.status == 1) }
        #expect(result.errors.contains("nobody can read what is asked"))
        let journal = try await Finished.desk(["journal"] + account, home: home, environment: key)
        #expect(journal.output == "no changes in this period\n", "\(journal.output) \(journal.errors)")
        sandbox.stop()
    }

    @Test("What goes wrong is told in lines that no terminal obeys")
    func harmlessErrors() async throws {
        let result = try await Finished.desk(["list", "no\u{1B}[2J\u{9B}view\u{202E}"], home: try Home())
        #expect(result.status == 2)
        #expect(!result.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" || $0 == "\u{202E}" })
    }
}

/// Files that a person asked for.
@Suite("Files that are written")
struct NewFileTests {
    /// The program in a folder of the test, where no file may grow beyond so many blocks of 512 bytes.
    private func export(_ home: Home, from url: String, limit: String) async throws -> Finished {
        let script = #"cd "$HOME"; (ulimit -f \#(limit); exec "$0" "$@" 2>&1) | cat"#
        let arguments = ["--plain", "--view", "billing", "--base-url", url, "--user", "sandbox"]
        return try await Finished.shell(
            script, arguments, home: home, environment: ["RESELLERDESK_KEY": "sandbox"],
            input: "export\nkept.csv\nQ\n")
    }

    @Test("An export that fails leaves nothing behind, and its name is free")
    func failed() async throws {
        let home = try Home()
        // The service is outside the limit: a sandbox of the desk's own could not write its samples.
        let sandbox = try await SandboxProcess(["--customers", "20"], home: try Home())
        let failed = try await export(home, from: sandbox.url, limit: "0")
        #expect(failed.output.contains("file too large"), "\(failed.output)\(failed.errors)")
        let left = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(!left.contains { $0.contains("kept") || $0.hasPrefix(".resellerdesk-") }, "\(left)")
        let again = try await export(home, from: sandbox.url, limit: "unlimited")
        #expect(again.output.contains("written to \(home.path)/kept.csv"), "\(again.output)\(again.errors)")
        let text = try home.text("kept.csv")
        #expect(text.hasPrefix("number,invoiced,status,"))
        let third = try await export(home, from: sandbox.url, limit: "unlimited")
        #expect(third.output.contains("a file of this name is there already"), "\(third.output)")
        #expect(try home.text("kept.csv") == text)
        sandbox.stop()
    }

    @Test("A file of this name, also a link that leads nowhere, is left alone")
    func taken() throws {
        let home = try Home()
        let path = home.path + "/link"
        #expect(symlink("/nowhere/at/all", path) == 0)
        #expect(NewFile.write("x", to: path)?.isTaken == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["link"])
        #expect(NewFile.write("x", to: home.path + "/no/folder")?.words == "no such file or directory")
    }

    @Test("What is written is whole, and for its owner only")
    func written() throws {
        let home = try Home()
        let path = home.path + "/" + String(repeating: "n", count: 250)
        #expect(NewFile.write("whole\n", to: path) == nil)
        #expect(try Home.text(of: path) == "whole\n")
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).count == 1)
    }
}
