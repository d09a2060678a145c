extension MailCorpus {
    /// Control characters in all ways in which a mail can bring them, and text turned round: in what is shown of it in
    /// the list, in its headers, its text, its links and its files.
    static var controls: [Mail] {
        var mails = controlBytes + decodedControls + turned
        mails += [true, false].map(deep)
        return mails
    }

    /// Raw bytes, which are control characters in Latin-1 and nothing in UTF-8.
    private static var controlBytes: [Mail] {
        // CSI, OSC, DCS and ST in one byte; then the same begun by ESC; then those that act alone.
        let bytes: [[UInt8]] = [
            [0x9B, 0x32, 0x4A], [0x9D, 0x30, 0x3B, 0x78, 0x9C], [0x90, 0x31, 0x9C], [0x98, 0x78, 0x9C], [0x85],
            [0x1B, 0x5B, 0x32, 0x4A], [0x1B, 0x5D, 0x35, 0x32, 0x3B, 0x63, 0x3B, 0x65, 0x41, 0x3D, 0x3D, 0x07],
            [0x1B, 0x63], [0x0E], [0x7F, 0x08, 0x0C, 0x0B],
        ]
        return bytes.enumerated().map { number, code in
            func line(_ start: String, _ end: String) -> [UInt8] { Array(start.utf8) + code + Array(end.utf8) }
            let mail: [[UInt8]] = [
                line("From: \"Mara ", " Lind\" <mara@shop.example>\n"), line("Subject: sub", "ject\n"),
                line("To: k", "@gone.example\n"), line("X-SG-Sample-Customer: cus", "tomer\n"),
                line("X-SG-Sample-Record: rec", "ord\n"), line("Reply-To: <a", "@b.example>\n"),
                line("Authentication-Results: mx; spf=pass (", "); dkim=fail reason=\"why\"\n"),
                line("Content-Type: text/html; charset=iso-8859-1; name=\"fi", "le.html\"\n\n"),
                line("<title>ti", "tle</title><p>te"), line("xt <a href='https://a.example/", "'>li"),
                line("nk</a> <img src='https://p.example/x' alt='al", "t'>\n"),
            ]
            return Mail(name: "control bytes \(number)", bytes: mail.flatMap(\.self))
        }
    }

    /// Nothing but ASCII on the way, and control characters once it is decoded.
    private static var decodedControls: [Mail] {
        let words = [
            "=?iso-8859-1?Q?a=9B2Jb?=", "=?iso-8859-1?B?m20=?=", "=?utf-8?Q?a=C2=9B2Jb?=", "=?utf-8?Q?=1B=5D0;x=07?=",
            "=?utf-8?Q?=E2=80=AEgpj.exe?=", "=?utf-8?Q?=E2=81=A6x=E2=81=A9?=", "=?us-ascii?Q?=1B=5B31m?=",
            "=?koi8-r?Q?=9B=9D?=", "=?windows-1252?Q?=81=8D=8F=90=9D?=", "=?utf-8?B?wpsyShtbMko=?=",
        ]
        let headers = words.enumerated().map { number, word in
            text(
                "decoded control \(number)",
                """
                From: \(word) <a@b.example>
                Subject: \(word)
                X-SG-Sample-Customer: \(word)
                Content-Disposition: attachment; filename="\(word)"; filename*=iso-8859-1''%9B2J%1B%5D0%3Bx%07.pdf

                x
                """)
        }
        let quoted = "=9B2J=9D0;x=9C=1B=5B31mred =85next =C2=9B =E2=80=AE"
        let bodies = ["iso-8859-1", "utf-8", "us-ascii", "koi8-r", "x-none"].map { charset in
            text(
                "quoted controls \(charset)",
                """
                From: a@b.example
                Subject: quoted
                Content-Type: text/plain; charset=\(charset)
                Content-Transfer-Encoding: quoted-printable

                \(quoted)
                """)
        }
        return headers + bodies
    }

    /// Overrides that are never closed, and marks that make one word look like another.
    private static var turned: [Mail] {
        let names = [
            "\u{202E}elpmaxe.knab@troppus", "invoice\u{202E}fdp.exe", "\u{2067}\u{2066}\u{202D}deep",
            String(repeating: "\u{202E}", count: 3_000) + "x", "a\u{200E}b\u{200F}c\u{061C}d",
            "pay\u{AD}pal\u{200D}\u{FEFF}",
        ]
        return names.enumerated().map { number, name in
            text(
                "turned \(number)",
                """
                From: "\(name)" <\(name)@shop.example>
                Subject: \(name)
                Content-Type: text/html; charset=utf-8; name="\(name)"

                <p>\(name) <a href='https://\(name).example/'>\(name)</a>
                """)
        }
    }

    /// A hundred parts in one another, with text and a file at the bottom.
    private static func deep(closed: Bool) -> Mail {
        let levels = 0..<100
        let starts = levels.map { "Content-Type: multipart/mixed; boundary=\"level \($0)\"\n\n--level \($0)\n" }
            .joined()
        let ends = closed ? levels.reversed().map { "\n--level \($0)--\n" }.joined() : ""
        return text(
            closed ? "hundred levels" : "hundred levels, open",
            "From: a@b.example\nSubject: deep \u{1B}[31m\n" + starts
                + "Content-Type: text/plain; name=\"\u{1B}]0;x\u{7}.exe\"\n\nat the bottom \u{1B}[2J\u{9B}31m\n" + ends)
    }
}
