import Foundation
import Screen
import Testing

@testable import Settings

@Suite("Settings from files")
struct LoadedSettingsTests {
    private func load(_ folder: TemporaryFolder, configFile: String? = nil) -> LoadedSettings {
        let paths = Paths(environment: ["XDG_CONFIG_HOME": folder.path], home: "/nowhere")
        return LoadedSettings.load(paths: paths, configFile: configFile)
    }

    @Test("Without any file it is what was shipped")
    func nothing() throws {
        #expect(load(try TemporaryFolder()) == .shipped)
    }

    @Test("The user's files are read, and never written")
    func files() throws {
        let folder = try TemporaryFolder()
        let config = #"{ "current": "a", "contexts": { "a": { "user": "u", "rate": 0 } } }"#
        let file = try folder.write("resellerdesk/config.json", config, mode: 0o444)
        try folder.write("resellerdesk/keymap.json", #"{ "list": { "x": "opne", "z": "open" } }"#)
        try folder.write("resellerdesk/themes/mine.json", #"{ "roles": { "text": "red" }, "bckground": null }"#)
        try folder.write("resellerdesk/themes/.hidden.json", "{")
        try folder.write("resellerdesk/themes/notes.txt", "{")
        let settings = load(folder)
        #expect(settings.config?.current == "a")
        #expect(settings.keymap.step(.list, .character("z")) == .command(.open))
        #expect(settings.themes.theme(named: "mine")?[.text] == Style(foreground: .named(1)))
        #expect(settings.themes.names.count == 7)
        #expect(
            settings.problems.map { "\($0.file):\($0.line ?? 0)" } == [
                "config.json:1", "keymap.json:1", "themes/mine.json:1", "themes/mine.json:1",
            ])
        #expect(try String(contentsOfFile: file, encoding: .utf8) == config)
    }

    @Test("A broken file of each kind leaves the defaults and says so")
    func broken() throws {
        let folder = try TemporaryFolder()
        for name in ["config.json", "keymap.json", "themes/dark.json"] {
            try folder.write("resellerdesk/\(name)", "{ nope")
        }
        let settings = load(folder)
        #expect(
            settings.problems.map(\.text) == [
                #"config.json:1:3: expected a key or "}", found "n". The file is ignored."#,
                #"keymap.json:1:3: expected a key or "}", found "n". The file is ignored."#,
                #"themes/dark.json:1:3: expected a key or "}", found "n". The file is ignored."#,
            ])
        #expect(settings.keymap.step(.list, .enter) == .command(.open))
        #expect(settings.themes.theme(named: "dark")?[.accent] == settings.themes.theme(named: "terminal")?[.accent])
    }

    @Test("What is no file, too long or asked for and missing is named")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/resellerdesk/keymap.json", withIntermediateDirectories: true)
        try folder.write("resellerdesk/themes/big.json", String(repeating: " ", count: 1_048_577))
        let settings = load(folder, configFile: "\(folder.path)/none.json")
        #expect(
            settings.problems.map(\.text) == [
                "\(folder.path)/none.json: can't be read: No such file or directory. It is ignored.",
                "keymap.json: is not a file. It is ignored.",
                "themes/big.json: is longer than 1048576 bytes. It is ignored.",
            ])
        #expect(settings.keymap == Keymap.shipped)
    }

    @Test("The config file can be somewhere else")
    func elsewhere() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("other.json", #"{ "curent": "x" }"#)
        let settings = load(folder, configFile: file)
        #expect(
            settings.problems.map(\.text) == [
                "\(file):1: unknown entry \"curent\" in the file; did you mean \"current\"? It is ignored."
            ])
    }
}
