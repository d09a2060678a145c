import Formats
import Testing

@Suite("Comma-separated values")
struct CSVTests {
    @Test(
        "What a spreadsheet would run gets an apostrophe, by scalars and whatever blanks stand before it",
        arguments: [
            ("=SUM(A1)", "'=SUM(A1)"), ("=\u{301}SUM(A1)", "'=\u{301}SUM(A1)"), ("  =1+1", "'  =1+1"),
            ("\t=1+1", "' =1+1"), ("\n=1+1", "' =1+1"), ("\r\n=1+1", "' =1+1"),
            ("\u{A0}=1+1", "' =1+1"), ("\u{3000}=1+1", "'\u{3000}=1+1"), ("＝1+1", "'＝1+1"), ("﹦1", "'﹦1"),
            ("@SUM(A1)", "'@SUM(A1)"), ("＠SUM(A1)", "'＠SUM(A1)"), ("+\u{301}A1", "'+\u{301}A1"), ("＋A1", "'＋A1"),
            ("－A1", "'－A1"), ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"), ("+1+1", "'+1+1"), ("-1*2", "'-1*2"), ("+A1", "'+A1"), ("-1e", "'-1e"),
            ("+1-1", "'+1-1"),
            ("=", "'="), ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ])
    func formulas(value: String, cell: String) {
        #expect(CSV.cell(value).unicodeScalars.elementsEqual(cell.unicodeScalars), "\(CSV.cell(value))")
    }

    @Test(
        "Numbers, telephone numbers and words stay as they are",
        arguments: [
            "-120", "-12.4 %", "-12.4%", "+49 30 901820", "+4", "-0", "+1-555-0100", "+49 (30) 901820", "+49 30/901820",
            "-1.5e3", "-1.5E+3", "+277%", "-1 234.50", "-$12.00", "-12 €", "-", "—", "--", "- ", "", "a=b",
            "kim@gone.example",
            "user==SUM(A1)", "1+1", "'=x", "<0.01%", "12.4", "005",
        ])
    func untouched(value: String) {
        let cell = CSV.cell(value)
        #expect(cell == value || cell == "\"\(value)\"")
        #expect(!cell.contains("'") || value.contains("'"))
    }

    @Test(
        "Controls, line ends and what turns the direction of text never reach a file",
        arguments: [
            ("kim\u{1B}[2J", "kim‹ESC›[2J"), ("a\nb", "a b"), ("a\r\nb", "a b"), ("a\rb", "a‹CR›b"),
            ("a\u{85}b", "a‹U+0085›b"),
            ("a\u{9B}31m", "a‹U+009B›31m"), ("\u{202E}gpj", "‹U+202E›gpj"), ("a\u{2028}b", "a‹U+2028›b"),
            ("a\u{0}", "a‹NUL›"),
        ])
    func hostile(value: String, cell: String) { #expect(CSV.cell(value) == cell) }

    @Test("A comma, a quote and a blank at an end are quoted, a quote also where a mark combines with it")
    func quoting() {
        #expect(CSV.cell("a,b") == "\"a,b\"")
        #expect(CSV.cell("say \"x\"") == "\"say \"\"x\"\"\"")
        #expect(CSV.cell("x ") == "\"x \"")
        let marked = CSV.cell("\"\u{301},").unicodeScalars.map(\.value)
        #expect(marked == [0x22, 0x22, 0x22, 0x301, 0x2C, 0x22])
    }

    @Test("Rows end with CR and LF")
    func rows() {
        #expect(CSV.text([["a", "b"], ["1", ""]]) == "a,b\r\n1,\r\n")
    }
}

@Suite("What goes to the clipboard")
struct ClipTextTests {
    static let hostile = "rm -rf x\n\u{1B}]52;c;x\u{7}\u{9B}31m\u{202E}\r\u{2028}\u{85}y"

    /// What a terminal or a shell would obey.
    private func acts(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\t"
            default: false
            }
        }
    }

    @Test("A value is one line in which nothing acts")
    func value() {
        let text = ClipText(Self.hostile).text
        #expect(!acts(text), "\(text)")
        #expect(text.hasPrefix("rm -rf x ‹ESC›]52;c;x‹BEL›"))
        #expect(!ClipText("a\tb").text.contains("\t"))
    }

    @Test("A row is one line, its values parted by tabs; a tab in a value is a blank")
    func row() {
        #expect(ClipText(row: ["a\tb", "c\nd", ""]).text == "a b\tc d\t")
        #expect(!acts(ClipText(row: [Self.hostile, Self.hostile]).text))
    }

    @Test("A table and a report have the lines that the program gave them, and no other")
    func lines() {
        #expect(ClipText.table([["a", "b\nc"], ["1"]]).text == "a\tb c\n1")
        let report = ClipText.report(["one", Self.hostile]).text
        #expect(report.split(separator: "\n").count == 2)
        #expect(!report.split(separator: "\n").contains { acts(String($0)) })
    }

    @Test("Plain text of any script stays as it is")
    func plain() {
        for text in ["kim@gone.example", "Größe 日本", "https://x.example/?a=1&b=%20", "e\u{301}"] {
            #expect(ClipText(text).text == text)
        }
    }

    @Test("More than a terminal takes is known, and said in bytes")
    func length() {
        #expect(!ClipText(String(repeating: "x", count: 74_994)).isTooLong)
        let long = String(repeating: "x", count: 74_995)
        #expect(ClipText(long).isTooLong)
        #expect(ClipText.refusal(of: long) == "74995 bytes are more than the 74994 that a terminal takes")
        #expect(ClipText.refusal(of: "x") == nil)
    }
}
