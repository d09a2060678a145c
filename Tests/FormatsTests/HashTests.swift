import Formats
import Testing

@Suite struct HashTests {
    @Test(
        "FNV-1a gives the published values",
        arguments: [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
            as [(String, UInt64)])
    func published(text: String, hash: UInt64) {
        #expect(FNV.hash(text.utf8) == hash)
    }

    @Test("Only the capital letters of ASCII are lowered")
    func lowered() {
        #expect("AZ@[az\u{C4}".utf8.map(ASCII.lowered) == Array("az@[az\u{C4}".utf8))
    }
}
