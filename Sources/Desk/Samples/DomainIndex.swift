import ResellerAPI

/// Tells whose mail comes from a domain. Built once for a table of customers; held by reference.
package final class DomainIndex: Sendable, Equatable {
    /// The customers it was made of.
    package let table: CustomerTable
    /// Sorted. Half a hash of the domain, then in which field it stands, then the row: eight bytes each.
    private let entries: [UInt64]

    /// What a domain stands in; the first ones tell more.
    private static let fields: [CustomerField] = [.username, .website, .email]
    private static let rowBits: UInt64 = 30
    /// Of a domain that many share no more than these are looked at.
    private static let mostShared = 2_000

    /// Nil when nobody waits for it any more.
    package init?(_ table: CustomerTable) {
        self.table = table
        var entries: [UInt64] = []
        entries.reserveCapacity(table.count * 2)
        for (index, chunk) in table.chunks.enumerated() {
            if Task.isCancelled { return nil }
            let start = table.start(ofChunk: index)
            chunk.withValues { values in
                for row in 0..<chunk.count {
                    var last: UInt64?
                    for (kind, field) in Self.fields.enumerated() {
                        guard let hash = Self.hash(Self.domain(in: values.bytes(row, field), field)) else { continue }
                        // Most often username and email are at one domain.
                        if hash == last { continue }
                        last = hash
                        entries.append(
                            hash << 32 | UInt64(kind) << Self.rowBits | UInt64(start + row) & (1 << Self.rowBits - 1))
                    }
                }
            }
        }
        entries.sort()
        self.entries = entries
    }

    package static func == (one: DomainIndex, other: DomainIndex) -> Bool { one === other }

    /// The customer that mail from an address is of: by the address's domain, else by those above it. Nil where none
    /// has it, or where several share it and none has this very address.
    package func owner(of sender: String) -> String? {
        guard let at = sender.lastIndex(of: "@") else { return nil }
        var domain = sender[sender.index(after: at)...]
        while domain.contains(".") {
            let found = candidates(Array(domain.utf8))
            if !found.isEmpty { return settled(found, sender) }
            guard let dot = domain.firstIndex(of: ".") else { return nil }
            domain = domain[domain.index(after: dot)...]
        }
        return nil
    }

    private func settled(_ found: [(kind: Int, row: Int)], _ sender: String) -> String? {
        let best = found.map(\.kind).min() ?? 0
        let rows = Set(found.filter { $0.kind == best }.map(\.row))
        if rows.count == 1, let row = rows.first { return table.username(row) }
        let exact = Set(found.map(\.row)).filter { row in
            [CustomerField.username, .email].contains { table.text(row, $0)?.lowercased() == sender }
        }
        return exact.count == 1 ? exact.first.map(table.username) : nil
    }

    private func candidates(_ domain: [UInt8]) -> [(kind: Int, row: Int)] {
        guard let hash = domain.withUnsafeBufferPointer({ Self.hash($0) }) else { return [] }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] >> 32 < hash { low = middle + 1 } else { high = middle }
        }
        var found: [(kind: Int, row: Int)] = []
        while low < entries.count, entries[low] >> 32 == hash, found.count < Self.mostShared {
            let kind = Int(entries[low] >> Self.rowBits & 3)
            let row = Int(entries[low] & (1 << Self.rowBits - 1))
            if has(row, Self.fields[kind], domain) { found.append((kind, row)) }
            low += 1
        }
        return found
    }

    /// Two domains may have one hash.
    private func has(_ row: Int, _ field: CustomerField, _ domain: [UInt8]) -> Bool {
        let place = table.place(of: row)
        return place.chunk.withValues { values in
            guard let own = Self.domain(in: values.bytes(place.row, field), field), own.count == domain.count else {
                return false
            }
            return zip(own, domain).allSatisfy { Filtering.folded($0) == Filtering.folded($1) }
        }
    }

    /// The domain in an address, or the host of a website without its `www.`; nil where there is none.
    private static func domain(
        in value: UnsafeBufferPointer<UInt8>, _ field: CustomerField
    ) -> UnsafeBufferPointer<UInt8>? {
        var domain = value[...]
        if field == .website {
            if let colon = domain.firstIndex(of: 0x3A), domain[colon...].starts(with: "://".utf8) {
                domain = domain[(colon + 3)...]
            }
            domain = domain.prefix { $0 != 0x2F && $0 != 0x3A && $0 != 0x3F && $0 != 0x23 }
            if domain.count > 4, zip(domain, "www.".utf8).allSatisfy({ Filtering.folded($0) == $1 }) {
                domain = domain.dropFirst(4)
            }
        } else {
            guard let at = domain.lastIndex(of: 0x40) else { return nil }
            domain = domain[(at + 1)...]
        }
        return domain.contains(0x2E) ? UnsafeBufferPointer(rebasing: domain) : nil
    }

    private static func hash(_ domain: UnsafeBufferPointer<UInt8>?) -> UInt64? {
        guard let domain, !domain.isEmpty else { return nil }
        // FNV-1a
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in domain { hash = (hash ^ UInt64(Filtering.folded(byte))) &* 0x100_0000_01b3 }
        return (hash ^ hash >> 32) & 0xFFFF_FFFF
    }
}
