import Formats
import ResellerAPI
import Screen
import Settings
import StateStore

/// What is seen, as a file: filtered, in its order, masked where the screen is.
package struct ExportText: Sendable {
    let sheet: Sheet
    /// What becomes of texts before they are written.
    let mask: @Sendable (String, SheetColumn, SheetRow) -> String

    package init(
        _ sheet: Sheet, mask: @escaping @Sendable (String, SheetColumn, SheetRow) -> String = { text, _, _ in text }
    ) {
        self.sheet = sheet
        self.mask = mask
    }

    /// By the ending of the file: JSON for `.json`, else comma-separated.
    package func text(for path: String) -> String { path.lowercased().hasSuffix(".json") ? json : csv }

    /// With a line of names.
    package var csv: String {
        CSV.line(sheet.columns.map(\.key)) + CSV.text((0..<sheet.count).lazy.map { values($0).map(Self.plain) })
    }

    /// An array of objects; counts are numbers, what was not told is null.
    package var json: String {
        let records = (0..<sheet.count).map { index in
            Value.record(Record(zip(sheet.columns, values(index)).map { Record.Entry($0.key, $1) }))
        }
        return CallOutput.json(Value.list(records)) + "\n"
    }

    private func values(_ index: Int) -> [Value] {
        let row = sheet.row(index)
        let cells = row.cells
        return sheet.columns.indices.map { column in
            guard column < cells.count else { return .null }
            switch cells[column].raw ?? .text(cells[column].text) {
            case .text(let text): return .text(mask(text, sheet.columns[column], row))
            case let value: return value
            }
        }
    }

    /// A value as text for a cell.
    static func plain(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .text(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .count(let count): String(count)
        case .number(let number): "\(number)"
        case .money(let money): money.description
        case .date(let date): date.description
        case .time(let time): time.description
        case .list(let values): values.map(plain).joined(separator: " ")
        case .record(let record): record.entries.map { "\($0.name)=\(plain($0.value))" }.joined(separator: " ")
        }
    }
}

/// Writing what is seen to a file.
extension DeskReducer {
    func openExport(_ state: inout DeskState) {
        guard let shown = state.exportSheet else {
            state.notice = Notice(.warning, "export: there are no rows here")
            return
        }
        let masks = state.masksAddresses ? "; names and addresses are masked" : ""
        let rows = "\(Numbers.grouped(shown.sheet.count)) \(shown.sheet.count == 1 ? "row" : "rows")"
        state.overlay = .prompt(
            PromptState(
                purpose: .export, title: "Write what is shown", entry: TextEntry(state.exportName(shown.name)),
                note: "\(rows)\(masks); .csv or .json, readable by you alone"))
    }

    /// Writes what is shown, as it stands now, to the file whose name was typed.
    func export(_ state: inout DeskState, to path: String) -> Effect<DeskAction> {
        guard !path.isEmpty else {
            state.notice = Notice(.warning, "type the name of a file; Esc leaves")
            return .none
        }
        state.overlay = nil
        guard let shown = state.exportSheet else {
            state.notice = Notice(.warning, "nothing was written: there are no rows here now")
            return .none
        }
        state.notice = Notice(.plain, "writing \(path)")
        let (environment, sheet, frozen) = (environment, shown.sheet, state)
        let isOffered = path == state.exportName(shown.name)
        // A million rows take a moment: the screen does not wait for them.
        return .run(priority: .utility) { send in
            let text = ExportText(sheet) { frozen.shown($0, $1, $2) }.text(for: path)
            let file = ExportFile(path: path, text: text, mayBeNumbered: isOffered)
            await send(.view(.exported(environment.export(file))))
        }
    }
}

extension DeskState {
    /// The rows that are seen, and what they are; nil where the focus is on none.
    var exportSheet: (sheet: Sheet, name: String)? {
        let shown: (Sheet, String)?
        if place.view == .desk {
            shown = DeskSheets(state: self).sheet(focus).map { ($0, deskExportName) }
        } else if let sheet = chartSheet {
            let list = suppressions.view.table?.rawValue
            shown = (sheet, place.view == .statistics ? "statistics" : list ?? "suppressions")
        } else {
            shown = focusedPane.map { (sheet($0), $0.title) }
        }
        guard let shown, shown.0.count > 0 else { return nil }
        return (shown.0, shown.1)
    }

    /// What the views that are no panes of sheets show, as one: days, or addresses.
    package var chartSheet: Sheet? {
        switch place.view {
        case .suppressions: DeskSheets(state: self).suppressed
        case .statistics: DeskSheets(state: self).charted
        default: nil
        }
    }

    private var deskExportName: String {
        focus == .suppressions ? suppressions.list.map { "\($0.rawValue)" } ?? "suppressions" : focus.title
    }

    /// A name for the file: what it is, whose, and the day.
    func exportName(_ what: String) -> String {
        let isOfOne = place.view == .desk ? focus != .customers && focus != .samples : place.view.isOfOneCustomer
        let day = today
        let whose = isOfOne ? subject.map { [shownName($0)] } ?? [] : []
        return ([what.lowercased()] + whose + [day?.description ?? "undated"]).map(Self.fileName).joined(separator: "-")
            + ".csv"
    }

    /// Without what a shell or a file system takes for something else.
    private static func fileName(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
    }
}
