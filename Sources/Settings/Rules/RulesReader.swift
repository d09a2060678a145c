import Records

/// Reads `"rules"` of config.json.
struct RulesReader {
    private(set) var rules = AlarmRules()
    private(set) var reader: EntryReader
    private var lines: [AlarmRule: Int] = [:]

    init(file: String) {
        reader = EntryReader(file: file, inside: "\"rules\"", known: AlarmRule.allCases.map(\.rawValue))
    }

    mutating func read(_ node: JSONNode) {
        for (key, value) in reader.entries(node, what: "\"rules\"") {
            guard let rule = AlarmRule(rawValue: key) else { continue }
            let standard = rule.standard
            let instead = "\(Self.text(standard.value)) is used."
            if let number = reader.decimal(value, key, in: standard.range, instead: instead) {
                rules[rule] = number
                lines[rule] = value.place.line
            }
        }
        checkOrder(.bouncesWarning, .bouncesCritical)
        checkOrder(.spamWarning, .spamCritical)
        checkOrder(.unsubscribesWarning, .unsubscribesCritical)
        checkOrder(.blocksWarning, .blocksCritical)
        checkOrder(.reputationCritical, .reputationWarning)
    }

    /// The lesser of two rules may not be above the other.
    private mutating func checkOrder(_ lesser: AlarmRule, _ greater: AlarmRule) {
        guard rules[lesser] > rules[greater] else { return }
        let line = lines[lesser] ?? lines[greater]
        reader.note(.wrongOrder(lesser.rawValue, above: greater.rawValue, inside: reader.inside), line: line)
        for rule in [lesser, greater] { rules[rule] = rule.standard.value }
    }

    /// `3`, `0.1`.
    static func text(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
