/// Why a call is refused, in the shapes and words that the service has for it.
enum Refusal: Error, Sendable, Equatable {
    /// Module, action or suffix unknown: HTTP 404.
    case noSuchPath
    /// HTTP 429.
    case tooManyCalls
    case wrongCredentials
    case notAuthorized
    /// Method or task unknown.
    case noSuchMethod
    case noSuchUser
    /// One word or sentence as the message.
    case word(String)
    case errors([String])
    /// The sandbox could not keep what was asked for: HTTP 500.
    case broken

    var status: Int {
        switch self {
        case .noSuchPath: 404
        case .tooManyCalls: 429
        case .broken: 500
        default: 200
        }
    }

    static func required(_ name: String) -> String { "\(label(name)) is required" }
    static func tooLong(_ name: String) -> String { "\(label(name)) is too long" }
    static func invalid(_ name: String) -> String { "\(label(name)) is invalid" }
    static func mismatch(_ name: String) -> String { "\(label(name)) does not match" }
    static func notFound(_ thing: String) -> Refusal { .errors(["\(label(thing)) not found"]) }
    static func state(_ words: String) -> Refusal { .errors([words]) }

    static let taken = Refusal.errors(["Credential Resource Already Exists"])
    static let loginFailed = Refusal.errors(["Invalid username and/or password"])
    static let userNotFound = Refusal.word("User not found")
    static let addressNotListed = Refusal.word("Email does not exist")
    static let addressListed = Refusal.word("Email already exists")

    /// `ip_group[]` is `IP group`, `mail_domain` is `Mail domain`.
    static func label(_ name: String) -> String {
        let words = name.replacing("[]", with: "").split(separator: "_").map(String.init)
        return words.enumerated().map { position, word in
            if word == "ip" { return "IP" }
            return position == 0 ? word.prefix(1).uppercased() + word.dropFirst() : word
        }.joined(separator: " ")
    }

    /// The bytes of the answer. Too many calls are told in JSON whatever was asked for.
    func bytes(_ format: ReplyEncoder.Format) -> [UInt8] {
        var out: [UInt8] = []
        switch (self, format) {
        case (.tooManyCalls, _):
            let field = Wire.object([Column("field", .none), Column("message", "too many requests")])
            JSONEncoding.write([Column("errors", .list([field], element: "error"))], to: &out)
        case (_, .json): JSONEncoding.write(row(format), to: &out)
        case (_, .xml):
            out = XMLEncoding.declaration
            switch self {
            case .word, .errors: XMLEncoding.write("result", .object(row(format)), to: &out)
            default: XMLEncoding.write(row(format), to: &out)
            }
        }
        return out
    }

    private func row(_ format: ReplyEncoder.Format) -> Row {
        switch self {
        case .noSuchPath: coded(.text("404"), .none)
        case .tooManyCalls: coded(.number(429), .text("too many requests"))
        case .wrongCredentials: coded(.number(401), .text("Permission denied, wrong credentials"))
        case .notAuthorized: coded(.number(401), .text("Permission denied, not authorized"))
        case .noSuchMethod: coded(.number(404), .text("Not found"))
        case .noSuchUser: coded(.number(400), .text("User does not exist"))
        case .broken: coded(.number(500), .text("Internal Server Error"))
        case .word(let word): [Column("message", word)]
        case .errors(let errors):
            [Column("message", "error"), Column("errors", .list(errors.map(Wire.text), element: "error"))]
        }
    }

    private func coded(_ code: Wire, _ message: Wire) -> Row {
        [Column("error", .object([Column("code", code), Column("message", message)]))]
    }
}
