import Screen

/// Keys as people write them: `Enter`, `S-Tab`, `^D`, `F1`, `g`; a sequence has blanks between its keys: `g g`.
package enum KeyNames {
    private static let named: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Space", .character(" ")), ("Tab", .tab), ("S-Tab", .backTab), ("Esc", .escape),
        ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert),
        ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ]

    /// Other spellings, for the hint only.
    private static let alsoCalled = [
        "return": "Enter", "cr": "Enter", "escape": "Esc", "delete": "Del", "insert": "Ins", "pageup": "PgUp",
        "pagedown": "PgDn", "shift-tab": "S-Tab", "backtab": "S-Tab", "blank": "Space", "bs": "Backspace",
        "pgdown": "PgDn",
    ]

    /// A terminal sends the same byte for both; only one of them can arrive.
    private static let sameByte: [Character: Key] = [
        "i": .tab, "m": .enter, "j": .enter, "h": .backspace, "[": .escape,
    ]

    package static func key(named text: String) -> Key? {
        if let entry = named.first(where: { $0.name == text }) { return entry.key }
        if text.count == 1, let character = text.first {
            return character.isWhitespace || isControl(character) ? nil : .character(character)
        }
        if text.count == 2, text.first == "^", let character = text.last { return control(character) }
        if text.first == "F", let number = Int(text.dropFirst()), (1...12).contains(number), "F\(number)" == text {
            return .function(number)
        }
        return nil
    }

    /// Whether a text is the name of a key rather than of a thing: somebody's `S-Tab` that arrived as letters.
    package static func looksLikeKey(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard text.count > 1 else { return false }
        return key(named: text) != nil || alsoCalled[lower] != nil || named.contains { $0.name.lowercased() == lower }
    }

    package static func name(of key: Key) -> String {
        switch key {
        case .character(let character) where character != " ": String(character)
        case .control(let character): "^" + character.uppercased()
        case .function(let number): "F\(number)"
        default: named.first { $0.key == key }?.name ?? ""
        }
    }

    /// A sequence as it is written in keymap.json.
    package static func name(of keys: [Key]) -> String { keys.map(name).joined(separator: " ") }

    /// The key name that was probably meant.
    static func nearest(to text: String) -> String? {
        if let known = alsoCalled[text.lowercased()] { return known }
        if text.lowercased().hasPrefix("ctrl-") || text.lowercased().hasPrefix("c-"), let last = text.last {
            let name = "^" + last.uppercased()
            return key(named: name) == nil ? nil : name
        }
        return text.count < 2 ? nil : Nearest.name(to: text, in: named.map(\.name))
    }

    private static func control(_ character: Character) -> Key? {
        let lower = Character(character.lowercased())
        if let same = sameByte[lower] { return same }
        return ("a"..."z").contains(lower) || "]\\^_@".contains(lower) ? .control(lower) : nil
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
