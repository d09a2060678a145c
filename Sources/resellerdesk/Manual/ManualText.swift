import Foundation
import Screen

/// A topic for a terminal, a pager or a pipe: plain text, at most 80 columns but for code.
struct ManualText {
    static let width = 80
    /// The widest first column that shares its line with the second.
    private static let widestHead = 26

    let topic: ManualTopic

    var text: String {
        let page = topic.page
        let start = [page.title.uppercased(), "", Self.wrapped(Self.plain(page.summary)), ""]
        return (start + page.blocks.map { Self.lines($0) }).joined(separator: "\n")
    }

    /// A block with the blank line that follows it.
    private static func lines(_ block: MarkdownPage.Block) -> String {
        switch block {
        case .heading(let text): "\(plain(text).uppercased())\n"
        case .paragraph(let text): wrapped(plain(text)) + "\n"
        case .item(let text): wrapped("- " + plain(text), indent: 2) + "\n"
        case .code(let lines): lines.map { "    \($0)\n" }.joined()
        case .table(let rows): table(rows) + "\n"
        }
    }

    private static func table(_ rows: [[String]]) -> String {
        guard let header = rows.first else { return "" }
        let lines = rows.dropFirst().map { $0.map(plain) }
        // A table of two columns whose second has no name is a group with a title.
        let title = header.count == 2 && header[1].isEmpty ? ["\(plain(header[0])):"] : []
        let body = lines.map { header.count == 2 ? pair($0) : record($0, header) }
        return (title + body).joined(separator: "\n")
    }

    private static func pair(_ cells: [String]) -> String {
        guard cells.count == 2 else { return wrapped(cells.joined(separator: "  ")) }
        let head = "  " + cells[0]
        let padded = head.padding(toLength: max(widestHead, head.count), withPad: " ", startingAt: 0)
        guard head.count < widestHead else {
            return wrapped(head, indent: 4) + "\n"
                + wrapped(String(repeating: " ", count: widestHead) + cells[1], indent: widestHead)
        }
        return wrapped(padded + cells[1], indent: widestHead)
    }

    /// More than two columns: the first as a head, the others beneath it.
    private static func record(_ cells: [String], _ header: [String]) -> String {
        let rest = zip(header, cells).dropFirst().filter { !$0.1.isEmpty }
            .map { wrapped("    \(plain($0.0)): \($0.1)", indent: 6) }
        return ([wrapped("  " + (cells.first ?? ""), indent: 4)] + rest).joined(separator: "\n")
    }

    static func plain(_ text: String) -> String { MarkdownPage.pieces(of: text).map(\.text).joined() }

    /// Broken at blanks; the blanks in front of the first word stay.
    static func wrapped(_ text: String, indent: Int = 0) -> String {
        let start = text.prefix { $0 == " " }
        var lines: [String] = []
        var line = String(start)
        var isFresh = true
        for word in text.dropFirst(start.count).split(separator: " ", omittingEmptySubsequences: false) {
            if !isFresh, Text.width(of: line) + 1 + Text.width(of: String(word)) > width {
                lines.append(line.trimmingTrailing)
                (line, isFresh) = (String(repeating: " ", count: indent), true)
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return (lines + [line.trimmingTrailing]).joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingTrailing: String { String(reversed().drop { $0 == " " }.reversed()) }
}
