import Testing

@testable import Records
@testable import Samples

@Suite struct FindingsTests {
    @Test(
        "The host is the one a browser would go to",
        arguments: [
            ("https://user@shop.example:8080/x", "shop.example"), ("HTTPS://Shop.Example./a", "shop.example"),
            ("https:\\\\evil.example\\x", "evil.example"), ("https:evil.example", "evil.example"),
            ("  ht\ntps://ev\til.example", "evil.example"), ("//evil.example/x", "evil.example"),
            ("https://bank.example@evil.example", "evil.example"), ("https://%65vil.example", "evil.example"),
            ("https://evil。example", "evil.example"), ("https://ｅvil.example", "evil.example"),
            ("https://[2001:db8::1]:80/", "[2001:db8::1]"), ("mailto:a@b.example", nil), ("#top", nil), ("", nil),
            ("javascript:alert(1)", nil), ("https://", nil),
        ] as [(String, String?)])
    func hosts(target: String, host: String?) {
        #expect(WebHost.of(target) == host)
    }

    @Test(
        "Words that name a place are told from other words",
        arguments: [
            ("shop.example/login", "shop.example"), ("Visit https://shop.example now", "shop.example"),
            ("(www.shop.example)", "www.shop.example"), ("Unsubscribe", nil), ("Version 2.1", nil), ("3.14", nil),
            ("me@shop.example", nil), ("Node.js", nil), ("report.pdf", nil), ("", nil),
            ("bücher.example", "bücher.example"),
        ] as [(String, String?)])
    func shown(words: String, host: String?) {
        #expect(WebHost.shown(in: words) == host)
    }

    @Test("Parts of one site belong together, neighbours below a registry do not")
    func sites() {
        #expect(WebHost.belongTogether("go.shop.example", "www.shop.example"))
        #expect(!WebHost.belongTogether("shop.example", "shop.example.evil.example"))
        #expect(!WebHost.belongTogether("bank.co.uk", "evil.co.uk"))
        #expect(WebHost.belongTogether("a.bank.co.uk", "b.bank.co.uk"))
        #expect(!WebHost.belongTogether("192.0.2.7", "10.9.2.7"), "the last numbers of an address are no site")
        #expect(WebHost.site("192.0.2.7") == "192.0.2.7")
    }

    @Test(
        "Numbers for a host are told in every spelling",
        arguments: [
            ("192.0.2.1", true), ("3221225985", true), ("0xc0.0x0.2.1", true), ("[2001:db8::1]", true),
            ("1.example", false), ("shop.example", false), ("", false), ("1.2.3.4.5", false),
        ])
    func numbers(host: String, isBare: Bool) {
        #expect(WebHost.isBareAddress(host) == isBare)
    }

    @Test(
        "What is wrong with a link is told by its words and its target",
        arguments: [
            ("bank.example/login", "https://bank-login.fastcash.example/a", "not what it shows"),
            ("https://bank.example", "https://go.bank.example/", nil),
            ("Sign in", "https://192.0.2.1/x", "an IP address"),
            ("Sign in", "https://bank.example@evil.example/", "not what it shows"),
            ("Sign in", "https://xn--80ak6aa92e.example/", "lookalike letters"),
            ("Sign in", "https://b\u{430}nk.example/", "lookalike letters"),
            ("Bücher", "https://xn--bcher-kva.example/", "non-Latin letters"),
            ("bücher.example", "https://xn--bcher-kva.example/", "non-Latin letters"),
            ("Open", "java\nscript:alert(1)", "runs javascript"), ("Open", "data:text/html,x", "runs data"),
            ("Write", "mailto:a@b.example", nil), ("Top", "#top", nil), ("Shop", "https://shop.example/", nil),
        ] as [(String, String, String?)])
    func links(shown: String, target: String, words: String?) {
        #expect(LinkTrouble(of: .init(shown: shown, target: target))?.words == words)
    }

    /// A link in mail from `news@shop.example`, to whom `links.brand.example` belongs; what is found of it.
    struct Detour: Sendable, CustomTestStringConvertible {
        let shown: String
        let target: String
        let trouble: LinkTrouble?
        var testDescription: String { "\(shown) to \(target)" }

        init(_ shown: String, _ target: String, _ trouble: LinkTrouble? = nil) {
            self.shown = shown
            self.target = target
            self.trouble = trouble
        }

