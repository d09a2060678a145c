/// Writes numbers of as many bytes as they need: seven bits each, the lowest first, the eighth says that more follow.
struct NumberWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// At most 63 numbers of either sign, some of them unknown.
    mutating func put(group: [Int?]) {
        var told: UInt64 = 0
        for (index, number) in group.enumerated() where number != nil { told |= 1 << UInt64(index) }
        put(told)
        for case .some(let number) in group {
            put(UInt64(bitPattern: Int64((number << 1) ^ (number >> (Int.bitWidth - 1)))))
        }
    }

    mutating func put(_ text: String?) {
        guard let text else { return put(0) }
        put(UInt64(text.utf8.count) + 1)
        bytes.append(contentsOf: text.utf8)
    }
}

/// Reads what `NumberWriter` wrote; nil where the bytes end or make no sense.
struct NumberReader {
    private(set) var bytes: ArraySlice<UInt8>

    init(bytes: some Sequence<UInt8>) { self.bytes = ArraySlice(bytes) }

    mutating func number() -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = bytes.popFirst() {
            if shift == 63 && byte > 1 { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
            if shift > 63 { return nil }
        }
        return nil
    }

    mutating func group(_ count: Int) -> [Int?]? {
        guard let told = number(), told >> UInt64(count) == 0 else { return nil }
        var group = [Int?](repeating: nil, count: count)
        for index in 0..<count where told & (1 << UInt64(index)) != 0 {
            guard let number = number() else { return nil }
            group[index] = Int(bitPattern: UInt(number >> 1)) ^ -Int(number & 1)
        }
        return group
    }

    /// The outer nil is damage, the inner one an unknown text.
    mutating func text() -> String?? {
        guard let length = number() else { return nil }
        if length == 0 { return .some(nil) }
        guard length - 1 <= UInt64(bytes.count) else { return nil }
        let units = bytes.prefix(Int(length - 1))
        bytes = bytes.dropFirst(units.count)
        guard let text = String(validating: units, as: UTF8.self) else { return nil }
        return .some(text)
    }
}
