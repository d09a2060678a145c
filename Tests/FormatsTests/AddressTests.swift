import Testing

@testable import Formats

@Suite struct AddressFormsTests {
    @Test(
        "Spellings of one address are the same",
        arguments: [
            ("kim@gone.example", "KIM@Gone.Example"), ("kim@bücher.example", "kim@xn--bcher-kva.example"),
            ("kim@BÜCHER。example", "KIM@XN--BCHER-KVA.EXAMPLE"), ("kim@bu\u{308}cher.example", "kim@bücher.example"),
            ("jürgen@gone.example", "JU\u{308}RGEN@gone.example"), ("kim@💩.example", "kim@xn--ls8h.example"),
            ("kim@straße.example", "kim@xn--strae-oqa.example"), ("kim@例。テスト", "kim@xn--fsq.xn--zckzah"),
            ("kim@ｇｏｎｅ.example", "kim@gone.example"),
            ("\"Kim Frost\"@bücher.example", "\"kim frost\"@xn--bcher-kva.example"),
            ("Lena", "lena"), ("οδυς@gone.example", "ΟΔΥΣ@gone.example"),
        ])
    func same(one: String, other: String) {
        #expect(AddressForms.isSame(one, other))
        #expect(AddressForms.isSame(other, one))
    }

    @Test(
        "No sign is left out, and no letter stands for two",
        arguments: [
            ("'t.hooft@gone.example", "t.hooft@gone.example"), ("kim+news@gone.example", "kim@gone.example"),
            ("k.im@gone.example", "kim@gone.example"), ("kim%gone.example@relay.example", "kim@gone.example"),
            ("kim@straße.example", "kim@strasse.example"), ("straße@gone.example", "strasse@gone.example"),
            ("\"kim\"@gone.example", "kim@gone.example"), ("kim@gone.example", "kim@gone.example."),
            (" kim@gone.example", "kim@gone.example"), ("ı@gone.example", "i@gone.example"),
            ("kim@xn--bcher-kvb.example", "kim@bücher.example"), ("xn--bcher-kva@a.example", "bücher@a.example"),
            ("kim@xn--80ak6aa92e.example", "kim@apple.example"),
        ])
    func different(one: String, other: String) {
        #expect(!AddressForms.isSame(one, other))
    }

    @Test(
        "What is no name, or far too long, stays as it is and ends nothing",
        arguments: ["xn--", "xn--a", "xn--999999999", "xn--\u{E4}", "xn--bcher-kva-", "xn--ascii-", "-", ""])
    func broken(label: String) {
        let address = "kim@\(label).example"
        #expect(AddressForms.isSame(address, address))
        #expect(!AddressForms.isSame(address, "kim@.examplE") || label.isEmpty)
        #expect(HostForms.readable("\(label).example").hasSuffix(".example"))
    }

    @Test("Very long texts are keyed as they are")
    func long() {
        let local = String(repeating: "ü", count: 20_000)
        let address = "\(local)@\(local).example"
        #expect(AddressForms.isSame(address, address.uppercased()))
        #expect(AddressForms.searched(address).count >= 1)
    }

    @Test(
        "A host is looked for in both spellings, wherever it stands",
        arguments: [
            ("kim@xn--bcher-kva.example", "bücher"), ("kim@bücher.example", "xn--bcher-kva"),
            ("kim@BÜCHER.example", "xn--bch"), ("https://xn--bcher-kva.example/a?b", "bücher.example/a"),
            ("550 no such host bücher.example (kim)", "host xn--bcher-kva.example"),
            ("jürgen.frost@bücher.example", "jürgen.frost@xn--bcher-kva.example"),
        ])
    func searched(text: String, needle: String) {
        let needle = TextFold.string(needle)
        let found = AddressForms.searched(text).map { String(decoding: $0, as: UTF8.self) }
        #expect(found.contains { $0.contains(needle) }, "\(found)")
    }

    @Test("Plain text has one form only", arguments: ["kim@gone.example", "Müller", "x-n--y", "", "a--b.example"])
    func plain(text: String) { #expect(AddressForms.searched(text) == [TextFold.bytes(text)]) }
}

@Suite struct AddressReadingTests {
    @Test(
        "Headers, links and sentences are understood, and what was taken off is told",
        arguments: [
            "<kim@gone.example>", "Kim Frost <kim@gone.example>", "\"Frost, Kim\" <kim@gone.example>",
            "mailto:kim@gone.example?subject=Hi%20there", "MAILTO:kim%40gone.example", "'kim@gone.example',",
            "To: kim@gone.example;", "she says kim@gone.example.", "(kim@gone.example)", "<mailto:kim@gone.example>",
            "“kim@gone.example”", "`kim@gone.example`", "kim@gone.example'", "kim@gone.example>",
            "\"kim@gone.example\"",
            "[kim@gone.example]", "kim@gone.example, tom@gone.example", "\"kim\" frost <kim@gone.example>",
            "\"x\"@home <kim@gone.example>", "<kim@gone.example> \"a b\"@gone.example",
        ])
    func forms(_ typed: String) {
        let reading = AddressReading(typed)
        #expect(reading?.address == "kim@gone.example")
        #expect(reading?.takenFrom == typed)
    }