        static let all = [
            Detour("https://shop.example/sale", "https://www.shop.example/sale"),
            Detour("https://partner.example", "https://go.partner.example/x"),
            // A host of the sender: honest where the words name the sender, open to doubt where they name another.
            Detour(
                "https://partner.example/offer", "https://url7.shop.example/ls/click?upn=abc",
                .tracked(shown: "partner.example", through: "url7.shop.example", isOfSender: false)),
            Detour(
                "www.shop.example", "https://u71.ct.sendgrid.net/ls/click?upn=abc",
                .tracked(shown: "www.shop.example", through: "u71.ct.sendgrid.net", isOfSender: true)),
            Detour(
                "shop.example", "https://links.brand.example/c/1",
                .tracked(shown: "shop.example", through: "links.brand.example", isOfSender: true)),
            // Nobody's tracker.
            Detour(
                "https://shop.example", "https://brand.example/c/1",
                .lies(shown: "shop.example", target: "brand.example")),
            Detour(
                "https://shop.example", "https://sendgrid.net.evil.example/ls/click",
                .lies(shown: "shop.example", target: "sendgrid.net.evil.example")),
            Detour(
                "https://shop.example", "https://notsendgrid.net/",
                .lies(shown: "shop.example", target: "notsendgrid.net")
            ),
            Detour(
                "https://bank.co.uk", "https://evil.co.uk/", .lies(shown: "bank.co.uk", target: "evil.co.uk")),
            // Where the tracker tells the end, that is what counts.
            Detour("https://partner.example", "https://u7.ct.sendgrid.net/c?u=https%3A%2F%2Fwww.partner.example%2F"),
            Detour(
                "https://bank.example", "https://u7.ct.sendgrid.net/c?u=https%253A%252F%252Fevil.example%252Fa",
                .lies(shown: "bank.example", target: "evil.example")),
            Detour(
                "https://bank.example", "https://x.awstrack.me/L0/https:%2F%2Fevil.example%2F1/0100/abc",
                .lies(shown: "bank.example", target: "evil.example")),
            // What stands before an @ is no tracking.
            Detour(
                "Sign in", "https://bank.example@url7.shop.example/",
                .lies(shown: "bank.example", target: "url7.shop.example")),
            Detour("Open", "https://u71.ct.sendgrid.net/ls/click?upn=abc"),
        ]
    }

    @Test("A link that goes through a tracker is no lie, unless the tracker tells another end", arguments: Detour.all)
    func detours(_ detour: Detour) {
        let link = SampleMessage.Link(shown: detour.shown, target: detour.target)
        let trackers: Set<String> = ["links.brand.example"]
        #expect(LinkTrouble(of: link, from: "shop.example", trackers: trackers) == detour.trouble)
    }

    @Test("Without a sender only the large trackers are known")
    func nobody() {
        let own = SampleMessage.Link(shown: "partner.example", target: "https://url7.shop.example/a")
        #expect(LinkTrouble(of: own)?.isCritical == true)
        let service = SampleMessage.Link(shown: "partner.example", target: "https://u7.ct.sendgrid.net/a")
        #expect(LinkTrouble(of: service)?.isCritical == false)
    }

