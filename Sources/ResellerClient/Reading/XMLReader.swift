import Foundation

/// Reads the XML of this service into a tree: elements and text, nothing that reaches beyond the document.
///
/// A DOCTYPE is refused before anything is read, so there are no entities but the five predefined ones. Attributes,
/// comments and processing instructions are passed over. A bare ampersand is one, as samples of the service have it.
struct XMLReader {
    private let bytes: [UInt8]
    private let isLatin1: Bool
    private var at: Int
    private var depth = 0
    private var count = 0

    static func read(_ body: [UInt8]) throws(WireFault) -> WireValue {
        var reader = XMLReader(body)
        return try reader.document()
    }

    private init(_ body: [UInt8]) {
        bytes = body
        at = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        isLatin1 = Self.declaresLatin1(body)
    }

    /// Whether the declaration names a one-byte encoding; without one the text is UTF-8.
    private static func declaresLatin1(_ body: [UInt8]) -> Bool {
        let head = String(decoding: body.prefix(200), as: UTF8.self).lowercased()
        guard let declaration = head.range(of: "<?xml"),
            let end = head.range(of: "?>", range: declaration.upperBound..<head.endIndex)
        else { return false }
        let text = head[declaration.upperBound..<end.lowerBound]
        return ["iso-8859-1", "latin1", "windows-1252"].contains { text.contains($0) }
    }

    private mutating func document() throws(WireFault) -> WireValue {
        var members: [WireMember] = []
        while try skipToElement() { members.append(try element()) }
        guard !members.isEmpty else { throw .at(at, "no element") }
        return .object(members)
    }

