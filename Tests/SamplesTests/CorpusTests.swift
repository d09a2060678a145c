import Records
import TestSupport
import Testing

@testable import Samples

/// Mail in all shapes opens, and what comes out of it is never more than a screen and a person can take.
@Suite("A corpus of broken mail", .timeLimit(.minutes(10)))
struct CorpusTests {
    @Test("Every message that was written for it opens within its bounds")
    func written() {
        #expect(MailCorpus.written.count > 150)
        for mail in MailCorpus.written { check(mail) }
    }

    @Test("Hundreds of messages made of their pieces open within their bounds", arguments: 1...4)
    func mutated(seed: Int) {
        for mail in MailCorpus.mutants(seed: UInt64(seed), count: 150) { check(mail) }
    }

    private func check(_ mail: MailCorpus.Mail) {
        let message = opened(mail.bytes)
        // What is kept bounds the work that every later step can do.
        let isBounded =
            message.headers.count <= 500 && message.parts.count <= 200 && message.links.count <= 500
            && message.findings.count <= 100 && message.page.hidden.count <= 100 && message.page.pictures.count <= 100
            && message.page.forms.count <= 100 && message.text.utf8.count <= 3 * MIMEMessage.mostText
            && (message.textOfHTML?.utf8.count ?? 0) <= 3 * MIMEMessage.mostText
        #expect(isBounded, "\(mail.name)")
        #expect(message.sample.size == mail.bytes.count, "\(mail.name)")
        #expect(message.findings.allSatisfy { $0.text.utf8.count < 40_000 }, "\(mail.name)")
        let short = MIMEMessage(bytes: MessageGuard.guarded(mail.bytes, headersOnly: true), readsParts: false)
        #expect((short?.headers.count ?? 0) <= 500, "\(mail.name)")
    }

    @Test("Of twenty megabytes ten are read, and the rest is told")
    func huge() throws {
        let maildir = try ScratchMaildir()
        let line = String(repeating: "All work and no play. ", count: 46) + "\n"
        try maildir.deliver("9.huge", "Subject: huge\n\n" + String(repeating: line, count: 20_700))
        let box = SampleBox(path: maildir.path)
        let message = try box.open("9.huge")
        #expect(message.sample.size > 20_000_000)
        #expect(message.isCut)
        #expect(message.text.utf8.count == 1 << 20)
        #expect(message.parts.map(\.size) == [(10 << 20) - 15])
        let source = try box.source("9.huge")
        #expect(source.hasPrefix("Subject: huge\n\nAll work"))
        #expect(source.utf8.count < 300_000)
        #expect(source.hasSuffix("There is more: \(message.sample.size) bytes in all.\n"))
    }
}
