import Formats

/// The fields of a customer, in the order in which a chunk stores them.
package enum CustomerField: Int, Sendable, CaseIterable {
    case id, username, email, active, firstName, lastName, address, address2, city, state, zip, country, phone, website
    case websiteAccess

    /// The name on the wire.
    package var wireName: String {
        switch self {
        case .id: "id"
        case .username: "username"
        case .email: "email"
        case .active: "active"
        case .firstName: "first_name"
        case .lastName: "last_name"
        case .address: "address"
        case .address2: "address2"
        case .city: "city"
        case .state: "state"
        case .zip: "zip"
        case .country: "country"
        case .phone: "phone"
        case .website: "website"
        case .websiteAccess: "website_access"
        }
    }
}

/// Some customers in a compact, immutable form: one buffer of UTF-8, one table of ends.
///
/// A million customers as structs of strings would take hundreds of megabytes and be searched a hundred times slower.
/// Equality is that of the bytes.
package final class CustomerChunk: Sendable {
    /// Number of customers.
    package let count: Int
    /// All values one after the other, in the order of `CustomerField`, customer by customer. Valid UTF-8.
    package let bytes: [UInt8]
    /// End of each value in `bytes`; `count * CustomerField.allCases.count` entries.
    package let ends: [UInt32]
    /// One bit per field (`1 << field.rawValue`) where the service told the value; one entry per customer.
    package let told: [UInt16]
    /// Folded text that a filter searches: username, email, names, website and id of each customer, then the other
    /// spellings of hosts in them, parted by U+0001, each customer ended by a line feed.
    package let folded: [UInt8]
    /// End of each customer's part of `folded`, its line feed included; one entry per customer.
    package let foldedEnds: [UInt32]

    /// Trusts its arguments; `CustomerChunkBuilder` is the way to make one.
    package init(
        count: Int, bytes: [UInt8], ends: [UInt32], told: [UInt16], folded: [UInt8], foldedEnds: [UInt32]
    ) {
        self.count = count
        self.bytes = bytes
        self.ends = ends
        self.told = told
        self.folded = folded
        self.foldedEnds = foldedEnds
    }

    /// The bytes of one value; empty where it was not told.
    package func range(_ row: Int, _ field: CustomerField) -> Range<Int> {
        let index = row * CustomerField.allCases.count + field.rawValue
        return Int(index == 0 ? 0 : ends[index - 1])..<Int(ends[index])
    }

    /// One value; nil where the service did not tell it.
    package func text(_ row: Int, _ field: CustomerField) -> String? {
        guard told[row] & (1 << UInt16(field.rawValue)) != 0 else { return nil }
        return String(decoding: bytes[range(row, field)], as: UTF8.self)
    }

    package func username(_ row: Int) -> String { text(row, .username) ?? "" }
}

extension CustomerChunk {
    /// Some of the customers, in their order.
    package func choosing(_ rows: [Int]) -> CustomerChunk {
        let fields = CustomerField.allCases.count
        var (bytes, folded): ([UInt8], [UInt8]) = ([], [])
        var (ends, foldedEnds): ([UInt32], [UInt32]) = ([], [])
        ends.reserveCapacity(rows.count * fields)
        for row in rows {
            let values = row * fields..<(row + 1) * fields
            let start = row == 0 ? 0 : Int(self.ends[values.lowerBound - 1])
            let moved = bytes.count - start
            bytes.append(contentsOf: self.bytes[start..<Int(self.ends[values.upperBound - 1])])
            for value in values { ends.append(UInt32(Int(self.ends[value]) + moved)) }
            let search = (row == 0 ? 0 : Int(self.foldedEnds[row - 1]))..<Int(self.foldedEnds[row])
            folded.append(contentsOf: self.folded[search])
            foldedEnds.append(UInt32(folded.count))
        }
        return CustomerChunk(
            count: rows.count, bytes: bytes, ends: ends, told: rows.map { told[$0] }, folded: folded,
            foldedEnds: foldedEnds)
    }
}

