import Records
import Testing

@testable import Samples

/// Text as mail programs and browsers read it, however it is written for the way.
@Suite struct DecodingTests {
    @Test(
        "Encoded words are decoded one by one, and joined as bytes of one charset",
        arguments: [
            ("=?utf-8?B?YQ==?= =?utf-8?B?Yg==?=", "ab"), ("=?utf-8?B?YQ==?==?utf-8?B?Yg==?=", "ab"),
            ("x =?utf-8?B?YQ==?= y =?utf-8?B?Yg==?= z", "x a y b z"), ("=?utf-8?B?YQ==?=b", "ab"),
            ("=?UTF-8?B?R3LDtsM=?= =?utf-8?B?n2U=?=", "Größe"), ("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=B6=C3=9Fe?=", "Größe"),
            ("=?utf-8?B?R3LDtsM=?=\n =?utf-8?B?n2U=?=", "Größe"), ("=?utf-8?B?w7Y=?= =?iso-8859-1?Q?=F6?=", "öö"),
            ("=?utf-8?B?w?= =?utf-8?B?tg?=", "\u{FFFD}"), ("=?utf-8?B?YQ?=", "a"), ("=?utf-8?B?YQ=?=", "a"),
            ("=?utf-8?B?YQ==Yg==?=", "ab"), ("=?iso-8859-1?Q?=93x=94?=", "“x”"), ("=?us-ascii?Q?=93x=94?=", "“x”"),
            ("=?utf-8?Q?a_b=5Fc?=", "a b_c"), ("=?utf-8?Q?a b?=", "a b"), ("=?utf-8*en?Q?a?=", "a"),
            ("=?x-none?Q?=E4?=", "ä"),
            ("=?utf-8?X?a?=", "=?utf-8?X?a?="), ("=?utf-8?Q?", "=?utf-8?Q?"), ("=?utf-8?Q?=?=", ""),
            ("=?=?=", "=?=?="),
            ("\"=?utf-8?Q?a?=\"", "\"a\""), ("caf\u{E9}", "café"), ("=?gb2312?B?xOO6ww==?=", "你好"),
            ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"), ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
            ("=?utf-8?b?YQ==?=", "a"),
            ("=?utf-8?B??=", ""), ("=?utf-8?Q?a?= =?utf-8?Q?_b?=", "a b"),
        ])
    func words(raw: String, text: String) {
        #expect(opened("Subject: \(raw)\n\n").sample.subject == text)
        #expect(opened("Subject: s\nX-Other: \(raw)\n\n").header("x-other") == text)
    }

    @Test("Headers without encoded words keep their bytes, valid or not")
    func bytes() {
        let head = Array("Subject: ".utf8)
        #expect(opened(head + [0x93, 0x61, 0x94, 0x0A, 0x0A]).sample.subject == "“a”")
        #expect(opened(head + Array("schön".utf8) + [0x0A, 0x0A]).sample.subject == "schön")
    }

    private func body(_ head: String, _ bytes: [UInt8]) -> String { opened(Array((head + "\n\n").utf8) + bytes).text }

