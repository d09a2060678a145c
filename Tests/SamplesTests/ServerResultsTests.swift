import Records
import Testing

@testable import Samples

/// Whose results of checks count, and whose spam scores.
@Suite struct ServerResultsTests {
    private static let good = "spf=pass smtp.mailfrom=a.example; dkim=pass header.d=a.example; dmarc=pass"
    private static let bad = "spf=fail; dkim=none; dmarc=fail"
    private static let received = "Received: from out.example by mx.desk.example with ESMTPS id 1; now"

    struct Order: Sendable, CustomTestStringConvertible {
        let name: String
        let server: String?
        let lines: [String]
        let spf: CheckResult
        var testDescription: String { name }
    }

    static let orders = [
        Order(
            name: "above, another below", server: nil,
            lines: [
                "Authentication-Results: mx.desk.example; \(bad)", received,
                "Authentication-Results: evil.example; \(good)",
            ],
            spf: .fail),
        Order(
            name: "below, no setting", server: nil,
            lines: [received, "Authentication-Results: mx.desk.example; \(good)"], spf: .none),
        Order(
            name: "of another server above, with a setting", server: "mx.desk.example",
            lines: [
                "Authentication-Results: relay.example; \(good)", "Authentication-Results: mx.desk.example; \(bad)",
                received,
            ],
            spf: .fail),
        Order(
            name: "some above, more below under the same name", server: "mx.desk.example",
            lines: [
                "Authentication-Results: mx.desk.example; dkim=none", received,
                "Authentication-Results: mx.desk.example; \(good)",
            ],
            spf: .none),
        Order(
            name: "a milter's, below the server's own Received", server: "mx.desk.example",
            lines: [
                received, "DKIM-Filter: x", "Authentication-Results: mx.desk.example; \(bad)", "DKIM-Signature: y",
            ],
            spf: .fail),
        Order(
            name: "behind what the sender wrote", server: "mx.desk.example",
            lines: [received, "DKIM-Signature: y", "Authentication-Results: mx.desk.example; \(good)"], spf: .none),
        Order(
            name: "behind the Received of another", server: "mx.desk.example",
            lines: [
                received, "Received: from x by evil.example; now", "Authentication-Results: mx.desk.example; \(good)",
            ],
            spf: .none),
        Order(
            name: "Gmail", server: "mx.google.com",
            lines: [
                "Delivered-To: k@gone.example", "Received: by 2002:a05:1 with SMTP id x; now",
                "X-Received: by 2002:a05:2",
                "ARC-Authentication-Results: i=1; mx.google.com; spf=fail", "Return-Path: <a@a.example>",
                "Received: from a.example by mx.google.com with ESMTPS id z; now",
                "Authentication-Results: mx.google.com; \(good)",
            ], spf: .pass),
        Order(
            name: "Exchange, which names no server", server: "protection.outlook.com",
            lines: [
                "Received: from A.outlook.com by B.outlook.com with HTTPS; now",
                "Received: from C by A.outlook.com with Microsoft SMTP Server; now",
                "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=pass",
            ], spf: .pass),
        Order(
            name: "no server is named, above", server: nil,
            lines: ["Authentication-Results: spf=fail smtp.mailfrom=x; dmarc=fail", received], spf: .fail),
        Order(
            name: "a version and comments", server: nil,
            lines: [
                "Authentication-Results: (evil; spf=pass) mx.desk.example 1 (c); (spf=pass) spf=fail (dmarc=pass)",
                received,
            ],
            spf: .fail),
        Order(
            name: "of ARC alone", server: nil, lines: ["ARC-Authentication-Results: i=1; mx; spf=pass", received],
            spf: .none),
        Order(name: "Received-SPF above", server: nil, lines: ["Received-SPF: Fail (mx: no)", received], spf: .fail),
        Order(name: "Received-SPF below", server: nil, lines: [received, "Received-SPF: pass (mx: yes)"], spf: .none),
    ]

    @Test("Only the results of the receiving server count, wherever it writes them", arguments: orders)
    func counts(_ order: Order) {
        let head = order.lines.joined(separator: "\n") + "\nFrom: a@a.example\nSubject: x\n\nhello\n"
        var names = ServerHeaders.Names()
        names.server = order.server
        let bytes = mail(head)
        let message = SampleMessage(id: "1", bytes: bytes, arrival: 0, size: bytes.count, names: names)
        #expect(message.sample.spf == order.spf)
    }

    @Test(
        "The score is the receiving server's, in whatever form it tells one",
        arguments: [
            ("X-Spamd-Result: default: False [9.50 / 15.00]", 9.5), ("X-Rspamd-Score: 7.1", 7.1),
            ("X-Spam-Level: ******\nX-Spam-Flag: YES", 6), ("X-Spam-Status: Yes, score=12.5 required=5", 12.5),
        ] as [(String, Double)])
    func scores(head: String, score: Double) {
        #expect(opened("\(head)\n\(Self.received)\nFrom: a@a.example\n\nx\n").sample.score == score)
        let below = opened("\(Self.received)\n\(head)\nFrom: a@a.example\n\nx\n")
        #expect(below.sample.score == nil)
        #expect(below.claims.map(\.kind).contains(.spam))
    }
}
