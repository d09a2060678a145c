import Testing

@testable import Settings

@Suite("JSON with places")
struct JSONReaderTests {
    private static func failure(_ bytes: [UInt8]) -> String {
        switch JSONReader.read(bytes) {
        case .success: "no failure"
        case .failure(let failure):
            Problem(
                file: "f", line: failure.place.line, column: failure.place.column, reason: .json(failure.fault)
            ).text
        }
    }

    @Test("Values are read with the place where they stand")
    func places() throws {
        let json = "{\n  \"é\": [1, \"x\"],\r\n\t\"b\": null }"
        let members = try #require(JSONReader.read(Array(json.utf8)).get().members)
        #expect(members.map(\.key) == ["é", "b"])
        #expect(members.map(\.place) == [.init(line: 2, column: 3), .init(line: 3, column: 2)])
        let elements = try #require(members.first?.value.elements)
        #expect(elements.map(\.place) == [.init(line: 2, column: 9), .init(line: 2, column: 12)])
        #expect(members.last?.value == JSONNode(value: .null, place: .init(line: 3, column: 7)))
    }

    @Test(
        "Every kind of value is read",
        arguments: [
            ("null", JSONNode.Value.null), ("true", .bool(true)), ("false", .bool(false)),
            ("-0.5e+3", .number("-0.5e+3")),
            ("0", .number("0")), ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([])),
            (#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#, .string("\"\\/\u{8}\u{c}\n\r\té😀")), ("\"😀é\"", .string("😀é")),
        ])
    func values(json: String, value: JSONNode.Value) throws {
        #expect(try JSONReader.read(Array(" \(json)\n".utf8)).get().value == value)
    }

    @Test(
        "What is no JSON is named with line and column",
        arguments: [
            ("", "f:1:1: it is empty. The file is ignored."),
            (" \n ", "f:2:2: it is empty. The file is ignored."),
            ("{} x", "f:1:4: unexpected text after the value. The file is ignored."),
            ("{\n// c\n}", "f:2:1: JSON has no comments. The file is ignored."),
            ("{ /* c */ }", "f:1:3: JSON has no comments. The file is ignored."),
            ("# c\n{}", "f:1:1: JSON has no comments. The file is ignored."),
            ("{\"a\": 1,\n}", "f:1:8: a comma after the last entry. The file is ignored."),
            ("[1, ]", "f:1:3: a comma after the last entry. The file is ignored."),
            ("{a: 1}", #"f:1:2: expected a key or "}", found "a". The file is ignored."#),
            ("{\"a\": 1, b: 2}", #"f:1:10: expected a key, found "b". The file is ignored."#),
            ("{\"a\" 1}", #"f:1:6: expected ":", found "1". The file is ignored."#),
            ("[1 2]", #"f:1:4: expected "," or "]", found "2". The file is ignored."#),
            ("[1", #"f:1:3: the file ends where "," or "]" is expected. The file is ignored."#),
            ("{\"a\":", "f:1:6: the file ends where a value is expected. The file is ignored."),
            ("[yes]", #"f:1:2: expected a value, found "yes". The file is ignored."#),
            ("['a']", #"f:1:2: expected a value, found "'". The file is ignored."#),
            (
                "[\"a\n\"]",
                "f:1:2: the string that starts here is not closed on its line. The file is ignored."
            ),
            (
                "[\"a",
                "f:1:2: the string that starts here is not closed on its line. The file is ignored."
            ),
            (
                "[\"a\tb\"]",
                #"f:1:4: a control character in a string must be escaped, such as \t. The file is ignored."#
            ),
            (#"["\x"]"#, #"f:1:3: "\x" is not a valid JSON escape. The file is ignored."#),
            (#"["\u12g4"]"#, #"f:1:3: "\u" is not a valid JSON escape. The file is ignored."#),
            (#"["\ud800"]"#, #"f:1:3: "\u" is not a valid JSON escape. The file is ignored."#),
            (#"["\ud800\u0041"]"#, #"f:1:3: "\u" is not a valid JSON escape. The file is ignored."#),
            (#"["\udc00"]"#, #"f:1:3: "\u" is not a valid JSON escape. The file is ignored."#),
            ("[01]", #"f:1:2: "01" is not a number. The file is ignored."#),
            ("[1.]", #"f:1:2: "1." is not a number. The file is ignored."#),
            ("[-]", #"f:1:2: "-" is not a number. The file is ignored."#),
        ])
    func failures(json: String, text: String) {
        #expect(Self.failure(Array(json.utf8)) == text)
    }

    @Test("Brackets inside each other are bounded")
    func depth() {
        let fine = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
        #expect(Self.failure(Array(fine.utf8)) == "no failure")
        let deep = String(repeating: "[", count: 100_000)
        #expect(
            Self.failure(Array(deep.utf8)) == "f:1:34: more than 32 nested brackets. The file is ignored.")
    }

    @Test("A line that is not UTF-8 is named")
    func notUTF8() {
        #expect(
            Self.failure(Array("{\n\"".utf8) + [0xff] + Array("\": 1}".utf8))
                == "f:2:1: this line is not UTF-8. The file is ignored.")
    }

    @Test("A file that is too long is not read")
    func tooLong() {
        let bytes = [UInt8](repeating: 32, count: JSONReader.longest + 1)
        #expect(Self.failure(bytes) == "f:1:1: it is longer than 1048576 bytes. The file is ignored.")
    }

    @Test("Cut anywhere, a file is refused and never crashes the reader")
    func cut() {
        let bytes = Keymap.shippedBytes
        for length in stride(from: 0, to: bytes.count - 2, by: 3) {
            #expect(Self.failure(Array(bytes.prefix(length))) != "no failure")
        }
    }

    @Test(
        "The nearest name is found, and none where nothing is near",
        arguments: [
            ("opne", "open"), ("Open", "open"), ("opens", "open"), ("lst", "last"), ("zzzzzz", nil), ("", nil),
        ])
    func nearest(text: String, name: String?) {
        #expect(Nearest.name(to: text, in: ["open", "last", "half-page-down"]) == name)
    }
}
