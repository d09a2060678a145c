import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// One run: how far it is, what became of its rows, and first of all what needs a person.
struct RunView {
    let state: DeskState

    func draw(on canvas: inout Canvas) {
        guard let run = state.shownRun else { return drawMissing(on: &canvas) }
        let words = RunWords(state: state, glyphs: canvas.glyphs)
        drawTitle(run, words, on: &canvas)
        if state.runHeadRows == 8 {
            drawBar(run, words, y: 3, on: &canvas)
            canvas.line(2, 5, words.counts(run.counts, gap: canvas.width >= 100 ? 5 : 2), width: canvas.width - 3)
            drawRowsTitle(run, words, on: &canvas)
            drawColumnNames(on: &canvas)
            drawFoot(run, words, on: &canvas)
        } else if state.runHeadRows == 3 {
            drawBar(run, words, y: 2, on: &canvas)
            canvas.line(1, 3, words.counts(run.counts, gap: 2), width: canvas.width - 2)
        } else {
            drawBar(run, words, y: 2, on: &canvas)
        }
        drawRows(run, words, on: &canvas)
    }

    private func drawMissing(on canvas: inout Canvas) {
        canvas.rule(0, 1, width: canvas.width, title: RunsWords.oneTitle, focused: true)
        let words = state.bulk.areRead ? RunsWords.missing(state.place.item ?? "") : RunsWords.loadingRun
        canvas.put(2, 3, state.bulk.problem ?? words, .dim, width: max(0, canvas.width - 3))
    }

    // MARK: - Head

    private func drawTitle(_ run: BulkRun, _ words: RunWords, on canvas: inout Canvas) {
        let facts = [run.operation, run.reason.isEmpty ? RunsWords.noTicket : RunsWords.ticket(run.reason), run.who]
        canvas.rule(
            0, 1, width: canvas.width, title: words.title(run),
            sub: [Span(facts.filter { !$0.isEmpty }.joined(separator: ", "), .dim)],
            right: [Span(RunsWords.started(state.clock(at: run.at)), .dim)], focused: true)
    }

    private func drawBar(_ run: BulkRun, _ words: RunWords, y: Int, on canvas: inout Canvas) {
        let counts = run.counts
        let isWide = canvas.width >= 60
        let part = counts.total == 0 ? 1 : Double(counts.closed) / Double(counts.total)
        var figures = "\(Numbers.grouped(counts.closed)) of \(Numbers.grouped(counts.total))"
        if isWide { figures += "   \(Int((part * 100).rounded(.down)))%" }
        let time = words.timeLeft(run).map { "   \($0)" }
        let stage = time == nil ? [Span("   "), words.stage(run)] : [Span(time ?? "", .dim)]
        let all = [Span("  \(figures)")] + (isWide ? stage : [])
        let room = canvas.width - canvas.width(of: all) - 4
        let width = max(4, min(canvas.width * 2 / 3, room))
        canvas.bar(isWide ? 2 : 1, y, width: width, part: part)
        canvas.line((isWide ? 2 : 1) + width, y, all, width: max(0, canvas.width - width - 3))
    }

    private func drawRowsTitle(_ run: BulkRun, _ words: RunWords, on canvas: inout Canvas) {
        let waiting = run.counts.waiting
        canvas.rule(
            0, 7, width: canvas.width, digit: "1", title: RunsWords.rowsTitle,
            sub: [Span(RunsWords.worstFirst, .dim)],
            right: waiting > 0 ? [Span(RunsWords.waiting(waiting), .dim)] : [])
    }

    // MARK: - Rows

    /// Where result, answer and time begin; nil where there is no room for them.
    private struct Columns {
        let result: Int
        let answer: Int?
        let time: Int?

        init(_ width: Int) {
            switch width {
            case 100...: (result, answer, time) = (39, 54, width - 9)
            case 70..<100: (result, answer, time) = (width / 2 - 8, width / 2 + 4, nil)
            default: (result, answer, time) = (max(12, width - 12), nil, nil)
            }
        }
    }

