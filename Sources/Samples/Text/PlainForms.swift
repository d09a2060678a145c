/// Text that is written in lines which are not those of its paragraphs.
enum PlainForms {
    /// Text of `format=flowed` (RFC 3676): a line that ends in a blank goes on in the next one of as many quotation marks.
    static func unflowed(_ text: String, deletesSpace: Bool) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var (depth, isOpen, isStarted) = (0, false, false)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let marks = line.prefix { $0 == ">" }.count
            var content = line.dropFirst(marks)
            if content.first == " " { content = content.dropFirst() }
            let isSignature = content == "-- "
            let goesOn = isOpen && marks == depth && !isSignature
            if !goesOn {
                if isStarted { result.append("\n") }
                if marks > 0 { result += String(repeating: ">", count: marks) + " " }
            }
            isStarted = true
            isOpen = content.last == " " && !isSignature
            result += isOpen && deletesSpace ? content.dropLast() : content
            depth = marks
        }
        return result
    }

    /// Lines of calendars and address cards: those that begin with a blank go on with the line before; escapes undone.
    static func unfolded(_ text: String) -> String {
        let whole = text.replacing("\n ", with: "").replacing("\n\t", with: "")
        var result = ""
        var isEscaped = false
        for character in whole {
            if isEscaped {
                result.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// Files that stand in plain text between `begin 644 NAME` and `end`: their names and first bytes.
    static func uuencoded(in text: String) -> [(name: String, head: [UInt8], size: Int)] {
        var found: [(name: String, head: [UInt8], size: Int)] = []
        guard text.holds("begin ") else { return [] }
        var open: (name: String, head: [UInt8], size: Int)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) where found.count < 50 {
            if let file = open {
                let size = line.utf8.first.map { Int($0 & 0x3F ^ 0x20) } ?? 0
                if size == 0 || line == "end" {
                    found.append(file)
                    open = nil
                } else {
                    open = (file.name, file.head.isEmpty ? uudecoded(line) : file.head, file.size + size)
                }
            } else if line.hasPrefix("begin ") {
                let words = line.split(separator: " ", maxSplits: 2)
                let isMode =
                    words.count == 3 && (3...4).contains(words[1].count) && words[1].allSatisfy(\.isWholeNumber)
                if isMode { open = (String(words[2].filter { !$0.isNewline }), [], 0) }
            }
        }
        if let open { found.append(open) }
        return found
    }

    /// The first bytes of such a line.
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
}
