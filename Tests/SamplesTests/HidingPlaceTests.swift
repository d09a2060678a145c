import Records
import Testing

@testable import Samples

/// Places that hold something and are no part by the book.
@Suite struct HidingPlaceTests {
    private static let evil = "<a href='http://evil.example/login'>https://bank.example</a>"
    private static let lie = "shows bank.example, goes to evil.example"

    private static func mixed(_ parts: String, before: String = "", after: String = "") -> SampleMessage {
        opened(
            "From: a@tidepool.example\nContent-Type: multipart/mixed; boundary=b\n\n\(before)--b\n"
                + "Content-Type: text/plain\n\nhello\n\(parts)--b--\n\(after)")
    }

    @Test(
        "A page around the parts is looked at",
        arguments: [
            (evil, ""), ("", evil), ("", "--b\nContent-Type: text/html\n\n\(evil)\n--b--\n"),
        ])
    func around(before: String, after: String) {
        let message = Self.mixed("", before: before + "\n", after: after)
        #expect(message.findings.contains { $0.text.hasSuffix(Self.lie) })
        #expect(message.text.contains("text around the parts"))
    }

    @Test(
        "The line for old mail programs is no text of the mail",
        arguments: ["This is a multi-part message in MIME format.\n", "\n\n", "If you can read this, upgrade.\n"])
    func boilerplate(before: String) {
        let message = Self.mixed("", before: before)
        #expect(message.text == "hello")
        #expect(message.isSeenWhole)
    }

    @Test("A part out of its place that is written in base64 is not looked at, and said not to be")
    func misplaced() {
        let message = Self.mixed("", after: "--b\nContent-Transfer-Encoding: base64\n\nPGEgaHJlZj0=\n--b--\n")
        #expect(!message.isSeenWhole)
    }

    @Test(
        "Parts that can't be told apart are not taken for none",
        arguments: ["multipart/mixed", "multipart/mixed; boundary=zzz", "multipart/alternative; boundary=\"\""])
    func unparted(type: String) {
        let message = opened(
            "From: a@tidepool.example\nContent-Type: \(type)\n\n--b\nContent-Type: text/html\n\n\(Self.evil)\n--b--\n")
        #expect(message.findings.contains { $0.text.hasSuffix(Self.lie) })
        #expect(!message.isSeenWhole)
    }

    @Test(
        "What a mail program may take for a page is read as one",
        arguments: [
            "\n\n<html><body>\(evil)", "Content-Type: text/plain\n\n<HTML>\(evil)",
            "Content-Type: image/png\n\n<html>\(evil)",
            "Content-Type: application/pgp-signature\n\n<html>\(evil)", "Content-Type: text/plain\n\n  \(evil)",
        ])
    func sniffed(part: String) {
        let message = Self.mixed("--b\n\(part)\n")
        #expect(message.findings.contains { $0.text.hasSuffix(Self.lie) })
    }

    @Test("The head of a mail within the mail may begin with an empty line")
    func headless() {
        let message = Self.mixed(
            "--b\nContent-Type: message/rfc822\n\n\nFrom: x@evil.example\nContent-Type: text/html\n\n\(Self.evil)\n")
        #expect(message.findings.contains { $0.text.hasSuffix(Self.lie) })
    }

    @Test("Lines that end in a carriage return alone are lines")
    func oldLines() {
        let text = "From: a@tidepool.example\nSubject: old\nContent-Type: text/html\n\n\(Self.evil)\n"
        let message = opened(Array(text.replacing("\n", with: "\r").utf8))
        #expect(message.sample.subject == "old")
        #expect(message.findings.contains { $0.text.hasSuffix(Self.lie) })
    }

    @Test("A lone carriage return in a header is warned of")
    func loneReturn() {
        let message = opened(Array("From: a@tidepool.example\r\nSubject: x\rBcc: y\r\n\r\nhello\r\n".utf8))
        #expect(
            message.findings.map(\.text) == [
                "subject holds control characters",
                "a header holds a line end without a line feed; mail programs read it differently",
            ] || message.findings.contains { $0.text.hasPrefix("a header holds a line end") })
    }

    @Test("Two transfer encodings that differ leave a part unread")
    func twoEncodings() {
        let message = Self.mixed(
            "--b\nContent-Type: text/html\nContent-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nPGI+\n"
        )
        #expect(!message.isSeenWhole)
    }

    @Test(
        "Files within text are told by their names, however they are written",
        arguments: [
            ("begin 644 a.exe\n#35J0\n`\nend", "a.exe"), ("begin-base64 644 a.exe\nTVqQAAMAAAAEAAAA\n====", "a.exe"),
            ("=ybegin line=128 size=3 name=a.exe\nw*\n=yend size=3", "a.exe"),
            ("(This file must be converted with BinHex 4.0)\n:#hGPBR9dD:", "a file in BinHex"),
        ])
    func files(text: String, name: String) {
        let message = opened("From: a@tidepool.example\n\nhello\n\(text)\n")
        #expect(message.parts.last?.fileName == name)
        #expect(!message.isSeenWhole)
        #expect(name != "a.exe" || message.findings.first?.subject == .program)
    }

    @Test("Entries of a calendar lead somewhere, and hold files")
    func calendar() {
        let message = opened(
            "From: a@tidepool.example\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nURL:java\n script:alert(1)\n"
                + "ATTACH;FMTTYPE=a/b;ENCODING=BASE64;VALUE=BINARY;FILENAME=\"a.exe\":TVqQ\n"
                + "ATTACH:https://evil.example/x\nEND:VCALENDAR\n")
        #expect(message.links.map(\.target) == ["javascript:alert(1)", "https://evil.example/x"])
        #expect(
            message.findings.filter { $0.grade == .critical }.map(\.text) == [
                "link 1 runs javascript", "attachment a.exe is a program, 3 B",
            ])
    }

    @Test("Where a part is kept elsewhere, the place is a link")
    func elsewhere() {
        let message = Self.mixed(
            "--b\nContent-Type: message/external-body; access-type=URL; URL=\"http://evil.example/a.exe\"\n\n"
                + "Content-Type: a/b\n\n")
        #expect(message.links.map(\.target) == ["http://evil.example/a.exe"])
        #expect(!message.isSeenWhole)
    }

    @Test(
        "What is sealed is told by its bytes, not by its name",
        arguments: [
            ([0x07, 0x02], "signed as a whole (S/MIME)"), ([0x07, 0x03], "encrypted as a whole (S/MIME)"),
            ([0x09, 0x10, 0x01, 0x09], "compressed as a whole (S/MIME)"),
        ] as [([UInt8], String)])
    func sealed(end: [UInt8], words: String) {
        let bytes = [0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01] + end
        let head = "From: a@tidepool.example\nContent-Type: application/octet-stream; name=smime.p7m\n\n"
        #expect(opened(Array(head.utf8) + bytes).unseen.map(\.why) == [words])
    }

    @Test(
        "A program is told by its type too, and by headers that stand in for a name",
        arguments: [
            "Content-Type: application/java-archive", "Content-Type: application/x-msdownload; name=holiday",
            "Content-Type: application/javascript; name=x", "Content-Type: a/b\nContent-Description: a.exe",
            "Content-Type: a/b\nContent-Location: http://x.example/a.scr", "Content-Type: a/b; name=note.onepkg",
            "Content-Type: a/b; name=\"a.exe;.pdf\"",
        ])
    func programs(head: String) {
        let message = Self.mixed("--b\n\(head)\nContent-Disposition: attachment\n\nhello\n")
        #expect(message.findings.first?.grade == .critical)
        #expect(message.findings.first?.subject == .program)
    }
}
