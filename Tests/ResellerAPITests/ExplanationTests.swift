import ResellerAPI
import Testing

/// Why an address gets no mail, word for word.
@Suite struct ExplanationTests {
    private func explain(
        _ list: SuppressionList, _ status: String?, _ reason: String?, email: String = "x@gone.example"
    ) -> Explanation {
        .of(Suppression(list: list, email: email, status: status, reason: reason, created: nil))
    }

    @Test(
        "A bounce is told by its code, then by its words, then by its class",
        arguments: [
            ("5.1.1", "550 5.1.1 unknown user", "the address does not exist", true),
            ("550", "550 unknown user", "the address does not exist", true),
            ("550", "550 5.1.1 \u{30E6}\u{30FC}\u{30B6}\u{30FC}", "the address does not exist", true),
            (
                "5.4.1", "550 5.4.1 [x@gone.example]: Recipient address rejected: Access denied",
                "the address does not exist", true
            ),
            (
                "5.0.0", "554 delivery error: dd This user doesn't have a gone.example account (x@gone.example) [0]",
                "the address does not exist", true
            ),
            ("5.1.2", "550 5.1.2 no such host", "the domain takes no mail", true),
            (
                "4.4.1", "unable to get mx info: lookup gone.example: no such host", "the server could not be reached",
                false
            ),
            (nil, "unable to get mx info: lookup gone.example: no such host", "the domain takes no mail", true),
            ("5.1.3", "553 5.1.3 Bad recipient address syntax", "the address is malformed", true),
            ("501", "501 <x@gone.example>: Bad address syntax", "the address is malformed", true),
            (
                "5.2.1", "550 5.2.1 The email account that you tried to reach is disabled.",
                "the mailbox is switched off", true
            ),
            ("5.2.2", "552 5.2.2 <x@gone.example>: user is over quota", "the mailbox is full", false),
            ("4.2.2", "452 4.2.2 over quota", "the mailbox is full", false),
            ("552", "552 mailbox full", "the mailbox is full", false),
            (
                "5.7.1", "554 5.7.1 <x@gone.example>: Relay access denied", "the server is not in charge of the domain",
                true
            ),
            (
                "5.7.1", "550 5.7.1 Message rejected as spam by Content Filtering.", "the mail was refused by a rule",
                false
            ),
            ("5.7.26", "550 5.7.26 unauthenticated", "the sender could not be verified", false),
            (
                "550", "550 permanent failure for one or more recipients (x@gone.example:blocked)",
                "the sender is blocked", false
            ),
            ("4.4.7", "451 4.4.7 Message delayed; too long in queue", "the mail was given up after many tries", false),
            ("451", "451 greylisted, try again later", "the server asked for a later try", false),
            ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable", "the mailbox takes no mail", true),
            ("5.3.0", "554 no", "the server refused the mail for good", true),
            ("4.3.0", "no", "the server refused the mail for the time being", false),
            (nil, nil, "the server refused the mail for good", true),
            (
                "5.0.0",
                "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents "
                    + "additional messages from being delivered.", "the server asked for a later try", false
            ),
            ("5.2.1", "450-4.2.1 receiving mail too quickly", "the server asked for a later try", false),
            ("4.2.1", nil, "the server asked for a later try", false),
            ("4.2.1", "450 4.2.1 mailbox disabled, not accepting messages", "the mailbox is switched off", false),
            (
                "5.7.1",
                "550 5.7.26 Unauthenticated email from tidepool.example is not accepted due to domain's DMARC "
                    + "policy.", "the sender could not be verified", false
            ),
            (
                "5.1.1", "550-5.7.26 This mail has been blocked because the sender is unauthenticated.",
                "the sender could not be verified", false
            ),
            ("5.2.0", "550 rejected by DMARC policy", "the sender could not be verified", false),
            (
                "5.7.1",
                "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet "
                    + "service provider since part of their network is on our block list (S3140).",
                "the sender is blocked", false
            ),
            ("5.1.1", "550 5.7.1 part of their network is on our block list (S3140)", "the sender is blocked", false),
            ("5.0.0", "554 5.7.1 blocked using zen.spamhaus.org", "the sender is blocked", false),
            ("5.1.1", "552 5.2.2 mailbox full", "the mailbox is full", false),
            ("5.7.1", "550 5.1.1 User unknown", "the address does not exist", true),
            ("5.1.1", "550 5.0.0 no", "the address does not exist", true),
            ("5.1.1", "550 5.7.1 Message rejected as spam", "the mail was refused by a rule", false),
        ] as [(String?, String?, String, Bool)])
    func bounces(status: String?, reason: String?, title: String, isPermanent: Bool) {
        let explanation = explain(.bounced, status, reason)
        #expect(explanation.title == title)
        #expect(explanation.isPermanent == isPermanent)
    }

    @Test("The parts of an address are not taken for the server's words")
    func addresses() {
        let text = "550 <spam@blocked.example>... User unknown"
        #expect(explain(.bounced, "550", text, email: "spam@blocked.example").title == "the address does not exist")
        let other = "550 relay for blocked@spam.example"
        #expect(explain(.bounced, "550", other).title == "the server is not in charge of the domain")
    }

    @Test("A code that only asks for a later try is never final, whatever the words")
    func temporary() {
        let explanation = explain(.bounced, "4.1.1", "451 4.1.1 user unknown")
        #expect(explanation.title == "the address does not exist")
        #expect(!explanation.isPermanent)
    }

    @Test(
        "Each list has its words",
        arguments: [
            (
                .unsubscribed, nil, "the recipient unsubscribed",
                "Take the address off the list only if the recipient wants the mail again."
            ),
            (
                .spam, nil, "the recipient reported spam",
                "Take the address off the list only if the recipient wants the mail: each further report harms the "
                    + "customer's reputation."
            ),
            (
                .invalid, "Known bad domain", "the domain does not take mail",
                "Check the spelling of the domain. If it is right, take the address off the list and see whether it stays "
                    + "off."
            ),
            (
                .invalid, "Missing @ sign", "the address is malformed",
                "Correct the address where the customer keeps it. This one can be left on the list."
            ),
            (
                .invalid, nil, "the address can't be right",
                "Correct the address where the customer keeps it. This one can be left on the list."
            ),
        ] as [(SuppressionList, String?, String, String)])
    func lists(list: SuppressionList, reason: String?, title: String, advice: String) {
        let explanation = explain(list, nil, reason)
        #expect(explanation.title == title)
        #expect(explanation.advice == advice)
        #expect(explanation.isPermanent)
    }

    @Test("What happened and what to do is said in whole sentences")
    func sentences() {
        let full = explain(.bounced, "5.2.2", "552 mailbox full")
        #expect(full.words == "There was no room left for the mail.")
        #expect(full.advice == "Ask the recipient to make room, then let it get mail again.")
        let hostile = explain(.bounced, "5.7.1", "554 5.7.1 \u{202E}detcejer\u{202C} by policy")
        #expect(!hostile.words.contains("\u{202E}"))
        #expect(hostile.title == "the mail was refused by a rule")
    }
}
