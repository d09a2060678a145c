import CGMime

/// Text of headers with its encoded words (RFC 2047) decoded, also where they stand in places that no standard allows.
/// Each word is decoded by itself, and words of one charset that follow each other are joined as bytes: a character may be
/// split over two of them.
struct EncodedWords {
    private let bytes: [UInt8]
    private var text = ""
    private var literal: [UInt8] = []
    /// Bytes of words that are not text yet, and their charset.
    private var pending: (charset: String, bytes: [UInt8])?
    /// What the words say, without the text between them.
    private var ofWords = ""
    /// Once no word ends behind a place, none does behind a later one.
    private var hasEnds = true

    static func text(_ bytes: [UInt8]) -> String {
        var words = EncodedWords(bytes: bytes)
        words.run()
        return words.text
    }

    /// What the encoded words alone say; empty where there is none.
    static func hidden(in bytes: [UInt8]) -> String {
        var words = EncodedWords(bytes: bytes)
        words.run()
        return words.ofWords
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() {
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3D, let word = word(at: index) {
                append(word)
                index = word.end
            } else {
                literal.append(bytes[index])
                index += 1
            }
        }
        flushWords()
        flushLiteral()
    }

    private struct Word {
        let charset: String
        let bytes: [UInt8]
        let end: Int
    }

    private mutating func append(_ word: Word) {
        // Blanks between two words are of the way; anything else stays.
        let isBlank = literal.allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if pending != nil, isBlank {
            literal = []
        } else {
            flushWords()
            flushLiteral()
        }
        if pending?.charset != word.charset { flushWords() }
        pending = (word.charset, (pending?.bytes ?? []) + word.bytes)
    }

    private mutating func flushWords() {
        guard let words = pending else { return }
        pending = nil
        let said = Charset.text(words.bytes, label: words.charset)
        text += said
        ofWords += said
    }

    private mutating func flushLiteral() {
        if !literal.isEmpty { text += Charset.text(literal, label: nil) }
        literal = []
    }

    /// The word that starts here: `=?charset*language?B?text?=`.
    private mutating func word(at start: Int) -> Word? {
        guard hasEnds, start + 1 < bytes.count, bytes[start + 1] == 0x3F else { return nil }
        guard let first = question(after: start + 2, within: 60), first > start + 2, first + 2 < bytes.count,
            bytes[first + 2] == 0x3F, let encoding = Self.encoding(bytes[first + 1])
        else { return nil }
        var end = first + 3
        while end + 1 < bytes.count, bytes[end] != 0x3F || bytes[end + 1] != 0x3D { end += 1 }
        guard end + 1 < bytes.count else {
            hasEnds = false
            return nil
        }
        let name = bytes[start + 2..<first].prefix { $0 != 0x2A }
        return Word(
            charset: String(decoding: name, as: UTF8.self).lowercased(),
            bytes: Self.decoded(Array(bytes[first + 3..<end]), encoding), end: end + 2)
    }

    private func question(after start: Int, within most: Int) -> Int? {
        bytes[min(start, bytes.count)..<min(bytes.count, start + most)].firstIndex { $0 == 0x3F || $0 <= 0x20 }
            .flatMap { bytes[$0] == 0x3F ? $0 : nil }
    }

    private static func encoding(_ letter: UInt8) -> cg_encoding? {
        switch letter | 0x20 {
        case 0x62: CG_BASE64
        case 0x71: CG_QUOTED_PRINTABLE
        default: nil
        }
    }

    private static func decoded(_ text: [UInt8], _ encoding: cg_encoding) -> [UInt8] {
        // An underscore is a blank, written so that it is none at the end of a line.
        let text = encoding == CG_BASE64 ? text : text.flatMap { $0 == 0x5F ? Array("=20".utf8) : [$0] }
        return [UInt8](unsafeUninitializedCapacity: text.count) { room, count in
            count = text.withUnsafeBufferPointer { from in
                room.baseAddress.map { cg_decode(encoding, from.baseAddress, from.count, $0) } ?? 0
            }
        }
    }
}
