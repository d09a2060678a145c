import Records
import ResellerAPI
import Settings

/// Collecting without a desk: reads the list of customers, has the collector ask for everybody's figures, keeps both.
package struct FleetCollection: Sendable {
    private let environment: DeskEnvironment
    private let collector: Collector

    /// Seconds after which the list is read anew, and after which it is tried again when it could not be read.
    private static let listAge = 900.0
    private static let listRetry = 60.0

    /// Nil for an environment in which nothing is collected.
    package init?(_ environment: DeskEnvironment) {
        guard let collector = environment.collector else { return nil }
        self.environment = environment
        self.collector = collector
    }

    /// Collects until it is cancelled; gives the right to collect back then. `told` hears why the list can't be read.
    package func run(rules: AlarmRules, told: @escaping @Sendable (String) async -> Void) async {
        await collector.use(rules)
        await withDiscardingTaskGroup { group in
            group.addTask { await collector.run { _ in } }
            group.addTask {
                repeat {
                    let problem = await readList()
                    if let problem { await told(problem) }
                    let wait = problem == nil ? Self.listAge : Self.listRetry
                    guard (try? await environment.sleep(wait)) != nil else { return }
                } while !Task.isCancelled
            }
        }
    }

    /// Collects until everybody was read or so many seconds are over; why the list could not be read, else nil.
    package func round(rules: AlarmRules, atMost seconds: Double) async -> String? {
        await collector.use(rules)
        if let problem = await readList() { return problem }
        let (done, end) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await collector.run { news in
                    let isOver = news.status.read >= news.status.known || news.status.roundEndedAt != nil
                    if isOver { end.finish() }
                }
            }
            group.addTask {
                try? await environment.sleep(seconds)
                end.finish()
            }
            for await _ in done {}
            group.cancelAll()
        }
        return nil
    }

    // MARK: - The list

    /// Reads the whole list, keeps it, and tells the collector; why it could not be read, else nil.
    private func readList() async -> String? {
        switch await environment.wholeList() {
        case .failure(let error): return error.message(retriesByItself: false)
        case .success(let table): return await keep(table)
        }
    }

    private func keep(_ table: CustomerTable) async -> String? {
        let order = RowSorter(table: table, sorting: Sorting(), figures: FiguresByUser()).sorted()
        await collector.know(table, isWhole: true)
        // The archive knows the account itself.
        let outcome = await environment.saveSnapshot(
            CustomerSnapshot(account: "", readAt: environment.now(), chunks: table.chunks, byUsername: order))
        if case .failed(let problem) = outcome { return problem }
        return nil
    }
}

extension DeskEnvironment {
    /// The whole list of customers, in the service's order.
    func wholeList() async -> Result<CustomerTable, APIError> {
        var chunks: [CustomerChunk] = []
        var count = 0
        while true {
            switch await customers(count, DeskReducer.page).result {
            case .failure(let error): return .failure(error)
            case .success(let chunk):
                // A page that comes twice would come for ever.
                let isRepeated = chunks.last.map { $0 == chunk } ?? false
                if chunk.count > 0, !isRepeated { chunks.append(chunk) }
                count += chunk.count
                guard chunk.count < DeskReducer.page || isRepeated else { continue }
                return .success(CustomerTable(chunks: chunks))
            }
        }
    }
}
