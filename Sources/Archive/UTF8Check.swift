/// Whether memory is valid UTF-8. The standard library's check takes as long as all the rest of loading where a few
/// characters beyond ASCII are strewn in; this one goes on with eight bytes at a time right after each.
enum UTF8Check {
    static func isValid(_ memory: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        while offset < memory.count {
            if offset &+ 8 <= memory.count,
                memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                offset &+= 8
            } else {
                let length = lengthOfCharacter(memory, offset)
                if length == 0 { return false }
                offset &+= length
            }
        }
        return true
    }

    /// Bytes of the character that starts here; 0 where none does. Table 3-7 of the Unicode standard.
    @inline(__always)
    private static func lengthOfCharacter(_ memory: UnsafeRawBufferPointer, _ offset: Int) -> Int {
        let first = memory[offset]
        if first < 0x80 { return 1 }
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, offset &+ length <= memory.count else { return 0 }
        let second = memory[offset &+ 1]
        let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        guard second >= lowest, second <= highest else { return 0 }
        for index in 2..<max(2, length) where memory[offset &+ index] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
