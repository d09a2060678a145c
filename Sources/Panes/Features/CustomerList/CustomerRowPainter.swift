import Desk
import Formats
import Records
import ResellerAPI
import Screen
import Settings

/// Draws single customers: gutter, mark, severity, name, two weeks, sent, and the reason with its figure.
struct CustomerRowPainter {
    let state: DeskState
    let columns: CustomerColumns
    /// What the filter looked for, folded; shown where it stands in the name.
    let words: [String]

    /// The figures of a row as text; what is not known never looks like a figure.
    private struct Cells {
        var severity: (text: String, role: Role) = (" ", .dim)
        var sent = ""
        var value = ""
        var why = ""
        var sentRole = Role.dim
        var valueRole = Role.dim
        var whyRole = Role.dim
    }

    func draw(position: Int, row y: Int, on canvas: inout Canvas) {
        let row = state.customerRow(at: position)
        let cells = cells(row, canvas.glyphs)
        if row.isMarked { canvas.put(columns.mark, y, canvas.glyphs.mark, .mark) }
        canvas.put(columns.severity, y, cells.severity.text, cells.severity.role)
        let isCritical = row.figures?.severity == .critical && row.minutesOld == nil
        drawName(state.shownName(row.name), y, isCritical ? .title : .text, on: &canvas)
        if let email = columns.email { drawEmail(position, y, email, on: &canvas) }
        if let spark = columns.spark, let figures = row.figures { drawSpark(figures, row, spark.x, y, on: &canvas) }
        if let sent = columns.sent {
            canvas.put(sent.x, y, cells.sent, cells.sentRole, width: sent.width, align: .right)
        }
        if let value = columns.value {
            canvas.put(value.x, y, cells.value, cells.valueRole, width: value.width, align: .right)
        }
        if let why = columns.why { canvas.put(why.x, y, cells.why, cells.whyRole, width: why.width) }
    }

    private func drawName(_ name: String, _ y: Int, _ role: Role, on canvas: inout Canvas) {
        // A customer without a name is still a row.
        guard name.contains(where: { $0 != " " }) else {
            canvas.put(columns.name.x, y, canvas.glyphs.none, .dim)
            return
        }
        let shown = Text.clipMiddle(name, width: columns.name.width, glyphs: canvas.glyphs)
        canvas.put(columns.name.x, y, shown, role)
        for word in words {
            guard let hit = TextFold.range(of: Array(word.utf8), in: shown) else { continue }
            let before = Text.width(of: String(shown[..<hit.lowerBound]))
            let width = Text.width(of: String(shown[hit]))
            canvas.restyle(x: columns.name.x + before, y: y, width: width, role: .match)
        }
    }

    private func drawEmail(_ position: Int, _ y: Int, _ column: CustomerColumns.Column, on canvas: inout Canvas) {
        let row = Int(state.customers.shown.rows[position])
        let email = state.masked(state.customers.table.text(row, .email) ?? "")
        canvas.put(column.x, y, Text.clipMiddle(email, width: column.width, glyphs: canvas.glyphs), .dim)
    }

    /// A picture is for rows that give a reason; the others stay quiet.
    private func drawSpark(_ figures: Figures, _ row: CustomerRow, _ x: Int, _ y: Int, on canvas: inout Canvas) {
        guard figures.severity > .well, row.minutesOld == nil else { return }
        let days = Array(figures.fortnight.suffix(14))
        let missing = Array(repeating: Double?.none, count: 14 - days.count)
        canvas.spark(x, y, missing + days, role: figures.severity == .critical ? .graphAlarm : .graph)
    }

    // MARK: - Cells

    private func cells(_ row: CustomerRow, _ glyphs: Glyphs) -> Cells {
        guard let figures = row.figures else { return unread(row, glyphs) }
        var cells = Cells()
        let isOff = row.isActive == false && figures.severity == .well
        cells.severity = severity(figures.severity, glyphs)
        let sorted = SortedFigure(state.customers.sorting.column)
        let sent = figures.sent(sorted.period)
        cells.sent = sent.map(Numbers.short) ?? glyphs.none
        cells.sentRole = sent == nil ? .dim : .text
        cells.value = isOff ? CustomerListWords.off : figures.value.isEmpty ? CustomerListWords.ok : figures.value
        if let minutes = row.minutesOld { return aged(cells, figures, minutes, glyphs) }
        if figures.severity > .well {
            cells.valueRole = cells.severity.role
            cells.why = figures.why
            cells.whyRole = .text
        }
        let enough = state.rules.count(.enoughMail)
        if let texts = sorted.texts(figures, enoughMail: enough, glyphs: glyphs) {
            (cells.value, cells.why) = texts
            cells.valueRole = .text
        }
        if state.hasChanged(.rowSent, of: row.name) { cells.sentRole = .changed }
        if state.hasChanged(.rowReason, of: row.name) { cells.valueRole = .changed }
        return cells
    }

    private func severity(_ severity: Severity, _ glyphs: Glyphs) -> (text: String, role: Role) {
        switch severity {
        case .critical: (glyphs.critical, .critical)
        case .warning: (glyphs.warning, .warn)
        case .well: (" ", .dim)
        }
    }

    /// An alarm stays an alarm when it gets old.
    private func aged(_ cells: Cells, _ figures: Figures, _ minutes: Int, _ glyphs: Glyphs) -> Cells {
        var cells = cells
        if figures.severity == .well { cells.severity = (glyphs.old, .stale) }
        cells.sent = cells.sentRole == .dim ? cells.sent : glyphs.old + cells.sent
        cells.value = glyphs.old + cells.value
        cells.why = CustomerListWords.old(Ages.text(minutes: minutes))
        (cells.sentRole, cells.valueRole, cells.whyRole) = (.stale, .stale, .stale)
        return cells
    }

    private func unread(_ row: CustomerRow, _ glyphs: Glyphs) -> Cells {
        var cells = Cells()
        if row.isAsking {
            (cells.sent, cells.value, cells.why) = (glyphs.asking, glyphs.asking, SharedWords.loading)
        } else if row.hasFailed {
            cells.severity = (glyphs.unknown, .warn)
            (cells.sent, cells.value, cells.why) = (glyphs.unknown, glyphs.unknown, SharedWords.failed)
            (cells.sentRole, cells.valueRole, cells.whyRole) = (.warn, .warn, .warn)
        } else {
            (cells.sent, cells.value) = (
                glyphs.notAsked, row.isActive == false ? CustomerListWords.off : glyphs.notAsked
            )
        }
        return cells
    }
}
