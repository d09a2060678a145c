/// Hides who an address belongs to, for a shared screen: `kim.frost@gone.example` becomes `k…t@gone.example`.
package enum Masking {
    /// The text with every address in it masked.
    package static func mask(_ text: String) -> String {
        guard text.utf8.contains(0x40) else { return text }
        var result = ""
        var name = ""
        for character in text {
            if character == "@" {
                result += masked(name) + "@"
                name = ""
            } else if isPartOfName(character) {
                name.append(character)
            } else {
                result += name
                result.append(character)
                name = ""
            }
        }
        return result + name
    }

    package static func mask(_ text: String, if isWanted: Bool) -> String { isWanted ? mask(text) : text }

    private static func masked(_ name: String) -> String {
        guard let first = name.first, let last = name.last else { return "" }
        return name.count > 1 ? "\(first)…\(last)" : "…"
    }

    private static func isPartOfName(_ character: Character) -> Bool {
        !character.isWhitespace && !"<>()[]\"',;:=/".contains(character)
    }
}
