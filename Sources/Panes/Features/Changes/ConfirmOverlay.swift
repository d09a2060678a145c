import Desk
import Formats
import ResellerAPI
import Screen
import Settings

/// The dialog before a change: sentence, old → new, consequence, account, call, undo, ticket, field, keys.
struct ConfirmOverlay {
    let state: DeskState
    let confirm: ConfirmState

    private var operation: ResellerAPI.Operation { confirm.request.operation }
    private let width = 78

    @discardableResult
    func measured(on canvas: inout Canvas) -> DialogExtent {
        let room = min(width, canvas.width - 6) - 8
        let text = text(room, canvas)
        let title = confirm.undoes == nil ? operation.wording.title : ChangesWords.undoTitle(operation.wording.title)
        let inside = OverlayFrame.open(
            state, title: title, width: width, height: text.count + 4,
            role: confirm.isDangerous ? .borderDanger : .borderFocused,
            on: &canvas)
        let wide = inside.width - (inside.hasBorder ? 2 : 0)
        let isRoomy = inside.hasBorder && inside.height > 12
        return OverlayFrame.drawDialog(
            wide == room ? text : self.text(wide, canvas), inside: inside, margin: isRoomy ? 1 : 0,
            scrolled: confirm.top, on: &canvas)
    }

    // MARK: - Lines

    private typealias Line = DialogLine

    private func text(_ width: Int, _ canvas: Canvas) -> DialogText {
        let must = mustLines(width, canvas.glyphs)
        return DialogText(
            lines: must + [Line()] + lines(width, canvas), must: must.count, foot: footLines(width, canvas),
            keys: keyLines(width, canvas))
    }

