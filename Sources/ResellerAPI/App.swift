/// An app (the service once said "filter") that a customer's mail runs through, and the settings that it takes.
package struct App: Sendable, Identifiable {
    /// The name that identifies the app in calls.
    package let id: String
    package let title: String
    package let fields: [Setting]
    /// Why its settings can't be checked, or what else is special about it.
    package let note: String?

    /// One setting of an app.
    package struct Setting: Sendable, Hashable {
        package let name: String
        package let required: Bool
        package let rule: Rule
        package let help: String

        /// The name without the brackets of a list.
        package var bareName: String { repeats ? String(name.dropLast(2)) : name }
        package var repeats: Bool { name.hasSuffix("[]") }
    }

    /// What the value of a setting has to look like.
    package enum Rule: Sendable, Hashable {
        /// A line of text.
        case text
        /// Text of any number of lines.
        case lines
        /// HTML, of any number of lines.
        case html
        case url
        case domain
        case email
        case emailOrDomain
        case choice([String])
        case number
        /// HTML with a place for the mail.
        case template
    }

    /// The app of this name, or nil.
    package static func named(_ name: String) -> App? { all.first { $0.id == name } }

    /// Whether one setting at least has to be given, as none of them is required by itself.
    package var needsOne: Bool { !fields.isEmpty && !fields.contains(where: \.required) }
    /// Whether the settings are not known, so that any may be given.
    package var isUncharted: Bool { fields.isEmpty && note != nil }

    package func setting(_ name: String) -> Setting? { fields.first { $0.name == name || $0.bareName == name } }
}

/// What a text may be written over: decides how it is typed and shown.
package enum TextForm: Sendable, Hashable {
    case line, lines, html
}

extension App.Rule {
    /// What its values are written as.
    package var form: TextForm {
        switch self {
        case .lines: .lines
        case .html, .template: .html
        case .text, .url, .domain, .email, .emailOrDomain, .choice, .number: .line
        }
    }

    /// What is wrong with a value, as the rest of a sentence; nil where it fits.
    package func fault(of value: String) -> String? {
        switch self {
        case .text, .lines, .html: return nil
        case .url: return Rule.isURL(value) ? nil : "must be a web address without blanks"
        case .domain: return Rule.isDomain(value) ? nil : "must be a domain"
        case .email: return Rule.isEmail(value) ? nil : "must be an email address"
        case .emailOrDomain:
            return Rule.isEmail(value) || Rule.isDomain(value) ? nil : "must be an email address or a domain"
        case .choice(let values): return values.contains(value) ? nil : "must be \(Rule.alternatives(values))"
        case .number: return Money(value) == nil ? "must be a number" : nil
        case .template: return value.contains("<% body %>") ? nil : "must hold <% body %> where the mail goes"
        }
    }
}
