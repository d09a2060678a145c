import ResellerAPI

/// The rows of a table in the order of a column.
///
/// Rows are compared by the first sixteen folded bytes kept beside the row number; only ties go back to the table.
struct RowSorter {
    let table: CustomerTable
    let sorting: Sorting
    let figures: [String: Figures]

    private struct Entry {
        var high: UInt64
        var low: UInt64
        var row: UInt32
    }

    func sorted() -> [UInt32] {
        let rows = sorted(rows: 0..<table.count)
        return rows
    }

    /// The sorted rows of a table that only grew at its end: the new rows are sorted and merged into the old order.
    func merged(_ old: [UInt32]) -> [UInt32] {
        let new = sorted(rows: old.count..<table.count)
        var result: [UInt32] = []
        result.reserveCapacity(old.count + new.count)
        var one = 0
        var other = 0
        while one < old.count, other < new.count {
            if isBefore(entry(Int(new[other])), entry(Int(old[one]))) {
                result.append(new[other])
                other += 1
            } else {
                result.append(old[one])
                one += 1
            }
        }
        result.append(contentsOf: old[one...])
        result.append(contentsOf: new[other...])
        return result
    }

    private func sorted(rows: Range<Int>) -> [UInt32] {
        var entries = rows.map(entry)
        entries.sort(by: isBefore)
        return entries.map(\.row)
    }

    private func isBefore(_ one: Entry, _ other: Entry) -> Bool {
        if one.high != other.high { return one.high < other.high }
        if one.low != other.low { return one.low < other.low }
        return isBeforeByText(one.row, other.row)
    }

    private func entry(_ row: Int) -> Entry {
        switch sorting.column {
        case .sent, .risk: figureEntry(row)
        case .id: numberEntry(row)
        default: textEntry(row)
        }
    }

    private func textEntry(_ row: Int) -> Entry {
        let place = table.place(of: row)
        let range = place.chunk.range(place.row, field)
        var words: (UInt64, UInt64) = (0, 0)
        for offset in 0..<16 {
            let byte = offset < range.count ? UInt64(Self.folded(place.chunk.bytes[range.lowerBound + offset])) : 0
            if offset < 8 { words.0 = words.0 << 8 | byte } else { words.1 = words.1 << 8 | byte }
        }
        // What was not told sorts last, in either direction.
        if range.isEmpty { return Entry(high: .max, low: .max, row: UInt32(row)) }
        return Entry(
            high: sorting.inverted ? ~words.0 : words.0, low: sorting.inverted ? ~words.1 : words.1, row: UInt32(row))
    }

    private func numberEntry(_ row: Int) -> Entry {
        guard let number = table.text(row, .id).flatMap({ UInt64($0) }) else {
            return Entry(high: .max, low: .max, row: UInt32(row))
        }
        return Entry(high: sorting.inverted ? ~number - 1 : number, low: 0, row: UInt32(row))
    }

    /// The most first, as one wants to see who sends most or is worst; what is unknown last, inverted or not.
    private func figureEntry(_ row: Int) -> Entry {
        guard let figures = figures[table.username(row)] else {
            return Entry(high: .max, low: .max, row: UInt32(row))
        }
        let sent = UInt64(clamping: figures.sent ?? 0)
        let weight = sorting.column == .sent ? sent : UInt64(figures.severity.rawValue) << 48 | min(sent, 1 << 47)
        return Entry(high: sorting.inverted ? weight : .max - 1 - weight, low: 0, row: UInt32(row))
    }

    private var field: CustomerField {
        switch sorting.column {
        case .email: .email
        case .name: .lastName
        case .company: .website
        default: .username
        }
    }

    /// Orders rows whose keys are equal by the rest of their text, then by username, then as the service has them.
    private func isBeforeByText(_ one: UInt32, _ other: UInt32) -> Bool {
        let order = compare(Int(one), Int(other), field)
        if order != 0 { return sorting.inverted && isText ? order > 0 : order < 0 }
        let names = field == .username ? 0 : compare(Int(one), Int(other), .username)
        return names != 0 ? names < 0 : one < other
    }

    private var isText: Bool { sorting.column != .sent && sorting.column != .risk && sorting.column != .id }

    private func compare(_ one: Int, _ other: Int, _ field: CustomerField) -> Int {
        let (a, b) = (table.place(of: one), table.place(of: other))
        let (left, right) = (a.chunk.range(a.row, field), b.chunk.range(b.row, field))
        for offset in 0..<min(left.count, right.count) {
            let difference =
                Int(Self.folded(a.chunk.bytes[left.lowerBound + offset]))
                - Int(Self.folded(b.chunk.bytes[right.lowerBound + offset]))
            if difference != 0 { return difference }
        }
        return left.count - right.count
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
