import ResellerAPI

/// All customers that were read, immutable, in the order of the service.
///
/// Held by reference: equality is identity, so no comparison walks a million rows for a key.
package final class CustomerTable: Sendable, Equatable {
    package let chunks: [CustomerChunk]
    /// Number of rows before each chunk, and the total at the end.
    private let starts: [Int]

    package init(chunks: [CustomerChunk] = []) {
        self.chunks = chunks
        var starts = [0]
        starts.reserveCapacity(chunks.count + 1)
        for chunk in chunks { starts.append((starts.last ?? 0) + chunk.count) }
        self.starts = starts
    }

    package static let empty = CustomerTable()

    package var count: Int { starts.last ?? 0 }

    package static func == (one: CustomerTable, other: CustomerTable) -> Bool { one === other }

    /// The chunk that holds a row, and the row's place in it.
    package func place(of row: Int) -> (chunk: CustomerChunk, row: Int) {
        var low = 0
        var high = chunks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= row { low = middle } else { high = middle - 1 }
        }
        return (chunks[low], row - starts[low])
    }

    /// The first row of a chunk.
    package func start(ofChunk index: Int) -> Int { starts[index] }

    /// One value; nil where the service did not tell it. `row` must be below `count`.
    package func text(_ row: Int, _ field: CustomerField) -> String? {
        let place = place(of: row)
        return place.chunk.text(place.row, field)
    }

    package func username(_ row: Int) -> String { text(row, .username) ?? "" }
}

/// Rows of a table in the order in which they are shown; equality is identity.
package final class RowOrder: Sendable, Equatable {
    package let rows: [UInt32]

    package init(_ rows: [UInt32]) { self.rows = rows }

    package static let empty = RowOrder([])

    package var count: Int { rows.count }

    package static func == (one: RowOrder, other: RowOrder) -> Bool { one === other }
}

/// Marked rows of a table, one bit each.
package struct MarkSet: Sendable, Equatable {
    private var words: [UInt64] = []
    package private(set) var count = 0

    package init() {}

    package func contains(_ row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] & (1 << UInt64(row & 63)) != 0
    }

    package mutating func insert(_ row: Int) {
        let word = row >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        if words[word] & (1 << UInt64(row & 63)) == 0 {
            words[word] |= 1 << UInt64(row & 63)
            count += 1
        }
    }

    package mutating func remove(_ row: Int) {
        guard contains(row) else { return }
        words[row >> 6] &= ~(1 << UInt64(row & 63))
        count -= 1
    }

    /// Marks many rows at once.
    package mutating func insert(contentsOf rows: some Sequence<UInt32>, below limit: Int) {
        let needed = (limit + 63) >> 6
        if needed > words.count { words.append(contentsOf: repeatElement(0, count: needed - words.count)) }
        var added = 0
        words.withUnsafeMutableBufferPointer { words in
            for row in rows where row < limit {
                let bit: UInt64 = 1 << UInt64(row & 63)
                if words[Int(row >> 6)] & bit == 0 { added += 1 }
                words[Int(row >> 6)] |= bit
            }
        }
        count += added
    }

    /// Sets of different lengths are equal when the same rows are marked.
    package static func == (one: MarkSet, other: MarkSet) -> Bool {
        guard one.count == other.count else { return false }
        let common = min(one.words.count, other.words.count)
        return one.words[..<common] == other.words[..<common]
    }

    /// All marked rows, ascending.
    package var rows: [Int] {
        var result: [Int] = []
        result.reserveCapacity(count)
        for (index, word) in words.enumerated() where word != 0 {
            var rest = word
            while rest != 0 {
                result.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return result
    }
}
