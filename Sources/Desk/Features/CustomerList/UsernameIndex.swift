import Formats
import ResellerAPI

/// Tells which of some usernames a row has, without making a string of every row.
struct UsernameIndex {
    let names: [String]
    private let bytes: [[UInt8]]
    /// Open addressing; -1 is free.
    private var slots: [Int32]
    private let mask: Int

    init(_ names: some Collection<String>) {
        self.names = Array(names)
        bytes = self.names.map { Array($0.utf8) }
        var size = 16
        while size < bytes.count * 2 { size *= 2 }
        mask = size - 1
        slots = Array(repeating: -1, count: size)
        for (index, name) in bytes.enumerated() {
            let slot = name.withUnsafeBufferPointer { self.slot(of: $0) }
            slots[slot] = Int32(index)
        }
    }

    /// The place of a username among `names`.
    func place(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        let found = slots[slot(of: name)]
        return found < 0 ? nil : Int(found)
    }

    /// The slot that holds a name, or the free one where it would go.
    private func slot(of name: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = FNV.hash(name)
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
        while slots[slot] >= 0, !isSame(bytes[Int(slots[slot])], name) { slot = (slot + 1) & mask }
        return slot
    }

    private func isSame(_ one: [UInt8], _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        one.count == other.count && one.elementsEqual(other)
    }
}

extension CustomerTable {
    /// Walks all usernames as they lie in memory, with their rows; ends early when `body` says no.
    func eachUsername(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Bool) {
        for (index, chunk) in chunks.enumerated() {
            let goesOn = chunk.withValues { values in
                let start = start(ofChunk: index)
                for row in 0..<chunk.count where !body(start + row, values.bytes(row, .username)) { return false }
                return true
            }
            if !goesOn { return }
        }
    }

    /// The row of a customer; a walk over all usernames.
    package func row(named name: String) -> Int? {
        let wanted = Array(name.utf8)
        var found: Int?
        eachUsername { row, bytes in
            if bytes.count == wanted.count, bytes.elementsEqual(wanted) { found = row }
            return found == nil
        }
        return found
    }
}

/// The values of a chunk as they lie in memory; only valid while it is lent.
struct ChunkValues {
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: UnsafeBufferPointer<UInt32>

    func bytes(_ row: Int, _ field: CustomerField) -> UnsafeBufferPointer<UInt8> {
        let index = row * CustomerField.allCases.count + field.rawValue
        let start = Int(index == 0 ? 0 : ends[index - 1])
        return UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[index])])
    }
}

extension CustomerChunk {
    func withValues<Result>(_ body: (ChunkValues) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeBufferPointer { ends in body(ChunkValues(bytes: bytes, ends: ends)) }
        }
    }
}
