import Foundation

/// An address read out of what a person typed or pasted: of a mail's header, a ticket, a link. What comes from a row of
/// the service is never read: it is taken as it is.
package struct AddressReading: Sendable, Equatable {
    /// In small letters; what holds no `@` is taken as it is, as lists hold such things too.
    package let address: String
    /// What was typed, where something was taken off it; nil where it was the address and nothing else.
    package let takenFrom: String?

    /// Nil for nothing.
    ///
    /// Understood are `kim@gone.example`, `<kim@gone.example>`, `mailto:kim@gone.example?subject=Hi`,
    /// `Kim Frost <kim@gone.example>`, `"kim frost"@gone.example` and an address within a sentence.
    package init?(_ typed: String) {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        let place = Self.bracketed(text) ?? text
        let isBare = !place.contains("@") && place.range(of: "%40") == nil
        let found = isBare ? place : Self.address(in: Self.withoutScheme(Self.trimmed(place)))
        guard !found.isEmpty else { return nil }
        address = Self.withPlainDots(found.lowercased())
        takenFrom = AddressForms.key(found) == AddressForms.key(text) ? nil : text
    }

    /// Whether a text is likely meant as an address: one word with a name and a domain.
    package static func isAddress(_ text: String) -> Bool {
        guard text.count <= 320, let at = text.lastIndex(of: "@"), at != text.startIndex else { return false }
        guard text.first == "\"" else { return isOneWord(text[...], at) }
        guard let end = afterQuotes(of: text[...]), text[end] == "@" else { return false }
        return isOneWord(text[end...], at)
    }

    private static func isOneWord(_ text: Substring, _ at: String.Index) -> Bool {
        text.index(after: at) < text.endIndex && !text.contains { $0.isWhitespace || $0.isNewline }
    }

    // MARK: - Parts of a text

    /// The address in a text without brackets: one with its name in quotes, or a word with an `@`.
    private static func address(in text: String) -> String {
        if let quoted = quoted(in: text) { return quoted.text }
        let words = text.split { $0.isWhitespace || $0 == "," || $0 == ";" }
        return trimmed(withoutScheme(trimmed(words.first { $0.contains("@") }.map(String.init) ?? text)))
    }

    /// What stands in the last pair of angle brackets, outside of quotes that belong to an address.
    private static func bracketed(_ text: String) -> String? {
        let quoted = quoted(in: text)?.range
        let open = text.indices.last { text[$0] == "<" && quoted?.contains($0) != true }
        guard let open else { return nil }
        let rest = text[text.index(after: open)...]
        let inner = Self.quoted(in: String(rest)).map { rest.index(rest.startIndex, offsetBy: $0.text.count) }
        let end = rest[(inner ?? rest.startIndex)...].firstIndex(of: ">") ?? rest.endIndex
        let inside = rest[..<end].trimmingCharacters(in: .whitespaces)
        return inside.isEmpty ? nil : inside
    }

    /// The first `"…"@domain` of a text, which begins it or follows what can't be part of an address.
    private static func quoted(in text: String) -> (text: String, range: Range<String.Index>)? {
        for start in text.indices where text[start] == "\"" {
            if start > text.startIndex, !isBetween(text[text.index(before: start)]) { continue }
            guard let at = afterQuotes(of: text[start...]), text[at] == "@" else { continue }
            let domain = text[text.index(after: at)...].prefix { !isBetween($0) && $0 != ">" && $0 != ")" }
            let bare = withoutTail(String(domain))
            guard !bare.isEmpty else { continue }
            return (text[start...at] + bare, start..<domain.endIndex)
        }
        return nil
    }

    /// What follows a text's closing quote, where it begins with an opening one.
    private static func afterQuotes(of text: Substring) -> String.Index? {
        guard text.first == "\"" else { return nil }
        var index = text.index(after: text.startIndex)
        while index < text.endIndex, text[index] != "\"" {
            index = text.index(index, offsetBy: text[index] == "\\" ? 2 : 1, limitedBy: text.endIndex) ?? text.endIndex
        }
        let after = index < text.endIndex ? text.index(after: index) : text.endIndex
        return after < text.endIndex ? after : nil
    }

    private static func isBetween(_ character: Character) -> Bool {
        character.isWhitespace || "<(,;:[".contains(character)
    }

    private static func withoutScheme(_ text: String) -> String {
        guard text.lowercased().hasPrefix("mailto:") else { return text }
        let address = String(text.dropFirst(7).prefix { $0 != "?" })
        return address.removingPercentEncoding ?? address
    }

    // MARK: - Marks around an address

    /// Without the marks that sentences and headers put around an address. An apostrophe is a letter of an address
    /// unless there is one at either end.
    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while let first = rest.first, "<>([]\"“”‘’„,;: ".contains(first) {
            if first == "\"", let quoted = quoted(in: String(rest)), rest.hasPrefix(quoted.text) {
                return quoted.text
            }
            rest.removeFirst()
        }
        let bare = withoutTail(String(rest))
        for mark in ["'", "`"] where bare.hasPrefix(mark) && String(rest.dropFirst(bare.count)).contains(mark) {
            return String(bare.dropFirst())
        }
        return bare
    }

    private static func withoutTail(_ text: String) -> String {
        var rest = text[...]
        while let last = rest.last, "<>()[]\"'`“”‘’.,;: ".contains(last) {
            // `kim@[192.0.2.1]`
            if last == "]", rest.dropLast().contains("[") { break }
            rest.removeLast()
        }
        return String(rest)
    }

    /// The dots of a domain as DNS has them.
    private static func withPlainDots(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address }
        return address[...at]
            + String(address[address.index(after: at)...].map { "\u{3002}\u{FF0E}\u{FF61}".contains($0) ? "." : $0 })
    }
}
