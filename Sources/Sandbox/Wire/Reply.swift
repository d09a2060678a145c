import ResellerAPI

/// What a call is answered with, before a format gives it bytes.
enum Reply: Sendable {
    /// One word or sentence.
    case message(String)
    case rows(ShapeName, [Row])
    /// A list too long to be held at once: pages by number, from 0.
    case pages(ShapeName, @Sendable (Int) -> Page)
    /// The lines of one invoice, in pages, under its number.
    case usage(number: String, @Sendable (Int) -> Page)
    case one(ShapeName, Row)
    /// The older answer of app settings, with a message beside them.
    case settings(Row)

    static let success = Reply.message("success")
    static func none(_ shape: ShapeName) -> Reply { .rows(shape, []) }
}

/// Some rows of a long list.
struct Page: Sendable {
    let rows: [Row]
    let isLast: Bool
}

/// Turns replies into bytes, a piece at a time.
struct ReplyEncoder: Sendable {
    enum Format: String, Sendable, CaseIterable {
        case json, xml
        var contentType: String { self == .json ? "application/json" : "text/xml" }
    }

    let format: Format
    /// Whether the answer has the shapes of version 1.
    let older: Bool

    /// All bytes of a reply that is held whole.
    func bytes(_ reply: Reply) -> [UInt8] {
        var out: [UInt8] = []
        var progress = Progress()
        while !progress.isDone { out.append(contentsOf: next(reply, &progress)) }
        return out
    }

    /// How far an answer has been turned into bytes.
    struct Progress: Sendable {
        fileprivate(set) var number = 0
        /// Whether a row was written, so that the next one needs a comma before it.
        fileprivate(set) var hasRows = false
        fileprivate(set) var isDone = false

        /// Of an answer that is one piece.
        mutating func finish() { isDone = true }
    }

    /// The next piece of the answer.
    func next(_ reply: Reply, _ progress: inout Progress) -> [UInt8] {
        let piece = piece(reply, progress.number, &progress.hasRows)
        progress.number += 1
        progress.isDone = piece.isLast
        return piece.bytes
    }

    private func piece(_ reply: Reply, _ number: Int, _ hasRows: inout Bool) -> (bytes: [UInt8], isLast: Bool) {
        switch reply {
        case .pages(let shape, let page): piece(shape, page(number), number, &hasRows)
        case .usage(let invoice, let page): usage(invoice, page(number), number, &hasRows)
        default: (format == .json ? json(reply) : xml(reply), true)
        }
    }

    private func json(_ reply: Reply) -> [UInt8] {
        var out: [UInt8] = []
        switch reply {
        case .message(let text): JSONEncoding.write([Column("message", text)], to: &out)
        case .rows(let shape, let rows):
            out.append(contentsOf: opening(shape))
            append(rows, of: shape, to: &out)
            out.append(contentsOf: closing(shape))
        case .one(.appSettings, let row):
            let settings = row.isEmpty ? Wire.none : .object(row)
            JSONEncoding.write([Column("settings", settings)], to: &out)
        case .one(_, let row): JSONEncoding.write(row, to: &out)
        case .settings(let row):
            let settings = row.isEmpty ? Wire.none : Wire.list([.object(row)], element: "filter")
            JSONEncoding.write([Column("message", "success"), Column("settings", settings)], to: &out)
        case .pages, .usage: break
        }
        return out
    }

    private func xml(_ reply: Reply) -> [UInt8] {
        var out = XMLEncoding.declaration
        switch reply {
        case .message(let text):
            XMLEncoding.write("result", .object([Column("message", text)]), to: &out)
        case .rows(let shape, let rows):
            let layout = XMLLayout.of(shape, older: older)
            if rows.isEmpty {
                writeEmpty(layout, to: &out)
            } else {
                layout.outer.forEach { XMLEncoding.open($0, to: &out) }
                append(rows, of: shape, to: &out)
                layout.outer.reversed().forEach { XMLEncoding.close($0, to: &out) }
            }
        case .one(.timezone, let row): XMLEncoding.write("timezone", .object(row), to: &out)
        case .one(let shape, let row):
            let layout = XMLLayout.of(shape, older: older)
            if row.isEmpty {
                writeEmpty(layout, to: &out)
            } else {
                layout.outer.forEach { XMLEncoding.open($0, to: &out) }
                XMLEncoding.write(row, to: &out)
                layout.outer.reversed().forEach { XMLEncoding.close($0, to: &out) }
            }
        case .settings(let row):
            row.isEmpty ? XMLEncoding.empty("filter", to: &out) : XMLEncoding.write("filter", .object(row), to: &out)
        case .pages, .usage: break
        }
        return out
    }

