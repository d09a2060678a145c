import Formats
import Screen
import Testing

@testable import Terminal

@Suite struct SteadyTextTests {
    @Test("Where the locale is not UTF-8, a question mark stands for each column")
    func notUTF8() {
        #expect(SteadyText.of("日", columns: 2, isUTF8: false) == [[0x3F], [0x3F]])
        #expect(SteadyText.of("e\u{301}", columns: 1, isUTF8: false) == [[0x65]])
    }

    @Test("A flag is shown as its letters")
    func flags() {
        #expect(SteadyText.of("🇩🇪", columns: 2, isUTF8: true) == [[0x44], [0x45]])
        #expect(SteadyText.of("🇩", columns: 1, isUTF8: true) == [[0x44]])
    }

    @Test("A keycap is its digit and a blank")
    func keycap() {
        #expect(SteadyText.of("1\u{FE0F}\u{20E3}", columns: 2, isUTF8: true) == [[0x31], [0x20]])
    }

    @Test("Whatever it is, it takes as many columns as the canvas gave it")
    func columns() {
        _ = TerminalSession.localeIsUTF8()
        for text in ["a", "é", "e\u{301}\u{302}", "日", "👨‍👩‍👧", "👍🏽", "❤️", "🏳️‍🌈", "한", "\u{1112}\u{1161}\u{11AB}", "ก็", "␀"] {
            let width = Text.width(of: text)
            let cells = SteadyText.of(text, columns: width, isUTF8: true)
            let total = cells.compactMap { $0.first.flatMap(Unicode.Scalar.init) }.reduce(0) {
                $0 + Text.columns(of: $1)
            }
            #expect(total == width, "\(text)")
        }
    }
}

@Suite struct ClipboardTests {
    private func sequence(_ text: String, _ environment: [String: String]) -> String? {
        ClipboardSequence.make(for: ClipText(text), environment: environment)
    }

    @Test("A text is copied in base64")
    func plain() {
        #expect(sequence("hello", ["TERM": "xterm-256color"]) == "\u{1B}]52;c;aGVsbG8=\u{7}")
    }

    @Test("tmux gets it both ways, screen in pieces")
    func wrapped() {
        let inner = "\u{1B}]52;c;aGVsbG8=\u{7}"
        #expect(
            sequence("hello", ["TERM": "tmux-256color", "TMUX": "/tmp/x"])
                == inner + "\u{1B}Ptmux;\u{1B}\(inner)\u{1B}\\")
        #expect(sequence("hello", ["TERM": "screen", "STY": "1.a"]) == "\u{1B}P\(inner)\u{1B}\\")
        let long = sequence(String(repeating: "x", count: 1_000), ["TERM": "screen", "STY": "1.a"])
        #expect(long?.split(separator: "\u{1B}\\").allSatisfy { $0.utf8.count <= 242 } == true)
    }

    @Test("Too long a text, or a terminal without a clipboard, is refused")
    func refused() {
        let most = String(repeating: "x", count: 74_994)
        #expect((sequence(most, ["TERM": "xterm"])?.utf8.count ?? 0) <= 100_000)
        #expect(sequence(most, ["TERM": "xterm"]) != nil)
        #expect(sequence(most + "x", ["TERM": "xterm"]) == nil)
        #expect(sequence("x", ["TERM": "linux"]) == nil)
        #expect(sequence("x", ["TERM": "vt100"]) == nil)
        #expect(sequence("x", [:]) == nil)
    }
}

@Suite struct NotificationTests {
    private func sequence(_ text: String, _ environment: [String: String] = ["TERM": "xterm-256color"]) -> String {
        NotificationSequence.make(for: text, environment: environment)
    }

    @Test("A notification is OSC 9, the text, and a bell that ends it")
    func plain() {
        #expect(sequence("acme: ops@b.example") == "\u{1B}]9;acme: ops@b.example\u{7}")
    }

    @Test("tmux and screen get it wrapped")
    func wrapped() {
        let inner = "\u{1B}]9;x\u{7}"
        #expect(
            sequence("x", ["TERM": "tmux-256color", "TMUX": "/tmp/x"]) == "\u{1B}Ptmux;\u{1B}\(inner)\u{1B}\\")
        #expect(sequence("x", ["TERM": "screen", "STY": "1.a"]) == "\u{1B}P\(inner)\u{1B}\\")
        #expect(sequence("x", ["TERM": "screen-256color"]) == "\u{1B}P\(inner)\u{1B}\\")
        let long = sequence(String(repeating: "\u{1F600}", count: 200), ["STY": "1.a"])
        let pieces = long.split(separator: "\u{1B}\\")
        #expect(pieces.count > 1)
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 242 })
    }

    @Test(
        "No text ends the sequence, or begins another one",
        arguments: [
            "a\u{7}b", "a\u{1B}\\b", "a\u{1B}]52;c;eA==\u{7}", "a\u{9C}b", "a\u{9B}31mb", "a\u{90}b", "a\u{202E}b",
            "a\nb\r\u{0}", "\u{1B}", String(repeating: "\u{1B}", count: 1000),
            "e" + String(repeating: "\u{301}", count: 9000),
        ])
    func hostile(text: String) {
        let sequence = sequence(text)
        #expect(sequence.hasPrefix("\u{1B}]9;") && sequence.hasSuffix("\u{7}"))
        let inside = sequence.unicodeScalars.dropFirst(4).dropLast()
        #expect(!inside.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
        #expect(sequence.utf8.count <= 500)
        let wrapped = self.sequence(text, ["TMUX": "/tmp/x"])
        #expect(wrapped.unicodeScalars.filter { $0 == "\u{1B}" }.count == 4)
    }
}

@Suite struct ColourNumberTests {
    @Test("A theme's colours become what the terminal has")
    @MainActor func numbers() {
        let colour = Colour.rgb(0xF2, 0x77, 0x7F)
        #expect(Looks.number(colour, .many) == 210)
        #expect(Looks.number(colour, .eight) == 1)
        #expect(Looks.number(colour, .direct) == 0xF2777F)
        #expect(Looks.number(colour, .none) == -1)
        #expect(Looks.number(.standard, .many) == -1)
        #expect(Looks.number(.named(5), .many) == 5)
        #expect(Looks.number(.named(9), .eight) == 7)
    }
}

@Suite struct EndTests {
    @Test("The exit code says why it ended, as a shell counts")
    func exitCodes() {
        #expect(ExitReason.stopped(3).exitCode == 3)
        #expect(ExitReason.signal(15).exitCode == 143)
        #expect(ExitReason.inputEnded.exitCode == 129)
    }

    @Test("Without a terminal the reason and the way out are told")
    @MainActor func errors() {
        #expect(
            TerminalError.notATerminal(.input).description
                == "standard input is not a terminal; "
                + "use --plain, `resellerdesk list` or `resellerdesk call`")
        #expect(
            TerminalError.dumb("dumb").description
                == "TERM=dumb cannot show a full screen; set TERM to your terminal's type, such as "
                + "xterm-256color, or use --plain")
        #expect(
            TerminalError.unknown("x").description
                == "TERM=x is unknown on this machine; install the package ncurses-term or set "
                + "TERM=xterm-256color")
        #expect(
            TerminalError.cannotMoveCursor("x").description
                == "TERM=x cannot move the cursor; set TERM to your terminal's type, or use --plain")
    }
}
