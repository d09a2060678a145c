import Foundation
import Testing

/// A state folder that can be read and not written.
@Suite("A folder that can't be written", .enabled(if: Executable.canBeUser, "setpriv is not installed"))
struct ReadOnlyFolderTests {
    /// Root may write everywhere, unless it is taken from it.
    private static let asUser =
        geteuid() == 0
        ? "exec setpriv --bounding-set -dac_override,-dac_read_search \"$0\" \"$@\"" : "exec \"$0\" \"$@\""

    /// A home in which one change was tried.
    private func home() async throws -> (Home, String) {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "20", "--speed", "0"], home: home)
        let made = try await Finished.desk(
            [
                "call", "customer.disable", "user=nobody@no.example", "--base-url", sandbox.url, "--user", "sandbox",
                "--write",
            ],
            home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(made.status == 1, "\(made.errors)")
        sandbox.stop()
        return (home, sandbox.url)
    }

    @Test(
        "journal, runs, info and list journal are read all the same, and it is said that nothing can be changed",
        arguments: [["journal"], ["runs"], ["info"], ["list", "journal"]])
    func read(command: [String]) async throws {
        let (home, url) = try await home()
        let folder = home.path + "/.local/state/resellerdesk"
        chmod(folder + "/archive.sqlite", 0o400)
        chmod(folder, 0o500)
        defer { chmod(folder, 0o700) }
        let result = try await Finished.shell(
            Self.asUser, command + ["--base-url", url, "--user", "sandbox"], home: home,
            environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(result.status == 0, "\(result.errors)")
        let words = ["journal": "nobody@no.example", "runs": "no bulk runs", "info": "1 entries", "list": "nobody@no"]
        #expect(result.output.contains(words[command[0]] ?? "?"), "\(result.output)")
        if command[0] != "list" { #expect(result.errors.contains("the archive is read-only here")) }
    }

    @Test("A folder that may not be looked into is an error, and no empty journal")
    func closed() async throws {
        let (home, url) = try await home()
        let folder = home.path + "/.local/state/resellerdesk"
        chmod(folder, 0)
        defer { chmod(folder, 0o700) }
        let result = try await Finished.shell(
            Self.asUser, ["journal", "--base-url", url, "--user", "sandbox"], home: home,
            environment: ["RESELLERDESK_KEY": "sandbox"])
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.errors.contains("no permission for the archive"))
    }
}
