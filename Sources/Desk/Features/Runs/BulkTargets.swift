import Records
import ResellerAPI

/// What a run goes over, as it stood when the key was pressed. Held by reference: there may be a million of them, and
/// equality is identity.
package final class BulkTargets: Sendable, Equatable {
    package enum Kind: Sendable {
        /// Rows of a table of customers.
        case customers(CustomerTable, [UInt32])
        /// Addresses of one customer.
        case addresses(user: String, [String])
    }

    package let kind: Kind
    /// Where they come from, after their number: `marked`, `matching the filter`.
    package let origin: String

    package init(_ kind: Kind, origin: String = "") {
        self.kind = kind
        self.origin = origin
    }

    package static func == (one: BulkTargets, other: BulkTargets) -> Bool { one === other }

    package var count: Int {
        switch kind {
        case .customers(_, let rows): rows.count
        case .addresses(_, let addresses): addresses.count
        }
    }

    /// `customers` or `addresses`, as many as there are.
    package var noun: String {
        switch kind {
        case .customers: count == 1 ? "customer" : "customers"
        case .addresses: count == 1 ? "address" : "addresses"
        }
    }

    /// The customer that the addresses belong to.
    package var owner: String? { if case .addresses(let user, _) = kind { user } else { nil } }

    /// Username or address.
    package func name(at index: Int) -> String {
        switch kind {
        case .customers(let table, let rows): table.username(Int(rows[index]))
        case .addresses(_, let addresses): addresses[index]
        }
    }

    /// The parameter that differs from row to row.
    package var ownParameter: String {
        switch kind {
        case .customers: "user"
        case .addresses: "email"
        }
    }

    /// All parameters of the call of one row.
    package func parameters(at index: Int, shared: Parameters) -> Parameters {
        let own: Parameters =
            switch kind {
            case .customers: ["user": name(at: index)]
            case .addresses(let user, _): ["user": user, "email": name(at: index)]
            }
        return Parameters(own.pairs + shared.without(names: ["user", ownParameter]).pairs)
    }

    /// The rows of a run, all waiting: one for each target, whatever the table says.
    func rows(shared: Parameters) -> [BulkRow] {
        var seen: Set<String> = []
        seen.reserveCapacity(count)
        var rows: [BulkRow] = []
        rows.reserveCapacity(count)
        for index in 0..<count where seen.insert(name(at: index)).inserted {
            let parameters = parameters(at: index, shared: shared)
            rows.append(BulkRow(index: rows.count, target: name(at: index), parameters: parameters))
        }
        return rows
    }
}
