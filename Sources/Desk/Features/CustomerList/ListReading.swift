import Records
import ResellerAPI
import Settings
import StateStore

/// Reading the list of customers: from the archive at once, from the service page by page.
extension DeskReducer {
    func readList(_ state: inout DeskState) -> Effect<DeskAction> {
        guard state.customers.incoming == nil else { return .none }
        state.customers.generation += 1
        let sizes = state.session.capabilities.pages
        state.customers.incoming = IncomingList(generation: state.customers.generation, sizes)
        state.customers.list.asked(at: environment.now())
        return .merge(
            .cancel(id: EffectName.listRetry), readPage(state.customers.generation, ListPages(sizes).asked))
    }

    private func readPage(_ generation: Int, _ page: ListPages.Page) -> Effect<DeskAction> {
        let environment = environment
        return .run { send in
            await send(
                .customersPageRead(generation: generation, environment.customers(page.offset, page.limit)))
        }
        .cancellable(id: EffectName.list)
    }

    func snapshotLoaded(_ state: inout DeskState, _ outcome: Outcome<CustomerSnapshot?>) -> Effect<DeskAction> {
        switch outcome {
        case .failed(let problem):
            state.note(trouble: problem, at: environment.now())
            state.tell(Notice(.warning, problem, isPinned: true))
            return .none
        case .done(nil): return .none
        case .done(let snapshot?):
            guard !state.customers.wasReadWhole, state.customers.table.count == 0 else { return .none }
            return showSnapshot(&state, snapshot)
        }
    }

    private func showSnapshot(_ state: inout DeskState, _ snapshot: CustomerSnapshot) -> Effect<DeskAction> {
        let table = CustomerTable(chunks: snapshot.chunks)
        state.customers.latest = table
        state.customers.list.value = table.count
        state.customers.list.readAt = snapshot.readAt
        (state.customers.isFromArchive, state.customers.isSettled) = (true, true)
        guard Self.isOrder(snapshot.byUsername, of: table.count) else { return arrange(&state) }
        // The order was kept beside the rows: they are on the screen before anything is sorted.
        let order = RowOrder(snapshot.byUsername)
        state.customers.table = table
        (state.customers.sorted, state.customers.shown) = (order, order)
        (state.customers.sortedBy, state.customers.shownFilter) = (Sorting(), "")
        let isArranged = state.customers.sorting == Sorting() && state.customers.filter.isEmpty
        state.keepCursorVisible()
        return .merge(isArranged ? .none : arrange(&state), cursorMoved(&state), know(state), wish(state))
    }

    /// Whether every row is there once: a damaged archive must not end the program.
    private static func isOrder(_ rows: [UInt32], of count: Int) -> Bool {
        guard rows.count == count else { return false }
        var seen = MarkSet()
        seen.insert(contentsOf: rows, below: count)
        return seen.count == count
    }

    func customersPageRead(
        _ state: inout DeskState, _ generation: Int, _ answer: Answered<CustomerChunk>
    ) -> Effect<DeskAction> {
        guard var incoming = state.customers.incoming, incoming.generation == generation else { return .none }
        take(&state, answer)
        switch answer.result {
        case .failure(let error): return listFailed(&state, error, at: answer.at)
        case .success(let chunk):
            // Given back before it is changed: what is held once is not copied for that.
            state.customers.incoming = nil
            let next = incoming.pages.take(chunk, former: state.customers.latest.chunks)
            state.customers.incoming = incoming
            switch next {
            case .whole: return listComplete(&state, incoming, at: answer.at)
            case .broken(let why): return listFailed(&state, .broken(why), at: answer.at)
            case .ask(let page): return .merge(readPage(generation, page), showIncoming(&state, incoming))
            }
        }
    }

    /// A list that was never read whole grows on the screen; a known one is replaced only when complete. Neither does
    /// it shrink, when it is begun anew after a failure.
    private func showIncoming(_ state: inout DeskState, _ incoming: IncomingList) -> Effect<DeskAction> {
        guard !state.customers.wasReadWhole, !state.customers.isFromArchive,
            incoming.count > state.customers.latest.count
        else { return .none }
        state.customers.latest = CustomerTable(chunks: incoming.pages.chunks)
        // One at a time: pages that come faster than they are arranged must not starve the screen.
        return state.customers.isArranging ? .none : arrange(&state)
    }

