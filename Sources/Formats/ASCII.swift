/// Letters of ASCII without regard to their case; all other bytes stay as they are.
package enum ASCII {
    package static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
