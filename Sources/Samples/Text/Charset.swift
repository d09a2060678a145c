import CGMime

/// Bytes of mail as text: by the charset that is told, as browsers understand it, else by what the bytes look like.
enum Charset {
    /// - Parameter limit: about how many bytes of text are made.
    static func text(_ bytes: some Collection<UInt8>, label: String?, limit: Int = .max / 2) -> String {
        let bytes = Array(bytes)
        if let (name, length) = mark(bytes) {
            return converted(bytes.dropFirst(length), name, limit) ?? String(decoding: bytes, as: UTF8.self)
        }
        var name = label.flatMap(name(of:))
        if name?.hasPrefix("utf-16") == true { name = ofPairs(bytes, name) }
        if name == utf8 { return String(decoding: bytes.prefix(limit), as: UTF8.self) }
        if let name, let text = converted(bytes[...], name, limit) { return text }
        let prefix = bytes.prefix(limit)
        if let text = String(validating: prefix, as: UTF8.self) { return text }
        if prefix.count < bytes.count, let text = withoutPieceAtEnd(prefix) { return text }
        return converted(bytes[...], "windows-1252", limit) ?? String(decoding: prefix, as: UTF8.self)
    }

    private static let utf8 = "utf-8"

    /// Text of pairs of bytes without a mark, in the order that its letters tell: labels say the wrong one.
    private static func ofPairs(_ bytes: [UInt8], _ name: String?) -> String? {
        let start = bytes.prefix(512)
        let first = start.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
        let second = start.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
        if first == 0, second == 0, start.allSatisfy({ $0 < 0x80 && $0 >= 0x09 }) { return utf8 }
        return first > second * 2 ? "utf-16be" : second > first * 2 ? "utf-16le" : name
    }

    /// A byte order mark comes before any label.
    private static func mark(_ bytes: [UInt8]) -> (String, Int)? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0, bytes.count >= 8 { return ("utf-32le", 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return ("utf-32be", 4) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (utf8, 3) }
        if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
        // Two letters in UTF-16 at least: a lone mark is no text.
        return bytes.starts(with: [0xFF, 0xFE]) && bytes.count >= 4 && bytes.count % 2 == 0 ? ("utf-16le", 2) : nil
    }

    /// What iconv is asked for; nil where the label tells nothing.
    private static func name(of label: String) -> String? {
        let plain = label.lowercased().filter { !" \t\r\n\"'".contains($0) }
        if vague.contains(plain) || plain.isEmpty { return nil }
        return asBrowsers[plain] ?? plain
    }

    private static func converted(_ bytes: ArraySlice<UInt8>, _ name: String, _ limit: Int) -> String? {
        if name == utf8 { return String(decoding: bytes.prefix(limit), as: UTF8.self) }
        var length = 0
        let text = bytes.withUnsafeBufferPointer { cg_convert(name, $0.baseAddress, $0.count, limit, &length) }
        guard let text else { return nil }
        defer { cg_free(text) }
        return String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self)
    }

    /// A limit may fall within a character.
    private static func withoutPieceAtEnd(_ bytes: ArraySlice<UInt8>) -> String? {
        (1...3).lazy.compactMap { String(validating: bytes.dropLast($0), as: UTF8.self) }.first
    }

    /// Labels that programs write without looking at the text.
    private static let vague: Set<String> = [
        "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "x-unknown", "unknown-8bit", "unknown", "default", "none",
        "_charset", "x-user-defined", "8bit", "binary",
    ]

    /// Labels under which browsers read another charset, of which the named one is a part.
    private static let asBrowsers: [String: String] = [
        "unicode-1-1-utf-7": "utf-7", "x-unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7",
        "csunicode11utf7": "utf-7", "utf7": "utf-7", "x-utf-7": "utf-7", "utf-32": "utf-32be",
        "utf8": utf8, "unicode-1-1-utf-8": utf8, "x-utf-8": utf8, "utf-8-sig": utf8, "cp65001": utf8,
        "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "iso_8859-1": "windows-1252",
        "iso88591": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "l1": "windows-1252",
        "iso-8859-1:1987": "windows-1252", "iso_8859-1:1987": "windows-1252", "iso-ir-100": "windows-1252",
        "cp819": "windows-1252", "ibm819": "windows-1252", "cp1252": "windows-1252", "x-cp1252": "windows-1252",
        "ansi": "windows-1252", "western": "windows-1252", "x-ansi": "windows-1252", "windows1252": "windows-1252",
        "iso-8859-9": "windows-1254", "iso8859-9": "windows-1254", "iso_8859-9": "windows-1254",
        "latin5": "windows-1254",
        "iso-8859-11": "windows-874", "iso8859-11": "windows-874", "tis-620": "windows-874", "gb2312": "gb18030",
        "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "euc-cn": "gb18030", "cp936": "gb18030",
        "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
        "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949", "windows-949": "cp949", "korean": "cp949",
        "big5": "big5-hkscs", "x-x-big5": "big5-hkscs", "iso-8859-8-i": "iso-8859-8", "x-mac-roman": "macintosh",
        "macroman": "macintosh", "mac": "macintosh", "unicode": "utf-16le", "utf-16": "utf-16le", "ucs-2": "utf-16le",
    ]
}

extension Charset {
    /// The charset that an HTML text tells of itself, in its first bytes; nil where it tells none.
    static func inMeta(_ html: [UInt8]) -> String? {
        let start = String(decoding: html.prefix(4_096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        let bytes = Array(start.utf8)
        var rest = start.utf8[...]
        while let open = rest.firstIndex(of: 0x3C) {
            rest = rest[rest.index(after: open)...]
            if rest.starts(with: "!--".utf8) {
                rest = rest[(rest.dropFirst(3).firstRange(of: Array("-->".utf8))?.upperBound ?? rest.endIndex)...]
                continue
            }
            let place = start.utf8.distance(from: start.utf8.startIndex, to: open)
            guard rest.starts(with: "meta".utf8), let tag = HTMLTag(bytes, at: place), tag.name == "meta" else {
                continue
            }
            let told = tag.attributes["charset"] ?? tag.attributes["content"].flatMap(inContent)
            // A text that can be read so far is not of pairs of bytes.
            if let told { return told.hasPrefix("utf-16") || told.hasPrefix("utf-32") ? utf8 : told }
        }
        return nil
    }

    private static func inContent(_ content: String) -> String? {
        guard let range = content.firstRange(of: "charset") else { return nil }
        let value = content[range.upperBound...].drop { " \t\n=\"'".contains($0) }
            .prefix { !" \t\n;\"'".contains($0) }
        return value.isEmpty ? nil : String(value)
    }
}
