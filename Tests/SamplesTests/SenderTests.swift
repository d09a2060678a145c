import Records
import Testing

@testable import Samples

/// Whom a mail is from, as far as From tells it without doubt.
@Suite struct SenderTests {
    private func sample(_ head: String) -> Sample { opened(head + "\nSubject: x\n\nhello\n").sample }

    @Test(
        "One sender is one, however From is written",
        arguments: [
            "From: news@tidepool.example", "From: <news@tidepool.example>", "From: Tidepool <news@tidepool.example>",
            "From: \"Pool, Tide\" <news@tidepool.example>", "From: Pool, Tide <news@tidepool.example>",
            "From: news@tidepool.example (Tide Pool)", "From: news@tidepool.example <news@tidepool.example>",
            "from:\n  Tidepool\n <news@tidepool.example>", "From: =?utf-8?Q?T=C3=AFdepool?= <news@tidepool.example>",
            "From: \"Tide: Pool; @home\" <news@tidepool.example>", "From: \"a \\\" <b\" <news@tidepool.example>",
            "From: =?utf-8?Q?news=40tidepool.example?= <news@tidepool.example>", "From: NEWS@Tidepool.example,",
            "From: (a (nested) comment) Tidepool <news@tidepool.example> (behind)",
            "From: \"Tidepool\"<news@tidepool.example>", "From: \t <news@tidepool.example> ",
        ])
    func plain(head: String) {
        #expect(sample(head).fromTrouble == nil)
        #expect(sample(head).addressesOfOwner == ["news@tidepool.example"])
    }

    @Test(
        "Where mail programs show different senders, none of them is believed",
        arguments: [
            "From: news@tidepool.example, boss@bank.example", "From: <news@tidepool.example>, <boss@bank.example>",
            "From: a <news@tidepool.example>, b <boss@bank.example>", "From: news@tidepool.example boss@bank.example",
            "From: boss@bank.example <news@tidepool.example>", "From: <boss@bank.example> <news@tidepool.example>",
            "From: news@tidepool.example\nFrom: boss@bank.example",
            "From: news@tidepool.example\nFROM: news@tidepool.example",
            "From: Bank: news@tidepool.example, boss@bank.example;", "From: Bank: news@tidepool.example;",
            "From: undisclosed:;, news@tidepool.example", "From: news@tidepool.example; boss@bank.example",
            "From: <news@tidepool.example> boss@bank.example", "From: <news@tidepool.example>boss",
            "From: <boss@bank.example,news@tidepool.example>", "From: <@bank.example:news@tidepool.example>",
            "From: <news@tidepool.example@bank.example>", "From: \"boss@bank.example\"@tidepool.example",
            "From: <\"boss@bank.example\"@tidepool.example>", "From: news@tidepool.example <",
            "From: \"news@tidepool.example",
            "From: \"x <news@tidepool.example>", "From: <news @tidepool.example>",
            "From: =?utf-8?Q?boss=40bank.example?= <news@tidepool.example>",
            "From: =?utf-8?B?PGJvc3NAYmFuay5leGFtcGxlPg==?= <news@tidepool.example>",
            "From: =?utf-8?Q?boss=40bank.example=2C?= news@tidepool.example",
            "From: \"=?utf-8?Q?=22_=3Cboss=40bank.example=3E?=\" <news@tidepool.example>",
            "From: =?utf-8?Q?boss?= =?utf-8?Q?=40bank.example?= <news@tidepool.example>",
            "From: <boss@bank.example>, =?utf-8?Q?x?= <news@tidepool.example>",
            "From: Tide <news@tidepool.example>, Tide <news@tidepool.example>",
            "From:\n news@tidepool.example,\n boss@bank.example",
            "From: (<) <boss@bank.example> (>) <news@tidepool.example>",
        ])
    func doubtful(head: String) {
        let message = opened(head + "\nSubject: x\n\nhello\n")
        #expect(message.sample.fromTrouble != nil)
        #expect(message.sample.addressesOfOwner == [])
        #expect(message.findings.contains { $0.subject == .from && $0.grade >= .warning })
    }

