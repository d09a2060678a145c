import Desk
import Formats
import Records
import Screen
import Settings

/// The title line and the body of one part of an opened message.
struct OpenedSampleSection {
    let parts: OpenedSampleParts
    let section: SampleSection

    private var message: SampleMessage { parts.message }

    func drawRule(_ x: Int, _ y: Int, width: Int, rows: Int, on canvas: inout Canvas) {
        canvas.rule(
            x, y, width: width, digit: "\(section.rawValue)", title: section.title, sub: sub(rows),
            right: right(canvas.glyphs), focused: parts.opened.section == section)
    }

    private func sub(_ rows: Int) -> [Span] {
        switch section {
        case .headers: return [Span(parts.headerCount(shown: min(rows, parts.headers.count)), .dim)]
        case .text: return parts.textOrigin
        case .links: return message.links.isEmpty || rows == 0 ? [] : [Span("as shown, and where they go", .dim)]
        case .checks, .warnings, .parts: return []
        }
    }

    private func right(_ glyphs: Glyphs) -> [Span] {
        switch section {
        case .headers:
            let words = parts.opened.showsAllHeaders ? " fewer" : " all"
            return parts.state.keyName(.headers).map { [Span($0, .key), Span(words, .dim)] } ?? []
        case .checks: return parts.score(glyphs)
        case .text: return parts.top(.text) == 0 ? [] : [Span("from line \(parts.top(.text) + 1)", .dim)]
        case .links: return [count(message.links.count)]
        case .warnings:
            guard let worst = message.findings.first, worst.grade != .note else {
                return [count(message.findings.count)]
            }
            let isCritical = worst.grade == .critical
            return [
                Span("\(isCritical ? glyphs.critical : glyphs.warning) ", isCritical ? .critical : .warn),
                count(message.findings.count),
            ]
        case .parts: return [Span(ByteCounts.text(message.sample.size), .dim)]
        }
    }

    private func count(_ number: Int) -> Span { Span(number == 0 ? "none" : Numbers.grouped(number), .dim) }

    /// The rows below the title line.
    func drawBody(_ x: Int, _ y: Int, width: Int, rows: Int, on canvas: inout Canvas) {
        switch section {
        case .headers:
            for (index, header) in parts.headers.prefix(max(0, rows)).enumerated() {
                OpenedSampleHeader(header: header, isTrouble: parts.isTrouble(header.label))
                    .draw(x, y + index, labelWidth: width < 60 && canvas.width < 60 ? 9 : 12, width: width, on: &canvas)
            }
        case .parts: drawParts(x, y, width: width, rows: rows, on: &canvas)
        default:
            for (index, line) in lines(width: width - 3, rows: rows, canvas.glyphs).prefix(max(0, rows)).enumerated() {
                canvas.line(x + 2, y + index, line, width: max(0, width - 3))
            }
        }
    }

    private func lines(width: Int, rows: Int, _ glyphs: Glyphs) -> [[Span]] {
        switch section {
        case .checks:
            let rules = parts.rules(width: width)
            return Array((parts.checks(glyphs) + (rules.isEmpty ? [] : [[]] + rules)).dropFirst(parts.top(.checks)))
        case .text: return parts.text(width: width, rows: rows).map { [Span($0)] }
        case .links: return parts.links(width: width, rows: rows, glyphs)
        case .warnings: return parts.warnings(width: width, glyphs)
        case .headers, .parts: return []
        }
    }

    private func drawParts(_ x: Int, _ y: Int, width: Int, rows: Int, on canvas: inout Canvas) {
        let hasTypes = width >= 56
        for (index, part) in parts.partLines.prefix(max(0, rows)).enumerated() {
            let about = hasTypes && !part.about.isEmpty ? [Span("  \(part.about)", .dim)] : []
            canvas.line(x + 2, y + index, [Span(part.name)] + about, width: max(0, width - 14))
            canvas.put(x + width - 12, y + index, part.size, .dim, width: 11, align: .right)
        }
    }

    /// How many rows show all of it.
    func wanted(width: Int, _ glyphs: Glyphs) -> Int {
        switch section {
        case .headers: parts.headers.count
        case .checks: message.checks.count + message.claims.count
        case .text: .max / 2
        case .links: message.links.count * 3 - (message.links.isEmpty ? 0 : 1)
        case .warnings: parts.warningLines(of: message.findings[...], width: width - 3, glyphs)
        case .parts: message.parts.count
        }
    }
}

/// An opened message in two columns: headers and text on the left, what was found out about them on the right.
struct OpenedSampleColumns {
    let parts: OpenedSampleParts

    func draw(top: Int, bottom: Int, on canvas: inout Canvas) {
        let middle = canvas.width / 2
        let count = parts.headers.count
        let isFocused = parts.opened.section == .headers
        let shown = min(count, max(4, isFocused ? bottom - top - 10 : (bottom - top) / 2 - 2))
        let second = top + max(shown, 6) + 2
        draw(.headers, 0, top, width: middle, rows: shown, on: &canvas)
        draw(.checks, middle + 1, top, width: canvas.width - middle - 1, rows: second - top - 2, on: &canvas)
        draw(.text, 0, second, width: middle, rows: bottom - second - 1, on: &canvas)
        canvas.vertical(middle, from: top + 1, to: bottom)
        canvas.put(middle, top, canvas.glyphs.teeDown, .border)
        canvas.put(middle, second, canvas.glyphs.teeLeft, .border)
        drawFindings(x: middle + 1, top: second, bottom: bottom, on: &canvas)
    }

