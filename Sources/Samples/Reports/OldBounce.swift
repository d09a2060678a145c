internal import Records

/// A bounce in words only, as servers wrote them before there were fields, and some still do.
struct OldBounce {
    let report: MailReport

    init?(_ message: MIMEMessage, _ original: OriginalMail, _ names: ServerHeaders.Names) {
        let headers = message.headers
        let subject = headers.first("subject")?.value.lowercased() ?? ""
        let failed = headers.all("x-failed-recipients").flatMap { Addresses.all($0.value) }
        let isTold = Self.subjects.contains { subject.contains($0) }
        guard !failed.isEmpty || Self.isFromDaemon(headers) && isTold else { return nil }
        let text = Self.text(message)
        let told = headers.all("to").compactMap { Addresses.first($0.value) }
        let named = failed + Self.recipients(in: text) + original.recipients
        let recipients = named.isEmpty ? Self.others(in: text, than: told, headers) : named
        let status = ServerWords.status(in: text)
        let isDelay =
            ["delayed", "delay)", "warning:", "still being retried", "verzöger"].contains { subject.contains($0) }
            || status?.hasPrefix("4") == true && text.lowercased().contains("will be retried")
        report = MailReport(
            kind: isDelay ? .delay : .bounce, recipient: recipients.first, others: max(0, Set(failed).count - 1),
            status: status, detail: Self.answer(in: text), owners: original.owners(and: told),
            customer: original.customer(names))
    }

    /// Whether a machine that delivers mail wrote this, as far as its name tells.
    static func isFromDaemon(_ headers: [RawHeader]) -> Bool {
        let paths = headers.prefix(headers.ofServer).filter { $0.name.lowercased() == "return-path" }
        if paths.contains(where: { $0.bytes.filter { $0 > 0x20 } == Array("<>".utf8) }) { return true }
        let from = headers.first("from")?.value.lowercased() ?? ""
        return [
            "mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "mail delivery system", "mail delivery sub",
        ]
        .contains { from.contains($0) }
    }

    /// Whether the receiving server says that the mail has a sender whom a bounce of it would reach; a bounce has none.
    static func hasSender(_ headers: [RawHeader]) -> Bool {
        let path = headers.prefix(headers.ofServer).first { $0.name.lowercased() == "return-path" }
        return path.map { $0.value.contains("@") } ?? false
    }

    /// Addresses anywhere in the words, but for the two that wrote to each other.
    private static func others(in text: String, than told: [String], _ headers: [RawHeader]) -> [String] {
        let own = Set(told + headers.all("from").flatMap { Addresses.all($0.value) })
        return Addresses.all(String(text.prefix(4_000))).filter { !own.contains($0) && !$0.hasPrefix("postmaster@") }
    }

    private static func text(_ message: MIMEMessage) -> String {
        let part = message.parts.first { $0.isLeaf && $0.isInline && $0.type.hasPrefix("text/") }
        let bytes = part?.content.prefix(64 << 10) ?? []
        let text = Charset.text(bytes, label: part?.charset).withPlainLineEnds
        return part?.type == "text/html" ? HTMLText(text).text : text
    }

    /// Addresses that begin a line: `<kim@gone.example>:`, or stand alone in one.
    private static func recipients(in text: String) -> [String] {
        let lines = text.split(separator: "\n").prefix(200)
        let own = lines.prefix { !$0.hasPrefix("---") || $0.contains("transcript") || $0.contains("addresses") }
        return own.compactMap { line in
            let line = line.drop { $0 == " " || $0 == "\t" || $0 == ">" || $0 == "*" }
            let isAlone = line.split(whereSeparator: \.isWhitespace).count == 1
            guard line.first == "<" || isAlone || line.firstIndex(of: ":").map({ line[..<$0].contains("@") }) == true
            else { return nil }
            return Addresses.first(String(line.prefix { $0 != " " }))
        }
    }

    /// The line in which the other server answers.
    private static func answer(in text: String) -> String {
        for line in text.split(separator: "\n").prefix(200) {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == ":" }
            guard
                let place = words.firstIndex(where: {
                    $0.count == 3 && Int($0).map { (400...599).contains($0) } == true
                })
            else { continue }
            return ServerWords.plain(words[place...].joined(separator: " "))
        }
        return ""
    }

    private static let subjects = [
        "undeliver", "undelivered", "delivery failed", "delivery failure", "delivery status notification",
        "failure notice",
        "returned mail", "returned to sender", "mail delivery", "mail system error", "non-delivery", "nondeliver",
        "could not be delivered", "not delivered", "couldn't be delivered", "unzustellbar", "nicht zugestellt",
        "nicht zustellbar", "non remis", "échec de", "no se puede entregar", "mancata consegna", "onbestelbaar",
        "message delayed", "warning: could not send", "rejected mail", "user unknown", "bounce",
    ]
}
