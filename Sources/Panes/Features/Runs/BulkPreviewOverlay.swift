import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// The dialog before a run: sentence, samples, how long, account, call, undo, ticket, and the count to type.
struct BulkPreviewOverlay: OverlayPicture {
    let state: DeskState
    let preview: BulkPreview

    private let width = 78

    var hints: [KeyLine.Hint] {
        let words = RunsWords.hints
        return preview.entry == .proof
            ? [(.confirm, words.start), (.nextField, words.ticket), (.dismiss, words.cancel), (.later, words.more)]
            : [(.confirm, words.keep), (.nextField, words.count), (.dismiss, words.cancel)]
    }

    var plain: (name: String, part: PlainText.Part) { ("bulk", PlainBulk(state: state).preview(preview)) }

    func measured(on canvas: inout Canvas) -> DialogExtent {
        let room = max(8, min(width, canvas.width - 6) - 6)
        let isWorst = preview.operation.wording.grade == .worst || preview.outlook?.isDangerous == true
        var (must, lines) = (mustLines(room, canvas.glyphs), lines(room, canvas))
        let keys = keyLines(canvas)
        let inside = OverlayFrame.open(
            state, title: RunsWords.title(preview.operation.wording.title, preview.targets.count), width: width,
            height: must.count + lines.count + keys.count + 3, role: isWorst ? .borderDanger : .borderFocused,
            on: &canvas)
        let wide = max(0, inside.width - (inside.hasBorder ? 2 : 0))
        if wide != room { (must, lines) = (mustLines(wide, canvas.glyphs), self.lines(wide, canvas)) }
        return OverlayFrame.drawDialog(
            DialogText(lines: must + lines, must: must.count, keys: keys), inside: inside, scrolled: preview.top,
            on: &canvas)
    }

    // MARK: - Lines

    private typealias Line = DialogLine

