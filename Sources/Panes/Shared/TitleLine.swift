import Desk
import Screen

extension PanePlace {
    /// The title line: digit, title, what the pane shows, and how old that is.
    ///
    /// Where there is not room for all of it, the reason of the age goes first, then what the pane shows is cut.
    func drawTitle(_ sub: [Span], right: [Span], on canvas: inout Canvas) {
        let subWidth = min(6, columns(sub, canvas))
        var age = right
        while age.count > 2, columns(age, canvas) > titleRoom - subWidth - 5 { age.removeLast() }
        let room = titleRoom - columns(age, canvas) - (age.isEmpty ? 3 : 5)
        canvas.rule(
            x, frame.y, width: width, digit: String(pane.rawValue), title: pane.title,
            sub: clipped(sub, to: room, canvas), right: age, focused: isFocused)
    }

    /// Columns right of the title, without the line's own ends.
    var titleRoom: Int { width - pane.title.count - 7 }
    /// Where what the pane shows begins.
    var titleSubX: Int { x + pane.title.count + 7 }

    private func columns(_ spans: [Span], _ canvas: Canvas) -> Int {
        spans.reduce(0) { $0 + canvas.width(of: $1.text) }
    }

    private func clipped(_ spans: [Span], to width: Int, _ canvas: Canvas) -> [Span] {
        guard columns(spans, canvas) > width else { return spans }
        guard width >= 4 else { return [] }
        var left = width
        return spans.compactMap { span in
            guard left > 0 else { return nil }
            let text = Text.clip(span.text, width: left, glyphs: canvas.glyphs)
            left -= Text.width(of: text)
            return Span(text, span.role)
        }
    }

    /// Shows the rows as old: without colours of their own, an edge at the left.
    func drawAsOld(top: Int, rows: Int, on canvas: inout Canvas) {
        canvas.restyle(x: x, y: top, width: width, height: rows, role: .stale)
        canvas.vertical(x, from: top, to: top + rows, role: .warn, glyph: canvas.glyphs.oldEdge)
    }

    /// The row under the cursor: one look for the whole row, and a bar in the gutter that needs no colour.
    func drawCursor(row: Int, on canvas: inout Canvas) {
        canvas.restyle(x: x, y: row, width: width, role: isFocused ? .selection : .selectionQuiet)
        canvas.put(x, row, canvas.glyphs.cursor, isFocused ? .accent : .selectionQuiet)
    }
}

/// How a pane stands, in the words of a title line.
struct FreshnessWords {
    let state: DeskState
    let glyphs: Glyphs

    /// `failure` is that of the last request, to say why data is old.
    func spans(_ freshness: Freshness, failure: Failure?) -> [Span] {
        switch freshness {
        case .notAsked: [Span(SharedWords.notLoaded, .dim)]
        case .asking(let seconds): asking(seconds)
        case .fresh(let minutes): [Span(Ages.stepped(minutes: minutes), .dim)]
        case .old(let minutes, let hasFailed):
            old(minutes: minutes, why: hasFailed ? failure.map { FailureWords.short($0.error) } : nil)
        case .failed(let time): [Span("\(glyphs.unknown) \(SharedWords.failed(at: clock(time)))", .warn)]
        }
    }

    /// `staleAfter` in seconds, where it is not that of all panes.
    func spans<Value>(_ loadable: Loadable<Value>, staleAfter: Double? = nil) -> [Span] {
        // Old data stays while it is asked for anew; that is worth a word only when it takes long.
        if let askedAt = loadable.askedAt, state.now - askedAt >= 2 { return asking(Int(state.now - askedAt)) }
        let freshness = loadable.freshness(now: state.now, staleAfter: staleAfter ?? state.staleAfter)
        return spans(freshness, failure: loadable.failure)
    }

    func asking(_ seconds: Int) -> [Span] {
        [Span(glyphs.asking, .accent), Span(" \(SharedWords.loading(seconds: seconds))", .dim)]
    }

    func old(minutes: Int, why: String?) -> [Span] {
        // The glyph says that it is old; below a minute there is no age to show.
        let age = minutes < 1 ? "old" : "\(Ages.text(minutes: minutes)) old"
        return [Span("\(glyphs.old) ", .warn), Span(age, .warn)] + (why.map { [Span(", \($0)", .dim)] } ?? [])
    }

    func clock(_ time: Double) -> String { state.clock(at: time) }
}

extension Freshness {
    var isOld: Bool { if case .old = self { true } else { false } }
}
