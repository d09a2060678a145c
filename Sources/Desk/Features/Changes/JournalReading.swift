import Records
import StateStore

/// The journal is read in parts, the newest first; the view of it reads on where it ends.
extension DeskReducer {
    /// Entries that are read at once.
    static let journalPage = 200

    /// What was done on this account last.
    func loadJournal(_ state: DeskState) -> Effect<DeskAction> {
        let environment = environment
        let query = state.journalQuery(before: nil)
        return .run { send in await send(.change(.journalLoaded(environment.journal.entries(query)))) }
    }

    /// Reads older entries when the cursor comes near to the end of those held.
    func readOlder(_ state: inout DeskState, cursor: Int, count: Int, page: Int) -> Effect<DeskAction> {
        guard !state.changes.hasWholeJournal, state.changes.olderThan == nil, cursor >= count - max(1, page),
            let last = state.changes.journal.last
        else { return .none }
        state.changes.olderThan = last.id
        let environment = environment
        let query = state.journalQuery(before: last.id)
        return .run { send in
            await send(.change(.olderLoaded(before: last.id, environment.journal.entries(query))))
        }
    }

    /// The newest entries take the place of what was held of them; older ones stay where nothing is missing between.
    func journalLoaded(_ state: inout DeskState, _ outcome: Outcome<[JournalEntry]>) {
        switch outcome {
        case .failed(let why):
            state.changes.journalProblem = why
            state.note(trouble: ChangesWords.journalUnreadable(why), at: environment.now())
            state.tell(Notice(.warning, ChangesWords.journalUnreadable(why)))
        case .done(let entries):
            let isAll = entries.count < Self.journalPage
            state.changes.isJournalRead = true
            state.changes.journalProblem = nil
            let held = state.changes.journal
            let entries = entries.merged(with: held)
            let oldest = entries.last?.id ?? 0
            let adjoins = !isAll && held.contains { $0.id >= oldest }
            state.changes.journal = entries + (adjoins ? held.filter { $0.id < oldest } : [])
            state.changes.hasWholeJournal = isAll || (adjoins && state.changes.hasWholeJournal)
            if !adjoins { state.changes.olderThan = nil }
        }
    }

    func olderLoaded(_ state: inout DeskState, before: Int64, _ outcome: Outcome<[JournalEntry]>) {
        guard state.changes.olderThan == before else { return }
        state.changes.olderThan = nil
        switch outcome {
        case .failed(let why):
            state.note(trouble: ChangesWords.olderUnreadable(why), at: environment.now())
            state.tell(Notice(.warning, ChangesWords.olderUnreadable(why)))
        case .done(let entries):
            guard state.changes.journal.last?.id == before else { return }
            state.changes.journal += entries
            state.changes.hasWholeJournal = entries.count < Self.journalPage
        }
    }
}

extension [JournalEntry] {
    /// With what became known while they were being read: entries are only added, and closed, never taken away.
    fileprivate func merged(with held: [JournalEntry]) -> [JournalEntry] {
        let newest = first?.id ?? 0
        let newer = held.filter { $0.id > newest }
        let closed = Dictionary(held.filter { $0.closedAt != nil }.map { ($0.id, $0) }) { one, _ in one }
        return newer + map { $0.closedAt == nil ? closed[$0.id] ?? $0 : $0 }
    }
}

extension DeskState {
    fileprivate func journalQuery(before: Int64?) -> JournalQuery {
        JournalQuery(
            account: session.archiveKey, before: before, withoutRows: true, limit: DeskReducer.journalPage)
    }
}
