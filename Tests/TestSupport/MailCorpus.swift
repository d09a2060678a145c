/// Mail in the shapes in which it comes in the real world, and worse; all of it is made up here.
package enum MailCorpus {
    package struct Mail: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Messages written by hand, one for each way to be wrong.
    package static let written: [Mail] =
        structures + headers + encodedWords + charsets + encodings + bodies + attachments + pages + controls

    /// As many messages made of pieces of those, the same in every run.
    package static func mutants(seed: UInt64, count: Int) -> [Mail] {
        var dice = CorpusDice(state: seed)
        return (0..<count).map { number in
            var bytes = written[dice.below(written.count)].bytes
            // Long ones are long for a reason of their own; a piece of one is as odd.
            if bytes.count > 20_000 { bytes = Array(bytes.prefix(20_000)) }
            for _ in 0..<(1 + dice.below(8)) { mutate(&bytes, &dice) }
            return Mail(name: "mutant \(seed)-\(number)", bytes: bytes)
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ dice: inout CorpusDice) {
        guard !bytes.isEmpty else { return bytes.append(UInt8(dice.below(256))) }
        let place = dice.below(bytes.count)
        switch dice.below(7) {
        case 0: bytes[place] = UInt8(dice.below(256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.below(60)))
        case 2: bytes.insert(contentsOf: Array(tokens[dice.below(tokens.count)].utf8), at: place)
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.insert(contentsOf: (0..<8).map { _ in UInt8(dice.below(32)) }, at: place)
        case 5:
            let other = written[dice.below(written.count)].bytes.prefix(2_000)
            bytes.insert(contentsOf: other, at: place)
        default:
            let end = min(bytes.count, place + 1 + dice.below(200))
            bytes.insert(contentsOf: bytes[place..<end], at: dice.below(bytes.count))
        }
    }

    private static let tokens = [
        "--b\n", "--b--\n", "\n\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "=?utf-8?Q?", "?=", "\0",
        "\u{1B}[2J",
        "\u{1B}]0;x\u{7}", "\u{9B}31m", "\u{202E}", "\u{200B}", "Content-Transfer-Encoding: base64\n", "charset=utf-7",
        "<a href=\"", "<div style=\"display:none\">", "</div>", "<style>.a{color:#fff}", "&#27;", "&#x202e;",
        "<form action=",
        "From: \"", "Subject: ", "xn--", "https://", "@", "filename=\"a.exe\"", "\r", "\u{FEFF}", "=1B=5B2J",
    ]

    static func text(_ name: String, _ text: String) -> Mail { Mail(name: name, bytes: Array(text.utf8)) }
}

/// Numbers that are the same in every run.
package struct CorpusDice {
    private var state: UInt64

    package init(state: UInt64) { self.state = state }

    package mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
}