    @Test("By which way a link goes is told: a note where its words name the sender, else a warning")
    func detourWords() {
        let body = """
            <a href="https://u7.ct.sendgrid.net/a">https://shop.example</a>
            <a href="https://url7.shop.example/b">https://bank.example</a>
            """
        #expect(
            texts("From: a@shop.example", body, html: true) == [
                "warning link 2 shows bank.example, goes through url7.shop.example; its target is unknown",
                "note link 1 shows shop.example, goes through u7.ct.sendgrid.net; its target is unknown",
            ])
    }

    private func texts(_ head: String, _ body: String = "", html: Bool = false) -> [String] {
        let type = html ? "Content-Type: text/html; charset=utf-8\n" : ""
        return opened("\(head)\n\(type)\n\(body)").findings.map { "\($0.grade) \($0.text)" }
    }

    @Test("Names that mix scripts, show another host or hide characters are told")
    func names() {
        #expect(
            texts("From: B\u{430}nk <a@shop.example>\nSubject: Hello") == [
                "critical From mixes Latin and Cyrillic letters in one word"
            ])
        #expect(
            texts("From: \"help@bank.example\" <a@shop.example>\nSubject: x\u{202E}y") == [
                "critical From shows bank.example, the mail is from shop.example",
                "warning subject contains a character that reverses text",
            ])
        #expect(
            texts("From: Shop <a@shop.example>\nReply-To: b@fastcash.example\nSubject: f\u{200B}ree") == [
                "warning replies go to a different domain than From, fastcash.example",
                "warning subject contains invisible characters",
            ])
        #expect(texts("From: Новости <a@shop.example>\nReply-To: b@mail.shop.example\nSubject: Новости and news") == [])
        #expect(
            texts("From: a@xn--bcher-kva.example\nFrom: b@x.example") == [
                "warning the sender's domain reads bücher.example", "warning there are 2 From headers",
            ])
    }

    @Test("Characters in the text that act, or split words, are counted")
    func characters() {
        #expect(
            texts("From: a@shop.example", "fr\u{200B}ee ca\u{2060}sh \u{202E}abc \u{1B}[31m") == [
                "warning a character in the text reverses text",
                "warning 2 characters in the text split words invisibly",
                "warning a character in the text controls a terminal",
            ])
        #expect(texts("From: a@shop.example", "soft\u{AD}ly, \u{200B} alone, 👩‍👩‍👧") == [])
    }

    @Test(
        "Hidden text is found however it is hidden",
        arguments: [
            ("<div style='display:none'>agenda</div>seen", "display:none"),
            ("<div style='DISPLAY : none !important'>agenda<p>more</p></div>seen", "display:none"),
            ("<span style='font-size:0px'>agenda</span>seen", "font-size:0px"),
            ("<p style='color:#fff'>agenda</p><p>seen", "white on white"),
            ("<font color=white>agenda</font>seen", "white on white"),
            ("<td bgcolor=#000000><font color=black>agenda</font></td>seen", "text in the colour of its ground"),
            ("<div style='position:absolute;left:-9999px'>agenda</div>seen", "off-screen"),
            ("<div style='visibility:hidden'>agenda</div>seen", "visibility:hidden"),
            ("<div style='opacity:0'>agenda</div>seen", "opacity:0"), ("<div hidden>agenda</div>seen", "hidden"),
            ("<div style='max-height:0;overflow:hidden'>agenda</div>seen", "max-height:0"),
            ("<style>.h{display:none}</style><b class='x h'>agenda</b>seen", "display:none"),
        ])
    func hidden(html: String, how: String) {
        let text = HTMLText(html)
        #expect(text.page.hidden.map(\.how) == [how])
        #expect(text.page.hidden.first?.text.hasPrefix("agenda") == true)
        #expect(text.text == "seen")
    }

    @Test(
        "What can be seen is not hidden",
        arguments: [
            "<td bgcolor=#000><font color=white>seen</font></td>",
            "<div style='background:url(x);color:#fff'>seen</div>",
            "<p style='font-size:12px;color:#333'>seen</p>", "<div style='display:none'></div>seen",
            "<div style='display:none'>&zwnj;&nbsp;</div>seen", "<p style='display:none'><p>seen",
            "<br style='display:none'>seen",
            "<style>@media print{.a{display:none}}</style><p class=a>seen",
        ])
    func visible(html: String) {
        let text = HTMLText(html)
        #expect(text.page.hidden == [])
        #expect(text.text == "seen")
    }

    @Test("Forms, scripts, pictures and a hidden preview are told, the last two as a note only")
    func page() {
        #expect(
            texts(
                "From: a@shop.example",
                "<div style='display:none'>Preview</div><form action='https://evil.example/x'><input></form><script>x</script>"
                    + "<img src='https://pixel.example/o.gif'><a style='display:none' href='https://one.example'>h</a>",
                html: true) == [
                    "critical a form asks for input and sends it to evil.example",
                    "warning link 1 is invisible in the mail",
                    "warning 2 passages are hidden (display:none), 8 characters: Preview",
                    "warning the HTML contains a script", "note a picture would be loaded from pixel.example",
                ])
        #expect(
            texts("From: a@shop.example", "<div style='display:none'>Preview</div>text", html: true) == [
                "note a preview text is hidden (display:none): Preview"
            ])
    }

    @Test(
        "Attachments are judged by name, type and first bytes",
        arguments: [
            ("voucher.pdf.exe", "application/pdf", "x", "critical attachment voucher.pdf.exe is a program, 1 B"),
            ("paper.pdf", "application/pdf", "MZ90", "critical attachment paper.pdf is a program by its first bytes"),
            ("paper.pdf.html", "text/html", "x", "critical attachment paper.pdf.html only looks like a document"),
            ("page.htm", "text/html", "x", "warning attachment page.htm is a web page"),
            ("sums.xlsm", "application/octet-stream", "PK34", "warning attachment sums.xlsm may contain macros"),
            ("photo.png", "application/zip", "x", "warning attachment photo.png is sent as application/zip"),
            ("photo.png", "image/png", "%PDF", "warning attachment photo.png is a PDF by its first bytes"),
            ("paper.pdf", "application/pdf", "%PDF", nil), ("notes.txt", "text/plain", "hello", nil),
            ("data.bin", "application/octet-stream", "x", nil), ("sheet.xlsx", "application/octet-stream", "PK34", nil),
        ] as [(String, String, String, String?)])
    func attachments(name: String, type: String, content: String, finding: String?) {
        let part = SampleMessage.Part(
            depth: 0, type: type, fileName: name, size: content.utf8.count, head: Array(content.utf8))
        #expect(AttachmentFindings(parts: [part]).all.map { "\($0.grade) \($0.text)" } == [finding].compactMap(\.self))
    }

    @Test("The first bytes of a part come out of the message")
    func firstBytes() {
        let message = opened(
            "From: a@shop.example\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA\n"
        )
        #expect(message.parts.map(\.head) == [[0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0]])
        #expect(message.findings.map(\.text) == ["attachment a.pdf is a program by its first bytes"])
    }

    @Test("Checks come with what they rest on, transport and ARC included")
    func checks() {
        let message = opened(prize)
        #expect(
            message.checks == [
                .init("SPF", .pass, detail: "192.0.2.44 may send; really"),
                .init("DKIM", .fail, detail: "body changed; pass=no"), .init("DMARC", .fail, detail: "policy none"),
                .init("TLS", .none), .init("ARC", .none),
            ])
        let second = opened(
            "Authentication-Results: mx; spf=fail smtp.mailfrom=x@shop.example; dkim=pass header.d=shop.example;\n"
                + " arc=pass (i=1)\nReceived: from a by b with ESMTPS (version=TLS1_3 cipher=x); now\n"
                + "Received: from c with SMTP\n\n")
        #expect(
            second.checks == [
                .init("SPF", .fail, detail: "asked for shop.example"),
                .init("DKIM", .pass, detail: "signed by shop.example"),
                .init("DMARC", .none), .init("TLS", .pass, detail: "1.3"), .init("ARC", .pass, detail: "i=1"),
            ])
        #expect(
            opened("Received: from a with ESMTP id x\n\n").checks[3]
                == .init("TLS", .other, detail: "came in unencrypted"))
    }

    @Test("The sender is the address of From, whatever its words pretend")
    func sender() {
        #expect(
            opened("From: \"<ceo@bank.example>\" <Win@Tidepool.example>\n\n").sample.sender == "win@tidepool.example")
        #expect(opened("From: =?utf-8?Q?=3Ca=40b.example=3E?= <c@d.example>\n\n").sample.senderDomain == "d.example")
        #expect(opened("From: nobody\n\n").sample.senderDomain == nil)
        #expect(opened("Subject: none\n\n").sample.sender == nil)
    }

    @Test("The header that tells the customer can be another one")
    func customerHeader() async throws {
        let maildir = try ScratchMaildir()
        try maildir.deliver("1.a", "X-Customer: mara\nX-SG-Sample-Customer: other\nSubject: x\n\n")
        let box = SampleBox(path: maildir.path, customerHeader: "x-customer")
        guard case .samples(let samples) = await box.state() else { throw SampleError.gone(id: "1.a") }
        #expect(samples.map(\.customer) == ["mara"])
        #expect(try box.open("1.a").sample.customer == "mara")
    }

    @Test("Addresses in plain text are links, without what the sentence adds")
    func textLinks() {
        let links = TextLinks.links(in: "See https://shop.example/a?b=1, (HTTP://two.example). http: https:// x")
        #expect(links.map(\.target) == ["https://shop.example/a?b=1", "http://two.example", "https://"])
        let both = opened(
            "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain https://one.example\n--b\n"
                + "Content-Type: text/html\n\n<a href='https://two.example'>two</a>\n--b--\n")
        #expect(both.links.map(\.target) == ["https://two.example", "https://one.example"], "no part goes unread")
        #expect(both.textOfHTML == "two [1]")
    }
}
