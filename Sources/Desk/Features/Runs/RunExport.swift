import Formats
import Records
import ResellerAPI
import StateStore

/// The outcome of a run as a file.
extension DeskReducer {
    /// Writes all rows as CSV, in their order in the run.
    func export(_ state: DeskState, _ run: BulkRun) -> Effect<DeskAction> {
        let environment = environment
        // A file that is there already is never written over, so that each outcome gets a name of its own.
        let minute = RunTable.time(state.now).prefix(16).filter { $0 != ":" && $0 != " " }
        return .run { send in
            switch await RunTable.text(of: run, from: environment.runs) {
            case .failed(let why): await send(.view(.exported(.failed(why))))
            case .done(let text):
                let file = ExportFile(path: "run-\(run.id)-\(minute).csv", text: text, mayBeNumbered: true)
                await send(.view(.exported(environment.export(file))))
            }
        }
    }
}

/// The rows of a run as CSV.
package enum RunTable {
    private static let page = 1000

    /// All rows, with a line of names first; read page by page.
    package static func text(of run: BulkRun, from port: RunPort) async -> Outcome<String> {
        var rows: [BulkRow] = []
        while true {
            switch await port.rowsInOrder(run.id, rows.count, page) {
            case .failed(let why): return .failed(why)
            case .done(let more):
                rows += more
                if more.count < page { return .done(text(rows, of: run)) }
            }
        }
    }

    static func text(_ rows: [BulkRow], of run: BulkRun) -> String {
        CSV.line(["run", "row", "operation", "target", "parameters", "result", "answer", "at", "entry"])
            + CSV.text(rows.lazy.map { cells($0, of: run) })
    }

    private static func cells(_ row: BulkRow, of run: BulkRun) -> [String] {
        [
            String(run.id), String(row.index + 1), run.operation, row.target, row.parameters.description,
            row.stage.rawValue, row.answer, row.at > 0 ? time(row.at) : "", row.entry.map(String.init) ?? "",
        ]
    }

    /// UTC, as ISO 8601.
    static func time(_ seconds: Double) -> String {
        WireTime(secondsSinceEpoch: Int(seconds.rounded(.down))).description + "Z"
    }
}
