internal import Records

/// The mail that a report is about, as far as it came back with it: its headers.
struct OriginalMail {
    let headers: [RawHeader]

    init(in message: MIMEMessage) {
        if let enclosed = message.parts.lazy.map(\.enclosed).first(where: { !$0.isEmpty }) {
            headers = enclosed
        } else if let part = message.parts.first(where: { Self.types.contains($0.type) && $0.isLeaf }) {
            headers = Self.headers(of: part.content)
        } else {
            headers = message.parts.first { $0.isLeaf && $0.isInline }.map { Self.quoted(in: $0.content) } ?? []
        }
    }

    private static let types: Set<String> = [
        "text/rfc822-headers", "message/rfc822-headers", "message/global-headers", "message/rfc822", "message/global",
    ]

    private static func headers(of bytes: [UInt8]) -> [RawHeader] {
        let message = MIMEMessage(
            bytes: MessageGuard.guarded(Array(bytes.prefix(256 << 10)), headersOnly: true), readsParts: false)
        return Array((message?.headers ?? []).prefix(200))
    }

    /// Old servers write it below a line that says so.
    private static func quoted(in content: [UInt8]) -> [RawHeader] {
        let text = String(decoding: content.prefix(256 << 10), as: UTF8.self).withPlainLineEnds
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let mark = lines.firstIndex(where: isMark) else { return [] }
        let rest = lines[(mark + 1)...].drop { line in
            !starts.contains { line.lowercased().hasPrefix($0) }
        }
        return headers(of: Array(rest.prefix(300).joined(separator: "\n").utf8))
    }

    private static func isMark(_ line: Substring) -> Bool {
        let start = line.drop { $0 == " " || $0 == "\t" }
        guard start.hasPrefix("-") || start.hasPrefix("=") || start.hasPrefix("Below") else { return false }
        let words = line.lowercased()
        return ["copy of", "original message", "header", "unsent message", "returned message", "below this line"]
            .contains { words.contains($0) }
    }

    private static let starts = [
        "return-path:", "received:", "from:", "to:", "date:", "message-id:", "delivered-to:", "x-", "subject:",
        "mime-version:", "dkim-signature:",
    ]

    /// Whom it was for.
    var recipients: [String] { headers.all("to").flatMap { Addresses.all(EncodedWords.text($0.bytes)) } }

    /// Who it was from, the surest first; a sender in doubt is left out.
    func owners(and told: [String]) -> [String] {
        let froms = headers.all("from")
        let from = FromHeader(froms)
        var owners = [from.trouble == nil ? from.address : nil].compactMap(\.self)
        for address in told + headers.all("return-path").compactMap({ Addresses.first($0.value) })
            + headers.all("sender").compactMap({ Addresses.first($0.value) }) where !owners.contains(address)
        {
            owners.append(address)
        }
        return Array(owners.prefix(5))
    }

    func customer(_ names: ServerHeaders.Names) -> String? { ServerHeaders(headers, names).customer }
}