extension CustomerChunk: Equatable {
    package static func == (one: CustomerChunk, other: CustomerChunk) -> Bool {
        one === other
            || one.count == other.count && one.ends == other.ends && one.told == other.told && one.bytes == other.bytes
    }
}

/// Collects customers into a chunk, value by value.
package struct CustomerChunkBuilder {
    private var count = 0
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var told: [UInt16] = []
    private var folded: [UInt8] = []
    private var foldedEnds: [UInt32] = []

    package init(reserving customers: Int = 0) {
        bytes.reserveCapacity(customers * 200)
        ends.reserveCapacity(customers * CustomerField.allCases.count)
        told.reserveCapacity(customers)
        folded.reserveCapacity(customers * 128)
        foldedEnds.reserveCapacity(customers)
    }

    /// Adds one customer. `value` is asked once per field and hands over the UTF-8 of that value, or nil where it was
    /// not told. The bytes must be valid UTF-8.
    package mutating func append(_ value: (CustomerField) -> ArraySlice<UInt8>?) {
        var mask: UInt16 = 0
        for field in CustomerField.allCases {
            if let slice = value(field) {
                mask |= 1 << UInt16(field.rawValue)
                bytes.append(contentsOf: slice)
            }
            ends.append(UInt32(bytes.count))
        }
        told.append(mask)
        fold(row: count)
        count += 1
    }

    /// As `append`, from memory that nobody has to copy first.
    package mutating func append(rawValues value: (CustomerField) -> UnsafeBufferPointer<UInt8>?) {
        var mask: UInt16 = 0
        for field in CustomerField.allCases {
            if let raw = value(field) {
                mask |= 1 << UInt16(field.rawValue)
                bytes.append(contentsOf: raw)
            }
            ends.append(UInt32(bytes.count))
        }
        told.append(mask)
        fold(row: count)
        count += 1
    }

    /// A chunk whose searched text was folded by other rules, folded anew.
    package static func refolded(_ chunk: CustomerChunk) -> CustomerChunk {
        var builder = CustomerChunkBuilder()
        (builder.bytes, builder.ends, builder.told) = (chunk.bytes, chunk.ends, chunk.told)
        for row in 0..<chunk.count { builder.fold(row: row) }
        builder.count = chunk.count
        return builder.chunk()
    }

    package func chunk() -> CustomerChunk {
        CustomerChunk(
            count: count, bytes: bytes, ends: ends, told: told, folded: folded, foldedEnds: foldedEnds)
    }

    private static let searched: [CustomerField] = [.username, .email, .firstName, .lastName, .website, .id]
    /// What may hold a host.
    private static let hosts: [CustomerField] = [.username, .email, .website]

    private mutating func fold(row: Int) {
        for (position, field) in Self.searched.enumerated() {
            if position > 0 { folded.append(1) }
            let index = row * CustomerField.allCases.count + field.rawValue
            let start = Int(index == 0 ? 0 : ends[index - 1])
            let end = Int(ends[index])
            bytes.withUnsafeBufferPointer { TextFold.append(.init(rebasing: $0[start..<end]), to: &folded) }
        }
        for field in Self.hosts { appendOtherSpellings(row, field) }
        folded.append(0x0A)
        foldedEnds.append(UInt32(folded.count))
    }

    private mutating func appendOtherSpellings(_ row: Int, _ field: CustomerField) {
        let index = row * CustomerField.allCases.count + field.rawValue
        let range = Int(index == 0 ? 0 : ends[index - 1])..<Int(ends[index])
        guard bytes.withUnsafeBufferPointer({ HostForms.hasForms(.init(rebasing: $0[range])) }) else { return }
        for other in AddressForms.otherSpellings(String(decoding: bytes[range], as: UTF8.self)) {
            folded.append(1)
            folded.append(contentsOf: other)
        }
    }
}
