extension MailCorpus {
    private static let head = "From: Mara Lind <mara@shop.example>\nTo: k@gone.example\nSubject: A letter\n"
    private static let escape = "\u{1B}[31mred\u{1B}[2J\u{7}"

    static var structures: [Mail] {
        let nested = (0..<300).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let enclosed = String(repeating: "Content-Type: message/rfc822\n\nSubject: deeper\n", count: 200)
        return [
            text("nothing", ""), text("one byte", "x"), text("only NUL", "\0\0\0\0\0"),
            text("only line ends", "\n\r\n\r\r\n"),
            text("no blank line", "Subject: x\nthe body follows at once\nand goes on\n"),
            text("no header", "\nonly a body\n"), text("lone returns", "Subject: a\rFrom: b\r\rbody\r"),
            text("blank line of blanks", head + " \t \nbody\n"), text("nested", head + nested + "deep"),
            text("enclosed", head + enclosed + "\nend"),
            text("boundary never there", head + "Content-Type: multipart/mixed; boundary=here\n\nno part at all\n"),
            text(
                "boundary not told", head + "Content-Type: multipart/alternative\n\n--\nContent-Type: text/plain\n\nx\n"
            ),
            text("boundary of blanks", head + "Content-Type: multipart/mixed; boundary=\"  \"\n\n--  \n\nx\n--  --\n"),
            text(
                "boundary very long",
                head + "Content-Type: multipart/mixed; boundary=" + String(repeating: "b", count: 5_000)),
            text(
                "same boundary twice",
                head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                    + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nin\n--b--\n--b--\n"),
            text(
                "never closed",
                head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>open"),
            text(
                "parts without heads",
                head + "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\n", count: 3_000)),
            text(
                "delivery report",
                head + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
                    + "failed\n--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\n"
                    + "Subject: \(escape)\n--b--\n"),
            text("mbox", "From mara Mon Sep 28 13:57:41 2026\n" + head + "\n>From here\n"),
            text("partial", head + "Content-Type: message/partial; id=x; number=2; total=9999999999\n\nx"),
            text(
                "external",
                head + "Content-Type: message/external-body; access-type=URL; URL=\"http://192.0.2.1/x\"\n\n\n"),
        ]
    }

    static var headers: [Mail] {
        [
            text("ten thousand headers", (0..<10_000).map { "X-Line-\($0): \($0)\n" }.joined() + head + "\nbody"),
            text("a very long header", "Subject: " + String(repeating: "x ", count: 100_000) + "\n\nbody"),
            text("folded for ever", "Subject: a\n" + String(repeating: " b\n", count: 20_000) + "\nbody"),
            text(
                "escapes in headers", "From: \"\(escape)\" <a@b.example>\nSubject: \(escape)\nX-\u{1B}: \(escape)\n\nx"),
            text("NUL in headers", "From: a\0b <a\0@b.example>\nSubject: one\0two\n\nx\0y"),
            text("no name", ": empty\n : blank\n:\n\nbody"),
            text("ten Froms", String(repeating: "From: a@b.example\n", count: 10) + "\nx"),
            text("groups", "From: a:b:c:d:;;;<<<>>>@,,,\nTo: undisclosed-recipients:;\nReply-To: (((((((\n\nx"),
            text("quotes never closed", "From: \"Mara <a@b.example>\nReply-To: \"\\\n\nx"),
            text("dates", "Date: Mon, 99 Foo 99999999 99:99:99 +9999\nFrom: a@b.example\n\nx"),
            text("date far away", "Date: Fri, 31 Dec 999999999999 00:00:00 +0000\n\nx"),
            text("8-bit headers", "Subject: caf\u{E9} \u{10FFFF} \u{FFFE}\nFrom: \u{202E}moc.knab <a@b.example>\n\nx"),
            text(
                "results",
                "Authentication-Results: \(escape); spf=pass (\(escape)); dkim=fail reason=\"\(escape)\";\n dmarc=\n\nx"
            ),
            text(
                "comments without end",
                "Authentication-Results: mx; spf=" + String(repeating: "(", count: 30_000) + "\n\nx"),
            text("score", "X-Spam-Score: 1e999\nX-Spam-Status: Yes, score=nan tests=\(escape)=9,A\(escape)=nan\n\nx"),
            text("received", "Received: from \(escape) with ESMTPS tls TLS1_3\(escape);\n\nx"),
        ]
    }

    static var encodedWords: [Mail] {
        let words = [
            "=?utf-8?B?////?=", "=?utf-8?Q?=1B=5B2J?=", "=?x-none?Q?abc?=", "=?utf-8?Z?abc?=", "=?utf-8?Q?",
            "=?utf-8?Q?a b?=",
            "=??Q?a?=", "=?utf-8?B?G1syShtbMW0=?=", "=?utf-8?B?4oCuZXppcnA=?=", "=?utf-8?Q?=?=", "=?utf-8?Q?=E2=80?=",
            "=?iso-2022-jp?B?GyRCJUY=?=", "=?utf-7?Q?+ADw-?=", "=?utf-16?B?AAA=?=",
            "=?utf-8?q?" + String(repeating: "=41", count: 3_000) + "?=",
            String(repeating: "=?utf-8?Q?a?= ", count: 3_000),
            "=?utf-8?B?" + String(repeating: "A", count: 9_999) + "?=",
            "=?../../etc/passwd?Q?a?=", "=?utf-8*en?Q?a?=", "=?=?=?=?=?", "\u{1B}=?utf-8?Q?a?=",
        ]
        return words.enumerated().map { number, word in
            text("encoded word \(number)", "From: \(word) <a@b.example>\nSubject: \(word)\nReply-To: \(word)\n\nbody")
        }
    }

    static var charsets: [Mail] {
        let names = [
            "utf-8", "utf-7", "utf-16", "utf-32", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "gb18030", "koi8-r",
            "ebcdic-us",
            "x-unknown", "\"; x=\"y", "us-ascii", "UTF-8//TRANSLIT", "windows-1252", String(repeating: "c", count: 500),
        ]
        return names.map { name in
            let start = Array((head + "Content-Type: text/plain; charset=\(name)\n\n").utf8)
            return Mail(
                name: "charset \(name.prefix(12))",
                bytes: start + Array(0...255) + [0x1B, 0x24, 0x42, 0xFF, 0xFE, 0xC0, 0x80])
        }
    }

    static var encodings: [Mail] {
        let kinds = ["base64", "quoted-printable", "x-uuencode", "8bit", "binary", "7bit", "rot13", ""]
        let bodies = [
            "!!!! not base64 ===\nQUJD=RE\n====\n", "=1B=5B31m=\n=\n=ZZ==3D=", "begin 644 x\n#``````\n`\nend\n",
            String(repeating: "=", count: 10_000), "G1syShtbMW0bXTA7eAc=",
        ]
        return kinds.flatMap { kind in
            bodies.enumerated().map { number, body in
                text("encoding \(kind) \(number)", head + "Content-Transfer-Encoding: \(kind)\n\n" + body)
            }
        }
    }
}
