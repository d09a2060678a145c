import Formats
import Records
import ResellerAPI
import Screen
import Settings
import StateStore

/// Undo and redo.
extension DeskReducer {
    /// Undoes the last thing that this person did here. What can't be undone is named; nothing older takes its place
    /// without a word.
    func undo(_ state: inout DeskState) -> Effect<DeskAction> {
        switch state.lastChange {
        case nil: state.notice = Notice(.plain, ChangesWords.nothingToUndo)
        case .run(let run):
            let words = ChangesWords.lastWasRun(run.id, run.title, rows: run.counts.total, older: older(state))
            state.notice = Notice(.warning, words)
        case .entry(let entry, let skipped): return takeBack(&state, entry, skipped: skipped)
        }
        return .none
    }

    func takeBack(
        _ state: inout DeskState, _ entry: JournalEntry, skipped: [JournalEntry] = []
    ) -> Effect<DeskAction> {
        switch entry.inverse {
        case .failure(let why):
            let more = skipped.isEmpty && state.entryUnderCursor == entry ? "" : "; \(older(state))"
            state.notice = Notice(.warning, ChangesWords.cannotUndo(entry.what, why.reason) + more)
            return .none
        case .success(let request):
            var dialog = ConfirmState(request: request)
            dialog.undoes = entry.id
            dialog.undone = UndoneChange(entry, skipped: skipped)
            return confirm(&state, dialog)
        }
    }

    private func older(_ state: DeskState) -> String { ChangesWords.older(state.keyHint(.journal)) }

    /// Does again what was taken back last.
    func redo(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let (undo, original) = state.redoable else {
            state.notice = Notice(.plain, ChangesWords.nothingToRedo)
            return .none
        }
        guard let request = original.request else {
            state.notice = Notice(.warning, ChangesWords.cannotRedo(original.title))
            return .none
        }
        var dialog = ConfirmState(request: request)
        dialog.redoes = undo.id
        return confirm(&state, dialog)
    }
}

extension JournalEntry {
    /// The call again; nil where it held a secret, of which the journal has only a mask.
    package var request: Request? {
        guard let request = Request(operation, parameters), !request.lacksSecrets else { return nil }
        return request
    }

    /// The call that takes it back.
    package var inverse: Result<Request, NoInverse> {
        guard let operation = Operation.named(self.operation) else {
            return .failure(NoInverse(ChangesWords.unknownCall))
        }
        switch outcome {
        case .done: break
        case .refused: return .failure(NoInverse(ChangesWords.wasRefused))
        case .failed: return .failure(NoInverse(ChangesWords.wasNotDone))
        case .open:
            return .failure(NoInverse(ChangesWords.noAnswerYet))
        case .unknown:
            return .failure(NoInverse(ChangesWords.resultUnknown))
        }
        return Request(operation, parameters).inverse(before: before)
    }

    package var title: String { Operation.named(operation)?.wording.title ?? operation }
    package var target: String {
        Operation.named(operation).flatMap { Request($0, parameters).target } ?? parameters["name"] ?? ""
    }

    /// `Stop sending, hollin,`.
    var what: String { target.isEmpty ? title : "\(title), \(target)," }

    /// Whether it surely changed nothing.
    fileprivate var cameToNothing: Bool {
        switch outcome {
        case .refused, .failed: true
        case .open, .done, .unknown: false
        }
    }

    package var isDone: Bool { if case .done = outcome { true } else { false } }
}

/// What a person did last.
enum LastChange: Equatable {
    /// Changes after it that came to nothing go along: they are named.
    case entry(JournalEntry, skipped: [JournalEntry])
    case run(BulkRun)
}

extension DeskState {
    /// The last thing that this person did here, undone changes and undos left out; nil where there is none.
    var lastChange: LastChange? {
        let mine = standingChanges
        let skipped = mine.prefix { $0.cameToNothing }
        let entry = mine.dropFirst(skipped.count).first
        let run = bulk.runs.first { $0.who == session.who && $0.counts.done + $0.counts.unknown + $0.counts.sent > 0 }
        if let run, run.at > entry?.at ?? -.infinity { return .run(run) }
        return entry.map { .entry($0, skipped: Array(skipped)) }
    }

