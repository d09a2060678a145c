import CSearch
import Formats
import ResellerAPI

/// One bit per row of a table.
struct RowBits {
    var words: [UInt64]

    init(rows: Int, all: Bool = false) {
        words = Array(repeating: all ? .max : 0, count: (rows + 63) / 64)
    }

    func contains(_ row: UInt32) -> Bool { words[Int(row >> 6)] & (1 << UInt64(row & 63)) != 0 }

    mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

    mutating func formIntersection(_ other: RowBits) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    /// Those of some rows that are in here, in their order.
    func chosen(of rows: [UInt32]) -> [UInt32] {
        let most = words.reduce(0) { $0 + $1.nonzeroBitCount }
        return words.withUnsafeBufferPointer { words in
            Array(unsafeUninitializedCapacity: min(rows.count, most)) { chosen, count in
                for row in rows where words[Int(row >> 6)] & (1 << UInt64(row & 63)) != 0 && count < chosen.count {
                    chosen[count] = row
                    count += 1
                }
            }
        }
    }

    mutating func invert() {
        for index in words.indices { words[index] = ~words[index] }
    }
}

/// Answers a filter over all rows of a table.
///
/// The plain words run over one contiguous folded buffer per chunk (a million rows in tens of milliseconds); the rarer
/// terms look at single values, as bytes.
struct Filtering {
    let table: CustomerTable
    let figures: FiguresByUser

    /// Rows that meet all terms; of no use when the task was cancelled meanwhile.
    func rows(meeting query: FilterQuery) -> RowBits {
        var result = RowBits(rows: table.count, all: true)
        for term in query.terms where !Task.isCancelled {
            result.formIntersection(bits(term))
        }
        return result
    }

    private func bits(_ term: FilterQuery.Term) -> RowBits {
        switch term {
        case .word(let needle): return mark(needle)
        case .not(let inner):
            // Unknown figures meet neither a comparison nor its opposite.
            if case .compare(let measure, let isBelow, let value) = inner {
                return compare(measure) { isBelow ? $0 >= value : $0 <= value }
            }
            var bits = bits(inner)
            bits.invert()
            return bits
        case .compare(let measure, let isBelow, let value):
            return compare(measure) { isBelow ? $0 < value : $0 > value }
        case .whole(let needle): return eachFolded { Self.holdsWhole($0, needle) }
        case .fuzzy(let needle):
            // The username stands first.
            return eachFolded { text in FilterText.holdsInOrder(text.prefix { $0 != 1 }, needle) }
        case .field(.active, let word): return mark(active: Self.activeWords.contains(word))
        case .field(let field, let needle): return mark(needle, in: field)
        }
    }

    private func mark(_ needle: [UInt8]) -> RowBits {
        var bits = RowBits(rows: table.count)
        bits.words.withUnsafeMutableBufferPointer { words in
            guard let base = words.baseAddress else { return }
            for (index, chunk) in table.chunks.enumerated() where !Task.isCancelled {
                cs_mark_rows(
                    chunk.folded, chunk.folded.count, chunk.foldedEnds, chunk.count, needle, needle.count, base,
                    table.start(ofChunk: index))
            }
        }
        return bits
    }

    // MARK: - Single values

    private func each(_ holds: (ChunkValues, Int) -> Bool) -> RowBits {
        var bits = RowBits(rows: table.count)
        for (index, chunk) in table.chunks.enumerated() where !Task.isCancelled {
            let start = table.start(ofChunk: index)
            chunk.withValues { values in
                for row in 0..<chunk.count where holds(values, row) { bits.insert(start + row) }
            }
        }
        return bits
    }

    private func mark(_ needle: [UInt8], in field: CustomerField) -> RowBits {
        needle.withUnsafeBufferPointer { needle in
            each { values, row in
                let value = values.bytes(row, field)
                if value.isEmpty { return false }
                if !HostForms.hasForms(value) { return Self.holds(value, needle) }
                // Only text beyond ASCII, and hosts with two spellings, pay for Unicode.
                return AddressForms.searched(String(decoding: value, as: UTF8.self))
                    .contains { $0.withUnsafeBufferPointer { Self.holds($0, needle) } }
            }
        }
    }

    /// What says of `is:` and `active:` that it is so; anything else says that it is not.
    private static let activeWords = Set(["true", "yes", "1", "on", "active"].map { Array($0.utf8) })

    /// Nil where it was not told, and in no way false.
    private func mark(active: Bool) -> RowBits {
        each { values, row in
            let value = values.bytes(row, .active)
            return !value.isEmpty && CustomerTable.isTrue(value) == active
        }
    }

    private func compare(_ measure: FilterQuery.Measure, _ meets: (Double) -> Bool) -> RowBits {
        let users = figures.compactMap { user, figures in
            figures.measures[measure].map(meets) == true ? user : nil
        }
        var bits = RowBits(rows: table.count)
        guard !users.isEmpty else { return bits }
        let index = UsernameIndex(users)
        table.eachUsername { row, name in
            if index.place(of: name) != nil { bits.insert(row) }
            return true
        }
        return bits
    }

    private static func holds(_ value: UnsafeBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>) -> Bool {
        guard needle.count <= value.count else { return false }
        return (0...(value.count - needle.count)).contains { start in
            needle.indices.allSatisfy { TextFold.byte(value[start + $0]) == needle[$0] }
        }
    }

    // MARK: - The folded text

    private func eachFolded(_ holds: (UnsafeBufferPointer<UInt8>) -> Bool) -> RowBits {
        var bits = RowBits(rows: table.count)
        for (index, chunk) in table.chunks.enumerated() where !Task.isCancelled {
            let start = table.start(ofChunk: index)
            chunk.folded.withUnsafeBufferPointer { folded in
                var from = 0
                for row in 0..<chunk.count {
                    // Without the line feed at the end.
                    let end = Int(chunk.foldedEnds[row])
                    if holds(UnsafeBufferPointer(rebasing: folded[from..<end - 1])) { bits.insert(start + row) }
                    from = end
                }
            }
        }
        return bits
    }

    /// Whether one of the values, parted by U+0001, is the needle.
    private static func holdsWhole(_ text: UnsafeBufferPointer<UInt8>, _ needle: [UInt8]) -> Bool {
        var start = 0
        for end in 0...text.count where end == text.count || text[end] == 1 {
            if end - start == needle.count, text[start..<end].elementsEqual(needle) { return true }
            start = end + 1
        }
        return false
    }
}

extension CustomerTable {
    /// How the wire writes truth; anything else is false.
    package static func isTrue(_ value: some Collection<UInt8>) -> Bool {
        truths.contains { truth in
            truth.utf8.count == value.count && zip(truth.utf8, value).allSatisfy { $0 == TextFold.byte($1) }
        }
    }

    private static let truths = ["true", "1", "yes"]
}
