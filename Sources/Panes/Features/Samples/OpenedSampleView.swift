import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// A message over the whole desk: the verdict first, then why; hostile text is shown as what it is.
struct OpenedSampleView {
    let state: DeskState
    let opened: OpenedSample

    func draw(on canvas: inout Canvas) {
        let bottom = canvas.height - (state.layout.hasKeyLine ? 1 : 0)
        drawTitle(on: &canvas)
        if let source = opened.source { return drawSource(source, bottom: bottom, on: &canvas) }
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
        let mask = { state.masked($0) }
        let local = LocalTime(sample.date, in: state.zone)
        let today = state.today
        let date = local.map { $0.date == today ? "" : Ages.date($0.date, today: today) + " " } ?? ""
        let time = Span(local.map { date + $0.clock } ?? "", .dim)
        let right = canvas.width < 60 ? [time] : position + [time]
        let subject = sample.subject.isEmpty ? "no subject" : mask(sample.subject)
        let sub = owner(of: sample) + (sample.record.map { [Span(", seen by \($0)", .dim)] } ?? [])
        let room = max(8, canvas.width - 24)
        canvas.rule(
            0, 1, width: canvas.width, title: Text.clip(subject, width: min(60, room), glyphs: canvas.glyphs), sub: sub,
            right: right, focused: true)
    }

    /// Whose it is, and how that is known where no header tells it.
    private func owner(of sample: Sample) -> [Span] {
        guard let owner = state.samples.owner(of: sample) else {
            return [Span("unattributed", .dim)]
                + (state.keyName(.assign).map { [Span(", ", .dim), Span($0, .key), Span(" assigns", .dim)] } ?? [])
        }
        switch owner.source {
        case .header: return [Span(owner.customer)]
        case .domain: return [Span(owner.customer), Span(" by its domain", .dim)]
        case .person: return [Span(owner.customer), Span(" as assigned", .dim)]
        case .report: return [Span(owner.customer), Span(" by the mail inside", .dim)]
        }
    }

    /// Which message of the list this is.
    private var position: [Span] {
        guard let index = state.samples.shown.firstIndex(where: { $0.id == opened.id }) else { return [] }
        let count = Numbers.grouped(state.samples.shown.count)
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

    // MARK: - Source

    /// The bytes as text, with what would act or hide made visible.
    private func drawSource(_ source: SourceText, bottom: Int, on canvas: inout Canvas) {
        guard let text = source.text else {
            let headline = source.problem.map { Span("Could not read the source: \($0)", .warn) }
            let glyph = source.problem == nil ? Span(canvas.glyphs.asking, .accent) : Span(canvas.glyphs.unknown, .warn)
            return Note(glyph: glyph, headline: headline ?? Span("Reading the source"), details: [])
                .draw(x: 2, y: 3, width: canvas.width - 4, rows: bottom - 3, on: &canvas)
        }
        var y = 2
        if bottom - y >= 4 {
            canvas.rule(
                0, y, width: canvas.width, title: "Source", sub: [Span("as it lies there", .dim)],
                right: [Span("from line \(Numbers.grouped(source.top + 1))", .dim)], focused: true)
            y += 1
        }
        let width = max(1, canvas.width - 3)
        var lines: [String] = []
        for line in TextLines.lines(of: text, from: source.top, most: bottom - y) {
            let masked = state.masked(String(line.prefix(width * (bottom - y) * 4)))
            lines += Text.wrap(masked, width: width)
            if lines.count >= bottom - y { break }
        }
        for (index, line) in lines.prefix(max(0, bottom - y)).enumerated() {
            canvas.put(2, y + index, line, .text, width: width)
        }
    }
}

/// Lines of a long text, found without looking at more of it than is before them.
enum TextLines {
    static func lines(of text: String, from top: Int, most: Int) -> [Substring] {
        var rest = text.utf8[...]
        for _ in 0..<max(0, top) {
            guard let feed = rest.firstIndex(of: 0x0A) else { return [] }
            rest = rest[rest.index(after: feed)...]
        }
        var lines: [Substring] = []
        while lines.count < most {
            guard let feed = rest.firstIndex(of: 0x0A) else {
                lines.append(Substring(rest))
                break
            }
            lines.append(Substring(rest[..<feed]))
            rest = rest[rest.index(after: feed)...]
        }
        return lines
    }
}
