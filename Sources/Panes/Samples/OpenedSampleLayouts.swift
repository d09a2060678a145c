import Desk
import Records
import Screen
import Settings

/// An opened message in two columns: headers and text on the left, what was found out about them on the right.
struct OpenedSampleColumns {
    let parts: OpenedSampleParts

    func draw(top: Int, bottom: Int, on canvas: inout Canvas) {
        let middle = canvas.width / 2
        let headers = parts.headers
        let shown = min(headers.count, max(4, (bottom - top) / 2 - 2))
        let second = top + max(shown, 4) + 2
        drawHeaders(headers, shown, y: top, width: middle, on: &canvas)
        drawChecks(x: middle + 1, y: top, on: &canvas)
        drawText(y: second, bottom: bottom, width: middle, on: &canvas)
        canvas.vertical(middle, from: top + 1, to: bottom)
        canvas.put(middle, top, canvas.glyphs.teeDown, .border)
        canvas.put(middle, second, canvas.glyphs.teeLeft, .border)
        drawFindings(x: middle + 1, top: second, bottom: bottom, on: &canvas)
    }

    private func drawHeaders(
        _ headers: [(label: String, value: String, role: Role)], _ shown: Int, y: Int, width: Int,
        on canvas: inout Canvas
    ) {
        let key = parts.state.keyName(.headers)
        let words = parts.opened.showsAllHeaders ? " fewer" : " all"
        canvas.rule(
            0, y, width: width, title: "Headers", sub: [Span(parts.headerCount(shown: shown), .dim)],
            right: key.map { [Span($0, .key), Span(words, .dim)] } ?? [])
        for (index, header) in headers.prefix(shown).enumerated() {
            OpenedSampleHeader(header: header, repliesElsewhere: parts.repliesElsewhere)
                .draw(y + 1 + index, labelWidth: 12, width: width, on: &canvas)
        }
    }

    private func drawChecks(x: Int, y: Int, on canvas: inout Canvas) {
        let width = canvas.width - x
        canvas.rule(x, y, width: width, title: "Checks", right: parts.score(canvas.glyphs))
        for (index, line) in parts.checks(canvas.glyphs).enumerated() {
            canvas.line(x + 2, y + 1 + index, line, width: width - 3)
        }
    }

    private func drawText(y: Int, bottom: Int, width: Int, on canvas: inout Canvas) {
        let lines = parts.text(width: width - 4, rows: bottom - y - 1)
        canvas.rule(
            0, y, width: width, title: "Text", sub: parts.textOrigin,
            right: [Span("from line \(parts.opened.top + 1)", .dim)])
        for (index, line) in lines.enumerated() { canvas.put(2, y + 1 + index, line, .text, width: width - 3) }
    }

    // MARK: - The right side

    private func drawFindings(x: Int, top: Int, bottom: Int, on canvas: inout Canvas) {
        let width = canvas.width - x
        let warnings = parts.warningLines(canvas.glyphs)
        let partLines = parts.partLines
        // What is suspicious has its rows before the links take theirs.
        let reserved = (warnings.isEmpty ? 0 : min(warnings.count, 6) + 2) + min(partLines.count, 4) + 2
        var y = drawLinks(x: x, y: top, bottom: max(top + 2, bottom - reserved), on: &canvas)
        if !warnings.isEmpty, y < bottom - 1 {
            canvas.rule(x, y, width: width, title: "Warnings", right: [Span("\(warnings.count)", .dim)])
            let shown = warnings.prefix(max(0, bottom - y - 1))
            for (index, line) in shown.enumerated() { canvas.line(x + 2, y + 1 + index, line, width: width - 3) }
            y += shown.count + 2
        }
        guard y < bottom - 1 else { return }
        let size = ByteCounts.text(parts.message.sample.size)
        canvas.rule(x, y, width: width, title: "Parts", right: [Span(size, .dim)])
        for (index, part) in partLines.prefix(max(0, bottom - y - 1)).enumerated() {
            canvas.put(x + 2, y + 1 + index, part.name, .text, width: width - 16)
            canvas.put(x + width - 12, y + 1 + index, part.size, .dim, width: 11, align: .right)
        }
    }

