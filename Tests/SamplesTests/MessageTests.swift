import Foundation
import Records
import Testing

@testable import Samples

@Suite struct MessageTests {
    @Test("A message is read with all that the list shows")
    func sample() {
        let sample = opened(prize).sample
        #expect(sample.id == "1")
        #expect(sample.date == 1_790_596_661)
        #expect(sample.customer == "larkfield")
        #expect(sample.record == "abuse-watch")
        #expect(sample.from == "Prize Öffice <win@tidepool.example>")
        #expect(sample.subject == "Sie haben gewonnen: für Sie 🎁")
        #expect(sample.spf == .pass)
        #expect(sample.dkim == .fail)
        #expect(sample.dmarc == .fail)
        #expect(sample.score == 8.9)
        #expect(sample.size == mail(prize).count)
    }

    @Test("The list reads the same from the headers alone")
    func headersAlone() {
        let bytes = mail(prize)
        let alone = MIMEMessage(bytes: MessageGuard.guarded(bytes, headersOnly: true), readsParts: false)
        #expect(
            Sample(id: "1", message: alone, arrival: 1, size: bytes.count)
                == Sample(id: "1", message: MIMEMessage(bytes: bytes, readsParts: true), arrival: 1, size: bytes.count))
    }

    @Test("Parts, decoded text and links come out of nested multiparts")
    func parts() {
        let message = opened(prize)
        #expect(message.text == "Grüße £ 5\n")
        #expect(!message.textIsFromHTML)
        #expect(
            message.parts == [
                .init(depth: 0, type: "multipart/mixed", fileName: nil, size: 0),
                .init(depth: 1, type: "multipart/alternative", fileName: nil, size: 0),
                .init(
                    depth: 2, type: "text/plain", charset: "iso-8859-1", fileName: nil, size: 11,
                    head: [0x47, 0x72, 0xFC, 0xDF, 0x65, 0x20, 0xA3, 0x20]),
                .init(
                    depth: 2, type: "text/html", charset: "utf-8", fileName: nil, size: 88,
                    head: [0x3C, 0x70, 0x3E, 0x47, 0x72, 0xC3, 0xBC, 0xC3]),
                .init(
                    depth: 1, type: "application/octet-stream", fileName: "voucher é.pdf.exe", size: 10,
                    head: [0, 1, 2, 3, 4, 5, 6, 7]),
            ])
        #expect(
            message.links == [.init(shown: "bank.example/login", target: "https://go.tidepool.example/?a=1&b=2")])
        #expect(message.headers.first == .init(name: "Return-Path", value: "<bounce@tidepool.example>"))
        #expect(message.headers.count == 12)
    }

    @Test("Without a plain part the text is that of the HTML")
    func fromHTML() {
        let message = opened("Content-Type: text/html; charset=utf-8\n\n<p>One</p><p>Two &amp; <b>three</b></p>")
        #expect(message.text == "One\n\nTwo & three")
        #expect(message.textIsFromHTML)
    }

    @Test("A blank plain part does not hide the HTML")
    func blankPlain() {
        let message = opened(
            "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n  \n\n--b\n"
                + "Content-Type: text/html\n\n<i>seen</i>\n--b--\n")
        #expect(message.text == "seen")
        #expect(message.textIsFromHTML)
    }

    @Test("Text of an enclosed message counts only where there is no other")
    func enclosed() {
        let inner = "Content-Type: message/rfc822\n\nSubject: in\n\nenclosed\n"
        let multipart = "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        #expect(opened(multipart + inner + "--b\n\nouter\n--b--\n").text.hasPrefix("outer"))
        #expect(opened(multipart + inner + "--b--\n").text.hasPrefix("enclosed"))
    }

    @Test(
        "Charsets that are wrong, unknown or not told still give text",
        arguments: [
            ("text/plain; charset=utf-8", "caf\u{FFFD}!"), ("text/plain", "café!"),
            ("text/plain; charset=us-ascii", "café!"), ("text/plain; charset=no-such-thing", "café!"),
            ("text/plain; charset=\"../../evil\"", "café!"), ("text/plain; charset=koi8-r", "cafИ!"),
            ("text/plain; charset=utf-16le", "慣\u{E966}"),
        ])
    func charsets(type: String, expected: String) {
        let message = opened(Array("Content-Type: \(type)\n\n".utf8) + Array("caf".utf8) + [0xE9, 0x21])
        #expect(message.text.hasPrefix(expected), "\(message.text)")
    }

    @Test("Without a Date the message is as old as its arrival")
    func noDate() {
        #expect(opened("Subject: x\n\nbody").sample.date == 1_700_000_000)
        #expect(opened("Date: yesterday, I think\n\nbody").sample.date == 1_700_000_000)
    }

    @Test(
        "Scores are read in every spelling, and what is none is none",
        arguments: [
            ("X-Spam-Score: 5.2", 5.2), ("X-Spam-Score: -0.1 (/)", -0.1),
            ("X-Spam-Status: No, hits=1.5 required=5", 1.5),
            ("X-Spam-Status: Yes, score=12 required=5", 12), ("X-Spam-Score: high", nil), ("X-Spam-Score: nan", nil),
            ("X-Spam-Status: No", nil), ("Subject: x", nil),
        ] as [(String, Double?)])
    func scores(header: String, expected: Double?) {
        #expect(opened(header + "\n\n").sample.score == expected)
    }

    @Test(
        "Results of checks are read past comments, quotes, versions and repetitions",
        arguments: [
            (["mx; spf=pass"], "pass none none"), (["mx; spf=softfail (a; spf=pass)"], "other none none"),
            (["mx; dkim=fail; dkim=pass"], "none pass none"), (["mx; none"], "none none none"),
            (["mx; dkim/1 = PASS header.d=x"], "none pass none"),
            (["mx; dkim=none; dmarc=temperror"], "none none other"),
            (["mx; spf=fail", "mx; spf=pass; dmarc=pass"], "fail none pass"), (["mx; spf=hardfail"], "fail none none"),
            (["mx; x=\"; spf=pass\"; dmarc=fail"], "none none fail"), (["spf=pass"], "pass none none"),
            (["mx; (unclosed ; spf=pass"], "none none none"), ([], "none none none"),
            (["mx (a (nested; spf=fail) b); spf=pass"], "pass none none"), (["mx;;;=; spf=; =pass"], "none none none"),
        ])
    func checks(headers: [String], expected: String) {
        let found = Authentication(headers: headers)
        #expect("\(found.spf) \(found.dkim) \(found.dmarc)" == expected)
    }

    @Test(
        "Errors name the thing, the place and the way out",
        arguments: [
            (
                SampleError.gone(id: "17.x"),
                "sample 17.x: no longer in the Maildir, it was deleted or moved. The list shows what is left"
            ),
            (
                .notAMaildir(path: "/m"),
                "samples /m: not a Maildir, the folders new and cur are missing. Correct samples.maildir of the context"
            ),
            (
                .unreadable(path: "/m/new", problem: "permission denied"),
                "samples /m/new: permission denied. Make it readable for you, or correct samples.maildir of the context"
            ),
            (
                .notWatched(path: "/m", problem: "no space left on device"),
                "samples /m: changes can't be watched (no space left on device). Press r to read it again"
            ),
        ])
    func messages(error: SampleError, message: String) {
        #expect(error.message == message)
    }
}
