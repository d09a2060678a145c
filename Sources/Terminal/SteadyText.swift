import CNcurses
import Screen

/// Graphemes reduced to what every terminal draws in the same number of columns.
///
/// Terminals do not agree on flags, keycaps and joined emoji; where one is drawn narrower than the next column is
/// expected, the whole row shears. So a family is shown as its first person, a flag as its two letters, and a sign that
/// asks to be a picture as the sign and a blank.
enum SteadyText {
    /// Scalars for each cell: a spacing one and what combines with it. Together they take `columns`.
    static func of(_ grapheme: String, columns: Int, isUTF8: Bool) -> [[UInt32]] {
        let scalars = Array(grapheme.unicodeScalars)
        guard let first = scalars.first else { return blanks(columns) }
        guard isUTF8 || first.isASCII else { return Array(repeating: [0x3F], count: columns) }
        let letters = scalars.compactMap(regionalLetter)
        if !letters.isEmpty { return padded(letters.map { [$0] }, to: columns) }
        let width = Int(cn_columns(first.value))
        // Unknown to this system's tables: what the terminal would do with it nobody knows.
        guard width == Text.columns(of: first), width > 0, width <= columns else {
            return padded([[0x3F]], to: columns)
        }
        let marks = isUTF8 ? scalars.dropFirst().filter(isMark).prefix(Int(CN_MARKS) - 1) : []
        return [[first.value] + marks.map(\.value)] + blanks(columns - width)
    }

    private static func blanks(_ count: Int) -> [[UInt32]] { Array(repeating: [0x20], count: max(count, 0)) }

    private static func padded(_ cells: [[UInt32]], to columns: Int) -> [[UInt32]] {
        Array((cells + blanks(columns - cells.count)).prefix(columns))
    }

    /// The letter that a regional indicator stands for.
    private static func regionalLetter(_ scalar: Unicode.Scalar) -> UInt32? {
        (0x1F1E6...0x1F1FF).contains(scalar.value) ? scalar.value - 0x1F1E6 + 0x41 : nil
    }

    /// Combines with the letter before without taking a column, on every terminal.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE00...0xFE0F, 0x200C...0x200D, 0x20E3, 0xE0000...0xE0FFF, 0x1F3FB...0x1F3FF: false
        default: Text.columns(of: scalar) == 0 && cn_columns(scalar.value) == 0
        }
    }
}
