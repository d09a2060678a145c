import Desk
import Formats
import Records
import Screen
import Settings

/// The mail of all customers together: counts of alarms as large digits, then totals with their two weeks.
struct FleetPicture {
    let state: DeskState
    let rows: Int

    private var board: LiveBoard { state.shownBoard }
    private var fleet: FleetFigures { board.fleet }

    /// A figure of all together.
    private struct Total {
        let name: String
        let value: String
        let change: String
        let line: [Double?]
        let isRaised: Bool
    }

    func draw(on canvas: inout Canvas) {
        let covered =
            fleet.customers > 0 ? "today, of \(Numbers.grouped(fleet.customers)) customers" : "no figures yet"
        canvas.rule(0, 1, width: canvas.width, title: "Fleet", sub: [Span(covered, .dim)])
        if rows < 7 { return drawLine(on: &canvas) }
        var column = drawDigits(on: &canvas) + 3
        column = drawWell(column, on: &canvas) + 3
        let totals = totals
        let width = max(14, (canvas.width - column - 1) / max(1, totals.count))
        for (index, total) in totals.enumerated() {
            draw(total, column + index * width, width: width, on: &canvas)
        }
    }

    // MARK: - As a picture

    /// The counts of alarms; returns the column after them.
    private func drawDigits(on canvas: inout Canvas) -> Int {
        var column = 3
        for (count, word, role) in [
            (board.criticalCount, "critical", Role.critical),
            (board.warningCount, board.warningCount == 1 ? "warning" : "warnings", .warn),
        ] {
            let digits = LargeDigits(count, glyphs: canvas.glyphs)
            let width = max(digits.width, word.count)
            digits.draw(column + (width - digits.width) / 2, 3, role: count > 0 ? role : .dim, on: &canvas)
            canvas.put(column + (width - word.count) / 2, 6, word, count > 0 ? role : .dim)
            column += width + 3
        }
        return column - 3
    }

    private func drawWell(_ x: Int, on canvas: inout Canvas) -> Int {
        let well = max(0, state.live.status.readDays - board.criticalCount - board.warningCount - board.snoozedCount)
        let lines = [
            Numbers.grouped(well), "are well", "", board.snoozedCount > 0 ? "\(board.snoozedCount) snoozed" : "",
        ]
        for (index, line) in lines.enumerated() { canvas.put(x, 3 + index, line, index == 0 ? .title : .dim) }
        return x + max(9, lines.map(\.count).max() ?? 0)
    }

    private func draw(_ total: Total, _ x: Int, width: Int, on canvas: inout Canvas) {
        canvas.put(x, 3, total.name, .dim, width: width - 2)
        var spans: [Span] = []
        if total.isRaised { spans.append(Span("\(canvas.glyphs.warning) ", .warn)) }
        spans.append(Span(total.value, total.isRaised ? .warn : .title))
        // A change is told whole or not at all: "+0…" is another figure.
        let change = Span("  \(total.change)", .dim)
        if canvas.width(of: spans + [change]) <= width - 2 { spans.append(change) }
        canvas.line(x, 4, spans, width: width - 2)
        let cells = min(16, width - 3)
        guard total.line.contains(where: { $0 != nil }) else { return }
        let stretched = (0..<cells * 2).map { index in
            total.line[index * total.line.count / (cells * 2)]
        }
        canvas.spark(x, 6, stretched, role: total.isRaised ? .graphAlarm : .graph)
    }

    // MARK: - As a line

    private func drawLine(on canvas: inout Canvas) {
        let well = max(0, state.live.status.readDays - board.criticalCount - board.warningCount - board.snoozedCount)
        var spans: [Span] = [Span(Numbers.grouped(well)), Span(" well", .dim)]
        if board.snoozedCount > 0 { spans += [Span("  \(board.snoozedCount)"), Span(" snoozed", .dim)] }
        for total in totals {
            spans += [Span("  \(total.name) ", .dim)]
            if total.isRaised { spans.append(Span("\(canvas.glyphs.warning) ", .warn)) }
            spans.append(Span(total.value, total.isRaised ? .warn : .text))
        }
        canvas.line(1, 2, spans, width: max(0, canvas.width - 2))
    }

    // MARK: - Figures

    private var totals: [Total] {
        let today = fleet.today
        return [
            Total(
                name: "sent", value: fleet.customers > 0 ? Numbers.short(today.requests) : "?",
                change: fleet.usual.map { "usual \(Numbers.short($0.requests))" } ?? "",
                line: fleet.fortnight.map { Double($0.requests) }, isRaised: false),
            share("delivered", \.deliveredShare, warning: nil),
            share("bounced", \.bounceShare, warning: .bouncesWarning),
            share("spam", \.spamShare, warning: .spamWarning),
        ]
    }

    /// A share of today beside the usual one; raised where a single customer's would be a warning.
    private func share(_ name: String, _ of: (FleetDay) -> Double?, warning: AlarmRule?) -> Total {
        let (now, usual) = (of(fleet.today), fleet.usual.flatMap(of))
        let change = now.flatMap { now in usual.map { Numbers.signed((now - $0) * 100) } } ?? ""
        let hasEnough = fleet.today.requests >= state.rules.count(.enoughMail)
        let isRaised = hasEnough && (warning.flatMap { rule in now.map { $0 >= state.rules.share(rule) } } ?? false)
        return Total(
            name: name, value: now.map { Numbers.percent($0 * 100) } ?? "?", change: change,
            line: fleet.fortnight.map(of), isRaised: isRaised)
    }
}

/// A number three rows high.
struct LargeDigits {
    private let text: String
    private let glyphs: Glyphs

    init(_ number: Int, glyphs: Glyphs) {
        // More digits than that say no more.
        text = number > 999 ? "999" : String(max(0, number))
        self.glyphs = glyphs
    }

    var width: Int { text.count * 4 - 1 }

    /// Five rows of dots, three to a row: a letter for each.
    private static let dots: [Character: [String]] = [
        "0": ["###", "#.#", "#.#", "#.#", "###"], "1": [".#.", "##.", ".#.", ".#.", "###"],
        "2": ["###", "..#", "###", "#..", "###"], "3": ["###", "..#", ".##", "..#", "###"],
        "4": ["#.#", "#.#", "###", "..#", "..#"], "5": ["###", "#..", "###", "..#", "###"],
        "6": ["###", "#..", "###", "#.#", "###"], "7": ["###", "..#", ".#.", ".#.", ".#."],
        "8": ["###", "#.#", "###", "#.#", "###"], "9": ["###", "#.#", "###", "..#", "###"],
    ]

    func draw(_ x: Int, _ y: Int, role: Role, on canvas: inout Canvas) {
        // Half blocks have no ASCII twin that could be read.
        if glyphs.isASCII {
            canvas.put(x + (width - text.count) / 2, y + 1, text, role)
            return
        }
        for (place, digit) in text.enumerated() {
            guard let rows = Self.dots[digit].map({ $0.map(Array.init) }) else { continue }
            for row in 0..<3 {
                for column in 0..<3 {
                    let upper = rows[row * 2][column] == "#"
                    let lower = row * 2 + 1 < rows.count && rows[row * 2 + 1][column] == "#"
                    let glyph = upper ? (lower ? glyphs.blockFull : glyphs.blockUpper) : lower ? glyphs.blockLower : " "
                    canvas.put(x + place * 4 + column, y + row, glyph, role)
                }
            }
        }
    }
}
