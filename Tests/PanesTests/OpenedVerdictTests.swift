import Desk
import Records
import Samples
import TestSupport
import Testing

@testable import Panes

/// The one line above a message: what it amounts to.
@Suite struct OpenedVerdictTests {
    private func verdict(_ bytes: [UInt8]) -> OpenedVerdict {
        OpenedVerdict(of: SampleBox.message(id: "1", bytes: bytes, arrival: Fixture.now), spam: nil)
    }

    private func verdict(_ head: String, _ body: String = "hello") -> OpenedVerdict {
        verdict(
            Array("Authentication-Results: mx; spf=pass; dkim=pass\nFrom: a@tidepool.example\n\(head)\n\n\(body)".utf8))
    }

    static let cases: [(String, OpenedVerdict.Conclusion)] = [
        ("c14b", .dangerous), ("c14e", .dangerous), ("c15b", .unchecked), ("c15n", .dangerous),
        ("c16b", .unseen("the mail is encrypted as a whole (S/MIME); its content was not checked")),
        ("c17", .unseen("winmail.dat is an Outlook package (winmail.dat); its content was not checked")),
        ("c18a", .report("Complaint about mail of news@tidepool.example to kim@gone.example: abuse")),
        (
            "c19a",
            .report("Bounce: mail of news@tidepool.example to kim@gone.example was not delivered: 5.2.2, mailbox full")
        ),
        ("n01a", .look), ("n01c", .look), ("n02a", .look), ("n02e", .look), ("n03a", .phishing), ("n03d", .phishing),
        ("n03f", .unchecked), ("n17a", .unchecked),
    ]

    @Test("What is made to be believed gets the word it deserves", arguments: MailCases.names)
    func cases(name: String) throws {
        let expected = try #require(Self.cases.first { $0.0 == name }).1
        #expect(verdict(try MailCases.bytes(name)).conclusion == expected)
    }

    @Test("Nothing is called well that was not read whole")
    func whole() {
        #expect(verdict("").conclusion == .well)
        #expect(
            verdict("Content-Type: application/pdf; name=a.pdf", "%PDF-1.4").conclusion
                == .unseen("the mail is a PDF; its content was not checked"))
        let long = String(repeating: "all work and no play\n", count: 60_000)
        #expect(verdict("", long).conclusion == .unseen("only its first part was checked"))
    }

    @Test("A report with a trap in it is told as a report, and warned of")
    func trap() {
        let report = verdict(
            "Auto-Submitted: auto-replied\nContent-Type: text/html",
            "<a href='https://evil.example'>https://bank.example</a>")
        #expect(report.conclusion == .report("Automatic reply of a@tidepool.example to a@tidepool.example"))
        #expect(report.reasons == ["one link lies about its target"])
    }
}
