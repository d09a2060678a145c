import CSearch
import Formats
import ResellerAPI

/// Suppressed addresses made ready for searching: their values folded in one contiguous buffer.
///
/// A row is list, address, status and reason, then the other spellings of the address where its domain has several (at
/// most two), parted by U+0001 and ended by a line feed, so that no needle reaches from
/// one value into the next. Two indexes are equal when they are the same.
final class SuppressionIndex: Sendable, Equatable {
    let entries: [Suppression]
    private let folded: [UInt8]
    /// The end of each row in `folded`.
    private let ends: [UInt32]

    static func == (one: SuppressionIndex, other: SuppressionIndex) -> Bool { one === other }

    private static let separator: UInt8 = 1
    private static let rowEnd: UInt8 = 0x0A
    /// The buffer is counted in 32 bits: what lies beyond is not searched, and no list comes near to it.
    private static let mostBytes = Int(UInt32.max) - 1

    init(_ entries: [Suppression]) {
        var folded: [UInt8] = []
        var ends: [UInt32] = []
        folded.reserveCapacity(entries.count * 80)
        ends.reserveCapacity(entries.count)
        for entry in entries where folded.count < Self.mostBytes / 2 {
            TextFold.append(entry.list.rawValue, to: &folded)
            for value in [entry.email, entry.status, entry.reason] {
                folded.append(Self.separator)
                if let value { TextFold.append(value, to: &folded) }
            }
            for other in AddressForms.otherSpellings(entry.email) {
                folded.append(Self.separator)
                folded.append(contentsOf: other)
            }
            folded.append(Self.rowEnd)
            ends.append(UInt32(folded.count))
        }
        self.entries = entries
        self.folded = folded
        self.ends = ends
    }

    /// The entries that meet all terms; nil when nobody waits for them any more.
    func entries(meeting query: SuppressionQuery) -> [Suppression]? {
        var result = RowBits(rows: ends.count, all: true)
        for term in query.terms {
            if Task.isCancelled { return nil }
            result.formIntersection(bits(term))
        }
        return ends.indices.compactMap { result.contains(UInt32($0)) ? entries[$0] : nil }
    }

    private func bits(_ term: SuppressionQuery.Term) -> RowBits {
        switch term {
        case .word(let needle): return mark(needle)
        case .not(let inner):
            var bits = bits(inner)
            bits.invert()
            return bits
        case .whole(let needle):
            return verified(needle) { row in (0..<6).contains { self.value($0, row).elementsEqual(needle) } }
        case .fuzzy(let needle):
            var bits = RowBits(rows: ends.count)
            for row in ends.indices where addresses(row).contains(where: { FilterText.holdsInOrder($0, needle) }) {
                bits.insert(row)
            }
            return bits
        case .field(let field, let needle):
            return verified(needle) { self.holds($0, field, needle) }
        }
    }

    private func mark(_ needle: [UInt8]) -> RowBits {
        var bits = RowBits(rows: ends.count)
        bits.words.withUnsafeMutableBufferPointer { words in
            guard let base = words.baseAddress else { return }
            cs_mark_rows(folded, folded.count, ends, ends.count, needle, needle.count, base, 0)
        }
        return bits
    }

    /// Of the rows that hold the needle at all, which is told fastest, those that hold it where it counts.
    private func verified(_ needle: [UInt8], _ holds: (Int) -> Bool) -> RowBits {
        let candidates = mark(needle)
        var bits = RowBits(rows: ends.count)
        for row in ends.indices where candidates.contains(UInt32(row)) && holds(row) { bits.insert(row) }
        return bits
    }

    private func holds(_ row: Int, _ field: SuppressionQuery.Field, _ needle: [UInt8]) -> Bool {
        switch field {
        case .list: return value(0, row).starts(with: needle)
        case .address: return addresses(row).contains { FilterText.contains($0, needle) }
        case .status: return value(2, row).starts(with: needle)
        case .reason: return FilterText.contains(value(3, row), needle)
        case .domain:
            return addresses(row).contains { address in
                guard let at = address.lastIndex(of: 0x40) else { return false }
                return FilterText.contains(address[(at + 1)...], needle)
            }
        }
    }

    /// The address of a row in all its spellings; what it has not is empty.
    private func addresses(_ row: Int) -> [ArraySlice<UInt8>] { [1, 4, 5].map { value($0, row) } }

    /// The n-th value of a row: list, address, status, reason, other spellings; empty where there is none.
    private func value(_ number: Int, _ row: Int) -> ArraySlice<UInt8> {
        var start = row == 0 ? 0 : Int(ends[row - 1])
        let end = Int(ends[row]) - 1
        for _ in 0..<number {
            start = (folded[start..<end].firstIndex(of: Self.separator) ?? end - 1) + 1
        }
        return folded[start..<(folded[start..<end].firstIndex(of: Self.separator) ?? end)]
    }
}
