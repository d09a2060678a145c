/// Mail addresses in the spellings that they have: what is the same, and what has to be found.
package enum AddressForms {
    /// The same for all spellings of one address: case, composed or not, and both spellings of its domain. What holds no
    /// `@` has one too, as lists hold such things.
    ///
    /// Nothing else is taken for the same: no sign is left out, and no letter stands for two.
    package static func key(_ address: String) -> String {
        guard HostForms.hasForms(address) else { return lowered(address) }
        guard let at = address.utf8.lastIndex(of: 0x40) else { return TextFold.caseless(address, expanding: false) }
        let local = TextFold.caseless(String(address[..<at]), expanding: false)
        return local + "@" + HostForms.readable(address[address.utf8.index(after: at)...])
    }

    package static func isSame(_ one: String, _ other: String) -> Bool { key(one) == key(other) }

    /// What an address is the same as, without regard to the local part.
    package static func domainKey(_ address: String) -> String? {
        guard let at = address.utf8.lastIndex(of: 0x40) else { return nil }
        let domain = address[address.utf8.index(after: at)...]
        guard !domain.isEmpty else { return nil }
        return HostForms.hasForms(domain) ? HostForms.readable(domain) : lowered(String(domain))
    }

    /// Folded UTF-8 of a text, and of it with the hosts in it spelt the other way: one of them holds what is looked for.
    package static func searched(_ text: String) -> [[UInt8]] { [TextFold.bytes(text)] + otherSpellings(text) }

    /// Folded UTF-8 of a text with its hosts as people read them, and as DNS holds them, where that is another text.
    package static func otherSpellings(_ text: String) -> [[UInt8]] {
        guard HostForms.hasForms(text) else { return [] }
        let plain = TextFold.bytes(text)
        var found: [[UInt8]] = []
        for spelling in [HostForms.readable(_:) as (Substring) -> String, HostForms.ascii(_:)] {
            let other = TextFold.bytes(respelt(text, spelling))
            if other != plain, !found.contains(other) { found.append(other) }
        }
        return found
    }

    /// A text with each host in it spelt anew: a run of letters with a dot in it that no `@` follows.
    private static func respelt(_ text: String, _ spelling: (Substring) -> String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: isOfHost) {
            result += rest[..<start]
            let end = rest[start...].firstIndex { !isOfHost($0) } ?? rest.endIndex
            let run = rest[start..<end]
            let isHost =
                (end == rest.endIndex || rest[end] != "@") && HostForms.hasForms(run) && run.contains(where: isDot)
            result += isHost ? spelling(run) : String(run)
            rest = rest[end...]
        }
        return result + rest
    }

    private static func isDot(_ character: Character) -> Bool { ".\u{3002}\u{FF0E}\u{FF61}".contains(character) }

    private static func isOfHost(_ character: Character) -> Bool {
        guard character.isASCII else { return isDot(character) || !character.isWhitespace && !character.isPunctuation }
        return character.isLetter || character.isNumber || "-._".contains(character)
    }

    private static func lowered(_ text: String) -> String {
        text.utf8.contains { $0 >= 0x41 && $0 <= 0x5A }
            ? String(decoding: text.utf8.map(ASCII.lowered), as: UTF8.self) : text
    }
}
