internal import Records

/// A feedback report (RFC 5965), or what is sent in its place.
enum Complaint {
    /// Whether this is a complaint in a form of its own: Outlook.com sends the mail in a mail, with the recipient in a header.
    static func mayBeOne(_ headers: [RawHeader]) -> Bool {
        let subject = headers.first("subject")?.value.lowercased() ?? ""
        return subject.hasPrefix("complaint about message from") || headers.first(hidden) != nil
    }

    private static let hidden = "x-hmxmroriginalrecipient"

    static func report(
        _ fields: ReportFields, _ original: OriginalMail, _ names: ServerHeaders.Names, headers: [RawHeader] = []
    ) -> MailReport {
        let type = fields["feedback-type"]?.lowercased().filter { !$0.isWhitespace }
        let isComplaint = !["not-spam", "auth-failure", "dmarc", "dkim", "spf"].contains(type)
        let told = (fields.all("original-rcpt-to") + fields.all("removed-recipient")).compactMap(Addresses.first)
        let inHeaders = (headers + original.headers).all(hidden).compactMap { Addresses.first($0.value) }
        let recipients = (told + inHeaders + original.recipients).filter { !isRedacted($0) }
        let sender = [fields["original-mail-from"]].compactMap { $0.flatMap(Addresses.first) }
        return MailReport(
            kind: isComplaint ? .complaint : .feedback, recipient: recipients.first,
            others: max(0, Set(told.filter { !isRedacted($0) }).count - 1), status: type.map { String($0.prefix(40)) },
            owners: original.owners(and: sender), customer: original.customer(names))
    }

    /// Providers leave out whose complaint it is: `redacted@isp.example`, `xxxx@isp.example`.
    private static func isRedacted(_ address: String) -> Bool {
        let name = address.prefix { $0 != "@" }
        let letters = name.filter { !"-_.".contains($0) }
        return ["redacted", "removed", "anonymous", "undisclosed", "withheld"].contains { name.contains($0) }
            || letters.count >= 3 && letters.allSatisfy { $0 == "x" || $0 == "*" }
    }
}
