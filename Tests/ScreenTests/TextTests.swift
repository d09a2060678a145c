import Screen
import Testing

@Suite struct DisplayWidthTests {
    @Test(
        "A grapheme takes the columns that terminals give it",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("👨", 2),
            ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("🇩", 1), ("❤", 1), ("❤️", 2), ("1️⃣", 2), ("Ａ", 2),
            ("ｱ", 1), ("नि", 2), ("ก็", 1), ("ש", 1), ("⠿", 1), ("━", 1), ("✗", 1), ("☎", 1), ("⌚", 2), ("\u{3000}", 2),
        ])
    func columns(text: String, width: Int) {
        #expect(text.count == 1)
        #expect(Text.width(of: text) == width)
    }

    @Test("The width of a text is the sum over its graphemes")
    func sum() {
        #expect(Text.width(of: "") == 0)
        #expect(Text.width(of: "mail@hollin.example") == 19)
        #expect(Text.width(of: "日本 👨‍👩‍👧 ok") == 4 + 1 + 2 + 3)
    }

    @Test("Hidden characters count as wide as the marks that are drawn for them")
    func hidden() {
        #expect(Text.width(of: "a\u{202E}b") == 2 + "‹U+202E›".count)
    }
}

@Suite struct ClipTests {
    @Test(
        "A text is cut at its end, with the ellipsis inside the width",
        arguments: [
            ("subject", 7, "subject"), ("subject", 6, "subje…"), ("Spring offers inside", 15, "Spring offers…"),
            ("subject", 1, "…"), ("subject", 0, ""), ("subject", -3, ""), ("", 0, ""), ("日本語", 6, "日本語"),
            ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"),
        ])
    func end(text: String, width: Int, expected: String) {
        #expect(Text.clip(text, width: width) == expected)
    }

    @Test("In ASCII two dots mark the cut and every sign has its twin")
    func ascii() {
        #expect(Text.clip("Spring offers inside", width: 16, glyphs: .ascii) == "Spring offers..")
        #expect(Text.clip("none → https", width: 20, glyphs: .ascii) == "none -> https")
        #expect(Text.clip("subject", width: 1, glyphs: .ascii) == ".")
    }

    @Test(
        "A cut address keeps who and domain",
        arguments: [
            ("newsletter@marigold-flower-market.example", 25, Glyphs.unicode, "newsletter…market.example"),
            ("no-reply@stonepath.example", 24, .unicode, "no-reply@s…epath.example"),
            ("newsletter@marigold-flower-market.example", 22, .unicode, "newslette…rket.example"),
            ("postbox-4471@fadedletters.example", 22, .ascii, "postbox-..ters.example"),
            ("a@b.example", 11, .unicode, "a@b.example"), ("a@b.example", 1, .unicode, "…"),
            ("a@b.example", 0, .unicode, ""), ("日本語@例え.example", 12, .unicode, "日本…xample"),
        ])
    func middle(text: String, width: Int, glyphs: Glyphs, expected: String) {
        #expect(Text.clipMiddle(text, width: width, glyphs: glyphs) == expected)
    }

    @Test("No cut is wider than its field, whatever the text and width")
    func never() {
        let parts = ["a", " ", "é", "e\u{301}", "日", "👨‍👩‍👧", "🇩🇪", "❤️", "\u{202E}", "\u{1B}", "नि", "…"]
        var random = Pseudo(seed: 7)
        for _ in 0..<2_000 {
            let text = (0..<random.next(20)).map { _ in parts[random.next(parts.count)] }.joined()
            let width = random.next(16)
            let shown = Text.neutralise(text)
            let cut = Text.clip(text, width: width)
            #expect(Text.width(of: cut) <= width)
            #expect(Text.width(of: Text.clipMiddle(text, width: width)) <= width)
            if Text.width(of: shown) > width, width > 1 {
                let kept = Array(cut.dropLast())
                #expect(Array(shown).starts(with: kept), "only whole graphemes of the text remain")
            }
        }
    }
}

@Suite struct WrapTests {
    @Test("Sentences break at blanks, long words where they must")
    func words() {
        #expect(Text.wrap("this says what is wrong", width: 9) == ["this says", "what is", "wrong"])
        #expect(Text.wrap("a abcdefghij b", width: 4) == ["a", "abcd", "efgh", "ij b"])
        #expect(Text.wrap("日本語 text", width: 5) == ["日本", "語", "text"])
    }

    @Test("Line ends are kept, empty lines too")
    func lineEnds() {
        #expect(Text.wrap("one\n\ntwo\r\nthree", width: 10) == ["one", "", "two", "three"])
        #expect(Text.wrap("", width: 10) == [""])
    }

    @Test("A width that holds nothing ends all the same")
    func narrow() {
        #expect(Text.wrap("日 a", width: 1) == [" ", "a"])
        #expect(Text.wrap("abc", width: 0) == [])
    }

