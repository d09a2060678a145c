import Screen
import Testing

@testable import Settings

@Suite("Theme file")
struct ThemeFileTests {
    private static let base = Theme(
        name: "terminal", about: "", background: .standard, styles: [.text: Style(foreground: .named(6))])

    private static func file(_ json: String) -> ThemeFile {
        ThemeFile(name: "mine", file: "themes/mine.json", bytes: Array(json.utf8), base: base)
    }

    /// All roles, some of them replaced or added.
    private static func roles(_ changed: [String: String] = [:]) -> String {
        var styles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, "\"default\"") })
        styles.merge(changed) { $1 }
        return "\"roles\": {" + styles.sorted { $0.key < $1.key }.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
            + "}"
    }

    @Test(
        "Styles are read",
        arguments: [
            ("default", Style()),
            ("default dim", Style(attributes: .dim)),
            ("cyan reverse bold", Style(foreground: .named(6), attributes: [.reverse, .bold])),
            ("bold", Style(attributes: .bold)),
            ("on red", Style(background: .named(1))),
            (
                "#01abFF on #000000 bold underline italic",
                Style(
                    foreground: .rgb(1, 0xab, 0xff), background: .rgb(0, 0, 0),
                    attributes: [.bold, .underline, .italic])
            ),
        ])
    func styles(text: String, style: Style) {
        #expect(StyleText.style(text) == .success(style))
    }

    @Test(
        "A wrong style is named, and the role is taken from the terminal theme",
        arguments: [
            ("\"\"", "it has no style."),
            ("\"#12345\"", "\"#12345\" is not a colour such as #rrggbb."),
            ("\"red on #12345g\"", "\"#12345g\" is not a colour such as #rrggbb."),
            (
                "\"cyna bold\"",
                "\"cyna\" is neither a colour nor bold, dim, italic, underline or reverse; did you mean \"cyan\"?"
            ),
            (
                "\"red on teal\"",
                "\"teal\" is neither a colour nor bold, dim, italic, underline or reverse."
            ),
            (
                "\"red blinking\"", "\"blinking\" is neither a colour nor bold, dim, italic, underline or reverse."
            ),
            ("\"red on\"", "no colour after \"on\"."),
            ("\"red bold on blue\"", "\"on\" is out of place; the order is: colour, on colour, attributes."),
            ("\"bold red\"", "\"red\" is out of place; the order is: colour, on colour, attributes."),
            ("\"red #000000\"", "\"#000000\" is out of place; the order is: colour, on colour, attributes."),
        ])
    func badStyles(style: String, text: String) {
        let file = Self.file("{\n" + Self.roles(["text": style]) + "}")
        #expect(
            file.problems.map(\.text) == [
                "themes/mine.json:2: \"text\": \(text) Missing parts are taken from \"terminal\"."
            ])
        #expect(file.theme[.text] == Self.base[.text])
    }

    @Test(
        "A wrong entry is named with its line",
        arguments: [
            ("[]", #"1: expected an object, found a list. Missing parts are taken from "terminal"."#),
            ("{}", #"1: "roles" is missing. Missing parts are taken from "terminal"."#),
            (
                "{\n\"roles\": [] }",
                #"2: "roles" must be an object, not a list. Missing parts are taken from "terminal"."#
            ),
            ("{ \"abuot\": \"x\",\n\(roles()) }", #"1: unknown entry "abuot"; did you mean "about"? It is ignored."#),
            ("{ \"about\": 1, \(roles()) }", #"1: "about" must be a string, not a number. It is ignored."#),
            (
                "{ \"background\": 1, \(roles()) }",
                #"1: "background" must be a colour or null, not a number. The terminal's own is used."#
            ),
            (
                "{ \"background\": \"#1\", \(roles()) }",
                ##"1: "background": "#1" is not a colour such as #rrggbb. The terminal's own is used."##
            ),
            (
                "{ \"background\": \"bleu\", \(roles()) }",
                #"1: "background": "bleu" is neither a colour nor bold, dim, italic, underline or reverse; did you mean "blue"? The terminal's own is used."#
            ),
            ("{ \"about\": \"\",\n\"about\": \"\", \(roles()) }", #"2: "about" appears twice; the first is used."#),
            (
                "{ \(roles(["critcal": "\"red\""])) }",
                #"1: unknown role "critcal"; did you mean "critical"? It is ignored."#
            ),
            (
                "{ \(roles(["text": "null"])) }",
                #"1: "text" must be a string, not null. Missing parts are taken from "terminal"."#
            ),
            ("{", #"1:2: the file ends where a key or "}" is expected. The file is ignored."#),
        ])
    func wrong(json: String, text: String) {
        #expect(Self.file(json).problems.map(\.text) == ["themes/mine.json:\(text)"])
    }

    @Test("A role that is there twice counts once")
    func twice() {
        let json = "{ " + Self.roles().dropLast() + ", \n\"text\": \"red\" } }"
        let file = Self.file(String(json))
        #expect(file.problems.map(\.text) == [#"themes/mine.json:2: "text" appears twice; the first is used."#])
        #expect(file.theme[.text] == Style())
    }

    @Test("Missing roles are named in one sentence and taken from the terminal theme")
    func missing() {
        let all = Role.allCases.dropFirst().map { "\"\($0.rawValue)\": \"red\"" }.dropLast().joined(separator: ",")
        let file = Self.file("{ \"about\": \"mine\", \"background\": \"#102030\",\n\"roles\": {\(all)} }")
        #expect(
            file.problems.map(\.text) == [
                #"themes/mine.json:2: no style for text, bar-rest. Missing parts are taken from "terminal"."#
            ])
        #expect(file.theme[.text] == Self.base[.text])
        #expect(file.theme[.dim] == Style(foreground: .named(1)))
        #expect(file.theme.background == .rgb(0x10, 0x20, 0x30))
        #expect(file.theme.about == "mine")
        #expect(file.theme.name == "mine")
    }

    @Test("The nearest name is there for whoever wants to show it apart")
    func nearest() {
        let problems = Self.file("{ \(Self.roles(["critcal": "\"red\"", "text": "\"cyna\""])) }").problems
        #expect(problems.map(\.nearest) == ["critical", "cyan"])
        #expect(problems.allSatisfy { $0.severity == .fault })
    }
}
