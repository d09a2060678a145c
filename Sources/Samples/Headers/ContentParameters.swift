import CGMime

/// Parameters of Content-Type or Content-Disposition, with all that mail programs make of them: extended ones, pieces
/// (RFC 2231), and encoded words where none may stand.
struct ContentParameters {
    /// What stands before the first semicolon, in small letters.
    private(set) var value = ""
    /// In small letters, as they are written: `filename*0*`.
    private var entries: [(name: String, value: [UInt8])] = []

    private static let mostEntries = 100

    init(_ bytes: [UInt8]) {
        let pieces = Self.split(bytes)
        value = String(decoding: pieces.first ?? [], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
        for piece in pieces.dropFirst().prefix(Self.mostEntries) {
            guard let equals = piece.firstIndex(of: 0x3D) else { continue }
            let name = String(decoding: piece[..<equals], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
            entries.append((name, Self.unquoted(Array(piece[(equals + 1)...]))))
        }
    }

    /// The plain value of a parameter.
    func text(_ name: String) -> String? {
        entries.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) } ?? all(name).first
    }

    /// Everything that this parameter may be read as, the extended forms first; without repetitions.
    func all(_ name: String) -> [String] {
        var found: [String] = []
        func add(_ text: String) { if !text.isEmpty, !found.contains(text) { found.append(text) } }
        for entry in entries where entry.name == name + "*" { add(Self.extended(entry.value)) }
        if let joined = joined(name) { add(joined) }
        for entry in entries where entry.name == name {
            let decoded = EncodedWords.text(entry.value)
            add(decoded)
            add(Self.extended(entry.value, needsCharset: true))
            add(String(decoding: Self.unescaped(Array(decoded.utf8)), as: UTF8.self))
        }
        return found
    }

    /// The pieces in the order of their numbers, each escaped or not.
    private func joined(_ name: String) -> String? {
        var pieces: [(number: Int, isEscaped: Bool, value: [UInt8])] = []
        for entry in entries where entry.name.hasPrefix(name + "*") {
            let rest = entry.name.dropFirst(name.count + 1)
            guard let number = Int(rest.prefix { $0.isASCII && $0.isNumber }.prefix(6)) else { continue }
            pieces.append((number, rest.hasSuffix("*"), entry.value))
        }
        guard !pieces.isEmpty else { return nil }
        pieces.sort { $0.number < $1.number }
        var (charset, bytes) = (nil as String?, [UInt8]())
        for (index, piece) in pieces.enumerated() {
            let split = index == 0 && piece.isEscaped ? Self.charset(piece.value) : nil
            charset = split?.charset ?? charset
            let value = split?.rest ?? piece.value
            bytes += piece.isEscaped ? Self.unescaped(value) : value
        }
        return charset == nil ? EncodedWords.text(bytes) : Charset.text(bytes, label: charset)
    }

    /// `utf-8'en'voucher%20.pdf`.
    private static func extended(_ value: [UInt8], needsCharset: Bool = false) -> String {
        guard let (charset, rest) = charset(value) else {
            return needsCharset ? "" : Charset.text(unescaped(value), label: nil)
        }
        return Charset.text(unescaped(rest), label: charset)
    }

    private static func charset(_ value: [UInt8]) -> (charset: String, rest: [UInt8])? {
        guard let first = value.firstIndex(of: 0x27), let second = value[(first + 1)...].firstIndex(of: 0x27),
            first <= 40
        else { return nil }
        return (String(decoding: value[..<first], as: UTF8.self), Array(value[(second + 1)...]))
    }

    static func unescaped(_ value: [UInt8]) -> [UInt8] {
        guard value.contains(0x25) else { return value }
        var result: [UInt8] = []
        var index = 0
        while index < value.count {
            if value[index] == 0x25, index + 2 < value.count,
                let byte = UInt8(String(decoding: value[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(value[index])
                index += 1
            }
        }
        return result
    }

    /// The pieces between semicolons, outside of quotation marks and comments; the marks stay.
    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var (isQuoted, isEscaped, depth) = (false, false, 0)
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if byte == 0x5C, isQuoted || depth > 0 {
                isEscaped = true
            } else if byte == 0x22, depth == 0 {
                isQuoted.toggle()
            } else if byte == 0x28, !isQuoted, isComment(pieces[pieces.count - 1]) || depth > 0 {
                depth += 1
            } else if byte == 0x29, depth > 0 {
                depth -= 1
                continue
            } else if byte == 0x3B, !isQuoted, depth == 0 {
                pieces.append([])
                continue
            }
            if depth == 0 { pieces[pieces.count - 1].append(byte) }
        }
        return pieces
    }

    /// Whether a bracket here opens a comment: within a value that is not quoted it is most often part of a name.
    private static func isComment(_ piece: [UInt8]) -> Bool {
        guard let equals = piece.firstIndex(of: 0x3D) else { return true }
        return piece[(equals + 1)...].allSatisfy { $0 == 0x20 || $0 == 0x09 } || piece.last == 0x20
            || piece.last == 0x22
    }

    private static func unquoted(_ value: [UInt8]) -> [UInt8] {
        let blanks: Set<UInt8> = [0x20, 0x09]
        let value = Array(value.drop(while: blanks.contains).reversed().drop(while: blanks.contains).reversed())
        guard value.first == 0x22 else { return value }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in value.dropFirst() {
            if isEscaped {
                result.append(byte)
                isEscaped = false
            } else if byte == 0x5C {
                isEscaped = true
            } else if byte != 0x22 {
                result.append(byte)
            }
        }
        return result
    }
}
