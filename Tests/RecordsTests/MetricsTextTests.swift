import Records
import Testing

@Suite("Metrics as Prometheus reads them")
struct MetricsTextTests {
    @Test("A family has its help, its type and a line for each sample")
    func family() {
        let families = [
            MetricFamily(
                "mail_bounce_ratio", help: "Bounces.",
                [
                    .init([.init("customer", "a@b.example"), .init("list", "x")], 0.061),
                    .init([.init("customer", "c@d.example"), .init("list", "y")], 0),
                ]),
            MetricFamily("calls_total", .counter, help: "Calls.", value: 1_234_567),
        ]
        #expect(
            MetricsText.text(families) == """
                # HELP mail_bounce_ratio Bounces.
                # TYPE mail_bounce_ratio gauge
                mail_bounce_ratio{customer="a@b.example",list="x"} 0.061
                mail_bounce_ratio{customer="c@d.example",list="y"} 0
                # HELP calls_total Calls.
                # TYPE calls_total counter
                calls_total 1234567

                """)
    }

    @Test("A family without samples is not there")
    func empty() {
        #expect(MetricsText.text([MetricFamily("unknown", help: "Nothing.", value: nil)]) == "")
    }

    @Test("Backslash, quote and line feed are escaped in labels; in help the quote stays")
    func escaping() {
        let family = MetricFamily("one", help: "A \"quote\", a \\ and\nmore.", [.init([.init("name", "\"\\\n")], 1)])
        #expect(
            MetricsText.text([family]) == #"""
                # HELP one A "quote", a \\ and\nmore.
                # TYPE one gauge
                one{name="\"\\\n"} 1

                """#)
    }

    @Test("A mark that combines with the quote before does not hide it, and CRLF is no single character here")
    func combining() {
        let family = MetricFamily("one", help: "-", [.init([.init("name", "\"\u{301}\\\u{301}\r\n")], 1)])
        let line = MetricsText.text([family]).unicodeScalars.split(separator: "\n").last.map { String($0) }
        #expect(line.map { Array($0.utf8) } == Array("one{name=\"\\\"\u{301}\\\\\u{301}\r\\n\"} 1".utf8))
    }

    @Test(
        "Numbers are written as the format has them",
        arguments: [
            (-3.0, "-3"), (0.5, "0.5"), (1_764_096_000.25, "1764096000.25"), (1e300, "1e+300"), (-.infinity, "-Inf"),
            (.infinity, "+Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        #expect(MetricsText.text([MetricFamily("n", help: "-", value: value)]).hasSuffix("\nn \(text)\n"))
    }
}
