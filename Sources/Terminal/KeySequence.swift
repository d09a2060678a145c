import Screen

/// What the usual sequences mean, on terminals whose description does not say so. Shift, Alt and Control with a special
/// key make no difference.
enum KeySequence {
    /// After `ESC O`: cursor keys, F1 to F4, and the number pad.
    static func shifted(_ final: UInt8) -> Key? {
        if let key = cursorKeys[final] ?? functionKeys[final] { return key }
        switch final {
        case UInt8(ascii: "M"): return .enter
        case UInt8(ascii: "I"): return .tab
        case UInt8(ascii: "X"): return .character("=")
        case UInt8(ascii: "j")...UInt8(ascii: "y"): return .character(Character(Unicode.Scalar(final - 0x40)))
        default: return nil
        }
    }

    /// After `ESC [`. Nil: not a key.
    static func controlled(_ parameters: [UInt8], _ final: UInt8) -> Key? {
        let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)) ?? 0 }
        // `ESC [ ? …` and `ESC [ < …` are answers and mouse reports.
        guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
        switch final {
        case UInt8(ascii: "~"):
            if numbers.first == 27, numbers.count == 3 { return typed(numbers[2], modifiers: numbers[1]) }
            return numbers.first.flatMap { numbered[$0] }
        case UInt8(ascii: "u"): return numbers.first.flatMap { typed($0, modifiers: numbers.dropFirst().first ?? 1) }
        case UInt8(ascii: "Z"): return .backTab
        // `ESC [ 1;1 R` is where the cursor is, not F3.
        case UInt8(ascii: "R"): return nil
        default: return cursorKeys[final] ?? functionKeys[final]
        }
    }

    private static let cursorKeys: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    ]

    private static let functionKeys: [UInt8: Key] = [
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
    ]

    /// `ESC [ number ~`.
    private static let numbered: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
        18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
        25: .function(13), 26: .function(14), 28: .function(15), 29: .function(16), 31: .function(17),
        32: .function(18), 33: .function(19), 34: .function(20),
    ]

    /// A key that a terminal spells out as code and modifiers (`modifyOtherKeys`, `CSI u`).
    private static func typed(_ code: Int, modifiers: Int) -> Key? {
        let isControl = max(modifiers - 1, 0) & 4 != 0
        switch code {
        case 9: return max(modifiers - 1, 0) & 1 != 0 ? .backTab : .tab
        case 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        default: break
        }
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), scalar.value >= 0x20,
            scalar.properties.generalCategory != .control, scalar.properties.generalCategory != .privateUse
        else { return nil }
        let character = Character(scalar)
        if !isControl { return .character(character) }
        let lower = Character(character.lowercased().first.map(String.init) ?? String(character))
        return scalar.isASCII && (character.isLetter || "[]\\^_@".contains(character)) ? .control(lower) : nil
    }
}
