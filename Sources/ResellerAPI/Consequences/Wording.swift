import Formats

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

    /// The words of a read.
    static func show(_ what: String, of whose: String? = "{user}") -> Wording {
        let whole = what + (whose.map { " of \($0)" } ?? "")
        return Wording("Show \(what)", ask: "Show \(whole)?", done: "\(whole): read")
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
            let isCount = Self.counts.contains(name)
            let shown = isCount ? values.map { value in Int(value).map(Numbers.grouped) ?? value } : values
            result += isSecret ? Self.hidden : shown.joined(separator: ", ")
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

extension Wording {
    /// What stands for a value that nobody may see.
    package static let hidden = "********"

    /// The parameters whose values are counts and stand in sentences with commas.
    private static let counts: Set = ["credits", "initial_credits", "frequency", "new_frequency"]

    /// What a member of an answer or a parameter is called on the screen.
    package static func label(_ name: String) -> String {
        let bare = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
        return labels[bare] ?? bare.replacing("_", with: " ")
    }

    /// The names whose words are not simply the name.
    private static let labels = [
        "credit": "credits", "credit_remain": "left", "active": "sending", "website_access": "website login",
        "activated": "app", "zip": "zip code", "timezone": "time zone", "url": "URL",
        "mail_domain": "whitelabel record",
        "credential_name": "login", "credential_password": "password", "new_credential_password": "password",
        "new_name": "name", "new_email": "email", "new_frequency": "frequency", "startdate": "first reset",
        "enddate": "resets end", "initial_credits": "first grant", "free_user": "free account",
        "billing_date": "first billing date", "ip": "IP addresses", "ips": "IP addresses", "ip_group": "IP groups",
        "ip_groups": "IP groups", "type": "pending change", "current": "package now", "update": "package then",
        "users": "customers on it",
    ]
}