    @Test(
        "Without an address in From a mail is nobody's, and warned of",
        arguments: ["To: kim@gone.example", "From: <>", "From: tidepool.example", "From:"])
    func missing(head: String) {
        #expect(sample(head).addressesOfOwner == [])
        #expect(sample(head).fromTrouble?.sentence == "no sender address in From")
    }

    @Test(
        "Every address that answers go to is looked at",
        arguments: [
            "Reply-To: x@evil.example", "Reply-To: x@evil.example, news@tidepool.example",
            "Reply-To: news@tidepool.example, x@evil.example", "Reply-To: \"x@evil.example\" <news@tidepool.example>",
            "Reply-To: news@tidepool.example\nReply-To: x@evil.example",
        ])
    func answers(head: String) {
        let message = opened("From: news@tidepool.example\n\(head)\n\nhello\n")
        #expect(message.findings.first?.text == "replies go to another domain than From, evil.example")
    }

    @Test("Headers that there may be one of are warned of where there are two")
    func twice() {
        let texts = { (head: String) in
            opened("From: news@tidepool.example\n\(head)\n\nhello\n").findings.map(\.text)
        }
        #expect(texts("Subject: a\nSubject: b") == ["there are 2 Subject headers; mail programs show different ones"])
        #expect(texts("Sender: x@evil.example") == ["Sender names another domain than From, evil.example"])
        #expect(texts("Subject: a") == [])
    }

    @Test(
        "Another address beside the sender's own is told, wherever it stands",
        arguments: [
            "From: news@tidepool.example (boss@bank.example)", "From: \"boss＠bank.example\" <news@tidepool.example>",
            "From: \"boss at bank.example\" <news@tidepool.example>",
        ])
    func shown(head: String) {
        #expect(
            opened("\(head)\n\nhello\n").findings.first?.text
                == "From shows bank.example, the mail is from tidepool.example")
    }

    @Test("What is wrong with From is said in words")
    func words() {
        #expect(sample("From: a@x.example\nFrom: b@y.example").fromTrouble?.sentence == "there are 2 From headers")
        #expect(sample("From: Bank: a@x.example;").fromTrouble == .group)
        #expect(
            sample("From: =?utf-8?Q?boss=40bank.example?= <a@x.example>").fromTrouble?.sentence
                == "From hides an address in encoded words: boss@bank.example")
        let many = (1...6).map { "a\($0)@x.example" }.joined(separator: ", ")
        #expect(
            sample("From: \(many)").fromTrouble?.sentence
                == "From names 6 addresses: a1@x.example, a2@x.example, a3@x.example, a4@x.example and more")
    }

    @Test("Links of a sender in doubt go through no tracker of his")
    func trackers() {
        let page = "Content-Type: text/html\n\n<a href='https://go.tidepool.example/1'>https://bank.example</a>"
        #expect(opened("From: a@tidepool.example\n" + page).linkTroubles[0]?.isCritical == false)
        #expect(opened("From: a@tidepool.example, b@bank.example\n" + page).linkTroubles[0]?.isCritical == true)
    }
}

extension Finding.Grade {
    static func >= (one: Self, other: Self) -> Bool { one.rawValue >= other.rawValue }
}

/// Headers of the receiving server, and of the sender who would like to be it.
@Suite struct ServerHeaderTests {
    private let received = "Received: from relay.sender.example by mx.x.example with ESMTPS id 1; now\n"

    private func sample(_ head: String, server: String? = nil) -> Sample {
        let bytes = mail(head + "From: a@tidepool.example\n\nhello\n")
        return SampleMessage(
            id: "1", bytes: bytes, arrival: 1, size: bytes.count, names: ServerHeaders.Names(server: server)
        ).sample
    }

    private func checks(_ sample: Sample) -> String { "\(sample.spf) \(sample.dkim) \(sample.dmarc)" }

