import Screen
import Terminal
import Testing

@Suite struct KeyParserTests {
    @Test("A letter is a key")
    func letter() {
        var parser = KeyParser()
        #expect(parser.feed(Array("a".utf8)) == [.key(.character("a"))])
    }
}
