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
        entry = entries.last { wanted.isSame($0.email) }
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
    private let text: String
    private let bytes: [UInt8]
    private let isASCII: Bool

    init(_ address: String) {
        text = address.lowercased()
        bytes = Array(text.utf8)
        isASCII = bytes.allSatisfy { $0 < 0x80 }
    }

    /// Whether it is the same address; the case of letters does not count.
    func isSame(_ other: String) -> Bool {
        guard isASCII else { return other.lowercased() == text }
        return withBytes(of: other) { other in
            other.count == bytes.count && bytes.indices.allSatisfy { ASCII.lowered(other[$0]) == bytes[$0] }
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

extension SuppressionList {
    /// Id of the operation that takes an address off this list.
    package var deleteOperation: String {
        switch self {
        case .bounced: "bounces.delete"
        case .unsubscribed: "unsubscribes.delete"
        case .invalid: "invalidEmails.delete"
        case .spam: "spamReports.delete"
        }
    }
}
