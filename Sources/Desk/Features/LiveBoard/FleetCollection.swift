import Records
import ResellerAPI
import Settings

/// Collecting without a desk: reads the list of customers, has the collector ask for everybody's figures, keeps both.
package struct FleetCollection: Sendable {
    /// The figures of all customers as far as there are any.
    package struct Found: Sendable, Equatable {
        package var board = LiveBoard.empty
        package var status = CollectorStatus()
        /// Whether nothing was kept, so that a round was made.
        package var isCollectedNow = false
    }

    private let environment: DeskEnvironment
    private let collector: Collector
    private let port: LivePort
    private let rules: AlarmRules

    /// Seconds after which the list is read anew, and after which it is tried again when it could not be read.
    private static let listAge = 900.0
    private static let listRetry = 60.0

    /// Nil for an environment in which nothing is collected.
    package init?(_ environment: DeskEnvironment, rules: AlarmRules) {
        guard let collector = environment.collector, let port = environment.live else { return nil }
        self.environment = environment
        self.collector = collector
        self.port = port
        self.rules = rules
    }

    /// Collects until it is cancelled; gives the right to collect back then. `told` hears why the list can't be read.
    package func run(told: @escaping @Sendable (String) async -> Void) async {
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

    /// What is kept, without a call; where that is nothing, one round of everybody that ends after so many seconds,
    /// or why the list could not be read.
    package func look(atMost seconds: Double) async -> Outcome<Found> {
        let end = environment.now() + seconds
        let kept = await kept()
        guard kept.status.readDays == 0, seconds > 0 else { return .done(kept) }
        if let problem = await readList() { return .failed(problem) }
        await collector.use(rules)
        var round = await hear(collector, until: end) { status in
            status.read >= status.known || status.roundEndedAt != nil
        }
        round.isCollectedNow = true
        return .done(round)
    }

    /// What the archive has. Whoever looks that way never asks the service, nor does it take the right to.
    private func kept() async -> Found {
        var port = port
        port.hold = { .other("nobody") }
        port.release = {}
        let reader = environment.newCollector(port)
        await reader.use(rules)
        return await hear(reader, until: .infinity) { _ in true }
    }

    /// Has it run until its news are enough or the time is over.
    private func hear(
        _ collector: Collector, until end: Double, _ isEnough: @escaping @Sendable (CollectorStatus) -> Bool
    ) async -> Found {
        let (news, told) = AsyncStream.makeStream(of: LiveNews.self)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await collector.run { told.yield($0) }
                told.finish()
            }
            if end < .infinity {
                group.addTask {
                    try? await environment.sleep(max(0, end - environment.now()))
                    told.finish()
                }
            }
            var found = Found()
            for await one in news {
                found.board = one.board ?? found.board
                found.status = one.status
                if isEnough(one.status) { break }
            }
            group.cancelAll()
            return found
        }
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
    /// The whole list of customers, in the service's order. One that has far fewer in it than are kept is asked for
    /// again before it is believed.
    func wholeList() async -> Result<CustomerTable, APIError> {
        var looks = 0
        var known: Int?
        while true {
            let table: CustomerTable
            switch await wholeListAsItComes() {
            case .failure(let error): return .failure(error)
            case .success(let found): table = found
            }
            if known == nil, table.count < pageSizes.most, case .done(let kept?) = await loadSnapshot() {
                known = kept.byUsername.count
            }
            guard APIError.doubt(customers: table.count, known: known ?? 0, looks: looks) != nil else {
                return .success(table)
            }
            looks += 1
            guard (try? await sleep(5 * Double(looks))) != nil else {
                return .failure(APIError(operation: Operation.customerList.id, reason: .cancelled))
            }
        }
    }

    private func wholeListAsItComes() async -> Result<CustomerTable, APIError> {
        var pages = ListPages(PageSizes(first: pageSizes.most, most: pageSizes.most))
        while true {
            switch await customers(pages.asked.offset, pages.asked.limit).result {
            case .failure(let error): return .failure(error)
            case .success(let chunk):
                switch pages.take(chunk) {
                case .ask: continue
                case .whole: return .success(CustomerTable(chunks: pages.chunks))
                case .broken(let why): return .failure(.broken(why))
                }
            }
        }
    }
}
