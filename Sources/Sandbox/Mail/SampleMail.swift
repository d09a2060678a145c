import Foundation
import ResellerAPI

/// One sampled message before it is bytes.
struct SampleMail: Sendable {
    let customer: String
    /// The customer's mail domain.
    let domain: String
    let record: String
    let recordEmail: String
    /// Seconds since 1970.
    let date: Int
    /// Chooses kind and words.
    let number: Int
    /// What goes wrong with the customer just now.
    let trouble: Incident.Kind?
    let dice: Dice

    /// The message in the format of RFC 5322, lines ended by a line feed as in any Maildir.
    func text() -> String {
        let kind = MailKind.chosen(trouble, dice, number)
        let content = kind.content(self)
        var lines = ["Delivered-To: \(recordEmail)"]
        lines.append("Return-Path: <bounces+\(number)-\(pick(900))=\(pick(900))@mail.\(domain)>")
        if content.namesCustomer { lines.append("X-SG-Sample-Customer: \(Self.oneLine(customer))") }
        lines.append("X-SG-Sample-Record: \(Self.oneLine(record))")
        lines.append(
            "Authentication-Results: filter.reseller.example; spf=\(content.checks.spf) smtp.mailfrom=mail.\(domain);")
        lines.append(
            "\tdkim=\(content.checks.dkim) header.d=\(domain); dmarc=\(content.checks.dmarc) header.from=\(domain)")
        lines.append("X-Spam-Score: \(content.score)")
        lines.append("X-Spam-Status: \(content.isSpam ? "Yes" : "No"), score=\(content.score) required=5.0")
        // Whatever stands below this the sender may have written.
        lines.append("Received: from mx.\(domain) (mx.\(domain) [192.0.2.\(1 + pick(250))]) by filter.reseller.example")
        lines.append("\twith ESMTPS id \(String(dice.roll(.sample, number, 9), radix: 36)); \(wireDate)")
        lines.append("Date: \(wireDate)")
        lines.append("From: \(content.from)")
        lines.append("To: \(recipient)")
        if let replyTo = content.replyTo { lines.append("Reply-To: \(replyTo)") }
        lines.append("Subject: \(content.subject)")
        lines.append("Message-ID: <\(String(dice.roll(.sample, number), radix: 16)).\(number)@\(domain)>")
        lines.append("MIME-Version: 1.0")
        lines += content.listHeaders
        return (lines + content.body).joined(separator: "\n") + "\n"
    }

    /// Names are given by callers: none of them may end a header.
    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    func pick(_ bound: Int, _ more: Int = 0) -> Int { dice.pick(bound, .sampleText, number, more) }
    func pick<Element>(from choices: [Element], _ more: Int = 0) -> Element { choices[pick(choices.count, more)] }

    private var recipient: String {
        let name = pick(from: Words.givenNames.filter { $0.utf8.allSatisfy { $0 < 0x80 } }, 1)
        return "\(name) <\(name.lowercased())\(pick(90, 2))@\(pick(from: Reasons.domains, 3))>"
    }

    private var wireDate: String {
        let time = WireTime(secondsSinceEpoch: date)
        let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][time.date.weekday]
        let month = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ][time.date.month - 1]
        return "\(day), \(time.date.day) \(month) \(time.date.year) \(time.description.suffix(8)) +0000"
    }
}

/// Headers and body that depend on the kind of message.
struct MailContent: Sendable {
    var from: String
    var subject: String
    var replyTo: String?
    var score: String
    var isSpam = false
    var checks = Checks()
    /// Whether a header tells the customer; where none does, only the sender's domain can.
    var namesCustomer = true
    var listHeaders: [String] = []
    /// Content headers, an empty line, and the body.
    var body: [String]

    /// What the receiving side found.
    struct Checks: Sendable {
        var spf = "pass"
        var dkim = "pass"
        var dmarc = "pass"
    }
}
