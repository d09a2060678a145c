import Desk
import ResellerAPI
import Screen
import Settings

/// The words of a pane that has no rows: a glyph and what is the case, then why, then what to do.
struct Note {
    let glyph: Span
    let headline: Span
    var details: [Span] = []
    /// Keys and what they do here.
    var hints: [(key: String, words: String)] = []

    /// Below the title line of a pane, a blank row between where there is room.
    func draw(in place: PanePlace, on canvas: inout Canvas) {
        let skipped = place.contentRows > lineCount(width: place.width) ? 1 : 0
        draw(
            x: place.x + 2, y: place.top + skipped, width: place.width - 3, rows: place.contentRows - skipped,
            on: &canvas)
    }

    func draw(x: Int, y: Int, width: Int, rows: Int, on canvas: inout Canvas) {
        let glyphWidth = canvas.width(of: glyph.text) + 1
        // What is loud is one row; where a sentence goes on it is plain.
        var lines: [[Span]] = wrapped(headline, width - glyphWidth).enumerated().map { index, span in
            [index == 0 || span.role != .warn ? span : Span(span.text)]
        }
        for detail in details { lines += wrapped(detail, width - glyphWidth).map { [$0] } }
        let keys = hintLines(width: width - glyphWidth, canvas)
        if !keys.isEmpty, lines.count + keys.count < rows { lines.append([]) }
        lines += keys
        canvas.line(x, y, [glyph], width: rows > 0 ? max(0, width) : 0)
        for (index, line) in lines.prefix(max(0, rows)).enumerated() {
            canvas.line(x + glyphWidth, y + index, line, width: max(0, width - glyphWidth))
        }
    }

    /// Rows that it takes at most, the blank one before the keys not counted.
    private func lineCount(width: Int) -> Int {
        ([headline] + details).reduce(hints.isEmpty ? 0 : 1) { $0 + wrapped($1, width - 5).count }
    }

    private func wrapped(_ span: Span, _ width: Int) -> [Span] {
        Text.wrap(span.text, width: max(1, width)).map { Span($0, span.role) }
    }

    private func hintLines(width: Int, _ canvas: Canvas) -> [[Span]] {
        var lines: [[Span]] = []
        var column = 0
        for hint in hints {
            let needed = canvas.width(of: hint.key) + 1 + canvas.width(of: hint.words)
            if let last = lines.indices.last, column + 3 + needed <= width {
                lines[last] += [Span("   "), Span(hint.key, .key), Span(" " + hint.words, .dim)]
                column += 3 + needed
            } else {
                lines.append([Span(hint.key, .key), Span(" " + hint.words, .dim)])
                column = needed
            }
        }
        return lines
    }
}

/// The notes that all panes share, with the words that differ.
struct Notes {
    let state: DeskState
    let glyphs: Glyphs

    /// What is being asked for, and whether something of it was seen before.
    func asking(_ what: String, _ detail: String) -> Note {
        Note(
            glyph: Span(glyphs.asking, .accent), headline: Span(SharedWords.loading(what)),
            details: [Span(detail, .dim)],
            hints: hint(.cancel, SharedWords.keyStops))
    }

    /// `meaning` says what the failure does not tell.
    func failed(_ failure: Failure, meaning: String) -> Note {
        var details = [Span(meaning)]
        if let advice = FailureWords.advice(failure.error) { details.append(Span(advice)) }
        details.append(Span(attempts(failure), .dim))
        return Note(
            glyph: Span(glyphs.unknown, .warn),
            headline: Span(
                SharedWords.couldNotLoad(because: state.masked(FailureWords.sentence(failure.error))), .warn),
            details: details,
            hints: hint(.refresh, SharedWords.keyRetries) + hint(.errors, SharedWords.keyShowsCall))
    }

    func notAsked(_ words: String) -> Note {
        Note(
            glyph: Span(glyphs.notAsked, .dim), headline: Span(words, .dim), hints: hint(.refresh, SharedWords.keyLoads)
        )
    }

    func good(_ headline: String, _ detail: String) -> Note {
        Note(glyph: Span(glyphs.good, .ok), headline: Span(headline), details: [Span(detail, .dim)])
    }

    func clock(_ time: Double) -> String { state.clock(at: time) }

    /// A key and what it does here; nothing where no key is bound.
    func hint(_ command: CommandID, _ words: String) -> [(key: String, words: String)] {
        state.restingKeyName(command).map { [(key: $0, words: words)] } ?? []
    }

    private func attempts(_ failure: Failure) -> String {
        SharedWords.attempts(
            failure.attempts, at: clock(failure.at), retryWithin: state.isFrozen ? nil : state.refreshInterval)
    }
}
