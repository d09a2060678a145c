import Foundation

/// The kinds of message that samples are made of; each shows another way in which mail is built.
enum MailKind: Sendable, CaseIterable {
    case receipt, newsletter, htmlOnly, latin, attachment, reminder, otherScript, hostile, prize, bankPhishing, malware
    case lookalike, disguised, unnamed

    private static let ordinary: [MailKind] = [
        .receipt, .receipt, .newsletter, .newsletter, .newsletter, .htmlOnly, .latin, .attachment, .reminder, .reminder,
        .otherScript,
    ]

    /// Spam comes mostly from those who run it.
    static func chosen(_ trouble: Incident.Kind?, _ dice: Dice, _ number: Int) -> MailKind {
        let draw = dice.pick(100, .sampleKind, number)
        let bad: [MailKind] = [.prize, .bankPhishing, .malware, .lookalike, .disguised]
        if draw < (trouble == .spamRun ? 70 : 4) { return dice.pick(from: bad, .sampleKind, number, 1) }
        if draw > 97 { return .hostile }
        if draw > 93 { return .unnamed }
        return dice.pick(from: ordinary, .sampleKind, number, 2)
    }

    func content(_ mail: SampleMail) -> MailContent {
        switch self {
        case .receipt: Self.receipt(mail)
        case .newsletter: Self.newsletter(mail)
        case .htmlOnly: Self.htmlOnly(mail)
        case .latin: Self.latin(mail)
        case .attachment: Self.attachment(mail)
        case .reminder: Self.reminder(mail)
        case .otherScript: Self.otherScript(mail)
        case .hostile: Self.hostile(mail)
        case .prize: Self.prize(mail)
        case .bankPhishing: Self.bankPhishing(mail)
        case .malware: Self.malware(mail)
        case .lookalike: Self.lookalike(mail)
        case .disguised: Self.disguised(mail)
        case .unnamed: Self.unnamed(mail)
        }
    }

