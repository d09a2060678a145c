internal import Records

/// What the receiving server wrote on top of a message, and what the sender wrote below it in the same words.
struct ServerHeaders {
    /// By what a message is read: the names that the account's settings give.
    struct Names: Sendable {
        /// The header that tells the customer.
        var customer = SampleBox.customerHeader
        /// The name of the receiving server in Authentication-Results; nil for the topmost one's.
        var server: String?
    }

    let checks: Authentication
    let customer: String?
    let record: String?
    let score: Double?
    /// What the sender wrote in the server's place, and is not believed.
    let claims: [SampleMessage.Claim]

    private static let mostClaims = 20

    init(_ headers: [RawHeader], _ names: Names) {
        let own = Array(headers.prefix(headers.ofServer))
        let below = Array(headers.dropFirst(own.count))
        let results = own.all("authentication-results").map(\.value)
        checks = Authentication(headers: results, server: names.server)
        customer = Self.word(own, names.customer)
        record = Self.word(own, "X-SG-Sample-Record")
        score = Self.score(own)
        claims = Array(Self.claims(below, names).prefix(Self.mostClaims))
    }

    private static func word(_ headers: [RawHeader], _ name: String) -> String? {
        guard let header = headers.first(name.lowercased()) else { return nil }
        let value = header.value
        let word = value.drop { $0 == " " || $0 == "\t" }
        return word.isEmpty ? nil : String(word)
    }

    private static func claims(_ headers: [RawHeader], _ names: Names) -> [SampleMessage.Claim] {
        var claims: [SampleMessage.Claim] = []
        for header in headers.all("authentication-results").prefix(mostClaims) {
            let words = Authentication.words(of: header.value)
            claims.append(SampleMessage.Claim(.results, words))
        }
        for name in ["x-spam-score", "x-spam-status", "x-spam-flag", "x-spam-level"] {
            guard let header = headers.first(name), !header.bytes.isEmpty else { continue }
            claims.append(SampleMessage.Claim(.spam, "\(header.name): \(header.value.prefix(100))"))
        }
        if let customer = word(headers, names.customer) { claims.append(SampleMessage.Claim(.customer, customer)) }
        return claims
    }

    /// `X-Spam-Score: 5.2`, or the `score=` or older `hits=` of X-Spam-Status.
    private static func score(_ headers: [RawHeader]) -> Double? {
        if let value = headers.first("x-spam-score")?.value, let score = number(value[...]) { return score }
        guard let status = headers.first("x-spam-status")?.value else { return nil }
        for name in ["score=", "hits="] {
            if let range = status.firstRange(of: name), let score = number(status[range.upperBound...]) { return score }
        }
        return nil
    }

    private static func number(_ text: Substring) -> Double? {
        let digits = text.drop { $0 == " " }.prefix { ("0"..."9").contains($0) || ".+-".contains($0) }
        return Double(digits)
    }
}
