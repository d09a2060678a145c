/// Character references of HTML.
enum HTMLEntities {
    /// Those that mail is made of; the rest of the two thousand stays as written.
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "copy": "©", "reg": "®", "trade": "™",
        "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
        "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›", "bull": "•", "middot": "·", "euro": "€",
        "pound": "£", "yen": "¥", "cent": "¢", "sect": "§", "para": "¶", "deg": "°", "plusmn": "±", "times": "×",
        "divide": "÷", "frac12": "½", "frac14": "¼", "frac34": "¾", "sup2": "²", "sup3": "³", "micro": "µ", "auml": "ä",
        "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "agrave": "à", "aacute": "á",
        "acirc": "â", "atilde": "ã", "aring": "å", "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é",
        "ecirc": "ê", "euml": "ë", "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ",
        "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "oslash": "ø", "ugrave": "ù", "uacute": "ú",
        "ucirc": "û", "yacute": "ý", "Aring": "Å", "AElig": "Æ", "Ccedil": "Ç", "Eacute": "É", "Egrave": "È",
        "Ntilde": "Ñ", "Oslash": "Ø", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "check": "✓", "star": "☆",
        "ensp": " ", "emsp": " ", "thinsp": " ", "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}",
        "rlm": "\u{200F}", "shy": "\u{AD}", "iexcl": "¡", "iquest": "¿",
    ]
    /// Longer than any of them.
    private static let longest = 12

    /// The text of the reference that starts at `&`, and where the text goes on; nil where this is only an ampersand.
    static func decode(_ bytes: [UInt8], at start: Int) -> (text: String, end: Int)? {
        let limit = min(start + 1 + longest, bytes.count)
        var end = start + 1
        while end < limit, isPart(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        let isClosed = end < bytes.count && bytes[end] == 0x3B
        let next = isClosed ? end + 1 : end
        if name.first == "#" { return numeric(name.dropFirst()).map { ($0, next) } }
        guard isClosed, let text = named[name] else { return nil }
        return (text, next)
    }

    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x26, let found = decode(bytes, at: index) {
                decoded.append(contentsOf: found.text.utf8)
                index = found.end
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func numeric(_ digits: Substring) -> String? {
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        guard let number = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10) else {
            return nil
        }
        return String(Unicode.Scalar(number).map(Character.init) ?? "\u{FFFD}")
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        HTMLTag.isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == 0x23
    }
}
