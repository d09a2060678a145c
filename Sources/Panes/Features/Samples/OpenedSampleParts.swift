import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// The pieces of an opened message as lines, for any arrangement.
struct OpenedSampleParts {
    let state: DeskState
    let opened: OpenedSample
    let message: SampleMessage

    func mask(_ text: String) -> String { state.masked(text) }
    func top(_ section: SampleSection) -> Int { opened.tops[section] ?? 0 }

    // MARK: - Verdict

    func verdict(_ glyphs: Glyphs) -> [Span] {
        let verdict = OpenedVerdict(of: message, spam: opened.spam)
        let rest = mask(verdict.reasons.joined(separator: ", "))
        switch verdict.conclusion {
        case .report(let sentence):
            let about = [Span("\(glyphs.becomes) ", .accent), Span(mask(sentence))]
            return about + (rest.isEmpty ? [] : [Span("; "), Span("\(glyphs.warning) ", .warn), Span(rest)])
        case .phishing: return [Span("\(glyphs.critical) Looks like phishing: ", .critical), Span(rest)]
        case .dangerous: return [Span("\(glyphs.critical) Looks dangerous: ", .critical), Span(rest)]
        case .spam: return [Span("\(glyphs.critical) Looks like spam: ", .critical), Span(rest)]
        case .look: return [Span("\(glyphs.warning) Worth a look: ", .warn), Span(rest)]
        case .unseen(let what): return [Span("\(glyphs.notAsked) Not looked at: ", .warn), Span(mask(what))]
        case .unchecked:
            return [Span("\(glyphs.notAsked) No check was told; nothing suspicious in the links", .dim)]
        case .well: return [Span("\(glyphs.good) ", .ok), Span("Nothing suspicious in checks and links")]
        }
    }

    // MARK: - Headers

    typealias HeaderLine = (label: String, value: String, role: Role)

    private static let important: [(label: String, names: [String])] = [
        ("from", ["from"]), ("reply-to", ["reply-to"]), ("to", ["to"]), ("subject", ["subject"]), ("date", ["date"]),
        ("message-id", ["message-id"]), ("mailer", ["x-mailer", "user-agent"]),
    ]

    var headers: [HeaderLine] {
        if opened.showsAllHeaders {
            return message.headers.dropFirst(top(.headers)).prefix(300)
                .map { ($0.name.lowercased(), mask($0.value), .text) }
        }
        let quiet: Set<String> = ["to", "message-id", "mailer"]
        let found = Self.important.compactMap { entry -> HeaderLine? in
            let header = message.headers.first { entry.names.contains($0.name.lowercased()) }
            return header.map { (entry.label, mask($0.value), quiet.contains(entry.label) ? .dim : .text) }
        }
        return found + [("size", size, .dim)]
    }

    func headerCount(shown: Int) -> String { "\(min(shown, message.headers.count)) of \(message.headers.count)" }

    /// What of the headers is suspicious, which their rows say too.
    func isTrouble(_ label: String) -> Bool {
        let subject: Finding.Subject? = label == "reply-to" ? .replyTo : label == "from" ? .from : nil
        return message.findings.contains { $0.subject == subject && $0.grade != .note }
    }

    private var size: String {
        let attachments = message.parts.count { $0.fileName != nil }
        let parts = message.parts.count == 1 ? "1 part" : "\(message.parts.count) parts"
        let attached = attachments == 0 ? "" : attachments == 1 ? ", 1 attachment" : ", \(attachments) attachments"
        return "\(ByteCounts.text(message.sample.size)), \(parts)\(attached)"
    }

    // MARK: - Checks

    /// The checks of the receiving server, each with what it rests on.
    func checks(_ glyphs: Glyphs) -> [[Span]] {
        message.checks.map { check in
            let (glyph, role) = CheckWords.glyph(check.result, glyphs)
            let word = CheckWords.word(check.result)
            let pad = String(repeating: " ", count: max(1, 7 - check.name.count))
            let detail =
                check.detail.isEmpty ? [] : [Span("  \(mask(check.detail))", check.result == .fail ? .text : .dim)]
            let shown: [Span] = [Span(word, role == .ok ? .text : role)] + detail
            return [Span(check.name + pad, .dim), Span(glyph + " ", role)] + shown
        } + claims(glyphs)
    }

