/// A place in a JSON text, and the steps that move it. Allocates nothing but decoded escapes.
struct JSONCursor {
    /// Where a string stands, without its quotes.
    struct Span {
        var start = 0
        var end = 0
        /// Whether there are escapes to decode.
        var escaped = false
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    }

    /// The byte here; 0 at the end, which no JSON token starts with.
    @inline(__always) var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }
    var isAtEnd: Bool { at >= bytes.count }

    @inline(__always) mutating func skipBlanks() {
        while at < bytes.count, bytes[at] <= 0x20,
            bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
        {
            at += 1
        }
    }

    /// Steps over this byte if it is here.
    @inline(__always) mutating func take(_ expected: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == expected else { return false }
        at += 1
        return true
    }

    /// Reads a string; the cursor stands on its opening quote.
    mutating func string() throws(WireFault) -> Span {
        let start = at + 1
        var place = start
        var escaped = false
        var high: UInt8 = 0
        while place < bytes.count {
            if isPlain(place) {
                place += 8
                continue
            }
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                at = place + 1
                if high >= 0x80 { try checkUTF8(start, place) }
                return Span(start: start, end: place, escaped: escaped)
            }
            if byte == UInt8(ascii: "\\") {
                escaped = true
                place += 2
                continue
            }
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                throw .at(place, "a control character in a text")
            }
            high |= byte
            place += 1
        }
        throw .at(start - 1, "a text that does not end")
    }

    /// Whether the next eight bytes are plain ASCII without quote, escape or control; most of a body is.
    @inline(__always) private func isPlain(_ place: Int) -> Bool {
        guard place + 8 <= bytes.count, let base = bytes.baseAddress else { return false }
        let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let escape = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        // A byte below n borrows into its top bit when n is taken off; the top bit of the byte itself was not set.
        let found = ((quote &- ones) & ~quote) | ((escape &- ones) & ~escape) | ((word &- ones &* 0x20) & ~word) | word
        return found & tops == 0
    }

    /// Reads a number, true, false or null as written.
    mutating func bareWord() throws(WireFault) -> Span {
        let start = at
        while at < bytes.count, Self.isWordByte(bytes[at]) { at += 1 }
        guard at > start else { throw .at(start, isAtEnd ? "the answer ends too soon" : "no value") }
        return Span(start: start, end: at)
    }

    func text(_ span: Span) throws(WireFault) -> String {
        guard span.escaped else {
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[span.start..<span.end]), as: UTF8.self)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(span.end - span.start)
        try decode(span, into: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Appends the UTF-8 of a string with its escapes resolved.
    func decode(_ span: Span, into output: inout [UInt8]) throws(WireFault) {
        var place = span.start
        while place < span.end {
            var plain = place
            while plain < span.end, bytes[plain] != UInt8(ascii: "\\") { plain += 1 }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place..<plain]))
            place = plain
            if place < span.end { try decodeEscape(&place, end: span.end, into: &output) }
        }
    }

    private func decodeEscape(_ place: inout Int, end: Int, into output: inout [UInt8]) throws(WireFault) {
        guard place + 1 < end else { throw .at(place, "an escape that does not end") }
        let kind = bytes[place + 1]
        if kind == UInt8(ascii: "u") {
            try decodeUnicode(&place, end: end, into: &output)
            return
        }
        guard let byte = Self.escapes[kind] else { throw .at(place, "an unknown escape") }
        output.append(byte)
        place += 2
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    /// `\uXXXX`, two of them for what lies beyond the basic plane; half a pair becomes U+FFFD.
    private func decodeUnicode(_ place: inout Int, end: Int, into output: inout [UInt8]) throws(WireFault) {
        guard let first = unit(place, end: end) else { throw .at(place, "an escape that is no code") }
        place += 6
        var code = UInt32(first)
        if (0xD800..<0xDC00).contains(first), let second = unit(place, end: end), (0xDC00..<0xE000).contains(second) {
            code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
            place += 6
        }
        output.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    }

    /// The UTF-16 unit of the escape at this place, if there is one.
    private func unit(_ place: Int, end: Int) -> UInt16? {
        guard place + 6 <= end, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for index in place + 2..<place + 6 {
            guard let digit = Self.hexDigit(bytes[index]) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    private func checkUTF8(_ start: Int, _ end: Int) throws(WireFault) {
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if String(validating: slice, as: UTF8.self) == nil { throw .at(start, "a text that is not UTF-8") }
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}
