internal import Records

/// Whether the From headers of a message name one sender and leave no doubt about it.
struct FromHeader {
    let trouble: FromTrouble?
    /// The first address, in small letters; nil where none is told.
    let address: String?

    init(_ headers: [RawHeader]) {
        var reading = Reading()
        for byte in headers.first?.bytes ?? [] { reading.take(byte) }
        reading.end()
        address = reading.addresses.first?.lowercased()
        trouble =
            headers.count > 1
            ? .severalHeaders(headers.count)
            : headers.first.flatMap { Self.trouble(reading, $0.bytes) } ?? (reading.addresses.isEmpty ? .missing : nil)
    }

    private static func trouble(_ reading: Reading, _ bytes: [UInt8]) -> FromTrouble? {
        let addresses = reading.addresses
        if reading.isGroup { return .group }
        if reading.brackets > 1 || reading.hasMoreBehind { return .severalBrackets }
        if Set(addresses.map { $0.lowercased() }).count > 1 { return .severalAddresses(addresses) }
        if reading.isOpen || addresses.contains(where: { !isPlain($0) }) { return .malformed }
        return hidden(bytes, address: addresses.first)
    }

    /// Nothing but one `@`, no blanks, and nothing that looks like an address within a quoted name.
    private static func isPlain(_ address: String) -> Bool {
        address.utf8.count { $0 == 0x40 } == 1 && !address.utf8.contains { $0 <= 0x20 || $0 == 0x7F || $0 == 0x22 }
    }

    /// Encoded words name nobody, and separate nothing: whoever decodes them first reads another sender.
    private static func hidden(_ bytes: [UInt8], address: String?) -> FromTrouble? {
        let said = EncodedWords.hidden(in: bytes)
        guard said.contains("@") else { return nil }
        let own = address.flatMap { $0.lastIndex(of: "@").map { place in String(address?[place...] ?? "") } }
        let words = said.split { " <>,;()\"'".contains($0) || $0.isWhitespace }.filter { $0.contains("@") }
        let isOwn = words.allSatisfy { word in own.map { word.lowercased().hasSuffix($0.lowercased()) } ?? false }
        return isOwn && !said.contains("<") ? nil : .hidden(String(said.prefix(200)))
    }

    /// From as it is written, byte by byte: what stands in quotation marks and comments is of the name.
    private struct Reading {
        private(set) var addresses: [String] = []
        private(set) var brackets = 0
        private(set) var isGroup = false
        /// Whether text stands behind the brackets of an address.
        private(set) var hasMoreBehind = false
        private var (isQuoted, isEscaped, isBracket, depth) = (false, false, false, 0)
        /// What stands outside of brackets, and in them; words in quotation marks as one `"`.
        private var (outside, inside) = ([UInt8](), [UInt8]())
        private var isBehind = false

        var isOpen: Bool { isQuoted || isBracket || depth > 0 }

        mutating func take(_ byte: UInt8) {
            if isEscaped { return isEscaped = false }
            if byte == 0x5C, isQuoted || depth > 0 { return isEscaped = true }
            if byte == 0x22, depth == 0 {
                isQuoted.toggle()
                // Quoted text within an address stays told from a plain one.
                if isQuoted { isBracket ? inside.append(byte) : outside.append(byte) }
                return
            }
            if isQuoted { return }
            if byte == 0x28 { return depth += 1 }
            if byte == 0x29, depth > 0 { return depth -= 1 }
            if depth == 0 { isBracket ? takeInside(byte) : takeOutside(byte) }
        }

        private mutating func takeInside(_ byte: UInt8) {
            if byte == 0x3E {
                isBracket = false
                isBehind = true
                add(inside)
                inside = []
            } else {
                inside.append(byte)
            }
        }

        private mutating func takeOutside(_ byte: UInt8) {
            switch byte {
            case 0x3C:
                brackets += 1
                isBracket = true
                addBare()
            case 0x2C, 0x3B:
                addBare()
                isBehind = false
            case 0x3A:
                isGroup = true
                outside = []
            default:
                if isBehind, byte > 0x20 { hasMoreBehind = true }
                outside.append(byte)
            }
        }

        mutating func end() {
            if isBracket { add(inside) }
            addBare()
        }

        /// Words outside of brackets that are addresses themselves.
        private mutating func addBare() {
            for word in outside.split(whereSeparator: { $0 <= 0x20 }) where word.contains(0x40) { add(Array(word)) }
            outside = []
        }

        private mutating func add(_ bytes: [UInt8]) {
            let text = String(decoding: bytes, as: UTF8.self)
            let word = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
            if !word.isEmpty, word.contains("@"), addresses.count < 50 { addresses.append(word) }
        }
    }
}