    /// Passes over what may stand outside of the elements; false at the end.
    private mutating func skipToElement() throws(WireFault) -> Bool {
        while at < bytes.count {
            if bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at]) {
                at += 1
            } else if bytes[at] == UInt8(ascii: "<") {
                if try !skipMarkup() { return true }
            } else {
                throw .at(at, "text outside of the elements")
            }
        }
        return false
    }

    /// Passes over a comment or a processing instruction; false when something else is here.
    private mutating func skipMarkup() throws(WireFault) -> Bool {
        if isHere("<!--") {
            try skip(past: "-->")
        } else if isHere("<?") {
            try skip(past: "?>")
        } else if isHere("<!["), depth > 0 {
            return false
        } else if isHere("<!") {
            throw .at(at, "a DOCTYPE, which is not read")
        } else {
            return false
        }
        return true
    }

    private mutating func element() throws(WireFault) -> WireMember {
        depth += 1
        count += 1
        guard depth <= WireBounds.depth else { throw .at(at, "nested deeper than is read") }
        guard count <= WireBounds.values else { throw .at(at, "more values than are read") }
        at += 1
        let name = try elementName()
        let isClosed = try skipAttributes()
        let value = isClosed ? .text("") : try content(of: name)
        depth -= 1
        return WireMember(name: name, value: value)
    }

    private mutating func elementName() throws(WireFault) -> String {
        let start = at
        while at < bytes.count, Self.isNameByte(bytes[at]) { at += 1 }
        guard at > start else { throw .at(start, "no name of an element") }
        return try text(bytes[start..<at], start)
    }

    /// Up to the end of a start tag; whether the element ends with it.
    private mutating func skipAttributes() throws(WireFault) -> Bool {
        var quote: UInt8?
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return bytes[at - 2] == UInt8(ascii: "/")
            } else if byte == UInt8(ascii: "<") {
                throw .at(at - 1, "a tag that does not end")
            }
        }
        throw .at(at, "the answer ends too soon")
    }

    /// Children, or the text where there are none.
    private mutating func content(of name: String) throws(WireFault) -> WireValue {
        var members: [WireMember] = []
        var text = XMLText()
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "<") {
                try readText(into: &text)
            } else if isHere("</") {
                try close(name)
                return members.isEmpty ? .text(text.trimmed) : .object(members)
            } else if isHere("<![CDATA[") {
                try readSection(into: &text)
            } else if try !skipMarkup() {
                members.append(try element())
            }
        }
        throw .at(at, "the answer ends too soon, in <\(name)>")
    }

    private mutating func close(_ name: String) throws(WireFault) {
        let start = at
        at += 2
        let closed = try elementName()
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        guard closed == name, at < bytes.count, bytes[at] == UInt8(ascii: ">") else {
            throw .at(start, "<\(name)> is not closed where it should be")
        }
        at += 1
    }

    private mutating func readSection(into text: inout XMLText) throws(WireFault) {
        let start = at + 9
        try skip(past: "]]>")
        text.appendKept(try self.text(bytes[start..<at - 3], start))
    }

    private mutating func readText(into text: inout XMLText) throws(WireFault) {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "<"), bytes[at] != UInt8(ascii: "&") { at += 1 }
        if at > start { text.append(try self.text(bytes[start..<at], start)) }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "&") else { return }
        text.appendKept(try reference())
    }

    /// A reference, or the bare ampersand that stands here instead.
    private mutating func reference() throws(WireFault) -> String {
        let window = bytes[(at + 1)..<min(bytes.count, at + 12)]
        let isName: (UInt8) -> Bool = { Self.isNameByte($0) || $0 == UInt8(ascii: "#") }
        let end = window.firstIndex { !isName($0) } ?? window.endIndex
        guard end < bytes.count, end > at + 1, bytes[end] == UInt8(ascii: ";") else {
            at += 1
            return "&"
        }
        let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        guard let text = Self.entities[name] ?? Self.character(name) else {
            throw .at(at, "the entity &\(name);, which is not read")
        }
        at = end + 1
        return text
    }

    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    private static func character(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
        guard let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits), code != 0 else { return nil }
        return String(Unicode.Scalar(code) ?? "\u{FFFD}")
    }

    private func text(_ slice: ArraySlice<UInt8>, _ start: Int) throws(WireFault) -> String {
        if isLatin1 { return String(String.UnicodeScalarView(slice.map { Unicode.Scalar($0) })) }
        guard let text = String(validating: slice, as: UTF8.self) else { throw .at(start, "a text that is not UTF-8") }
        return text
    }

    private func isHere(_ mark: StaticString) -> Bool {
        guard at + mark.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[at + $0] == mark.utf8Start[$0] }
    }

    private mutating func skip(past mark: StaticString) throws(WireFault) {
        let start = at
        while at < bytes.count {
            if isHere(mark) {
                at += mark.utf8CodeUnitCount
                return
            }
            at += 1
        }
        throw .at(start, "markup that does not end")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"): true
        default: false
        }
    }
}

/// The text of an element while it is put together.
///
/// The blanks of pretty printing, known by their line break, are taken off; those that were written as references or
/// in a CDATA section are part of the value.
private struct XMLText {
    private var text = ""
    private var isKeptAtStart = false
    private var isKeptAtEnd = false

    mutating func append(_ raw: String) {
        text += raw.utf8.contains(0x0D) ? Self.withPlainLineBreaks(raw) : raw
        isKeptAtEnd = false
    }

    mutating func appendKept(_ raw: String) {
        if text.isEmpty { isKeptAtStart = true }
        text += raw
        isKeptAtEnd = true
    }

    private static func withPlainLineBreaks(_ raw: String) -> String {
        raw.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
    }

    var trimmed: String {
        var rest = Substring(text)
        if !isKeptAtStart {
            let blanks = rest.prefix(while: \.isWhitespace)
            if blanks.contains("\n") { rest.removeFirst(blanks.count) }
        }
        if !isKeptAtEnd {
            let blanks = rest.reversed().prefix(while: \.isWhitespace)
            if blanks.contains("\n") { rest.removeLast(blanks.count) }
        }
        return String(rest)
    }
}
