import CSearch
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

    mutating func invert() {
        for index in words.indices { words[index] = ~words[index] }
    }
}

/// Answers a filter over all rows of a table.
///
/// The plain words run over one contiguous folded buffer per chunk (a million rows in tens of milliseconds); the rarer
/// terms look at single values.
struct Filtering {
    let table: CustomerTable
    let figures: [String: Figures]

    /// Rows that meet all terms; nil when some work was cancelled midway.
    func rows(meeting query: FilterQuery) -> RowBits {
        var result = RowBits(rows: table.count, all: true)
        for term in query.terms {
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
        case .whole(let needle): return each { Self.holdsWhole($0, $1, needle) }
        case .fuzzy(let needle): return each { Self.holdsInOrder($0, $1, needle) }
        case .field(let field, let needle): return each { Self.holds($0, $1, field, needle) }
        case .status(let active): return each { ($0.text($1, .active).map { $0 == "true" || $0 == "1" } == active) }
        }
    }

    private func mark(_ needle: [UInt8]) -> RowBits {
        var bits = RowBits(rows: table.count)
        bits.words.withUnsafeMutableBufferPointer { words in
            guard let base = words.baseAddress else { return }
            for (index, chunk) in table.chunks.enumerated() {
                cs_mark_rows(
                    chunk.folded, chunk.folded.count, chunk.foldedEnds, chunk.count, needle, needle.count, base,
                    table.start(ofChunk: index))
            }
        }
        return bits
    }

    private func each(_ holds: (CustomerChunk, Int) -> Bool) -> RowBits {
        var bits = RowBits(rows: table.count)
        for (index, chunk) in table.chunks.enumerated() {
            let start = table.start(ofChunk: index)
            for row in 0..<chunk.count where holds(chunk, row) { bits.insert(start + row) }
        }
        return bits
    }

    private func compare(_ measure: FilterQuery.Measure, _ meets: (Double) -> Bool) -> RowBits {
        guard !figures.isEmpty else { return RowBits(rows: table.count) }
        return each { chunk, row in
            figures[chunk.username(row)]?.measures[measure].map(meets) ?? false
        }
    }

    private static func foldedRange(_ chunk: CustomerChunk, _ row: Int) -> Range<Int> {
        Int(row == 0 ? 0 : chunk.foldedEnds[row - 1])..<Int(chunk.foldedEnds[row]) - 1
    }

    private static func holdsWhole(_ chunk: CustomerChunk, _ row: Int, _ needle: [UInt8]) -> Bool {
        chunk.folded[foldedRange(chunk, row)].split(separator: 1).contains { $0.elementsEqual(needle) }
    }

    private static func holdsInOrder(_ chunk: CustomerChunk, _ row: Int, _ needle: [UInt8]) -> Bool {
        var wanted = needle.makeIterator()
        var next = wanted.next()
        for byte in chunk.folded[foldedRange(chunk, row)] {
            if byte == 1 { break }
            if byte == next { next = wanted.next() }
            if next == nil { return true }
        }
        return next == nil
    }

    private static func holds(
        _ chunk: CustomerChunk, _ row: Int, _ field: CustomerField, _ needle: [UInt8]
    ) -> Bool {
        guard let text = chunk.text(row, field) else { return false }
        let folded = FilterQuery.fold(text)
        return cs_contains(folded, folded.count, needle, needle.count) != 0
    }
}
