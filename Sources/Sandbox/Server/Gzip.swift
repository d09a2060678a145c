/// Packs bytes as gzip (RFC 1952), a piece at a time.
///
/// Deflate with the fixed codes of RFC 1951 and one place looked at for repetitions: lists of customers shrink to about a
/// third, and nothing but this file is needed for it.
struct Gzip {
    private var checksum: UInt32 = 0xFFFF_FFFF
    private var size: UInt32 = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    /// All bytes at once.
    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var gzip = Gzip()
        return gzip.add(bytes, isLast: true)
    }

    /// Takes one piece, and returns what is ready to be sent.
    mutating func add(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        for byte in bytes {
            checksum = checksum >> 8 ^ Self.checksums[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)]
        }
        size &+= UInt32(truncatingIfNeeded: bytes.count)
        put(isLast ? 1 : 0, 1)
        put(1, 2)
        compress(bytes)
        putSymbol(256)
        if isLast { finish() }
        defer { out = [] }
        return out
    }

    private mutating func finish() {
        if bitCount > 0 { put(0, (8 - bitCount % 8) % 8) }
        for value in [~checksum, size] {
            for shift in [0, 8, 16, 24] as [UInt32] { out.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }
    }

    private mutating func compress(_ bytes: [UInt8]) {
        var last = [Int32](repeating: -1, count: 1 << 15)
        var position = 0
        while position < bytes.count {
            let match = Self.match(bytes, position, &last)
            if match.length >= 4 {
                put(length: match.length, distance: match.distance)
                position += match.length
            } else {
                putSymbol(Int(bytes[position]))
                position += 1
            }
        }
    }

    /// The repetition found at the place where these four bytes stood last.
    private static func match(_ bytes: [UInt8], _ position: Int, _ last: inout [Int32]) -> (length: Int, distance: Int)
    {
        guard position + 4 <= bytes.count else { return (0, 0) }
        let word =
            UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2]) << 16
            | UInt32(bytes[position + 3]) << 24
        let slot = Int((word &* 2_654_435_761) >> 17)
        let candidate = Int(last[slot])
        last[slot] = Int32(truncatingIfNeeded: position)
        guard candidate >= 0, position - candidate <= 32_768 else { return (0, 0) }
        let most = min(258, bytes.count - position)
        var length = 0
        while length < most, bytes[candidate + length] == bytes[position + length] { length += 1 }
        return (length, position - candidate)
    }

    private mutating func put(length: Int, distance: Int) {
        var code = Self.lengths.count - 1
        while Self.lengths[code].base > length { code -= 1 }
        putSymbol(257 + code)
        put(UInt64(length - Self.lengths[code].base), Self.lengths[code].extra)
        code = Self.distances.count - 1
        while Self.distances[code].base > distance { code -= 1 }
        put(Self.reversed(UInt64(code), 5), 5)
        put(UInt64(distance - Self.distances[code].base), Self.distances[code].extra)
    }

    private mutating func putSymbol(_ symbol: Int) {
        let code = Self.symbols[symbol]
        put(code.bits, code.count)
    }

    private mutating func put(_ value: UInt64, _ count: Int) {
        bits |= value << UInt64(bitCount)
        bitCount += count
        while bitCount >= 8 {
            out.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            bitCount -= 8
        }
    }

    private static let checksums: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    /// The fixed codes, bits turned round as they are sent.
    private static let symbols: [(bits: UInt64, count: Int)] = (0..<288).map { symbol in
        switch symbol {
        case 0..<144: (reversed(UInt64(0x30 + symbol), 8), 8)
        case 144..<256: (reversed(UInt64(0x190 + symbol - 144), 9), 9)
        case 256..<280: (reversed(UInt64(symbol - 256), 7), 7)
        default: (reversed(UInt64(0xC0 + symbol - 280), 8), 8)
        }
    }

    private static let lengths: [(base: Int, extra: Int)] = steps(from: 3, straight: 8, each: 4, codes: 28) + [(258, 0)]
    private static let distances: [(base: Int, extra: Int)] = steps(from: 1, straight: 4, each: 2, codes: 30)

    /// Ranges that double: some codes without extra bits, then so many codes for each number of extra bits.
    private static func steps(from first: Int, straight: Int, each: Int, codes: Int) -> [(base: Int, extra: Int)] {
        var base = first
        return (0..<codes).map { code in
            let extra = code < straight ? 0 : (code - straight) / each + 1
            defer { base += 1 << extra }
            return (base, extra)
        }
    }

    private static func reversed(_ value: UInt64, _ count: Int) -> UInt64 {
        (0..<count).reduce(UInt64(0)) { turned, bit in turned << 1 | (value >> UInt64(bit) & 1) }
    }
}