    /// What the sender wrote in the place of those checks.
    private func claims(_ glyphs: Glyphs) -> [[Span]] {
        message.claims.map { claim in
            [Span("sender says, not believed: ", .dim), Span(mask(claim.text), .dim)]
        }
    }

    /// SPF, DKIM and DMARC in one line.
    func shortChecks(_ glyphs: Glyphs, isShort: Bool) -> [[Span]] {
        message.checks.prefix(3).map { check in
            let (glyph, role) = CheckWords.glyph(check.result, glyphs)
            if isShort { return [Span(check.name + " ", .dim), Span(glyph, role)] }
            let pad = String(repeating: " ", count: max(1, 7 - check.name.count))
            return [
                Span(check.name + pad, .dim), Span(glyph + " ", role),
                Span(CheckWords.word(check.result), role == .ok ? .text : role),
            ]
        }
    }

    /// The rules that made the score, as many on a line as fit.
    func rules(width: Int) -> [[Span]] {
        let told = opened.spam?.rules.filter { $0.points != 0 }.map { ($0.points as Double?, $0.name) } ?? toldRules
        var lines: [[Span]] = []
        var used = 0
        for (points, name) in told.prefix(60) {
            let number = points.map { Numbers.decimal($0, places: 1) + " " } ?? ""
            let size = number.count + name.count
            if used > 0, used + 3 + size <= width {
                lines[lines.count - 1] += [Span("   "), Span(number, .text), Span(name, .dim)]
                used += 3 + size
            } else {
                lines.append([Span(number, .text), Span(name, .dim)])
                used = size
            }
        }
        return lines
    }

    /// The rules that a header of the receiving side names: `tests=A,B=1.2`.
    private var toldRules: [(Double?, String)] {
        guard let status = message.headerOfServer("x-spam-status"), let start = status.firstRange(of: "tests=") else {
            return []
        }
        let words = status[start.upperBound...].prefix(4_000).prefix { $0 != "]" }
            .split(whereSeparator: { " ,[\n\t".contains($0) })
        // The list ends where the next entry of the header begins, which is in small letters.
        return words.prefix { $0.first?.isUppercase == true }.map { word in
            let pair = word.split(separator: "=", maxSplits: 1)
            return (pair.count == 2 ? Double(pair[1]) : nil, String(pair[0].prefix(60)))
        }
    }

    func score(_ glyphs: Glyphs) -> [Span] {
        let verdict = SampleVerdict(of: message.sample, spam: opened.spam)
        guard let score = verdict.score else { return [Span("no score told", .dim)] }
        let text = Numbers.decimal(score, places: 1)
        let alarm = ", alarm at \(Numbers.decimal(verdict.alarm, places: 1))"
        let by = opened.spam == nil ? [] : [Span(" by spamd", .dim)]
        switch verdict.scoreSeverity {
        case .critical: return [Span("\(glyphs.critical) spam \(text)", .critical), Span(alarm, .dim)] + by
        case .warning: return [Span("\(glyphs.warning) spam \(text)", .warn), Span(alarm, .dim)] + by
        case .well: return [Span("spam \(text)\(alarm)", .dim)] + by
        }
    }

    // MARK: - Links, warnings, parts

    /// One or two lines a link: what it shows and what is wrong with it, and where it goes where that is another thing.
    func link(_ index: Int, width: Int, _ glyphs: Glyphs) -> [[Span]] {
        let link = message.links[index]
        let trouble = message.linkTroubles[index]
        let role: Role = trouble?.isCritical == true ? .critical : .warn
        let note =
            trouble.map {
                [Span("\($0.isCritical ? glyphs.critical : glyphs.warning) \($0.words)", role)]
            } ?? []
        let noteWidth = note.reduce(0) { $0 + Text.width(of: glyphs.plain($1.text)) }
        let number = "[\(index + 1)] "
        let words = link.shown.isEmpty ? "no words" : mask(link.shown)
        let room = width - number.count - (noteWidth > 0 ? noteWidth + 2 : 0)
        let shown = Text.clip(words, width: max(4, room), glyphs: glyphs)
        let gap = String(repeating: " ", count: max(1, width - number.count - Text.width(of: shown) - noteWidth))
        let named = [Span(number, .key), Span(shown, link.shown.isEmpty ? .dim : .text)]
        let first = named + (note.isEmpty ? [] : [Span(gap)] + note)
        guard link.shown != link.target else { return [first] }
        return [
            first,
            [
                Span("    \(glyphs.becomes) ", .dim),
                Span(mask(link.target), trouble?.isCritical == true ? .title : .text),
            ],
        ]
    }

