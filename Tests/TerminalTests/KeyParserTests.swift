import Screen
import Terminal
import Testing

/// Whatever was typed, bytes to keys.
private func keys(_ text: String, sequences: [[UInt8]: Key] = [:]) -> [Input] {
    var parser = KeyParser(sequences: sequences)
    return parser.feed(Array(text.utf8)) + parser.timeOut()
}

@Suite struct KeyTests {
    @Test("Typed text is one key for each grapheme")
    func text() {
        #expect(keys("aB é") == ["a", "B", " ", "é"].map { .key(.character($0)) })
        #expect(keys("日") == [.key(.character("日"))])
        #expect(keys("👨‍👩‍👧") == [.key(.character("👨‍👩‍👧"))])
    }

    @Test(
        "Control keys have their letter",
        arguments: [
            ("\r", Key.enter), ("\n", .enter), ("\t", .tab), ("\u{8}", .backspace), ("\u{7F}", .backspace),
            ("\u{3}", .control("c")), ("\u{1A}", .control("z")), ("\u{0}", .control("@")), ("\u{1C}", .control("\\")),
            ("\u{1D}", .control("]")), ("\u{1F}", .control("_")), ("\u{C}", .control("l")), ("\u{1B}", .escape),
        ])
    func control(text: String, key: Key) {
        #expect(keys(text) == [.key(key)])
    }

    @Test(
        "The usual sequences are keys, with any modifier",
        arguments: [
            ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[D", .left),
            ("\u{1B}[H", .home),
            ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp),
            ("\u{1B}[6;2~", .pageDown), ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
            ("\u{1B}OP", .function(1)), ("\u{1B}OR", .function(3)), ("\u{1B}[[C", .function(3)),
            ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{1B}[1;2S", .function(4)),
            ("\u{1B}OM", .enter), ("\u{1B}Oj", .character("*")), ("\u{1B}Oy", .character("9")),
            ("\u{1B}[27;5;97~", .control("a")), ("\u{1B}[97;5u", .control("a")), ("\u{1B}[27u", .escape),
            ("\u{1B}[9;2u", .backTab), ("\u{1B}[228u", .character("ä")),
        ])
    func sequences(text: String, key: Key) {
        #expect(keys(text) == [.key(key)])
    }

    @Test("A terminal's own sequences come before the usual ones")
    func own() {
        let own: [[UInt8]: Key] = [Array("\u{1B}[A".utf8): .function(9), Array("\u{1B}K".utf8): .end]
        #expect(keys("\u{1B}[A\u{1B}K", sequences: own) == [.key(.function(9)), .key(.end)])
    }

    @Test("Escape and the key after it are two keys, also in one piece")
    func escapeAndKey() {
        #expect(keys("\u{1B}j") == [.key(.escape), .key(.character("j"))])
        #expect(keys("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
        #expect(keys("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
        #expect(keys("\u{1B}P") == [.key(.escape), .key(.character("P"))])
    }
}

@Suite struct SwallowTests {
    @Test(
        "What is no key is swallowed whole, and the key after it is not",
        arguments: [
            "\u{1B}[12;40R", "\u{1B}[?62;22c", "\u{1B}[<0;10;5M", "\u{1B}[<64;10;5m", "\u{1B}[M !!", "\u{1B}[I",
            "\u{1B}[O",
            "\u{1B}]11;rgb:1515/1717/1c1c\u{1B}\\", "\u{1B}]52;c;aGVsbG8=\u{7}", "\u{1B}P1$r0m\u{1B}\\",
            "\u{1B}_x\u{1B}\\",
            "\u{1B}[99~", "\u{1B}[?2026;2$y", "\u{1B}[8;40;120t", "\u{1B}[201~", "\u{1B}[57358u", "\u{1B}Oz",
            "\u{1B}[0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0z",
        ])
    func swallowed(text: String) {
        #expect(keys(text + "q") == [.key(.character("q"))])
        var slow = KeyParser()
        let inputs = Array((text + "q").utf8).flatMap { slow.feed([$0]) }
        #expect(inputs == [.key(.character("q"))], "also byte by byte")
    }

    @Test("A control character inside a sequence ends it and is a key")
    func aborted() {
        #expect(keys("\u{1B}[12\u{3}q") == [.key(.control("c")), .key(.character("q"))])
        #expect(keys("\u{1B}[12\u{1B}[A") == [.key(.up)])
        #expect(keys("\u{1B}]0;title\u{18}q") == [.key(.character("q"))])
    }

