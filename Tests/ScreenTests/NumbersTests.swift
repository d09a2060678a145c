import Formats
import Screen
import Testing

@Suite struct NumbersTests {
    @Test(
        "Thousands have commas",
        arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (12_403, "12,403"), (-1_234_567, "-1,234,567")])
    func grouped(value: Int, text: String) {
        #expect(Numbers.grouped(value) == text)
    }

    @Test("The smallest number there is can be written")
    func smallest() {
        #expect(Numbers.grouped(.min) == "-9,223,372,036,854,775,808")
        #expect(Numbers.short(.min) == "-9,223,372.0T")
    }

    @Test(
        "Narrow columns shorten from 10,000",
        arguments: [
            (0, "0"), (9_204, "9,204"), (9_999, "9,999"), (10_000, "10.0k"), (88_100, "88.1k"), (803_500, "803.5k"),
            (999_949, "999.9k"), (999_950, "1.0M"), (1_234_567, "1.2M"), (3_000_000_000, "3.0B"), (-61_900, "-61.9k"),
        ])
    func short(value: Int, text: String) {
        #expect(Numbers.short(value) == text)
    }

    @Test(
        "A share has as many decimals as decide",
        arguments: [
            (6.1, "6.1%"), (0.41, "0.41%"), (0.3, "0.3%"), (8, "8%"), (0, "0%"), (0.001, "<0.01%"), (100, "100%"),
            (99.97, "99.97%"), (95.52, "95.5%"), (.nan, "?"), (.infinity, "?"), (-2.5, "-2.5%"),
        ])
    func percent(value: Double, text: String) {
        #expect(Numbers.percent(value) == text)
    }

    @Test("Against a limit it is seen on which side a share lies")
    func limit() {
        #expect(Numbers.percent(4.96, against: 5) == "4.96%")
        #expect(Numbers.percent(5.004, against: 5) == "5.004%")
        #expect(Numbers.percent(5, against: 5) == "5%")
        #expect(Numbers.percent(1, of: 3) == "33.3%")
        #expect(Numbers.percent(1, of: 0) == "?")
    }

    @Test("A change has its sign")
    func changes() {
        #expect([4, -9, 0, 12_000].map(Numbers.signed) == ["+4", "-9", "0", "+12,000"])
        #expect([0.9, -0.6, 0.01, 2].map { Numbers.signed($0 as Double) } == ["+0.9", "-0.6", "0", "+2"])
        #expect(Numbers.change(from: 8_279, to: 31_208) == "+277%")
        #expect(Numbers.change(from: 10, to: 10) == "0%")
        #expect(Numbers.change(from: 0, to: 5) == "new")
        #expect(Numbers.change(from: 100, to: 96) == "-4%")
    }

    @Test("Decimals are fixed where they are asked for")
    func decimals() {
        #expect(Numbers.decimal(1234.5, places: 2) == "1,234.50")
        #expect(Numbers.decimal(-0.001, places: 1) == "0.0")
        #expect(Numbers.decimal(2.5, places: 0) == "3")
        #expect(Numbers.decimal(0.05, places: 1) == "0.1")
    }
}

@Suite struct PaletteTests {
    @Test("Contrast is WCAG's: 21 for black on white, 1 for a colour on itself")
    func contrast() {
        let black = Palette.RGB(0, 0, 0)
        let white = Palette.RGB(255, 255, 255)
        #expect(abs(Palette.contrast(black, white) - 21) < 1e-9)
        #expect(Palette.contrast(white, white) == 1)
        // #777777 on white is the well-known 4.478.
        #expect(abs(Palette.contrast(Palette.RGB(0x77, 0x77, 0x77), white) - 4.478) < 0.001)
        #expect(abs(Palette.luminance(Palette.RGB(255, 0, 0)) - 0.2126) < 1e-9)
    }

    @Test("Every one of the 240 fixed colours is its own nearest")
    func nearest256() {
        for index in 16..<256 {
            let colour = Palette.rgb(of256: index)
            #expect(Palette.rgb(of256: Palette.nearest256(colour)) == colour)
        }
        #expect(Palette.nearest256(Palette.RGB(0x13, 0x17, 0x1D)) == 234)
        #expect(Palette.nearest256(Palette.RGB(255, 0, 0)) == 196)
    }

    @Test(
        "Of eight colours the one with the same hue is taken",
        arguments: [
            (Palette.RGB(0xF2, 0x77, 0x7F), 1), (Palette.RGB(0x86, 0xC2, 0x8B), 2), (Palette.RGB(0xE3, 0xB5, 0x65), 3),
            (Palette.RGB(0x6C, 0xB6, 0xD9), 6), (Palette.RGB(0x13, 0x17, 0x1D), 0), (Palette.RGB(0xD3, 0xD8, 0xDF), 7),
            (Palette.RGB(0xFB, 0xFA, 0xF7), 7), (Palette.RGB(0x10, 0x20, 0xF0), 4), (Palette.RGB(0xC9, 0x30, 0xE8), 5),
        ])
    func nearest8(colour: Palette.RGB, index: Int) {
        #expect(Palette.nearest8(colour) == index)
    }
}
