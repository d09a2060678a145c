/// Writes JSON as the service does: compact, `/` as `\/`, everything beyond ASCII as `\uXXXX`.
enum JSONEncoding {
    static func write(_ value: Wire, to out: inout [UInt8]) {
        switch value {
        case .text(let text): write(string: text, to: &out)
        case .number(let number): write(number, to: &out)
        case .digits(let digits): out.append(contentsOf: digits.utf8)
        case .truth(let truth), .flag(let truth): out.append(contentsOf: (truth ? "true" : "false").utf8)
        case .none: out.append(contentsOf: "null".utf8)
        case .list(let items, _): write(items, to: &out)
        case .object(let row): write(row, to: &out)
        }
    }

    static func write(_ row: Row, to out: inout [UInt8]) {
        out.append(0x7B)
        for (position, column) in row.enumerated() {
            if position > 0 { out.append(0x2C) }
            write(string: column.name, to: &out)
            out.append(0x3A)
            write(column.value, to: &out)
        }
        out.append(0x7D)
    }

    private static func write(_ items: [Wire], to out: inout [UInt8]) {
        out.append(0x5B)
        for (position, item) in items.enumerated() {
            if position > 0 { out.append(0x2C) }
            write(item, to: &out)
        }
        out.append(0x5D)
    }

    private static func write(_ number: Int, to out: inout [UInt8]) {
        if number >= 0, number < 10 {
            out.append(0x30 + UInt8(number))
        } else {
            out.append(contentsOf: String(number).utf8)
        }
    }

    static func write(string: String, to out: inout [UInt8]) {
        out.append(0x22)
        var text = string
        let plain = text.withUTF8 { bytes in
            guard bytes.allSatisfy(isPlain) else { return false }
            out.append(contentsOf: bytes)
            return true
        }
        if !plain { writeEscaped(text, to: &out) }
        out.append(0x22)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C && byte != 0x2F
    }

    private static func writeEscaped(_ text: String, to out: inout [UInt8]) {
        for unit in text.utf16 {
            switch unit {
            case 0x22, 0x5C, 0x2F:
                out.append(0x5C)
                out.append(UInt8(unit))
            case 0x08: out.append(contentsOf: "\\b".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0C: out.append(contentsOf: "\\f".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x20..<0x7F: out.append(UInt8(unit))
            default: write(unit: unit, to: &out)
            }
        }
    }

    private static func write(unit: UInt16, to out: inout [UInt8]) {
        out.append(0x5C)
        out.append(0x75)
        for shift in [12, 8, 4, 0] as [UInt16] {
            let nibble = UInt8(unit >> shift & 0xF)
            out.append(nibble < 10 ? 0x30 + nibble : 0x61 + nibble - 10)
        }
    }
}
