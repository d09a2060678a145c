import Testing

@testable import ResellerClient

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> WireValue { try JSONReader.read(Array(text.utf8)) }

    private func fault(_ bytes: [UInt8]) -> WireFault? {
        do throws(WireFault) {
            _ = try JSONReader.read(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("Escapes are resolved, halves of pairs become the replacement character")
    func escapes() throws {
        #expect(try read(#""a\"\\\/\b\f\n\r\t\u00e9\ud83e\udd8a""#) == .text("a\"\\/\u{8}\u{C}\n\r\té🦊"))
        #expect(try read(#""\ud83e""#) == .text("\u{FFFD}"))
        #expect(try read(#""\udd8a\ud83ex\ud83e\u0041""#) == .text("\u{FFFD}\u{FFFD}x\u{FFFD}A"))
        #expect(try read("\"é🦊\"") == .text("é🦊"))
    }

    @Test("Numbers keep their digits")
    func numbers() throws {
        #expect(
            try read("[79.95,-0.00085,1e5,12345678901234567890]").list.map(\.scalarText) == [
                "79.95", "-0.00085", "1e5", "12345678901234567890",
            ])
        for bad in ["1.", "-", ".5", "1e", "0x10", "NaN", "tru", "1-2", "+1"] {
            #expect(fault(Array(bad.utf8)) != nil, "\(bad)")
        }
    }

    @Test("What is broken is named with its place")
    func broken() {
        #expect(fault(Array(#"{"a":1 "b":2}"#.utf8)) == .at(7, "no comma between values"))
        #expect(fault(Array(#"{"a" 1}"#.utf8)) == .at(5, "no colon after the name of a field"))
        #expect(fault(Array(#"["abc"#.utf8)) == .at(1, "a text that does not end"))
        #expect(fault(Array(#"["a\"#.utf8)) == .at(1, "a text that does not end"))
        #expect(fault(Array(#"["a"]]"#.utf8)) == .at(5, "more after the end"))
        #expect(fault(Array(#"["\x"]"#.utf8)) == .at(2, "an unknown escape"))
        #expect(fault(Array(#"["\u12g4"]"#.utf8)) == .at(2, "an escape that is no code"))
        #expect(fault([0x22, 0xC3, 0x28, 0x22]) == .at(1, "a text that is not UTF-8"))
        #expect(fault([0x22, 0x01, 0x22]) == .at(1, "a control character in a text"))
        #expect(fault([]) == .at(0, "the answer ends too soon"))
    }

    @Test("Depth is bounded")
    func depth() throws {
        let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        #expect(try read(deep(64)) != .null)
        #expect(fault(Array(deep(65).utf8))?.problem == "nested deeper than is read")
        #expect(fault([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))?.problem == "nested deeper than is read")
    }

    @Test("A byte order mark and blanks around are passed over")
    func mark() throws {
        #expect(try read("\u{FEFF} [ 1 , 2 , ] \r\n") == .list([.number("1"), .number("2")]))
    }
}

extension WireValue {
    fileprivate var list: [WireValue] { if case .list(let values) = self { values } else { [] } }
}