    private func drawColumnNames(on canvas: inout Canvas) {
        let columns = Columns(canvas.width)
        canvas.put(3, 8, state.shownRunIsOfAddresses ? "address" : "customer", .dim)
        canvas.put(columns.result, 8, "result", .dim)
        if let answer = columns.answer { canvas.put(answer, 8, "answer", .dim) }
        if columns.time != nil { canvas.lineRight(canvas.width - 1, 8, [Span("at", .dim)]) }
    }

    private func drawRows(_ run: BulkRun, _ words: RunWords, on canvas: inout Canvas) {
        guard let page = state.bulk.page, page.run == run.id else { return }
        let top = 1 + state.runHeadRows
        if !page.isRead { canvas.put(3, top, RunsWords.loadingRows, .dim) }
        for (index, row) in page.rows.prefix(state.runRowsOnScreen).enumerated() {
            draw(row, run, words, y: top + index, on: &canvas)
            if page.top + index == page.cursor {
                OverlayFrame.drawCursor(x: 0, y: top + index, width: canvas.width, on: &canvas)
            }
        }
    }

    private func draw(_ row: BulkRow, _ run: BulkRun, _ words: RunWords, y: Int, on canvas: inout Canvas) {
        let columns = Columns(canvas.width)
        let (glyph, word) = words.row(row, of: run)
        let isQuiet = row.stage == .waiting || row.stage == .skipped
        let role: Role = isQuiet ? .dim : .text
        canvas.line(1, y, [glyph], width: 1)
        let target = state.shownName(row.target)
        let clipped = Text.clipMiddle(target, width: columns.result - 5, glyphs: canvas.glyphs)
        canvas.put(3, y, clipped, role, width: columns.result - 4)
        canvas.put(columns.result, y, word, row.stage == .unknown ? .warn : role)
        if let answer = columns.answer {
            let room = (columns.time ?? canvas.width) - answer - 1
            canvas.line(answer, y, [Span(self.answer(row, run, words), role)], width: max(0, room))
        }
        if columns.time != nil, row.stage != .waiting, row.stage != .sent, row.at > 0 {
            canvas.lineRight(canvas.width - 1, y, [Span(words.clock(row.at), .dim)])
        }
    }

    private func answer(_ row: BulkRow, _ run: BulkRun, _ words: RunWords) -> String {
        guard row.stage == .sent else { return state.masked(row.answer) }
        guard state.isWorking(on: run) else { return RunsWords.readBackFirst }
        return ""
    }

    // MARK: - Foot

    private func drawFoot(_ run: BulkRun, _ words: RunWords, on canvas: inout Canvas) {
        let y = canvas.height - 2
        canvas.line(1, y, [foot(run, words, canvas.glyphs)], width: max(0, canvas.width - 2))
    }

    private func foot(_ run: BulkRun, _ words: RunWords, _ glyphs: Glyphs) -> Span {
        if let work = state.bulk.works[run.id] {
            switch work.standing {
            case .holding(let why, let until):
                return Span("\(glyphs.warning) \(RunsWords.holding(until: words.clock(until), why))", .warn)
            case .ended(.blocked(let why)): return Span("\(glyphs.warning) \(RunsWords.blocked(why))", .warn)
            case .working:
                return Span(RunsWords.safeToLeave)
            case .ended: break
            }
        }
        if run.counts.unknown > 0, run.stage != .running {
            return Span("\(glyphs.unknown) \(RunsWords.decide)", .warn)
        }
        switch run.stage {
        case .running where state.bulk.heldElsewhere.contains(run.id):
            return Span(RunsWords.elsewhereNote, .dim)
        case .running:
            let key = state.restingKeyName(.pauseRun) ?? ":pause-run"
            return Span("\(glyphs.warning) \(RunsWords.interruptedNote(key))", .warn)
        case .paused:
            return Span(RunsWords.pausedNote(state.restingKeyName(.pauseRun) ?? ":pause-run"))
        case .cancelled: return Span(RunsWords.abandonedNote, .dim)
        case .finished: return Span("")
        }
    }
}

extension DeskState {
    /// Whether the rows of the run shown are addresses of one customer.
    var shownRunIsOfAddresses: Bool {
        shownRun.flatMap { ResellerAPI.Operation.named($0.operation) }?.bulkOver == .addresses
    }
}
