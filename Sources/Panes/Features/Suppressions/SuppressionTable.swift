import Desk
import ResellerAPI
import Screen

/// One table of the suppressions view.
struct SuppressionTable {
    let state: DeskState
    let table: SuppressionsLayout.Table
    /// What the filter looks for.
    let words: [String]
    let headRow: Int?

    private var view: SuppressionsViewState { state.suppressions.view }
    private var isFocused: Bool { view.table == table.list }
    private var position: SuppressionsViewState.Position { view.positions[table.list] ?? .init() }

    func draw(on canvas: inout Canvas) {
        let columns = SuppressionTableColumns(
            x: table.x, width: table.width, showsList: table.list == nil, isColumn: table.titleRow != nil)
        drawTitle(on: &canvas)
        if let headRow, table.titleRow == nil { drawHeads(columns, headRow, on: &canvas) }
        guard table.rows > 0 else { return }
        let rows = state.suppressed(on: table.list)
        let first = min(max(0, position.top), max(0, rows.count))
        for (index, entry) in rows.dropFirst(first).prefix(table.rows).enumerated() {
            draw(entry, columns, table.top + index, on: &canvas)
            if isFocused, first + index == position.cursor { drawCursor(table.top + index, on: &canvas) }
        }
        if rows.isEmpty, table.titleRow != nil { drawEmpty(on: &canvas) }
        drawPosition(first: first, count: rows.count, on: &canvas)
    }

    private func drawTitle(on canvas: inout Canvas) {
        guard let row = table.titleRow, let list = table.list else { return }
        canvas.rule(
            table.x, row, width: table.width, title: list.rawValue,
            sub: [SuppressionCount(state, list, canvas.glyphs, isFiltered: true).span], focused: isFocused)
    }

    private func drawHeads(_ columns: SuppressionTableColumns, _ y: Int, on canvas: inout Canvas) {
        if let list = columns.list { canvas.put(list.x, y, "list", .dim, width: list.width) }
        canvas.put(columns.email.x, y, "address", .dim, width: columns.email.width)
        if let status = columns.status { canvas.put(status.x, y, "status", .dim, width: status.width) }
        if let reason = columns.reason {
            canvas.put(reason.x, y, "server response", .dim, width: reason.width)
        }
        let when = columns.age.width < 6 ? "when" : "\(CustomerTime.head) \(canvas.glyphs.sorted)"
        canvas.put(columns.age.x, y, when, .dim, width: columns.age.width, align: .right)
    }

    // MARK: - Rows

    private func draw(_ entry: Suppression, _ columns: SuppressionTableColumns, _ y: Int, on canvas: inout Canvas) {
        if view.marks.contains(SuppressionKey(entry)) {
            canvas.put(columns.markX, y, canvas.glyphs.mark, .mark)
        }
        if let list = columns.list {
            let name = list.width < 12 ? SuppressionColumns.shortName(entry.list) : entry.list.rawValue
            canvas.put(list.x, y, name, entry.list == .bounced ? .dim : .text, width: list.width)
        }
        let email = state.masked(entry.email)
        put(Text.clipMiddle(email, width: columns.email.width, glyphs: canvas.glyphs), columns.email.x, y, on: &canvas)
        if let status = columns.status {
            let isOtherList = columns.list == nil && table.list == nil && entry.list != .bounced
            let text = entry.status ?? (isOtherList ? SuppressionColumns.shortName(entry.list) : "")
            put(Text.clip(text, width: status.width, glyphs: canvas.glyphs), status.x, y, .dim, on: &canvas)
        }
        if let reason = columns.reason {
            let said = state.masked(entry.reason ?? "")
            canvas.put(reason.x, y, said, .text, width: reason.width)
        }
        canvas.put(columns.age.x, y, when(entry, columns.age.width), .dim, width: columns.age.width, align: .right)
    }

