import Desk
import Records
import ResellerAPI
import Samples
import Screen
import TestSupport
import Testing

@testable import Panes

/// Whatever is in a mail, nothing of it acts on the terminal.
@Suite("A corpus of broken mail on the screen", .timeLimit(.minutes(10)))
struct CorpusScreenTests {
    @Test("No escape byte of any message reaches a cell: in any part, in the source, in the list", arguments: 0..<4)
    func drawn(quarter: Int) throws {
        let mails = MailCorpus.written + MailCorpus.mutants(seed: 77, count: 40)
        let mine = mails.enumerated().filter { $0.offset % 4 == quarter }.map(\.element)
        #expect(mine.count > 40)
        for (number, mail) in mine.enumerated() { try check(mail, isAlsoSmall: number % 6 == 0) }
    }

    @Test("Twenty megabytes of escape sequences become one screen after the other of harmless text")
    func huge() throws {
        let line = "\u{1B}[2J\u{9B}31m\u{202E}\u{1B}]52;c;eA==\u{7} all work and no play\n"
        let head = "From: \u{1B}[31m <a@b.example>\nSubject: huge \u{1B}]0;x\u{7}\n\n"
        let bytes = Array(head.utf8) + Array(String(repeating: line, count: 20_000_000 / line.utf8.count).utf8)
        #expect(bytes.count > 19_900_000)
        try check(MailCorpus.Mail(name: "huge", bytes: bytes), isAlsoSmall: true)
    }

    private func check(_ mail: MailCorpus.Mail, isAlsoSmall: Bool) throws {
        let message = SampleBox.message(id: "b", bytes: mail.bytes, arrival: Fixture.now)
        for (width, height) in isAlsoSmall ? [(120, 40), (40, 12)] : [(120, 40)] {
            var state = Fixture.desk(width, height)
            state.focus = .samples
            state.samples.samples = [message.sample]
            try expectHarmless(state, mail.name)
            state.samples.opened = OpenedSample(id: "b")
            state.samples.opened?.message = message
            // At the large size all parts are on the screen at once.
            for section in width == 120 ? [SampleSection.headers] : SampleSection.allCases {
                state.samples.opened?.section = section
                state.samples.opened?.showsAllHeaders = section == .headers
                state.samples.opened?.readsHTML = section == .text || width == 120
                try expectHarmless(state, mail.name)
            }
            state.overlay = .links(LinksMenu(cursor: 0))
            try expectHarmless(state, mail.name)
            state.overlay = nil
            state.samples.opened?.source = SourceText()
            state.samples.opened?.source?.text = String(decoding: mail.bytes.prefix(20_000), as: UTF8.self)
            try expectHarmless(state, mail.name)
        }
    }

    private func expectHarmless(_ state: DeskState, _ name: String) throws {
        let canvas = Panes.draw(state, glyphs: .unicode)
        let acting = canvas.lines.joined().unicodeScalars.first {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
                || (0x2066...0x2069).contains($0.value) || $0.value == 0x200B || $0.value == 0xFEFF
        }
        try #require(acting == nil, "\(name) at \(state.size.width)")
    }
}
