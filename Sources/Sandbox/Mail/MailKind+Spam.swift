import Foundation

/// Messages that nobody wants, and messages that attack whoever looks at them.
extension MailKind {
    private static func tenths(_ mail: SampleMail, from low: Int, to high: Int) -> String {
        let tenths = low + mail.pick(high - low + 1, 21)
        return "\(tenths / 10).\(tenths % 10)"
    }

    static func prize(_ mail: SampleMail) -> MailContent {
        MailContent(
            from: "Prize Office <win@\(mail.domain)>",
            subject: "=?UTF-8?B?\(Data("You have won a \u{202E}ezirp".utf8).base64EncodedString())?=",
            replyTo: "claims@fastcash.example", score: tenths(mail, from: 64, to: 127), isSpam: true,
            checks: .init(dkim: "fail", dmarc: "fail"), listHeaders: ["X-Mailer: bulkblast 2.1"],
            body: [
                "Content-Type: text/html; charset=utf-8", "", "<html><body>Dear customer,<br>",
                "your address was drawn from 40,000 entries. To claim your voucher of 500.00 confirm within 24 hours:",
                "<p><a href=\"https://192.0.2.201/c/?u=\(mail.number)\"><font size=\"7\">CONFIRM</font></a></p>",
                "<span style=\"font-size:0;color:#fff\">meeting agenda minutes report</span>",
                "<a href=\"https://go.\(mail.domain)/u/\(mail.number)\">Unsubscribe</a></body></html>",
            ])
    }

    static func bankPhishing(_ mail: SampleMail) -> MailContent {
        let boundary = "=_bank_\(mail.number)"
        return MailContent(
            from: "=?UTF-8?B?\(Data("B\u{0430}nk Security".utf8).base64EncodedString())?= <alert@\(mail.domain)>",
            subject: "Your account is locked!!!", replyTo: "desk@bank-login.fastcash.example",
            score: tenths(mail, from: 71, to: 140), isSpam: true,
            checks: .init(spf: "softfail", dkim: "none", dmarc: "fail"),
            body: [
                "Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "", "--\(boundary)",
                "Content-Type: text/plain; charset=utf-8", "", "Your account is locked. Visit bank.example/login", "",
                "--\(boundary)", "Content-Type: text/html; charset=utf-8", "",
                "<html><body><p>Your account is locked. Sign in to unlock it:</p>",
                "<a href=\"https://bank-login.fastcash.example/a?id=\(mail.number)\">https://bank.example/login</a>",
                "<script>document.title='x'</script></body></html>", "", "--\(boundary)--",
            ])
    }

    static func malware(_ mail: SampleMail) -> MailContent {
        let boundary = "=_voucher_\(mail.number)"
        return MailContent(
            from: "Accounts <accounts@\(mail.domain)>", subject: "Overdue invoice, act now",
            score: tenths(mail, from: 55, to: 98), isSpam: true,
            checks: .init(spf: "fail", dkim: "fail", dmarc: "fail"),
            body: [
                "Content-Type: multipart/mixed; boundary=\"\(boundary)\"", "", "--\(boundary)",
                "Content-Type: text/plain; charset=utf-8", "", "Open the attached voucher at once.", "",
                "--\(boundary)", "Content-Type: application/octet-stream; name=\"voucher.pdf.exe\"",
                "Content-Disposition: attachment; filename=\"voucher.pdf.exe\"", "Content-Transfer-Encoding: base64",
                "",
            ] + base64("MZ" + String(repeating: "not a real program ", count: 60)) + ["", "--\(boundary)--"])
    }

    /// Escape sequences, control characters and broken structure where text belongs.
    static func hostile(_ mail: SampleMail) -> MailContent {
        let subject = mail.pick(
            from: ["\u{1B}[2J\u{1B}[31mred", "a\u{200B}b\u{FEFF}c\u{202E}dne", "\u{9B}31mC1", "tab\tbell\u{07}"], 5)
        return MailContent(
            from: "\"\u{1B}]0;title\u{07}\" <odd@\(mail.domain)>",
            subject: "=?UTF-8?B?\(Data(subject.utf8).base64EncodedString())?=", score: tenths(mail, from: 20, to: 61),
            checks: .init(dkim: "neutral", dmarc: "none"),
            body: [
                "Content-Type: multipart/mixed; boundary=\"never-closed\"", "", "--never-closed",
                "Content-Type: text/plain; charset=x-unknown-charset", "",
                "escape \u{1B}[31m, bell \u{07}, null-like \u{01}, override \u{202E}txet", "--never-closed",
                "Content-Type: image/png; name=\"../../etc/passwd\"", "Content-Transfer-Encoding: base64", "",
                "not base64 at all!",
            ])
    }
}
