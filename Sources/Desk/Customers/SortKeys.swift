import ResellerAPI

/// The rows of a table in the order of a column.
///
/// Rows are compared by the first sixteen folded bytes kept beside the row number; only ties go back to the table.
struct RowSorter {
    let table: CustomerTable
    let sorting: Sorting
    let figures: FiguresByUser

    /// What a row is compared by.
    struct Entry {
        var high: UInt64
        var low: UInt64
        var row: UInt32

        /// Greater than all that is known, in either direction.
        static func unknown(_ row: Int) -> Entry { Entry(high: .max, low: .max, row: UInt32(row)) }
    }

    func sorted() -> [UInt32] {
        sorted(sorting.dependsOnFigures ? figureEntries() : entries(ofChunksFrom: 0))
    }

    /// The sorted rows of a table that only grew at its end, by whole chunks: each new row is put into the old order.
    func merged(_ old: [UInt32]) -> [UInt32] {
        let firstNew = table.chunks.indices.first { table.start(ofChunk: $0) >= old.count } ?? table.chunks.count
        let new = sorted(entries(ofChunksFrom: firstNew))
        var result: [UInt32] = []
        result.reserveCapacity(old.count + new.count)
        var from = 0
        for row in new {
            let to = place(of: row, in: old, from: from)
            result.append(contentsOf: old[from..<to])
            result.append(row)
            from = to
        }
        result.append(contentsOf: old[from...])
        return result
    }

    /// Where a row stands, or would stand, among sorted rows; never with a column that depends on figures.
    func place(of row: UInt32, in rows: [UInt32], from start: Int = 0) -> Int {
        let wanted = entry(row)
        var low = start
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(entry(rows[middle]), wanted) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func sorted(_ entries: [Entry]) -> [UInt32] {
        var entries = entries
        entries.sort(by: isBefore)
        return entries.map(\.row)
    }

    private func isBefore(_ one: Entry, _ other: Entry) -> Bool {
        if one.high != other.high { return one.high < other.high }
        if one.low != other.low { return one.low < other.low }
        return isBeforeByText(one.row, other.row)
    }

    // MARK: - Keys

    private func entries(ofChunksFrom first: Int) -> [Entry] {
        var entries: [Entry] = []
        guard first < table.chunks.count else { return [] }
        entries.reserveCapacity(table.count - table.start(ofChunk: first))
        for index in first..<table.chunks.count {
            let (chunk, start) = (table.chunks[index], table.start(ofChunk: index))
            chunk.withValues { values in
                for row in 0..<chunk.count { entries.append(entry(values.bytes(row, field), start + row)) }
            }
        }
        return entries
    }

    private func entry(_ row: UInt32) -> Entry {
        let place = table.place(of: Int(row))
        return place.chunk.withValues { entry($0.bytes(place.row, field), Int(row)) }
    }

    private func entry(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int) -> Entry {
        // What was not told sorts last, in either direction.
        if bytes.isEmpty { return .unknown(row) }
        return sorting.column == .id ? numberEntry(bytes, row) : textEntry(bytes, row)
    }

    private func textEntry(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int) -> Entry {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for offset in 0..<8 { high = high << 8 | (offset < bytes.count ? UInt64(Self.folded(bytes[offset])) : 0) }
        for offset in 8..<16 { low = low << 8 | (offset < bytes.count ? UInt64(Self.folded(bytes[offset])) : 0) }
        return Entry(high: sorting.inverted ? ~high : high, low: sorting.inverted ? ~low : low, row: UInt32(row))
    }

    private func numberEntry(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int) -> Entry {
        var number: UInt64 = 0
        for byte in bytes {
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            guard byte >= 0x30, byte <= 0x39, !isTooLarge, product < UInt64.max - 16 else { return .unknown(row) }
            number = product + UInt64(byte - 0x30)
        }
        return Entry(high: sorting.inverted ? UInt64.max - 1 - number : number, low: 0, row: UInt32(row))
    }

    /// The most first, as one wants to see who sends most or is worst; what is unknown last, inverted or not.
    private func figureEntries() -> [Entry] {
        let known = figures.compactMap { user, figures in weight(figures).map { (user, $0) } }
        let index = UsernameIndex(known.map(\.0))
        var entries: [Entry] = []
        entries.reserveCapacity(table.count)
        table.eachUsername { row, name in
            if let place = index.place(of: name) {
                let weight = known[place].1
                entries.append(
                    Entry(high: sorting.inverted ? weight : .max - 1 - weight, low: 0, row: UInt32(row)))
            } else {
                entries.append(.unknown(row))
            }
            return true
        }
        return entries
    }

    private func weight(_ figures: Figures) -> UInt64? {
        let sent = figures.sent.map { min(UInt64(clamping: $0), 1 << 47) }
        return sorting.column == .sent ? sent : UInt64(figures.severity.rawValue) << 48 | (sent ?? 0)
    }

    // MARK: - Ties

    private var field: CustomerField {
        switch sorting.column {
        case .email: .email
        case .name: .lastName
        case .company: .website
        case .id: .id
        case .username, .sent, .risk: .username
        }
    }

    /// Orders rows whose keys are equal by the rest of their text, then by username, then as the service has them.
    private func isBeforeByText(_ one: UInt32, _ other: UInt32) -> Bool {
        let isInverted = sorting.inverted && !sorting.dependsOnFigures
        let order = compare(Int(one), Int(other), field)
        if order != 0 { return isInverted ? order > 0 : order < 0 }
        let names = field == .username ? 0 : compare(Int(one), Int(other), .username)
        return names != 0 ? names < 0 : one < other
    }

    private func compare(_ one: Int, _ other: Int, _ field: CustomerField) -> Int {
        let (a, b) = (table.place(of: one), table.place(of: other))
        return a.chunk.withValues { left in
            b.chunk.withValues { right in Self.compare(left.bytes(a.row, field), right.bytes(b.row, field)) }
        }
    }

    private static func compare(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        for offset in 0..<min(one.count, other.count) {
            let difference = Int(folded(one[offset])) - Int(folded(other[offset]))
            if difference != 0 { return difference }
        }
        return one.count - other.count
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}

extension Sorting {
    /// Whether the order changes with what is read of single customers.
    var dependsOnFigures: Bool { column == .sent || column == .risk }
}
