import Screen
import Testing

@Suite struct CanvasTests {
    private func canvas(_ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) -> Canvas {
        Canvas(size: Size(width: width, height: height), glyphs: glyphs)
    }

    @Test("A text is put, clipped at both edges, and the column after it returned")
    func putClips() {
        var canvas = canvas(6, 2)
        #expect(canvas.put(-2, 0, "abcdef") == 4)
        #expect(canvas.put(4, 1, "abcdef", .dim) == 10)
        #expect(canvas.put(0, -1, "ab") == 2)
        #expect(canvas.put(0, 9, "日本") == 4)
        #expect(canvas.lines == ["cdef", "    ab"])
        #expect(canvas.roleLines == ["", "dim 4-5"])
    }

    @Test("No control character reaches a cell, whatever is put")
    func hostile() {
        var canvas = canvas(40, 3)
        canvas.put(0, 0, "a\u{1B}[2Jb\u{202E}c\nd")
        canvas.line(0, 1, [Span("x\u{9B}y\u{0}")])
        canvas.put(0, 2, "e\u{7}", .text, width: 4)
        #expect(canvas.lines == ["a‹ESC›[2Jb‹U+202E›c d", "x‹U+009B›y‹NUL›", "e‹B…"])
    }

    @Test("A wide character takes two cells, and is a blank where it does not fit")
    func wide() {
        var canvas = canvas(5, 2)
        #expect(canvas.put(0, 0, "日本語") == 6)
        #expect(canvas.lines[0] == "日本")
        #expect(canvas.cell(x: 0, y: 0) == Cell("日", .text))
        #expect(canvas.cell(x: 1, y: 0) == Cell("", .text))
        #expect(canvas.put(-1, 1, "日a") == 2)
        #expect(canvas.lines[1] == " a")
    }

    @Test("Half of a wide character is never left behind")
    func halves() {
        var canvas = canvas(6, 3)
        canvas.put(0, 0, "日本語")
        canvas.put(1, 0, "x")
        #expect(canvas.lines[0] == " x本語")
        canvas.put(0, 1, "日本語")
        canvas.put(3, 1, "é")
        #expect(canvas.lines[1] == "日 é語")
        canvas.put(0, 2, "日本語")
        canvas.put(1, 2, "字")
        #expect(canvas.lines[2] == " 字 語")
    }

    @Test("Graphemes of several scalars stay whole in their cells")
    func clusters() {
        var canvas = canvas(12, 1)
        #expect(canvas.put(0, 0, "👨‍👩‍👧e\u{301}🇩🇪x") == 6)
        #expect(canvas.cell(x: 0, y: 0).text == "👨‍👩‍👧")
        #expect(canvas.cell(x: 2, y: 0).text == "e\u{301}")
        #expect(canvas.cell(x: 3, y: 0).text == "🇩🇪")
        #expect(canvas.lines == ["👨‍👩‍👧e\u{301}🇩🇪x"])
    }

    @Test("A field is written on the left, on the right or in the middle, and cut")
    func fields() {
        var canvas = canvas(20, 4)
        #expect(canvas.put(2, 0, "abc", .text, width: 8) == 10)
        canvas.put(2, 1, "abc", .text, width: 8, align: .right)
        canvas.put(2, 2, "abc", .text, width: 8, align: .centre)
        canvas.put(2, 3, "abcdefghijk", .text, width: 8, align: .right)
        #expect(canvas.lines == ["  abc", "       abc", "    abc", "  abcdefg…"])
    }

    @Test("Pieces follow each other, up to the width or from the right")
    func lines() {
        var canvas = canvas(20, 3)
        #expect(canvas.line(1, 0, [Span("one ", .dim), Span("two", .title)]) == 8)
        canvas.line(1, 1, [Span("one ", .dim), Span("twofold", .title)], width: 8)
        #expect(canvas.lineRight(19, 2, [Span("a ", .dim), Span("b→", .text)]) == 15)
        #expect(canvas.lines == [" one two", " one two…", "               a b→"])
        #expect(canvas.roleLines[1] == "dim 1-4, title 5-8")
    }

    @Test("In ASCII everything has a twin or a question mark")
    func ascii() {
        var canvas = canvas(40, 3, .ascii)
        canvas.put(0, 0, "✗ Grüße “ok” → … ‹x› Œuvre")
        canvas.put(0, 1, "日 👍 ש e\u{301}")
        canvas.put(0, 2, "\u{202E}")
        #expect(canvas.lines == ["X Grusse \"ok\" -> ... <x> OEuvre", "?? ?? ? e", "<U+202E>"])
    }

    @Test("Areas are filled and restyled inside the canvas only")
    func areas() {
        var canvas = canvas(6, 3)
        canvas.fill(x: -1, y: 1, width: 4, height: 9, role: .input, glyph: "#")
        canvas.restyle(x: 2, y: -1, width: 99, height: 2, role: .backdrop)
        #expect(canvas.lines == ["", "###", "###"])
        #expect(canvas.roleLines == ["backdrop 2-5", "input 0-2", "input 0-2"])
        canvas.fill(x: 3, y: 1, width: -3, height: 1)
        canvas.restyle(x: 9, y: 9, width: 1, role: .dim)
        #expect(canvas.lines == ["", "###", "###"])
    }