    @Test(
        "What is an address is taken whole",
        arguments: [
            "kim@gone.example", "'t.hooft@gone.example", "\"kim frost\"@gone.example", "\"a@b\"@c.example",
            "\"a<b>c\"@gone.example", "\"a \\\" b\"@gone.example", "kim+news@gone.example", "kim%x@relay.example",
            "kim%40x@relay.example", "o'brien@gone.example", "kim@[192.0.2.1]", "a@b@c.example", ".kim.@gone.example",
            "kim@bücher.example", "jürgen@gone.example", "{kim}@gone.example", "kim!x@gone.example", "`x@gone.example",
            "kim@", "@gone.example", "lena", "two words", "kim%40gone.example",
        ])
    func whole(_ address: String) {
        let reading = AddressReading("  \(address) ")
        #expect(reading?.address == address)
        #expect(reading?.takenFrom == nil)
    }

    @Test(
        "A name in quotes stays with its address wherever it stands",
        arguments: [
            "<\"kim frost\"@gone.example>", "Kim <\"kim frost\"@gone.example>", "to \"kim frost\"@gone.example.",
            "mailto:%22kim%20frost%22@gone.example", "(\"kim frost\"@gone.example)",
        ])
    func quoted(_ typed: String) { #expect(AddressReading(typed)?.address == "\"kim frost\"@gone.example") }

    @Test("Small letters and the dots of other scripts are no change that has to be told")
    func spelling() {
        #expect(AddressReading("KIM@BÜCHER。EXAMPLE")?.address == "kim@bücher.example")
        #expect(AddressReading("KIM@BÜCHER。EXAMPLE")?.takenFrom == nil)
    }

    @Test("What is no address is looked for as it is, and nothing is nothing")
    func odd() {
        #expect(AddressReading(" Lena ")?.address == "lena")
        #expect(AddressReading("   ") == nil)
        #expect(AddressReading("<>")?.address == "<>")
        #expect(AddressReading.isAddress("kim@gone.example"))
        #expect(AddressReading.isAddress("\"kim frost\"@gone.example"))
        #expect(!AddressReading.isAddress("@gone.example"))
        #expect(!AddressReading.isAddress("kim@"))
        #expect(!AddressReading.isAddress("two words@gone.example"))
        #expect(!AddressReading.isAddress("\"kim\" frost@gone.example"))
    }

    @Test("No text that is typed ends the program, and each gives an address of its own letters")
    func random() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "\"", "<", ">", "@", "\\", " ", "a", "é", "'", "`", "(", ")", "[", "]", "mailto:", "%40", "%", ",", ".",
        ]
        for _ in 0..<3000 {
            let typed = (0..<Int.random(in: 0...14, using: &generator)).map { _ in pieces.randomElement() ?? "" }
                .joined()
            let reading = AddressReading(typed)
            #expect((reading?.address.count ?? 0) <= typed.count, "\(typed)")
        }
    }
}

@Suite struct HostFormsTests {
    @Test(
        "Names in non-Latin letters are read as they are meant",
        arguments: [
            ("xn--bcher-kva", "bücher"), ("xn--80ak6aa92e", "аррӏе"), ("xn--fsq", "例"), ("XN--BCHER-KVA", "Bücher"),
            ("bücher", nil), ("xn--", nil), ("xn--999999999", nil), ("xn--\u{E4}", nil),
        ] as [(String, String?)])
    func punycode(label: String, readable: String?) {
        #expect(HostForms.decoded(label)?.lowercased() == readable?.lowercased())
    }

    @Test("A number too large, or a name without end, ends the reading and nothing else")
    func hostilePunycode() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let letters = (0..<Int.random(in: 0...59, using: &generator)).map { _ in
                Array("abcxyz0189-ZQ".utf8)[Int.random(in: 0..<13, using: &generator)]
            }
            let label = "xn--" + String(decoding: letters, as: UTF8.self)
            #expect((HostForms.decoded(label)?.unicodeScalars.count ?? 0) <= 60)
        }
    }
}