    @Test(
        "Charsets are those that browsers take for the label",
        arguments: [
            ("iso-8859-1", "“€”"), ("ISO_8859-1", "“€”"), ("latin1", "“€”"), ("us-ascii", "“€”"), ("ascii", "“€”"),
            ("x-unknown", "“€”"),
            ("windows-1252", "“€”"), ("cp1252", "“€”"), ("\"iso-8859-1\"", "“€”"), ("'latin1'", "“€”"), ("", "“€”"),
            ("iso-8859-9", "“€”"), ("utf-8", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ])
    func labels(label: String, text: String) {
        #expect(body("Content-Type: text/plain; charset=\(label)", [0x93, 0x80, 0x94]) == text)
    }

    @Test("A text that tells nothing of its charset is UTF-8 where it can be")
    func untold() {
        #expect(body("Content-Type: text/plain", Array("Größe €".utf8)) == "Größe €")
        #expect(body("Content-Type: text/plain; charset=us-ascii", Array("Größe €".utf8)) == "Größe €")
        #expect(body("Content-Type: text/plain; charset=utf-7", Array("+AOQ-".utf8)) == "ä")
        #expect(body("Content-Type: text/plain; charset=latin1", [0xEF, 0xBB, 0xBF] + Array("ä".utf8)) == "ä")
        #expect(body("Content-Type: text/plain; charset=utf-8", [0xFF, 0xFE, 0xE4, 0x00]) == "ä")
    }

    @Test(
        "A page tells its charset itself where its part does not",
        arguments: [
            ("<meta charset=koi8-r>", "Привет"), ("<META CHARSET='KOI8-R'>", "Привет"),
            ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "Привет"),
            ("<head>\n<meta content=\"text/html;charset=koi8-r\" http-equiv=content-type />", "Привет"),
            ("<meta name=x><meta charset=koi8-r>", "Привет"),
            ("<meta charset=utf-16>", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ])
    func meta(page: String, text: String) {
        let word: [UInt8] = [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4]
        #expect(body("Content-Type: text/html", Array(page.utf8) + word) == text)
        let told = body("Content-Type: text/html; charset=koi8-r", Array("<meta charset=utf-8>".utf8) + word)
        #expect(told == "Привет", "what the part tells comes first")
    }

    private func links(_ head: String, _ text: String) -> [String] {
        opened("From: a@x.example\nContent-Type: \(head)\n\n\(text)").links.map(\.target)
    }

    @Test("Flowed lines do not cut a link, nor join what is apart")
    func flowed() {
        let flowed = "text/plain; format=flowed; delsp=yes"
        #expect(
            links(flowed, "see http://evil.example/lo \ngin?a=1 \n&b=2\nnext") == ["http://evil.example/login?a=1&b=2"])
        #expect(
            links("text/plain; FORMAT=Flowed; DelSp=YES", "> http://evil.example/lo \n> gin\n") == [
                "http://evil.example/login"
            ])
        #expect(links("text/plain; format=flowed", "http://evil.example/lo \ngin") == ["http://evil.example/lo"])
        #expect(links("text/plain", "http://evil.example/lo \ngin") == ["http://evil.example/lo"])
        #expect(
            links(flowed, "http://evil.example/a \n> http://evil.example/b") == [
                "http://evil.example/a", "http://evil.example/b",
            ])
        #expect(PlainForms.unflowed("a \nb\n-- \nme\n c \nd\n", deletesSpace: false) == "a b\n-- \nme\nc d\n")
        #expect(PlainForms.unflowed("> a \n> b\n>> c\nd", deletesSpace: false) == "> a b\n>> c\nd")
    }

    @Test(
        "Soft line breaks do not cut a link",
        arguments: [
            "http://ev=\nil.example/login", "http://ev= \t \nil.example/login", "http://evil.example/lo=\n=\ngin",
            "http://evil.example/l=6Fgin", "http://evil.example/l=6fgin", "http=3A//evil.example/login   ",
            "http://evil.example/login=20",
            "http://evil.example/login=", "http://evil.example/login=\n",
        ])
    func quoted(text: String) {
        let head = "text/plain\nContent-Transfer-Encoding: quoted-printable"
        #expect(links(head, text) == ["http://evil.example/login"])
        #expect(
            links(head.replacing("quoted-printable", with: "Quoted-Printable (x)"), text) == [
                "http://evil.example/login"
            ])
    }

    @Test("Base64 goes on behind padding, line ends and what is no digit")
    func base64() {
        func text(_ content: String) -> String {
            opened("Content-Transfer-Encoding: base64\n\n" + content).text
        }
        #expect(text("YQ==Yg==") == "ab")
        #expect(text("YQ==\nYg==\n") == "ab")
        #expect(text("Y Q\t=\n=Y!g") == "ab")
        #expect(text("YWI=YWI") == "abab")
        #expect(text("====") == "")
    }

    @Test(
        "A link leads where a browser goes",
        arguments: [
            ("<a href='https&colon;//evil.example'>", "evil.example"),
            ("<a href='https&#58;//evil.example'>", "evil.example"),
            ("<a href='&#104ttps://evil.example'>", "evil.example"),
            ("<a href='ht&Tab;tps&NewLine;://evil.example'>", "evil.example"),
            ("<a href='https:&sol;&sol;evil&period;example'>", "evil.example"),
            ("<a href='https:&bsol;&bsol;evil.example'>", "evil.example"),
            ("<a href=' \n https://evil.example'>", "evil.example"), ("<a href='//evil.example'>", "evil.example"),
            ("<a href='https://bank.example&commat;evil.example'>", "evil.example"),
            ("<a href='https:///evil.example'>", "evil.example"),
            ("<base href='https://evil.example/x/'><a href='login'>", "evil.example"),
            ("<base href=https://evil.example><a href='/login'>", "evil.example"),
            ("<base href=https://bank.example><a href='//evil.example'>", "evil.example"),
            ("<a href='https://ⓔvil.example'>", "evil.example"), ("<a href='https://evil%2Eexample'>", "evil.example"),
            ("<area href='https://evil.example'>", "evil.example"),
            ("<iframe src='https://evil.example'></iframe>", "evil.example"),
            ("<meta http-equiv=refresh content='0; URL=https://evil.example'>", "evil.example"),
            ("<meta http-equiv=REFRESH content='0;url=&quot;https://evil.example&quot;'>", "evil.example"),
            ("<svg><a xlink:href='https://evil.example'>", "evil.example"),
            ("<embed src='https://evil.example'>", "evil.example"),
            ("<A\nHREF=https://evil.example>", "evil.example"), ("<a/href='https://evil.example'>", "evil.example"),
            ("<a x='>' href='https://evil.example'>", "evil.example"),
            ("<a href='https://evil.example' href='https://bank.example'>", "evil.example"),
        ])
    func browsers(page: String, host: String) {
        let link = HTMLText(page + "x").links.first
        #expect(link.flatMap { WebHost.of($0.target) } == host)
    }

    @Test(
        "Forms are found whatever sends them",
        arguments: [
            "<form action='https://evil.example'>", "<button formaction='https://evil.example'>",
            "<input type=image formaction=https://evil.example>",
            "<base href='https://evil.example'><form action='/x'>", "<form action='https&colon;//evil.example'>",
            "<!--[if mso]><form action='https://evil.example'></form><![endif]-->",
        ])
    func forms(page: String) {
        #expect(HTMLText(page).page.forms.first.flatMap { WebHost.of($0) } == "evil.example")
    }

    @Test("What runs is told, in a script and in an attribute")
    func scripts() {
        #expect(HTMLText("<img src=x onerror=alert(1)>").page.hasScript)
        #expect(HTMLText("<script>x</script>").page.hasScript)
        #expect(!HTMLText("<p on=x one>on click</p>").page.hasScript)
        #expect(
            LinkTrouble(of: .init(shown: "x", target: HTMLEntities.decoded("javascript&colon;alert(1)")))?.words
                == "runs javascript")
    }

    @Test("Mail without end is read in a moment, whatever it is made of")
    func fast() {
        let clock = ContinuousClock()
        let fillings = [
            "=?utf-8?Q?", "=?utf-8?B?YQ==?= ", "a=b;", "(", "\"", "<a@b.example>,", "=\n", "begin 644 a\n", "> x \n",
            "--b\n\n", "&#58;",
        ]
        let heads = [
            "From: ", "Content-Type: text/plain; name=", "Content-Type: text/html\n\n",
            "Content-Type: text/plain; format=flowed\n\n",
            "Content-Type: multipart/mixed; boundary=b\n\n", "Content-Transfer-Encoding: quoted-printable\n\n",
            "Content-Transfer-Encoding: base64\n\n", "Content-Type: message/delivery-status\n\n",
        ]
        for head in heads {
            let time = clock.measure {
                for filling in fillings {
                    let message = opened(head + String(repeating: filling, count: 60_000 / filling.utf8.count) + "\n\n")
                    #expect(message.parts.count <= 200)
                }
            }
            #expect(time < .seconds(60), "\(head)")
        }
    }
}
