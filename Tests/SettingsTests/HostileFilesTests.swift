import Foundation
import Glibc
import Screen
import Testing

@testable import Settings

/// Files that are somebody else's, that others may write to, that lead nowhere, or begin with a mark.
@Suite("Settings that are not as they should be")
struct HostileFilesTests {
    private static let config = #"{ "contexts": { "a": { "user": "u", "key_command": ["touch", "/nonexistent"] } } }"#
    private static let isRoot = geteuid() == 0

    private func load(_ folder: TemporaryFolder, configFile: String? = nil) -> LoadedSettings {
        let paths = Paths(environment: ["XDG_CONFIG_HOME": folder.path], home: "/nowhere")
        return LoadedSettings.load(paths: paths, configFile: configFile)
    }

    private func refusal(_ folder: TemporaryFolder, configFile: String? = nil, context: String? = nil) -> String {
        let paths = Paths(environment: ["XDG_CONFIG_HOME": folder.path], home: "/nowhere")
        let config = LoadedSettings.load(paths: paths, configFile: configFile).config
        let result = AccountResolver.resolve(
            flags: .init(context: context), environment: [:], config: config, paths: paths)
        return if case .failure(let problem) = result { problem.text } else { "no failure" }
    }

    private func set(_ mode: mode_t, _ path: String) throws { try #require(chmod(path, mode) == 0) }

    @Test(
        "A config.json that others can change is not used, and the mode that mends it is said",
        arguments: [0o666, 0o620, 0o602])
    func writable(mode: Int) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("resellerdesk/config.json", Self.config, mode: mode)
        let text =
            "config.json: \"\(file)\" is accessible to others (mode \(String(mode, radix: 8))); run chmod 600 on it. It is ignored."
        #expect(refusal(folder) == text)
        #expect(load(folder).problems.map(\.text) == [text], "doctor says the same")
        try set(0o644, file)
        #expect(refusal(folder) == "no failure", "what others can read is no danger: no secret is in it")
    }

