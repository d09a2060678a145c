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
        let results = ServerResults(headers, server: names.server)
        var checks = Authentication(headers: results.own, server: names.server)
        if let header = own.first("received-spf") { checks.take(receivedSPF: header.value) }
        self.checks = checks
        customer = Self.word(own, names.customer)
        record = Self.word(own, "X-SG-Sample-Record")
        score = Self.score(own)
        claims = Array((results.claims + Self.claims(below, names)).prefix(Self.mostClaims))
    }

    private static func word(_ headers: [RawHeader], _ name: String) -> String? {
        guard let header = headers.first(name.lowercased()) else { return nil }
        let value = header.value
        let word = value.drop { $0 == " " || $0 == "\t" }
        return word.isEmpty ? nil : String(word)
    }

    private static func claims(_ headers: [RawHeader], _ names: Names) -> [SampleMessage.Claim] {
        var claims: [SampleMessage.Claim] = []
        for name in scores {
            guard let header = headers.first(name), !header.bytes.isEmpty else { continue }
            claims.append(SampleMessage.Claim(.spam, "\(header.name): \(header.value.prefix(100))"))
        }
        if let customer = word(headers, names.customer) { claims.append(SampleMessage.Claim(.customer, customer)) }
        return claims
    }

    /// Headers in which filters tell what they make of a message.
    private static let scores = [
        "x-spam-score", "x-spam-status", "x-spam-flag", "x-spam-level", "x-spamd-result", "x-rspamd-score", "x-spam",
        "x-ms-exchange-organization-scl", "x-forefront-antispam-report",
    ]

    /// `X-Spam-Score: 5.2`, the `score=` or older `hits=` of X-Spam-Status, `X-Spamd-Result: default: True [9.50 / 15.00]`,
    /// or else the stars of X-Spam-Level.
    private static func score(_ headers: [RawHeader]) -> Double? {
        if let value = headers.first("x-spam-score")?.value, let score = number(value[...]) { return score }
        if let value = headers.first("x-rspamd-score")?.value, let score = number(value[...]) { return score }
        if let value = headers.first("x-spamd-result")?.value, let open = value.firstIndex(of: "[") {
            if let score = number(value[value.index(after: open)...]) { return score }
        }
        guard let status = headers.first("x-spam-status")?.value else { return stars(headers) }
        for name in ["score=", "hits="] {
            if let range = status.firstRange(of: name), let score = number(status[range.upperBound...]) { return score }
        }
        return stars(headers)
    }

    private static func stars(_ headers: [RawHeader]) -> Double? {
        let level = headers.first("x-spam-level")?.value.prefix(100) ?? ""
        return level.isEmpty || level.contains { $0 != "*" && $0 != "+" } ? nil : Double(level.count)
    }

    private static func number(_ text: Substring) -> Double? {
        let digits = text.drop { $0 == " " }.prefix { ("0"..."9").contains($0) || ".+-".contains($0) }
        return Double(digits)
    }
}
