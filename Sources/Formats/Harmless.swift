/// Text of others made harmless, wherever it goes: screen, clipboard, files, plain output.
package enum Harmless {
    /// Blank to tilde only: every byte is one column, nothing can be hidden in it.
    package static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
            return true
        } ?? text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
    }

    /// One column, one scalar, one grapheme, and harmless: the greater part of what is drawn.
    @inlinable
    package static func isSimple(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2C7: true
        case 0x391...0x3A1, 0x3A3...0x3FF, 0x400...0x482, 0x48A...0x52F: true
        case 0x2010...0x2027, 0x2030...0x205E: true
        case 0x2190...0x2199, 0x2260...0x2265, 0x2500...0x259F, 0x25B2, 0x25B4, 0x25BE, 0x25CC, 0x25CF: true
        case 0x2713, 0x2717, 0x2800...0x28FF: true
        default: false
        }
    }

    /// Simple all through: can be drawn scalar by scalar.
    package static func isSimple(_ text: String) -> Bool {
        for scalar in text.unicodeScalars where !isSimple(scalar) { return false }
        return true
    }

    /// Columns of letters of the most used scripts, harmless all: the tables of properties are ten times slower.
    package static func columnsOfLetter(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x4E00...0x9FFC, 0xAC00...0xD7A3, 0x3041...0x3096, 0x30A1...0x30FA: 2
        case 0x5D0...0x5EA, 0x621...0x63A, 0x641...0x64A, 0x905...0x939, 0xE01...0xE30: 1
        default: nil
        }
    }

    /// Format characters that are drawn: signs that stand before or around digits in Arabic, Syriac, Kaithi.
    package static func isVisibleFormat(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }
}
