import Desk
import Records
import ResellerAPI
import Screen

/// Bulk runs as words: the choice of a call, the dialog before, the runs, their rows.
struct PlainBulk {
    let state: DeskState

    private func choices(_ title: String, _ words: [String]) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = [title]
        part.count = words.count
        part.row = { words[$0] }
        part.question = ["a number chooses, an empty line leaves"]
        return part
    }

    func preview(_ preview: BulkPreview) -> PlainText.Part {
        var part = PlainText.Part()
        let count = preview.targets.count
        let minutes = (preview.seconds(callsPerMinute: state.budget?.limit ?? 500) + 59) / 60
        part.head = ["Bulk run: \(preview.operation.wording.title)", preview.question]
        if preview.isReading { part.head.append("how they are now is being read") }
        part.head += RunsWords.outlook(preview.outlook).map { "alarm: \($0)" }
        if let consequence = preview.operation.wording.consequence {
            part.head.append(Wording.filled(consequence, preview.shared))
        }
        part.head += (0..<min(count, 5)).map { "row \($0 + 1): \(preview.targets.name(at: $0))" }
        if count > 5 { part.head.append("last row: \(preview.targets.name(at: count - 1))") }
        part.head += [
            "account: \(state.session.account), \(state.session.role.rawValue)",
            "time: about \(minutes) \(minutes == 1 ? "minute" : "minutes") at the budget of calls",
            "ticket: \(preview.ticket.text.isEmpty ? "none; t TEXT notes one" : preview.ticket.text)",
        ]
        part.question =
            state.session.writes
            ? ["type \(preview.requiredText) to go on; anything else cancels"]
            : ["off: \(state.readOnlyReason); an empty line leaves"]
        return part
    }

    func row(_ sheet: RunRowSheet) -> PlainText.Part {
        var part = choices(
            "Row \(sheet.row.index + 1) of run \(sheet.run.id): \(sheet.row.target)", sheet.choices.map(\.words))
        part.head.append("\(sheet.row.stage.rawValue): \(sheet.row.answer)")
        if sheet.choices.isEmpty { part.question = ["an empty line leaves"] }
        return part
    }

    func asked(_ question: RunQuestion) -> PlainText.Part {
        var part = PlainText.Part()
        part.head = [question.question, question.consequence].filter { !$0.isEmpty }
        part.question = ["type y to do it, anything else cancels"]
        return part
    }

    // MARK: - The view

    /// The runs of the account, or the rows of one that are read.
    var view: PlainText.Part {
        var part = PlainText.Part()
        guard let page = state.bulk.page, state.place.item != nil else {
            let runs = state.bulk.runs
            part.head = [state.bulk.problem ?? (state.bulk.areRead ? "Bulk runs: \(runs.count)" : "reading the runs")]
            part.count = runs.count
            part.row = { words(runs[$0]) }
            return part
        }
        let rows = page.rows
        part.head = state.bulk.runs.first { $0.id == page.run }.map { [words($0)] } ?? []
        part.count = rows.count
        part.row = { "\(rows[$0].stage.rawValue): \(rows[$0].target), \(rows[$0].answer)" }
        return part
    }

    private func words(_ run: BulkRun) -> String {
        let words = RunWords(state: state, glyphs: .ascii)
        let counts = run.counts
        let ticket = run.reason.isEmpty ? "" : ", ticket \(run.reason)"
        return "run \(run.id): \(words.title(run)), by \(run.who)\(ticket), \(words.stage(run).text): "
            + "\(counts.done) done, \(counts.failed) failed, \(counts.unknown) unknown, \(counts.skipped) not needed, "
            + "\(counts.waiting + counts.sent) to come"
    }
}
