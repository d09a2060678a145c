import Formats
import Records
import ResellerAPI
import Screen

/// Entries of the journal as plain text for people: who did what to whom, old and new values, how it ended.
///
/// All of it is made harmless: names, addresses and reasons are what others wrote.
struct JournalText {
    /// A bulk run with the rows that a person has to come back to.
    struct Run {
        let run: BulkRun
        let open: [BulkRow]
    }

    /// Columns of one value.
    private static let widest = 60
    let showsAccount: Bool
    /// Ids of the entries that were taken back.
    let undone: Set<Int64>
    /// The zone of whoever reads it.
    let zone: ZoneClock

    /// Oldest first; a run stands where it was begun.
    func lines(entries: [JournalEntry], runs: [Run]) -> [String] {
        let single = entries.map { (at: $0.at, lines: lines(of: $0)) }
        let bulk = runs.map { (at: $0.run.at, lines: lines(of: $0)) }
        return (single.reversed() + bulk.reversed()).sorted { $0.at < $1.at }.flatMap(\.lines)
    }

    /// Whether a text is found in what a run says.
    static func mentions(_ run: BulkRun, _ text: String) -> Bool {
        text.isEmpty
            || [run.operation, run.reason, run.who].contains { TextFold.string($0).contains(TextFold.string(text)) }
    }

    // MARK: - One entry

    private func lines(of entry: JournalEntry) -> [String] {
        var lines = [head(at: entry.at, who: entry.who, what: what(entry))]
        if showsAccount { lines.append(detail("account: \(entry.context), \(entry.account)")) }
        lines += Self.changes(of: entry).map { detail("\($0.label): \(value($0.old)) → \(value($0.new))") }
        lines.append(detail(ending(entry)))
        return lines
    }

    private func head(at time: Double, who: String, what: String) -> String {
        "\(LocalTime(time, in: zone)?.words ?? "?")  \(Text.neutralise(who))  \(Text.neutralise(what))"
    }

    private func detail(_ text: String) -> String { "    " + Text.neutralise(text) }

    private func value(_ text: String?) -> String { text.map { Text.clip($0, width: Self.widest) } ?? "none" }

    /// `Delete bounce: kim@a.example, email x@y.example`.
    private func what(_ entry: JournalEntry) -> String {
        let request = Request(entry.operation, entry.parameters)
        let target = request?.target ?? entry.parameters["user"]
        let rest = entry.parameters.pairs.filter { $0.value != target && $0.name != "user" }
            .map { "\($0.name.replacing("[]", with: "")) \(value($0.value))" }
        let things = ([target].compactMap(\.self) + rest).joined(separator: ", ")
        let title = request?.operation.wording.title ?? entry.operation
        return things.isEmpty ? title : "\(title): \(things)"
    }

    private func ending(_ entry: JournalEntry) -> String {
        var parts = ["[\(entry.id)] \(Self.words(entry.outcome))"]
        if !entry.reason.isEmpty { parts.append("reason: \(entry.reason)") }
        if let undoes = entry.undoes { parts.append("undoes \(undoes)") }
        if let redoes = entry.redoes { parts.append("redoes \(redoes)") }
        if undone.contains(entry.id) { parts.append("undone") }
        if let run = entry.run { parts.append("row \((entry.row ?? 0) + 1) of run \(run)") }
        return parts.joined(separator: "; ")
    }

    private static func words(_ outcome: WriteOutcome) -> String {
        switch outcome {
        case .open: "OPEN: sent, no answer yet; check whether it was carried out"
        case .done(let text): text.isEmpty || text == "success" ? "done" : "done: \(text)"
        case .refused(let text): "refused: \(text)"
        case .failed(let text): "failed, not carried out: \(text)"
        case .unknown(let text): "UNKNOWN, may have been carried out: \(text)"
        }
    }

    /// What was seen before and after where both were; else what the call was to change.
    static func changes(of entry: JournalEntry) -> [ValueChange] {
        guard let before = entry.before else { return [] }
        guard let after = entry.after else {
            return Request(entry.operation, entry.parameters)?.changes(from: before) ?? []
        }
        var changes: [ValueChange] = []
        if before.isThere != after.isThere {
            changes.append(
                ValueChange(
                    "there", old: before.isThere ? "yes" : "no", new: after.isThere ? "yes" : "no"))
        }
        guard after.isThere else { return changes }
        var names: [String] = []
        for entry in before.entries + after.entries where !names.contains(entry.name) { names.append(entry.name) }
        for name in names {
            let (old, new) = (before.values(of: name), after.values(of: name))
            if old == new { continue }
            let joined = { (values: [String]) in values.isEmpty ? nil : values.joined(separator: ", ") }
            changes.append(ValueChange(name, old: joined(old), new: joined(new)))
        }
        return changes
    }

    // MARK: - One run

    private func lines(of run: Run) -> [String] {
        let (counts, open) = (run.run.counts, run.open)
        let title = Operation.named(run.run.operation)?.wording.title ?? run.run.operation
        var lines = [
            head(at: run.run.at, who: run.run.who, what: "Bulk run \(run.run.id), \(counts.total) rows: \(title)")
        ]
        if showsAccount { lines.append(detail("account: \(run.run.context), \(run.run.account)")) }
        let told = [
            (counts.done, "done"), (counts.skipped, "skipped"), (counts.failed, "failed"),
            (counts.unknown, "UNKNOWN"), (counts.sent, "SENT, no answer yet"), (counts.waiting, "waiting"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        var ending = "\(run.run.stage.rawValue): \(told.joined(separator: ", "))"
        if !run.run.reason.isEmpty { ending += "; reason: \(run.run.reason)" }
        lines.append(detail(ending))
        lines += open.map { detail("\($0.stage.rawValue): \($0.target) \($0.answer)") }
        let all = counts.unknown + counts.failed + counts.sent
        if all > open.count { lines.append(detail("and \(all - open.count) more")) }
        return lines
    }
}
