import Foundation
import Screen
import Testing

@testable import Settings

@Suite("Themes")
struct ThemeCatalogueTests {
    private static let catalogue = ThemeCatalogue()
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("The list of shipped themes is the folder, byte for byte")
    func folder() throws {
        let folder = Self.root.appendingPathComponent("themes")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ThemeCatalogue.shipped.map { $0.name + ".json" }.sorted())
        for (name, bytes) in ThemeCatalogue.shipped {
            #expect(try Data(contentsOf: folder.appendingPathComponent("\(name).json")) == Data(bytes))
        }
        #expect(try Data(contentsOf: Self.root.appendingPathComponent("keymap.json")) == Data(Keymap.shippedBytes))
    }

    @Test("What is compiled in stays small, for array literals compile slowly")
    func size() {
        let total = ThemeCatalogue.shipped.map(\.bytes.count).reduce(Keymap.shippedBytes.count, +)
        #expect(total < 30_000)
    }

    @Test("Every shipped theme is complete and free of problems")
    func complete() {
        #expect(Self.catalogue.problems.map(\.text) == [])
        #expect(Self.catalogue.themes.allSatisfy { !$0.about.isEmpty })
    }

    @Test(
        "The theme follows name, colours and NO_COLOR",
        arguments: [
            ("dark", 256, false, "dark"), ("dark", 1 << 24, false, "dark"), ("dark", 16, false, "terminal"),
            ("dark", 8, false, "terminal"), ("dark", 0, false, "monochrome"), ("dark", 256, true, "monochrome"),
            (nil, 256, false, "terminal"), ("drak", 256, false, "terminal"), ("monochrome", 8, false, "monochrome"),
            ("monochrome", 256, false, "monochrome"), (nil, -1, false, "monochrome"),
        ] as [(String?, Int, Bool, String)])
    func choose(name: String?, colours: Int, noColour: Bool, chosen: String) {
        #expect(Self.catalogue.choose(name: name, colours: colours, noColour: noColour).name == chosen)
    }

    @Test("The next theme comes round, and an unknown one leads to the first")
    func next() {
        #expect(Self.catalogue.next(after: "terminal").name == "dark")
        #expect(Self.catalogue.next(after: "monochrome").name == "terminal")
        #expect(Self.catalogue.next(after: "none").name == "terminal")
        #expect(Self.catalogue.nearestName(to: "color-blind") == "colour-blind")
    }

    @Test("A user's theme is added, or replaces the shipped one of its name")
    func users() {
        func file(_ name: String) -> ThemeCatalogue.UserFile {
            .init(name: name, file: "themes/\(name).json", bytes: Array(#"{ "roles": { "text": "red" } }"#.utf8))
        }
        let catalogue = ThemeCatalogue(userFiles: [file("mine"), file("dark"), file("terminal")])
        #expect(
            catalogue.names == ["light", "high-contrast", "colour-blind", "monochrome", "mine", "dark", "terminal"])
        #expect(catalogue.theme(named: "mine")?[.text] == Style(foreground: .named(1)))
        #expect(catalogue.theme(named: "mine")?[.accent] == Style(foreground: .named(6)))
        #expect(catalogue.problems.map(\.file) == ["themes/mine.json", "themes/dark.json", "themes/terminal.json"])
        #expect(catalogue.choose(name: nil, colours: 8, noColour: false)[.text] == Style(foreground: .named(1)))
    }

    @Test("Text stands out from its ground in true colour and in 256", arguments: catalogue.themes, Role.allCases)
    func contrast(theme: Theme, role: Role) {
        guard case .rgb = theme.background else { return #expect(["terminal", "monochrome"].contains(theme.name)) }
        let least = Self.withoutText.contains(role) ? 3.0 : 4.5
        let (front, back) = Sight.colours(theme[role], on: theme.background, palette: Sight.xterm)
        #expect(Sight.contrast(front, back) >= least)
        #expect(Sight.contrast(Sight.in256(front), Sight.in256(back)) >= least)
    }

    @Test(
        "On 8 and 16 colours text stands out from black as xterm and the Linux console draw it",
        arguments: Role.allCases)
    func fewColours(role: Role) throws {
        for (colours, palette) in [(8, Sight.console), (16, Sight.xterm)] {
            let theme = Self.catalogue.choose(name: "dark", colours: colours, noColour: false)
            let (front, back) = Sight.colours(theme[role], on: .named(0), palette: palette)
            // The limit line is dashed and named in words of another role.
            let least = Self.withoutText.contains(role) || role == .graphThreshold ? 3.0 : 4.5
            #expect(Sight.contrast(front, back) >= least, "\(colours) colours")
        }
    }

    @Test("The themes for any ground use no colour that could be the ground")
    func anyGround() {
        let allowed: Set<Colour> = [.standard, .named(1), .named(2), .named(3), .named(5), .named(6)]
        for role in Role.allCases {
            let terminal = Self.catalogue.theme(named: "terminal")?[role] ?? Style(foreground: .named(0))
            #expect(allowed.contains(terminal.foreground) && terminal.background == .standard)
            let monochrome = Self.catalogue.theme(named: "monochrome")?[role] ?? Style(foreground: .named(0))
            #expect(monochrome.foreground == .standard && monochrome.background == .standard)
            #expect(!monochrome.attributes.contains(.dim))
        }
    }

    @Test("Without colour, what must be told apart still is")
    func monochrome() throws {
        let theme = try #require(Self.catalogue.theme(named: "monochrome"))
        for (one, other) in [
            (Role.selection, Role.text), (.selectionQuiet, .text), (.selection, .selectionQuiet),
            (.borderFocused, .border), (.badgeWrites, .badgeReadonly), (.badgeProduction, .badgeSandbox),
            (.match, .text), (.critical, .ok),
        ] {
            #expect(theme[one] != theme[other], "\(one) and \(other)")
        }
    }

    @Test(
        "In the colour-blind theme the severities stay apart in protan, deutan and tritan sight", arguments: Sight.blind
    )
    func colourBlind(sight: Sight.Matrix) throws {
        let theme = try #require(Self.catalogue.theme(named: "colour-blind"))
        let seen = [Role.ok, .warn, .critical].map {
            Sight.lab(Sight.colours(theme[$0], on: theme.background, palette: Sight.xterm).front, through: sight)
        }
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            let distance = zip(seen[one], seen[other]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
            #expect(distance >= 18)
        }
    }

    private static let withoutText: Set<Role> = [.border, .barRest]
}
