/// Measuring, cutting and cleaning of text for the screen. Everything here counts in columns, never in bytes.
package enum Text {
    /// Cut at the end: the whole text if it fits, else its start and an ellipsis inside the width.
    package static func clip(_ text: String, width: Int, glyphs: Glyphs = .unicode) -> String {
        if isPrintableASCII(text), text.utf8.count <= width { return text }
        let shown = glyphs.plain(neutralise(text))
        guard Text.width(of: shown) > width else { return shown }
        let dots = glyphs.ellipsis
        guard width > dots.count else { return String(dots.prefix(max(width, 0))) }
        var start = prefix(of: shown, width: width - dots.count)
        while start.last == " " { start.removeLast() }
        return start + dots
    }

    /// Cut in the middle: an address keeps who it is and the end of its domain.
    package static func clipMiddle(_ text: String, width: Int, glyphs: Glyphs = .unicode) -> String {
        if isPrintableASCII(text), text.utf8.count <= width { return text }
        let shown = glyphs.plain(neutralise(text))
        guard Text.width(of: shown) > width else { return shown }
        let dots = glyphs.ellipsis
        let room = width - dots.count
        guard room > 0 else { return String(dots.prefix(max(width, 0))) }
        let tail = room * 3 / 5
        return prefix(of: shown, width: room - tail) + dots + suffix(of: shown, width: tail)
    }

    /// As many whole graphemes from the start as fit.
    package static func prefix(of text: String, width: Int) -> String {
        var column = 0
        var end = text.startIndex
        while end < text.endIndex {
            column += Text.width(of: text[end])
            if column > width { break }
            end = text.index(after: end)
        }
        return String(text[..<end])
    }

    /// As many whole graphemes from the end as fit.
    package static func suffix(of text: String, width: Int) -> String {
        var column = 0
        var start = text.endIndex
        while start > text.startIndex {
            let before = text.index(before: start)
            column += Text.width(of: text[before])
            if column > width { break }
            start = before
        }
        return String(text[start...])
    }

    /// Broken into rows at blanks; a word longer than a row is broken where it must. Line ends are kept.
    package static func wrap(_ text: String, width: Int) -> [String] {
        guard width > 0 else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .flatMap { wrapLine(neutralise(String($0)), width: width) }
    }

    private static func wrapLine(_ line: String, width: Int) -> [String] {
        var rows: [String] = []
        var row = ""
        var column = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: true) {
            let wide = Text.width(of: String(word))
            if !row.isEmpty, column + 1 + wide <= width {
                row += " " + word
                column += 1 + wide
                continue
            }
            if !row.isEmpty { rows.append(row) }
            let parts = cutHarmless(word, width: width)
            rows += parts.dropLast()
            row = parts.last ?? ""
            column = Text.width(of: row)
        }
        if !row.isEmpty || rows.isEmpty { rows.append(row) }
        return rows
    }

    /// Broken into rows wherever one is full, blanks and all: for what is told as it is written.
    package static func cut(_ text: String, width: Int, glyphs: Glyphs = .unicode) -> [String] {
        guard width > 0 else { return [] }
        if isPrintableASCII(text), text.utf8.count <= width { return [text] }
        return cutHarmless(glyphs.plain(neutralise(text))[...], width: width)
    }

    /// One row at least. Each character is looked at once, however long the text is.
    private static func cutHarmless(_ text: Substring, width: Int) -> [String] {
        var rows: [String] = []
        var start = text.startIndex
        var column = 0
        var end = text.startIndex
        while end < text.endIndex {
            let wide = Text.width(of: text[end])
            if column + wide > width, end > start {
                rows.append(String(text[start..<end]))
                (start, column) = (end, 0)
            }
            column += wide
            end = text.index(after: end)
            // A wide character in a single column: it goes alone and is a blank there.
            guard column > width else { continue }
            rows.append(" ")
            (start, column) = (end, 0)
        }
        if start < text.endIndex || rows.isEmpty { rows.append(String(text[start...])) }
        return rows
    }
}
