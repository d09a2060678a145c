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
            state.note(trouble: ChangesWords.nothingSent(why), at: environment.now())
            state.notice = Notice(.failed, ChangesWords.nothingSent(why))
            return .none
        case .underWay(let entry, let until):
            state.changes.take(entry)
            state.notice = Notice(
                .warning, ChangesWords.noAnswer(request.title, checked: environment.checkedAgain(until)),
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
        case .refused(let why): Notice(.failed, ChangesWords.refused(why))
        case .failed(let why): Notice(.failed, ChangesWords.failed(why))
        case .unknown(let why):
            Notice(.warning, ChangesWords.unknown(request.title, why), isPinned: true)
        case .open: nil
        }
    }

    /// The change came to its end, and the journal does not know it.
    private func stayedOpen(_ state: inout DeskState, _ entry: JournalEntry, _ why: String) {
        let said = state.notice?.text ?? entry.outcome.word
        state.note(trouble: ChangesWords.cannotClose(entry.id, why), at: environment.now())
        state.notice = Notice(.warning, ChangesWords.staysOpen(said, entry.id, why), isPinned: true)
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
        state.tell(Notice(.warning, ChangesWords.recovered(words, key: state.keyHint(.journal)), isPinned: true))
        return loadJournal(state)
    }
}

extension JournalEntry {
    /// `Stop sending, hollin, was in progress when the program ended: done`.
    fileprivate var recoveredWords: String {
        let what = target.isEmpty ? title : "\(title), \(target),"
        let words = ChangesWords.recoveredOutcomes
        let end =
            switch outcome {
            case .done: words.done
            case .failed, .refused: words.notDone
            case .unknown, .open: words.unknown
            }
        return ChangesWords.recovered(what, end)
    }
}

extension [JournalEntry] {
    fileprivate var recoveredWords: String {
        let done = count(where: \.isDone)
        let unknown = count { if case .unknown = $0.outcome { true } else { false } }
        return ChangesWords.recovered(done: done, notDone: count - done - unknown, unknown: unknown)
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
