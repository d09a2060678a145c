/// Reads strict JSON (RFC 8259) and remembers where everything stands. Foundation's reader forgets the lines.
struct JSONReader {
    /// What is wrong, and where.
    struct Failure: Error, Equatable {
        let fault: JSONFault
        let place: JSONNode.Place
    }

    static let longest = 1 << 20
    static let deepest = 32

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var place = JSONNode.Place(line: 1, column: 1)

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func read(_ bytes: [UInt8]) -> Result<JSONNode, Failure> {
        let bytes = UserFiles.withoutMark(bytes)
        let start = JSONNode.Place(line: 1, column: 1)
        guard bytes.count <= longest else { return .failure(Failure(fault: .tooLong(limit: longest), place: start)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .failure(Failure(fault: .notUTF8, place: JSONNode.Place(line: invalidLine(bytes), column: 1)))
        }
        var reader = JSONReader(text)
        return Result { () throws(Failure) -> JSONNode in try reader.document() }
    }

    /// The first line that is not UTF-8.
    private static func invalidLine(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }

    private mutating func document() throws(Failure) -> JSONNode {
        try skipBlanks()
        guard peek != nil else { throw failure(.empty) }
        let node = try value(depth: 0)
        try skipBlanks()
        guard peek == nil else { throw failure(.moreAfterEnd) }
        return node
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONNode {
        guard depth <= Self.deepest else { throw failure(.tooDeep(limit: Self.deepest)) }
        let start = place
        let value: JSONNode.Value
        switch peek {
        case "{": value = .object(try members(depth: depth))
        case "[": value = .array(try elements(depth: depth))
        case "\"": value = .string(try string())
        case .some("-"), .some("0"..."9"): value = .number(try number())
        case .some("a"..."z"), .some("A"..."Z"): value = try word()
        default: throw unexpected("a value")
        }
        return JSONNode(value: value, place: start)
    }

    private mutating func members(depth: Int) throws(Failure) -> [JSONNode.Member] {
        var members: [JSONNode.Member] = []
        advance()
        try skipBlanks()
        while peek != "}" {
            guard peek == "\"" else { throw unexpected(members.isEmpty ? "a key or \"}\"" : "a key") }
            let start = place
            let key = try string()
            try skipBlanks()
            guard peek == ":" else { throw unexpected("\":\"") }
            advance()
            try skipBlanks()
            members.append(JSONNode.Member(key: key, place: start, value: try value(depth: depth + 1)))
            try separator(before: "}")
        }
        advance()
        return members
    }

    private mutating func elements(depth: Int) throws(Failure) -> [JSONNode] {
        var elements: [JSONNode] = []
        advance()
        try skipBlanks()
        while peek != "]" {
            elements.append(try value(depth: depth + 1))
            try separator(before: "]")
        }
        advance()
        return elements
    }

    /// Between two entries a comma; before the closing bracket none.
    private mutating func separator(before close: Unicode.Scalar) throws(Failure) {
        try skipBlanks()
        if peek == close { return }
        guard peek == "," else { throw unexpected("\",\" or \"\(close)\"") }
        let comma = place
        advance()
        try skipBlanks()
        guard peek != close else { throw Failure(fault: .trailingComma, place: comma) }
    }

    private mutating func string() throws(Failure) -> String {
        let start = place
        var text = String.UnicodeScalarView()
        advance()
        while let scalar = peek, scalar != "\"" {
            if scalar == "\n" || scalar == "\r" { throw Failure(fault: .unterminatedString, place: start) }
            guard scalar.value >= 0x20 else { throw failure(.controlInString) }
            text.append(scalar == "\\" ? try escape() : scalar)
            if scalar != "\\" { advance() }
        }
        guard peek != nil else { throw Failure(fault: .unterminatedString, place: start) }
        advance()
        return String(text)
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        let start = place
        advance()
        guard let letter = peek else { throw Failure(fault: .badEscape("\\"), place: start) }
        advance()
        switch letter {
        case "\"", "\\", "/": return letter
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicode(start)
        default: throw Failure(fault: .badEscape("\\\(letter)"), place: start)
        }
    }

    /// The four digits after `\u`, and the second half of a surrogate pair.
    private mutating func unicode(_ start: JSONNode.Place) throws(Failure) -> Unicode.Scalar {
        let wrong = Failure(fault: .badEscape("\\u"), place: start)
        guard let first = hexadecimal() else { throw wrong }
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, peek == "\\" else { throw wrong }
        advance()
        guard peek == "u" else { throw wrong }
        advance()
        guard let second = hexadecimal(), (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw wrong }
        return scalar
    }

    private mutating func hexadecimal() -> UInt32? {
        guard index + 4 <= scalars.count else { return nil }
        let digits = String(String.UnicodeScalarView(scalars[index..<index + 4]))
        guard digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else { return nil }
        for _ in 0..<4 { advance() }
        return number
    }

    private mutating func number() throws(Failure) -> String {
        let start = place
        var text = ""
        while let scalar = peek, "+-.0123456789eE".unicodeScalars.contains(scalar) {
            text.unicodeScalars.append(scalar)
            advance()
        }
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
            throw Failure(fault: .badNumber(text), place: start)
        }
        return text
    }

    private mutating func word() throws(Failure) -> JSONNode.Value {
        let start = place
        var text = ""
        while let scalar = peek, scalar.properties.isAlphabetic {
            text.unicodeScalars.append(scalar)
            advance()
        }
        switch text {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: throw Failure(fault: .unexpected(found: text, wanted: "a value"), place: start)
        }
    }

    private mutating func skipBlanks() throws(Failure) {
        while let scalar = peek {
            switch scalar {
            case " ", "\n", "\r", "\t": advance()
            case "/", "#": throw failure(.comment)
            default: return
            }
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func advance() {
        if peek == "\n" {
            place = JSONNode.Place(line: place.line + 1, column: 1)
        } else {
            place.column += 1
        }
        index += 1
    }

    private func failure(_ fault: JSONFault) -> Failure { Failure(fault: fault, place: place) }

    private func unexpected(_ wanted: String) -> Failure {
        guard let found = peek else { return failure(.endsTooEarly(wanted: wanted)) }
        return failure(.unexpected(found: String(found), wanted: wanted))
    }
}