    /// A text with what the filter hit set off; only plain text can be pointed into by column.
    private func put(_ text: String, _ x: Int, _ y: Int, _ role: Role = .text, on canvas: inout Canvas) {
        canvas.put(x, y, text, role)
        guard !words.isEmpty, Text.isPrintableASCII(text) else { return }
        let lowered = text.lowercased()
        for word in words {
            guard let hit = lowered.firstRange(of: word) else { continue }
            let start = lowered.utf8.distance(from: lowered.startIndex, to: hit.lowerBound)
            let length = lowered.utf8.distance(from: hit.lowerBound, to: hit.upperBound)
            canvas.restyle(x: x + start, y: y, width: length, role: .match)
        }
    }

    private func when(_ entry: Suppression, _ width: Int) -> String {
        guard let time = entry.created else { return "" }
        let today = state.today
        return width >= 11
            ? "\(Ages.date(time.date, today: today)) \(time.clock)" : Ages.zoneless(time, today: today)
    }

    private func drawCursor(_ y: Int, on canvas: inout Canvas) {
        canvas.restyle(x: table.x, y: y, width: table.width, role: .selection)
        canvas.put(table.x, y, canvas.glyphs.cursor, .accent)
    }

    /// Where in the list the rows are, down the right edge.
    private func drawPosition(first: Int, count: Int, on canvas: inout Canvas) {
        guard table.titleRow == nil, count > table.rows, table.width >= 60 else { return }
        let x = table.x + table.width - 1
        let cursorRow = isFocused ? table.top + position.cursor - first : -1
        let length = max(1, table.rows * table.rows / count)
        let start = min(table.rows - length, first * (table.rows - length) / max(1, count - table.rows))
        for row in 0..<table.rows where table.top + row != cursorRow {
            let isPart = row >= start && row < start + length
            canvas.put(
                x, table.top + row, isPart ? canvas.glyphs.blockFull : canvas.glyphs.upright,
                isPart ? .accent : .border)
        }
    }

    /// Of a list that stands beside others.
    private func drawEmpty(on canvas: inout Canvas) {
        guard let list = table.list else { return }
        let standing = state.detail?.suppressions(list) ?? Loadable()
        let glyphs = canvas.glyphs
        let spans: [Span] =
            if view.hits != nil, !(standing.value ?? []).isEmpty {
                [Span("\(glyphs.none) no match", .dim)]
            } else if standing.value != nil {
                [Span("\(glyphs.good) ", .ok), Span("no address")]
            } else if standing.isAsking {
                [Span(glyphs.asking, .accent), Span(" asking", .dim)]
            } else if standing.failure != nil {
                [Span("\(glyphs.unknown) could not ask", .warn)]
            } else {
                [Span("\(glyphs.notAsked) not asked", .dim)]
            }
        canvas.line(table.x + 2, table.top, spans, width: max(0, table.width - 3))
    }
}

/// Where the columns of a table stand.
struct SuppressionTableColumns {
    typealias Column = SuppressionColumns.Column

    let markX: Int
    let list: Column?
    let email: Column
    let status: Column?
    let reason: Column?
    let age: Column

    /// `isColumn` where the table is one of several and shows addresses only.
    init(x: Int, width: Int, showsList: Bool, isColumn: Bool) {
        markX = x + 1
        if width >= DeskLayout.wideList {
            let emailX = x + (showsList ? 16 : 3)
            list = showsList ? Column(x: x + 3, width: 12) : nil
            email = Column(x: emailX, width: x + 54 - emailX)
            status = Column(x: x + 56, width: 7)
            age = Column(x: x + width - 14, width: 12)
            reason = Column(x: x + 64, width: age.x - x - 66)
        } else if width >= 60 {
            let emailX = x + (showsList ? 10 : 3)
            list = showsList ? Column(x: x + 3, width: 6) : nil
            email = Column(x: emailX, width: x + width / 2 - emailX)
            status = Column(x: x + width / 2 + 2, width: 6)
            age = Column(x: x + width - 7, width: 5)
            reason = Column(x: x + width / 2 + 9, width: width - width / 2 - 17)
        } else {
            list = nil
            reason = nil
            age = Column(x: x + width - 6, width: 5)
            let hasStatus = width >= 34 && !isColumn
            status = hasStatus ? Column(x: age.x - 7, width: 6) : nil
            email = Column(x: x + 2, width: max(1, (hasStatus ? age.x - 8 : age.x - 1) - x - 2))
        }
    }
}
