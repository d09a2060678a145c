import Formats
import ResellerAPI

/// What one list of a customer says about an address.
package struct WhyFinding: Sendable, Equatable {
    /// What was looked through; an answer about anything else is out of date.
    struct Basis: Sendable, Equatable {
        let address: String
        let user: String
        /// When the list was read.
        let readAt: Double

        /// Two spellings are two addresses here, though they may read the same.
        static func == (one: Basis, other: Basis) -> Bool {
            one.readAt == other.readAt && one.user == other.user
                && one.address.utf8.elementsEqual(other.address.utf8)
        }
    }

    let basis: Basis
    /// The entry of the address; nil where the list does not hold it.
    package let entry: Suppression?
    /// Entries whose address differs by one character, at most `mostSimilar`.
    package let similar: [Suppression]

    static let mostSimilar = 3

    /// Walks the list: it may hold a hundred thousand addresses, so this is done once a reading and never for a frame.
    init(_ basis: Basis, in entries: [Suppression]) {
        self.basis = basis
        let wanted = AddressPattern(basis.address)
        entry = wanted.entry(in: entries)
        guard entry == nil else {
            similar = []
            return
        }
        var similar: [Suppression] = []
        for entry in entries where wanted.isSimilar(entry.email) {
            similar.append(entry)
            if similar.count == Self.mostSimilar { break }
        }
        self.similar = similar
    }
}

/// An address to compare many others with, letter by letter as they lie in memory.
struct AddressPattern {
    private let address: String
    private let key: String
    private let bytes: [UInt8]

    init(_ address: String) {
        self.address = address
        key = AddressForms.key(address)
        bytes = Array(key.utf8)
    }

    /// The entry of the address: of several spellings the very one that was asked for.
    func entry(in entries: [Suppression]) -> Suppression? {
        let same = entries.filter { isSame($0.email) }
        return same.last { $0.email.utf8.elementsEqual(address.utf8) } ?? same.last
    }

    /// Whether it is the same address, in whatever spelling.
    func isSame(_ other: String) -> Bool {
        withBytes(of: other) { bytes in
            guard !HostForms.hasForms(bytes) else { return AddressForms.key(other) == key }
            return bytes.count == self.bytes.count
                && bytes.indices.allSatisfy { ASCII.lowered(bytes[$0]) == self.bytes[$0] }
        }
    }

    /// Whether one character was put in, left out, mistaken, or changed places with the next.
    func isSimilar(_ other: String) -> Bool {
        withBytes(of: other) { other in
            guard abs(other.count - bytes.count) <= 1, !bytes.isEmpty, !other.isEmpty else { return false }
            let shorter = min(other.count, bytes.count)
            var start = 0
            while start < shorter, ASCII.lowered(other[start]) == bytes[start] { start += 1 }
            var end = 0
            while end < shorter - start,
                ASCII.lowered(other[other.count - 1 - end]) == bytes[bytes.count - 1 - end]
            {
                end += 1
            }
            let (mine, theirs) = (bytes.count - start - end, other.count - start - end)
            if mine <= 1, theirs <= 1 { return mine + theirs > 0 }
            return mine == 2 && theirs == 2 && ASCII.lowered(other[start]) == bytes[start + 1]
                && ASCII.lowered(other[start + 1]) == bytes[start]
        }
    }

    private func withBytes(of other: String, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        if let result = other.utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(other.utf8).withUnsafeBufferPointer(body)
    }

}
