/// Reads the entries of one object of config.json and notes what is wrong with them.
struct EntryReader {
    let file: String
    /// How the object is called in problems.
    let inside: String
    let known: [String]
    private(set) var problems: [Problem] = []

    init(file: String, inside: String, known: [String]) {
        self.file = file
        self.inside = inside
        self.known = known
    }

    /// The known entries, each once.
    mutating func entries(_ node: JSONNode, what: String) -> [(key: String, value: JSONNode)] {
        guard let members = node.members else {
            note(.notAnObject(what, found: node.kind), node)
            return []
        }
        var seen: Set<String> = []
        var entries: [(key: String, value: JSONNode)] = []
        for member in members {
            if !known.contains(member.key) {
                let nearest = Nearest.name(to: member.key, in: known)
                note(.unknownEntry(member.key, inside: inside, nearest: nearest), line: member.place.line)
            } else if !seen.insert(member.key).inserted {
                note(.entryTwice(member.key, inside: inside), line: member.place.line)
            } else {
                entries.append((member.key, member.value))
            }
        }
        return entries
    }

    /// Text that is not empty.
    mutating func text(_ node: JSONNode, _ key: String, instead: String) -> String? {
        if let text = node.string, !text.isEmpty { return text }
        wrongKind(node, key, wanted: "text", instead: instead)
        return nil
    }

    mutating func truth(_ node: JSONNode, _ key: String, instead: String) -> Bool? {
        if let truth = node.bool { return truth }
        wrongKind(node, key, wanted: "true or false", instead: instead)
        return nil
    }

    mutating func number(_ node: JSONNode, _ key: String, in range: ClosedRange<Int>, instead: String) -> Int? {
        if let number = node.integer {
            if range.contains(number) { return number }
            note(.outOfRange("\(number)", name: key, inside: inside, range: range, instead: instead), node)
        } else {
            wrongKind(node, key, wanted: "a whole number", instead: instead)
        }
        return nil
    }

    /// A number with or without decimals.
    mutating func decimal(_ node: JSONNode, _ key: String, in range: ClosedRange<Int>, instead: String) -> Double? {
        guard case .number(let text) = node.value, let number = Double(text) else {
            wrongKind(node, key, wanted: "a number", instead: instead)
            return nil
        }
        if number >= Double(range.lowerBound), number <= Double(range.upperBound) { return number }
        note(.outOfRange(text, name: key, inside: inside, range: range, instead: instead), node)
        return nil
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: JSONNode, _ key: String, of: Choice.Type, instead: String
    ) -> Choice? where Choice.RawValue == String {
        guard let text = text(node, key, instead: instead) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let nearest = Nearest.name(to: text, in: Choice.allCases.map(\.rawValue))
        note(.notOneOf(text, name: key, inside: inside, nearest: nearest, instead: instead), node)
        return nil
    }

    /// A command and its arguments.
    mutating func words(_ node: JSONNode, _ key: String, instead: String) -> [String]? {
        let words = node.elements?.map(\.string)
        if let words, !words.isEmpty, words.first != "", words.allSatisfy({ $0 != nil }) {
            return words.compactMap(\.self)
        }
        wrongKind(node, key, wanted: "a list of strings, the command first", instead: instead)
        return nil
    }

    /// The name of a header of mail: printable letters without blanks and colons.
    mutating func headerName(_ node: JSONNode, _ key: String, instead: String) -> String? {
        guard let text = text(node, key, instead: instead) else { return nil }
        if text.utf8.count <= 100, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }) { return text }
        note(.notAHeader(text, name: key, inside: inside, instead: instead), node)
        return nil
    }

    /// The name of a mail server, as it stands in Authentication-Results: one printable word.
    mutating func serverName(_ node: JSONNode, _ key: String, instead: String) -> String? {
        guard let text = text(node, key, instead: instead) else { return nil }
        let isWord = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3B && $0 != 0x22 }
        if text.utf8.count <= 253, isWord { return text }
        note(.notAServerName(text, name: key, inside: inside, instead: instead), node)
        return nil
    }

    mutating func note(_ fault: ConfigFault, _ node: JSONNode) { note(fault, line: node.place.line) }

    mutating func note(_ fault: ConfigFault, line: Int?) {
        problems.append(Problem(file: file, line: line, reason: .config(fault)))
    }

    mutating func add(_ problem: Problem) { problems.append(problem) }

    private mutating func wrongKind(_ node: JSONNode, _ key: String, wanted: String, instead: String) {
        let found =
            switch node.value {
            case .string(""): "empty"
            case .array(let elements) where elements.isEmpty: "an empty list"
            case .array where wanted.hasPrefix("a list"): "a list of other things"
            case .number(let text) where wanted.hasSuffix("number"): text
            default: node.kind
            }
        note(.wrongKind(key, inside: inside, wanted: wanted, found: found, instead: instead), node)
    }
}
