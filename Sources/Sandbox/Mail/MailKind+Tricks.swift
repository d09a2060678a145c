import Foundation

/// Messages that are not what they look like, and one that does not say whose it is.
extension MailKind {
    private static func score(_ mail: SampleMail, from low: Int, to high: Int) -> String {
        let tenths = low + mail.pick(high - low + 1, 22)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Hosts in letters that pass for others, a form, and a name that shows another address.
    static func lookalike(_ mail: SampleMail) -> MailContent {
        MailContent(
            from: "\"service@bank.example\" <notice@\(mail.domain)>", subject: "Please confirm your details",
            score: score(mail, from: 58, to: 110), isSpam: true,
            checks: .init(spf: "pass", dkim: "none", dmarc: "fail"),
            body: [
                "Content-Type: text/html; charset=utf-8", "", "<html><body><p>Dear customer,</p>",
                "<p><a href=\"https://xn--bnk-6cd.example/login?n=\(mail.number)\">Sign in</a> or use",
                "<a href=\"https://bank.example@203.0.113.9/x\">the short form</a>.</p>",
                "<form action=\"https://collect.fastcash.example/p\"><input name=\"pin\"></form>",
                "<img src=\"https://pixel.fastcash.example/o.gif?\(mail.number)\" width=\"1\" height=\"1\" alt=\"\">",
                "</body></html>",
            ])
    }

    /// Text that nobody sees, a paper that is a page, and a picture that is a program.
    static func disguised(_ mail: SampleMail) -> MailContent {
        let boundary = "=_disguised_\(mail.number)"
        return MailContent(
            from: "Delivery <parcel@\(mail.domain)>", subject: "Your parcel waits at the depot",
            score: score(mail, from: 51, to: 90), isSpam: true,
            checks: .init(spf: "softfail", dkim: "fail", dmarc: "fail"),
            body: [
                "Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "", "--\(boundary)",
                "Content-Type: text/html; charset=utf-8", "",
                "<html><head><style>.note{display:none}</style></head><body>Pay the duty of 1.99 to get your par\u{200B}cel.",
                "<p class=\"note\">minutes of the meeting, garden club, weather report, recipes for autumn</p>",
                "<div style=\"position:absolute;left:-4000px\">more words for filters</div>",
                "<a style=\"color:#ffffff\" href=\"https://pay.fastcash.example/\(mail.number)\">pay</a></body></html>",
                "--\(boundary)", "Content-Type: text/html; name=\"label.pdf.html\"",
                "Content-Disposition: attachment; filename=\"label.pdf.html\"", "", "<p>label</p>", "--\(boundary)",
                "Content-Type: image/png; name=\"photo.png\"",
                "Content-Disposition: attachment; filename=\"photo.png\"", "Content-Transfer-Encoding: base64", "",
            ] + base64("MZ" + String(repeating: "no picture ", count: 40)) + ["", "--\(boundary)--"])
    }

    /// Nothing but the sender tells whose it is; every second one is from a domain that is nobody's.
    static func unnamed(_ mail: SampleMail) -> MailContent {
        let domain = mail.number % 2 == 0 ? "partners-of-\(mail.domain)" : "mail.\(mail.domain)"
        return MailContent(
            from: "Events <events@\(domain)>", subject: "Seats are still free", score: score(mail, from: 4, to: 22),
            namesCustomer: false,
            body: [
                "Content-Type: text/plain; charset=utf-8", "", "We have kept some seats for you:",
                "https://www.\(domain)/seats/\(mail.number)",
            ])
    }
}
