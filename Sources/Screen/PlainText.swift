extension Glyphs {
    /// The text in this set: as it is, or with ASCII twins for everything else.
    ///
    /// Accented Latin letters lose their accent; what has no twin becomes `?`, one for each column.
    package func plain(_ text: String) -> String {
        guard isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var result = ""
        for character in text {
            result += Self.twin(of: character)
        }
        return result
    }

    private static func twin(of character: Character) -> String {
        guard let first = character.unicodeScalars.first else { return "" }
        if character.isASCII { return String(character) }
        if let twin = twins[first.value] { return twin }
        if first.isASCII { return String(first) }
        if let letter = accents[first] { return letter }
        return String(repeating: "?", count: Text.width(of: character))
    }

    /// Every glyph beyond ASCII that a screen may use, and common typography.
    private static let twins: [UInt32: String] = {
        let pairs: [(Unicode.Scalar, String)] = [
            ("─", "-"), ("━", "="), ("╸", "="), ("│", "|"), ("┬", "+"), ("├", "+"), ("┤", "+"), ("┭", "+"),
            ("╭", "+"), ("╮", "+"), ("╰", "+"), ("╯", "+"), ("┊", ":"), ("▌", ">"), ("●", "*"), ("✗", "X"),
            ("▲", "!"), ("↵", "\\n"), ("✓", "+"), ("…", "..."), ("≈", "~"), ("·", "."), ("–", "-"), ("→", "->"),
            ("×", "x"),
            ("▾", "v"), ("▴", "^"), ("▀", "#"), ("▄", "#"), ("█", "#"), ("“", "\""), ("”", "\""), ("„", "\""),
            ("‘", "'"), ("’", "'"), ("‚", "'"), ("≥", ">="), ("≤", "<="), ("‹", "<"), ("›", ">"), ("«", "<<"),
            ("»", ">>"), ("—", "-"), ("‐", "-"), ("‑", "-"), ("•", "*"), ("€", "EUR"), ("£", "GBP"), ("◌", "o"),
            ("ß", "ss"), ("æ", "ae"), ("Æ", "AE"), ("œ", "oe"), ("Œ", "OE"), ("ø", "o"), ("Ø", "O"), ("đ", "d"),
            ("Đ", "D"), ("ł", "l"), ("Ł", "L"), ("ı", "i"), ("þ", "th"), ("Þ", "Th"), ("ð", "d"), ("Ð", "D"),
        ]
        return Dictionary(pairs.map { ($0.0.value, $0.1) }, uniquingKeysWith: { first, _ in first })
    }()

    /// Latin letters with an accent, each row below its bare letter.
    private static let accents: [Unicode.Scalar: String] = {
        let rows = [
            "AÀÁÂÃÄÅĀĂĄǍ", "aàáâãäåāăąǎ", "CÇĆĈĊČ", "cçćĉċč", "DĎ", "dď", "EÈÉÊËĒĔĖĘĚẼ", "eèéêëēĕėęěẽ", "GĜĞĠĢ",
            "gĝğġģ", "HĤ", "hĥ", "IÌÍÎÏĨĪĬĮİ", "iìíîïĩīĭį", "JĴ", "jĵ", "KĶ", "kķ", "LĹĻĽ", "lĺļľ", "NÑŃŅŇ",
            "nñńņň", "OÒÓÔÕÖŌŎŐǑ", "oòóôõöōŏőǒ", "RŔŖŘ", "rŕŗř", "SŚŜŞŠȘ", "sśŝşšș", "TŢŤȚ", "tţťț",
            "UÙÚÛÜŨŪŬŮŰŲ", "uùúûüũūŭůűų", "WŴ", "wŵ", "YÝŶŸ", "yýÿŷ", "ZŹŻŽ", "zźżž",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for row in rows {
            for scalar in row.unicodeScalars.dropFirst() {
                table[scalar] = String(row.prefix(1))
            }
        }
        return table
    }()
}
