import Formats
import Settings

/// What the filter line of a view may name, and how such lines are read.
///
/// Terms are parted by blanks, and every one has to be met: `word`, `"whole value"`, `~letters in order`, `field:value`,
/// `figure<80`, `figure>=5%`, and `!` before any of them for the opposite.
struct FilterTable<Field: Sendable & Hashable, Measure: Sendable & Hashable>: Sendable {
    typealias Term = FilterTerm<Field, Measure>

    /// By their names, in small letters.
    let fields: [String: Field]
    /// What stands alone and is a field all the same: `unattributed`.
    var flags: [String: Field] = [:]
    var measures: [String: Measure] = [:]
    /// Figures from 0 to 1 that are written in percent.
    var shares: Set<Measure> = []

    /// A term that is still being typed is none: a lone `!`, `email:` or `rep<` hides nobody.
    func terms(of line: String) -> [Term] { Self.pieces(of: line).compactMap(term) }

    /// What was hardly meant as it is taken, and how it is written.
    func problems(in line: String) -> [String] {
        Self.pieces(of: line).enumerated().compactMap { index, piece in
            problem(piece.drop { $0 == "!" }).map { CustomerListWords.slip(word: index + 1, $0) }
        }
    }

    /// A text as a line that finds it and nothing else where it is a whole value, and that says so as simply as may be.
    static func line(finding text: String) -> String {
        let table = FilterTable(fields: [:])
        if text.allSatisfy({ !":<>=".contains($0) }), table.terms(of: text) == [.word(TextFold.bytes(text))] {
            return text
        }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Splits at blanks outside of quotes; an open quote reaches to the end. In quotes `\"` is a quote.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var (isQuoted, isEscaped) = (false, false)
        for character in text {
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            if character == " " && !isQuoted {
                pieces.append(piece)
                piece = ""
            } else {
                piece.append(character)
            }
        }
        return (pieces + [piece]).filter { !$0.isEmpty }
    }

    private func term(_ piece: String) -> Term? {
        if piece.isEmpty { return nil }
        if piece.hasPrefix("!") {
            let signs = piece.prefix { $0 == "!" }.count
            let inner = term(String(piece.dropFirst(signs)))
            return signs % 2 == 0 ? inner : inner.map(Term.not)
        }
        if piece.hasPrefix("\"") {
            // `"kim frost"@gone.example` is an address, which has its quotes.
            if AddressReading.isAddress(piece) { return .word(TextFold.bytes(piece)) }
            let value = Self.unquoted(piece)
            return value.isEmpty ? nil : .whole(TextFold.bytes(value))
        }
        if piece.hasPrefix("~") { return piece.count > 1 ? .fuzzy(TextFold.bytes(String(piece.dropFirst()))) : nil }
        if let flag = flags[piece.lowercased()] { return .field(flag, []) }
        if let (measure, rest) = measured(piece[...]) {
            if rest.dropFirst().allSatisfy({ $0 == "=" }) { return nil }
            if let comparison = comparison(measure, rest) { return comparison }
        }
        if let (field, value) = named(piece) { return value.isEmpty ? nil : .field(field, TextFold.bytes(value)) }
        return .word(TextFold.bytes(piece))
    }

    private static func unquoted(_ piece: String) -> String {
        var (value, isEscaped) = ("", false)
        for character in piece {
            let isSign = character == "\"" || character == "\\"
            if isEscaped, !isSign { value.append("\\") }
            if isEscaped || !isSign { value.append(character) }
            isEscaped = character == "\\" && !isEscaped
        }
        return value
    }

    /// Splits `rep<80` before its sign; nil when no figure is named there.
    private func measured(_ piece: Substring) -> (Measure, Substring)? {
        guard let index = piece.firstIndex(where: { $0 == "<" || $0 == ">" }),
            let measure = measures[piece[..<index].lowercased()]
        else { return nil }
        return (measure, piece[index...])
    }

    /// `<80`, `>=5%`; nil when no number follows.
    private func comparison(_ measure: Measure, _ text: Substring) -> Term? {
        let isBelow = text.first == "<"
        var number = text.dropFirst()
        let takesEqual = number.first == "="
        if takesEqual { number = number.dropFirst() }
        if number.last == "%" { number = number.dropLast() }
        guard let value = Double(number.filter { $0 != "," }), value.isFinite else { return nil }
        let limit = shares.contains(measure) ? value / 100 : value
        // At most is not above; what is unknown meets neither.
        return takesEqual
            ? .not(.compare(measure, isBelow: !isBelow, limit)) : .compare(measure, isBelow: isBelow, limit)
    }

    /// Splits `email:shop` at its colon; nil when no field is named there.
    private func named(_ piece: String) -> (Field, String)? {
        guard let colon = piece.firstIndex(of: ":"), let field = fields[piece[..<colon].lowercased()] else {
            return nil
        }
        return (field, piece[piece.index(after: colon)...].filter { $0 != "\"" })
    }

    // MARK: - Slips

    private func problem(_ piece: Substring) -> String? {
        if let (measure, rest) = measured(piece) {
            guard !rest.dropFirst().allSatisfy({ $0 == "=" }), comparison(measure, rest) == nil else { return nil }
            let name = piece[..<rest.startIndex]
            let number = shares.contains(measure) ? "5%" : "80"
            return CustomerListWords.noNumber(after: String(piece), example: "\(name)<\(number)")
        }
        guard let sign = piece.firstIndex(where: { ":<>".contains($0) }), !piece.hasPrefix("\"") else { return nil }
        let name = piece[..<sign].lowercased()
        let known = piece[sign] == ":" ? Array(fields.keys) : Array(measures.keys)
        guard !name.isEmpty, !known.contains(name), let nearest = Nearest.name(to: name, in: known.sorted()) else {
            return nil
        }
        return CustomerListWords.unknownField(name, in: String(piece), nearest: "\(nearest)\(piece[sign])")
    }
}
