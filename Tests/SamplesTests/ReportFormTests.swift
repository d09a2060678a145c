import Records
import Testing

@testable import Samples

/// Reports as servers really write them.
@Suite struct ReportFormTests {
    private static let original =
        "Content-Type: message/rfc822\n\nFrom: news@tidepool.example\nTo: kim@gone.example\n\nbuy"

    private func report(
        _ type: String, _ head: String = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.desk.example", _ parts: String...
    ) -> MailReport? {
        opened(
            "\(head)\nReceived: from a by b; now\nTo: news@tidepool.example\nSubject: x\n"
                + "Content-Type: multipart/\(type); boundary=b\n\n" + parts.map { "--b\n\($0)\n" }.joined() + "--b--\n"
        ).sample.report
    }

    private static func status(_ fields: String) -> String {
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822;kim@gone.example\n\(fields)\n"
    }

    @Test(
        "What the server answered is told without the codes before it",
        arguments: [
            "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
            "smtp; 550-5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
            "X-Postfix; RESOLVER.ADR.RecipientNotFound; Recipient not found",
        ])
    func answer(code: String) {
        let status = Self.status("Action: failed\nStatus: 5.1.10\nDiagnostic-Code: \(code)")
        let found = report(
            "report; report-type=delivery-status", "Return-Path: <>\nFrom: a@b.example", status, Self.original)
        #expect(found?.detail == "RESOLVER.ADR.RecipientNotFound; Recipient not found")
        #expect(found?.owners.first == "news@tidepool.example")
    }

    @Test("A bounce in words names the recipient somewhere in them")
    func words() {
        let message = opened(
            "Return-Path: <>\nReceived: from a by b; now\nFrom: postmaster@gone.example\nTo: news@tidepool.example\n"
                + "Subject: Unzustellbar: Angebot\n\nIhre Nachricht an kim@gone.example konnte nicht zugestellt werden.\n"
        )
        #expect(message.sample.report?.recipient == "kim@gone.example")
    }

    @Test("What has a sender to bounce to is no bounce, so nobody lays his mail at another's door with one")
    func forged() {
        let status = Self.status("Action: failed\nStatus: 5.1.1")
        let original = Self.original.replacing("tidepool", with: "larkfield")
        let head = "Return-Path: <bounce@tidepool.example>\nFrom: news@tidepool.example"
        #expect(report("report; report-type=delivery-status", head, status, original) == nil)
        let daemon = "Return-Path: <bounce@mx.example>\nFrom: MAILER-DAEMON@mx.example"
        #expect(report("report; report-type=delivery-status", daemon, status, original)?.kind == .bounce)
    }

    @Test("A receipt of reading is told as one")
    func read() {
        let found = report(
            "report; report-type=disposition-notification", "Return-Path: <>\nFrom: kim@gone.example", "\nread",
            "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; kim@gone.example\n"
                + "Disposition: manual-action/MDN-sent-manually; displayed\n")
        #expect(found?.kind == .receipt)
        #expect(found?.recipient == "kim@gone.example")
        #expect(found?.status == "displayed")
        #expect(found?.owners == ["news@tidepool.example"])
    }

    @Test(
        "Whose complaint it is: named where the provider names him, nobody where it does not",
        arguments: [
            ("Original-Rcpt-To: <kim@gone.example>", "kim@gone.example"),
            ("Removed-Recipient: kim@gone.example", "kim@gone.example"),
            ("Original-Rcpt-To: redacted@gone.example", nil), ("Original-Rcpt-To: xxxxxx@gone.example", nil),
            ("Version: 1", nil),
        ] as [(String, String?)])
    func complaints(fields: String, recipient: String?) {
        let original = Self.original.replacing("kim@gone.example", with: "redacted@gone.example")
        let found = report(
            "report; report-type=feedback-report", "From: fbl@isp.example",
            "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n\(fields)\n", original)
        #expect(found?.kind == .complaint)
        #expect(found?.recipient == recipient)
        #expect(found?.owners.first == "news@tidepool.example")
    }

    @Test("A complaint in a form of its own names the recipient in a header")
    func ownForm() {
        let found = opened(
            "From: staff@outlook.example\nTo: abuse@desk.example\nSubject: complaint about message from 192.0.2.1\n"
                + "X-HmXmrOriginalRecipient: kim@gone.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                + Self.original.replacing("To: kim@gone.example\n", with: "") + "\n--b--\n"
        ).sample.report
        #expect(found?.kind == .complaint)
        #expect(found?.recipient == "kim@gone.example")
        #expect(found?.owners.first == "news@tidepool.example")
    }
}
