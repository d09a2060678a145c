import Records
import Testing

@testable import Samples

@Suite struct HTMLTests {
    @Test(
        "HTML becomes lines of text",
        arguments: [
            ("<p>One</p>\n<p>Two</p>", "One\n\nTwo"), ("a<br>b<br/>c", "a\nb\nc"), ("a<div>b</div>c", "a\nb\nc"),
            ("<ul><li>x<li>y</ul>", "- x\n- y"), ("a  \n\t b", "a b"), ("<td>1</td><td>2</td>", "1 2"),
            ("a<script>alert('</p>')</script>b", "ab"), ("<style>p{}</style>b", "b"), ("a<!-- <p> -->b", "ab"),
            ("<title>t</title>x", "x"), ("&lt;b&gt; &amp;amp; &#x41;&#66; &unknown; &", "<b> &amp; AB &unknown; &"),
            ("1 < 2 and 3 <4", "1 < 2 and 3 <4"), ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
            ("x<img alt='A  dog'>y", "x A dogy"),
            ("<P CLASS='a>b'>in</P>", "in"), ("&#0;&#1114112;", "\u{0}\u{FFFD}"), ("<!DOCTYPE html>x<?php ?>y", "xy"),
            ("broken <a href=", "broken"), ("broken <!-- end", "broken"), ("broken <script> end", "broken"), ("", ""),
            ("h&eacute;llo &nbsp; w&ouml;rld", "héllo wörld"),
        ])
    func text(html: String, expected: String) {
        #expect(HTMLText(html).text == expected)
    }

    @Test("Links are numbered where they stand and listed with what they show")
    func links() {
        let text = HTMLText(
            "Go <a href='https://one.example/?a=1&amp;b=2'>to <b>one</b></a>, <A HREF=https://two.example>two<a href=\"#\"></a>"
        )
        #expect(text.text == "Go to one [1], two [2][3]")
        #expect(text.links.map(\.shown) == ["to one", "two", ""])
        #expect(text.links.map(\.target) == ["https://one.example/?a=1&b=2", "https://two.example", "#"])
    }

    @Test("A name without href is no link, a picture in a link shows its text")
    func anchors() {
        let text = HTMLText("<a name=top>Top</a> <a href=x><img src=y alt=Logo></a>")
        #expect(text.text == "Top Logo [1]")
        #expect(text.links.map(\.shown) == ["Logo"])
    }

    @Test("No more links are listed than anybody reads")
    func manyLinks() {
        let text = HTMLText(String(repeating: "<a href=x>y</a>", count: 2_000))
        #expect(text.links.count == 500)
    }

    @Test(
        "HTML made to take long takes no longer than other HTML",
        arguments: [
            "<", "<a", "<!--", "<!", "<script", "<script>", "<script><a", "<a href='", "<a x=\"", "&", "&#", "</",
            "<pre>\n",
            "<a href=x>", "<div>",
        ])
    func slow(pattern: String) {
        let html = String(repeating: pattern, count: 80_000 / pattern.utf8.count)
        let clock = ContinuousClock()
        let time = clock.measure { #expect(HTMLText(html).text.utf8.count <= 3 * html.utf8.count) }
        // Quadratic work would take minutes in a debug build.
        #expect(time < .seconds(60))
    }
}
