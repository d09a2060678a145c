import Testing

@testable import Settings

@Suite("notify in config.json")
struct NotifyTests {
    private static func file(_ json: String) -> ConfigFile { ConfigFile(name: "config.json", bytes: Array(json.utf8)) }

    @Test("Without it nothing is asked for")
    func off() {
        let file = Self.file("{}")
        #expect(file.problems == [])
        #expect(!file.notify.isOn)
    }

    @Test("A whole one is read")
    func whole() {
        let file = Self.file(
            #"{ "notify": { "bell": true, "osc9": true, "command": ["notify-send", "-u", "critical"] } }"#)
        #expect(file.problems == [])
        #expect(file.notify == NotifySettings(bell: true, osc9: true, command: ["notify-send", "-u", "critical"]))
    }

    @Test(
        "A wrong entry is named, and is off",
        arguments: [
            (#"{ "notify": true }"#, #"1: "notify" must be an object, not true or false. It is ignored."#),
            (
                #"{ "notify": { "bell": "yes" } }"#,
                #"1: "bell" in "notify" must be true or false, not text. No bell rings."#
            ),
            (
                #"{ "notify": { "osc9": 1 } }"#,
                #"1: "osc9" in "notify" must be true or false, not a number. No terminal notification is sent."#
            ),
            (
                #"{ "notify": { "command": "say" } }"#,
                #"1: "command" in "notify" must be a list of strings, the command first, not text. No command is run."#
            ),
            (
                #"{ "notify": { "bel": true } }"#,
                #"1: unknown entry "bel" in "notify"; did you mean "bell"? It is ignored."#
            ),
        ])
    func wrong(json: String, text: String) {
        let file = Self.file(json)
        #expect(file.problems.map(\.text) == ["config.json:\(text)"])
        #expect(!file.notify.isOn)
    }
}

@Suite("collect in config.json")
struct CollectTests {
    private static func file(_ json: String) -> ConfigFile { ConfigFile(name: "config.json", bytes: Array(json.utf8)) }

    @Test(
        "A desk collects unless it is told not to",
        arguments: [("{}", true), (#"{ "collect": true }"#, true), (#"{ "collect": false }"#, false)])
    func read(json: String, expected: Bool) {
        let file = Self.file(json)
        #expect(file.problems == [])
        #expect(file.collects == expected)
    }

    @Test(
        "A wrong entry is named, and changes nothing",
        arguments: [(#""no""#, "text"), ("0", "a number"), ("null", "null")])
    func wrong(value: String, kind: String) {
        let file = Self.file("{ \"collect\": \(value) }")
        #expect(file.collects)
        #expect(
            file.problems.map(\.text) == [
                #"config.json:1: "collect" in the file must be true or false, not "# + kind + ". Figures are collected."
            ])
    }
}