    /// Returns the row for what follows.
    private func drawLinks(x: Int, y: Int, bottom: Int, on canvas: inout Canvas) -> Int {
        let width = canvas.width - x
        let count = parts.message.links.count
        canvas.rule(
            x, y, width: width, title: "Links", sub: count > 0 ? [Span("as shown, and where they go", .dim)] : [],
            right: [Span(count > 0 ? "\(count)" : "none", .dim)])
        var row = y + 1
        for index in 0..<count {
            guard row + 1 < bottom else { break }
            let link = parts.link(index, canvas.glyphs)
            let trouble = link.trouble.reduce(0) { $0 + canvas.width(of: $1.text) }
            canvas.line(x + 2, row, link.shown, width: width - 4 - trouble)
            canvas.lineRight(x + width - 1, row, link.trouble)
            canvas.line(x + 6, row + 1, link.target, width: width - 7)
            row += 3
        }
        return count == 0 ? row + 1 : row
    }
}

/// One header: its label and its value.
struct OpenedSampleHeader {
    let header: (label: String, value: String, role: Role)
    let repliesElsewhere: Bool

    func draw(_ y: Int, labelWidth: Int, width: Int, on canvas: inout Canvas) {
        canvas.put(2, y, header.label, .dim, width: labelWidth - 1)
        let isTrouble = header.label == "reply-to" && repliesElsewhere
        let value = isTrouble ? "\(canvas.glyphs.warning) \(header.value)" : header.value
        canvas.put(2 + labelWidth, y, value, isTrouble ? .warn : header.role, width: max(0, width - labelWidth - 3))
    }
}

/// An opened message in one column: what matters of the headers, the text, then links, warnings and parts.
struct OpenedSampleStack {
    let parts: OpenedSampleParts

    func draw(top: Int, bottom: Int, on canvas: inout Canvas) {
        var y = top
        let height = bottom - top
        let headers = parts.headers.filter {
            height >= 16 || ["from", "subject"].contains($0.label) || parts.opened.showsAllHeaders
        }
        for header in headers.prefix(max(0, height / 3)) {
            OpenedSampleHeader(header: header, repliesElsewhere: parts.repliesElsewhere)
                .draw(y, labelWidth: canvas.width < 60 ? 9 : 12, width: canvas.width, on: &canvas)
            y += 1
        }
        if height >= 6 {
            let checks = parts.checks(canvas.glyphs, isShort: canvas.width < 60).flatMap { $0 + [Span("  ")] }
            canvas.line(2, y, checks + parts.score(canvas.glyphs), width: max(0, canvas.width - 3))
            y += 1
        }
        if height >= 9 {
            canvas.rule(0, y, width: canvas.width, title: "Text", sub: parts.textOrigin)
            y += 1
        }
        let lines = lines(width: canvas.width - 3, rows: bottom - y, canvas.glyphs)
        for (index, line) in lines.enumerated() { canvas.line(2, y + index, line, width: max(0, canvas.width - 3)) }
    }

    private func lines(width: Int, rows: Int, _ glyphs: Glyphs) -> [[Span]] {
        var lines = parts.text(width: width, rows: rows).map { [Span($0)] }
        guard lines.count < rows else { return lines }
        if !parts.message.links.isEmpty { lines.append([]) }
        for index in parts.message.links.indices.prefix(max(0, rows - lines.count)) {
            let link = parts.link(index, glyphs)
            lines.append(link.shown + (link.trouble.isEmpty ? [] : [Span("  ")] + link.trouble))
            lines.append([Span("    ")] + link.target)
        }
        let warnings = parts.warningLines(glyphs)
        if !warnings.isEmpty { lines += [[]] + warnings }
        lines += [[]] + parts.partLines.map { [Span($0.name), Span("  \($0.size)", .dim)] }
        return Array(lines.prefix(max(0, rows)))
    }
}
