/// FNV-1a with 64 bits: fast, spread well enough for tables, and no protection against anybody.
package struct FNV {
    package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var fnv = FNV()
        for byte in bytes { fnv.combine(byte) }
        return fnv.hash
    }

    package mutating func combine(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
