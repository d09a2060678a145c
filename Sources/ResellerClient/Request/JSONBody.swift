internal import Dialects

/// An object of JSON that is put together value by value; a list grows where its name comes again.
struct JSONBody {
    private var members: [(name: String, values: [String], isList: Bool)] = []

    mutating func add(_ name: String, _ value: String, _ kind: Binding.JSONKind) {
        let written = Self.written(value, kind)
        if kind == .element, let index = members.firstIndex(where: { $0.name == name }) {
            members[index].values.append(written)
        } else {
            members.append((name, [written], kind == .element))
        }
    }

    var text: String {
        let all = members.map { member in
            let values = member.values.joined(separator: ",")
            return "\(Self.quoted(member.name)):\(member.isList ? "[\(values)]" : values)"
        }
        return "{\(all.joined(separator: ","))}"
    }

    private static func written(_ value: String, _ kind: Binding.JSONKind) -> String {
        switch kind {
        case .text, .element: quoted(value)
        // A text that is no number stays one, for the service to refuse.
        case .count: Int(value).map(String.init) ?? quoted(value)
        case .negated: Int(value).map { String(-$0) } ?? quoted(value)
        case .truth: value == "1" || value.lowercased() == "true" ? "true" : "false"
        }
    }

    private static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}