    @Test("Bytes that are no UTF-8, and C1 controls, are dropped")
    func invalid() {
        var parser = KeyParser()
        #expect(
            parser.feed([0xFF, 0x61, 0xC3, 0x28, 0x80, 0xE2, 0x82]) == [.key(.character("a")), .key(.character("("))])
        #expect(parser.timeOut() == [])
        #expect(keys("a\u{9B}b") == [.key(.character("a")), .key(.character("b"))])
    }
}

@Suite struct PatienceTests {
    @Test("A lone escape waits for the escape delay, then it is the key")
    func escape() {
        var parser = KeyParser(escapeDelay: 40)
        #expect(parser.patience == nil)
        #expect(parser.feed([0x1B]) == [])
        #expect(parser.patience == 40)
        #expect(parser.timeOut() == [.key(.escape)])
        #expect(parser.patience == nil)
    }

    @Test("A sequence in pieces is one key, however slow the line")
    func pieces() {
        var parser = KeyParser()
        #expect(parser.feed([0x1B]) == [])
        #expect(parser.feed(Array("[".utf8)) == [])
        #expect(parser.patience == 500)
        #expect(parser.feed(Array("1;5".utf8)) == [])
        #expect(parser.feed(Array("Bj".utf8)) == [.key(.down), .key(.character("j"))])
    }

    @Test("A sequence that never ends is given up, and its start does not leak")
    func lost() {
        var parser = KeyParser()
        #expect(parser.feed(Array("\u{1B}[12;".utf8)) == [])
        #expect(parser.timeOut() == [])
        #expect(parser.feed(Array("\u{1B}]52;c;abc".utf8)) == [])
        #expect(parser.patience == 300)
        #expect(parser.timeOut() == [])
        #expect(parser.feed(Array("q".utf8)) == [.key(.character("q"))])
    }

    @Test("A character in pieces is one key")
    func characterInPieces() {
        var parser = KeyParser()
        let bytes = Array("日".utf8)
        #expect(parser.feed([bytes[0]]) == [])
        #expect(parser.feed([bytes[1]]) == [])
        #expect(parser.feed([bytes[2]]) == [.key(.character("日"))])
    }
}

@Suite struct PasteTests {
    @Test("A bracketed paste is one input, whatever is in it and however it is cut")
    func bracketed() {
        let text = "dd\u{1B}[A é\u{3}q\u{1B}"
        let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~j".utf8)
        for cut in 0...bytes.count {
            var parser = KeyParser()
            let inputs = parser.feed(Array(bytes[..<cut])) + parser.feed(Array(bytes[cut...]))
            #expect(inputs == [.paste(text), .key(.character("j"))])
        }
    }

    @Test("Lines of a paste end in line feeds")
    func lineEnds() {
        #expect(keys("\u{1B}[200~a\rb\r\nc\nd\u{1B}[201~") == [.paste("a\nb\nc\nd")])
        #expect(keys("\u{1B}[200~\u{1B}[201~") == [])
    }

    @Test("A paste whose end never comes is delivered after a pause")
    func unfinished() {
        var parser = KeyParser()
        #expect(parser.feed(Array("\u{1B}[200~half\u{1B}[20".utf8)) == [])
        #expect(parser.patience == 2_000)
        #expect(parser.timeOut() == [.paste("half\u{1B}[20")])
        #expect(parser.feed(Array("j".utf8)) == [.key(.character("j"))])
    }

    @Test("A paste is cut at its limit, and what was cut is counted")
    func limit() {
        var parser = KeyParser()
        var inputs = parser.feed(Array("\u{1B}[200~".utf8))
        for _ in 0..<20 { inputs += parser.feed([UInt8](repeating: 0x78, count: 65_536)) }
        inputs += parser.feed(Array("\u{1B}[201~".utf8))
        #expect(inputs == [.paste(String(repeating: "x", count: KeyParser.pasteLimit))])
        #expect(parser.droppedBytes == 20 * 65_536 - KeyParser.pasteLimit)
    }

    @Test("A burst that no hand types is a paste, with all that follows without a pause")
    func burst() {
        var parser = KeyParser()
        let list = "a@b.example\rc@d.example\re@f.example\r"
        #expect(parser.feed(Array(list.utf8)) == [])
        #expect(parser.feed(Array("dd".utf8)) == [])
        #expect(parser.patience == 50)
        #expect(parser.timeOut() == [.burst(list.replacing("\r", with: "\n") + "dd")])
        #expect(parser.feed(Array("j".utf8)) == [.key(.character("j"))])
    }

    @Test("A burst ends before a control key, which is a key")
    func burstThenKey() {
        let text = "abcdefghijklmnopqrstuvwxyz"
        #expect(keys(text + "\u{3}") == [.burst(text), .key(.control("c"))])
    }

