import ResellerAPI

extension Rule {
    /// The rule for the person who fills in a form; nil where the field itself says it better.
    var hint: String? {
        switch self {
        case .text(let max): max.map { ChangesWords.atMost($0) }
        case .integer(let min): ChangesWords.wholeNumber(from: min)
        case .choice, .flag: ChangesWords.oneOfBelow
        case .date: ChangesWords.day
        case .email: ChangesWords.email
        case .password: ChangesWords.password
        case .typedPassword: ChangesWords.typedPassword
        case .equals: ChangesWords.again
        case .newName: ChangesWords.newName
        case .url: ChangesWords.url
        case .domain: ChangesWords.domain
        case .filter: ChangesWords.part
        default: nil
        }
    }
}
