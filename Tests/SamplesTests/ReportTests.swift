import Records
import Testing

@testable import Samples

/// Mail about mail: bounces, complaints, automatic replies.
@Suite struct ReportTests {
    private func report(_ text: String) -> MailReport? { opened(text).sample.report }

    private func dsn(_ fields: String, inner: String = "From: news@tidepool.example\nTo: kim@gone.example\n\nBuy")
        -> String
    {
        """
        From: MAILER-DAEMON@mx.gone.example
        To: bounce@tidepool.example
        Content-Type: multipart/report; report-type=delivery-status; boundary=r

        --r

        I could not deliver your mail.
        --r
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.gone.example

        \(fields)
        --r
        Content-Type: message/rfc822

        \(inner)
        --r--
        """
    }

    @Test("What became of the mail is told by the fields for machines")
    func kinds() {
        let address = "Final-Recipient: rfc822; Kim@Gone.example\n"
        #expect(report(dsn(address + "Action: failed\nStatus: 5.1.1"))?.kind == .bounce)
        #expect(report(dsn(address + "Action: delayed\nStatus: 4.4.1"))?.kind == .delay)
        #expect(report(dsn(address + "Action: delivered\nStatus: 2.0.0"))?.kind == .receipt)
        #expect(report(dsn(address + "Status: 4.2.2"))?.kind == .delay)
        #expect(report(dsn(address))?.kind == .bounce)
        #expect(report(dsn(address + "Action: failed\nStatus: 5.1.1"))?.recipient == "kim@gone.example")
    }

