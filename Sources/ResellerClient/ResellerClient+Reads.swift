internal import Dialects
import ResellerAPI

/// The reads that panes need, as models.
extension ResellerClient {
    /// A page of customers; one shorter than `limit` is the last.
    ///
    /// Where a dialect has no pages the first page is the whole list, whatever the limit, and others are what is left of
    /// it. A body without anything in it is no list of customers: nobody is sure of an emptiness
    /// that any proxy may have made.
    package func customers(
        offset: Int = 0, limit: Int, priority: CallPriority = .visible
    ) async throws(APIError) -> CustomerChunk {
        let operation = Operation.customerList
        let paging = configuration.dialect.binding(of: operation)?.paging ?? .whole
        var parameters = Parameters()
        if case .offset(let place, let count, _) = paging {
            parameters.append(count, String(limit))
            parameters.append(place, String(offset))
        }
        let reader = reader(operation, parameters)
        let response = try await exchange(operation, parameters, priority: priority)
        try refuseBlank(response, operation)
        let chunk = try reader.customers(response)
        guard paging == .whole, offset > 0 else { return chunk }
        return chunk.choosing(Array(min(offset, chunk.count)..<chunk.count))
    }

    package func overview(
        of user: String, priority: CallPriority = .visible
    ) async throws(APIError) -> AccountOverview {
        let record = try await records(.accountOverview, ["user": user], priority).first
        return AccountOverview(try needed(record, .accountOverview))
    }

    /// The last so many days, today included.
    package func dailyStatistics(
        of user: String, days: Int, priority: CallPriority = .visible
    ) async throws(APIError) -> [DayStats] {
        try await records(.statsDaily, ["user": user, "days": String(days)], priority).compactMap { DayStats($0) }
    }

    /// One of the four lists, with the times at which addresses came on it.
    package func suppressions(
        of user: String, list: SuppressionList, priority: CallPriority = .visible
    ) async throws(APIError) -> [Suppression] {
        try await records(list.listOperation, ["user": user, "date": "1"], priority)
            .compactMap { Suppression($0, list: list) }
    }

    /// Nil where the customer has no limit.
    package func limit(
        of user: String, priority: CallPriority = .visible
    ) async throws(APIError) -> AccountLimit? {
        try await records(.limitsGet, ["user": user], priority).first.flatMap { AccountLimit($0) }
    }

    package func monitorRecords(priority: CallPriority = .visible) async throws(APIError) -> [MonitorRecord] {
        try await records(.monitorList, [:], priority).compactMap { MonitorRecord($0) }
    }

    package func packages(priority: CallPriority = .visible) async throws(APIError) -> [Package] {
        try await records(.packagesList, [:], priority).compactMap { Package($0) }
    }

    /// All pages of a list as one answer: each row once, though rows that come or go meanwhile move others.
    ///
    /// A page repeats the last row of the one before. Where it does not, rows went, and it is read from further up.
    func everyPage(
        _ operation: Operation, _ parameters: Parameters, _ size: Int, _ priority: CallPriority
    ) async throws(APIError) -> Reply {
        var (records, seen): ([Record], Set<Record>) = ([], [])
        var (offset, overlap, calls) = (0, 1, 0)
        while true {
            calls += 1
            guard calls <= 4 * (records.count / size + 10) else {
                throw APIError(operation: operation.id, reason: .doubtful("it changes faster than it can be read"))
            }
            let page = [("limit", String(size)), ("offset", String(offset))]
            let response = try await exchange(operation, parameters, priority: priority, page: page)
            let rows = try reader(operation, parameters).reply(response).records
            if offset > 0, !(rows.first.map(seen.contains) ?? false) {
                overlap *= 8
                offset = max(0, offset - overlap)
                continue
            }
            for row in rows where seen.insert(row).inserted { records.append(row) }
            // A service that does not heed the limit gave all there is.
            guard rows.count == size else { break }
            overlap = 1
            offset += size - overlap
        }
        return Reply(operation: operation, value: .list(records.map(Value.record)))
    }

    private func records(
        _ operation: Operation, _ parameters: Parameters, _ priority: CallPriority
    ) async throws(APIError) -> [Record] {
        try await call(operation, parameters, priority: priority).records
    }

    private func needed(_ record: Record?, _ operation: Operation) throws(APIError) -> Record {
        guard let record else {
            throw APIError(
                operation: operation.id, reason: .garbled(place: "the body", problem: "it holds nothing"))
        }
        return record
    }
}
