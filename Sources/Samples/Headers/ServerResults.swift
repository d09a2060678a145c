internal import Records

/// Which Authentication-Results of a message the receiving server wrote.
///
/// Those above the first Received are its own. Some servers write them below a Received of their own (Gmail, milters of
/// Postfix, Exchange): where there is none above, and only if the account's settings name the server, those count that stand
/// in its own block, before anything that came from elsewhere. A server removes what comes in under its name (RFC 8601).
struct ServerResults {
    /// As they are written, in the order of the message.
    let own: [String]
    /// What the others say, which is not believed.
    let claims: [SampleMessage.Claim]

    private static let mostClaims = 20
    private static let name = "authentication-results"

    init(_ headers: [RawHeader], server: String?) {
        let above = headers.ofServer
        var end = above
        if let server, headers[..<above].allSatisfy({ $0.name.lowercased() != Self.name }) {
            end = Self.endOfBlock(headers, server.lowercased())
        }
        own = headers[..<end].filter { $0.name.lowercased() == Self.name }.map(\.value)
        claims = headers[end...].filter { $0.name.lowercased() == Self.name }.prefix(Self.mostClaims)
            .map { SampleMessage.Claim(.results, Authentication.words(of: $0.value)) }
    }

    /// Behind the last of the server's own headers: where another's Received, or what a sender writes, begins.
    private static func endOfBlock(_ headers: [RawHeader], _ server: String) -> Int {
        for (index, header) in headers.enumerated() {
            let name = header.name.lowercased()
            if name == "received" {
                guard index == headers.ofServer || isBy(server, header) else { return index }
            } else if ofSender.contains(name) {
                return index
            }
        }
        return headers.count
    }

    /// Whether a Received was written by the server, or on a way within its house, which has no sender's name.
    private static func isBy(_ server: String, _ header: RawHeader) -> Bool {
        let words = String(decoding: header.bytes, as: UTF8.self).lowercased()
            .split { $0 == " " || $0 == "\t" || $0 == ";" || $0 == "(" || $0 == ")" }
        guard let by = words.firstIndex(of: "by"), by + 1 < words.count else { return false }
        return WebHost.belongTogether(server, String(words[by + 1]))
    }

    private static let ofSender: Set<String> = [
        "from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type", "dkim-signature",
        "reply-to", "sender", "list-unsubscribe", "x-mailer",
    ]
}