    @Test("Of several recipients the one counts that gets nothing")
    func several() {
        let found = report(
            dsn(
                """
                Final-Recipient: rfc822; a@gone.example
                Action: delivered
                Status: 2.0.0

                Original-Recipient: rfc822;<kim@gone.example>
                Final-Recipient: rfc822; box17@store.example
                Action: failed
                Status: 5.7.1 (blocked)
                Diagnostic-Code: smtp; 550-5.7.1 not
                 today

                Final-Recipient: rfc822; lee@gone.example
                Action: failed
                Status: 5.1.1
                """))
        #expect(found?.kind == .bounce)
        #expect(found?.recipient == "kim@gone.example")
        #expect(found?.others == 1)
        #expect(found?.status == "5.7.1")
        #expect(
            found?.sentence
                == "Bounce: mail of news@tidepool.example to kim@gone.example and 1 more was not delivered: 5.7.1, not today"
        )
    }

    @Test("Only headers of the mail may have come back, or nothing of it")
    func headersOnly() {
        let fields = "Final-Recipient: rfc822; kim@gone.example\nAction: failed\nStatus: 5.1.1"
        let headers = dsn(fields).replacing("message/rfc822", with: "text/rfc822-headers")
        #expect(report(headers)?.owners == ["news@tidepool.example", "bounce@tidepool.example"])
        let nothing = dsn(fields).replacing("Content-Type: message/rfc822", with: "Content-Type: text/plain")
        #expect(report(nothing)?.owners == ["bounce@tidepool.example"])
        let doubtful = dsn(fields, inner: "From: a@one.example, b@two.example\nTo: kim@gone.example\n\nx")
        #expect(report(doubtful)?.owners == ["bounce@tidepool.example"])
    }

    @Test("The customer that the mail inside names is known, but not one that its sender names")
    func customer() {
        let inner = "X-SG-Sample-Customer: larkfield\nFrom: a@b.example\n\nx"
        #expect(report(dsn("Final-Recipient: rfc822; kim@gone.example", inner: inner))?.customer == "larkfield")
        let forged = "Received: from x by y; now\n" + inner
        #expect(report(dsn("Final-Recipient: rfc822; kim@gone.example", inner: forged))?.customer == nil)
    }

    /// Bounces as they are written in words only.
    static let old = [
        // qmail
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.gone.example
        To: bounce@tidepool.example
        Subject: failure notice

        Hi. This is the qmail-send program at mx.gone.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <kim@gone.example>:
        192.0.2.7 does not like recipient.
        Remote host said: 550 5.1.1 no such user

        --- Below this line is a copy of the message.

        Return-Path: <bounce@tidepool.example>
        From: news@tidepool.example
        To: kim@gone.example
        """,
        // Exim
        """
        X-Failed-Recipients: kim@gone.example
        From: Mail Delivery System <Mailer-Daemon@mx.gone.example>
        To: bounce@tidepool.example
        Subject: Mail delivery failed: returning message to sender

        A message that you sent could not be delivered to one or more of its recipients.

          kim@gone.example
            SMTP error from remote mail server after RCPT TO:<kim@gone.example>:
            host mx.gone.example [192.0.2.7]: 550 5.1.1 no such user

        ------ This is a copy of the message, including all the headers. ------

        From: news@tidepool.example
        To: kim@gone.example
        """,
        // Postfix, without its fields
        """
        From: MAILER-DAEMON@relay.example (Mail Delivery System)
        To: bounce@tidepool.example
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/mixed; boundary=b

        --b

        <kim@gone.example>: host mx.gone.example[192.0.2.7] said: 550 5.1.1 no such user
            (in reply to RCPT TO command)
        --b
        Content-Type: message/rfc822

        From: news@tidepool.example
        To: kim@gone.example

        x
        --b--
        """,
        // Sendmail
        """
        From: Mail Delivery Subsystem <MAILER-DAEMON@mx.gone.example>
        To: bounce@tidepool.example
        Subject: Returned mail: see transcript for details

           ----- The following addresses had permanent fatal errors -----
        <kim@gone.example>
            (reason: 550 5.1.1 no such user)

           ----- Original message -----
        From: news@tidepool.example
        To: kim@gone.example
        """,
    ]

    @Test("A bounce in words is one too", arguments: ReportTests.old)
    func words(text: String) {
        let found = report(text)
        #expect(found?.kind == .bounce)
        #expect(found?.recipient == "kim@gone.example")
        #expect(found?.owners.first == "news@tidepool.example")
        #expect(found?.status == "5.1.1")
        #expect(found?.detail.hasPrefix("no such user") == true)
    }

    @Test("A warning that mail waits is no bounce")
    func delay() {
        let found = report(
            "From: MAILER-DAEMON@mx.example\nTo: a@tidepool.example\nSubject: Warning: could not send message for past 4 hours\n\n<kim@gone.example>: 451 4.4.1 timeout\n"
        )
        #expect(found?.kind == .delay)
    }

    @Test(
        "What a customer writes is no bounce for its subject, nor for a part that looks like one",
        arguments: [
            "From: news@tidepool.example\nSubject: Undelivered Mail Returned to Sender\n\nbuy",
            "From: news@tidepool.example\nSubject: Delivery failed? Try us\n\n<kim@gone.example>: 550 5.1.1",
            "From: news@tidepool.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--",
            "From: news@tidepool.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--",
            "From: news@tidepool.example\nSubject: Re: hello\nAuto-Submitted: no\n\nbuy",
            "From: news@tidepool.example\nSubject: x\nPrecedence: bulk\nAuto-Submitted: auto-generated\n\nbuy",
            "From: news@tidepool.example\nSubject: Vacation in Spain from 99\n\nbuy",
        ])
    func none(text: String) { #expect(report(text) == nil) }

    private func feedback(_ fields: String) -> MailReport? {
        report(
            """
            From: feedback@provider.example
            To: abuse@x.example
            Content-Type: multipart/report; report-type=feedback-report; boundary=r

            --r

            A report.
            --r
            Content-Type: message/feedback-report

            \(fields)
            --r
            Content-Type: message/rfc822

            From: news@tidepool.example
            To: Kim <kim@gone.example>

            x
            --r--
            """)
    }

    @Test(
        "Complaints are told from other feedback",
        arguments: [
            ("Feedback-Type: abuse", .complaint), ("feedback-type: ABUSE", .complaint),
            ("Feedback-Type: fraud", .complaint),
            ("Feedback-Type: virus", .complaint), ("Feedback-Type: other", .complaint),
            ("Feedback-Type: opt-out", .complaint),
            ("User-Agent: x", .complaint), ("Feedback-Type: not-spam", .feedback),
            ("Feedback-Type: Not-Spam ", .feedback),
            ("Feedback-Type: auth-failure", .feedback), ("Feedback-Type:\n not-spam", .feedback),
        ] as [(String, MailReport.Kind)])
    func feedbackKinds(fields: String, kind: MailReport.Kind) { #expect(feedback(fields)?.kind == kind) }

    @Test("A complaint leads to the recipient that it names, else to that of the mail")
    func feedbackRecipient() {
        #expect(feedback("Feedback-Type: abuse\nOriginal-Rcpt-To: <Lee@gone.example>")?.recipient == "lee@gone.example")
        #expect(feedback("Feedback-Type: abuse")?.recipient == "kim@gone.example")
        #expect(
            feedback("Feedback-Type: abuse\nOriginal-Mail-From: <b@tidepool.example>")?.owners
                == ["news@tidepool.example", "b@tidepool.example"])
    }

    @Test(
        "Automatic replies are told by their headers, or by how their subject begins",
        arguments: [
            "Auto-Submitted: auto-replied\nSubject: x", "Auto-Submitted: auto-replied; owner=kim\nSubject: x",
            "X-Autoreply: yes\nSubject: x", "X-Autorespond: out\nSubject: x", "Precedence: auto_reply\nSubject: x",
            "Subject: Automatic reply: Big sale", "Subject: Out of Office: back on Monday",
            "Subject: =?utf-8?Q?Abwesenheitsnotiz:_=C3=BCbermorgen?=", "Subject: Automatische Antwort: Big sale",
            "Subject: =?utf-8?Q?R=C3=A9ponse_automatique?= : Big sale",
            "Return-Path: <>\nAuto-Submitted: auto-replied\nSubject: Re: x",
        ])
    func replies(head: String) {
        let found = report(head + "\nFrom: kim@gone.example\nTo: News <news@tidepool.example>\n\nI am away.\n")
        #expect(found?.kind == .autoReply)
        #expect(found?.recipient == "kim@gone.example")
        #expect(found?.owners == ["news@tidepool.example", "kim@gone.example"])
        #expect(found?.sentence == "Automatic reply of kim@gone.example to news@tidepool.example")
    }

    @Test("A report without end, or of anything, ends the reading and nothing else")
    func hostile() {
        let many = String(repeating: "Final-Recipient: rfc822; a@b.example\nAction: failed\n\n", count: 20_000)
        #expect(report(dsn(many))?.kind == .bounce)
        let long = "Diagnostic-Code: smtp; 550 " + String(repeating: "x ", count: 100_000)
        #expect((report(dsn("Final-Recipient: rfc822; a@b.example\n" + long))?.detail.count ?? 0) <= 200)
        let words =
            "From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n"
            + String(repeating: "<a@b.example>:\n", count: 50_000)
        #expect(report(words)?.recipient == "a@b.example")
    }
}