    private func writeEmpty(_ layout: XMLLayout, to out: inout [UInt8]) {
        var outer = layout.outer
        let innermost = outer.popLast() ?? layout.row ?? "result"
        outer.forEach { XMLEncoding.open($0, to: &out) }
        XMLEncoding.empty(innermost, to: &out)
        outer.reversed().forEach { XMLEncoding.close($0, to: &out) }
    }

    private func append(_ rows: [Row], of shape: ShapeName, to out: inout [UInt8]) {
        var hasRows = false
        append(rows, of: shape, &hasRows, to: &out)
    }

    private func append(_ rows: [Row], of shape: ShapeName, _ hasRows: inout Bool, to out: inout [UInt8]) {
        let layout = XMLLayout.of(shape, older: older)
        for row in rows {
            switch format {
            case .json:
                if hasRows { out.append(0x2C) }
                hasRows = true
                if older, shape == .ip, let address = row.first {
                    JSONEncoding.write(address.value, to: &out)
                } else {
                    JSONEncoding.write(row, to: &out)
                }
            case .xml:
                let value = layout.isLeaf ? row.first?.value ?? .none : .object(row)
                XMLEncoding.write(layout.row ?? "entry", value, to: &out)
            }
        }
    }

    private func opening(_ shape: ShapeName) -> [UInt8] {
        Array((shape == .parseSettings ? "{\"parse\":[" : "[").utf8)
    }

    private func closing(_ shape: ShapeName) -> [UInt8] {
        Array((shape == .parseSettings ? "]}" : "]").utf8)
    }

    /// The first piece opens the list, the last one closes it.
    private func piece(
        _ shape: ShapeName, _ page: Page, _ number: Int, _ hasRows: inout Bool
    ) -> (bytes: [UInt8], isLast: Bool) {
        if number == 0, page.isLast, page.rows.isEmpty {
            return (format == .json ? json(.rows(shape, [])) : xml(.rows(shape, [])), true)
        }
        let layout = XMLLayout.of(shape, older: older)
        var out: [UInt8] = []
        out.reserveCapacity(page.rows.count * 400 + 64)
        if number == 0 {
            out.append(contentsOf: format == .json ? opening(shape) : XMLEncoding.declaration)
            if format == .xml { layout.outer.forEach { XMLEncoding.open($0, to: &out) } }
        }
        append(page.rows, of: shape, &hasRows, to: &out)
        if page.isLast {
            switch format {
            case .json: out.append(contentsOf: closing(shape))
            case .xml: layout.outer.reversed().forEach { XMLEncoding.close($0, to: &out) }
            }
        }
        return (out, page.isLast)
    }

    private func usage(
        _ invoice: String, _ page: Page, _ number: Int, _ hasRows: inout Bool
    ) -> (bytes: [UInt8], isLast: Bool) {
        var out: [UInt8] = []
        if number == 0, format == .json {
            out.append(contentsOf: "{\"number\":".utf8)
            JSONEncoding.write(.text(invoice), to: &out)
            out.append(contentsOf: ",\"invoices\":[".utf8)
        } else if number == 0 {
            out = XMLEncoding.declaration
            XMLEncoding.open("usage", to: &out)
            XMLEncoding.write("number", .text(invoice), to: &out)
            XMLEncoding.open("invoices", to: &out)
        }
        append(page.rows, of: .customerInvoice, &hasRows, to: &out)
        if page.isLast { out.append(contentsOf: (format == .json ? "]}" : "</invoices></usage>").utf8) }
        return (out, page.isLast)
    }
}
