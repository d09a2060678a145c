/// Reads JSON into a tree.
///
/// A comma too many and missing outer brackets are read, as samples of the service have them; nothing else is.
struct JSONReader {
    private var cursor: JSONCursor
    private var depth = 0
    private var count = 0

    static func read(_ body: [UInt8]) throws(WireFault) -> WireValue {
        try body.withUnsafeBufferPointer { (bytes) throws(WireFault) in
            var reader = JSONReader(cursor: JSONCursor(bytes))
            return try reader.document()
        }
    }

    private init(cursor: JSONCursor) { self.cursor = cursor }

    private mutating func document() throws(WireFault) -> WireValue {
        let first = try value()
        cursor.skipBlanks()
        if cursor.isAtEnd { return first }
        if case .text(let name) = first, cursor.take(UInt8(ascii: ":")) { return try bareObject(name) }
        return try bareList(first)
    }

    /// `{…},{…}` without brackets.
    private mutating func bareList(_ first: WireValue) throws(WireFault) -> WireValue {
        var values = [first]
        while !cursor.isAtEnd {
            guard cursor.take(UInt8(ascii: ",")) else { throw .at(cursor.at, "more after the end") }
            cursor.skipBlanks()
            if cursor.isAtEnd { break }
            values.append(try value())
            cursor.skipBlanks()
        }
        return .list(values)
    }

    /// `"name": value, …` without braces.
    private mutating func bareObject(_ name: String) throws(WireFault) -> WireValue {
        var members = [WireMember(name: name, value: try value())]
        cursor.skipBlanks()
        while !cursor.isAtEnd {
            guard cursor.take(UInt8(ascii: ",")) else { throw .at(cursor.at, "more after the end") }
            cursor.skipBlanks()
            if cursor.isAtEnd { break }
            members.append(try member())
            cursor.skipBlanks()
        }
        return .object(members)
    }

    private mutating func value() throws(WireFault) -> WireValue {
        cursor.skipBlanks()
        count += 1
        guard count <= WireBounds.values else { throw .at(cursor.at, "more values than are read") }
        switch cursor.byte {
        case UInt8(ascii: "{"): return try nested { (reader) throws(WireFault) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(WireFault) in try reader.list() }
        case UInt8(ascii: "\""): return .text(try cursor.text(try cursor.string()))
        default: return try word()
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(WireFault) -> WireValue
    ) throws(WireFault) -> WireValue {
        depth += 1
        guard depth <= WireBounds.depth else { throw .at(cursor.at, "nested deeper than is read") }
        cursor.at += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func list() throws(WireFault) -> WireValue {
        var values: [WireValue] = []
        while true {
            cursor.skipBlanks()
            if cursor.take(UInt8(ascii: "]")) { return .list(values) }
            values.append(try value())
            cursor.skipBlanks()
            if cursor.take(UInt8(ascii: "]")) { return .list(values) }
            try comma()
        }
    }

    private mutating func object() throws(WireFault) -> WireValue {
        var members: [WireMember] = []
        while true {
            cursor.skipBlanks()
            if cursor.take(UInt8(ascii: "}")) { return .object(members) }
            members.append(try member())
            cursor.skipBlanks()
            if cursor.take(UInt8(ascii: "}")) { return .object(members) }
            try comma()
        }
    }

    private mutating func member() throws(WireFault) -> WireMember {
        guard cursor.byte == UInt8(ascii: "\"") else {
            throw .at(cursor.at, cursor.isAtEnd ? "the answer ends too soon" : "no name of a field")
        }
        let name = try cursor.text(try cursor.string())
        cursor.skipBlanks()
        guard cursor.take(UInt8(ascii: ":")) else { throw .at(cursor.at, "no colon after the name of a field") }
        return WireMember(name: name, value: try value())
    }

    private mutating func comma() throws(WireFault) {
        guard cursor.take(UInt8(ascii: ",")) else {
            throw .at(cursor.at, cursor.isAtEnd ? "the answer ends too soon" : "no comma between values")
        }
    }

    private mutating func word() throws(WireFault) -> WireValue {
        let start = cursor.at
        let word = try cursor.text(try cursor.bareWord())
        switch word {
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "null": return .null
        default:
            guard Self.isNumber(word) else { throw .at(start, "neither text nor number") }
            return .number(word)
        }
    }

    /// Whether this may stand without quotes.
    static func isWord(_ word: String) -> Bool {
        word == "true" || word == "false" || word == "null" || isNumber(word)
    }

    /// Digits with an optional sign, fraction and exponent.
    static func isNumber(_ word: String) -> Bool {
        var rest = Substring(word)
        if rest.first == "-" { rest.removeFirst() }
        func digits() -> Bool {
            let found = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(found.count)
            return !found.isEmpty
        }
        guard digits() else { return false }
        if rest.first == "." {
            rest.removeFirst()
            guard digits() else { return false }
        }
        if let mark = rest.first, mark == "e" || mark == "E" {
            rest.removeFirst()
            if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
            guard digits() else { return false }
        }
        return rest.isEmpty
    }
}