    @Test("Cut text keeps its blanks, and a long one is cut in no time")
    func cut() {
        #expect(Text.cut("  a b", width: 3) == ["  a", " b"])
        #expect(Text.cut("", width: 3) == [""])
        #expect(Text.cut("日本語", width: 5) == ["日本", "語"])
        #expect(Text.cut("日a", width: 1) == [" ", "a"])
        #expect(Text.cut("a\u{1B}[1m", width: 80) == [Text.neutralise("a\u{1B}[1m")])
        #expect(Text.cut("abc", width: 0) == [])
        let long = String(repeating: "é", count: 200_000)
        #expect(Text.cut(long, width: 7).joined() == long)
        #expect(Text.wrap(long, width: 7) == Text.cut(long, width: 7))
    }
}

@Suite struct NeutraliseTests {
    @Test(
        "What would act or hide becomes a mark",
        arguments: [
            ("\u{1B}[31m", "‹ESC›[31m"), ("\u{0}", "‹NUL›"), ("\u{7}", "‹BEL›"), ("\u{8}", "‹BS›"), ("\u{7F}", "‹DEL›"),
            ("\u{9B}31m", "‹U+009B›31m"), ("\u{85}", "‹U+0085›"), ("a\rb", "a‹CR›b"),
            ("\u{202A}", "‹U+202A›"), ("\u{202E}", "‹U+202E›"), ("\u{2066}", "‹U+2066›"), ("\u{2069}", "‹U+2069›"),
            ("\u{200E}", "‹U+200E›"), ("\u{200F}", "‹U+200F›"), ("\u{61C}", "‹U+061C›"),
            ("a\u{200B}b", "a‹U+200B›b"), ("\u{2060}", "‹U+2060›"), ("\u{FEFF}", "‹U+FEFF›"),
            ("a\u{AD}b", "a‹U+00AD›b"),
            ("a\u{200D}b", "a‹U+200D›b"), ("a\u{200C}b", "a‹U+200C›b"), ("👨\u{200D}", "👨‹U+200D›"),
            ("a\u{E0041}", "a‹U+E0041›"), ("a\u{FE0F}", "a‹U+FE0F›"), ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}‹U+FE0F›"),
            ("1\u{FE0F}", "1‹U+FE0F›"), ("a\u{E0100}", "a‹U+E0100›"), ("\u{2028}", "‹U+2028›"),
            ("\u{2029}", "‹U+2029›"), ("\u{E000}", "‹U+E000›"), ("\u{10FFFF}", "‹U+10FFFF›"), ("\u{378}", "‹U+0378›"),
            ("\u{3164}", "‹U+3164›"), ("a\u{34F}b", "a‹U+034F›b"), ("\u{FFF9}", "‹U+FFF9›"),
        ])
    func marks(text: String, expected: String) {
        #expect(Text.neutralise(text) == expected)
    }

    @Test("Line ends, tabs and odd blanks become a blank")
    func blanks() {
        #expect(Text.neutralise("a\tb\nc\r\nd\u{A0}e\u{2003}f") == "a b c d e f")
    }

    @Test(
        "Honest text of any script stays as it is",
        arguments: [
            "plain", "Grüße, naïve café", "日本語", "עברית", "العربية", "नमस्ते क्ष", "می‌خواهم", "👨‍👩‍👧 👍🏽 🇩🇪 ❤️ 1️⃣ 🏳️‍🌈",
            "한국어", "\u{1112}\u{1161}\u{11AB}", "e\u{301}", "Ω ≈ ç √", "“quoted” – dash…", "葛\u{E0100}",
        ])
    func honest(text: String) {
        #expect(Text.neutralise(text) == text)
    }

    @Test("Marks are not stacked into other rows, and none is left without a letter")
    func stacks() {
        let tower = "a" + String(repeating: "\u{301}", count: 50) + "b"
        #expect(Text.neutralise(tower).unicodeScalars.count == 6)
        #expect(Text.neutralise("\u{301}x").unicodeScalars.map(\.value) == [0x25CC, 0x301, 0x78])
    }

    @Test("Doing it twice changes nothing, and no control is left, for any scalars")
    func twice() {
        var random = Pseudo(seed: 3)
        let ranges: [Range<Int>] = [0..<0x100, 0x300..<0x370, 0x600..<0xA00, 0x2000..<0x2100, 0xFE00..<0xFF00]
        for _ in 0..<5_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.next(12) {
                let range = random.next(8) < 5 ? ranges[random.next(ranges.count)] : 0..<0x110000
                if let scalar = Unicode.Scalar(UInt32(range.lowerBound + random.next(range.count))) {
                    text.append(scalar)
                }
            }
            let once = Text.neutralise(String(text))
            #expect(Text.neutralise(once).unicodeScalars.elementsEqual(once.unicodeScalars))
            #expect(!once.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }
}

/// Numbers that look random and are the same in every run.
struct Pseudo {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(bound, 1)))
    }
}