    @Test("Canvases are equal when they look equal, in whatever order they were drawn")
    func equality() {
        var one = canvas(8, 2)
        var other = canvas(8, 2)
        one.put(0, 0, "👨‍👩‍👧")
        one.put(0, 1, "e\u{301}")
        other.put(0, 1, "e\u{301}")
        #expect(one != other)
        other.put(0, 0, "👨‍👩‍👧")
        #expect(one == other)
        #expect(one.sameRow(0, as: other))
        other.restyle(x: 0, y: 1, width: 1, role: .dim)
        #expect(one != other)
        #expect(!one.sameRow(1, as: other))
        one.cursor = Point(x: 1, y: 1)
        #expect(one != other)
    }

    @Test("A canvas without room takes everything and shows nothing")
    func empty() {
        var canvas = canvas(0, -1)
        canvas.put(0, 0, "x")
        canvas.rule(0, 0, width: 0, digit: "1", title: "T", sub: [Span("s")], right: [Span("r")])
        canvas.box(0, 0, width: 3, height: 2, title: "t")
        canvas.bar(0, 0, width: 0, part: 1)
        canvas.spark(0, 0, [])
        canvas.chart(0, 0, width: 0, height: 0, low: 0, high: 1, [])
        #expect(canvas.lines == [])
    }
}

@Suite struct PaneDrawingTests {
    private func canvas(_ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) -> Canvas {
        Canvas(size: Size(width: width, height: height), glyphs: glyphs)
    }

    @Test("A title line gives way from the middle: first what it shows, then the age")
    func rules() {
        var canvas = canvas(40, 4)
        let sub = [Span("bounced ", .text), Span("1,204", .title)]
        for (y, width) in [40, 30, 20, 9].enumerated() {
            canvas.rule(0, y, width: width, digit: "4", title: "Suppressions", sub: sub, right: [Span("now", .dim)])
        }
        #expect(
            canvas.lines == [
                "─ 4 Suppressions ─ bounced 1,204 ─ now ─", "─ 4 Suppressions ─ bo… ─ now ─", "─ 4 Suppressions ───",
                "─ 4 Sup…─",
            ])
    }

    @Test("An overlay is cleared, framed, and keeps a blank column outside")
    func box() {
        var canvas = canvas(12, 4)
        for y in 0..<4 { canvas.put(0, y, "xxxxxxxxxxxx") }
        canvas.box(2, 0, width: 8, height: 4, title: "Go", role: .borderDanger)
        #expect(canvas.lines == ["x ╭─ Go ─╮ x", "x │      │ x", "x │      │ x", "x ╰──────╯ x"])
        #expect(canvas.roleLines[0] == "border-danger 2-3, title 4-7, border-danger 8-9")
        var plain = self.canvas(4, 3, .ascii)
        plain.box(0, 0, width: 4, height: 3)
        #expect(plain.lines == ["+--+", "|  |", "+--+"])
    }

    @Test(
        "A bar is as exact as half a cell",
        arguments: [
            (0.0, "────"), (0.124, "╸───"), (0.5, "━━──"), (0.625, "━━╸─"), (1, "━━━━"), (7, "━━━━"), (-1, "────"),
        ])
    func bar(part: Double, expected: String) {
        var canvas = canvas(4, 1)
        canvas.bar(0, 0, width: 4, part: part)
        #expect(canvas.lines == [expected])
    }

    @Test("A part that is no number draws no bar")
    func noBar() {
        var canvas = canvas(4, 1)
        canvas.bar(0, 0, width: 4, part: .nan)
        #expect(canvas.lines == [""])
    }

    @Test("A gap in a sparkline is a blank, and all gaps are blanks")
    func gaps() {
        var canvas = canvas(8, 3)
        #expect(canvas.spark(0, 0, [1, 1, nil, nil, 1, 1]) == 3)
        #expect(canvas.spark(0, 1, [nil, nil, nil]) == 2)
        #expect(canvas.spark(0, 2, [.nan, 5, .infinity, 5]) == 2)
        #expect(canvas.lines[0] == "⣀ ⣀")
        #expect(canvas.lines[1] == "")
    }

    @Test("Later lines of a chart give the role, dots of both stay")
    func overlap() {
        var canvas = canvas(2, 1)
        canvas.chart(
            0, 0, width: 2, height: 1, low: 0, high: 3,
            [Series([0, 0], role: .graph), Series([3, 3], role: .graphAlarm)])
        #expect(canvas.lines == ["⣉⣉"])
        #expect(canvas.roleLines == ["graph-alarm 0-1"])
    }

    @Test("A chart with gaps, one value, or values out of range stays inside its area")
    func odd() {
        var canvas = canvas(6, 3)
        canvas.chart(
            1, 1, width: 4, height: 1, low: 0, high: 10,
            [
                Series([-50, nil, 900, .nan], role: .graph), Series([5], role: .graphSecond), Series([], role: .dim),
                Series([nil], role: .dim),
            ])
        #expect(canvas.lines[0] == "" && canvas.lines[2] == "")
        #expect(canvas.cell(x: 0, y: 1).text == " " && canvas.cell(x: 5, y: 1).text == " ")
    }
}
