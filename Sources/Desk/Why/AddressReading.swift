import Foundation

/// Reads an address out of what a person types or pastes: from a mail's header, a ticket, a link.
enum AddressReading {
    /// The address in small letters; what holds no `@` is taken as it is, as lists hold such things too. Nil for nothing.
    ///
    /// Understood are `kim@gone.example`, `<kim@gone.example>`, `mailto:kim@gone.example?subject=Hi`,
    /// `Kim Frost <kim@gone.example>` and an address within a sentence.
    static func address(in typed: String) -> String? {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.contains("@") || text.lowercased().contains("%40") else {
            let bare = bracketed(text) ?? text
            return bare.isEmpty ? nil : bare.lowercased()
        }
        let place = bracketed(text) ?? words(text).first { $0.contains("@") || $0.contains("%40") } ?? text
        let bare = trimmed(withoutScheme(trimmed(place)))
        return bare.isEmpty ? nil : bare.lowercased()
    }

    /// Whether a text is likely meant as an address: one word with a name and a domain.
    static func isAddress(_ text: String) -> Bool {
        guard text.count <= 320, let at = text.lastIndex(of: "@"), at != text.startIndex else { return false }
        let domain = text[text.index(after: at)...]
        return !domain.isEmpty && !text.contains { $0.isWhitespace || $0.isNewline }
    }

    /// What stands in the last pair of angle brackets that holds an `@`.
    private static func bracketed(_ text: String) -> String? {
        guard let open = text.lastIndex(of: "<") else { return nil }
        let rest = text[text.index(after: open)...]
        let inside = rest.prefix { $0 != ">" }.trimmingCharacters(in: .whitespaces)
        return inside.isEmpty ? nil : inside
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
    }

    private static func withoutScheme(_ text: String) -> String {
        guard text.lowercased().hasPrefix("mailto:") else { return text }
        let address = String(text.dropFirst(7).prefix { $0 != "?" })
        return address.removingPercentEncoding ?? address
    }

    /// Without the marks that sentences and headers put around an address.
    private static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: CharacterSet(charactersIn: "<>()[]\"'`“”‘’.,;: "))
    }
}
