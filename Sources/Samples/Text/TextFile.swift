import CGMime

/// A file that is written into plain text.
struct TextFile: Equatable {
    let name: String
    /// How it is written: `uuencoded`.
    let form: String
    /// At most its first eight bytes, as far as they can be told.
    var head: [UInt8] = []
    var size = 0

    private static let most = 50

    /// In the order of the text; at most fifty of each form.
    static func all(in text: String) -> [TextFile] {
        let hasAny = text.holds("begin") || text.holds("BinHex 4.0")
        guard hasAny else { return [] }
        return uuencoded(in: text) + marked(in: text)
    }

    /// Between `begin 644 NAME` and `end`, or as base64 between `begin-base64 644 NAME` and `====`.
    private static func uuencoded(in text: String) -> [TextFile] {
        var found: [TextFile] = []
        var open: TextFile?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) where found.count < most {
            if let file = open {
                open = file.taking(line)
                if open == nil { found.append(file) }
            } else if line.hasPrefix("begin") {
                open = begun(line)
            }
        }
        if let open { found.append(open) }
        return found
    }

    private static func begun(_ line: Substring) -> TextFile? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "begin" || words[0] == "begin-base64",
            (3...4).contains(words[1].count), words[1].allSatisfy(\.isWholeNumber)
        else { return nil }
        return TextFile(
            name: String(words[2].filter { !$0.isNewline }), form: words[0] == "begin" ? "uuencoded" : "base64")
    }

    /// With a line more; nil where the file ends there.
    private func taking(_ line: Substring) -> TextFile? {
        var file = self
        if form == "base64" {
            if line.hasPrefix("====") { return nil }
            let bytes = Self.base64(Array(line.utf8.prefix(4_096)))
            if head.isEmpty { file.head = Array(bytes.prefix(8)) }
            file.size += bytes.count
            return file
        }
        let size = line.utf8.first.map { Int($0 & 0x3F ^ 0x20) } ?? 0
        if size == 0 || line == "end" { return nil }
        if head.isEmpty { file.head = Self.uudecoded(line) }
        file.size += size
        return file
    }

    static func base64(_ text: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.count) { room, count in
            count = text.withUnsafeBufferPointer { from in
                room.baseAddress.map { cg_decode(CG_BASE64, from.baseAddress, from.count, $0) } ?? 0
            }
        }
    }

    /// The first bytes of a uuencoded line.
    private static func uudecoded(_ line: Substring) -> [UInt8] {
        let digits = line.utf8.dropFirst().prefix(12).map { $0 &- 0x20 & 0x3F }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count - digits.count % 4, by: 4) {
            bytes += [
                digits[start] << 2 | digits[start + 1] >> 4, digits[start + 1] << 4 | digits[start + 2] >> 2,
                digits[start + 2] << 6 | digits[start + 3],
            ]
        }
        return Array(bytes.prefix(min(8, Int((line.utf8.first ?? 0x20) & 0x3F ^ 0x20))))
    }

    /// Files whose form is told by a line of its own: yEnc and BinHex.
    private static func marked(in text: String) -> [TextFile] {
        var found: [TextFile] = []
        for line in text.split(separator: "\n") where found.count < most {
            if line.hasPrefix("=ybegin "), let name = line.firstRange(of: " name=") {
                let size = line.firstRange(of: " size=").map { line[$0.upperBound...].prefix { $0.isNumber } }
                found.append(
                    TextFile(
                        name: String(line[name.upperBound...].prefix(500)), form: "yEnc",
                        size: size.flatMap { Int($0) } ?? 0))
            } else if line.hasPrefix("(This file must be converted with BinHex") {
                found.append(TextFile(name: "a file in BinHex", form: "BinHex"))
            }
        }
        return found
    }
}

/// What the entries of a calendar or an address card lead to, and hold.
struct FoldedEntries {
    /// Addresses of entries that are made to be followed.
    private(set) var targets: [String] = []
    private(set) var files: [TextFile] = []

    private static let most = 50

    init(_ text: String) {
        let whole = text.replacing("\n ", with: "").replacing("\n\t", with: "")
        for line in whole.split(separator: "\n") where targets.count < Self.most && files.count < Self.most {
            let head = line.prefix { $0 != ":" }.prefix(1_000)
            let name = head.prefix { $0 != ";" }.uppercased().split(separator: ".").last ?? ""
            guard ["URL", "ATTACH", "CONFERENCE", "SOURCE"].contains(name), head.endIndex < line.endIndex else {
                continue
            }
            let value = Self.value(of: line, name)
            if head.uppercased().contains("ENCODING=B") {
                let bytes = TextFile.base64(Array(value.utf8.prefix(64)))
                files.append(
                    TextFile(
                        name: Self.fileName(head) ?? "an attachment of the calendar", form: "base64",
                        head: Array(bytes.prefix(8)), size: value.utf8.count / 4 * 3))
            } else if !value.isEmpty {
                targets.append(String(value.prefix(2_000)))
            }
        }
    }

    /// Behind the first colon that is not within quotation marks.
    private static func value(of line: Substring, _ name: Substring) -> Substring {
        var isQuoted = false
        for index in line.indices {
            if line[index] == "\"" { isQuoted.toggle() }
            if line[index] == ":", !isQuoted { return line[line.index(after: index)...].drop { $0 == " " } }
        }
        return ""
    }

    private static func fileName(_ head: Substring) -> String? {
        for piece in head.split(separator: ";") {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].uppercased().hasSuffix("FILENAME") else { continue }
            return String(pair[1].filter { $0 != "\"" })
        }
        return nil
    }
}
