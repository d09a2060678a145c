import Foundation

/// The part of Markdown that the manual is written in.
struct MarkdownPage: Equatable {
    enum Block: Equatable {
        case heading(String)
        case paragraph(String)
        case item(String)
        case code([String])
        /// The first row is the header.
        case table([[String]])
    }

    let title: String
    /// The first paragraph.
    let summary: String
    /// What follows it.
    let blocks: [Block]

    init(_ text: String) {
        var reader = MarkdownReader()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { reader.take(String(line)) }
        reader.close()
        title = reader.title
        if case .paragraph(let first)? = reader.blocks.first {
            summary = first
            blocks = Array(reader.blocks.dropFirst())
        } else {
            summary = ""
            blocks = reader.blocks
        }
    }

    /// Pieces of a line, as `code` or as plain text. Links to other articles become the command that prints them.
    static func pieces(of text: String) -> [(text: String, isCode: Bool)] {
        var linked = text.replacing("**", with: "").replacing("\\|", with: "|")
        while let start = linked.range(of: "<doc:"), let end = linked[start.upperBound...].firstIndex(of: ">") {
            let name = ManualTopic.name(of: String(linked[start.upperBound..<end]))
            linked.replaceSubrange(start.lowerBound...end, with: "`resellerdesk man \(name)`")
        }
        return linked.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { (String($0.element), $0.offset % 2 == 1) }.filter { !$0.0.isEmpty }
    }
}

/// Takes a page line by line.
private struct MarkdownReader {
    private(set) var title = ""
    private(set) var blocks: [MarkdownPage.Block] = []
    private var open: MarkdownPage.Block?
    private var isInCode = false

    mutating func take(_ line: String) {
        if line.hasPrefix("```") {
            if isInCode { close() } else { start(.code([])) }
            isInCode.toggle()
        } else if isInCode, case .code(let lines)? = open {
            open = .code(lines + [line])
        } else {
            takeText(line.trimmingCharacters(in: .whitespaces))
        }
    }

    mutating func close() {
        if let open { blocks.append(open) }
        open = nil
    }

    private mutating func start(_ block: MarkdownPage.Block) {
        close()
        open = block
    }

    private mutating func takeText(_ line: String) {
        switch line {
        // A comment marks a place for a test.
        case _ where line.isEmpty || line.hasPrefix("<!--"): close()
        case _ where line.hasPrefix("# "): title = String(line.dropFirst(2))
        case _ where line.hasPrefix("#"):
            start(.heading(line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)))
            close()
        case _ where line.hasPrefix("|"): takeRow(line)
        case _ where line.hasPrefix("- "): start(.item(String(line.dropFirst(2))))
        default: goOn(with: line)
        }
    }

    private mutating func goOn(with line: String) {
        switch open {
        case .item(let text)?: open = .item(text + " " + line)
        case .paragraph(let text)?: open = .paragraph(text + " " + line)
        default: start(.paragraph(line))
        }
    }

    private mutating func takeRow(_ line: String) {
        let cells = Self.cells(of: line)
        guard case .table(let rows)? = open else { return start(.table([cells])) }
        let isRule = cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 == "-" } }
        if !isRule { open = .table(rows + [cells]) }
    }

    /// A bar behind a backslash is text.
    private static func cells(of line: String) -> [String] {
        let bar = "\u{0}"
        return line.replacing("\\|", with: bar).split(separator: "|", omittingEmptySubsequences: false)
            .dropFirst().dropLast()
            .map { $0.replacing(bar, with: "|").trimmingCharacters(in: .whitespaces) }
    }
}
