import Foundation
import Settings
import Testing

@testable import resellerdesk

/// Accounts that the program adds, as files on a disk.
@Suite("Accounts that are added")
struct AccountFilesTests {
    private let home: Home
    private let paths: Paths

    init() throws {
        home = try Home()
        paths = Paths(environment: ["XDG_CONFIG_HOME": home.path + "/.config"], home: home.path)
    }

    private func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }

    @Test("Account and key are for their owner only, and the account is there at the next start")
    func added() async throws {
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let new = NewAccount(
            name: "acme", user: "sandbox", baseURL: sandbox.url, role: .staging, key: .file(contents: "sandbox"))
        let place = try AccountFiles.addAccount(new, paths: paths, known: []).get()
        #expect(place == home.path + "/.config/resellerdesk/accounts/acme.json")
        let folder = home.path + "/.config/resellerdesk/accounts"
        #expect(try mode(folder) == 0o700)
        #expect(try mode(place) == 0o600)
        #expect(try mode(folder + "/acme.key") == 0o600)
        let doctor = try await Finished.desk(["doctor"], home: home)
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(doctor.output.contains("account: acme, staging, user sandbox, read-only"))
        #expect(doctor.output.contains("accepts user and key: 9 packages"))
    }

    @Test("What is there is never overwritten, and nothing half is left")
    func kept() throws {
        try home.write("{ }", to: "accounts/a.json")
        try home.write("other", to: "accounts/b.key")
        let first = AccountFiles.addAccount(
            NewAccount(name: "a", user: "u", key: .file(contents: "k")), paths: paths, known: [])
        let folder = home.path + "/.config/resellerdesk/accounts"
        #expect(first == .failure(.init(message: "\(folder)/a.json already exists; choose another name")))
        #expect(!home.has(".config/resellerdesk/accounts/a.key"))
        let second = AccountFiles.addAccount(
            NewAccount(name: "b", user: "u", key: .file(contents: "k")), paths: paths, known: [])
        #expect(second == .failure(.init(message: "\(folder)/b.key already exists; choose another name")))
        #expect(try home.text(".config/resellerdesk/accounts/a.json") == "{ }")
        #expect(try home.text(".config/resellerdesk/accounts/b.key") == "other")
        #expect(!home.has(".config/resellerdesk/accounts/b.json"))
    }

    @Test("A place that can't be written is named")
    func unwritable() throws {
        try home.write("a file", to: "accounts")
        let result = AccountFiles.addAccount(
            NewAccount(name: "a", user: "u", key: .command(["pass"])), paths: paths, known: [])
        guard case .failure(let failure) = result else {
            Issue.record("it was written")
            return
        }
        #expect(failure.message.hasPrefix("\(home.path)/.config/resellerdesk/accounts"))
    }
}
