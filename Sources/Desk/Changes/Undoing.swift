import Records
import ResellerAPI
import StateStore

/// Taking back and doing again.
extension DeskReducer {
    /// The last thing done by this person here that can be taken back.
    func undo(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let entry = state.undoable.first else {
            state.notice = Notice(.plain, "nothing was done here that could be taken back")
            return .none
        }
        return takeBack(&state, entry)
    }

    func takeBack(_ state: inout DeskState, _ entry: JournalEntry) -> Effect<DeskAction> {
        switch entry.inverse {
        case .failure(let why):
            state.notice = Notice(.warning, "\(entry.title) can't be taken back: \(why.reason)")
            return .none
        case .success(let request):
            var dialog = ConfirmState(request: request)
            dialog.undoes = entry.id
            return confirm(&state, dialog)
        }
    }

    /// Does again what was taken back last.
    func redo(_ state: inout DeskState) -> Effect<DeskAction> {
        guard let (undo, original) = state.redoable else {
            state.notice = Notice(.plain, "nothing was taken back that could be done again")
            return .none
        }
        guard let request = original.request else {
            state.notice = Notice(.warning, "\(original.title) can't be done again: the journal keeps no passwords")
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
            return .failure(NoInverse("the call is not known"))
        }
        guard case .done = outcome else { return .failure(NoInverse("it was not done")) }
        return Request(operation, parameters).inverse(before: before)
    }

    package var title: String { Operation.named(operation)?.wording.title ?? operation }
    package var target: String {
        Operation.named(operation).flatMap { Request($0, parameters).target } ?? parameters["name"] ?? ""
    }

    package var isDone: Bool { if case .done = outcome { true } else { false } }
}

extension DeskState {
    /// Entries of this person that are done, not taken back, and are no taking back themselves; newest first.
    package var undoable: [JournalEntry] {
        let entries = changes.journal
        // What was done again has an entry of its own, which stands for it.
        let undone = Set(entries.filter(\.isDone).compactMap(\.undoes))
        return entries.filter { entry in
            guard entry.isDone, entry.who == session.who, entry.undoes == nil, !undone.contains(entry.id) else {
                return false
            }
            if case .success = entry.inverse { return true }
            return false
        }
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
