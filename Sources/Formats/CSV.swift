/// Comma-separated values (RFC 4180) that neither a terminal obeys nor a spreadsheet runs.
package enum CSV {
    /// All rows, each ended as the standard has it.
    package static func text(_ rows: some Sequence<[String]>) -> String { rows.reduce(into: "") { $0 += line($1) } }

    package static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// One line, harmless; with an apostrophe before what a spreadsheet would run; quoted where it has to be.
    package static func cell(_ value: String) -> String {
        var text = Harmless.line(value)
        if isFormula(text) { text = "'" + text }
        let scalars = text.unicodeScalars
        guard scalars.contains(where: { $0 == "," || $0 == "\"" }) || scalars.first == " " || scalars.last == " " else {
            return text
        }
        // By scalars, as a mark that combines with a quote must not hide it.
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in scalars {
            if scalar == "\"" { quoted.append("\"") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    // MARK: - What a spreadsheet runs

    /// Whether a spreadsheet would compute this instead of showing it. Numbers and telephone numbers are no formulas.
    static func isFormula(_ text: String) -> Bool {
        let rest = text.unicodeScalars.drop { $0.properties.isWhitespace }
        guard let first = rest.first else { return false }
        switch first {
        case "=", "＝", "﹦", "@", "＠", "﹫": return true
        case "+", "-", "＋", "－", "﹢", "﹣", "−":
            let tail = rest.dropFirst()
            return !isNumber(tail) && !(first == "+" && isTelephone(tail)) && !isRule(tail)
        default: return false
        }
    }

    /// What follows the sign of a number: digits with their separators, an exponent, a currency or a per cent sign.
    private static func isNumber(_ tail: Substring.UnicodeScalarView) -> Bool {
        var digits = 0
        var isExponent = false
        var previous: Unicode.Scalar = " "
        for scalar in tail {
            switch scalar {
            case "0"..."9": digits += 1
            case "e", "E":
                guard digits > 0, !isExponent else { return false }
                isExponent = true
            case "+", "-": guard previous == "e" || previous == "E" else { return false }
            case ".", ",", "'", "’", "%", "‰": break
            default: guard isBlank(scalar) || scalar.properties.generalCategory == .currencySymbol else { return false }
            }
            previous = scalar
        }
        return digits > 0 && previous != "e" && previous != "E" && previous != "+" && previous != "-"
    }

    /// What follows the `+` of a telephone number: seven to fifteen digits in groups.
    private static func isTelephone(_ tail: Substring.UnicodeScalarView) -> Bool {
        guard let first = tail.first, isDigit(first) || first == "(" else { return false }
        var digits = 0
        var isBetween = false
        for scalar in tail {
            if isDigit(scalar) {
                digits += 1
                isBetween = false
            } else if "-/.".unicodeScalars.contains(scalar) {
                // One sign between two groups; more of them are arithmetic.
                if isBetween { return false }
                isBetween = true
            } else if !isBlank(scalar), scalar != "(", scalar != ")" {
                return false
            }
        }
        return (7...15).contains(digits) && !isBetween
    }

    /// Nothing but signs: a dash for what is not there, or a line.
    private static func isRule(_ tail: Substring.UnicodeScalarView) -> Bool {
        tail.allSatisfy { "+-－−".unicodeScalars.contains($0) || isBlank($0) }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}
