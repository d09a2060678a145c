/// Letters of several scripts in one word, and letters that pass for others.
enum Scripts {
    /// Scripts whose letters are taken for each other.
    enum Script: String {
        case latin = "Latin"
        case cyrillic = "Cyrillic"
        case greek = "Greek"
        case armenian = "Armenian"
        case cherokee = "Cherokee"
    }

    /// The scripts of the first word that mixes some; nil where none does.
    static func mixed(in text: String) -> (Script, Script)? {
        var seen: Script?
        for scalar in text.unicodeScalars {
            guard scalar.properties.isAlphabetic else {
                // Marks and joiners do not end a word; digits and hyphens do not either.
                if !isInWord(scalar) { seen = nil }
                continue
            }
            guard let script = script(of: scalar) else { continue }
            if let seen, seen != script { return (seen, script) }
            seen = script
        }
        return nil
    }

    /// Whether a word is made only of letters that look Latin and are not.
    static func passesForLatin(_ word: some StringProtocol) -> Bool {
        let letters = word.unicodeScalars.filter { $0.properties.isAlphabetic }
        return !letters.isEmpty && letters.allSatisfy { lookalikes.contains($0) }
    }

    /// Letters outside of Latin with a Latin twin.
    private static let lookalikes = Set(
        "асеоріхуѕјһԁԛԝӏьгпАВЕЗКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνικυ".unicodeScalars)

    private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .format, .decimalNumber: true
        default: scalar == "-" || scalar == "_"
        }
    }

    private static func script(of scalar: Unicode.Scalar) -> Script? {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF5A: .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
        case 0x531...0x58F: .armenian
        case 0x13A0...0x13FF, 0xAB70...0xABBF: .cherokee
        default: nil
        }
    }
}

/// Characters that act on the text around them, or are not to be seen.
enum OddCharacters {
    /// Turns the direction of text round.
    static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    /// Takes no room and is not there for the script of its word.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060...0x2064, 0xFEFF, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Acts on a terminal.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r"
            || (0x7F...0x9F).contains(scalar.value)
    }
}
