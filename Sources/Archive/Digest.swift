/// A fast 64-bit sum that tells accidental damage and change, over pieces of memory one after the other.
///
/// Four lanes of multiply and rotate, as all fast sums of this kind; not made against forgery.
struct Digest {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
        0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1
    )
    private static let first: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F

    mutating func add(_ memory: UnsafeRawBufferPointer) {
        var offset = 0
        while offset &+ 32 <= memory.count {
            lanes.0 = Self.mix(lanes.0, memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            lanes.1 = Self.mix(lanes.1, memory.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
            lanes.2 = Self.mix(lanes.2, memory.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self))
            lanes.3 = Self.mix(lanes.3, memory.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self))
            offset &+= 32
        }
        while offset < memory.count {
            lanes.0 = Self.mix(lanes.0, UInt64(memory[offset]))
            offset &+= 1
        }
        // The length parts what would else run together.
        lanes.1 = Self.mix(lanes.1, UInt64(memory.count))
    }

    var value: Int64 {
        var sum = Self.mix(Self.mix(Self.mix(lanes.0, lanes.1), lanes.2), lanes.3)
        sum = (sum ^ (sum >> 33)) &* Self.second
        return Int64(bitPattern: sum ^ (sum >> 29))
    }

    @inline(__always)
    private static func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        let sum = lane &+ word &* second
        return (sum << 31 | sum >> 33) &* first
    }
}