    private static func score(_ mail: SampleMail, from low: Int, to high: Int) -> String {
        let tenths = low + mail.pick(high - low + 1, 20)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func receipt(_ mail: SampleMail) -> MailContent {
        let order = "\(10 + mail.pick(80))-\(1000 + mail.pick(8999, 4))"
        let subject = mail.pick(from: ["Your order \(order)", "Receipt \(order)", "Your invoice \(order)"], 5)
        return MailContent(
            from: "Orders <orders@\(mail.domain)>", subject: subject, score: score(mail, from: 1, to: 12),
            body: [
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 7bit", "",
                "Thank you for your order \(order).", "", "  1 x garden lamp          24.90",
                "  2 x spare bulb            7.80", "  total                    32.70", "",
                "It leaves our house tomorrow. Your orders: https://www.\(mail.domain)/orders/\(order)",
            ])
    }

    private static func newsletter(_ mail: SampleMail) -> MailContent {
        let subject = mail.pick(
            from: [
                "Spring offers inside", "Weekly writing notes", "What is new this month", "Ten ideas for the weekend",
                "The autumn catalogue is here", "Doors open on Saturday",
            ], 5)
        let link = "https://www.\(mail.domain)/issue/\(mail.pick(200, 6))"
        let boundary = "=_alt_\(mail.number)"
        return MailContent(
            from: "\"News\" <news@\(mail.domain)>", subject: subject, score: score(mail, from: 3, to: 28),
            listHeaders: ["List-Unsubscribe: <https://go.\(mail.domain)/u/\(mail.number)>", "Precedence: bulk"],
            body: [
                "Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "", "--\(boundary)",
                "Content-Type: text/plain; charset=utf-8", "", "Hello,", "", "this is what we have been working on.",
                "Read it here: \(link)", "", "--\(boundary)", "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable", "",
                "<html><body><h1>Hello,</h1><p>this is what we have been working on=2E</p>",
                "<p><a href=3D\"\(link)\">Read it here</a></p>",
                "<p><a href=3D\"https://go.\(mail.domain)/u/\(mail.number)\">Unsubscribe</a></p></body></html>", "",
                "--\(boundary)--",
            ])
    }

    private static func htmlOnly(_ mail: SampleMail) -> MailContent {
        MailContent(
            from: "no-reply@\(mail.domain)", subject: "Sign-in from a new device", score: score(mail, from: 5, to: 19),
            body: [
                "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            ]
                + base64(
                    "<html><head><style>p{color:#333}</style></head><body><p>Someone signed in to your account from "
                        + "<b>Larkstead</b>.</p><p>If that was you, there is nothing to do. If not, "
                        + "<a href=\"https://www.\(mail.domain)/security\">tell us</a>.</p></body></html>"))
    }

    private static func latin(_ mail: SampleMail) -> MailContent {
        MailContent(
            from: "=?ISO-8859-1?Q?J=FCrgen_L=F6we?= <service@\(mail.domain)>",
            subject: "=?ISO-8859-1?Q?Ihre_Bestellung_wird_gepr=FCft?=", score: score(mail, from: 1, to: 15),
            body: [
                "Content-Type: text/plain; charset=ISO-8859-1", "Content-Transfer-Encoding: quoted-printable", "",
                "Sch=F6nen guten Tag,", "", "wir pr=FCfen Ihre Bestellung und melden uns in K=FCrze. Der Betrag von =",
                "24,90 wird erst danach abgebucht.", "", "Mit freundlichen Gr=FC=DFen",
            ])
    }

    private static func attachment(_ mail: SampleMail) -> MailContent {
        let boundary = "=_mixed_\(mail.number)"
        return MailContent(
            from: "Billing <billing@\(mail.domain)>",
            subject: "=?UTF-8?B?\(Data("Rechnung – facture – invoice".utf8).base64EncodedString())?=",
            score: score(mail, from: 4, to: 20),
            body: [
                "Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "", "--\(boundary)",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
                "Your invoice is attached. Votre facture est jointe. Vielen Dank für Ihr Vertrauen.", "",
                "--\(boundary)", "Content-Type: application/pdf; name=\"invoice-\(mail.number).pdf\"",
                "Content-Disposition: attachment; filename=\"invoice-\(mail.number).pdf\"",
                "Content-Transfer-Encoding: base64", "",
            ] + base64("%PDF-1.4\n" + String(repeating: "1 0 obj << /Type /Page >> endobj\n", count: 40))
                + ["", "--\(boundary)--"])
    }

    private static func reminder(_ mail: SampleMail) -> MailContent {
        MailContent(
            from: "Hello <hello@\(mail.domain)>",
            subject: mail.pick(
                from: ["Reset your password", "Your appointment tomorrow", "You left something in your cart"], 5),
            score: score(mail, from: 1, to: 14),
            body: [
                "Content-Type: text/plain; charset=us-ascii; format=flowed", "",
                "This is a short note to remind you.", "", "https://www.\(mail.domain)/r/\(mail.number)", "", "-- ",
                "Sent because you asked for it.",
            ])
    }

    private static func otherScript(_ mail: SampleMail) -> MailContent {
        let subject = mail.pick(
            from: ["春のお知らせ", "Новости недели", "أخبار الأسبوع", "🎉 Party – RSVP", "חדשות השבוע"], 5)
        return MailContent(
            from: "=?UTF-8?B?\(Data("ニュース".utf8).base64EncodedString())?= <news@\(mail.domain)>",
            subject: "=?UTF-8?B?\(Data(subject.utf8).base64EncodedString())?=", score: score(mail, from: 2, to: 22),
            body: ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", ""]
                + base64("\(subject)\n\nhttps://www.\(mail.domain)/n/\(mail.number)\n"))
    }

    static func base64(_ text: String) -> [String] {
        let encoded = Array(Data(text.utf8).base64EncodedString().utf8)
        return stride(from: 0, to: encoded.count, by: 76).map { start in
            String(decoding: encoded[start..<min(encoded.count, start + 76)], as: UTF8.self)
        }
    }
}
