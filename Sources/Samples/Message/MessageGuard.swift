import Glibc

/// Makes a copy of a message that is safe to parse: the parser behind takes memory per header, address, part and level, of
/// which a few megabytes can hold millions, and it takes stack per colon of an address.
struct MessageGuard {
    /// Lines that look like a header, wherever they are; what follows them is left out, as with the next three.
    private static let mostHeaderLines = 20_000
    /// Lines that begin like the boundary of a part.
    private static let mostBoundaryLines = 5_000
    /// Lines that tell the type of a part; no message has more parts, nor more levels.
    private static let mostTypeLines = 200
    /// Bytes of all structured headers together.
    private static let mostStructured = 512 << 10
    /// Bytes of one header, its continuations included; the rest of it is left out.
    private static let mostOfHeader = 16 << 10
    /// Colons in the value of one structured header; those beyond become blanks. Each opens a group within the last.
    private static let mostColons = 50
    /// Headers that the parser takes apart, wherever they are: of enclosed messages too.
    private static let structured = [
        "from", "sender", "reply-to", "to", "cc", "bcc", "content-type", "content-disposition",
    ].map { Array($0.utf8) }
    private static let type = Array("content-type".utf8)

    private let memory: UnsafeRawBufferPointer
    private var copy: [UInt8] = []
    private var (headers, boundaries, types, structuredBytes) = (0, 0, 0, 0)

    /// All of the message, or only its headers closed by an empty line.
    static func guarded(_ message: [UInt8], headersOnly: Bool = false) -> [UInt8] {
        // Of old, lines ended in a carriage return alone.
        let isOld = !message.contains(0x0A) && message.contains(0x0D)
        return (isOld ? message.map { $0 == 0x0D ? 0x0A : $0 } : message).withUnsafeBytes { memory in
            var work = MessageGuard(memory: memory)
            work.run(headersOnly: headersOnly)
            return work.copy
        }
    }

    /// Whether the empty line after the headers is among these bytes.
    static func holdsAllHeaders(_ message: [UInt8]) -> Bool {
        message.withUnsafeBytes { memory in
            var start = 0
            while start < memory.count {
                let end = endOfLine(memory, start)
                if isEmptyLine(memory, start, end) { return true }
                start = end
            }
            return false
        }
    }

    private init(memory: UnsafeRawBufferPointer) { self.memory = memory }

    private mutating func run(headersOnly: Bool) {
        copy.reserveCapacity(headersOnly ? 16 << 10 : memory.count + 2)
        var isInHeaders = true
        var start = 0
        while start < memory.count {
            var end = Self.endOfLine(memory, start)
            if isInHeaders, Self.isEmptyLine(memory, start, end) {
                if headersOnly { break }
                isInHeaders = false
            }
            let isStructured = count(start)
            if isInHeaders || isStructured {
                end = endOfHeader(end)
                appendHeader(start, end, isStructured: isStructured)
            } else {
                copy.append(contentsOf: memory[start..<end])
            }
            if isTooMuch { break }
            start = end
        }
        if headersOnly { copy.append(contentsOf: [0x0A, 0x0A]) }
    }

    private var isTooMuch: Bool {
        headers > Self.mostHeaderLines || boundaries > Self.mostBoundaryLines || types > Self.mostTypeLines
            || structuredBytes > Self.mostStructured
    }

    /// Counts what the line at `start` is; whether it is a structured header.
    private mutating func count(_ start: Int) -> Bool {
        if memory[start] == 0x2D {
            if start + 1 < memory.count, memory[start + 1] == 0x2D { boundaries += 1 }
            return false
        }
        guard looksLikeHeader(start) else { return false }
        headers += 1
        if names(start, Self.type) { types += 1 }
        return Self.structured.contains { names(start, $0) }
    }

    private mutating func appendHeader(_ start: Int, _ end: Int, isStructured: Bool) {
        let first = copy.count
        copy.append(contentsOf: memory[start..<min(end, start + Self.mostOfHeader)])
        if end - start > Self.mostOfHeader { copy.append(0x0A) }
        // The parser ends a header at a NUL; another character says as well that something is wrong with it.
        for index in first..<copy.count where copy[index] == 0 { copy[index] = 0x01 }
        guard isStructured else { return }
        structuredBytes += copy.count - first
        var colons = 0
        for index in first..<copy.count where copy[index] == 0x3A {
            colons += 1
            if colons > Self.mostColons { copy[index] = 0x20 }
        }
    }

    /// Behind the continuations of a header whose first line ends here.
    private func endOfHeader(_ end: Int) -> Int {
        var end = end
        while end < memory.count, memory[end] == 0x20 || memory[end] == 0x09 { end = Self.endOfLine(memory, end) }
        return end
    }

    /// A name of at most 100 characters, at most blanks, and a colon.
    private func looksLikeHeader(_ start: Int) -> Bool {
        for index in start..<min(start + 100, memory.count) {
            let byte = memory[index]
            if byte == 0x3A { return index > start }
            if byte != 0x20 && byte != 0x09 && (byte < 0x20 || byte >= 0x7F) { return false }
        }
        return false
    }

    private func names(_ start: Int, _ name: [UInt8]) -> Bool {
        guard start + name.count < memory.count else { return false }
        guard name.indices.allSatisfy({ memory[start + $0] | 0x20 == name[$0] | 0x20 }) else { return false }
        let next = memory[start + name.count]
        return next == 0x3A || next == 0x20 || next == 0x09
    }

    private static func isEmptyLine(_ memory: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
        end - start == 1 && memory[start] == 0x0A
            || end - start == 2 && memory[start] == 0x0D && memory[start + 1] == 0x0A
    }

    /// Behind the line feed; the end where there is none.
    private static func endOfLine(_ memory: UnsafeRawBufferPointer, _ start: Int) -> Int {
        guard let base = memory.baseAddress, let found = memchr(base + start, 0x0A, memory.count - start) else {
            return memory.count
        }
        return UnsafeRawPointer(found) - base + 1
    }
}