    private func draw(
        _ section: SampleSection, _ x: Int, _ y: Int, width: Int, rows: Int, on canvas: inout Canvas
    ) {
        let piece = OpenedSampleSection(parts: parts, section: section)
        piece.drawRule(x, y, width: width, rows: rows, on: &canvas)
        piece.drawBody(x, y + 1, width: width, rows: rows, on: &canvas)
    }

    /// Links, warnings and parts share the rest of the right side.
    private func drawFindings(x: Int, top: Int, bottom: Int, on canvas: inout Canvas) {
        let width = canvas.width - x
        let heights = heights(width: width, rows: bottom - top, canvas.glyphs)
        var y = top
        for section in [SampleSection.links, .warnings, .parts] where y < bottom {
            let rows = min(heights[section] ?? 0, bottom - y - 1)
            draw(section, x, y, width: width, rows: rows, on: &canvas)
            y += 1 + rows + (rows > 0 ? 1 : 0)
        }
    }

    /// Each has its first rows before one takes more: the one with the focus, then what is suspicious.
    private func heights(width: Int, rows: Int, _ glyphs: Glyphs) -> [SampleSection: Int] {
        let sections: [SampleSection] = [.links, .warnings, .parts]
        let wanted = sections.map { OpenedSampleSection(parts: parts, section: $0).wanted(width: width, glyphs) }
        var given = zip([2, 6, 4], wanted).map { min($0, $1) }
        var free = rows - 5 - given.reduce(0, +)
        let order = [sections.firstIndex(of: parts.opened.section), 0, 1, 2].compactMap(\.self)
        for index in order where free > 0 {
            let more = min(free, wanted[index] - given[index])
            given[index] += more
            free -= more
        }
        return Dictionary(uniqueKeysWithValues: zip(sections, given))
    }
}

/// One header: its label and its value.
struct OpenedSampleHeader {
    let header: OpenedSampleParts.HeaderLine
    let isTrouble: Bool

    func draw(_ x: Int, _ y: Int, labelWidth: Int, width: Int, on canvas: inout Canvas) {
        canvas.put(x + 2, y, header.label, .dim, width: labelWidth - 1)
        let value = isTrouble ? "\(canvas.glyphs.warning) \(header.value)" : header.value
        canvas.put(
            x + 2 + labelWidth, y, value, isTrouble ? .warn : header.role, width: max(0, width - labelWidth - 3))
    }
}

/// An opened message in one column: what matters of the headers, then one part, the others folded to their titles.
struct OpenedSampleStack {
    let parts: OpenedSampleParts

    private var section: SampleSection { parts.opened.section }

    func draw(top: Int, bottom: Int, on canvas: inout Canvas) {
        let height = bottom - top
        var y = drawHead(top: top, height: height, on: &canvas)
        let folded = height >= 14 ? [SampleSection.text, .links, .warnings, .parts].filter { $0 != section } : []
        let first = parts.warningLines(of: parts.message.findings.prefix(3), width: canvas.width - 3, canvas.glyphs)
        let warned = section == .warnings || height < 14 ? 0 : min(5, first)
        let end = bottom - folded.count - warned
        let piece = OpenedSampleSection(parts: parts, section: section)
        if height >= 7 {
            piece.drawRule(0, y, width: canvas.width, rows: end - y - 1, on: &canvas)
            y += 1
        }
        piece.drawBody(0, y, width: canvas.width, rows: end - y, on: &canvas)
        y = end
        for section in folded {
            let piece = OpenedSampleSection(parts: parts, section: section)
            piece.drawRule(0, y, width: canvas.width, rows: 0, on: &canvas)
            y += 1
            guard section == .warnings else { continue }
            piece.drawBody(0, y, width: canvas.width, rows: warned, on: &canvas)
            y += warned
        }
    }

    /// A few headers and the checks; the row below them.
    private func drawHead(top: Int, height: Int, on canvas: inout Canvas) -> Int {
        var y = top
        if section != .headers {
            let wanted: Set<String> =
                height >= 16 ? ["from", "reply-to", "to", "subject", "date"] : ["from", "subject"]
            let headers = parts.headers.filter { wanted.contains($0.label) || parts.opened.showsAllHeaders }
            for header in headers.prefix(max(0, height / 3)) {
                OpenedSampleHeader(header: header, isTrouble: parts.isTrouble(header.label))
                    .draw(0, y, labelWidth: canvas.width < 60 ? 9 : 12, width: canvas.width, on: &canvas)
                y += 1
            }
        }
        if height >= 6, section != .checks {
            let checks = parts.shortChecks(canvas.glyphs, isShort: canvas.width < 60).flatMap { $0 + [Span("  ")] }
            canvas.line(2, y, checks + parts.score(canvas.glyphs), width: max(0, canvas.width - 3))
            y += 1
        }
        return y
    }
}
