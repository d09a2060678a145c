import Records
import Testing

@testable import Samples

/// Text whose charset is told wrongly, twice, or not at all.
@Suite struct CharsetTrickTests {
    private func page(_ charset: String, _ bytes: [UInt8]) -> SampleMessage {
        opened(Array("From: a@tidepool.example\nContent-Type: text/html\(charset)\n\n".utf8) + bytes)
    }

    private static let evil = Array("<a href='http://evil.example/'>https://bank.example</a>".utf8)

    private static func wide(_ bytes: [UInt8], before: Int, after: Int) -> [UInt8] {
        bytes.flatMap { [UInt8](repeating: 0, count: before) + [$0] + [UInt8](repeating: 0, count: after) }
    }

    static let pages: [(String, [UInt8])] = [
        ("; charset=utf-16", wide(evil, before: 1, after: 0)), ("; charset=utf-16", wide(evil, before: 0, after: 1)),
        ("; charset=utf-16le", wide(evil, before: 1, after: 0)), ("; charset=utf-16", evil),
        ("; charset=utf-32", [0xFF, 0xFE, 0, 0] + wide(evil, before: 0, after: 3)),
        ("; charset=utf-32", [0, 0, 0xFE, 0xFF] + wide(evil, before: 3, after: 0)), ("; charset=x-nonsense", evil),
        (
            "; charset=unicode-1-1-utf-7",
            Array("+ADw-a href=+ACI-http://evil.example/+ACIAPg-https://bank.example+ADw-/a+AD4-".utf8)
        ),
    ]

    @Test("A page is read under its charset, or under the one that its bytes tell", arguments: 0..<pages.count)
    func read(index: Int) {
        let message = page(Self.pages[index].0, Self.pages[index].1)
        #expect(message.findings.map(\.text).contains("link 1 shows bank.example, goes to evil.example"))
    }

    @Test("A charset within a comment does not count")
    func comment() {
        let html = Array("<!-- <meta charset=koi8-r> --><meta charset=windows-1251>".utf8) + [0xCF, 0xF0]
        #expect(page("", html).text == "Пр")
    }

    @Test("A NUL in a header does not end it")
    func nul() {
        let message = opened("From: news@tidepool.example\0@bank.example\n\nhello\n")
        #expect(message.sample.fromTrouble != nil)
        #expect(message.sample.addressesOfOwner == [])
    }
}