    private func listComplete(
        _ state: inout DeskState, _ incoming: IncomingList, at now: Double
    ) -> Effect<DeskAction> {
        let known = state.customers.latest.count
        if let doubt = APIError.doubt(customers: incoming.count, known: known, looks: state.customers.doubts) {
            state.customers.doubts += 1
            return listFailed(&state, doubt, at: now)
        }
        state.customers.incoming = nil
        state.customers.doubts = 0
        state.withdraw(Self.notRead(state))
        state.customers.list.answered(.success(incoming.count), at: now)
        state.customers.wasReadWhole = true
        state.customers.isFromArchive = false
        state.customers.isUnsaved = true
        let (old, chunks) = (state.customers.latest.chunks, incoming.pages.chunks)
        let isUnchanged = old.count == chunks.count && zip(old, chunks).allSatisfy { $0 === $1 }
        if !isUnchanged { state.customers.latest = CustomerTable(chunks: chunks) }
        if state.customers.latest != state.customers.table { return .merge(arrange(&state), armSecond(state)) }
        // What was read of single customers meanwhile finds its place now.
        let arranged = state.customers.dependsOnFigures ? arrange(&state) : .none
        return .merge(saveSnapshot(&state), arranged, armSecond(state))
    }

    private static func notRead(_ state: DeskState) -> Notice {
        Notice(.failed, CustomerListWords.notRead(state.keyHint(.refresh)))
    }

    private func listFailed(_ state: inout DeskState, _ error: APIError, at now: Double) -> Effect<DeskAction> {
        state.customers.incoming = nil
        state.customers.list.answered(.failure(error), at: now)
        guard error.reason != .cancelled else { return .none }
        state.tell(Self.notRead(state))
        let wait = state.customers.list.retryWait
        let environment = environment
        return .merge(
            armSecond(state),
            .run { send in
                guard (try? await environment.sleep(wait)) != nil else { return }
                await send(.refreshFell)
            }
            .cancellable(id: EffectName.listRetry, cancelInFlight: true))
    }

    func saveSnapshot(_ state: inout DeskState) -> Effect<DeskAction> {
        let customers = state.customers
        guard customers.isUnsaved, customers.table == customers.latest, customers.incoming == nil else { return .none }
        state.customers.isUnsaved = false
        let (environment, account) = (environment, state.session.account)
        let readAt = customers.list.readAt ?? environment.now()
        let (table, sorted, sortedBy) = (customers.table, customers.sorted, customers.sortedBy)
        return .run(priority: .utility) { send in
            let order =
                sortedBy == Sorting()
                ? sorted.rows : RowSorter(table: table, sorting: Sorting(), figures: FiguresByUser()).sorted()
            let snapshot = CustomerSnapshot(
                account: account, readAt: readAt, chunks: table.chunks, byUsername: order)
            await send(.snapshotSaved(environment.saveSnapshot(snapshot)))
        }
    }

    func snapshotSaved(_ state: inout DeskState, _ outcome: Outcome<Bool>) -> Effect<DeskAction> {
        if case .failed(let problem) = outcome {
            state.note(trouble: problem, at: environment.now())
            state.tell(Notice(.warning, problem, isPinned: true))
        }
        return .none
    }
}

extension Loadable {
    /// Seconds from a failure to the next attempt: 5, 10, 20, 40, then a minute.
    package var retryWait: Double {
        guard let failure else { return 0 }
        return min(60, 5 * Double(1 << min(max(0, failure.attempts - 1), 4)))
    }
}

extension Outcome where Value == CustomerSnapshot? {
    /// The same with one row a customer: a list that was kept by an older version may have somebody twice.
    func withoutDoubles() -> Self {
        guard case .done(let snapshot?) = self, snapshot.hasDoubles else { return self }
        var pages = ListPages(.whole)
        for chunk in snapshot.chunks { pages.add(chunk) }
        return .done(
            CustomerSnapshot(account: snapshot.account, readAt: snapshot.readAt, chunks: pages.chunks, byUsername: []))
    }
}

extension CustomerSnapshot {
    /// Whether somebody is in it twice: then the two stand side by side in the order of usernames.
    fileprivate var hasDoubles: Bool {
        let table = CustomerTable(chunks: chunks)
        return zip(byUsername, byUsername.dropFirst()).contains { one, other in
            guard Int(one) < table.count, Int(other) < table.count else { return false }
            let (one, other) = (table.place(of: Int(one)), table.place(of: Int(other)))
            let (mine, its) = (one.chunk.range(one.row, .username), other.chunk.range(other.row, .username))
            return mine.count == its.count && one.chunk.bytes[mine].elementsEqual(other.chunk.bytes[its])
        }
    }
}
