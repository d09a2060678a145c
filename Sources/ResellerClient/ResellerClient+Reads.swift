import ResellerAPI

/// The reads that panes need, as models.
extension ResellerClient {
    /// A page of customers; one shorter than `limit` is the last.
    ///
    /// Version 1 of the service has no pages: there the first page is the whole list, whatever the limit, and others
    /// are what is left of it. A body without anything in it is no list of customers: nobody is sure of an emptiness
    /// that any proxy may have made.
    package func customers(
        offset: Int = 0, limit: Int, priority: CallPriority = .visible
    ) async throws(APIError) -> CustomerChunk {
        let operation = try operation("customer.list")
        let isWhole = configuration.dialect == .v1
        let parameters: Parameters = isWhole ? [:] : ["limit": String(limit), "offset": String(offset)]
        let reader = AnswerReader(operation, hiding: secrets(of: parameters, operation))
        let response = try await exchange(operation, parameters, priority: priority)
        try refuseBlank(response, operation)
        let chunk = try reader.customers(response)
        guard isWhole, offset > 0 else { return chunk }
        return chunk.choosing(Array(min(offset, chunk.count)..<chunk.count))
    }

    package func overview(
        of user: String, priority: CallPriority = .visible
    ) async throws(APIError) -> AccountOverview {
        let record = try await records("account.overview", ["user": user], priority).first
        return AccountOverview(try needed(record, "account.overview"))
    }

    /// The last so many days, today included.
    package func dailyStatistics(
        of user: String, days: Int, priority: CallPriority = .visible
    ) async throws(APIError) -> [DayStats] {
        try await records("stats.daily", ["user": user, "days": String(days)], priority).compactMap { DayStats($0) }
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
        try await records("limits.get", ["user": user], priority).first.flatMap { AccountLimit($0) }
    }

    package func monitorRecords(priority: CallPriority = .visible) async throws(APIError) -> [MonitorRecord] {
        try await records("monitor.list", [:], priority).compactMap { MonitorRecord($0) }
    }

    package func packages(priority: CallPriority = .visible) async throws(APIError) -> [Package] {
        try await records("packages.list", [:], priority).compactMap { Package($0) }
    }

    private func records(
        _ id: String, _ parameters: Parameters, _ priority: CallPriority
    ) async throws(APIError) -> [Record] {
        try await call(try operation(id), parameters, priority: priority).records
    }

    private func operation(_ id: String) throws(APIError) -> Operation {
        guard let operation = Operation.named(id) else { throw APIError(operation: id, reason: .notFound) }
        return operation
    }

    private func needed(_ record: Record?, _ id: String) throws(APIError) -> Record {
        guard let record else {
            throw APIError(operation: id, reason: .garbled(place: "the body", problem: "it holds nothing"))
        }
        return record
    }
}
