import Logging
import ResellerAPI
import Synchronization

/// The one door to the Reseller API: every call of the program goes through here.
///
/// Reading and decoding happen off the main actor. Nothing here ever shows or logs user key, passwords or login links.
package final class ResellerClient: Sendable {
    let configuration: ClientConfiguration
    private let address: BaseAddress
    private let transport: Transport
    private let live: LiveTransport?
    private let gate: CallGate
    private let reads = SharedReads<Result<TransportResponse, APIError>>()
    /// Whether the service knows calls for subusers under their other name only.
    private let usesAlias = Mutex(false)
    private let logger: Logger?

    /// A client over the network.
    package convenience init(
        _ configuration: ClientConfiguration, logger: Logger? = nil
    ) throws(ConfigurationError) {
        let address = try BaseAddress(configuration.baseURL)
        let live = LiveTransport(
            place: address.place, connectTimeout: Int64(configuration.connectTimeout),
            idleTimeout: Int64(configuration.idleTimeout), maxBodyBytes: configuration.maxBodyBytes)
        do {
            try self.init(configuration, live: live, logger: logger) { (request) throws(TransportError) in
                try await live.send(request)
            }
        } catch {
            Task { await live.shutdown() }
            throw error
        }
    }

    /// A client over any transport, as tests have it.
    package convenience init(
        _ configuration: ClientConfiguration, logger: Logger? = nil, transport: @escaping Transport
    ) throws(ConfigurationError) {
        try self.init(configuration, live: nil, logger: logger, transport: transport)
    }

    private init(
        _ configuration: ClientConfiguration, live: LiveTransport?, logger: Logger?, transport: @escaping Transport
    ) throws(ConfigurationError) {
        address = try BaseAddress(configuration.baseURL)
        guard !configuration.user.isEmpty else { throw .userMissing }
        guard !configuration.key.text.isEmpty else { throw .keyMissing }
        self.configuration = configuration
        self.transport = transport
        self.live = live
        self.logger = logger
        gate = CallGate(
            callsPerMinute: configuration.callsPerMinute, places: configuration.concurrency,
            clock: configuration.clock)
    }

    /// How many calls could be made now.
    package var budget: CallBudget { gate.budget }

    /// Ends the connections. No call after this.
    package func shutdown() async { await live?.shutdown() }

    /// Makes a call and reads its answer as the table of shapes says.
    package func call(
        _ operation: Operation, _ parameters: Parameters = Parameters(), priority: CallPriority = .visible
    ) async throws(APIError) -> Reply {
        let response = try await exchange(operation, parameters, priority: priority)
        return try AnswerReader(operation).reply(response)
    }

    /// Sends a call under all rules of the house; the answer is a usable status at best, not yet read.
    func exchange(
        _ operation: Operation, _ parameters: Parameters, priority: CallPriority
    ) async throws(APIError) -> TransportResponse {
        if let refusal = configuration.writes.refusal(of: operation) { throw refusal }
        if let fault = operation.check(parameters).first { throw fault }
        guard let path = configuration.dialect.path(of: operation) else {
            throw APIError(
                operation: operation.id, reason: .invalid(field: "dialect", rule: "version 1 has no such call"))
        }
        guard operation.kind == .read else {
            return try await attempts(operation, parameters, path: path, priority: priority).get()
        }
        let key = "\(path) \(body(operation, parameters, credentials: false))"
        let result = await reads.answer(key) { [self] in
            await attempts(operation, parameters, path: path, priority: priority)
        }
        guard let result else { throw APIError(operation: operation.id, reason: .cancelled) }
        return try result.get()
    }

    /// Makes the call until it has an answer or nothing speaks for another attempt.
    private func attempts(
        _ operation: Operation, _ parameters: Parameters, path: String, priority: CallPriority
    ) async -> Result<TransportResponse, APIError> {
        let start = configuration.clock.now()
        var number = 1
        while true {
            let result = await self.attempt(operation, parameters, path: path, priority: priority)
            guard case .failure(let error) = result else { return result }
            let delay = configuration.retry.delay(
                kind: operation.kind, reason: error.reason, attempt: number,
                elapsed: configuration.clock.now() - start, random: configuration.clock.random())
            guard let delay else { return result }
            logger?.debug("\(operation.id): attempt \(number) failed, again in \(delay) s")
            do { try await configuration.clock.sleep(delay) } catch {
                return .failure(APIError(operation: operation.id, reason: .cancelled))
            }
            number += 1
        }
    }

    private func attempt(
        _ operation: Operation, _ parameters: Parameters, path: String, priority: CallPriority
    ) async -> Result<TransportResponse, APIError> {
        let alias = configuration.dialect.alias(of: path)
        let first = alias.flatMap { alias in usesAlias.withLock { $0 } ? alias : nil } ?? path
        let result = await send(operation, parameters, path: first, priority: priority)
        guard let alias, case .success(let response) = result, response.status == 404 else {
            return result.flatMap { checked($0, operation) }
        }
        let other = first == path ? alias : path
        let second = await send(operation, parameters, path: other, priority: priority)
        if case .success(let response) = second, response.status != 404 { usesAlias.withLock { $0 = other == alias } }
        return second.flatMap { checked($0, operation) }
    }

    /// One request and its answer, whatever it says.
    private func send(
        _ operation: Operation, _ parameters: Parameters, path: String, priority: CallPriority
    ) async -> Result<TransportResponse, APIError> {
        guard await gate.enter(priority) else {
            return .failure(APIError(operation: operation.id, reason: .cancelled))
        }
        defer { gate.leave() }
        let request = TransportRequest(
            url: "\(address.url)/\(path).\(configuration.format.rawValue)",
            body: body(operation, parameters, credentials: true), deadline: configuration.deadline,
            maxBodyBytes: configuration.maxBodyBytes)
        do throws(TransportError) {
            let response = try await transport(request)
            let news = RateNews(headers: response.headers, wallNow: configuration.clock.wallNow())
            gate.observe(news)
            if response.status == 429 { gate.hold(seconds: news.resetIn ?? 1) }
            return .success(response)
        } catch {
            return .failure(APIError(operation: operation.id, reason: reason(error, operation)))
        }
    }

    /// Statuses that speak for another attempt become errors here; the rest is for the reader of the body.
    private func checked(_ response: TransportResponse, _ operation: Operation) -> Result<TransportResponse, APIError> {
        switch response.status {
        case 429:
            let news = RateNews(headers: response.headers, wallNow: configuration.clock.wallNow())
            let seconds = news.resetIn.map { Int($0.rounded(.up)) }
            return .failure(APIError(operation: operation.id, reason: .tooManyCalls(retryAfter: seconds)))
        case 500...: return .failure(APIError(operation: operation.id, reason: .server(status: response.status)))
        default: return .success(response)
        }
    }

    private func reason(_ error: TransportError, _ operation: Operation) -> APIError.Reason {
        switch error {
        case .unreachable(let what): .unreachable(what)
        case .lost(let what): .lost(what)
        case .tooLarge(let limit): .tooLarge(limit: limit)
        case .cancelled: operation.kind == .read ? .cancelled : .lost("the wait for the answer was cancelled")
        }
    }

    /// The form: credentials, what makes the call, what the caller gave.
    private func body(_ operation: Operation, _ parameters: Parameters, credentials: Bool) -> String {
        var pairs: [(name: String, value: String)] = []
        if credentials { pairs = [("api_user", configuration.user), ("api_key", configuration.key.text)] }
        pairs += operation.fixed.map { ($0.name, $0.value) }
        pairs += parameters.pairs.map { ($0.name, $0.value) }
        return FormEncoding.encode(pairs)
    }
}
