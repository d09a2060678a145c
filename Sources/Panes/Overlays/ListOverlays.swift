import Desk
import ResellerAPI
import Screen
import Settings

/// The calls that failed, newest first, then what was wrong in the settings files.
struct ErrorsOverlay {
    let state: DeskState
    let top: Int

    func draw(on canvas: inout Canvas) {
        let width = 100
        let lines = lines(width: min(width, canvas.width - 6) - 4, glyphs: canvas.glyphs)
        let inside = OverlayFrame.open(
            state, title: "What went wrong", width: width, height: max(6, lines.count + 4), on: &canvas)
        let shown = lines.prefix(max(0, inside.height - (inside.hasBorder ? 1 : 0)))
        let offset = inside.hasBorder ? 1 : 0
        for (index, line) in shown.enumerated() {
            canvas.line(inside.x + 1, inside.y + offset + index, line, width: max(0, inside.width - 2))
        }
    }

    private func lines(width: Int, glyphs: Glyphs) -> [[Span]] {
        if state.errors.isEmpty && state.troubleLines.isEmpty {
            return [
                [Span("\(glyphs.good) ", .ok), Span("Nothing has failed.")],
                [Span("  Calls go to \(state.session.baseURL)", .dim)],
            ]
        }
        // Enough for any screen; the rest comes with scrolling.
        let failures = state.errors.dropFirst(top).prefix(100).flatMap { lines($0, width, glyphs) }
        let problems = state.troubleLines.dropFirst(max(0, top - state.errors.count)).prefix(100)
        return failures
            + problems.flatMap { problem in
                Text.wrap(problem, width: max(10, width - 2)).enumerated().map { index, text in
                    [Span(index == 0 ? "\(glyphs.warning) " : "  ", .warn), Span(text)]
                }
            }
    }

    /// When, which call, how often in a row; then why.
    private func lines(_ failure: Failure, _ width: Int, _ glyphs: Glyphs) -> [[Span]] {
        let times = failure.attempts > 1 ? "  \(failure.attempts) times" : ""
        let head = [
            Span("\(glyphs.unknown) ", .warn), Span(state.clock(at: failure.at), .dim),
            Span("  \(failure.error.operation)", .title), Span(times, .dim),
        ]
        return [head]
            + Text.wrap(state.masked(failure.error.message), width: max(10, width - 11)).map {
                [Span("         "), Span($0)]
            }
    }
}

/// Words that the user ought to see whole.
struct MessagesOverlay {
    let state: DeskState
    let text: MessageText

    func draw(on canvas: inout Canvas) {
        let width = min(90, canvas.width - 6) - 6
        let wrapped = text.lines.dropFirst(text.top).prefix(100).flatMap {
            Text.wrap(state.masked($0), width: max(10, width))
        }
        let inside = OverlayFrame.open(
            state, title: state.masked(text.title), width: 90, height: max(6, wrapped.count + 4), on: &canvas)
        let offset = inside.hasBorder ? 1 : 0
        for (index, line) in wrapped.prefix(max(0, inside.height - offset)).enumerated() {
            canvas.line(inside.x + 1, inside.y + offset + index, [Span(line)], width: max(0, inside.width - 2))
        }
    }
}

extension ErrorsOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.dismiss, "close"), (.lineDown, "down"), (.lineUp, "up")]
    }

    var plain: (name: String, part: PlainText.Part) {
        ("errors", PlainOverlays(state: state).errors)
    }
}

extension MessagesOverlay: LookingPicture {
    var hints: [KeyLine.Hint] {
        [(.dismiss, "close"), (.lineDown, "down"), (.lineUp, "up")]
    }

    var plain: (name: String, part: PlainText.Part) {
        let lines = text.lines
        return (
            "messages",
            PlainOverlays(state: state).list(text.title, lines.count, isNumbered: false, question: []) { lines[$0] }
        )
    }
}
