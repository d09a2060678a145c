import Changes
import Records
import ResellerAPI
import Settings
import StateStore

/// What is said of writes that ended, or of which nobody knows yet.
extension DeskReducer {
    func told(_ state: inout DeskState, _ request: Request, _ report: WriteReport) -> Effect<DeskAction> {
        switch report {
        case .drifted: return .none
        case .notSent(let why):
            state.note(trouble: "nothing was sent: \(why)", at: environment.now())
            state.notice = Notice(.failed, "nothing was sent: \(why)")
            return .none
        case .underWay(let entry, let until):
            state.changes.take(entry)
            state.notice = Notice(
                .warning,
                "\(request.title): unknown whether it was done, no answer came; \(environment.checkedAgain(until))",
                isPinned: true)
            return .merge(reread(&state, after: request), forgetSeen(state, after: entry))
        case .closed(let entry, let trouble):
            state.changes.take(entry)
            state.notice = notice(state, request, entry)
            let naming = entry.isDone ? taken(&state, request) : .none
            if let trouble { stayedOpen(&state, entry, trouble) }
            return .merge(reread(&state, after: request), forgetSeen(state, after: entry), naming)
        }
    }

    /// What the service took is followed, and its names are remembered.
    private func taken(_ state: inout DeskState, _ request: Request) -> Effect<DeskAction> {
        followName(&state, request)
        return rememberNames(&state, takenIn: request)
    }

    private func notice(_ state: DeskState, _ request: Request, _ entry: JournalEntry) -> Notice? {
        switch entry.outcome {
        case .done: state.doneNotice(request)
        case .refused(let why): Notice(.failed, "refused: \(why)")
        case .failed(let why): Notice(.failed, "not done: \(why)")
        case .unknown(let why):
            Notice(.warning, "\(request.title): unknown whether it was done: \(why)", isPinned: true)
        case .open: nil
        }
    }

    /// The change came to its end, and the journal does not know it.
    private func stayedOpen(_ state: inout DeskState, _ entry: JournalEntry, _ why: String) {
        let said = state.notice?.text ?? entry.outcome.word
        state.note(trouble: "entry \(entry.id) of the journal can't be closed: \(why)", at: environment.now())
        state.notice = Notice(
            .warning, "\(said), but entry \(entry.id) of the journal stays open: \(why)", isPinned: true)
    }

    // MARK: - Found at the start

    /// Reads back what was under way when a program ended.
    func recover() -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            guard case .done(let open) = await environment.journal.unsettled(), !open.isEmpty else { return }
            let recovery = Recovery(
                world: environment.writeWorld(.rest), book: environment.journal.book,
                canAsk: environment.journal.canAskLater)
            let entries = await recovery.settle(open)
            if !entries.isEmpty { await send(.change(.recovered(entries))) }
        }
    }

    func recovered(_ state: inout DeskState, _ entries: [JournalEntry]) -> Effect<DeskAction> {
        for entry in entries where state.changes.journal.contains(where: { $0.id == entry.id }) {
            state.changes.take(entry)
        }
        let words = entries.count == 1 ? entries[0].recoveredWords : entries.recoveredWords
        state.tell(Notice(.warning, "\(words); \(state.keyHint(.journal)) shows it", isPinned: true))
        return loadJournal(state)
    }
}

extension JournalEntry {
    /// `Stop sending, hollin, was under way when the desk ended: it was done`.
    fileprivate var recoveredWords: String {
        let what = target.isEmpty ? title : "\(title), \(target),"
        let end =
            switch outcome {
            case .done: "it was done"
            case .failed, .refused: "it was not done"
            case .unknown, .open: "unknown whether it was done"
            }
        return "\(what) was under way when the desk ended: \(end)"
    }
}

extension [JournalEntry] {
    fileprivate var recoveredWords: String {
        let done = count(where: \.isDone)
        let unknown = count { if case .unknown = $0.outcome { true } else { false } }
        let parts = [(done, "done"), (count - done - unknown, "not done"), (unknown, "unknown")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "\(count) changes were under way when the desk ended: \(parts.joined(separator: ", "))"
    }
}

extension ChangesState {
    /// Puts an entry in the place of what was known of it.
    mutating func take(_ entry: JournalEntry) {
        if let place = journal.firstIndex(where: { $0.id == entry.id }) {
            journal[place] = entry
        } else {
            journal.insert(entry, at: 0)
        }
    }
}

extension Request {
    fileprivate var title: String {
        let things = target ?? parameters["name"] ?? ""
        return things.isEmpty ? operation.wording.title : "\(operation.wording.title), \(things)"
    }
}
