import Formats
import Foundation

/// The host of a web address as a browser understands it, whatever the address looks like.
package enum WebHost {
    /// The host that an address leads to, in small letters; nil where it leads to none.
    package static func of(_ target: String) -> String? {
        let cleaned = cleaned(target)
        guard let rest = afterScheme(cleaned) else { return nil }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let name = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return normalised(withoutPort(name))
    }

    /// What stands before an `@` in the address, where it looks like a host of its own.
    package static func pretended(in target: String) -> String? {
        guard let rest = afterScheme(cleaned(target)) else { return nil }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        return shown(in: String(unescaped(authority[..<at]).prefix { $0 != ":" && $0 != "/" && $0 != "?" }))
    }

    /// The domain of the address that a link's words are, or hold: `help@bank.example`.
    package static func shownOfAddress(in words: String) -> String? {
        for piece in words.prefix(500).split(whereSeparator: { $0.isWhitespace || "<>()[],;\"'".contains($0) }) {
            guard let at = piece.lastIndex(of: "@"), at != piece.startIndex else { continue }
            let host = piece[piece.index(after: at)...].reversed().drop { ".:!?".contains($0) }
            if let shown = shown(in: String(host.reversed())) { return shown }
        }
        return nil
    }

    /// The hosts of addresses that stand within the path or query of another, escaped once or twice.
    package static func carried(in target: String) -> [String] {
        guard let rest = afterScheme(cleaned(target)) else { return [] }
        var inner = String(rest.drop { $0 != "/" && $0 != "?" && $0 != "#" }).lowercased()
        var found: [String] = []
        for _ in 0..<3 {
            for piece in ["https:/", "http:/"] {
                for range in inner.ranges(of: piece) {
                    let address = inner[range.lowerBound...].prefix { $0 != "&" && $0 != ";" && !$0.isWhitespace }
                    if let host = of(String(address)), host.contains("."), !found.contains(host) { found.append(host) }
                }
            }
            inner = unescaped(inner[...])
        }
        return found
    }

    /// The scheme of an address: `https`, `javascript`; nil where none is told.
    package static func scheme(of target: String) -> String? {
        let cleaned = cleaned(target)
        guard let colon = cleaned.firstIndex(of: ":"), colon != cleaned.startIndex else { return nil }
        let scheme = cleaned[..<colon]
        guard scheme.utf8.allSatisfy({ isSchemePart($0) }) else { return nil }
        return scheme.lowercased()
    }

    /// The host that a link's words name, if they look like an address at all.
    package static func shown(in words: String) -> String? {
        let pieces = words.prefix(500).split(whereSeparator: \.isWhitespace)
        for piece in pieces {
            let text = piece.drop { "(<[\"'“‘".contains($0) }.lowercased()
            guard text.contains("://") || text.hasPrefix("www.") else { continue }
            if let host = of(text.contains("://") ? text : "https://" + text), host.contains(".") {
                return String(host.reversed().drop { ")>].,;!'\"”’".contains($0) }.reversed())
            }
        }
        guard !words.contains("@"), !pieces.isEmpty else { return nil }
        if pieces.count > 1 { return pieces.lazy.compactMap(inSentence).first }
        let host = pieces[0].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last?.lowercased(),
            last.count >= 2, last.allSatisfy(\.isLetter) || last.hasPrefix("xn--"), !fileEndings.contains(last)
        else { return nil }
        return normalised(host)
    }

    /// A word that can be nothing but a host: it ends in one of the endings that everybody knows.
    private static func inSentence(_ word: Substring) -> String? {
        let plain = word.drop { "(<[\"'“‘".contains($0) }.prefix { !"/?#:)>],;!\"”’".contains($0) }
        let host = plain.hasSuffix(".") ? plain.dropLast() : plain
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, wellKnown.contains(last.lowercased()),
            labels.allSatisfy({ label in
                !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            })
        else { return nil }
        return normalised(host)
    }

    /// Whether both are of one owner: `go.shop.example` belongs to `shop.example`.
    package static func belongTogether(_ one: String, _ other: String) -> Bool {
        one == other || one.hasSuffix("." + other) || other.hasSuffix("." + one) || site(one) == site(other)
    }

    /// The part of a host that somebody owns, as far as can be told without a list: `shop.co.uk` of `www.shop.co.uk`.
    package static func site(_ host: String) -> String {
        let labels = host.split(separator: ".")
        guard labels.count > 2, let last = labels.last, !isBareAddress(host) else { return host }
        let isRegistry = last.count == 2 && secondLevels.contains(String(labels[labels.count - 2]))
        return labels.suffix(isRegistry ? 3 : 2).joined(separator: ".")
    }

    /// A number in place of a name, in any of the spellings browsers take.
    package static func isBareAddress(_ host: String) -> Bool {
        if host.hasPrefix("[") { return true }
        let labels = host.split(separator: ".")
        guard !labels.isEmpty, labels.count <= 4 else { return false }
        return labels.allSatisfy { label in
            label.allSatisfy { $0.isASCII && $0.isNumber }
                || label.hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
        }
    }

    /// A host with its labels as they are meant to be read.
    package static func readable(_ host: String) -> String {
        host.split(separator: ".", omittingEmptySubsequences: false)
            .map { HostForms.decoded($0) ?? String($0) }.joined(separator: ".")
    }

    // MARK: - Pieces

    /// Browsers leave out line ends and tabs, and take a backslash for a slash.
    private static func cleaned(_ target: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in target.unicodeScalars.prefix(4096) {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: continue
            case 0x00...0x20 where result.isEmpty: continue
            case 0x5C: result.append("/")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// What follows `https:` and its slashes, however many they are, or `//` alone.
    private static func afterScheme(_ cleaned: String) -> Substring? {
        if cleaned.hasPrefix("//") { return cleaned.drop { $0 == "/" } }
        guard let colon = cleaned.firstIndex(of: ":") else { return nil }
        let scheme = cleaned[..<colon].lowercased()
        guard ["http", "https", "ftp", "ws", "wss"].contains(scheme) || cleaned[colon...].hasPrefix("://") else {
            return nil
        }
        return cleaned[cleaned.index(after: colon)...].drop { $0 == "/" }
    }

    private static func withoutPort(_ name: Substring) -> Substring {
        if name.hasPrefix("["), let end = name.firstIndex(of: "]") { return name[...end] }
        return name.prefix { $0 != ":" }
    }

    /// Escapes undone, full-width letters and dots made plain, small letters, no dot at the end.
    private static func normalised(_ name: Substring) -> String? {
        let unescaped = unescaped(name)
        // Circled and other odd letters are plain ones for a browser.
        let isPlain = unescaped.utf8.allSatisfy { $0 < 0x80 }
        let folded = isPlain ? unescaped : unescaped.precomposedStringWithCompatibilityMapping
        let seen = folded.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.value {
            case 0x3002: "."
            case 0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x2060, 0x2064, 0xFE00...0xFE0F, 0xFEFF: nil
            default: scalar
            }
        }
        let plain = String(String.UnicodeScalarView(seen)).lowercased()
        let host = plain.hasSuffix(".") ? String(plain.dropLast()) : plain
        return host.isEmpty ? nil : host
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isSchemePart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
            || [0x2B, 0x2D, 0x2E].contains(byte)
    }

    /// Below these of a country somebody owns one label more.
    private static let secondLevels: Set<String> = [
        "ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc", "sch",
    ]
    /// Endings of hosts that no sentence has by accident.
    private static let wellKnown: Set<String> = [
        "com", "net", "org", "info", "biz", "example", "edu", "gov", "io", "co", "eu", "de", "ch", "fr", "uk", "nl",
        "pl",
        "ru", "ua", "cz", "se", "dk", "fi", "es", "pt", "ie", "jp", "cn", "in", "br", "au", "ca", "us", "app", "dev",
        "shop", "online", "site", "top", "xyz", "bank", "cloud",
    ]
    /// Words with these endings are names of files and products, not of hosts.
    private static let fileEndings: Set<String> = [
        "asp", "aspx", "css", "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "js", "json", "jsp",
        "md", "pdf", "php", "png", "ppt", "pptx", "txt", "xls", "xlsx", "xml", "zip",
    ]
}
