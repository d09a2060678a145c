/// A tag as it stands in HTML text; what browsers forgive is forgiven.
struct HTMLTag {
    /// Lower case, without the slash.
    let name: String
    let isEnd: Bool
    /// Lower-case names; the first of equal ones counts.
    let attributes: [String: String]
    /// Whether the text ended before the tag did.
    let isCut: Bool
    /// Where the text goes on.
    let end: Int

    /// Reads the tag that starts at `<`; nil where this is only a less-than sign.
    init?(_ bytes: [UInt8], at start: Int) {
        var index = start + 1
        let isEnd = index < bytes.count && bytes[index] == 0x2F
        if isEnd { index += 1 }
        guard index < bytes.count, Self.isLetter(bytes[index]) else { return nil }
        let nameStart = index
        while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
        name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
        self.isEnd = isEnd
        var attributes: [String: String] = [:]
        while index < bytes.count, bytes[index] != 0x3E {
            if let (name, value) = Self.attribute(bytes, &index), attributes[name] == nil { attributes[name] = value }
        }
        self.attributes = attributes
        isCut = index >= bytes.count
        end = min(index + 1, bytes.count)
    }

    /// Steps over one attribute, or one byte that belongs to none.
    private static func attribute(_ bytes: [UInt8], _ index: inout Int) -> (String, String)? {
        if isSpace(bytes[index]) || bytes[index] == 0x2F || bytes[index] == 0x3D {
            index += 1
            return nil
        }
        let start = index
        while index < bytes.count, !endsName(bytes[index]), bytes[index] != 0x3D { index += 1 }
        let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        var next = index
        while next < bytes.count, isSpace(bytes[next]) { next += 1 }
        guard next < bytes.count, bytes[next] == 0x3D else { return (name, "") }
        next += 1
        while next < bytes.count, isSpace(bytes[next]) { next += 1 }
        index = next
        return (name, value(bytes, &index))
    }

    private static func value(_ bytes: [UInt8], _ index: inout Int) -> String {
        guard index < bytes.count else { return "" }
        let quote = bytes[index]
        if quote == 0x22 || quote == 0x27 {
            let start = index + 1
            index = bytes[start...].firstIndex(of: quote) ?? bytes.count
            defer { index = min(index + 1, bytes.count) }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        let start = index
        while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    static func endsName(_ byte: UInt8) -> Bool { isSpace(byte) || byte == 0x2F || byte == 0x3E }
}
