import Records
import Testing

@testable import Samples

/// Every part is looked at, or said not to be.
@Suite struct PartTests {
    private let evil = "<a href='http://evil.example/login'>https://bank.example</a>"

    private func mixed(_ parts: String...) -> SampleMessage {
        opened(
            "From: a@tidepool.example\nContent-Type: multipart/mixed; boundary=b\n\n"
                + parts.map { "--b\n\($0)\n" }.joined() + "--b--\n")
    }

    private func base64(_ text: String) -> String { Self.base64(Array(text.utf8)) }

    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
            let count = min(3, bytes.count - start) + 1
            for place in 0..<4 { text.append(place < count ? digits[group >> (18 - 6 * place) & 63] : 0x3D) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Ways to put a page where it was not looked for.
    static let hidingPlaces: [(String, @Sendable (String) -> String)] = [
        ("second page", { "Content-Type: text/html\n\n<p>fine</p>\n--b\nContent-Type: text/html\n\n\($0)" }),
        ("attached page", { "Content-Type: text/html; name=a.html\nContent-Disposition: attachment\n\n\($0)" }),
        ("page as octets", { "Content-Type: application/octet-stream\n\n<html>\($0)" }),
        ("page by its name", { "Content-Type: application/octet-stream; name=x.htm\n\n\($0)" }),
        ("page as text by its name", { "Content-Type: text/plain; name=x.html\n\n\($0)" }),
        (
            "picture that is a page",
            { "Content-Type: image/svg+xml\n\n<svg>\($0.replacing("href", with: "xlink:href"))</svg>" }
        ),
        ("page in XML", { "Content-Type: application/xhtml+xml\n\n\($0)" }),
        ("two types", { "Content-Type: text/plain\nContent-Type: text/html\n\n\($0)" }),
        ("mail", { "Content-Type: message/rfc822\n\nSubject: in\nContent-Type: text/html\n\n\($0)" }),
        (
            "mail as a file",
            { "Content-Type: application/octet-stream; name=a.eml\n\nSubject: in\nContent-Type: text/html\n\n\($0)" }
        ),
        (
            "web archive",
            { "Content-Type: application/octet-stream; name=a.mht\n\nSubject: in\nContent-Type: text/html\n\n\($0)" }
        ),
        (
            "mail in base64",
            {
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                    + PartTests.base64(Array("Subject: in\nContent-Type: text/html\n\n\($0)".utf8))
            }
        ),
        (
            "mail in mail in mail",
            { "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nContent-Type: text/html\n\n\($0)" }
        ),
        (
            "after padding",
            {
                "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+aGk8L2I+IA==\n"
                    + PartTests.base64(Array($0.utf8))
            }
        ),
        (
            "after padding in the line",
            {
                "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+aGk8L2I+IA=="
                    + PartTests.base64(Array($0.utf8))
            }
        ),
        (
            "calendar",
            { "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nX-ALT-DESC;FMTTYPE=text/html:\($0)\nEND:VCALENDAR" }
        ),
        (
            "digest",
            {
                "Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: in\nContent-Type: text/html\n\n\($0)\n--d--"
            }
        ),
        (
            "alternative",
            {
                "Content-Type: multipart/alternative; boundary=d\n\n--d\nContent-Type: text/html\n\n<b>a</b>\n--d\nContent-Type: text/html\n\n\($0)\n--d--"
            }
        ),
        ("fast pages", { "Content-Type: text/x-amp-html\n\n\($0)" }),
        ("comment for some", { "Content-Type: text/html\n\n<!--[if mso]>\($0)<![endif]-->" }),
        ("comment that has ended", { "Content-Type: text/html\n\n<!-->\($0)<!-- -->" }),
        ("comment that has ended too", { "Content-Type: text/html\n\n<!-- --!>\($0)" }),
        ("without scripts", { "Content-Type: text/html\n\n<noscript>\($0)</noscript>" }),
        ("in place of an object", { "Content-Type: text/html\n\n<object>\($0)</object>" }),
        (
            "signed",
            {
                "Content-Type: multipart/signed; boundary=d; protocol=\"application/pgp-signature\"\n\n--d\nContent-Type: text/html\n\n\($0)\n--d\nContent-Type: application/pgp-signature\n\nx\n--d--"
            }
        ),
        ("unknown charset", { "Content-Type: text/html; charset=x-nonsense\n\n\($0)" }),
    ]

    @Test("A page is read wherever it is put", arguments: PartTests.hidingPlaces.map(\.0))
    func found(place: String) throws {
        let wrap = try #require(Self.hidingPlaces.first { $0.0 == place }).1
        let message = mixed("Content-Type: text/plain\n\nsee attached", wrap(evil))
        #expect(message.findings.contains { $0.text.hasSuffix("shows bank.example, goes to evil.example") })
    }

    @Test(
        "What can't be read is named, so that nobody takes it for well",
        arguments: [
            (
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIB4",
                "smime.p7m is encrypted (S/MIME)"
            ),
            ("Content-Type: application/x-pkcs7-mime\n\nMIB4", "application/x-pkcs7-mime is encrypted (S/MIME)"),
            ("Content-Type: application/octet-stream; name=smime.p7m\n\nMIB4", "smime.p7m is encrypted (S/MIME)"),
            (
                "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nMIB4",
                "smime.p7m is signed as a whole (S/MIME)"
            ),
            (
                "Content-Type: multipart/encrypted; boundary=d\n\n--d\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--d\nContent-Type: application/octet-stream\n\nx\n--d--",
                "the mail is encrypted (PGP)"
            ),
            (
                "Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----",
                "a passage is encrypted (PGP)"
            ),
            (
                "Content-Type: application/ms-tnef; name=winmail.dat\n\nx",
                "winmail.dat is an Outlook package (winmail.dat)"
            ),
            (
                "Content-Type: application/vnd.ms-tnef\n\nx",
                "application/vnd.ms-tnef is an Outlook package (winmail.dat)"
            ),
            (
                "Content-Type: application/octet-stream; name=winmail.dat\n\nx",
                "winmail.dat is an Outlook package (winmail.dat)"
            ),
            ("Content-Type: application/zip; name=a.zip\n\nPK\u{3}\u{4}", "a.zip is an archive"),
            ("Content-Type: application/octet-stream; name=a.rar\n\nRar!x", "a.rar is an archive"),
            ("Content-Type: application/octet-stream\n\nPK\u{3}\u{4}", "application/octet-stream is an archive"),
            ("Content-Type: application/pdf; name=a.pdf\n\n%PDF-1.4", "a.pdf is a PDF"),
            ("Content-Type: text/plain; name=a.txt\n\n%PDF-1.4", "a.txt is a PDF"),
            ("Content-Type: application/msword; name=a.doc\n\n\u{1}\u{2}", "a.doc is a document"),
            ("Content-Type: text/rtf\n\n{\\rtf1 hello}", "text/rtf is a document"),
            ("Content-Type: audio/mpeg; name=a.mp3\n\n\u{1}\u{2}x", "a.mp3 is of type audio/mpeg"),
            ("Content-Type: message/partial; id=x; number=1\n\nx", "message/partial is one piece of a larger mail"),
            ("Content-Type: message/external-body; access-type=URL\n\nx: y", "message/external-body is kept elsewhere"),
            (
                "Content-Type: text/html\nContent-Transfer-Encoding: x-rot13\n\nuggc",
                "text/html is written in an unknown transfer encoding"
            ),
            ("Content-Type: text/plain\n\nbegin 644 a.exe\n#34U0\n`\nend", "a.exe is a file within the text"),
        ])
    func named(part: String, words: String) {
        let message = mixed("Content-Type: text/plain\n\nhello", part)
        #expect(message.findings.map(\.text).contains(words + "; what it holds was not looked at"))
        #expect(!message.isSeenWhole)
    }

    @Test(
        "What is read whole is said to be",
        arguments: [
            "Content-Type: text/plain\n\nhello", "Content-Type: text/html\n\n<b>hello</b>",
            "Content-Type: text/csv\n\na,b",
            "Content-Type: text/calendar\n\nBEGIN:VCALENDAR",
            "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
            "Content-Type: application/json\n\n{}", "Content-Type: application/octet-stream\n\n",
            "Content-Type: text/enriched\n\n<bold>x</bold>",
            "Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----",
            "Content-Type: message/rfc822\n\nSubject: in\n\nhello",
            "Content-Type: text/x-vcard; name=a.vcf\n\nBEGIN:VCARD",
        ])
    func whole(part: String) {
        let message = mixed("Content-Type: text/plain\n\nhello", part)
        #expect(message.isSeenWhole)
        #expect(message.findings == [])
    }

    @Test("A program in the text is told by its name and its first bytes")
    func uuencoded() {
        let message = opened("From: a@x.example\n\nhello\nbegin 644 paper.pdf\n#35J0\n`\nend\n")
        #expect(message.parts.last?.fileName == "paper.pdf")
        #expect(message.parts.last?.head == [0x4D, 0x5A, 0x90])
        #expect(message.findings.first?.text == "attachment paper.pdf is a program by its first bytes")
    }

    @Test("More links, parts or text than are read leave a mail unread")
    func cut() {
        let links = String(repeating: "<a href='https://a.example/'>a</a>", count: 600)
        #expect(mixed("Content-Type: text/html\n\n\(links)").isCut)
        let parts = (0..<300).map { _ in "Content-Type: text/plain\n\nx" }.joined(separator: "\n--b\n")
        #expect(mixed(parts).isCut)
        let levels = (0..<60).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        #expect(opened("From: a@x.example\n" + levels + "\nx").isCut)
        #expect(!mixed("Content-Type: text/plain\n\nx").isCut)
    }

    @Test(
        "Where the room for text ends within a character nothing ends with it", arguments: ["🎁", "é", "\u{200B}", "日"])
    func roomWithinCharacter(character: String) {
        let part = "Content-Type: text/html; charset=utf-8\n\n<p>" + String(repeating: character, count: 300_000)
        let message = mixed(part, part, part, part, part, part, part, part, part, part, part)
        #expect(message.isCut)
    }

    @Test("Mail in mail without end is left at some level, and said to be")
    func deep() {
        var inner = "Subject: core\n\nhttp://evil.example/"
        for _ in 0..<8 {
            inner =
                "Content-Type: application/octet-stream; name=a.eml\nContent-Transfer-Encoding: base64\n\n"
                + base64(inner)
        }
        let message = opened("From: a@x.example\n" + inner)
        #expect(
            message.findings.contains {
                $0.text == "a.eml is a mail in too many others; what it holds was not looked at"
            })
    }
}
