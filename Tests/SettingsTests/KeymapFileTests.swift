import Screen
import Testing

@testable import Settings

/// Every way to write a keymap.json wrong, and what is said about it.
@Suite("Keymap file")
struct KeymapFileTests {
    private static func texts(_ json: String, commands: [Command] = Command.all) -> [String] {
        KeymapFile(name: "keymap.json", bytes: Array(json.utf8), commands: commands).problems.map(\.text)
    }

    @Test(
        "A wrong entry is named with its line and the nearest right name",
        arguments: [
            (
                "{\n\"list\": {\n\"x\": \"opne\" } }",
                #"keymap.json:3: unknown command "opne" in "list"; did you mean "open"? The key keeps its default."#
            ),
            (
                #"{ "list": { "x": "qwertyuiop" } }"#,
                #"keymap.json:1: unknown command "qwertyuiop" in "list". The key keeps its default."#
            ),
            (
                #"{ "lits": { "x": "open" } }"#,
                #"keymap.json:1: unknown mode "lits"; did you mean "list"? Its keys keep their defaults."#
            ),
            (
                #"{ "everywhere": { "x": "open" } }"#,
                #"keymap.json:1: unknown mode "everywhere". Its keys keep their defaults."#
            ),
            (
                #"{ "list": [] }"#,
                #"keymap.json:1: "list" must be an object of keys, not a list. Its keys keep their defaults."#
            ),
            (
                "[1]", "keymap.json:1: expected an object of modes, found a list. The file is ignored."
            ),
            (
                #"{ "list": { "PageUp": "page-up" } }"#,
                #"keymap.json:1: unknown key "PageUp" in "list"; did you mean "PgUp"? The entry is ignored."#
            ),
            (
                #"{ "list": { "g Entre": "open" } }"#,
                #"keymap.json:1: unknown key "Entre" of "g Entre" in "list"; did you mean "Enter"? The entry is ignored."#
            ),
            (
                #"{ "list": { "Ctrl-D": "open" } }"#,
                #"keymap.json:1: unknown key "Ctrl-D" in "list"; did you mean "^D"? The entry is ignored."#
            ),
            (
                #"{ "list": { "F13": "open" } }"#,
                #"keymap.json:1: unknown key "F13" in "list". The entry is ignored."#
            ),
            (
                #"{ "list": { "": "open" } }"#,
                #"keymap.json:1: a key without a name in "list". The entry is ignored."#
            ),
            (
                #"{ "list": { "a b c d e": "open" } }"#,
                #"keymap.json:1: "a b c d e" in "list" has more than 4 keys. The entry is ignored."#
            ),
            (
                "{ \"list\": { \"x\": \"open\",\n\"x\": \"sort\" } }",
                #"keymap.json:2: "x" in "list" appears twice, first in line 1. The first is used."#
            ),
            (
                "{ \"list\": { \"^I\": \"open\",\n\"Tab\": \"sort\" } }",
                #"keymap.json:2: "Tab" in "list" appears twice, first in line 1. The first is used."#
            ),
            (
                "{ \"list\": { },\n\"list\": { } }",
                #"keymap.json:2: "list" appears twice, first in line 1. Both are used."#
            ),
            (
                #"{ "list": { "x": 3 } }"#,
                #"keymap.json:1: "x" in "list" must name a command or be null, not a number. The key keeps its default."#
            ),
            (
                #"{ "list": { "x": true } }"#,
                #"keymap.json:1: "x" in "list" must name a command or be null, not true or false. The key keeps its default."#
            ),
            (
                #"{ "text": { "^O": "open" } }"#,
                #"keymap.json:1: "open" does nothing in "text". The key keeps its default."#
            ),
            (
                #"{ "list": { "x": "headers" } }"#,
                #"keymap.json:1: "headers" does nothing in "list". The key keeps its default."#
            ),
            (
                #"{ "text": { "q": "dismiss" } }"#,
                #"keymap.json:1: "q" in "text" could no longer be typed there. The entry is ignored."#
            ),
            (
                #"{ "help": { "Space ^X": "dismiss" } }"#,
                #"keymap.json:1: "Space ^X" in "help" could no longer be typed there. The entry is ignored."#
            ),
            (
                "{ \"list\": { \"\u{1b}[2J\u{202e}\": \"open\" } }",
                #"keymap.json:1:14: a control character in a string must be escaped, such as \t. The file is ignored."#
            ),
            (
                #"{ "list": { "\u001b[2J\u202e": "open" } }"#,
                #"keymap.json:1: unknown key "\u{1B}[2J\u{202E}" in "list". The entry is ignored."#
            ),
        ])
    func wrong(json: String, text: String) {
        #expect(Self.texts(json) == [text])
    }

    @Test("A wrong entry does not touch its neighbours")
    func neighbours() {
        let file = KeymapFile(
            name: "keymap.json",
            bytes: Array(#"{ "list": { "x": "opne", "^X": "sort" }, "nowhere": {}, "pane": { "x": null } }"#.utf8))
        #expect(file.problems.count == 2)
        #expect(
            file.entries == [
                KeymapFile.Entry(mode: .list, keys: [.control("x")], command: .sort, line: 1),
                KeymapFile.Entry(mode: .pane, keys: [.character("x")], command: nil, line: 1),
            ])
    }

    @Test(
        "A command that writes stays away from keys that edit text",
        arguments: ["^A", "^B", "^D", "^K", "^U", "^W", "Backspace", "Del", "x ^D", "^H"])
    func writes(key: String) {
        let commands = Command.all.map {
            $0.id == .mark ? Command($0.id, $0.title, $0.help, $0.group, $0.modes, writes: true) : $0
        }
        let json = "{ \"list\": { \"\(key)\": \"mark\" } }"
        #expect(
            Self.texts(json, commands: commands) == [
                "keymap.json:1: \"mark\" writes and can't be on \"\(key)\" in \"list\": that key edits text elsewhere. "
                    + "The key keeps its default."
            ])
        #expect(Self.texts(json) == [])
        #expect(Self.texts("{ \"list\": { \"^X\": \"mark\" } }", commands: commands) == [])
    }

    @Test(
        "Names of keys are read and written alike",
        arguments: [
            "Enter", "Space", "Tab", "S-Tab", "Esc", "Backspace", "Del", "Ins", "Up", "Down", "Left", "Right", "Home",
            "End", "PgUp", "PgDn", "F1", "F12", "^A", "^Z", "^]", "^\\", "^_", "^@", "g", "G", "é", "^", "/", "\"",
        ])
    func keyNames(name: String) {
        let key = KeyNames.key(named: name)
        #expect(key.map { KeyNames.name(of: $0) } == name)
    }

    @Test("Two names of one byte are one key")
    func sameByte() {
        #expect(KeyNames.key(named: "^I") == .tab)
        #expect(KeyNames.key(named: "^M") == .enter)
        #expect(KeyNames.key(named: "^J") == .enter)
        #expect(KeyNames.key(named: "^H") == .backspace)
        #expect(KeyNames.key(named: "^[") == .escape)
        #expect(KeyNames.key(named: "^a") == .control("a"))
    }

    @Test("What is no key has no name", arguments: ["", " ", "F0", "F01", "^é", "ab", "\n", "^^^"])
    func noKey(name: String) {
        #expect(KeyNames.key(named: name) == nil)
    }
}
