internal import Records

/// Whether a message reports of another one, and what: a bounce, a complaint, an automatic reply. Nil where it does not.
struct ReportReading {
    let report: MailReport

    /// Whether the headers of a message leave that open, so that the rest has to be read.
    static func mayBeReport(_ headers: [RawHeader]) -> Bool {
        let type = headers.first("content-type").map { ContentParameters($0.bytes).value } ?? ""
        return type == "multipart/report" || OldBounce.isFromDaemon(headers) || Complaint.mayBeOne(headers)
            || headers.first("x-failed-recipients") != nil
    }

    init?(_ message: MIMEMessage, _ names: ServerHeaders.Names) {
        let original = OriginalMail(in: message)
        let isReport = message.parts.first?.type == "multipart/report"
        let isFromDaemon = OldBounce.isFromDaemon(message.headers)
        let kind = message.parts.first?.parameters.text("report-type")?.lowercased()
        let feedback = Self.fields(of: ["message/feedback-report"], in: message)
        let delivery = Self.fields(
            of: ["message/delivery-status", "message/global-delivery-status"], in: message)
        let isFromCustomer = OldBounce.hasSender(message.headers) && !isFromDaemon
        if isReport, feedback != nil || kind == "feedback-report" {
            report = Complaint.report(feedback?.first ?? ReportFields(""), original, names)
        } else if Complaint.mayBeOne(message.headers), !original.headers.isEmpty {
            report = Complaint.report(ReportFields(""), original, names, headers: message.headers)
        } else if isReport && !isFromCustomer || isFromDaemon, let delivery {
            report = DeliveryReport(delivery).report(message, original, names)
        } else if isReport, !isFromCustomer, kind == "delivery-status" {
            report = DeliveryReport([]).report(message, original, names)
        } else if isReport, let read = Self.fields(of: ["message/disposition-notification"], in: message) {
            report = DeliveryReport(read).readReceipt(message, original, names)
        } else if let bounce = OldBounce(message, original, names) {
            report = bounce.report
        } else if AutoReply.isOne(message.headers) {
            report = AutoReply.report(message)
        } else {
            return nil
        }
    }

    /// The blocks of fields in the first part of such a type.
    private static func fields(of types: Set<String>, in message: MIMEMessage) -> [ReportFields]? {
        guard let part = message.parts.first(where: { types.contains($0.type) }) else { return nil }
        let text = String(decoding: part.content.prefix(64 << 10), as: UTF8.self).withPlainLineEnds
        let blocks = text.split(separator: "\n\n").prefix(100).map { ReportFields(String($0)) }
        return blocks.filter { !$0.isEmpty }
    }
}

/// Fields of a report, as they stand in one block of it.
struct ReportFields {
    private var fields: [(name: String, value: String)] = []

    var isEmpty: Bool { fields.isEmpty }

    init(_ block: String) {
        for line in block.split(separator: "\n").prefix(200) {
            if line.first == " " || line.first == "\t" {
                guard !fields.isEmpty else { continue }
                fields[fields.count - 1].value += " " + line.drop { $0 == " " || $0 == "\t" }
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                let name = line[..<colon].lowercased().filter { !$0.isWhitespace }
                fields.append((name, String(value.prefix(2_000))))
            }
        }
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

/// Addresses in text that a machine wrote.
enum Addresses {
    /// The first one, in small letters: of `rfc822; <kim@gone.example>` that of Kim.
    static func first(_ text: String) -> String? { all(text).first }

    static func all(_ text: String) -> [String] {
        text.prefix(4_000).split { " \t\n<>,;()[]\"".contains($0) }.compactMap { word in
            let word = word.lowercased().hasPrefix("mailto:") ? word.dropFirst(7) : word
            let end = word.reversed().drop { ".:'".contains($0) }
            let address = String(end.reversed()).lowercased()
            guard let at = address.lastIndex(of: "@"), at != address.startIndex,
                address[address.index(after: at)...].contains("."), address.utf8.count <= 254,
                address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else { return nil }
            return address
        }
    }
}
