import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// The bulk runs of the account, newest first; or one of them with its rows.
struct RunsView {
    let state: DeskState

    func draw(on canvas: inout Canvas) {
        if state.shownRunID != nil { return RunView(state: state).draw(on: &canvas) }
        let runs = state.bulk.runs
        canvas.rule(
            0, 1, width: canvas.width, digit: "1", title: RunsWords.title,
            sub: [Span(RunsWords.newestFirst, .dim)],
            right: [Span(runs.isEmpty ? "none" : Numbers.grouped(runs.count), .dim)], focused: true)
        guard canvas.height > 3 else { return }
        if let note = note(canvas.glyphs) {
            return note.draw(x: 2, y: 3, width: canvas.width - 3, rows: canvas.height - 4, on: &canvas)
        }
        let words = RunWords(state: state, glyphs: canvas.glyphs)
        drawHead(on: &canvas)
        for (line, run) in runs.dropFirst(state.bulk.top).prefix(state.runRowsOnScreen).enumerated() {
            let y = 3 + line
            draw(run, y, words, on: &canvas)
            if state.bulk.top + line == state.bulk.cursor {
                OverlayFrame.drawCursor(x: 0, y: y, width: canvas.width, on: &canvas)
            }
        }
    }

    private func note(_ glyphs: Glyphs) -> Note? {
        if let problem = state.bulk.problem, state.bulk.runs.isEmpty {
            return Note(
                glyph: Span(glyphs.unknown, .warn), headline: Span(RunsWords.runsUnreadable(problem), .warn),
                hints: Notes(state: state, glyphs: glyphs).hint(.refresh, "reads them again"))
        }
        guard state.bulk.runs.isEmpty else { return nil }
        guard state.bulk.areRead else { return Note(glyph: Span(""), headline: Span(RunsWords.loadingRuns, .dim)) }
        return Note(
            glyph: Span(glyphs.notAsked, .dim), headline: Span(RunsWords.noRuns),
            details: [Span(RunsWords.howToBegin, .dim)],
            hints: Notes(state: state, glyphs: glyphs).hint(.mark, "marks")
                + Notes(state: state, glyphs: glyphs).hint(.change, "changes"))
    }

    // MARK: - Columns

    /// Columns from the right: age, stage, counts; what is left goes to what and who.
    private struct Columns {
        let counts: Int?
        let stage: Int
        let age: Int

        init(_ width: Int) {
            age = width - 5
            stage = age - (width >= 60 ? 19 : 14)
            counts = width >= 100 ? stage - 44 : width >= 70 ? stage - 20 : nil
        }

        var start: Int { counts ?? stage }
    }

    private func drawHead(on canvas: inout Canvas) {
        let columns = Columns(canvas.width)
        canvas.put(3, 2, "run", .dim)
        canvas.put(8, 2, "what", .dim)
        if let counts = columns.counts { canvas.put(counts, 2, "rows", .dim) }
        canvas.put(columns.stage, 2, "stage", .dim)
        canvas.lineRight(canvas.width - 1, 2, [Span("age", .dim)])
    }

    private func draw(_ run: BulkRun, _ y: Int, _ words: RunWords, on canvas: inout Canvas) {
        let columns = Columns(canvas.width)
        canvas.lineRight(6, y, [Span(String(run.id), .dim)])
        let about = [run.who, run.reason].filter { !$0.isEmpty }.joined(separator: ", ")
        let title = Text.clip(words.title(run), width: max(0, columns.start - 9), glyphs: canvas.glyphs)
        let end = canvas.put(8, y, title) + 2
        // A word or two of who and why, or nothing.
        if columns.start - 1 - end >= 6 { canvas.put(end, y, about, .dim, width: columns.start - 1 - end) }
        if let start = columns.counts {
            let room = columns.stage - start - 1
            canvas.line(start, y, counts(run.counts, words, room, canvas), width: room)
        }
        canvas.line(columns.stage, y, [words.stage(run)], width: columns.age - columns.stage)
        let minutes = max(0, Int((state.now - run.at) / 60))
        canvas.lineRight(canvas.width - 1, y, [Span(Ages.text(minutes: minutes), .dim)])
    }

    private func counts(_ counts: BulkCounts, _ words: RunWords, _ room: Int, _ canvas: Canvas) -> [Span] {
        let all = words.counts(counts, gap: 2)
        if canvas.width(of: all) <= room { return all }
        let trouble = counts.failed + counts.unknown > 0 ? " \(canvas.glyphs.critical)" : ""
        return [
            Span("\(Numbers.short(counts.closed)) of \(Numbers.short(counts.total))"), Span(trouble, .critical),
        ]
    }
}