    @Test(
        "Results count above the first Received, and of one server only",
        arguments: [
            ("Authentication-Results: mx.x.example; spf=pass; dkim=pass; dmarc=pass\nRECEIVED", "pass pass pass"),
            ("RECEIVEDAuthentication-Results: mx.x.example; spf=pass; dkim=pass; dmarc=pass\n", "none none none"),
            (
                "Authentication-Results: mx.x.example; spf=fail\nRECEIVEDAuthentication-Results: mx.x.example; dkim=pass\n",
                "fail none none"
            ),
            (
                "Authentication-Results: mx.x.example; none\nAuthentication-Results: evil.example; spf=pass\nRECEIVED",
                "none none none"
            ),
            (
                "Authentication-Results: mx.x.example; spf=pass\nAuthentication-Results: MX.X.example; dkim=fail\nRECEIVED",
                "pass fail none"
            ),
            ("Authentication-Results: mx.x.example 1; spf=pass\nRECEIVED", "pass none none"),
            ("Authentication-Results: (mine) mx.x.example; spf=pass\nRECEIVED", "pass none none"),
            ("Authentication-Results: \"mx.x.example\"; spf=pass\nRECEIVED", "pass none none"),
            ("authentication-results:\n\tmx.x.example;\n\tspf=softfail\nRECEIVED", "other none none"),
            (
                "ARC-Authentication-Results: i=1; mx.x.example; spf=pass\nX-Authentication-Results: mx.x.example; spf=pass\nRECEIVED",
                "none none none"
            ),
            ("received: from x by y; now\nAuthentication-Results: y; spf=pass\n", "none none none"),
            (
                "Received: from x by y; now\nReceived: from z by x; now\nAuthentication-Results: y; spf=pass\n",
                "none none none"
            ),
        ])
    func results(head: String, expected: String) {
        #expect(checks(sample(head.replacing("RECEIVED", with: received))) == expected)
    }

    @Test(
        "The server that the settings name counts, wherever it stands above the first Received",
        arguments: [
            ("mx.x.example", "fail none none"), ("MX.X.EXAMPLE", "fail none none"), ("evil.example", "none pass none"),
            ("other.example", "none none none"), (nil, "none pass none"),
        ] as [(String?, String)])
    func named(server: String?, expected: String) {
        let head =
            "Authentication-Results: evil.example; dkim=pass\nAuthentication-Results: mx.x.example; spf=fail\n"
            + received
        #expect(checks(sample(head, server: server)) == expected)
    }

    @Test(
        "Spam scores and names of customers count above the first Received only",
        arguments: [
            ("X-Spam-Score: 7.5\nX-SG-Sample-Customer: larkfield\nRECEIVED", 7.5, "larkfield"),
            ("RECEIVEDX-Spam-Score: -9\nX-Spam-Status: No, score=-9\nX-SG-Sample-Customer: larkfield\n", nil, nil),
            ("X-Spam-Status: Yes, score=8 required=5\nRECEIVEDX-Spam-Score: -9.9\nX-SG-Sample-Customer: b\n", 8, nil),
            ("X-SG-Sample-Customer: a\nRECEIVEDX-SG-Sample-Customer: b\n", nil, "a"),
            ("RECEIVEDx-sg-sample-customer: b\nReceived: from a by b; now\n", nil, nil),
        ] as [(String, Double?, String?)])
    func scores(head: String, score: Double?, customer: String?) {
        let sample = sample(head.replacing("RECEIVED", with: received))
        #expect(sample.score == score)
        #expect(sample.customer == customer)
    }

    @Test("Rules of a spam filter are read from the receiving server's header alone")
    func rules() {
        let message = opened(received + "X-Spam-Status: No, score=-9 tests=GOOD\nFrom: a@x.example\n\n")
        #expect(message.header("x-spam-status") != nil)
        #expect(message.headerOfServer("x-spam-status") == nil)
        #expect(message.claims.map(\.kind) == [.spam])
    }
}
