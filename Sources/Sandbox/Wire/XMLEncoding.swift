/// Writes XML declared as ISO-8859-1, the encoding in which the service's own samples are declared: letters of Latin-1
/// are single bytes, everything beyond is a character reference.
enum XMLEncoding {
    static let declaration = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n".utf8)

    static func open(_ name: String, to out: inout [UInt8]) {
        out.append(0x3C)
        out.append(contentsOf: name.utf8)
        out.append(0x3E)
    }

    static func close(_ name: String, to out: inout [UInt8]) {
        out.append(0x3C)
        out.append(0x2F)
        out.append(contentsOf: name.utf8)
        out.append(0x3E)
    }

    static func empty(_ name: String, to out: inout [UInt8]) {
        out.append(0x3C)
        out.append(contentsOf: name.utf8)
        out.append(0x2F)
        out.append(0x3E)
    }

    /// One element of this name that holds the value.
    static func write(_ name: String, _ value: Wire, to out: inout [UInt8]) {
        let name = elementName(name)
        if case .list(let items, let element) = value, element == name {
            // A list whose entries are called like itself has no element around them.
            for item in items { write(name, item, to: &out) }
            return
        }
        open(name, to: &out)
        write(content: value, to: &out)
        close(name, to: &out)
    }

    static func write(_ row: Row, to out: inout [UInt8]) {
        for column in row { write(column.name, column.value, to: &out) }
    }

    private static func write(content value: Wire, to out: inout [UInt8]) {
        switch value {
        case .text(let text): write(text: text, to: &out)
        case .number(let number): out.append(contentsOf: String(number).utf8)
        case .digits(let digits): out.append(contentsOf: digits.utf8)
        case .truth(let truth): out.append(contentsOf: (truth ? "true" : "false").utf8)
        case .flag(let truth): out.append(truth ? 0x31 : 0x30)
        case .none: break
        case .list(let items, let element): for item in items { write(element, item, to: &out) }
        case .object(let row): write(row, to: &out)
        }
    }

    /// A slash is no part of an XML name, nor are the brackets of a list.
    static func elementName(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == 0x2F || $0 == 0x5B }) else { return name }
        return String(name.map { $0 == "/" ? "_" : $0 }.filter { $0 != "[" && $0 != "]" })
    }

    static func write(text: String, to out: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: out.append(contentsOf: "&amp;".utf8)
            case 0x3C: out.append(contentsOf: "&lt;".utf8)
            case 0x3E: out.append(contentsOf: "&gt;".utf8)
            case 0x20..<0x7F, 0xA0...0xFF: out.append(UInt8(scalar.value))
            default: out.append(contentsOf: "&#\(representable(scalar.value));".utf8)
            }
        }
    }

    /// XML 1.0 has no way to hold most control characters, so the replacement character stands for them.
    private static func representable(_ value: UInt32) -> UInt32 {
        switch value {
        case 0..<0x20 where value != 0x09 && value != 0x0A && value != 0x0D: 0xFFFD
        case 0xFFFE, 0xFFFF: 0xFFFD
        default: value
        }
    }
}