    @Test("A folder in which others can put another file is the same", arguments: [0o777, 0o770, 0o702])
    func writableFolder(mode: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("resellerdesk/config.json", Self.config)
        let place = "\(folder.path)/resellerdesk"
        try set(mode_t(mode), place)
        #expect(
            refusal(folder)
                == "config.json: \"\(place)\" is accessible to others (mode \(String(mode, radix: 8))); run chmod 700 on it. It is ignored."
        )
        try set(0o700, place)
        #expect(refusal(folder) == "no failure")
    }

    @Test("So is a folder above it that everybody can write to, but for one as /tmp is")
    func above() throws {
        let folder = try TemporaryFolder()
        try folder.write("resellerdesk/config.json", Self.config)
        try set(0o777, folder.path)
        #expect(refusal(folder).contains("\"\(folder.path)\" is accessible to others (mode 777); run chmod 700 on it."))
        try set(0o1777, folder.path)
        #expect(refusal(folder) == "no failure")
        let beside = try folder.write("beside.json", Self.config)
        #expect(refusal(folder, configFile: beside) == "no failure")
    }

    @Test("Accounts with files of their own, keys and --config are looked at in the same way")
    func others() throws {
        let folder = try TemporaryFolder()
        let account = try folder.write(
            "resellerdesk/accounts/lab.json", #"{ "user": "u", "key_file": "/k" }"#, mode: 0o666)
        #expect(refusal(folder).hasPrefix("accounts/lab.json: \"\(account)\" is accessible to others (mode 666)"))
        try set(0o600, account)
        try set(0o777, "\(folder.path)/resellerdesk/accounts")
        #expect(refusal(folder).contains("accounts\" is accessible to others (mode 777); run chmod 700 on it"))
        let elsewhere = try folder.write("open/other.json", Self.config, mode: 0o606)
        #expect(refusal(folder, configFile: elsewhere).contains("is accessible to others (mode 606)"))
        let key = try folder.write("keys/key", "s3cret")
        try set(0o777, "\(folder.path)/keys")
        var resolved = ResolvedAccount.sandbox()
        resolved.keySource = .file(key)
        guard case .failure(let problem) = KeyReader.key(of: resolved, environment: [:]) else {
            Issue.record("the key was read")
            return
        }
        #expect(problem.text.hasPrefix("\(key): \"\(folder.path)/keys\" is accessible to others (mode 777)"))
    }

    @Test("What a link leads to is looked at, and the folder of the link")
    func links() throws {
        let folder = try TemporaryFolder()
        let real = try folder.write("dotfiles/config.json", Self.config)
        let link = "\(folder.path)/resellerdesk/config.json"
        try folder.write("resellerdesk/keymap.json", "{}")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        #expect(refusal(folder) == "no failure")
        try set(0o777, "\(folder.path)/dotfiles")
        #expect(refusal(folder).contains("dotfiles\" is accessible to others"))
        try set(0o700, "\(folder.path)/dotfiles")
        try set(0o777, "\(folder.path)/resellerdesk")
        #expect(refusal(folder).contains("resellerdesk\" is accessible to others"))
    }

    @Test(
        "A file, a folder or a key of another user is not used, one of root is",
        .enabled(if: isRoot, "only root can give a file away"))
    func foreign() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("resellerdesk/config.json", Self.config)
        #expect(refusal(folder) == "no failure")
        let nobody = uid_t(65_534)
        try #require(chown(file, nobody, 0) == 0)
        #expect(refusal(folder).contains("\"\(file)\" belongs to "))
        #expect(refusal(folder).contains("it must be yours or root's"))
        try #require(chown(file, 0, 0) == 0)
        try #require(chown("\(folder.path)/resellerdesk", nobody, 0) == 0)
        #expect(refusal(folder).contains("resellerdesk\" belongs to "))
        let key = try folder.write("key", "s3cret")
        try #require(chown(key, nobody, 0) == 0)
        var resolved = ResolvedAccount.sandbox()
        resolved.keySource = .file(key)
        guard case .failure(let problem) = KeyReader.key(of: resolved, environment: [:]) else {
            Issue.record("the key was read")
            return
        }
        #expect(problem.text.contains("belongs to ") && !problem.text.contains("s3cret"))
    }

    @Test("A link that leads nowhere is not the absence of a file, be it the file's, its folder's or one above")
    func dangling() throws {
        for link in [
            "resellerdesk/config.json", "resellerdesk", "resellerdesk/accounts", "resellerdesk/accounts/a.json",
        ] {
            let folder = try TemporaryFolder()
            let path = "\(folder.path)/\(link)"
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere/at/all")
            #expect(
                refusal(folder).hasSuffix(
                    ": \"\(path)\" is a link to \"/nowhere/at/all\", which does not exist. It is ignored."), "\(link)")
            #expect(!load(folder).problems.isEmpty)
        }
    }

    @Test("What is there and is no file, or can't be read, is an error as well")
    func noFile() throws {
        let folder = try TemporaryFolder()
        let place = "\(folder.path)/resellerdesk/config.json"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        #expect(refusal(folder) == "config.json: is not a file. It is ignored.")
        rmdir(place)
        try #require(mkfifo(place, 0o600) == 0)
        #expect(refusal(folder) == "config.json: is not a file. It is ignored.")
        unlink(place)
        try folder.write("resellerdesk/accounts", "a file where the folder should be")
        #expect(refusal(folder) == "accounts: can't be read: Not a directory. It is ignored.")
        let file = try TemporaryFolder()
        try file.write("resellerdesk", "a file where the folder should be")
        #expect(refusal(file) == "config.json: can't be read: Not a directory. It is ignored.")
        #expect(
            refusal(try TemporaryFolder(), configFile: "/nowhere/config.json")
                == "/nowhere/config.json: can't be read: No such file or directory. It is ignored.")
    }

    @Test("A file that this user may not read is named", .enabled(if: !isRoot, "root may read everything"))
    func unreadable() throws {
        let folder = try TemporaryFolder()
        try folder.write("resellerdesk/config.json", Self.config, mode: 0o000)
        #expect(refusal(folder) == "config.json: can't be read: Permission denied. It is ignored.")
    }

    @Test("A mark in front of a file is no part of it, in any of the files")
    func mark() throws {
        let folder = try TemporaryFolder()
        let mark = "\u{FEFF}"
        try folder.write("resellerdesk/config.json", mark + #"{ "current": "lab", "theme": "mine" }"#)
        try folder.write("resellerdesk/accounts/lab.json", mark + #"{ "user": "u", "key_file": "/k" }"#)
        try folder.write("resellerdesk/keymap.json", mark + #"{ "list": { "z": "open" } }"#)
        try folder.write("resellerdesk/themes/mine.json", mark + #"{ "roles": { "text": "red" } }"#)
        let settings = load(folder)
        // A theme of one role misses the others, which is said; nothing else is wrong.
        #expect(settings.problems.allSatisfy { $0.file == "themes/mine.json" && $0.text.contains("Missing parts") })
        #expect(settings.config?.current == "lab")
        #expect(settings.keymap.step(.list, .character("z")) == .command(.open))
        #expect(refusal(folder) == "no failure")
        try folder.write("resellerdesk/config.json", mark + "{ \"theme\": \"dark\", }")
        #expect(refusal(folder) == "config.json:1:18: a comma after the last entry. The file is ignored.")
        try folder.write("resellerdesk/config.json", mark)
        #expect(refusal(folder) == "config.json:1:1: it is empty. The file is ignored.")
    }
}
