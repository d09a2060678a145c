import Formats
import ResellerAPI
import Screen

/// The answer to any read by its name: its columns come from the shape of the answer.
struct AnswerPane {
    let state: DeskState

    var all: [ViewPane] {
        guard let request = state.changes.answer else {
            return [
                ViewPane(1, "Answer") { _ in
                    var sheet = Sheet(columns: [SheetColumn("", ideal: 10)], rows: [])
                    sheet.missing = "The command bar asks for any call by its name."
                    return sheet
                }
            ]
        }
        return [
            ViewPane(1, request.operation.wording.title, reads: [request]) { AnswerPane(state: $0).sheet(request) }
        ]
    }

    private func sheet(_ request: Request) -> Sheet {
        let reading = state.readings[request]
        let shape = Shape.of(request.operation.returns.shape)
        let records = reading.value ?? []
        let known = request.operation.masked(request.parameters).pairs.filter { $0.name != "user" }
        let asked = [request.target].compactMap(\.self) + known.map { "\($0.name) \($0.value)" }
        let isOne = request.operation.returns.count != .list && records.count <= 1
        let sheet = isOne ? one(records.first) : list(records, shape)
        var result = sheet(reading.standing).with(subtitle: asked.joined(separator: ", "))
        result.empty = "The answer is empty"
        result.isEmptyGood = false
        return result
    }

    /// One record: a row for each of its values.
    private func one(_ record: Record?) -> (Loadable<Bool>) -> Sheet {
        let rows = (record?.entries ?? []).flatMap { Self.fields($0.name, $0.value) }
        return { Sheet(columns: FieldRow.columns, rows: rows, standing: $0) }
    }

    private static func fields(_ name: String, _ value: Value) -> [SheetRow] {
        switch value {
        case .record(let record): return record.entries.flatMap { fields($0.name, $0.value) }
        case .list(let values):
            return values.enumerated().flatMap { fields("\(name) \($0 + 1)", $1) }
        default:
            let shown = Parameters.Pair.isSecret(name) ? "********" : ExportText.plain(value)
            let title = name.split(separator: "_").joined(separator: " ")
            var row = FieldRow.row(title, SheetCell(shown, raw: Parameters.Pair.isSecret(name) ? .null : value))
            row.opens =
                shown.count > 60 ? .text(title: title, lines: shown.split(separator: "\n").map(String.init)) : nil
            return [row]
        }
    }

    /// Many records: a column for each member of their shape.
    private func list(_ records: [Record], _ shape: Shape) -> (Loadable<Bool>) -> Sheet {
        let members = shape.members.filter { member in records.contains { $0[member.name] != .null } }
        let names = members.isEmpty ? shape.members.map(\.name) : members.map(\.name)
        let columns = names.enumerated().map { index, name in
            let longest = records.prefix(200).map { ExportText.plain($0[name]).count }.max() ?? 0
            let isNumber = Self.isNumber(records.first?[name])
            let ideal = min(30, max(name.count, longest + (isNumber ? longest / 4 : 0)))
            return SheetColumn(
                name.split(separator: "_").joined(separator: " "), key: name, align: isNumber ? .right : .left,
                ideal: ideal, least: isNumber ? ideal : min(12, ideal),
                priority: shape.member(name)?.essential == true ? 0 : index + 1,
                isAddress: ["email", "username", "user", "url"].contains(name))
        }
        return { standing in
            Sheet(columns: columns, count: records.count, standing: standing) { index in
                let record = records[index]
                let user = record.text("username") ?? record.text("user")
                let cells = names.map { SheetCell(Self.words(record[$0]), raw: record[$0]) }
                return SheetRow(
                    "\(index) \(cells.first?.text ?? "")", cells, copies: cells.first?.text, customer: user,
                    opens: user.map(SheetOpening.customer))
            }
        }
    }

    private static func words(_ value: Value) -> String {
        switch value {
        case .count(let count): Numbers.grouped(count)
        case .truth(let truth): truth ? "yes" : "no"
        default: ExportText.plain(value)
        }
    }

    private static func isNumber(_ value: Value?) -> Bool {
        switch value {
        case .count, .number, .money: true
        default: false
        }
    }
}