    @Test("Of a line and its Enter in one piece neither is lost, and the Enter is not pressed by itself")
    func burstWithEnter() {
        let line = "mail@a-long-name.hollin.example"
        #expect(keys(line + "\r") == [.burst(line + "\n")])
        #expect(keys(line + "\r\r") == [.burst(line + "\n\n")])
        #expect(keys("\r" + line) == [.burst("\n" + line)])
        var parser = KeyParser()
        #expect(parser.feed(Array(line.utf8)) == [])
        #expect(parser.feed([0x0D]) == [], "it came before the pause")
        #expect(parser.timeOut() == [.burst(line + "\n")])
        #expect(parser.feed([0x0D]) == [.key(.enter)], "after a pause it was pressed by a hand")
    }

    @Test("A terminal that brackets pastes does not make a piece without brackets keys")
    func burstAfterBrackets() {
        var parser = KeyParser()
        #expect(parser.feed(Array("\u{1B}[200~a\u{1B}[201~".utf8)) == [.paste("a")])
        let list = "quit\ry\rdelete\ry\rand so on and so on\r"
        #expect(parser.feed(Array(list.utf8)) == [])
        #expect(parser.timeOut() == [.burst(list.replacing("\r", with: "\n"))])
    }

    @Test("Different letters of one read, or one with an Enter, come together; what is held down or moves does not")
    func together() {
        let keys = { (text: String) in text.map { Input.key(.character($0)) } }
        #expect(
            Input.joined(keys("ye")) == [.together([.character("y"), .character("e")])], "a word that was put in")
        #expect(Input.joined(keys("y") + [.key(.enter)]) == [.together([.character("y"), .enter])])
        #expect(Input.joined(keys("y")) == keys("y"))
        #expect(Input.joined(keys("jjj")) == keys("jjj"))
        #expect(Input.joined([.key(.down), .key(.down), .key(.up)]) == [.key(.down), .key(.down), .key(.up)])
        #expect(Input.joined([.key(.escape), .key(.character("y"))]) == [.key(.escape), .key(.character("y"))])
        #expect(Input.joined([.paste("ab")] + keys("yn")) == [.paste("ab")] + keys("yn"))
    }

    @Test("Typed fast, but not so much, keys are keys, the Enter too")
    func typedAhead() {
        #expect(keys("hollin\r") == "hollin".map { .key(.character($0)) } + [.key(.enter)])
    }

    @Test("A key held down is many keys, not a paste")
    func held() {
        #expect(keys(String(repeating: "j", count: 200)) == Array(repeating: .key(.character("j")), count: 200))
        #expect(keys("abcdefghijklmnopqrstuvwx").count == 24)
    }
}

@Suite struct ParserFuzzTests {
    @Test("Any bytes in any pieces leave the parser ready for the next key")
    func anyBytes() {
        var random = Pseudo(seed: 11)
        var parser = KeyParser()
        let likely: [UInt8] = Array("\u{1B}[]OPM<;0123~mR\u{7}\\".utf8)
        var fed = 0
        while fed < 200_000 {
            let bytes = (0..<random.next(40)).map { _ in
                random.next(3) == 0 ? UInt8(random.next(256)) : likely[random.next(likely.count)]
            }
            fed += bytes.count
            _ = parser.feed(bytes)
            if random.next(50) == 0 {
                while parser.patience != nil { _ = parser.timeOut() }
                #expect(parser.feed(Array("q".utf8)) == [.key(.character("q"))])
            }
        }
    }

    @Test("Nothing printable is lost, in whatever pieces it comes")
    func printable() {
        var random = Pseudo(seed: 5)
        let parts = ["a", "Z", " ", "~", "é", "日", "🇩🇪", "ß", "0", "["]
        for _ in 0..<300 {
            let text = (0..<random.next(200)).map { _ in parts[random.next(parts.count)] }.joined()
            var rest = Array(text.utf8)[...]
            var parser = KeyParser()
            var seen = ""
            while !rest.isEmpty {
                let piece = rest.prefix(1 + random.next(60))
                rest = rest.dropFirst(piece.count)
                var inputs = parser.feed(Array(piece))
                if rest.isEmpty || random.next(3) == 0, parser.patience == 50 { inputs += parser.timeOut() }
                for input in inputs {
                    switch input {
                    case .key(.character(let character)): seen.append(character)
                    case .paste(let pasted), .burst(let pasted): seen += pasted
                    default: Issue.record("\(input) was not typed")
                    }
                }
            }
            #expect(seen.unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }
}

/// Numbers that look random and are the same in every run.
private struct Pseudo {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(bound, 1)))
    }
}
