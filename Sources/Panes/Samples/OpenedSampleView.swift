import Desk
import Records
import ResellerAPI
import Screen

/// A message over the whole desk: the verdict first, then why; hostile text is shown as what it is.
struct OpenedSampleView {
    let state: DeskState
    let opened: OpenedSample

    func draw(on canvas: inout Canvas) {
        let bottom = canvas.height - (state.layout.hasKeyLine ? 1 : 0)
        drawTitle(on: &canvas)
        guard let message = opened.message else { return drawWaiting(bottom: bottom, on: &canvas) }
        let parts = OpenedSampleParts(state: state, opened: opened, message: message)
        var top = 2
        if bottom - top >= 4 {
            canvas.line(1, top, parts.verdict(canvas.glyphs), width: max(0, canvas.width - 2))
            top += bottom - top >= 12 ? 2 : 1
        }
        var end = bottom
        if bottom - top >= 14 {
            canvas.line(
                1, bottom - 1,
                [Span("Nothing was loaded from the net; pictures and scripts are not shown.", .dim)])
            end -= canvas.width >= 100 ? 2 : 1
        }
        if canvas.width >= 100, end - top >= 20 {
            OpenedSampleColumns(parts: parts).draw(top: top, bottom: end, on: &canvas)
        } else {
            OpenedSampleStack(parts: parts).draw(top: top, bottom: end, on: &canvas)
        }
    }

    private var sample: Sample? { opened.message?.sample ?? state.samples.samples.first { $0.id == opened.id } }

    private func drawTitle(on canvas: inout Canvas) {
        guard let sample else {
            return canvas.rule(0, 1, width: canvas.width, title: "Sample", focused: true)
        }
        let mask = { Masking.mask($0, if: state.masksAddresses) }
        let local = Ages.wireTime(sample.date, utcOffset: state.utcOffset)
        let today = Ages.wireTime(state.now, utcOffset: state.utcOffset)?.date
        let date = local.map { $0.date == today ? "" : Ages.date($0.date, today: today) + " " } ?? ""
        let time = Span(local.map { date + Ages.clock($0) } ?? "", .dim)
        let right = canvas.width < 60 ? [time] : position + [time]
        let subject = sample.subject.isEmpty ? "no subject" : mask(sample.subject)
        let sub =
            [Span(sample.customer ?? "customer not told", sample.customer == nil ? .dim : .text)]
            + (sample.record.map { [Span(", seen by \($0)", .dim)] } ?? [])
        let room = max(8, canvas.width - 24)
        canvas.rule(
            0, 1, width: canvas.width, title: Text.clip(subject, width: min(60, room), glyphs: canvas.glyphs), sub: sub,
            right: right, focused: true)
    }

    /// Which message of the list this is.
    private var position: [Span] {
        guard let index = state.samples.samples.firstIndex(where: { $0.id == opened.id }) else { return [] }
        let count = Numbers.grouped(state.samples.samples.count)
        return [Span("\(Numbers.grouped(index + 1)) of \(count)   ", .dim)]
    }

    private func drawWaiting(bottom: Int, on canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let note =
            opened.problem.map {
                Note(
                    glyph: Span(glyphs.unknown, .warn), headline: Span("Could not open the message: \($0)", .warn),
                    details: [Span("The other samples are still there.", .dim)])
            } ?? Note(glyph: Span(glyphs.asking, .accent), headline: Span("Opening the message"))
        note.draw(x: 2, y: 3, width: canvas.width - 4, rows: bottom - 3, on: &canvas)
    }
}

/// The pieces of an opened message as lines, for any arrangement.
struct OpenedSampleParts {
    let state: DeskState
    let opened: OpenedSample
    let message: SampleMessage

    private var warnings: SampleWarnings { SampleWarnings(message: message) }
    private func mask(_ text: String) -> String { Masking.mask(text, if: state.masksAddresses) }

    // MARK: - Verdict

    func verdict(_ glyphs: Glyphs) -> [Span] {
        let warnings = warnings
        let verdict = SampleVerdict(of: message.sample)
        var reasons = verdict.failures
        let lies = warnings.lyingLinks
        if lies > 0 {
            reasons.append(lies == 1 ? "one link lies about its target" : "\(lies) links lie about their targets")
        }
        if warnings.hasProgram { reasons.append("a program is attached") }
        if let score = verdict.score, verdict.scoreSeverity > .well { reasons.append("score \(scoreText(score))") }
        let rest = Span(reasons.joined(separator: ", "))
        if lies > 0 { return [Span("\(glyphs.critical) Looks like phishing: ", .critical), rest] }
        if verdict.severity == .critical || warnings.hasProgram {
            return [Span("\(glyphs.critical) Looks like spam: ", .critical), rest]
        }
        if verdict.severity == .warning { return [Span("\(glyphs.warning) Worth a look: ", .warn), rest] }
        if !warnings.all.isEmpty {
            return [Span("\(glyphs.warning) Worth a look: ", .warn), Span(warnings.all[0].text)]
        }
        let isTold = message.sample.dkim != .none || message.sample.spf != .none || verdict.score != nil
        return isTold
            ? [Span("\(glyphs.good) ", .ok), Span("Nothing suspicious in checks and links")]
            : [Span("\(glyphs.notAsked) No check was told; nothing suspicious in the links", .dim)]
    }

    private func scoreText(_ score: Double) -> String {
        "\(Numbers.decimal(score, places: 1)) of \(Numbers.decimal(SampleVerdict.alarm, places: 1))"
    }