    /// To how many, what, and to how many of them more than that.
    private func mustLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        var lines = Text.wrap(preview.question, width: width).map { Line(spans: [Span($0, .title)]) }
        if preview.isReading {
            lines.append(Line(spans: [Span("\(glyphs.asking) \(ChangesWords.loadingValues)", .dim)]))
        }
        for words in RunsWords.outlook(preview.outlook) {
            lines += Text.wrap("\(glyphs.critical) \(words)", width: width)
                .map { Line(spans: [Span($0, .critical)]) }
        }
        if let consequence = preview.operation.wording.consequence {
            let words = Wording.filled(consequence, preview.shared)
            lines += Text.wrap(words, width: width).map { Line(spans: [Span($0)]) }
        }
        return lines
    }

    private func lines(_ width: Int, _ canvas: Canvas) -> [Line] {
        var lines = [Line()] + sampleLines(width, canvas)
        lines.append(Line(spans: [Span(String(repeating: canvas.glyphs.line, count: width), .border)]))
        lines += labelled("account", "\(state.session.account), \(state.session.role.rawValue.uppercased())", width)
        if let owner = preview.targets.owner { lines += labelled("customer", owner, width) }
        lines += labelled("call", callWords, width)
        lines += labelled("time", timeWords, width)
        lines += labelled("undo", undoWords(canvas.glyphs), width)
        lines.append(ticketLine)
        return lines
    }

    /// The first five and the last two, on low screens two and one; of few all.
    private func sampleLines(_ width: Int, _ canvas: Canvas) -> [Line] {
        let count = preview.targets.count
        let (first, last) = canvas.height >= 30 ? (5, 2) : (2, 1)
        let isAll = count <= first + last + 1
        let places = isAll ? Array(0..<count) : Array(0..<first) + [-1] + Array(count - last..<count)
        let digits = Numbers.grouped(count).count
        return places.map { place in
            guard place >= 0 else {
                let left = RunsWords.more(count - first - last)
                return Line(spans: [Span(String(repeating: " ", count: digits + 4) + left, .dim)])
            }
            let number = Numbers.grouped(place + 1)
            let name = state.shownName(preview.targets.name(at: place))
            let room = max(4, width - digits - 4)
            return Line(spans: [
                Span("  " + String(repeating: " ", count: digits - number.count) + number + "  ", .dim),
                Span(Text.clipMiddle(name, width: room, glyphs: canvas.glyphs)),
            ])
        }
    }

    private var callWords: String {
        let own = Parameters(
            (preview.targets.owner.map { [Parameters.Pair("user", $0)] } ?? [])
                + [Parameters.Pair(preview.targets.ownParameter, "…")] + preview.shared.pairs)
        return ConfirmWords.call(preview.operation, own, state.session.capabilities) + RunsWords.oneCallARow
    }

    private var timeWords: String {
        let limit = state.budget?.limit ?? 500
        let seconds = preview.seconds(callsPerMinute: limit)
        return RunsWords.time(seconds: seconds, calls: preview.callsPerRow, limit: limit)
    }

    private func undoWords(_ glyphs: Glyphs) -> String {
        if case .none(let why) = preview.operation.inverse { return "\(glyphs.critical) \(ChangesWords.noUndo(why))" }
        return "\(glyphs.good) \(RunsWords.undoRowByRow)"
    }

    private var ticketLine: Line {
        let isEmpty = preview.ticket.text.isEmpty
        var spans = [Span("ticket".padded(to: 11), .dim)]
        if preview.entry != .ticket {
            spans += [
                Span(isEmpty ? "none" : preview.ticket.text, isEmpty ? .dim : .text),
                Span("   \(ticketNote)", .dim),
            ]
        }
        return Line(spans: spans, entry: preview.entry == .ticket ? preview.ticket : nil)
    }

    /// A ticket of many customers is for this run only, which needs no word.
    private var ticketNote: String {
        preview.ticketOwner == nil
            ? ChangesWords.ticketNote("", isKept: false)
            : ChangesWords.ticketNote(preview.ticket.text, isKept: preview.keepsTicket)
    }

    private func labelled(_ label: String, _ text: String, _ width: Int) -> [Line] {
        Text.wrap(text, width: max(8, width - 11)).enumerated().map { index, row in
            Line(spans: [Span((index == 0 ? label : "").padded(to: 11), .dim), Span(row)])
        }
    }

    // MARK: - Keys

    private func keyLines(_ canvas: Canvas) -> [Line] {
        if preview.isStarting {
            return [Line(), Line(spans: [Span("\(canvas.glyphs.asking) \(RunsWords.startSteps)", .dim)])]
        }
        guard state.session.writes else {
            let why = "\(canvas.glyphs.warning) \(ChangesWords.disabled(state.readOnlyReason))"
            return [Line(), Line(spans: [Span("Esc", .key), Span(ChangesWords.keys.close, .dim), Span(why, .warn)])]
        }
        if preview.entry == .ticket {
            return [
                Line(),
                Line(spans: [
                    Span("Enter", .key), Span(ChangesWords.keys.saveTicket, .dim), Span("Esc", .key),
                    Span(ChangesWords.keys.cancel, .dim),
                ]),
            ]
        }
        let ask = ChangesWords.typeToConfirm
        return [
            Line(),
            Line(
                spans: [
                    Span(ask.before), Span(preview.requiredText, .title), Span(ask.after + " "), Span("> ", .key),
                ],
                entry: preview.typed),
            Line(
                spans: [Span("Esc", .key), Span(ChangesWords.keys.cancel, .title)],
                right: startKeys(isWide: canvas.width >= 60)),
        ]
    }

    private func startKeys(isWide: Bool) -> [Span] {
        let role: Role = preview.isTyped ? .text : .dim
        let start = Span("Enter", preview.isTyped ? .key : .dim)
        guard isWide else { return [start, Span(RunsWords.keys.start, role)] }
        let canKeep = !preview.ticket.text.isEmpty && preview.ticketOwner == state.subject && state.subject != nil
        let keep = [
            Span("^T", .key),
            Span(preview.keepsTicket ? RunsWords.keys.runOnly : ChangesWords.keys.keepTicket + "   ", .dim),
        ]
        return (canKeep ? keep : []) + [Span("Tab", .key), Span(ChangesWords.keys.ticket + "   ", .dim), start]
            + [Span(canKeep ? RunsWords.keys.startIt : RunsWords.keys.startOnce, role)]
    }
}
