import Glibc

/// Work on long texts byte by byte: they are hostile, and characters cost a hundred times as much.
extension String {
    /// Line ends of mail as those of text.
    var withPlainLineEnds: String {
        guard utf8.contains(0x0D) else { return self }
        var bytes = Array(utf8)
        var count = 0
        for index in bytes.indices {
            if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
            bytes[count] = bytes[index]
            count += 1
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Whether it holds these bytes anywhere.
    func holds(_ needle: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress, needle.utf8CodeUnitCount > 0 else { return false }
            var place = 0
            while place + needle.utf8CodeUnitCount <= bytes.count {
                let first = Int32(needle.utf8Start[0])
                guard let found = memchr(base + place, first, bytes.count - place) else { return false }
                place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                guard place + needle.utf8CodeUnitCount <= bytes.count else { return false }
                if memcmp(base + place, needle.utf8Start, needle.utf8CodeUnitCount) == 0 { return true }
                place += 1
            }
            return false
        }
    }
}
