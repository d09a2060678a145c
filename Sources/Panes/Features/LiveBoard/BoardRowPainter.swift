import Desk
import Records
import Screen

/// Draws single rows of the board.
struct BoardRowPainter {
    let state: DeskState
    let columns: BoardColumns

    func draw(_ row: BoardRow, _ y: Int, on canvas: inout Canvas) {
        let isQuiet = isQuiet(row)
        let plain: Role = isQuiet ? .dim : .text
        let sign = sign(row, canvas.glyphs)
        canvas.put(columns.sign, y, sign.text, sign.role)
        if state.board.marks.contains(row.username) { canvas.put(columns.mark, y, canvas.glyphs.mark, .mark) }
        let name = Text.clipMiddle(shown(row.username), width: columns.name.width, glyphs: canvas.glyphs)
        let isLoud = row.severity == .critical && row.isNew && !row.isSnoozed
        let hasChanged = state.hasChangedOnBoard(row.username)
        canvas.put(columns.name.x, y, name, hasChanged ? .changed : isLoud ? .title : plain)
        drawFigure(row, y, isQuiet ? .dim : sign.role, isChanged: hasChanged, on: &canvas)
        if let cause = columns.cause { drawCause(row, y, cause, plain, on: &canvas) }
        if let since = columns.since {
            let words = row.trouble.map { age(since: $0.worst.judgement.since, width: since.width) } ?? ""
            canvas.put(since.x, y, words, plain, width: since.width, align: .right)
        }
        if let age = columns.age { drawAge(row, y, age, on: &canvas) }
        if let said = columns.said { drawSaid(row, y, said, on: &canvas) }
    }

    /// What somebody looks after, or what is hidden, goes back.
    private func isQuiet(_ row: BoardRow) -> Bool { row.trouble == nil || row.isSnoozed || !row.isNew }

    private func sign(_ row: BoardRow, _ glyphs: Glyphs) -> Span {
        if row.isSnoozed { return Span(glyphs.notAsked, .dim) }
        return switch row.severity {
        case .critical: Span(glyphs.critical, .critical)
        case .warning: Span(glyphs.warning, .warn)
        case .well: Span(glyphs.good, .ok)
        case nil: Span(glyphs.notAsked, .dim)
        }
    }

    private func shown(_ text: String) -> String { state.shownName(text) }

    // MARK: - Figures

    private func drawFigure(_ row: BoardRow, _ y: Int, _ role: Role, isChanged: Bool, on canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        if let spark = columns.spark, let judgement = row.trouble?.worst.judgement {
            ThresholdSpark(judgement: judgement, isQuiet: role == .dim).draw(
                spark.x, y, width: spark.width, on: &canvas)
        }
        if let column = columns.value {
            let value = value(row, isNamed: columns.cause == nil)
            let text = Text.clip(value.isEmpty ? glyphs.none : value, width: column.width, glyphs: glyphs)
            canvas.put(
                column.x, y, text, isChanged ? .changed : row.trouble == nil ? .dim : role, width: column.width,
                align: .right)
        }
        switch row.trouble?.worst.judgement.trend {
        case .worse: canvas.put(columns.trend, y, glyphs.worse, role == .dim ? .dim : .text)
        case .better: canvas.put(columns.trend, y, glyphs.better, .dim)
        case .same, nil: break
        }
    }

    /// `6.1%`, or `bounce 6.1%`.
    private func value(_ row: BoardRow, isNamed: Bool) -> String {
        guard let judgement = row.trouble?.worst.judgement else { return row.figures?.value ?? "" }
        return isNamed ? "\(judgement.concern.short) \(judgement.shown)" : judgement.shown
    }

    private func drawCause(
        _ row: BoardRow, _ y: Int, _ column: BoardColumns.Column, _ role: Role, on canvas: inout Canvas
    ) {
        let words = state.masked(state.causeWords(row))
        let cause = Sentences.shortened(words, width: column.width, glyphs: canvas.glyphs)
        canvas.put(column.x, y, cause, role, width: column.width)
    }

