import ResellerAPI

/// What the filter of the customers asks for.
///
/// Words are parts of username, email, names, website or id; figures can be compared (`rep<80`, `bounce>=5%`,
/// `spam>0.1%`, `credits<10%`, `sent>1000`).
package struct FilterQuery: Sendable, Equatable {
    package enum Measure: String, Sendable, Hashable, CaseIterable {
        case reputation = "rep"
        case bounce, spam, credits, sent
    }

    package typealias Term = FilterTerm<CustomerField, Measure>

    package let terms: [Term]

    package var isEmpty: Bool { terms.isEmpty }

    package init(_ text: String) { terms = Self.table.terms(of: text) }

    /// The plain words, for showing what a filter hit.
    package var words: [String] {
        terms.compactMap { term in
            switch term {
            case .word(let bytes), .whole(let bytes): String(decoding: bytes, as: UTF8.self)
            case .field(.username, let bytes): String(decoding: bytes, as: UTF8.self)
            default: nil
            }
        }
    }

    static let table = FilterTable<CustomerField, Measure>(
        fields: [
            "id": .id, "username": .username, "user": .username, "email": .email, "first": .firstName,
            "last": .lastName, "name": .lastName, "address": .address, "city": .city, "state": .state, "zip": .zip,
            "country": .country, "phone": .phone, "website": .website, "web": .website, "active": .active,
            "is": .active,
        ],
        measures: Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0.rawValue, $0) }),
        shares: [.bounce, .spam, .credits])
}
