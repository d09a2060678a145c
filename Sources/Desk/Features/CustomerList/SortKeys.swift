import Formats
import Records
import ResellerAPI
import Settings

/// The rows of a table in the order of a column.
///
/// Rows are sorted by sixteen folded bytes kept beside the row number. Rows that are equal so far are sorted by the next
/// sixteen, then by username, then as the service has them: no comparison goes back to the table.
struct RowSorter {
    let table: CustomerTable
    let sorting: Sorting
    let figures: FiguresByUser
    /// Fewer mails in a period say nothing about a rate.
    var enoughMail = AlarmRules().count(.enoughMail)

    func sorted() -> [UInt32] {
        var entries = sorting.dependsOnFigures ? figureEntries() : entries(ofChunksFrom: 0)
        sortWhole(&entries)
        return entries.map(\.row)
    }

    /// The sorted rows of a table that only grew at its end, by whole chunks: each new row is put into the old order.
    func merged(_ old: [UInt32]) -> [UInt32] {
        let firstNew = table.chunks.indices.first { table.start(ofChunk: $0) >= old.count } ?? table.chunks.count
        var new = entries(ofChunksFrom: firstNew)
        sortWhole(&new)
        var result: [UInt32] = []
        result.reserveCapacity(old.count + new.count)
        var from = 0
        for entry in new {
            let to = place(of: entry.row, in: old, from: from)
            result.append(contentsOf: old[from..<to])
            result.append(entry.row)
            from = to
        }
        result.append(contentsOf: old[from...])
        return result
    }

