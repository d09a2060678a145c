import Formats
import Records
import ResellerAPI
import Screen

/// What was changed, by whom and what came of it, newest first.
struct JournalSheet {
    let state: DeskState

    /// All entries of the account.
    var all: Sheet {
        let columns = [
            SheetColumn("when", ideal: 11, least: 11), SheetColumn("who", ideal: 8, least: 4, priority: 4),
            SheetColumn("customer", ideal: 26, least: 16, priority: 1, isAddress: true),
            SheetColumn("call", ideal: 24, least: 12),
            SheetColumn("change", ideal: 20, least: 8, priority: 3, grows: true),
            SheetColumn("outcome", ideal: 8), SheetColumn("ticket", ideal: 10, least: 6, priority: 2),
        ]
        let (items, state) = (items, state)
        let isCut = state.changes.journal.count >= DeskReducer.journalPage && !state.changes.hasWholeJournal
        return Sheet(columns: columns, count: items.count) { Self.row(items[$0], state) }
            .with(subtitle: Numbers.grouped(items.count) + (isCut ? " and older ones" : ""))
            .with(empty: empty("Nothing was changed from this desk yet"), isGood: false).withSigns()
    }

    /// A change, or a bulk run that stands for its rows.
    private enum Item {
        case entry(JournalEntry)
        case run(BulkRun)
    }

    /// Both, newest first; runs that are older than what was read of the entries come with those.
    private var items: [Item] {
        let entries = state.changes.journal
        let oldest = state.changes.hasWholeJournal ? -.infinity : entries.last?.at ?? -.infinity
        var runs = state.bulk.runs.filter { $0.at >= oldest }[...]
        var items: [Item] = []
        items.reserveCapacity(entries.count + runs.count)
        for entry in entries {
            while let run = runs.first, run.at >= entry.at {
                items.append(.run(run))
                runs.removeFirst()
            }
            items.append(.entry(entry))
        }
        return items + runs.map { .run($0) }
    }

    private static func row(_ item: Item, _ state: DeskState) -> SheetRow {
        switch item {
        case .entry(let entry): row(entry, state)
        case .run(let run): row(run, state)
        }
    }

    /// What was not read is not empty.
    private func empty(_ words: String) -> String {
        if let problem = state.changes.journalProblem { return "The journal can't be read: \(problem)" }
        return state.changes.isJournalRead ? words : "Reading the journal"
    }

    /// Those of one customer.
    func sheet(of user: String) -> Sheet {
        let columns = [
            SheetColumn("", key: "when", ideal: 11, least: 11),
            SheetColumn("", key: "who", ideal: 6, least: 4, priority: 2),
            SheetColumn("", key: "call", ideal: 14, least: 10),
            SheetColumn("", key: "change", ideal: 16, least: 8, priority: 1, grows: true),
        ]
        let (entries, state) = (state.changes.journal.filter { $0.target == user }, state)
        return Sheet(columns: columns, count: entries.count) { index in
            var row = Self.row(entries[index], state)
            row.cells = [row.cells[0], row.cells[1], row.cells[3], row.cells[4]]
            return row
        }
        .with(subtitle: "by this desk").with(empty: empty("Nothing was changed from here yet"), isGood: false)
        .withSigns()
    }

    /// A bulk run: how many rows, and how they stand.
    private static func row(_ run: BulkRun, _ state: DeskState) -> SheetRow {
        let counts = run.counts
        let trouble = [
            (counts.failed, "failed"), (counts.unknown, "unknown"), (counts.waiting + counts.sent, "to come"),
        ]
        .filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
        let change = (["\(Numbers.grouped(counts.done)) done"] + trouble).joined(separator: ", ")
        let isOver = run.stage == .finished && counts.failed + counts.unknown == 0
        let title = Operation.named(run.operation)?.wording.title ?? run.operation
        return SheetRow(
            "run \(run.id)",
            [
                state.timeCell(run.at), SheetCell(run.who, .dim),
                SheetCell("bulk run \(run.id), \(Numbers.grouped(counts.total)) rows"), SheetCell(title),
                SheetCell(change), SheetCell(run.stage.rawValue, isOver ? .dim : .warn), SheetCell(run.reason, .dim),
            ], sign: isOver ? nil : .unknown, copies: String(run.id),
            opens: .place(Place(.runs, item: String(run.id)), pane: 1))
    }

    static func row(_ entry: JournalEntry, _ state: DeskState) -> SheetRow {
        let isSettled = entry.isDone
        let word = entry.outcome.word
        let role: Role = isSettled ? .dim : word == "open" ? .text : .warn
        return SheetRow(
            String(entry.id),
            [
                state.timeCell(entry.at), SheetCell(entry.who, .dim),
                SheetCell(entry.target), SheetCell(entry.title), SheetCell(entry.changeWords), SheetCell(word, role),
                SheetCell(entry.reason, .dim),
            ], sign: isSettled ? nil : word == "open" ? .asking : .unknown, copies: entry.target,
            customer: entry.target.isEmpty ? nil : entry.target, opens: .entry(entry.id))
    }
}

extension JournalEntry {
    /// The values that the call changed.
    var valueChanges: [ValueChange] {
        guard let operation = Operation.named(operation) else { return [] }
        return Request(operation, parameters).changes(from: before)
    }

    /// `50,000 → 60,000`, of several changes each with its label.
    var changeWords: String {
        let changes = valueChanges
        return changes.map { change in
            let values = "\(change.old?.brief ?? "none") → \(change.new?.brief ?? "none")"
            return changes.count > 1 ? "\(change.label) \(values)" : values
        }
        .joined(separator: ", ")
    }
}

extension DeskState {
    /// The entry of the journal under the cursor.
    var entryUnderCursor: JournalEntry? {
        guard case .entry(let number)? = rowUnderCursor?.opens else { return nil }
        return changes.journal.first { $0.id == number }
    }

    /// An entry, whole.
    func lines(of entry: JournalEntry) -> [String] {
        var lines = [
            "\(stamp(entry.at)), \(entry.who), account \(entry.context)", "",
            "call     \(entry.operation) \(entry.parameters)",
        ]
        lines += entry.valueChanges.map { "\($0.label): \($0.old ?? "none") → \($0.new ?? "none")" }
        if entry.before == nil { lines.append("The state before was not read.") }
        lines.append("ticket   \(entry.reason.isEmpty ? "none" : entry.reason)")
        let words = entry.outcome.text
        lines.append("outcome  \(entry.outcome.word)\(words.isEmpty ? "" : ": \(words)")")
        if let closed = entry.closedAt { lines.append("closed   \(stamp(closed))") }
        if let undoes = entry.undoes { lines.append("undoes entry \(undoes)") }
        if let redoes = entry.redoes { lines.append("redoes what entry \(redoes) undid") }
        if let run = entry.run { lines.append("row \(entry.row ?? 0) of bulk run \(run)") }
        lines.append("")
        switch entry.inverse {
        case .success: lines.append("u undoes it.")
        case .failure(let why): lines.append("It can't be undone: \(why.reason).")
        }
        return lines
    }
}
