extension Harmless {
    /// Marks kept on one letter; what is stacked higher runs over other rows.
    private static let marksOnALetter = 4

    /// Hostile text as one line, harmless and honest: what would act or hide is shown as a mark like `‹U+202E›` or `‹ESC›`.
    ///
    /// That is: control characters (line ends and tabs become blanks), bidirectional controls, invisible characters,
    /// variation selectors and joiners where they mean nothing, unassigned and private ones. Doing it twice changes
    /// nothing.
    package static func line(_ text: String) -> String {
        if isPrintableASCII(text) || isSimple(text) { return text }
        var scanner = Neutraliser()
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices {
            scanner.take(
                scalars[index], after: index > 0 ? scalars[index - 1] : nil,
                before: index + 1 < scalars.count ? scalars[index + 1] : nil)
        }
        return String(scanner.result)
    }

    /// Builds the harmless text scalar by scalar.
    private struct Neutraliser {
        var result = String.UnicodeScalarView()
        private var marks = 0

        mutating func take(_ scalar: Unicode.Scalar, after: Unicode.Scalar?, before: Unicode.Scalar?) {
            if Harmless.isSimple(scalar) {
                marks = 0
                result.append(scalar)
                return
            }
            switch Harmless.fate(of: scalar, after: after, before: before) {
            case .keep:
                marks = 0
                result.append(scalar)
            case .combine:
                // With nothing to sit on it would change a letter of the neighbouring text.
                if result.isEmpty { result.append("◌") }
                marks += 1
                if marks <= Harmless.marksOnALetter { result.append(scalar) }
            case .blank:
                marks = 0
                if !(scalar == "\n" && after == "\r") { result.append(" ") }
            case .show:
                marks = 0
                result.append(contentsOf: Harmless.visible(scalar).unicodeScalars)
            }
        }
    }

    private enum Fate { case keep, combine, blank, show }

    private static func fate(of scalar: Unicode.Scalar, after: Unicode.Scalar?, before: Unicode.Scalar?) -> Fate {
        if columnsOfLetter(scalar) != nil { return .keep }
        switch scalar.value {
        case 0x09, 0x0A: return .blank
        case 0x0D: return before == "\n" ? .blank : .show
        case 0x200C, 0x200D: return joins(scalar, after, before) ? .keep : .show
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return selects(scalar, after, before) ? .keep : .show
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: return .show
        case .format: return isVisibleFormat(scalar) ? .keep : .show
        case .spaceSeparator: return scalar.value == 0x3000 || scalar.value == 0x1680 ? .keep : .blank
        case .nonspacingMark, .enclosingMark:
            return scalar.properties.isDefaultIgnorableCodePoint ? .show : .combine
        default: return scalar.properties.isDefaultIgnorableCodePoint ? .show : .keep
        }
    }

    /// A joiner in place: between emoji, after a virama, or inside a word of a script that joins its letters.
    private static func joins(_ joiner: Unicode.Scalar, _ after: Unicode.Scalar?, _ before: Unicode.Scalar?) -> Bool {
        guard let after, let before else { return false }
        if joiner.value == 0x200D, isPictureBase(before) {
            return isPictureBase(after) || after.value == 0xFE0F || after.properties.isEmojiModifier
        }
        if after.properties.canonicalCombiningClass == .virama { return true }
        return isJoiningLetter(after) && isJoiningLetter(before)
    }

    private static func isPictureBase(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.isEmoji
    }

    private static func isJoiningLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x620...0x8FF, 0x900...0xDFF, 0x1800...0x18AF: return scalar.properties.isAlphabetic
        default: return false
        }
    }

    /// A variation selector in place: after an emoji, a keycap's digit, or an ideograph.
    private static func selects(
        _ selector: Unicode.Scalar, _ after: Unicode.Scalar?, _ before: Unicode.Scalar?
    ) -> Bool {
        guard let after else { return false }
        if selector.value >= 0xFE0E, selector.value <= 0xFE0F {
            return after.isASCII ? after.properties.isEmoji && before?.value == 0x20E3 : after.properties.isEmoji
        }
        return after.properties.isIdeographic
    }

    private static let controlNames = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
        "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ]

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        let value = scalar.value
        if value < 0x20 { return "‹\(controlNames[Int(value)])›" }
        if value == 0x7F { return "‹DEL›" }
        let digits = String(value, radix: 16, uppercase: true)
        return "‹U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)›"
    }
}
