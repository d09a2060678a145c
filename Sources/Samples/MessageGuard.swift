import Glibc

/// Cuts a message before what would make reading it costly: the parser behind takes memory per header, per part and per
/// level, and a few megabytes can hold millions of them.
struct MessageGuard {
    /// Lines that look like a header, wherever they are.
    var headerLines = 20_000
    /// Lines that begin like the boundary of a part.
    var boundaryLines = 5_000
    /// Lines that tell the type of a part; no message has more parts, nor more levels.
    var typeLines = 200
    /// Bytes of one header of the message itself, its continuations included.
    var headerSize = 16_384

    private static let type = Array("content-type".utf8)

    /// A copy that is safe to parse.
    func guarded(_ message: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { memory in
            let end = reasonableEnd(of: memory)
            let headers = Self.endOfHeaders(memory, upTo: end)
            var copy: [UInt8] = []
            copy.reserveCapacity(end + 2)
            appendHeaders(memory, upTo: headers, to: &copy)
            copy.append(contentsOf: memory[headers..<end])
            return copy
        }
    }

    /// Only the headers, cut where they are unreasonable, closed by an empty line.
    func guardedHeaders(_ message: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { memory in
            let end = min(reasonableEnd(of: memory), Self.endOfHeaders(memory, upTo: memory.count))
            var copy: [UInt8] = []
            copy.reserveCapacity(end + 2)
            appendHeaders(memory, upTo: end, to: &copy)
            copy.append(contentsOf: [0x0A, 0x0A])
            return copy
        }
    }

    /// Whether the empty line after the headers is among these bytes.
    static func holdsAllHeaders(_ message: [UInt8]) -> Bool {
        message.withUnsafeBytes { endOfHeaders($0, upTo: $0.count) < $0.count }
    }

    private func reasonableEnd(of memory: UnsafeRawBufferPointer) -> Int {
        var (headers, boundaries, types) = (0, 0, 0)
        var start = 0
        while start < memory.count {
            let first = memory[start]
            if first == 0x2D {
                if start + 1 < memory.count, memory[start + 1] == 0x2D { boundaries += 1 }
            } else if Self.looksLikeHeader(memory, start) {
                headers += 1
                if Self.tellsType(memory, start) { types += 1 }
            }
            if headers > headerLines || boundaries > boundaryLines || types > typeLines { return start }
            start = Self.endOfLine(memory, start)
        }
        return memory.count
    }

    /// Copies header by header, each no longer than allowed.
    private func appendHeaders(_ memory: UnsafeRawBufferPointer, upTo end: Int, to copy: inout [UInt8]) {
        var start = 0
        while start < end {
            var next = Self.endOfLine(memory, start)
            while next < end, memory[next] == 0x20 || memory[next] == 0x09 { next = Self.endOfLine(memory, next) }
            next = min(next, end)
            if next - start > headerSize {
                copy.append(contentsOf: memory[start..<start + headerSize])
                copy.append(0x0A)
            } else {
                copy.append(contentsOf: memory[start..<next])
            }
            start = next
        }
    }

    /// Where the empty line begins; the end where there is none.
    private static func endOfHeaders(_ memory: UnsafeRawBufferPointer, upTo end: Int) -> Int {
        var start = 0
        while start < end {
            if memory[start] == 0x0A { return start }
            if memory[start] == 0x0D, start + 1 < end, memory[start + 1] == 0x0A { return start }
            start = endOfLine(memory, start)
        }
        return end
    }

    private static func endOfLine(_ memory: UnsafeRawBufferPointer, _ start: Int) -> Int {
        guard let base = memory.baseAddress, let found = memchr(base + start, 0x0A, memory.count - start) else {
            return memory.count
        }
        return UnsafeRawPointer(found) - base + 1
    }

    /// A name of at most 100 characters and a colon.
    private static func looksLikeHeader(_ memory: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        for index in start..<min(start + 100, memory.count) {
            let byte = memory[index]
            if byte == 0x3A { return index > start }
            if byte <= 0x20 || byte >= 0x7F { return false }
        }
        return false
    }

    private static func tellsType(_ memory: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        guard start + type.count <= memory.count else { return false }
        return type.indices.allSatisfy { memory[start + $0] | 0x20 == type[$0] | 0x20 }
    }
}
