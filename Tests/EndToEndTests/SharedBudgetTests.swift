import Archive
import Foundation
import Testing

/// Processes on one account and one archive share its calls a minute.
@Suite("Shared budget")
struct SharedBudgetTests {
    @Test("A call from the shell is written down where a desk will see it; for a call alone no archive is made")
    func call() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let arguments = ["call", "packages.list", "--base-url", sandbox.url, "--user", "sandbox"]
        let key = ["RESELLERDESK_KEY": "sandbox"]
        #expect(try await Finished.desk(arguments, home: home, environment: key).status == 0)
        #expect(!home.has(".local"))
        let archive = try Archive(path: home.path + "/.local/state/resellerdesk/archive.sqlite")
        #expect(try await Finished.desk(arguments, home: home, environment: key).status == 0)
        let account = "sandbox at \(sandbox.url)/"
        #expect(try archive.callsInLastMinute(account: account, at: Date().timeIntervalSince1970) == 1)
    }
}
