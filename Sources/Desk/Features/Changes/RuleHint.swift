import ResellerAPI

extension Rule {
    /// The rule for the person who fills in a form; nil where the field itself says it better.
    var hint: String? {
        switch self {
        case .text(let max): max.map { "at most \($0) characters" }
        case .integer(let min): "a whole number, \(min) or more"
        case .choice, .flag: "one of those below"
        case .date: "a day as YYYY-MM-DD"
        case .email: "an email address"
        case .password: "8 to 128 characters, a letter and a digit at least"
        case .typedPassword: "the password as it was told"
        case .equals: "the same once more"
        case .newName: "3 to 64 characters, not only digits, never used before"
        case .url: "a web address; the scheme may be missing"
        case .domain: "a domain"
        case .filter: "part of what is looked for; may stay empty"
        default: nil
        }
    }
}
