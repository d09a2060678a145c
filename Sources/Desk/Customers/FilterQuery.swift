import ResellerAPI

/// What a filter asks for: every term has to be met.
///
/// Words are parts of username, email, names, website or id; `field:value`, `!word`, `"whole value"`, `~fuzzy`, and
/// comparisons of figures (`rep<80`, `bounce>=5%`, `spam>0.1%`, `credits<10%`, `sent>1000`).
package struct FilterQuery: Sendable, Equatable {
    package enum Measure: String, Sendable, Hashable, CaseIterable {
        case reputation = "rep"
        case bounce, spam, credits, sent
    }

    package indirect enum Term: Sendable, Equatable {
        /// Folded UTF-8 found somewhere.
        case word([UInt8])
        case whole([UInt8])
        case fuzzy([UInt8])
        case field(CustomerField, [UInt8])
        case status(active: Bool)
        case compare(Measure, isBelow: Bool, Double)
        case not(Term)
    }

    package let terms: [Term]

    package var isEmpty: Bool { terms.isEmpty }

    package init(_ text: String) {
        terms = Self.pieces(of: text).compactMap(Self.term)
    }

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

    /// Splits at blanks outside of quotes; an open quote reaches to the end.
    static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == " " && !isQuoted {
                pieces.append(piece)
                piece = ""
            } else {
                piece.append(character)
            }
        }
        return (pieces + [piece]).filter { !$0.isEmpty }
    }

    /// Nil for a term that is still being typed: a lone `!`, `email:` or `rep<` hides nobody.
    private static func term(_ piece: String) -> Term? {
        if piece.isEmpty { return nil }
        if piece.hasPrefix("!") {
            let signs = piece.prefix { $0 == "!" }.count
            let inner = term(String(piece.dropFirst(signs)))
            return signs % 2 == 0 ? inner : inner.map(Term.not)
        }
        if piece.hasPrefix("\"") {
            let value = piece.filter { $0 != "\"" }
            return value.isEmpty ? nil : .whole(fold(value))
        }
        if piece.hasPrefix("~") { return piece.count > 1 ? .fuzzy(fold(String(piece.dropFirst()))) : nil }
        if let (measure, rest) = measured(piece) {
            if rest.dropFirst().allSatisfy({ $0 == "=" }) { return nil }
            if let comparison = comparison(measure, rest) { return comparison }
        }
        if let (name, value) = named(piece) { return value.isEmpty ? nil : fieldTerm(name, value) }
        return .word(fold(piece))
    }

    /// Splits `rep<80` before its sign; nil when no figure is named there.
    private static func measured(_ piece: String) -> (Measure, Substring)? {
        guard let index = piece.firstIndex(where: { $0 == "<" || $0 == ">" }),
            let measure = Measure(rawValue: piece[..<index].lowercased())
        else { return nil }
        return (measure, piece[index...])
    }

    /// `<80`, `>=5%`; nil when no number follows.
    private static func comparison(_ measure: Measure, _ text: Substring) -> Term? {
        let isBelow = text.first == "<"
        var number = text.dropFirst()
        let takesEqual = number.first == "="
        if takesEqual { number = number.dropFirst() }
        if number.last == "%" { number = number.dropLast() }
        guard let value = Double(number.filter { $0 != "," }), value.isFinite else { return nil }
        let isShare = measure == .bounce || measure == .spam || measure == .credits
        let limit = isShare ? value / 100 : value
        // At most is not above; what is unknown meets neither.
        return takesEqual
            ? .not(.compare(measure, isBelow: !isBelow, limit)) : .compare(measure, isBelow: isBelow, limit)
    }

    private static let fieldNames: [String: CustomerField] = [
        "id": .id, "username": .username, "user": .username, "email": .email, "first": .firstName, "last": .lastName,
        "name": .lastName, "address": .address, "city": .city, "state": .state, "zip": .zip, "country": .country,
        "phone": .phone, "website": .website, "web": .website,
    ]

    /// Splits `email:shop` at its colon; nil when no field is named there.
    private static func named(_ piece: String) -> (name: String, value: String)? {
        guard let colon = piece.firstIndex(of: ":") else { return nil }
        let name = piece[..<colon].lowercased()
        guard fieldNames[name] != nil || statusNames.contains(name) else { return nil }
        return (name, piece[piece.index(after: colon)...].filter { $0 != "\"" })
    }

    private static let statusNames: Set<String> = ["active", "is"]

    private static func fieldTerm(_ name: String, _ value: String) -> Term? {
        if statusNames.contains(name) {
            return .status(active: ["true", "yes", "1", "on", "active"].contains(value.lowercased()))
        }
        return fieldNames[name].map { .field($0, fold(value)) }
    }

    /// The same folding as that of `CustomerChunk.folded`.
    static func fold(_ text: String) -> [UInt8] {
        text.lowercased().utf8.map { $0 < 0x20 ? 0x20 : $0 }
    }
}