    func links(width: Int, rows: Int, _ glyphs: Glyphs) -> [[Span]] {
        var lines: [[Span]] = []
        let isLoose = (message.links.count - top(.links)) * 3 - 1 <= rows
        for index in message.links.indices.dropFirst(top(.links)) where lines.count < rows {
            if !lines.isEmpty, isLoose { lines.append([]) }
            lines += link(index, width: width, glyphs)
        }
        return Array(lines.prefix(rows))
    }

    /// Every finding whole, as many lines as it takes; those after the first begin below its words.
    func warnings(width: Int, _ glyphs: Glyphs) -> [[Span]] {
        message.findings.dropFirst(top(.warnings)).flatMap { warning($0, width: width, glyphs) }
    }

    /// How many lines show these findings whole.
    func warningLines(of findings: ArraySlice<Finding>, width: Int, _ glyphs: Glyphs) -> Int {
        findings.reduce(0) { $0 + warning($1, width: width, glyphs).count }
    }

    private func warning(_ finding: Finding, width: Int, _ glyphs: Glyphs) -> [[Span]] {
        let sign: Span
        switch finding.grade {
        case .critical: sign = Span("\(glyphs.critical) ", .critical)
        case .warning: sign = Span("\(glyphs.warning) ", .warn)
        case .note: sign = Span("\(glyphs.notAsked) ", .dim)
        }
        let indent = Text.width(of: glyphs.plain(sign.text))
        let lines = Text.wrap(mask(finding.text), width: max(1, width - indent))
        return lines.enumerated().map { index, line in
            [
                index == 0 ? sign : Span(String(repeating: " ", count: indent)),
                Span(line, finding.grade == .note ? .dim : .text),
            ]
        }
    }

    /// The tree of parts: name or type, then what else is known, and the size.
    var partLines: [(name: String, about: String, size: String)] {
        message.parts.dropFirst(top(.parts)).map { part in
            let indent = String(repeating: "  ", count: min(part.depth, 8))
            let kind = part.type + (part.charset.map { ", \($0)" } ?? "")
            return (
                indent + (part.fileName ?? kind), part.fileName == nil ? "" : part.type,
                part.size > 0 ? ByteCounts.text(part.size) : ""
            )
        }
    }

    // MARK: - Text

    /// As many rows of the text from the line on which the reader is, as fit; what lies before costs no wrapping.
    func text(width: Int, rows: Int) -> [String] {
        guard rows > 0, width > 0 else { return [] }
        var lines: [String] = []
        for line in TextLines.lines(of: opened.text, from: top(.text), most: rows) {
            let masked = mask(String(line.prefix(width * rows * 4)))
            let indent = String(masked.prefix { $0 == " " }.prefix(width / 2))
            lines += Text.wrap(masked, width: max(1, width - indent.count)).map { indent + $0 }
            if lines.count >= rows { break }
        }
        return Array(lines.prefix(rows))
    }

    /// Where the text is from, and whether it is all of it.
    var textOrigin: [Span] {
        var words: [Span] = []
        if message.textIsFromHTML {
            words = [Span("from text/html, no plain part", .dim)]
        } else if message.textOfHTML != nil {
            words = [Span(opened.readsHTML ? "from text/html" : "from text/plain", .dim)]
            if let key = state.keyName(.plainOrHTML) {
                words += [Span(", ", .dim), Span(key, .key), Span(opened.readsHTML ? " plain" : " HTML", .dim)]
            }
        }
        guard message.isCut else { return words }
        return words + [Span(words.isEmpty ? "" : ", ", .dim), Span("the first part only")]
    }
}
