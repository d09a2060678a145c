/// What remote servers say when they refuse mail, in their many dialects.
enum Reasons {
    /// A refusal: enhanced or plain status, and the text. `%a` stands for the address, `%d` for its domain, `%n` for a
    /// number.
    struct Refusal: Sendable {
        let status: String
        let text: String

        init(_ status: String, _ text: String) {
            self.status = status
            self.text = text
        }
    }

    /// A list gone bad: one domain, and nobody lives there any more.
    static let dead = [
        Refusal("5.1.1", "550 5.1.1 <%a>: Recipient address rejected: User unknown in virtual mailbox table"),
        Refusal("5.1.1", "550 5.1.1 unknown user"), Refusal("550", "550 unknown user"),
        Refusal("5.1.1", "550 5.1.1 <%a>... User unknown"),
        Refusal("5.1.2", "550 5.1.2 no such host"),
    ]

    static let bounces = [
        Refusal("5.1.1", "550 5.1.1 <%a>: Recipient address rejected: User unknown in virtual mailbox table"),
        Refusal(
            "5.1.1",
            "550 5.1.1 The email account that you tried to reach does not exist. Please try "
                + "double-checking the recipient's email address for typos or unnecessary spaces. q%n-v6si - gsmtp"),
        Refusal("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable"),
        Refusal("550", "550 Requested action not taken: mailbox unavailable"),
        Refusal("5.1.1", "550 #5.1.0 Address rejected."), Refusal("5.1.0", "550 5.1.0 <%a> User unknown"),
        Refusal("5.2.1", "550 5.2.1 The email account that you tried to reach is disabled. k%n - gsmtp"),
        Refusal("5.2.2", "552 5.2.2 <%a>: user is over quota"), Refusal("5.2.2", "552 mailbox full"),
        Refusal("4.2.2", "452 4.2.2 The email account that you tried to reach is over quota."),
        Refusal("5.0.0", "554 delivery error: dd This user doesn't have a %d account (%a) [0] - mta%n.mail.%d"),
        Refusal("5.1.2", "550 5.1.2 <%a>: Recipient address rejected: Domain not found"),
        Refusal("5.4.1", "550 5.4.1 [%a]: Recipient address rejected: Access denied"),
        Refusal("5.7.1", "554 5.7.1 <%a>: Relay access denied"), Refusal("550", "550 No Such User Here"),
        Refusal("5.7.1", "550 5.7.1 Message rejected as spam by Content Filtering."),
        Refusal("5.1.1", "550 5.1.1 <%a>: Empfänger unbekannt"), Refusal("5.1.1", "550 5.1.1 ユーザーが見つかりません"),
        Refusal("4.4.1", "unable to get mx info: failed to get IPs from PTR record: lookup %d: no such host"),
        Refusal("4.4.7", "451 4.4.7 Message delayed; too long in queue (host mx%n.%d [192.0.2.44])"),
        Refusal("550", "550 permanent failure for one or more recipients (%a:blocked)"),
        Refusal("501", "501 <%a>: Bad address syntax"),
        Refusal("5.1.3", "553 5.1.3 <%a>: Bad recipient address syntax"),
    ]

    /// Texts that attack whoever shows them.
    static let hostile = [
        Refusal("5.1.1", "550 \u{1B}[2J\u{1B}[H5.1.1 unknown user"), Refusal("550", "550 \u{9D}0;title\u{9C} rejected"),
        Refusal("5.7.1", "554 5.7.1 \u{202E}detcejer\u{202C} by policy"),
        Refusal("5.0.0", "550\r\nX-Injected: yes\r\n\r\nno such user"),
        Refusal("5.2.2", "552 " + String(repeating: "mailbox full; ", count: 60)),
    ]

    static let invalid = [
        "Known bad domain", "Mail domain mentioned in email address is unknown",
        "Mail domain does not exist", "Missing @ sign", "Bad local part", "Address has no domain",
    ]

    static let domains = [
        "inbox.example", "quickpost.example", "mailbox.example", "letters.example", "webpost.example",
        "farmail.example",
        "citynet.example", "uni.example", "bizmail.example", "oldpost.example", "corp.example", "homenet.example",
    ]
}
