import Formats
import ResellerAPI

/// Tells whose mail comes from a domain. Built once for a table of customers; held by reference.
package final class DomainIndex: Sendable, Equatable {
    /// The customers it was made of.
    package let table: CustomerTable
    /// Sorted. Half a hash of the domain, then in which field it stands, then the row: eight bytes each.
    private let domains: [UInt64]
    /// Sorted. Half a hash of a whole address, then the row.
    private let addresses: [UInt64]

    /// What a domain stands in; the first ones tell more.
    private static let fields: [CustomerField] = [.username, .website, .email]
    private static let rowBits: UInt64 = 30
    private static let rowMask: UInt64 = 1 << rowBits - 1

    /// Nil when nobody waits for it any more.
    package init?(_ table: CustomerTable) {
        self.table = table
        var domains: [UInt64] = []
        var addresses: [UInt64] = []
        domains.reserveCapacity(table.count * 2)
        addresses.reserveCapacity(table.count * 2)
        for (index, chunk) in table.chunks.enumerated() {
            if Task.isCancelled { return nil }
            let start = table.start(ofChunk: index)
            chunk.withValues { values in
                for row in 0..<chunk.count {
                    var last: (domain: UInt64?, address: UInt64?)
                    for (kind, field) in Self.fields.enumerated() {
                        let value = values.bytes(row, field)
                        guard let domain = Self.domain(in: value, field) else { continue }
                        let place = UInt64(start + row) & Self.rowMask
                        let (hash, whole) = (Self.hash(domain, HostForms.readable), Self.hash(value, AddressForms.key))
                        // Most often username and email are the same, or at one domain.
                        if hash != last.domain { domains.append(hash << 32 | UInt64(kind) << Self.rowBits | place) }
                        if field != .website, whole != last.address { addresses.append(whole << 32 | place) }
                        last = (hash, field == .website ? last.address : whole)
                    }
                }
            }
        }
        domains.sort()
        addresses.sort()
        self.domains = domains
        self.addresses = addresses
    }

    package static func == (one: DomainIndex, other: DomainIndex) -> Bool { one === other }

    /// The customer that mail from an address is of: by the address's domain, else by those above it. Nil where none
    /// has it, or where several share it and none has this very address.
    package func owner(of sender: String) -> String? {
        guard var domain = AddressForms.domainKey(sender)?[...] else { return nil }
        let key = AddressForms.key(sender)
        while domain.contains(".") {
            switch holder(of: Array(domain.utf8)) {
            case .one(let row): return table.username(row)
            case .several: return exactHolder(of: Array(key.utf8)).map(table.username)
            case .nobody: break
            }
            guard let dot = domain.firstIndex(of: ".") else { return nil }
            domain = domain[domain.index(after: dot)...]
        }
        return nil
    }

    private enum Holder {
        case nobody, several
        /// Its row.
        case one(Int)
    }

    /// Who has a domain in the field that tells most. However many share it, two are enough to know.
    private func holder(of domain: [UInt8]) -> Holder {
        var first: (kind: Int, row: Int)?
        for entry in Self.entries(domain, in: domains) {
            let (kind, row) = (Int(entry >> Self.rowBits & 3), Int(entry & Self.rowMask))
            if let first, kind > first.kind { break }
            guard row != first?.row, has(row, Self.fields[kind], domain, isWhole: false) else { continue }
            if first != nil { return .several }
            first = (kind, row)
        }
        return first.map { .one($0.row) } ?? .nobody
    }

    /// The one customer whose username or email this address is; nil where there is none, or more than one.
    private func exactHolder(of address: [UInt8]) -> Int? {
        var holder: Int?
        for entry in Self.entries(address, in: addresses) {
            let row = Int(entry & Self.rowMask)
            guard row != holder, [.username, .email].contains(where: { has(row, $0, address, isWhole: true) }) else {
                continue
            }
            if holder != nil { return nil }
            holder = row
        }
        return holder
    }

    /// The entries that have the hash of a text.
    private static func entries(_ text: [UInt8], in sorted: [UInt64]) -> some Sequence<UInt64> {
        let hash = text.withUnsafeBufferPointer { Self.hash($0) { $0 } }
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] >> 32 < hash { low = middle + 1 } else { high = middle }
        }
        return sorted[low...].lazy.prefix { $0 >> 32 == hash }
    }

    /// Two texts may have one hash.
    private func has(_ row: Int, _ field: CustomerField, _ text: [UInt8], isWhole: Bool) -> Bool {
        let place = table.place(of: row)
        return place.chunk.withValues { values in
            let value = values.bytes(place.row, field)
            guard let own = isWhole ? value : Self.domain(in: value, field) else { return false }
            guard !HostForms.hasForms(own) else {
                let own = String(decoding: own, as: UTF8.self)
                return (isWhole ? AddressForms.key(own) : HostForms.readable(own)).utf8.elementsEqual(text)
            }
            return own.count == text.count && zip(own, text).allSatisfy { TextFold.byte($0) == TextFold.byte($1) }
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
            if domain.count > 4, zip(domain, "www.".utf8).allSatisfy({ TextFold.byte($0) == $1 }) {
                domain = domain.dropFirst(4)
            }
        } else {
            guard let at = domain.lastIndex(of: 0x40) else { return nil }
            domain = domain[(at + 1)...]
        }
        return domain.contains(0x2E) ? UnsafeBufferPointer(rebasing: domain) : nil
    }

    /// `key` makes one spelling of all, where there are several.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>, _ key: (String) -> String) -> UInt64 {
        let hash =
            HostForms.hasForms(text)
            ? FNV.hash(key(String(decoding: text, as: UTF8.self)).utf8) : FNV.hash(text.lazy.map(TextFold.byte))
        return (hash ^ hash >> 32) & 0xFFFF_FFFF
    }
}
