import Records

/// What the filter of the live board asks for: words are parts of name, kind, severity, state or cause; `kind:bounces`,
/// `severity:critical`, `state:new` and `customer:hollin` look at one thing.
struct BoardQuery: Sendable, Equatable {
    enum Field: Sendable, Hashable, CaseIterable {
        case kind, severity, state, customer
    }

    private let terms: [FilterTerm<Field, Never>]

    init(_ text: String) { terms = Self.table.terms(of: text) }

    static let table = FilterTable<Field, Never>(fields: [
        "kind": .kind, "concern": .kind, "severity": .severity, "state": .state, "customer": .customer,
        "user": .customer,
    ])

    func lets(_ row: BoardRow) -> Bool {
        terms.allSatisfy { term in term.isMet(texts: { Self.texts(row, $0) }) }
    }

    private static func texts(_ row: BoardRow, _ field: Field?) -> [String] {
        let entries = row.trouble?.entries ?? []
        switch field {
        case .kind: return entries.map(\.judgement.concern.rawValue)
        case .severity: return [row.severity.map(BoardWords.severity) ?? "unknown"]
        case .state: return entries.map { BoardWords.name(of: $0.alarm.state) } + (row.isPinned ? ["pinned"] : [])
        case .customer: return [row.username]
        case nil: return Field.allCases.flatMap { texts(row, $0) } + entries.map(\.judgement.cause)
        }
    }
}
