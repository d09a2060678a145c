import Records

/// The live board without a screen.
package struct BoardList: Sendable, Equatable {
    package let rows: Sheet.Rows
    /// Customers whose figures are in it, and all there are as far as that is known.
    package let read: Int
    package let known: Int
    /// Whether the archive held no figures, so that they were collected now.
    package let isCollectedNow: Bool
}

/// The news of a collector that a list waits for.
private actor NewsBox {
    private(set) var board: LiveBoard?
    private(set) var status: CollectorStatus?

    func take(_ news: LiveNews) {
        board = news.board ?? board
        status = news.status
    }
}

extension ListLoader {
    /// The figures that the archive has; where it has none, one round of all customers, for so many seconds at most.
    package func board(
        waiting seconds: Double, filter: String, into blank: DeskState
    ) async -> Outcome<BoardList> {
        guard let collector = environment.collector else { return .failed("no figures are kept for this account") }
        let box = NewsBox()
        let collecting = Task { await collector.run { await box.take($0) } }
        var state = blank
        let outcome = await collected(box, seconds, &state) { table in await collector.know(table, isWhole: true) }
        collecting.cancel()
        await collecting.value
        if case .failed(let why) = outcome { return .failed(why) }
        state.live.board = await box.board ?? .empty
        let status = await box.status ?? CollectorStatus()
        let whole = BoardPanes(state: state).troubled
        let sheet = filter.isEmpty ? whole : whole.choosing(whole.places(matching: filter))
        return .done(
            BoardList(
                rows: Sheet.Rows(sheet), read: status.read, known: max(status.known, status.read),
                isCollectedNow: outcome == .done(true)))
    }

    /// Whether a round was made.
    private func collected(
        _ box: NewsBox, _ seconds: Double, _ state: inout DeskState, know: (CustomerTable) async -> Void
    ) async -> Outcome<Bool> {
        let start = environment.now()
        // What is kept is loaded first; that is no matter of the service, and takes a moment.
        while await box.status == nil {
            guard (try? await environment.sleep(0.05)) != nil else { return .failed("cancelled") }
        }
        guard await (box.status?.read ?? 0) == 0 else { return .done(false) }
        if let problem = await readCustomers("", &state) { return .failed(problem) }
        await know(state.customers.table)
        let count = state.customers.table.count
        while environment.now() - start < seconds {
            if await (box.status?.read ?? 0) >= count { break }
            guard (try? await environment.sleep(0.2)) != nil else { break }
        }
        return .done(true)
    }
}
