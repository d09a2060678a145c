import Records

/// The filter of the board: words that all have to fit; `kind:bounces`, `severity:critical`, `state:new` and
/// `customer:hollin` look at one thing, `!` before a word turns it round.
struct BoardQuery: Sendable, Equatable {
    private struct Word: Sendable, Equatable {
        let field: String?
        let text: String
        let isTurned: Bool
    }

    private let words: [Word]

    init(_ text: String) {
        words = text.lowercased().split(separator: " ").compactMap { part in
            let isTurned = part.hasPrefix("!")
            let rest = isTurned ? part.dropFirst() : part
            let pieces = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if pieces.count == 2, let field = Self.fields[pieces[0]] {
                return pieces[1].isEmpty ? nil : Word(field: field, text: pieces[1], isTurned: isTurned)
            }
            return rest.isEmpty ? nil : Word(field: nil, text: String(rest), isTurned: isTurned)
        }
    }

    private static let fields = [
        "kind": "kind", "concern": "kind", "severity": "severity", "state": "state", "customer": "customer",
        "user": "customer",
    ]

    func lets(_ row: BoardRow) -> Bool {
        words.allSatisfy { word in
            let isFit = Self.texts(row, word.field).contains { $0.lowercased().containsText(word.text) }
            return isFit != word.isTurned
        }
    }

    private static func texts(_ row: BoardRow, _ field: String?) -> [String] {
        let entries = row.trouble?.entries ?? []
        switch field {
        case "kind": return entries.map(\.judgement.concern.rawValue)
        case "severity": return [row.severity.map(BoardWords.severity) ?? "unknown"]
        case "state": return entries.map { BoardWords.name(of: $0.alarm.state) } + (row.isPinned ? ["pinned"] : [])
        case "customer": return [row.username]
        default:
            return ["kind", "severity", "state", "customer"].flatMap { texts(row, $0) } + entries.map(\.judgement.cause)
        }
    }
}
