/// One parameter of an operation, with the rule that its value has to meet.
package struct Field: Sendable, Hashable {
    /// Wire name; a list ends in `[]`.
    package let name: String
    package let required: Bool
    package let rule: Rule
    /// One line for forms and `--help`.
    package let help: String

    /// The wire name without the brackets of a list.
    package var bareName: String { repeats ? String(name.dropLast(2)) : name }
    /// Whether the parameter may be given several times.
    package var repeats: Bool { name.hasSuffix("[]") }
    /// Whether the value must never be shown, logged or kept.
    package var isSecret: Bool {
        switch rule {
        case .password, .typedPassword: true
        case .equals(let other): other == "password"
        default: false
        }
    }

    package static func required(_ name: String, _ rule: Rule, _ help: String? = nil) -> Field {
        Field(name: name, required: true, rule: rule, help: help ?? rule.summary)
    }

    package static func optional(_ name: String, _ rule: Rule, _ help: String? = nil) -> Field {
        Field(name: name, required: false, rule: rule, help: help ?? rule.summary)
    }
}

/// What a value has to look like before it is sent.
package enum Rule: Sendable, Hashable {
    /// Free text of at most so many characters.
    case text(max: Int?)
    /// Part of the value looked for.
    case filter
    /// The one identifier looked for.
    case exact
    case integer(min: Int)
    /// Left out, or exactly this value.
    case flag(String)
    case choice([String])
    /// `YYYY-MM-DD`, a day that exists.
    case date
    case email(max: Int?)
    /// 8 to 128 characters with at least one letter and one digit.
    case password
    /// A password as somebody typed it: any text.
    case typedPassword
    /// The same as another field.
    case equals(String)
    /// 3 to 64 characters, not all digits, free.
    case newName
    case url
    case domain(max: Int?)
    /// The name of something that the service knows.
    case existing(Thing, max: Int? = nil)
    /// A setting of the app named in `name`.
    case appSetting

    /// What a field may point at.
    package enum Thing: String, Sendable, Hashable, CaseIterable {
        case customer, subuser, address, package, ip, ipGroup, monitor, app, timezone, mailDomain, invoice, credential
        case category
    }

    /// The rule in words, where a field says nothing more particular.
    package var summary: String {
        switch self {
        case .text(let max): max.map { "<= \($0) characters" } ?? "text"
        case .filter: "filter: part of the value"
        case .exact: "exact id"
        case .integer(let min): min == 1 ? "integer > 0" : "integer >= \(min)"
        case .flag(let value): value
        case .choice(let values): values.joined(separator: " | ")
        case .date: "date"
        case .email(let max): max.map { "email, <= \($0) characters" } ?? "email"
        case .password: "password"
        case .typedPassword: "a password"
        case .equals(let other): "equals \(other)"
        case .newName: "3..64 characters, not all digits, never used before, no sendgrid.com domain"
        case .url: "URL"
        case .domain: "domain"
        case .existing(let thing, _): thing.summary
        case .appSetting: "the app's own setting fields, see apps.json"
        }
    }
}

extension Rule.Thing {
    var summary: String {
        switch self {
        case .customer: "username of a customer of this reseller"
        case .subuser: "username of a customer's subuser"
        case .address: "an address on the list"
        case .package: "name of an available package"
        case .ip: "an IP of this reseller"
        case .ipGroup: "name of an IP group of this reseller"
        case .monitor: "name of a record of the list"
        case .app: "name of an app of the list"
        case .timezone: "a timezone value of the list, e.g. America/Chicago"
        case .mailDomain: "a mail_domain of the whitelabel list"
        case .invoice: "a reseller invoice number"
        case .credential: "name of a credential"
        case .category: "name; category[] repeated for several"
        }
    }
}

/// A rule over several fields of one call.
package enum Constraint: Sendable, Hashable {
    /// The first field excludes all the others.
    case exclusive(String, with: [String])
    /// The first date is not after the second, when both are given.
    case ordered(String, String)
    /// The second date comes after the first, when both are given.
    case after(String, String)
    /// The first field may be given only together with the second.
    case needs(String, String)
    /// The first field is required unless the second has this value.
    case requiredUnless(String, field: String, is: String)
    /// At least one of these is given.
    case anyOf([String])
}
