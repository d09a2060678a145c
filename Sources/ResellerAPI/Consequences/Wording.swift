/// What a call does, in the words of the person who makes it.
///
/// `{user}` and other names in braces stand for the value of that parameter.
package struct Wording: Sendable, Hashable {
    /// How sure a person has to be.
    package enum Grade: Sendable, Hashable {
        /// `y` confirms.
        case plain
        /// The name of the customer (or of the thing) has to be typed.
        case worst
    }

    /// For menus and the command bar: `Raise the credit limit`.
    package let title: String
    /// What the dialog asks: `Let {email} of {user} get mail again?`
    package let question: String
    /// What follows that the values do not tell; nil where nothing does.
    package let consequence: String?
    /// When it is done: `mail goes to {email} again`.
    package let done: String
    package let grade: Grade

    package init(
        _ title: String, ask question: String, done: String, consequence: String? = nil, grade: Grade = .plain
    ) {
        self.title = title
        self.question = question
        self.consequence = consequence
        self.done = done
        self.grade = grade
    }
}

extension Wording {
    /// A text with the values of a call in place of the names in braces; what is not given is left out.
    package static func filled(_ text: String, _ parameters: Parameters) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            let isSecret = Parameters.Pair.isSecret(name)
            let values = parameters.pairs.filter { $0.name == name || $0.name == name + "[]" }.map(\.value)
            result += isSecret ? "********" : values.joined(separator: ", ")
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
