import CGMime
internal import Records

/// A header as it lies in the message.
struct RawHeader {
    let name: String
    /// On one line, not decoded.
    let bytes: [UInt8]

    init(_ header: cg_header) {
        name = String(cString: header.name)
        var bytes: [UInt8] = []
        var place = header.raw
        while let at = place, at.pointee != 0 {
            let byte = UInt8(bitPattern: at.pointee)
            // A lone carriage return stays: some mail programs end a line there.
            let isLineEnd = byte == 0x0A || byte == 0x0D && (at[1] == 0x0A || at[1] == 0)
            if !isLineEnd { bytes.append(byte) }
            place = at + 1
        }
        self.bytes = Self.trimmed(bytes)
    }

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = Self.trimmed(bytes)
    }

    /// Decoded.
    var value: String { EncodedWords.text(bytes) }

    var decoded: SampleMessage.Header { SampleMessage.Header(name: name, value: value) }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        return Array(start.reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed())
    }
}

extension [RawHeader] {
    /// The first header of a name, given in small letters.
    func first(_ name: String) -> RawHeader? { first { $0.name.lowercased() == name } }

    func all(_ name: String) -> [RawHeader] { filter { $0.name.lowercased() == name } }

    /// How many stand above the first Received: what the receiving server wrote itself. All, where none of them is one.
    var ofServer: Int { firstIndex { $0.name.lowercased() == "received" } ?? count }
}
