import Foundation
import ResellerAPI
import Testing

@Suite struct CallOutputTests {
    private func output(_ id: String, _ value: Value, reveal: Bool = false) throws -> String {
        let operation = try #require(ResellerAPI.Operation.named(id))
        return CallOutput.json(Reply(operation: operation, value: value), reveal: reveal)
    }

    @Test("Every kind of value has one spelling")
    func spellings() throws {
        let record = Record([
            .init("text", .text("a \"quoted\" \\ word")), .init("truth", .truth(true)), .init("count", .count(-7)),
            .init("number", .number(Decimal(string: "97.5") ?? 0)), .init("none", .null), .init("empty", .list([])),
            .init("money", .money(Money("79.950") ?? Money(0))),
            .init("small", .money(Money("0.00085") ?? Money(0))),
            .init("date", CalendarDate("2026-06-01").map(Value.date) ?? .null),
            .init("time", WireTime("2026-06-01 12:00:01").map(Value.time) ?? .null),
            .init("list", .list([.text("a"), .record(Record([.init("b", .count(1))]))])),
        ])
        #expect(
            try output("account.overview", .record(record)) == #"""
                {
                  "text": "a \"quoted\" \\ word",
                  "truth": true,
                  "count": -7,
                  "number": 97.5,
                  "none": null,
                  "empty": [],
                  "money": "79.95",
                  "small": "0.00085",
                  "date": "2026-06-01",
                  "time": "2026-06-01T12:00:01",
                  "list": [
                    "a",
                    {
                      "b": 1
                    }
                  ]
                }
                """#)
    }

    @Test("Nothing to tell is null, an empty list an empty array")
    func nothing() throws {
        #expect(try output("limits.get", .null) == "null")
        #expect(try output("bounces.list", .list([])) == "[]")
    }

    @Test("Characters that harm a terminal are escaped, and read back as they were")
    func harmful() throws {
        let text = "\u{9B}\u{202E}\u{200B}\u{2028}\u{7F}é🦊\u{E0041}\n\r\t"
        let json = try output("bounces.list", .list([.text(text)]))
        #expect(json.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isHarmful })
        #expect(json.contains("é🦊"))
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
    }

    @Test("What XML can't say is replaced, so that both wires print the same")
    func beyondXML() throws {
        let json = try output("bounces.list", .list([.text("\u{1B}[2J\u{08}\u{0}\u{FFFE}")]))
        #expect(
            try JSONDecoder().decode([String].self, from: Data(json.utf8)) == ["\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}"])
    }

    @Test("A login link is printed in full only when asked for")
    func loginLink() throws {
        let params = "al_username=acme&al_subuser_name=ops&al_hash=0123456789abcdef0123456789abcdef-1780000000"
        let value = Value.record(Record([.init("params", .text(params))]))
        let masked = try output("customer.loginURL", value)
        #expect(masked.contains("al_subuser_name=ops&al_hash=***"))
        #expect(!masked.contains("0123456789abcdef"))
        #expect(try output("customer.loginURL", value, reveal: true).contains(params))
        #expect(!"\(LoginLink(params: params))".contains("0123456789"))
        #expect(LoginLink(params: "garbled").masked == "***")
    }
}
