import Records
import TestSupport
import Testing

@testable import Samples

/// Mail that was made to be believed, and mail that is not what it seems.
@Suite struct CaseTests {
    private func message(_ name: String) throws -> SampleMessage { opened(try MailCases.bytes(name)) }

    private func findings(_ name: String, _ grade: Finding.Grade? = nil) throws -> [String] {
        try message(name).findings.filter { grade == nil || $0.grade == grade }.map(\.text)
    }

    @Test("The worst of an attachment's names counts", arguments: ["c14b", "c14e", "c15n"])
    func names(name: String) throws {
        let ends = ["c14b": "voucher.pdf.exe", "c14e": "voucher.exe", "c15n": "Rechnung A.pdf.exe"]
        let worst = try #require(ends[name])
        let program = try #require(try message(name).findings.first)
        #expect(program.grade == .critical && program.subject == .program)
        #expect(program.text.hasPrefix("attachment \(worst) is a program"))
    }

    @Test("What the other programs call it is told too")
    func otherNames() throws {
        #expect(try findings("c14b").contains("attachment voucher.pdf.exe is also named voucher.pdf"))
        #expect(try findings("c14e").contains("attachment voucher.exe is also named voucher.pdf"))
        #expect(try findings("c15n").contains { $0.contains("also named") } == false)
    }

    @Test("A character that is split over two encoded words is whole")
    func subject() throws { #expect(try message("c15b").sample.subject == "c15b Größe") }

    @Test("What is sealed is said to be not looked at")
    func sealed() throws {
        #expect(
            try findings("c16b", .warning) == [
                "the mail is encrypted as a whole (S/MIME); its content was not checked"
            ])
        #expect(
            try findings("c17", .warning) == [
                "winmail.dat is an Outlook package (winmail.dat); its content was not checked"
            ])
        for name in ["c16b", "c17"] { #expect(try !message(name).isSeenWhole) }
    }

    @Test("A complaint is told as that, with whom it is about")
    func complaint() throws {
        let report = try #require(try message("c18a").sample.report)
        #expect(report.kind == .complaint)
        #expect(report.recipient == "kim@gone.example")
        #expect(report.owners == ["news@tidepool.example", "bounce@tidepool.example"])
        #expect(report.sentence == "Complaint about mail of news@tidepool.example to kim@gone.example: abuse")
        let other = String(decoding: try MailCases.bytes("c18a"), as: UTF8.self)
            .replacing("Feedback-Type: abuse", with: "Feedback-Type: not-spam")
        #expect(opened(Array(other.utf8)).sample.report?.kind == .feedback)
        #expect(
            opened(Array(other.utf8)).sample.report?.sentence
                == "No complaint: mail of news@tidepool.example to kim@gone.example was reported as not spam")
    }

    @Test("A bounce is told as that, with status, recipient and whose mail it was")
    func bounce() throws {
        let report = try #require(try message("c19a").sample.report)
        #expect(report.kind == .bounce)
        #expect(report.status == "5.2.2")
        #expect(report.recipient == "kim@gone.example")
        #expect(report.owners.first == "news@tidepool.example")
        #expect(
            report.sentence
                == "Bounce: mail of news@tidepool.example to kim@gone.example was not delivered: 5.2.2, mailbox full")
    }

    @Test("Only the results of the receiving server count")
    func results() throws {
        let softfail = try message("n01a").sample
        #expect([softfail.spf, softfail.dkim, softfail.dmarc] == [.other, .none, .none])
        let fail = try message("n01c").sample
        #expect([fail.spf, fail.dkim, fail.dmarc] == [.fail, .none, .fail])
        #expect(
            try message("n01c").claims.map(\.text) == [
                "mx.x.example: spf=pass, dkim=pass, dmarc=pass", "news@tidepool.example",
            ])
        #expect(
            try findings("n01a", .note).first
                == "the sender's own check results, not trusted: other.example: spf=pass, dkim=pass, dmarc=pass")
    }

    @Test("The customer that the sender names is not believed")
    func customer() throws {
        #expect(try message("n01a").sample.customer == nil)
        #expect(try message("n01a").sample.addressesOfOwner == ["news@tidepool.example"])
        #expect(try message("c14b").sample.customer == "news@tidepool.example")
    }

    @Test("Two senders are warned of, and the mail is nobody's by them")
    func senders() throws {
        let two = try message("n02a")
        #expect(two.findings.map(\.text) == ["From names 2 addresses: news@tidepool.example, boss@bank.example"])
        #expect(two.sample.addressesOfOwner == [])
        let brackets = try message("n02e")
        #expect(brackets.sample.fromTrouble == .severalBrackets)
        #expect(brackets.sample.addressesOfOwner == [])
        #expect(brackets.findings.contains { $0.subject == .from && $0.grade == .warning })
    }

    @Test("The mail in the mail is looked at")
    func enclosed() throws {
        let message = try message("n03a")
        let critical = message.findings.filter { $0.grade == .critical }.map(\.text)
        #expect(
            critical == [
                "link 1 shows bank.example, goes to evil.example", "attachment invoice.exe is a program, 8 B",
                "a form asks for input and sends it to evil.example",
            ])
        #expect(message.text.hasPrefix("see attached\n"))
        #expect(
            message.text.contains("--- mail inside ---\nFrom: a@evil.example\nTo: kim@gone.example\nSubject: inner\n"))
    }

    @Test("A link that is broken over lines ends as one")
    func brokenLink() throws {
        let message = try message("n03d")
        #expect(
            message.links == [.init(shown: "https://bank.example/login", target: "http://evil.example/login?a=1&b=ä")])
        #expect(message.linkTroubles[0] == .lies(shown: "bank.example", target: "evil.example"))
        #expect(message.text == "https://bank.example/login [1] café")
    }

    @Test("What calls itself Latin-1 is read as browsers read it")
    func windows() throws {
        let message = try message("n03f")
        #expect(message.text == "“smart” € 20 – fine äöü\n")
        #expect(message.findings == [])
    }

    @Test("A spam score of the sender does not count")
    func score() throws {
        #expect(try message("n17a").sample.score == nil)
        #expect(
            try findings("n17a", .note) == [
                "the sender's own spam header, not trusted: X-Spam-Score: -9.9",
                "the sender's own spam header, not trusted: X-Spam-Status: No, score=-9.9 required=5.0 tests=BAYES_00",
                "the sender names a customer, not trusted: news@tidepool.example",
            ])
    }

    @Test("The list says of each what the opened message says", arguments: MailCases.names)
    func list(name: String) async throws {
        let maildir = try ScratchMaildir()
        let bytes = try MailCases.bytes(name)
        try maildir.deliver("1700000000.\(name)", bytes)
        let box = SampleBox(path: maildir.path)
        guard case .samples(let samples) = await box.state() else { throw SampleError.gone(id: name) }
        #expect(try samples == [box.open("1700000000.\(name)").sample])
    }
}
