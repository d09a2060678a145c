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
}
