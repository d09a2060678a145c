import CSearch
import Formats

/// What a filter line asks for: a thing that a row has to meet. Texts are folded UTF-8.
package indirect enum FilterTerm<Field: Sendable & Hashable, Measure: Sendable & Hashable>: Sendable, Equatable {
    /// Found somewhere.
    case word([UInt8])
    /// A whole value.
    case whole([UInt8])
    /// Letters that stand somewhere in this order.
    case fuzzy([UInt8])
    case field(Field, [UInt8])
    case compare(Measure, isBelow: Bool, Double)
    case not(FilterTerm)
}

/// Finding in folded text, the same for all filters.
enum FilterText {
    static func contains(_ value: some Collection<UInt8>, _ needle: [UInt8]) -> Bool {
        let found = value.withContiguousStorageIfAvailable {
            cs_contains($0.baseAddress, $0.count, needle, needle.count) != 0
        }
        return found ?? contains(Array(value), needle)
    }

    static func holdsInOrder(_ value: some Sequence<UInt8>, _ needle: [UInt8]) -> Bool {
        var place = 0
        for byte in value {
            if place == needle.count { break }
            if byte == needle[place] { place += 1 }
        }
        return place == needle.count
    }
}

extension FilterTerm {
    /// Whether a row meets it. `texts` gives the values of a field, or those in which words are looked for; `number` a
    /// figure, nil where it is not known: that meets neither a comparison nor its opposite.
    func isMet(texts: (Field?) -> [String], number: ((Measure) -> Double?)? = nil) -> Bool {
        switch self {
        case .word(let needle): Self.any(texts(nil)) { FilterText.contains($0, needle) }
        case .whole(let needle): Self.any(texts(nil)) { $0 == needle }
        case .fuzzy(let needle): Self.any(texts(nil)) { FilterText.holdsInOrder($0, needle) }
        case .field(let field, let needle): Self.any(texts(field)) { FilterText.contains($0, needle) }
        case .compare(let measure, let isBelow, let limit):
            number?(measure).map { isBelow ? $0 < limit : $0 > limit } ?? false
        case .not(.compare(let measure, let isBelow, let limit)):
            number?(measure).map { isBelow ? $0 >= limit : $0 <= limit } ?? false
        case .not(let inner): !inner.isMet(texts: texts, number: number)
        }
    }

    /// Whether one of the spellings of one of the texts is the one.
    private static func any(_ texts: [String], _ isWanted: ([UInt8]) -> Bool) -> Bool {
        texts.contains { AddressForms.searched($0).contains(where: isWanted) }
    }
}
