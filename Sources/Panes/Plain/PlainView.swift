import Desk
import Formats
import Records
import ResellerAPI
import Screen

/// A view beside the desk as words: whom it is about, its panes, and the rows of the one with the focus.
struct PlainView {
    let state: DeskState

    var part: PlainText.Part {
        if state.place.view == .why { return why }
        if state.place.view == .runs { return PlainBulk(state: state).view }
        if let sheet = state.chartSheet { return charted(sheet) }
        var part = PlainText.Part()
        part.head = [title]
        if let header = state.viewHeader {
            let severity = header.severity.map { "\($0.plainWord): " } ?? ""
            if !header.sentence.isEmpty { part.head.append(severity + header.sentence) }
        }
        let panes = state.viewPanes
        guard let pane = state.focusedPane else { return part }
        if panes.count > 1 {
            let names = panes.map { "pane-\($0.digit) \($0.title)" + ($0.digit == pane.digit ? ", this one" : "") }
            part.head.append("panes: \(names.joined(separator: "; "))")
        }
        let sheet = state.sheet(pane)
        part.head += standing(sheet, pane)
        part.count = sheet.count
        part.row = { row(sheet.row($0), sheet) }
        part.foot = foot(sheet, pane)
        return part
    }

    /// The explanation in sentences, then what can be done.
    private var why: PlainText.Part {
        var part = PlainText.Part()
        part.head = [title] + (WhyReport(state: state)?.lines ?? ["why asks for an address"])
        let deeds = state.whyDeeds
        part.count = deeds.count
        part.row = { index in
            switch deeds[index] {
            case .change(let deed): deed.operation.wording.title
            case .showSuppressions: "show the suppressions of this customer"
            }
        }
        return part
    }

    /// Days, or addresses, of the customer shown.
    private func charted(_ sheet: Sheet) -> PlainText.Part {
        var part = PlainText.Part()
        let words = sheet.standing.map { PlainStandings(state: state).words($0, state.place.view.title) }
        let whose = state.subject.map { ": \($0)" } ?? ""
        part.head = [title + whose, Numbers.grouped(sheet.count) + " rows" + (words.map { ", \($0)" } ?? "")]
        if let missing = sheet.missing { part.head.append(missing) }
        part.count = sheet.count
        part.row = { row(sheet.row($0), sheet) }
        return part
    }

    private var title: String {
        let filter = state.view.filter.isEmpty ? "" : ", filter \(state.view.filter)"
        return state.place.view.title + (state.viewHeader.map { ": \($0.title)" } ?? "") + filter
    }

    private func standing(_ sheet: Sheet, _ pane: ViewPane) -> [String] {
        let subtitle = sheet.subtitle.map(\.text).joined()
        let name = pane.title + (subtitle.isEmpty ? "" : ", \(subtitle)")
        let words = sheet.standing.map { PlainStandings(state: state).words($0, pane.title) }
        var lines = ["\(name): \(Numbers.grouped(sheet.count))" + (words.map { ", \($0)" } ?? "")]
        if let missing = sheet.missing { lines.append(missing) }
        if sheet.count == 0, sheet.missing == nil, sheet.standing?.value ?? true {
            lines.append(state.view.filter.isEmpty ? sheet.empty : "no row matches; / alone shows all")
        }
        return lines
    }

    private func row(_ row: SheetRow, _ sheet: Sheet) -> String {
        let cells = zip(row.cells, sheet.columns).enumerated().compactMap { index, pair -> String? in
            let (cell, column) = pair
            guard !cell.text.isEmpty else { return nil }
            return index == 0 || column.name.isEmpty ? cell.text : "\(column.name) \(cell.text)"
        }
        return (row.sign.map { "\($0.plainWord): " } ?? "") + cells.joined(separator: ", ")
    }

    private func foot(_ sheet: Sheet, _ pane: ViewPane) -> [String] {
        let cursor = state.view[pane.digit].cursor
        var lines = sheet.footnote.map { [$0] } ?? []
        if cursor < sheet.count, let first = sheet.row(cursor).cells.first(where: { !$0.text.isEmpty }) {
            lines.append("cursor: \(Numbers.grouped(cursor + 1)). \(first.text)")
        }
        return lines
    }
}

extension SheetSign {
    /// What the sign says on a screen.
    var plainWord: String {
        switch self {
        case .critical: "critical"
        case .warning: "warning"
        case .good: "good"
        case .unknown: "unknown"
        case .asking: "asking"
        }
    }
}