    /// To whom and what: the question, what it does to this one, and what always follows.
    private func mustLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        var lines = Text.wrap(confirm.request.question, width: width).map { Line(spans: [Span($0, .title)]) }
        if let outlook = confirm.outlook, let sentence = outlook.sentence {
            let sign = outlook.isDangerous ? "\(glyphs.critical) " : ""
            lines += Text.wrap(sign + sentence, width: width)
                .map { Line(spans: [Span($0, outlook.isDangerous ? .critical : .warn)]) }
        }
        if let consequence = confirm.request.consequence {
            lines += Text.wrap(consequence, width: width).map { Line(spans: [Span($0)]) }
        }
        let undone = undoneLines(width, glyphs)
        return undone.isEmpty ? lines : lines + [Line()] + undone
    }

    private func lines(_ width: Int, _ canvas: Canvas) -> [Line] {
        var lines = driftLines(width, canvas.glyphs)
        lines += changeLines(width, canvas)
        return lines + factLines(width, canvas.glyphs)
    }

    private func footLines(_ width: Int, _ canvas: Canvas) -> [Line] {
        var lines: [Line] = []
        lines.append(Line(spans: [Span(String(repeating: canvas.glyphs.line, count: max(0, width)), .border)]))
        lines += labelled("account", "\(state.session.account), \(state.session.role.rawValue.uppercased())", width)
        lines += callLines(width)
        lines += undoLines(width, canvas.glyphs)
        lines.append(ticketLine)
        return lines
    }

    /// What is undone, and what has moved on since.
    private func undoneLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        let sentences = state.undoSentences(of: confirm)
        guard !sentences.isEmpty else { return [] }
        return sentences.flatMap { sentence in
            Text.wrap((sentence.isWarning ? "\(glyphs.warning) " : "") + sentence.words, width: width)
                .map { Line(spans: [Span($0, sentence.isWarning ? .warn : .dim)]) }
        } + [Line()]
    }

    private func driftLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        guard confirm.stage == .changed else { return [] }
        let head = Line(spans: [Span("\(glyphs.warning) \(ChangesWords.pleaseReview)", .warn)])
        let changes = confirm.drift.map { change in
            Line(spans: [
                Span("  \(change.label)  \(old(change)) \(glyphs.becomes) \(new(change))")
            ])
        }
        return [head] + changes + [Line()]
    }

    /// Old → new in three columns.
    private func changeLines(_ width: Int, _ canvas: Canvas) -> [Line] {
        if confirm.stage == .reading {
            return [Line(spans: [Span("  \(canvas.glyphs.asking) \(ChangesWords.loadingValues)", .dim)]), Line()]
        }
        let changes = state.changes(of: confirm)
        guard !changes.isEmpty else { return unreadLines(width, canvas.glyphs) }
        let label = min(20, (changes.map(\.label.count).max() ?? 8) + 4)
        let widest = changes.map { canvas.width(of: self.old($0)) }.max() ?? 8
        let old: Int = min(max(8, (width - label - 4) / 2), widest + 1)
        let new = max(6, width - label - old - 4)
        var lines: [Line] = []
        for change in changes {
            if change.hasLines {
                lines += textLines(change, label, width, canvas)
                continue
            }
            let olds = Text.wrap(self.old(change), width: old)
            let news = Text.wrap(self.new(change), width: new)
            for row in 0..<max(olds.count, news.count) {
                let name = row == 0 ? "  " + change.label : ""
                let arrow = row == 0 ? " \(canvas.glyphs.becomes) " : "    "
                lines.append(
                    Line(spans: [
                        Span(padded(name, label), .dim), Span(padded(row < olds.count ? olds[row] : "", old)),
                        Span(padded(arrow, 4), .dim), Span(row < news.count ? news[row] : ""),
                    ]))
            }
        }
        return lines + [Line()] + unreadLines(width, canvas.glyphs)
    }

    /// A text of several lines: how many it had and has, then those that differ.
    private func textLines(_ change: ValueChange, _ label: Int, _ width: Int, _ canvas: Canvas) -> [Line] {
        let head = "\(old(change)) \(canvas.glyphs.becomes) \(self.new(change))"
        let rows = change.lineChanges.flatMap { line in
            switch line {
            case .gone(let text): textRows("- ", text, .dim, width, canvas.glyphs)
            case .new(let text): textRows("+ ", text, .text, width, canvas.glyphs)
            case .same(let count):
                [Line(spans: [Span("    \(canvas.glyphs.asking) \(ChangesWords.unchangedLines(count))", .dim)])]
            }
        }
        return [Line(spans: [Span(padded("  " + change.label, label), .dim), Span(head)])] + rows
    }

    /// A line of a text, whole: on as many rows as it takes.
    private func textRows(_ sign: String, _ text: String, _ role: Role, _ width: Int, _ glyphs: Glyphs) -> [Line] {
        Text.cut(text, width: max(1, width - 6), glyphs: glyphs).enumerated().map { index, row in
            Line(spans: [Span((index == 0 ? "    " + sign : "      ") + row, role)])
        }
    }

    private func unreadLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        guard let unread = confirm.unread else { return [] }
        return Text.wrap("\(glyphs.unknown) \(ChangesWords.valuesUnknown(unread))", width: width)
            .map { Line(spans: [Span($0, .dim)]) } + [Line()]
    }

    /// What else a person should know: prices, and what follows for the credits.
    private func factLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        let facts = state.packageFacts(of: confirm.request)
        guard !facts.isEmpty else { return [] }
        return facts.flatMap { fact in
            Text.wrap((fact.isWarning ? "\(glyphs.warning) " : "") + fact.words, width: width)
                .map { Line(spans: [Span($0, fact.isWarning ? .warn : .text)]) }
        } + [Line()]
    }

    private var words: ConfirmWords {
        ConfirmWords(confirm: confirm, capabilities: state.session.capabilities)
    }

    private func callLines(_ width: Int) -> [Line] {
        labelled("call", words.call, width)
    }

    private func undoLines(_ width: Int, _ glyphs: Glyphs) -> [Line] {
        if confirm.stage == .reading { return labelled("undo", "\(glyphs.asking)", width) }
        switch confirm.request.inverse(before: confirm.before) {
        case .success(let inverse):
            return labelled("undo", "\(glyphs.good) u: \(inverse.operation.wording.title)", width)
        case .failure(let why): return labelled("undo", "\(glyphs.critical) \(ChangesWords.noUndo(why.reason))", width)
        }
    }

    private var ticketLine: Line {
        let isEmpty = confirm.ticket.text.isEmpty
        var spans = [Span(padded("  ticket", 13), .dim)]
        if confirm.entry != .ticket {
            spans += [
                Span(isEmpty ? "none" : confirm.ticket.text, isEmpty ? .dim : .text),
                Span("   \(ChangesWords.ticketNote(confirm.ticket.text, isKept: confirm.keepsTicket))", .dim),
            ]
        }
        return Line(spans: spans, entry: confirm.entry == .ticket ? confirm.ticket : nil)
    }

    private func labelled(_ label: String, _ text: String, _ width: Int) -> [Line] {
        Text.wrap(text, width: max(8, width - 13)).enumerated().map { index, row in
            Line(spans: [Span(padded(index == 0 ? "  " + label : "", 13), .dim), Span(row)])
        }
    }

    // MARK: - Keys

    private func keyLines(_ width: Int, _ canvas: Canvas) -> [Line] {
        if confirm.stage == .sending {
            return [Line(), Line(spans: [Span("\(canvas.glyphs.asking) \(ChangesWords.sendingSteps)", .dim)])]
        }
        if !state.session.writes {
            let why = "\(canvas.glyphs.warning) \(ChangesWords.disabled(state.readOnlyReason))"
            return [Line(), Line(spans: [Span("Esc", .key), Span(ChangesWords.keys.close, .dim), Span(why, .warn)])]
        }
        if confirm.entry == .ticket {
            return [
                Line(),
                Line(spans: [
                    Span("Enter", .key), Span(ChangesWords.keys.saveTicket, .dim), Span("Esc", .key),
                    Span(ChangesWords.keys.cancel, .dim),
                ]),
            ]
        }
        if confirm.requiredText != nil { return worstKeys(width) }
        let yes = [
            Span("y", .key), Span(confirm.stage == .changed ? ChangesWords.keys.anyway : ChangesWords.keys.doIt, .text),
        ]
        let rest = [Span("t", .key), Span(ChangesWords.keys.ticket, .dim)] + keepKey
        return [
            Line(), Line(spans: [Span("Enter Esc", .key), Span(ChangesWords.keys.cancel, .title)], right: yes + rest),
        ]
    }

    /// The key that keeps the ticket, where there is one to keep and a customer to keep it for.
    private var keepKey: [Span] {
        guard !confirm.ticket.text.isEmpty, confirm.request.target == state.subject else { return [] }
        return [
            Span("   ^T", .key),
            Span(confirm.keepsTicket ? ChangesWords.keys.dropTicket : ChangesWords.keys.keepTicket, .dim),
        ]
    }

    private func worstKeys(_ width: Int) -> [Line] {
        let wanted = confirm.requiredText ?? ""
        let role: Role = confirm.isTyped ? .text : .dim
        let ask = ChangesWords.typeToConfirm
        let asked = Line(spans: [Span(ask.before), Span(wanted, .title), Span(ask.after)])
        let lines =
            asked.width <= width
            ? [asked]
            : [Line(spans: [Span(ChangesWords.typeThis)])]
                + Text.cut(wanted, width: max(1, width)).map { Line(spans: [Span($0, .title)]) }
        return [Line()] + lines + [
            Line(spans: [Span("> ", .key)], entry: confirm.entry == .proof ? confirm.typed : nil),
            Line(
                spans: [Span("Esc", .key), Span(ChangesWords.keys.cancel, .title)],
                right: [
                    Span("Tab", .key), Span(ChangesWords.keys.ticket + "   ", .dim),
                    Span("Enter", confirm.isTyped ? .key : .dim),
                    Span(ChangesWords.keys.confirm, role),
                ]),
        ]
    }

    // MARK: - Words

    private func new(_ change: ValueChange) -> String { words.new(change) }
    private func old(_ change: ValueChange) -> String { words.old(change) }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - Text.width(of: text)))
    }
}

extension ConfirmOverlay: OverlayPicture {
    var hints: [KeyLine.Hint] {
        confirm.entry == nil
            ? [(.accept, "do it"), (.ticket, "ticket"), (.dismiss, "cancel")]
            : [(.confirm, "go on"), (.nextField, "field"), (.dismiss, "cancel")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("confirm \(confirm.request.operation.id)", PlainDialogs(state: state).confirm(confirm))
    }
}
