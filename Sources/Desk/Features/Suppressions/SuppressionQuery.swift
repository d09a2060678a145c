import ResellerAPI

/// What a search over suppressed addresses asks for.
///
/// Words are parts of address, status, reason or list; a field looks at one of them (`status:5.1` from its start,
/// `domain:gone.example` at what is behind the `@`).
package struct SuppressionQuery: Sendable, Equatable {
    package enum Field: Sendable, Hashable {
        case list, address, status, reason, domain
    }

    typealias Term = FilterTerm<Field, Never>

    let terms: [Term]

    package init(_ text: String) { terms = Self.table.terms(of: text) }

    package var isEmpty: Bool { terms.isEmpty }

    /// A search that finds this address.
    static func line(finding address: String) -> String { FilterTable<Field, Never>.line(finding: address) }

    /// What a hit shows in an address and in a status, lower-cased.
    package var words: [String] {
        terms.compactMap { term in
            switch term {
            case .word(let bytes), .whole(let bytes), .field(.address, let bytes), .field(.domain, let bytes),
                .field(.status, let bytes):
                String(decoding: bytes, as: UTF8.self)
            case .field, .fuzzy, .not: nil
            }
        }
    }

    static let table = FilterTable<Field, Never>(fields: [
        "list": .list, "address": .address, "email": .address, "status": .status, "reason": .reason, "said": .reason,
        "domain": .domain,
    ])
}
