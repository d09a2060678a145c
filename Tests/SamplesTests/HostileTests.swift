import Records
import Testing

@testable import Samples

@Suite struct HostileTests {
    @Test(
        "Broken messages give what can be had",
        arguments: [
            "", "\n", "\r\n\r\n", "no header at all", "Subject: only\n", ":\n:\n", "Subject\n\nbody", "\0\0\0\0",
            "Subject: a\0b\n\nc\0d", "From nobody\nSubject: x\n\nmbox", "Content-Type: \n\n",
            "Content-Type: multipart/mixed\n\nx",
            "Content-Type: multipart/mixed; boundary=\"\"\n\n--\nx\n----\n",
            "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQUJD=RE",
            "Content-Transfer-Encoding: x-uuencode\n\nbegin 6\n",
            "Content-Type: message/rfc822\n\n", "Content-Type: message/partial; id=x; number=1\n\nx",
            "Content-Type: message/external-body; access-type=x\n\n", "Subject: =?utf-8?B?////?= =?x?q??= =?utf-8?Q?=",
            "Content-Disposition: attachment; filename*0*=utf-8''%; filename*9999999999=x\n\n",
            "Content-Type: a/b; name*0=\"\\", "Date: 99999999999999999999\n\n",
            "Date: Mon, 99 Foo 99999999 99:99:99 +9999\n\n",
            "From: \"\\\n\n", "To: a:b:c:d:;;;<<<>>>@,,,\n\n", "From: (((((((\n\n", "Subject: \u{202E}x\u{1B}[2J\n\n",
        ])
    func broken(text: String) {
        let message = opened(text)
        #expect(message.sample.size == mail(text).count)
        #expect(message.parts.count <= 200)
    }

    @Test("Of bytes that are no message the body is still readable")
    func noSeparator() {
        #expect(opened("Subject: x\nhello there\nmore\n").sample.subject == "x")
        #expect(opened("Subject: a\0b\n\nc\0d").text.contains("c\0d"))
    }

    @Test("A thousand levels of parts do not exhaust the stack, and a few hundred of anything are enough")
    func nested() {
        var multipart = ""
        for level in 0..<1_000 {
            multipart += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        #expect((1...33).contains(opened(multipart).parts.count))
        let enclosed = String(repeating: "Content-Type: message/rfc822\n\n", count: 1_000)
        #expect((1...33).contains(opened(enclosed).parts.count))
        let wide = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 50_000)
        #expect(opened(wide).parts.count == 200)
        let headers = String(repeating: "a: b\n", count: 300_000) + "\nbody"
        #expect(opened(headers).headers.count == 500)
    }

    @Test(
        "Header lines of a megabyte are cut",
        arguments: [
            "Subject: ", "From: ", "To: a,", "Content-Type: ", "Content-Type: a/b; x=", "Content-Disposition: ",
            "Date: ",
            "References: <", "Authentication-Results: mx; (", "Content-Type: message/rfc822\n\nTo: ",
        ])
    func longHeaders(start: String) {
        let fillings = ["x", "(", "\"", "a:", "=?utf-8?q?x?= ", "<a@b>,", ";a=b", "x*0=a;", "\\", "[", "\u{FC}", "\n "]
        for filling in fillings {
            // All of a megabyte once; the others are as telling when they are shorter, and quicker.
            let count = (filling == "x" ? 1 << 20 : 1 << 15) / filling.utf8.count
            let message = opened(start + String(repeating: filling, count: count) + "\nSubject: after\n\nbody")
            #expect(message.headers.allSatisfy { $0.value.utf8.count <= 100_000 }, "\(start) \(filling)")
        }
    }

    @Test("Reading in a small stack is enough, as worker threads have one")
    func smallStack() async {
        let nested = (0..<1_000).map { "Content-Type: multipart/x; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        // Tasks run on threads of half a megabyte.
        let count = await Task.detached { opened(nested).parts.count }.value
        #expect(count > 1)
    }

    @Test("Mutated messages never end the program and never give more than allowed", arguments: 0..<8)
    func mutated(seed: Int) {
        var generator = Seeded(state: UInt64(seed))
        let seeds = [mail(prize), Array(prize.utf8), mail("Content-Type: message/rfc822\n\n" + prize)]
        let pieces: [[UInt8]] = [
            "--inner", "--outer--", "\r\n\r\n", "Content-Type: multipart/mixed; boundary=", "=?utf-8?Q?", "?=", "\0",
            "(",
            "\"", ";", "Content-Transfer-Encoding: quoted-printable\r\n", "=", "charset=utf-7", "<a href=", "&#",
            "\u{1B}",
        ].map { Array($0.utf8) }
        for round in 0..<400 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...12, using: &generator) { mutate(&bytes, pieces, &generator) }
            let message = opened(bytes)
            let headers = MIMEMessage(bytes: MessageGuard.guarded(bytes, headersOnly: true), readsParts: false)
            #expect(message.parts.count <= 200 && message.links.count <= 500)
            #expect(message.text.utf8.count <= 3 * MIMEMessage.mostText)
            #expect((headers?.headers.count ?? 0) <= 500)
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ pieces: [[UInt8]], _ generator: inout Seeded) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = .random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + .random(in: 1...80, using: &generator)))
        case 2: bytes.insert(contentsOf: pieces[.random(in: 0..<pieces.count, using: &generator)], at: place)
        case 3: bytes.removeSubrange(place...)
        default:
            let end = min(bytes.count, place + .random(in: 1...300, using: &generator))
            bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
        }
    }
}

/// Random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
