import Records
import Testing

@testable import Samples

/// Pages that lead elsewhere than a reader of them sees.
@Suite struct PageTrickTests {
    private func findings(_ html: String) -> [String] {
        opened("From: a@tidepool.example\nContent-Type: text/html; charset=utf-8\n\n\(html)").findings.map(\.text)
    }

    private static let lie = "link 1 shows bank.example, goes to evil.example"

    @Test(
        "A link that shows another place is found",
        arguments: [
            "<base href='//evil.example'><a href='login'>https://bank.example</a>",
            "<a href='http://evil.example/'>Log in at bank.example today</a>",
            "<a href='http://evil.example/'>Go to<br>bank.example.<br>Now</a>",
            "<a href='http://evil.example/'>support@bank.example</a>",
            "<a href='mailto:pay@evil.example?subject=x'>pay@bank.example</a>",
            "<a href='https://bank.example%2Flogin@evil.example/'>Sign in</a>",
            "<iframe srcdoc=\"<a href='http://evil.example/'>https://bank.example</a>\"></iframe>",
            "<a\0 hr\0ef='http://evil.example/'>https://bank.example</a>",
            "<svg><a xlink:href='http://evil.example/'><text>https://bank.example</text></a></svg>",
        ])
    func lies(html: String) { #expect(findings(html).contains(Self.lie)) }

    @Test(
        "Honest links are not suspected",
        arguments: [
            "<a href='https://tidepool.example/'>Node.js and report.pdf are here. Read on</a>",
            "<a href='mailto:help@tidepool.example'>help@tidepool.example</a>",
            "<a href='mailto:a@b.example'>Write</a>",
            "<a href='https://tidepool.example/?next=https://tidepool.example/a'>tidepool.example</a>",
            "<a href='https://shop.example/?ref=https://tidepool.example'>shop.example</a>",
        ])
    func honest(html: String) { #expect(findings(html) == []) }

    @Test("A place that may pass on to another is warned of")
    func passesOn() {
        #expect(
            findings("<a href='https://bank.example/go?url=http%3A%2F%2Fevil.example'>https://bank.example</a>") == [
                "link 1 shows bank.example, may pass on to evil.example"
            ])
    }

    @Test("A share of a network is run, not visited")
    func share() { #expect(findings("<a href='\\\\evil.example\\share'>x</a>") == ["link 1 runs file"]) }

    @Test(
        "A page that moves on by itself is warned of",
        arguments: [
            "0;url=http://evil.example/", "0; http://evil.example/", "5,URL = 'http://evil.example/'",
            " 1.5 ; url=\"http://evil.example/\"",
        ])
    func moves(content: String) {
        let quoted = content.replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        #expect(
            findings("<meta http-equiv=Refresh content='\(quoted)'>").contains(
                "the page moves on to evil.example by itself"))
    }

    @Test(
        "What is loaded is told, from whatever element",
        arguments: [
            "<table background='http://evil.example/a'>", "<td style='background:url(http://evil.example/a)'>",
            "<img srcset='http://evil.example/a 2x'>", "<video poster='http://evil.example/a'>",
            "<link rel=stylesheet href='http://evil.example/a'>",
            "<style>p{background:url('http://evil.example/a')}</style>",
        ])
    func loaded(html: String) { #expect(findings(html) == ["a picture would be loaded from evil.example"]) }

    @Test(
        "More ways to hide text are known",
        arguments: [
            "<p style='font:0/0 a'>secret</p>", "<p style='color:transparent'>secret</p>",
            "<p style='color:rgba(0,0,0,0)'>secret</p>", "<p style='color:#00000000'>secret</p>",
            "<p style='clip:rect(0,0,0,0);position:absolute'>secret</p>", "<p style='transform:scale(0)'>secret</p>",
            "<p style='clip-path:inset(100%)'>secret</p>", "<p style='dis\\70lay:none'>secret</p>",
            "<p style='display:/**/none'>secret</p>", "<p style='overflow:hidden;height:1px'>secret</p>",
            "<style>.a{color:red}</style><style>.a{display:none}</style><p class=a>secret</p>",
        ])
    func hidden(html: String) {
        let page = HTMLText(html + "seen")
        #expect(page.page.hidden.map(\.text) == ["secret"])
        #expect(page.text == "seen")
    }

    @Test(
        "Links in plain text are those that mail programs make of it",
        arguments: [
            ("go to www.evil.example/login now", ["http://www.evil.example/login"]),
            ("ftp://evil.example/a.exe", ["ftp://evil.example/a.exe"]),
            ("<http://evil.example/aaaa\nbbbb>", ["http://evil.example/aaaabbbb"]),
            ("<URL:http://evil.example/aa\n  bb>", ["http://evil.example/aabb"]),
            ("<http://evil.example/a\nand more words>", ["http://evil.example/a"]),
            ("[https://bank.example](http://evil.example/)", ["https://bank.example", "http://evil.example/"]),
            ("awww.example.org, a@www.example.org, www., www.x", []),
        ] as [(String, [String])])
    func plain(text: String, targets: [String]) { #expect(TextLinks.links(in: text).map(\.target) == targets) }
}