    /// Entries of this person that are not undone, and are no undo themselves; newest first.
    private var standingChanges: [JournalEntry] {
        let entries = changes.journal
        // What was done again has an entry of its own, which stands for it.
        let undone = Set(entries.filter(\.isDone).compactMap(\.undoes))
        return entries.filter { $0.who == session.who && $0.undoes == nil && !undone.contains($0.id) }
    }

    /// The last taking back that was not done again, and what it took back.
    var redoable: (undo: JournalEntry, original: JournalEntry)? {
        let entries = changes.journal
        let redone = Set(entries.filter(\.isDone).compactMap(\.redoes))
        for undo in entries
        where undo.isDone && undo.undoes != nil && !redone.contains(undo.id) && undo.who == session.who {
            if let original = entries.first(where: { $0.id == undo.undoes }) { return (undo, original) }
        }
        return nil
    }
}

extension BulkRun {
    fileprivate var title: String { Operation.named(operation)?.wording.title ?? operation }
}

/// The change that a dialog would undo, for what the dialog says of it.
package struct UndoneChange: Sendable, Equatable {
    let entry: JournalEntry
    /// Later changes that came to nothing.
    let skipped: [JournalEntry]

    init(_ entry: JournalEntry, skipped: [JournalEntry] = []) {
        self.entry = entry
        self.skipped = skipped
    }
}

/// A sentence of a dialog.
package struct DialogSentence: Sendable, Equatable {
    package let words: String
    package let isWarning: Bool
}

extension DeskState {
    /// What was changed then, and what has changed since: whoever undoes it should know from where.
    package func undoSentences(of confirm: ConfirmState) -> [DialogSentence] {
        guard let undone = confirm.undone else { return unsettledSentences(confirm) }
        let entry = undone.entry
        let skipped = undone.skipped.map { later in
            let why = if case .failure(let why) = later.inverse { why.reason } else { ChangesWords.nothingChanged }
            return DialogSentence(words: ChangesWords.skipped(later.what, why), isWarning: false)
        }
        var all =
            unsettledSentences(confirm) + skipped + [
                DialogSentence(words: ChangesWords.original(stamp(entry.at), entry.changeWords), isWarning: false)
            ]
        guard confirm.stage != .reading, let now = confirm.before else { return all }
        guard let after = entry.after else {
            all.append(DialogSentence(words: ChangesWords.unknownAfter, isWarning: true))
            return all
        }
        let since = entry.changes(since: after, to: now)
        if !since.isEmpty {
            let words = since.map { ChangesWords.changedValue($0.label, from: $0.old, to: $0.new) }
            all.append(DialogSentence(words: ChangesWords.changedSince(words), isWarning: true))
        }
        return all
    }
}

extension DeskState {
    /// The same call, of which nobody knows yet whether it was done.
    private func unsettledSentences(_ confirm: ConfirmState) -> [DialogSentence] {
        let request = confirm.request
        let same = changes.journal.first { entry in
            guard entry.operation == request.operation.id,
                entry.target == request.target ?? request.parameters["name"] ?? ""
            else { return false }
            return switch entry.outcome {
            case .open, .unknown: now - entry.at < 3600
            case .done, .refused, .failed: false
            }
        }
        guard let same else { return [] }
        return [DialogSentence(words: ChangesWords.maybeTwice(stamp(same.at)), isWarning: true)]
    }
}

extension JournalEntry {
    /// What differs now from how it was after this change, of what both show.
    fileprivate func changes(since after: StateImage, to now: StateImage) -> [ValueChange] {
        guard let request = Request(operation, parameters) else { return [] }
        guard after.isThere == now.isThere else {
            let words = ChangesWords.there
            let (old, new) = (after.isThere ? words.yes : words.no, now.isThere ? words.yes : words.no)
            return [ValueChange(words.label, old: old, new: new)]
        }
        let names = Set(after.entries.map(\.name)).intersection(now.entries.map(\.name))
        let shared = { (image: StateImage) in
            StateImage(isThere: image.isThere, entries: image.entries.filter { names.contains($0.name) })
        }
        return request.differences(from: shared(after), to: shared(now))
    }
}
