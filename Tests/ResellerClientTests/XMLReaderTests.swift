import Testing

@testable import ResellerClient

@Suite struct XMLReaderTests {
    private func text(_ xml: String) throws -> String? { try XMLReader.read(Array(xml.utf8))["a"]?.scalarText }

    private func problem(_ bytes: [UInt8]) -> String? {
        do throws(WireFault) {
            _ = try XMLReader.read(bytes)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test("The five entities and character references are read, a bare ampersand is one")
    func references() throws {
        #expect(try text("<a>&lt;&gt;&amp;&quot;&apos;&#233;&#xE9;&#x1F98A;</a>") == "<>&\"'éé🦊")
        #expect(try text("<a>R&D & more&</a>") == "R&D & more&")
        #expect(try text("<a>&#xD800;&#xFFFFFF;</a>") == "\u{FFFD}\u{FFFD}")
    }

    @Test("Any other entity and every DOCTYPE is refused")
    func entities() {
        #expect(problem(Array("<a>&nbsp;</a>".utf8)) == "the entity &nbsp;, which is not read")
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"xxxxxxxx\">]><a>&x;</a>"
        #expect(problem(Array(bomb.utf8)) == "a DOCTYPE, which is not read")
        #expect(problem(Array("<!doctype html><a/>".utf8)) == "a DOCTYPE, which is not read")
        #expect(problem(Array("<a><!DOCTYPE b></a>".utf8)) == "a DOCTYPE, which is not read")
    }

    @Test("ISO-8859-1 is read when declared, else the text must be UTF-8")
    func encodings() throws {
        let latin = Array("<?xml version='1.0' encoding='iso-8859-1'?><a>".utf8) + [0xE9, 0x85] + Array("</a>".utf8)
        #expect(try XMLReader.read(latin)["a"] == .text("é\u{85}"))
        #expect(problem(Array("<a>".utf8) + [0xE9] + Array("</a>".utf8)) == "a text that is not UTF-8")
    }

    @Test("Blanks of pretty printing are taken off, others kept")
    func blanks() throws {
        #expect(try text("<a>\n  word word\r\n</a>") == "word word")
        #expect(try text("<a> word </a>") == " word ")
        #expect(try text("<a>one\r\ntwo</a>") == "one\ntwo")
        #expect(try text("<a>&#10;kept&#13;&#10;</a>") == "\nkept\r\n")
        #expect(try text("<a>\n</a>") == "")
        #expect(try text("<a><![CDATA[ <b> &amp; ]]></a>") == " <b> &amp; ")
    }

    @Test("Comments, instructions and attributes are passed over")
    func passedOver() throws {
        #expect(try text("<!-- x --><?p q?><a b=\"c > d\" e='/'>1<!-- <b> -->2<?p?>3</a>") == "123")
        #expect(try text("<a b='c'/>") == "")
    }

    @Test("What is broken is said")
    func broken() {
        for (xml, words) in [
            ("<a>", "the answer ends too soon, in <a>"), ("<a></b>", "<a> is not closed where it should be"),
            ("<a", "the answer ends too soon"), ("<a><b <c></a>", "a tag that does not end"),
            ("<>", "no name of an element"), ("<!-- x", "markup that does not end"), ("  ", "no element"),
            ("<a/>text", "text outside of the elements"), ("<a></a", "<a> is not closed where it should be"),
        ] {
            #expect(problem(Array(xml.utf8)) == words, "\(xml)")
        }
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(problem(Array(deep.utf8)) == "nested deeper than is read")
    }
}
