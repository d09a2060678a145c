import Desk
import Formats
import Records
import Screen

/// The smallest screens: how many customers need a human, and which ones most.
struct CountsBody {
    let state: DeskState

    func draw(on canvas: inout Canvas) {
        let bottom = canvas.height - (state.layout.hasKeyLine && canvas.height > 2 ? 1 : 0)
        let lines = lines(rows: bottom - 1, canvas)
        for (index, line) in lines.prefix(max(0, bottom - 1)).enumerated() {
            canvas.line(1, 1 + index, line, width: max(0, canvas.width - 1))
        }
    }

    private func lines(rows: Int, _ canvas: Canvas) -> [[Span]] {
        let glyphs = canvas.glyphs
        let alarms = state.alarms
        let critical = [
            Span("\(glyphs.critical) \(Numbers.short(alarms.critical))", alarms.critical > 0 ? .critical : .dim)
        ]
        let warnings = [Span("\(glyphs.warning) \(Numbers.short(alarms.warning))", alarms.warning > 0 ? .warn : .dim)]
        if alarms.critical + alarms.warning == 0 { return calm(glyphs) }
        if rows < 2 { return [critical + [Span("  ")] + warnings] }
        let counts = [
            critical + [Span(" critical")], warnings + [Span(alarms.warning == 1 ? " warning" : " warnings")],
        ]
        return counts + worst(rows - 2, canvas)
    }

    private func calm(_ glyphs: Glyphs) -> [[Span]] {
        if let failure = state.customers.list.failure {
            let clock = state.clock(at: failure.at)
            return [
                [Span("\(glyphs.unknown) failed \(clock)", .warn)], [Span(FailureWords.short(failure.error), .dim)],
            ]
        }
        let coverage = state.coverage
        guard coverage.judged > 0 else { return [[Span("\(glyphs.notAsked) \(coverage.calm)", .dim)]] }
        let sign = coverage.isWhole ? Span("\(glyphs.good) ", .ok) : Span("\(glyphs.asking) ", .accent)
        return [[sign, Span(coverage.calm)], [Span(coverage.count, .dim)]]
    }

    /// The customers that need a human most.
    private func worst(_ count: Int, _ canvas: Canvas) -> [[Span]] {
        guard count > 0 else { return [] }
        let board = state.shownBoard
        if board.version > 0 {
            return lines(
                board.rows.filter { !$0.isSnoozed }.prefix(count).map { ($0.username, $0.worst.judgement.shown) },
                canvas)
        }
        var chosen: [(name: String, figures: Figures)] = []
        for (name, figures) in state.figures where figures.severity > .well {
            let place = chosen.firstIndex { isWorse((name, figures), than: $0) } ?? chosen.endIndex
            guard place < count else { continue }
            chosen.insert((name, figures), at: place)
            if chosen.count > count { chosen.removeLast() }
        }
        return lines(chosen.map { ($0.name, $0.figures.value) }, canvas)
    }

    private func lines(_ worst: [(name: String, value: String)], _ canvas: Canvas) -> [[Span]] {
        worst.enumerated().map { index, entry in
            let name = Names.short(entry.name)
            let value = " " + entry.value
            let label = index == 0 ? "worst " : "      "
            let room = canvas.width - 2 - label.count - canvas.width(of: value)
            return [
                Span(label, .dim), Span(Text.clip(name, width: room, glyphs: canvas.glyphs), .title), Span(value),
            ]
        }
    }

    private func isWorse(_ one: (name: String, figures: Figures), than other: (name: String, figures: Figures)) -> Bool
    {
        let (left, right) = (one.figures, other.figures)
        if left.severity != right.severity { return left.severity > right.severity }
        if left.sent != right.sent { return (left.sent ?? 0) > (right.sent ?? 0) }
        return one.name < other.name
    }
}

/// Names of customers where there is little room.
enum Names {
    /// `mail@hollin.example` becomes `hollin`; other names stay.
    static func short(_ username: String) -> String {
        guard let at = username.lastIndex(of: "@") else { return username }
        let domain = username[username.index(after: at)...]
        let label = domain.prefix { $0 != "." }
        return label.isEmpty ? username : String(label)
    }
}
