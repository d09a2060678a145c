import ResellerAPI

/// Reads a page of customers straight from the bytes of a JSON array into a chunk, with no value of its own for a field.
///
/// Gives up (nil) on everything that is not a plain array of objects with a username each; the general reader then
/// reads it, or finds the words for what is wrong.
struct CustomerScanner {
    private static let names: [[UInt8]] = CustomerField.allCases.map { Array($0.wireName.utf8) }

    /// Where a value stands: in the body, or decoded in `scratch`.
    private struct Slot {
        var start = -1
        var end = -1
        var isDecoded = false
    }

    private var cursor: JSONCursor
    private var slots = [Slot](repeating: Slot(), count: CustomerField.allCases.count)
    private var scratch: [UInt8] = []
    private var builder: CustomerChunkBuilder
    /// The field that would come next if this object is like the one before.
    private var expected = 0

    static func scan(_ body: [UInt8]) -> CustomerChunk? {
        try? body.withUnsafeBufferPointer { (bytes) throws(WireFault) in
            // Customers take about 350 bytes of JSON; what is reserved too much is never touched.
            var scanner = CustomerScanner(JSONCursor(bytes), reserving: bytes.count / 280 + 1)
            return try scanner.document() ? scanner.builder.chunk() : nil
        }
    }

    private init(_ cursor: JSONCursor, reserving customers: Int) {
        self.cursor = cursor
        builder = CustomerChunkBuilder(reserving: customers)
    }

    private mutating func document() throws(WireFault) -> Bool {
        cursor.skipBlanks()
        guard cursor.take(UInt8(ascii: "[")) else { return false }
        cursor.skipBlanks()
        var isOpen = !cursor.take(UInt8(ascii: "]"))
        while isOpen {
            cursor.skipBlanks()
            guard cursor.take(UInt8(ascii: "{")), try customer() else { return false }
            cursor.skipBlanks()
            isOpen = cursor.take(UInt8(ascii: ","))
            if !isOpen, !cursor.take(UInt8(ascii: "]")) { return false }
        }
        cursor.skipBlanks()
        return cursor.isAtEnd
    }

    private mutating func customer() throws(WireFault) -> Bool {
        for index in slots.indices { slots[index].start = -1 }
        scratch.removeAll(keepingCapacity: true)
        expected = 0
        cursor.skipBlanks()
        var isOpen = !cursor.take(UInt8(ascii: "}"))
        while isOpen {
            cursor.skipBlanks()
            guard cursor.byte == UInt8(ascii: "\"") else { return false }
            let name = try cursor.string()
            if name.escaped { return false }
            cursor.skipBlanks()
            guard cursor.take(UInt8(ascii: ":")) else { return false }
            cursor.skipBlanks()
            guard try value(of: field(name)) else { return false }
            cursor.skipBlanks()
            isOpen = cursor.take(UInt8(ascii: ","))
            if !isOpen, !cursor.take(UInt8(ascii: "}")) { return false }
        }
        guard slots[CustomerField.username.rawValue].start >= 0 else { return false }
        append()
        return true
    }

    /// Index of the field of this name; nil for one that is not kept.
    private mutating func field(_ name: JSONCursor.Span) -> Int? {
        let count = Self.names.count
        for step in 0..<count {
            let index = (expected + step) % count
            guard isName(index, name) else { continue }
            expected = index + 1
            return index
        }
        return nil
    }

    private func isName(_ index: Int, _ span: JSONCursor.Span) -> Bool {
        let name = Self.names[index]
        guard name.count == span.end - span.start else { return false }
        for offset in 0..<name.count where cursor.bytes[span.start + offset] != name[offset] { return false }
        return true
    }

    private mutating func value(of field: Int?) throws(WireFault) -> Bool {
        switch cursor.byte {
        case UInt8(ascii: "\""):
            let span = try cursor.string()
            try store(span, field)
            return true
        case UInt8(ascii: "{"), UInt8(ascii: "["): return false
        default:
            let span = try cursor.bareWord()
            guard JSONReader.isWord(try cursor.text(span)) else { return false }
            if !isNull(span) { try store(span, field) }
            return true
        }
    }

    private func isNull(_ span: JSONCursor.Span) -> Bool {
        span.end - span.start == 4 && cursor.bytes[span.start] == UInt8(ascii: "n")
    }

    private mutating func store(_ span: JSONCursor.Span, _ field: Int?) throws(WireFault) {
        var slot = Slot(start: span.start, end: span.end)
        if span.escaped {
            slot = Slot(start: scratch.count, end: scratch.count, isDecoded: true)
            try cursor.decode(span, into: &scratch)
            slot.end = scratch.count
        }
        guard let field else { return }
        slots[field] = Self.switches.contains(field) ? truth(slot) : slot
    }

    private static let switches = [CustomerField.active.rawValue, CustomerField.websiteAccess.rawValue]

    /// A switch as `true` or `false`, however it was spelled; an empty one was not told.
    private mutating func truth(_ slot: Slot) -> Slot {
        let bytes = slot.isDecoded ? Array(scratch[slot.start..<slot.end]) : Array(cursor.bytes[slot.start..<slot.end])
        if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8) { return slot }
        let text = String(decoding: bytes, as: UTF8.self)
        let value = ScalarReader.read(.text(text), as: .truth)
        guard case .truth(let truth) = value else { return value == .null ? Slot() : slot }
        let start = scratch.count
        scratch.append(contentsOf: (truth ? "true" : "false").utf8)
        return Slot(start: start, end: scratch.count, isDecoded: true)
    }

    private mutating func append() {
        let body = cursor.bytes
        scratch.withUnsafeBufferPointer { scratch in
            builder.append(rawValues: { field in
                let slot = slots[field.rawValue]
                guard slot.start >= 0 else { return nil }
                let range = slot.start..<slot.end
                return UnsafeBufferPointer(rebasing: slot.isDecoded ? scratch[range] : body[range])
            })
        }
    }
}

extension CustomerChunkBuilder {
    /// Adds a customer that was read in the general way.
    mutating func append(_ record: Record) {
        append { field in
            switch record[field.wireName] {
            case .text(let text): ArraySlice(Array(text.utf8))
            case .truth(let truth): ArraySlice(Array((truth ? "true" : "false").utf8))
            default: nil
            }
        }
    }
}