    // MARK: - Headers

    private static let important: [(label: String, names: [String])] = [
        ("from", ["from"]), ("reply-to", ["reply-to"]), ("to", ["to"]), ("subject", ["subject"]), ("date", ["date"]),
        ("message-id", ["message-id"]), ("mailer", ["x-mailer", "user-agent"]),
    ]

    var headers: [(label: String, value: String, role: Role)] {
        if opened.showsAllHeaders {
            return message.headers.map { ($0.name.lowercased(), mask($0.value), .text) }
        }
        let quiet: Set<String> = ["to", "message-id", "mailer"]
        let found = Self.important.compactMap { entry -> (label: String, value: String, role: Role)? in
            let header = message.headers.first { entry.names.contains($0.name.lowercased()) }
            return header.map { (entry.label, mask($0.value), quiet.contains(entry.label) ? .dim : .text) }
        }
        return found + [("size", size, .dim)]
    }

    func headerCount(shown: Int) -> String { "\(min(shown, message.headers.count)) of \(message.headers.count)" }

    /// Whether replies go elsewhere, which the header's row says too.
    var repliesElsewhere: Bool { warnings.all.contains { $0.text.hasPrefix("replies go") } }

    private var size: String {
        let attachments = message.parts.count { $0.fileName != nil }
        let parts = message.parts.count == 1 ? "1 part" : "\(message.parts.count) parts"
        let attached = attachments == 0 ? "" : attachments == 1 ? ", 1 attachment" : ", \(attachments) attachments"
        return "\(ByteCounts.text(message.sample.size)), \(parts)\(attached)"
    }

    // MARK: - Checks, links, warnings, parts

    func checks(_ glyphs: Glyphs, isShort: Bool = false) -> [[Span]] {
        let sample = message.sample
        return [("SPF", sample.spf), ("DKIM", sample.dkim), ("DMARC", sample.dmarc)].map { name, result in
            let (glyph, role) = CheckWords.glyph(result, glyphs)
            if isShort { return [Span(name + " ", .dim), Span(glyph, role)] }
            let pad = String(repeating: " ", count: 7 - name.count)
            return [
                Span(name + pad, .dim), Span(glyph + " ", role),
                Span(CheckWords.word(result), role == .ok ? .text : role),
            ]
        }
    }

    func score(_ glyphs: Glyphs) -> [Span] {
        let verdict = SampleVerdict(of: message.sample)
        guard let score = verdict.score else { return [Span("no score told", .dim)] }
        let text = Numbers.decimal(score, places: 1)
        let alarm = ", alarm at \(Numbers.decimal(SampleVerdict.alarm, places: 1))"
        switch verdict.scoreSeverity {
        case .critical: return [Span("\(glyphs.critical) spam \(text)", .critical), Span(alarm, .dim)]
        case .warning: return [Span("\(glyphs.warning) spam \(text)", .warn), Span(alarm, .dim)]
        case .well: return [Span("spam \(text)\(alarm)", .dim)]
        }
    }

    /// Two lines a link: what it shows and what is wrong with it, where it goes.
    func link(_ index: Int, _ glyphs: Glyphs) -> (shown: [Span], trouble: [Span], target: [Span]) {
        let link = message.links[index]
        let trouble = warnings.trouble(link)
        let note: [Span] =
            switch trouble {
            case .lies: [Span("\(glyphs.critical) not what it says", .critical)]
            case .bareAddress: [Span("\(glyphs.warning) a bare address", .warn)]
            case nil: []
            }
        let words = link.shown.isEmpty ? "no words" : mask(link.shown)
        return (
            [Span("[\(index + 1)]", .key), Span(" "), Span(words, link.shown.isEmpty ? .dim : .text)], note,
            [Span("\(glyphs.becomes) ", .dim), Span(mask(link.target), trouble == .lies ? .title : .text)]
        )
    }

    func warningLines(_ glyphs: Glyphs) -> [[Span]] {
        warnings.all.map { warning in
            let isCritical = warning.severity == .critical
            return [
                Span("\(isCritical ? glyphs.critical : glyphs.warning) ", isCritical ? .critical : .warn),
                Span(mask(warning.text)),
            ]
        }
    }

    var partLines: [(name: String, size: String)] {
        message.parts.map { part in
            let indent = String(repeating: "  ", count: min(part.depth, 8))
            return (indent + (part.fileName ?? part.type), part.size > 0 ? ByteCounts.text(part.size) : "")
        }
    }

    // MARK: - Text

    /// As many rows of the text from the line on which the reader is, as fit; what lies before costs no wrapping.
    func text(width: Int, rows: Int) -> [String] {
        guard rows > 0, width > 0 else { return [] }
        var lines: [String] = []
        let all = message.text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for line in all.dropFirst(opened.top) {
            let masked = mask(String(line.prefix(width * rows * 4)))
            let indent = String(masked.prefix { $0 == " " }.prefix(width / 2))
            lines += Text.wrap(masked, width: max(1, width - indent.count)).map { indent + $0 }
            if lines.count >= rows { break }
        }
        return Array(lines.prefix(rows))
    }

    /// Where the text is from, and whether it is all of it.
    var textOrigin: [Span] {
        let origin = message.textIsFromHTML ? [Span("from text/html, no plain part", .dim)] : []
        guard message.isCut else { return origin }
        return origin + [Span(origin.isEmpty ? "" : ", ", .dim), Span("the first part only")]
    }
}
