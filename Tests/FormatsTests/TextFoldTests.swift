import Testing

@testable import Formats

@Suite struct TextFoldTests {
    @Test(
        "What is meant alike folds alike",
        arguments: [
            ("\u{FC}", "u\u{308}"), ("GRÖSSE", "größe"), ("Größe", "GRO\u{308}SSE"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
            ("ﬁrma", "FIRMA"), ("\u{212B}", "\u{E5}"), ("a\tb", "A b"), ("shop。example", "SHOP.example"),
            ("İ", "i\u{307}"), ("Ẋ\u{323}", "x\u{323}\u{307}"), ("", ""),
        ])
    func alike(one: String, other: String) {
        #expect(TextFold.bytes(one) == TextFold.bytes(other))
    }

    @Test(
        "What is another letter stays another one",
        arguments: [("ü", "u"), ("ı", "i"), ("é", "è"), ("ss", "s"), ("5", "٥"), ("а", "a")])
    func different(one: String, other: String) {
        #expect(TextFold.bytes(one) != TextFold.bytes(other))
    }

    @Test("Text is appended behind what is there, whatever it holds")
    func appended() {
        var folded = Array("ABC".utf8)
        TextFold.append("DEF", to: &folded)
        TextFold.append("U\u{308}", to: &folded)
        TextFold.append("", to: &folded)
        #expect(String(decoding: folded, as: UTF8.self) == "ABCdef\u{FC}")
    }

    @Test(
        "A hit is told in the text as it is shown",
        arguments: [
            ("kim frost", "Frost".lowercased(), "frost"), ("Mu\u{308}ller", "ü", "u\u{308}"),
            ("Große Straße", "strasse", "Straße"), ("ABC", "b", "B"), ("Straße", "s", "S"), ("ß!", "s!", "ß!"),
        ])
    func ranges(text: String, needle: String, hit: String) {
        let range = TextFold.range(of: Array(needle.utf8), in: text)
        #expect(range.map { Array(text[$0].unicodeScalars) } == Array(hit.unicodeScalars))
    }

    @Test("What is not there, or nothing, has no place")
    func nowhere() {
        #expect(TextFold.range(of: Array("x".utf8), in: "abc") == nil)
        #expect(TextFold.range(of: [], in: "abc") == nil)
        #expect(TextFold.range(of: Array("abcd".utf8), in: "abc") == nil)
    }

    @Test("A million short rows of ASCII are folded in less time than a person notices")
    func fast() {
        let rows = (0..<100_000).map { "Person\($0)@Gone.Example" }
        var folded: [UInt8] = []
        folded.reserveCapacity(rows.count * 32)
        let time = ContinuousClock().measure { for row in rows { TextFold.append(row, to: &folded) } }
        #expect(folded.starts(with: "person0@gone.example".utf8))
        // A debug build on a busy machine is dozens of times slower than the program that people run.
        #expect(time < .seconds(5), "100,000 rows took \(time)")
    }
}
