internal import Records

/// What a server says of the delivery, in fields for machines (RFC 3464).
struct DeliveryReport {
    private let blocks: [ReportFields]

    init(_ blocks: [ReportFields]) { self.blocks = blocks }

    func report(_ message: MIMEMessage, _ original: OriginalMail, _ names: ServerHeaders.Names) -> MailReport {
        let recipients = blocks.filter { address($0) != nil }
        // Of several the worst counts.
        let kinds: [MailReport.Kind] = [.bounce, .delay, .receipt]
        let kind = kinds.first { kind in recipients.contains { self.kind($0) == kind } } ?? .bounce
        let own = recipients.filter { self.kind($0) == kind }
        let status = own.lazy.compactMap { $0["status"] }.first
        let addresses = own.compactMap(address) + original.recipients
        let told = message.headers.all("to").compactMap { Addresses.first($0.value) }
        return MailReport(
            kind: kind, recipient: addresses.first, others: max(0, Set(own.compactMap(address)).count - 1),
            status: status.map { String($0.prefix { !$0.isWhitespace }.prefix(20)) },
            detail: own.lazy.compactMap { $0["diagnostic-code"] }.first.map(ServerWords.plain) ?? "",
            owners: original.owners(and: told), customer: original.customer(names))
    }

    /// A recipient's mail program says that it showed the mail, or threw it away (RFC 8098).
    func readReceipt(_ message: MIMEMessage, _ original: OriginalMail, _ names: ServerHeaders.Names) -> MailReport {
        let block = blocks.first { address($0) != nil }
        let told = message.headers.all("to").compactMap { Addresses.first($0.value) }
        let said = blocks.lazy.compactMap { $0["disposition"] }.first ?? ""
        let what = said.split(separator: ";").last.map { $0.filter { !$0.isWhitespace } } ?? ""
        return MailReport(
            kind: .receipt, recipient: block.flatMap(address) ?? original.recipients.first,
            status: what.isEmpty ? nil : String(what.prefix(20)), owners: original.owners(and: told),
            customer: original.customer(names))
    }

    private func address(_ block: ReportFields) -> String? {
        [block["original-recipient"], block["final-recipient"], block["x-actual-recipient"]].lazy
            .compactMap { $0.flatMap(Addresses.first) }.first
    }

    private func kind(_ block: ReportFields) -> MailReport.Kind {
        switch block["action"]?.lowercased().prefix(while: { $0.isLetter }) {
        case "failed": .bounce
        case "delayed": .delay
        case "delivered", "relayed", "expanded": .receipt
        default:
            switch block["status"]?.first {
            case "4": .delay
            case "2": .receipt
            default: .bounce
            }
        }
    }
}

/// What a server answered.
enum ServerWords {
    /// Without the kind of code in front, and the two codes that are told beside it.
    static func plain(_ diagnostic: String) -> String {
        let kind = diagnostic.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " }
        let rest = diagnostic.dropFirst(kind.count)
        let isKind = rest.first == ";" && kind.split(separator: " ").count == 1
        var words = (isKind ? rest.dropFirst() : diagnostic[...]).split(whereSeparator: \.isWhitespace)
        if let code = words.first, code.prefix(3).allSatisfy(\.isNumber), code.count >= 3 { words.removeFirst() }
        if let status = words.first, status.prefix(1).allSatisfy(\.isNumber), status.contains(".") {
            words.removeFirst()
        }
        return String(words.joined(separator: " ").prefix(200))
    }

    /// The first enhanced status in a text: `5.1.1`.
    static func status(in text: String) -> String? {
        for word in text.prefix(20_000).split(whereSeparator: { " \t\n()[]#<>,;:".contains($0) }) {
            let pieces = word.split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count == 3, ["2", "4", "5"].contains(pieces[0]),
                pieces.dropFirst().allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) })
            else { continue }
            return String(word)
        }
        return nil
    }
}
