import Records

/// What the filter of the samples asks for: every word has to be met.
///
/// Words are parts of customer, sender, subject or record; `customer:`, `from:`, `subject:`, `record:` look in one of
/// them, `spf:fail`, `dkim:pass`, `dmarc:none` at a check, `score>5` at the score, `!word` is met by the others and
/// `unattributed` by samples that are nobody's.
struct SampleQuery {
    private enum Term {
        case word(String)
        case field(String, String)
        case score(isBelow: Bool, Double)
        case unattributed
        indirect case not(Term)
    }

    private let terms: [Term]
    private let seesContents: Bool

    var isEmpty: Bool { terms.isEmpty }

    /// - Parameter seesContents: whether senders and subjects may be looked for.
    init(_ text: String, seesContents: Bool = true) {
        terms = text.lowercased().split(separator: " ").prefix(20).compactMap(Self.term)
        self.seesContents = seesContents
    }

    func meets(_ sample: Sample, owner: SampleOwner?) -> Bool {
        terms.allSatisfy { meets($0, sample, owner) }
    }

    private static let fields: Set<String> = ["customer", "from", "subject", "record", "spf", "dkim", "dmarc"]

    private static func term(_ word: Substring) -> Term? {
        if word.hasPrefix("!") { return word.count > 1 ? term(word.dropFirst()).map { .not($0) } : nil }
        if word == "unattributed" { return .unattributed }
        if word.hasPrefix("score"), let sign = word.dropFirst(5).first, sign == "<" || sign == ">" {
            let digits = word.dropFirst(6)
            return Double(digits.hasPrefix("=") ? digits.dropFirst() : digits).map { .score(isBelow: sign == "<", $0) }
        }
        if let colon = word.firstIndex(of: ":"), fields.contains(String(word[..<colon])) {
            return .field(String(word[..<colon]), String(word[word.index(after: colon)...]))
        }
        return .word(String(word))
    }

    private func meets(_ term: Term, _ sample: Sample, _ owner: SampleOwner?) -> Bool {
        switch term {
        case .word(let word):
            return
                ([owner?.customer ?? "", sample.record ?? ""] + (seesContents ? [sample.from, sample.subject] : []))
                .contains { $0.lowercased().containsText(word) }
        case .field(let name, let word): return meets(name, word, sample, owner)
        case .score(let isBelow, let value):
            return sample.score.map { isBelow ? $0 < value : $0 > value } ?? false
        case .unattributed: return owner == nil
        case .not(.score(let isBelow, let value)):
            // What is not known meets neither a comparison nor its opposite.
            return sample.score.map { isBelow ? $0 >= value : $0 <= value } ?? false
        case .not(let inner): return !meets(inner, sample, owner)
        }
    }

    private func meets(_ name: String, _ word: String, _ sample: Sample, _ owner: SampleOwner?) -> Bool {
        switch name {
        case "customer": return (owner?.customer ?? "").lowercased().containsText(word)
        case "from" where !seesContents, "subject" where !seesContents: return false
        case "from": return sample.from.lowercased().containsText(word)
        case "subject": return sample.subject.lowercased().containsText(word)
        case "record": return (sample.record ?? "").lowercased().containsText(word)
        case "spf": return sample.spf.rawValue.hasPrefix(word)
        case "dkim": return sample.dkim.rawValue.hasPrefix(word)
        default: return sample.dmarc.rawValue.hasPrefix(word)
        }
    }
}

extension SamplesState {
    /// Puts filter and order into effect; the cursor stays on its message where it is still shown.
    mutating func rearrange() {
        let selected = underCursor?.id
        let query = SampleQuery(filter, seesContents: !hidesContents)
        if query.isEmpty, visit == nil, order == .time, !isInverted {
            arranged = nil
        } else {
            var rows = visit.map { visit in samples.filter { owner(of: $0)?.customer == visit.customer } } ?? samples
            if !query.isEmpty { rows = rows.filter { query.meets($0, owner: owner(of: $0)) } }
            // A score that is not known sorts last.
            if order == .score {
                rows = rows.enumerated().sorted { one, other in
                    let (first, second) = (one.element.known, other.element.known)
                    if first == second { return one.offset < other.offset }
                    guard let first else { return false }
                    return second.map { isInverted ? first < $0 : first > $0 } ?? true
                }
                .map(\.element)
            } else if isInverted {
                rows.reverse()
            }
            arranged = rows
        }
        if let selected, let place = shown.firstIndex(where: { $0.id == selected }) {
            top += place - cursor
            cursor = place
        }
    }

    /// Works out whose the samples are that no header tells of.
    mutating func attribute() {
        var found: [Sample.ID: SampleOwner] = [:]
        for sample in samples where sample.customer == nil {
            if let domain = sample.senderDomain, let customer = assigned[domain] {
                found[sample.id] = SampleOwner(customer: customer, source: .person)
            } else if let customer = sample.sender.flatMap({ domains?.owner(of: $0) }) {
                found[sample.id] = SampleOwner(customer: customer, source: .domain)
            }
        }
        owners = found
        rearrange()
    }
}

extension Sample {
    fileprivate var known: Double? { score.flatMap { $0.isFinite ? $0 : nil } }
}
