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
        "rlm": "\u{200F}", "shy": "\u{AD}", "iexcl": "¡", "iquest": "¿", "colon": ":", "Tab": "\t", "NewLine": "\n",
        "sol": "/", "bsol": "\\", "period": ".", "commat": "@", "quest": "?", "num": "#", "percnt": "%", "excl": "!",
        "lpar": "(", "rpar": ")", "semi": ";", "comma": ",", "equals": "=", "hyphen": "‐", "dash": "‐", "lowbar": "_",
        "lsqb": "[", "lbrack": "[", "rsqb": "]", "rbrack": "]", "plus": "+", "ast": "*", "dollar": "$", "grave": "`",
        "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"", "ZeroWidthSpace": "\u{200B}", "NoBreak": "\u{2060}",
        "InvisibleTimes": "\u{2062}", "fjlig": "fj",
    ]
    /// Longer than any of them.
    private static let longest = 14

    /// The text of the reference that starts at `&`, and where the text goes on; nil where this is only an ampersand.
    static func decode(_ bytes: [UInt8], at start: Int) -> (text: String, end: Int)? {
        let limit = min(start + 1 + longest, bytes.count)
        var end = start + 1
        while end < limit, isPart(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        let isClosed = end < bytes.count && bytes[end] == 0x3B
        let next = isClosed ? end + 1 : end
        if name.first == "#" { return numeric(name.dropFirst()).map { ($0, next) } }
        if isClosed, let text = named[name] { return (text, next) }
        return old(name, bytes, start)
    }

    /// Those that stood without a semicolon in old times still do, unless more letters or a value follow.
    private static func old(_ name: String, _ bytes: [UInt8], _ start: Int) -> (text: String, end: Int)? {
        for prefix in ["amp", "lt", "gt", "quot"] where name == prefix {
            let end = start + 1 + prefix.utf8.count
            if end >= bytes.count || bytes[end] != 0x3D { return named[prefix].map { ($0, end) } }
        }
        return nil
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
        // Those of the second control block are read as windows-1252.
        if (0x80...0x9F).contains(number) { return Charset.text([UInt8(number)], label: "windows-1252") }
        return String(Unicode.Scalar(number).map(Character.init) ?? "\u{FFFD}")
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        HTMLTag.isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == 0x23
    }
}