    /// `1h 12m`, or `1h` where there is little room.
    private func age(since: Double, width: Int) -> String {
        let seconds = state.now - since
        let whole = BoardWords.duration(seconds)
        return whole.count <= width ? whole : Ages.text(minutes: Int(max(0, seconds) / 60))
    }

    private func drawAge(_ row: BoardRow, _ y: Int, _ column: BoardColumns.Column, on canvas: inout Canvas) {
        guard let readAt = row.readAt else { return }
        let minutes = max(0, Int((state.now - readAt) / 60))
        let isOld = isOld(minutes)
        canvas.put(
            column.x, y, (isOld ? canvas.glyphs.old : "") + Ages.stepped(minutes: minutes), isOld ? .stale : .dim,
            width: column.width, align: .right)
    }

    /// Older than two rounds take, and than half an hour.
    private func isOld(_ minutes: Int) -> Bool {
        Double(minutes * 60) > max(1800, 2 * (state.live.status.roundEstimate ?? 0))
    }

    private func drawSaid(_ row: BoardRow, _ y: Int, _ column: BoardColumns.Column, on canvas: inout Canvas) {
        guard let alarm = row.trouble?.worst.alarm else {
            if row.isPinned { canvas.put(column.x, y, "pinned", .dim, width: column.width) }
            return
        }
        let role: Role =
            alarm.state == .new && !row.isSnoozed ? (row.severity == .critical ? .critical : .warn) : .dim
        let words = Text.clip(state.said(alarm), width: column.width, glyphs: canvas.glyphs)
        canvas.put(column.x, y, words, role, width: column.width)
    }
}

/// Two weeks of a figure with the line that it passed.
struct ThresholdSpark {
    let judgement: Judgement
    let isQuiet: Bool

    func draw(_ x: Int, _ y: Int, width: Int, on canvas: inout Canvas) {
        let days = Array(judgement.fortnight.suffix(14))
        let values = Array(repeating: Double?.none, count: 14 - days.count) + days
        let known = values.compactMap { $0 }.filter(\.isFinite)
        guard let most = known.max(), let least = known.min() else { return }
        let line = judgement.threshold.flatMap { $0.isFinite ? $0 : nil }
        let high = max(most, line ?? most)
        let low = min(least, line ?? least) * 2 > high ? min(least, line ?? least) : 0
        let role: Role = isQuiet ? .dim : judgement.severity == .critical ? .graphAlarm : .graph
        if canvas.glyphs.isASCII { return drawLetters(x, y, values, low, high, line, role, on: &canvas) }
        let limit = line.map { Series([$0, $0], role: .graphThreshold, stroke: .dashed) }
        canvas.chart(
            x, y, width: width, height: 1, low: low, high: max(high, low + 1e-9),
            [limit, Series(values, role: role)].compactMap(\.self))
    }

    /// A letter for two days, `!` where the line is passed.
    private func drawLetters(
        _ x: Int, _ y: Int, _ values: [Double?], _ low: Double, _ high: Double, _ line: Double?, _ role: Role,
        on canvas: inout Canvas
    ) {
        let letters = Array("_.:-=+*#")
        // A figure that falls passes its line downwards.
        let isFalling = judgement.concern == .credits || judgement.concern == .reputation || judgement.concern == .opens
        let text = stride(from: 0, to: values.count, by: 2).map { start -> Character in
            let pair = values[start..<min(start + 2, values.count)].compactMap { $0 }.filter(\.isFinite)
            guard let value = isFalling ? pair.min() : pair.max() else { return " " }
            if let line, isFalling ? value <= line : value >= line { return "!" }
            let part = high > low ? (value - low) / (high - low) : 0
            return letters[min(letters.count - 1, max(0, Int((part * Double(letters.count - 1)).rounded())))]
        }
        canvas.put(x, y, String(text), role)
    }
}
