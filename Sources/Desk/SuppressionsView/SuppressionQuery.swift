import ResellerAPI

/// What a search over suppressed addresses asks for: every term has to be met.
///
/// Words are parts of address, status, reason or list; `field:value` looks at one of them (`status:5.1` from its start,
/// `domain:gone.example` at what is behind the `@`), `"exact"` is a whole value, `!word` the opposite.
package struct SuppressionQuery: Sendable, Equatable {
    enum Field: String, Sendable, CaseIterable {
        case list, address, status, reason, domain

        init?(name: some StringProtocol) {
            switch name.lowercased() {
            case "list": self = .list
            case "address", "email": self = .address
            case "status": self = .status
            case "reason", "said": self = .reason
            case "domain": self = .domain
            default: return nil
            }
        }
    }

    indirect enum Term: Sendable, Equatable {
        /// Folded UTF-8 found somewhere.
        case word([UInt8])
        case whole([UInt8])
        case field(Field, [UInt8])
        case not(Term)
    }

    let terms: [Term]

    package init(_ text: String) { terms = FilterQuery.pieces(of: text).compactMap(Self.term) }

    package var isEmpty: Bool { terms.isEmpty }

    /// What a hit shows in an address and in a status, lower-cased.
    package var words: [String] {
        terms.compactMap { term in
            switch term {
            case .word(let bytes), .whole(let bytes), .field(.address, let bytes), .field(.domain, let bytes),
                .field(.status, let bytes):
                String(decoding: bytes, as: UTF8.self)
            case .field, .not: nil
            }
        }
    }

    /// Nil for a term that is still being typed: a lone `!` or `status:` hides nobody.
    private static func term(_ piece: String) -> Term? {
        if piece.hasPrefix("!") {
            let signs = piece.prefix { $0 == "!" }.count
            let inner = term(String(piece.dropFirst(signs)))
            return signs % 2 == 0 ? inner : inner.map(Term.not)
        }
        if piece.hasPrefix("\"") {
            let value = piece.filter { $0 != "\"" }
            return value.isEmpty ? nil : .whole(FilterQuery.fold(value))
        }
        if let colon = piece.firstIndex(of: ":"), let field = Field(name: piece[..<colon]) {
            let value = piece[piece.index(after: colon)...].filter { $0 != "\"" }
            return value.isEmpty ? nil : .field(field, FilterQuery.fold(value))
        }
        return piece.isEmpty ? nil : .word(FilterQuery.fold(piece))
    }
}
