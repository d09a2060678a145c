import Foundation

/// The language of `man`.
enum Roff {
    static func title(_ name: String, version: String) -> String {
        ".TH \(name) 1 \"\" \"\(text(version))\" \"ResellerDesk\"\n"
    }

    static func section(_ title: String, _ body: String) -> String { ".SH \(text(title))\n\(body)" }

    static func item(_ head: String, _ body: String) -> String {
        ".TP\n.B \(bold(head))\n" + line(body.isEmpty ? " " : body)
    }

    /// A quotation mark would begin an argument of the macro.
    static func bold(_ head: String) -> String { text(head).replacing("\"", with: "\\(dq") }

    static func line(_ text: String) -> String {
        text.split(separator: "\n").map { Self.text(String($0)) + "\n" }.joined()
    }

    /// Lines of their own, as they stand in the help.
    static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n").map { Self.text(String($0)) + "\n" }.joined(separator: ".br\n")
    }

    /// Plain text, in which nothing is a command of the language.
    static func text(_ text: String) -> String {
        let escaped = escaped(text)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// The same within a line.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "\\(ga")
            .replacing("^", with: "\\(ha").replacing("~", with: "\\(ti")
    }
}

/// A topic in the language of `man`.
struct ManualRoff {
    let topic: ManualTopic
    let version: String

    var roff: String {
        let page = topic.page
        let name = "resellerdesk-\(topic.name)"
        let head = "\(Roff.escaped(name)) \\- \(Self.inline(page.summary))\n"
        return Roff.title("RESELLERDESK\\-\(topic.name.uppercased())", version: version)
            + Roff.section("NAME", head) + ".SH DESCRIPTION\n" + page.blocks.map { Self.block($0) }.joined()
    }

    private static func block(_ block: MarkdownPage.Block) -> String {
        switch block {
        case .heading(let text): Roff.section(ManualText.plain(text).uppercased(), "")
        case .paragraph(let text): ".PP\n\(inline(text))\n"
        case .item(let text): ".IP \\(bu 2\n\(inline(text))\n"
        case .code(let lines): ".PP\n.nf\n" + lines.map { Roff.text($0) + "\n" }.joined() + ".fi\n"
        case .table(let rows): table(rows)
        }
    }

    private static func table(_ rows: [[String]]) -> String {
        guard let header = rows.first else { return "" }
        let title = header.count == 2 && header[1].isEmpty ? ".SS \(Roff.text(ManualText.plain(header[0])))\n" : ""
        return title
            + rows.dropFirst().map { cells in
                let rest = zip(header, cells).dropFirst().filter { !$0.1.isEmpty }
                let words = rest.map { header.count == 2 ? $0.1 : "\($0.0): \($0.1)" }
                return ".TP\n.B \(Roff.bold(ManualText.plain(cells.first ?? "")))\n"
                    + words.map { inline($0) + "\n" }.joined(separator: ".br\n")
            }.joined()
    }

    /// Text with its code in bold.
    private static func inline(_ text: String) -> String {
        let line = MarkdownPage.pieces(of: text)
            .map { $0.isCode ? "\\fB\(Roff.escaped($0.text))\\fR" : Roff.escaped($0.text) }.joined()
        return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }
}