    /// Where a row stands, or would stand, among sorted rows; never with a column that depends on figures.
    func place(of row: UInt32, in rows: [UInt32], from start: Int = 0) -> Int {
        var low = start
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(rows[middle], row) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: - Sorting

    /// What a row is compared by.
    private struct Entry {
        var high: UInt64
        var low: UInt64
        var row: UInt32
        var chunk: UInt32

        static func < (one: Entry, other: Entry) -> Bool {
            one.high != other.high ? one.high < other.high : one.low < other.low
        }

        func isEqual(_ other: Entry) -> Bool { high == other.high && low == other.low }
    }

    private func sortWhole(_ entries: inout [Entry]) {
        entries.withUnsafeMutableBufferPointer { entries in
            entries.sort(by: <)
            // Figures are whole in the first key; ties among them are broken by username.
            let isWhole = sorting.dependsOnFigures || sorting.column == .id
            sortTies(entries, field: isWhole ? .username : field, from: isWhole ? 0 : 16)
        }
    }

    /// Sorts every run of equal keys by the bytes of a field that come next.
    private func sortTies(_ entries: UnsafeMutableBufferPointer<Entry>, field: CustomerField, from offset: Int) {
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].isEqual(entries[start]) { end += 1 }
            if end - start > 1 {
                sortRun(UnsafeMutableBufferPointer(rebasing: entries[start..<end]), field: field, from: offset)
            }
            start = end
        }
    }

    private func sortRun(_ entries: UnsafeMutableBufferPointer<Entry>, field: CustomerField, from offset: Int) {
        var run = entries
        let isInverted = sorting.inverted && field == self.field && !sorting.dependsOnFigures
        var goesOn = false
        for index in run.indices {
            let entry = run[index]
            let chunk = table.chunks[Int(entry.chunk)]
            let row = Int(entry.row) - table.start(ofChunk: Int(entry.chunk))
            chunk.withValues { values in
                let bytes = values.bytes(row, field)
                if bytes.count > offset { goesOn = true }
                (run[index].high, run[index].low) = Self.key(bytes, from: offset, isInverted: isInverted)
            }
        }
        if goesOn {
            run.sort(by: <)
            sortTies(run, field: field, from: offset + 16)
        } else if field != .username {
            sortRun(run, field: .username, from: 0)
        } else {
            run.sort { $0.row < $1.row }
        }
    }

    // MARK: - Keys

    /// Sixteen folded bytes as two numbers; blanks of the text's end are 0.
    private static func key(
        _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, isInverted: Bool
    ) -> (UInt64, UInt64) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in offset..<offset + 8 {
            high = high << 8 | (place < bytes.count ? UInt64(ASCII.lowered(bytes[place])) : 0)
        }
        for place in offset + 8..<offset + 16 {
            low = low << 8 | (place < bytes.count ? UInt64(ASCII.lowered(bytes[place])) : 0)
        }
        return isInverted ? (~high, ~low) : (high, low)
    }

    private func entries(ofChunksFrom first: Int) -> [Entry] {
        guard first < table.chunks.count else { return [] }
        var entries: [Entry] = []
        entries.reserveCapacity(table.count - table.start(ofChunk: first))
        for index in first..<table.chunks.count {
            let (chunk, start) = (table.chunks[index], table.start(ofChunk: index))
            chunk.withValues { values in
                for row in 0..<chunk.count {
                    let (high, low) = key(values.bytes(row, field))
                    entries.append(Entry(high: high, low: low, row: UInt32(start + row), chunk: UInt32(index)))
                }
            }
        }
        return entries
    }

    /// Greater than all that is known, in either direction.
    private static let unknown = (UInt64.max, UInt64.max)

    private func key(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64) {
        if bytes.isEmpty { return Self.unknown }
        if sorting.column == .id { return numberKey(bytes) }
        return Self.key(bytes, from: 0, isInverted: sorting.inverted)
    }

    private func numberKey(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64) {
        var number: UInt64 = 0
        for byte in bytes {
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            guard byte >= 0x30, byte <= 0x39, !isTooLarge, product < UInt64.max - 16 else { return Self.unknown }
            number = product + UInt64(byte - 0x30)
        }
        return (sorting.inverted ? UInt64.max - 1 - number : number, 0)
    }

    /// The most first, as one wants to see who sends most or is worst; what is unknown last, inverted or not.
    private func figureEntries() -> [Entry] {
        let known = figures.compactMap { user, figures in weight(figures).map { (user, $0) } }
        let isDescending = sorting.column.isMostFirst != sorting.inverted
        let index = UsernameIndex(known.map(\.0))
        var entries: [Entry] = []
        entries.reserveCapacity(table.count)
        for (chunk, values) in table.chunks.enumerated() {
            let start = table.start(ofChunk: chunk)
            values.withValues { values in
                for row in 0..<table.chunks[chunk].count {
                    let weight = index.place(of: values.bytes(row, .username)).map { known[$0].1 }
                    let high = weight.map { isDescending ? .max - 1 - $0.high : $0.high } ?? .max
                    let low = weight.map { isDescending ? .max - $0.low : $0.low } ?? 0
                    entries.append(Entry(high: high, low: low, row: UInt32(start + row), chunk: UInt32(chunk)))
                }
            }
        }
        return entries
    }

    /// The figure as a number that grows with it; of those at the same risk, who sends more weighs more.
    private func weight(_ figures: Figures) -> (high: UInt64, low: UInt64)? {
        guard let value = figures.value(of: sorting.column, enoughMail: enoughMail), value >= 0 else { return nil }
        let sent = sorting.column == .risk ? figures.sent.map { UInt64(clamping: $0) } ?? 0 : 0
        return (value.bitPattern, sent)
    }

    private var field: CustomerField {
        switch sorting.column {
        case .email: .email
        case .name: .lastName
        case .company: .website
        case .id: .id
        case .username, .risk, .bounceRate, .spamRate, .creditsLeft, .sent: .username
        }
    }

    // MARK: - Single rows

    private func isBefore(_ one: UInt32, _ other: UInt32) -> Bool {
        let (a, b) = (table.place(of: Int(one)), table.place(of: Int(other)))
        return a.chunk.withValues { left in
            b.chunk.withValues { right in
                let (first, second) = (left.bytes(a.row, field), right.bytes(b.row, field))
                let (firstKey, secondKey) = (key(first), key(second))
                if firstKey != secondKey { return firstKey < secondKey }
                let order = sorting.column == .id ? 0 : Self.compare(first, second)
                if order != 0 { return sorting.inverted ? order > 0 : order < 0 }
                let names = Self.compare(left.bytes(a.row, .username), right.bytes(b.row, .username))
                return names != 0 ? names < 0 : one < other
            }
        }
    }

    /// Compares folded text as keys do: what ends first is filled up with zeros.
    private static func compare(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        for offset in 0..<max(one.count, other.count) {
            let left = offset < one.count ? Int(ASCII.lowered(one[offset])) : 0
            let right = offset < other.count ? Int(ASCII.lowered(other[offset])) : 0
            if left != right { return left - right }
        }
        return 0
    }

}

extension Sorting {
    /// Whether the order changes with what is read of single customers.
    package var dependsOnFigures: Bool {
        switch column {
        case .risk, .bounceRate, .spamRate, .creditsLeft, .sent: true
        case .username, .email, .name, .company, .id: false
        }
    }
}
