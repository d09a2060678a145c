import Screen

/// The text of a style in a theme file: `#rrggbb on #rrggbb bold underline`, `default dim`, `cyan reverse bold`.
package enum StyleText {
    private static let colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    private static let attributes: KeyValuePairs<String, Style.Attributes> = [
        "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    ]

    /// Reads a style; the foreground comes first and may be left out.
    package static func style(_ text: String) -> Result<Style, StyleFault> {
        let words = text.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return .failure(.empty) }
        return Result { () throws(StyleFault) -> Style in try style(words) }
    }

    /// `default`, one of the eight names, or `#rrggbb`.
    package static func colour(_ text: String) -> Result<Colour, StyleFault> {
        Result { () throws(StyleFault) -> Colour in
            guard let colour = try colourIfAny(text) else {
                throw .unknownWord(text, nearest: Nearest.name(to: text, in: colours + ["default"]))
            }
            return colour
        }
    }

    private static func style(_ words: [String]) throws(StyleFault) -> Style {
        var style = Style()
        var index = 0
        if let foreground = try colourIfAny(words[0]) {
            style.foreground = foreground
            index = 1
        }
        if index < words.count, words[index] == "on" {
            guard index + 1 < words.count else { throw .noColourAfterOn }
            style.background = try colour(words[index + 1]).get()
            index += 2
        }
        for word in words[index...] {
            if let attribute = attributes.first(where: { $0.key == word })?.value {
                style.attributes.insert(attribute)
            } else {
                throw try fault(word)
            }
        }
        return style
    }

    private static func fault(_ word: String) throws(StyleFault) -> StyleFault {
        if word == "on" || colours.contains(word) || word == "default" { return .misplaced(word) }
        if try colourIfAny(word) != nil { return .misplaced(word) }
        let known = attributes.map(\.key) + colours + ["default"]
        return .unknownWord(word, nearest: Nearest.name(to: word, in: known))
    }

    private static func colourIfAny(_ word: String) throws(StyleFault) -> Colour? {
        if word == "default" { return .standard }
        if let index = colours.firstIndex(of: word) { return .named(index) }
        guard word.hasPrefix("#") else { return nil }
        let digits = word.dropFirst()
        guard digits.count == 6, digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else {
            throw .badColour(word)
        }
        return .rgb(UInt8(number >> 16), UInt8(number >> 8 & 0xff), UInt8(number & 0xff))
    }
}

/// Why a text is no style.
package enum StyleFault: Error, Sendable, Equatable {
    case empty
    case badColour(String)
    case unknownWord(String, nearest: String?)
    case noColourAfterOn
    /// A colour or `on` where an attribute is expected.
    case misplaced(String)
}
