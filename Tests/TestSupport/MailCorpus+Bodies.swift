extension MailCorpus {
    private static let head = "From: Mara Lind <mara@shop.example>\nTo: k@gone.example\nSubject: A letter\n"
    private static let escape = "\u{1B}[31mred\u{1B}[2J\u{7}\u{9B}1m\u{202E}"

    static var bodies: [Mail] {
        [
            text("escapes", head + "\n\(escape)\n\u{1B}]52;c;eA==\u{7}\n\u{1B}P1\u{1B}\\"),
            text(
                "flowed",
                head
                    + "Content-Type: text/plain; format=flowed; delsp=yes\n\nlong lines \nflow on \n> quoted \n>> more\n-- \nme"
            ),
            text("one line", head + "\n" + String(repeating: "word ", count: 40_000)),
            text("one word", head + "\n" + String(repeating: "w", count: 200_000)),
            text("many lines", head + "\n" + String(repeating: "\n", count: 100_000)),
            text("marks", head + "\n" + String(repeating: "e" + String(repeating: "\u{301}", count: 2_000), count: 20)),
            text("emoji", head + "\n" + String(repeating: "👩‍👩‍👧‍👦🏳️‍🌈", count: 1_000)),
            text("right to left", head + "\n" + String(repeating: "שלום \u{202E}abc\u{202C} مرحبا ", count: 500)),
            text("zero width", head + "\n" + String(repeating: "fr\u{200B}e\u{2060}e\u{FEFF} ", count: 5_000)),
            text("tags", head + "\n" + String(repeating: "\u{E0041}\u{E007F}", count: 3_000)),
            text(
                "addresses",
                head + "\n" + String(repeating: "http://192.0.2.1/\(escape) https://a.example). ", count: 2_000)),
            text("schemes", head + "\n" + String(repeating: "http:", count: 10_000)),
            text(
                "two plain parts",
                head + "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\n\nsecond\n--b--\n"),
            text(
                "calendar",
                head
                    + "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nSUMMARY:\(escape)\nEND:VCALENDAR\n"
            ),
            text("enriched", head + "Content-Type: text/enriched\n\n<bold>\(escape)</bold>"),
            text("rtf as text", head + "Content-Type: text/rtf\n\n{\\rtf1 \(escape)}"),
        ]
    }

    static var attachments: [Mail] {
        let names = [
            "a.exe", "voucher.pdf.exe", "gpj.\u{202E}exe", "../../etc/passwd", "C:\\x.bat", "", ".", "a.pdf    .scr",
            escape,
            String(repeating: "n", count: 5_000) + ".js", "invoice.pdf.html", "=?utf-8?B?YS5leGU=?=", "a\0.exe",
            "x.docm",
        ]
        let named = names.enumerated().map { number, name in
            text(
                "attachment \(number)",
                head
                    + "Content-Type: application/pdf; name=\"\(name)\"\nContent-Disposition: attachment; filename=\"\(name)\"\n"
                    + "Content-Transfer-Encoding: base64\n\nTVqQAAMAAAA=\n")
        }
        let parameters = [
            "filename*0*=utf-8''%; filename*9999999999=x", "filename*=utf-8''%1B%5B2J",
            "filename*0=a; filename*0=b; filename*2=d",
            "filename*=x-none'en'%FF", String(repeating: "a*1=b;", count: 2_000),
        ]
        return named
            + parameters.enumerated().map { number, parameter in
                text("parameters \(number)", head + "Content-Disposition: attachment; \(parameter)\n\nx")
            } + [
                text(
                    "S/MIME",
                    head + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
                        + "Content-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHA6CAMIA=\n"),
                text(
                    "signed",
                    head
                        + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n--b\n\n"
                        + "text\n--b\nContent-Type: application/pkcs7-signature\n\nnot a signature\n--b--\n"),
                text(
                    "PGP",
                    head
                        + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\n"
                        + "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"),
                text(
                    "TNEF",
                    head
                        + "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+Ig==\n"
                ),
            ]
    }

    static var pages: [Mail] {
        let pages = [
            "<a href='https://evil.example'>https://bank.example</a>", "<a href=\"java\nscript:alert(1)\">x</a>",
            "<a href='https://bank.example@evil.example/\(escape)'>\(escape)</a>",
            "<a href='http://xn--80ak6aa92e.example'>a</a>",
            "<a href='http://xn--" + String(repeating: "9", count: 50) + "'>a</a>", "<a href='http://0x7f.1/'>a</a>",
            "&#27;[2J &#x9b;31m &#8238;rtl &#0; &#xD800; &#99999999999;", "<title>\(escape)</title><p>\(escape)",
            String(repeating: "<div style='display:none'>", count: 4_000) + "deep",
            String(repeating: "<div>", count: 8_000) + String(repeating: "</span>", count: 8_000),
            String(repeating: "<p style='color:#fff'>white</p>", count: 3_000),
            "<style>" + String(repeating: ".a{", count: 8_000) + "</style><p class=a>x",
            "<style>" + String(repeating: "a,", count: 8_000) + "{display:none}</style><a>x</a>",
            String(repeating: "<a href=x>", count: 5_000), String(repeating: "<table><tr><td>", count: 5_000) + "x",
            "<form action='https://evil.example/\(escape)'><input></form><script>\(escape)</script><img src=x onerror=y>",
            "<body bgcolor=black text=white><font color=#000001>hidden</font><span style='font-size:0'>zero</span>",
            String(repeating: "<img src='https://p.example/x.gif' alt='\(escape)'>", count: 500),
            "<!--" + String(repeating: "<!--", count: 8_000), "<![CDATA[\(escape)]]>", "<a href=",
            "<" + String(repeating: "a", count: 100_000),
            "<p " + String(repeating: "x=y ", count: 5_000) + ">z", "<pre>\(escape)\n\t\(escape)</pre>",
            "\u{FEFF}<html>\0<b>\0</b>",
        ]
        return pages.enumerated().map { number, page in
            text("page \(number)", head + "Content-Type: text/html; charset=utf-8\n\n" + page)
        }
    }
}
