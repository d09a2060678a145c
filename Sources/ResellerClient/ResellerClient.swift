internal import Dialects
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
    let reads = SharedReads<Result<TransportResponse, APIError>>()
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
            idleTimeout: Int64(configuration.idleTimeout), maxBodyBytes: configuration.maxBodyBytes,
            roots: try configuration.readableRoots())
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
        gate = CallGate(configuration)
    }

    /// How many calls could be made now.
    package var budget: CallBudget { gate.budget }

    /// Tells the other processes what was spent.
    package func settle() async { await gate.settle() }

    /// Ends the connections, and tells the other processes what was spent. No call after this.
    package func shutdown() async {
        await settle()
        await live?.shutdown()
    }

    /// Makes a call and reads its answer as the table of shapes says.
    ///
    /// A call that is no read fails as `cancelled` when nothing of it went out, be it that `lastCheck` said no.
    package func call(
        _ operation: Operation, _ parameters: Parameters = Parameters(), priority: CallPriority = .visible,
        lastCheck: LastCheck? = nil
    ) async throws(APIError) -> Reply {
        if case .everyPage(let size)? = configuration.dialect.binding(of: operation)?.paging {
            return try await everyPage(operation, parameters, size, priority)
        }
        let response = try await exchange(operation, parameters, priority: priority, lastCheck: lastCheck)
        if operation.returns.count != .list { try refuseBlank(response, operation) }
        return try reader(operation, parameters).reply(response)
    }

    /// What reads the answer of a call, and repeats none of its secrets.
    func reader(_ operation: Operation, _ parameters: Parameters) -> AnswerReader {
        AnswerReader(operation, in: configuration.dialect, hiding: secrets(of: parameters, operation))
    }

    /// An empty list may come without a body; elsewhere nothing tells nothing: not that there is no limit, for one.
    func refuseBlank(_ response: TransportResponse, _ operation: Operation) throws(APIError) {
        guard operation.kind == .read, response.status == 200, WireReader.firstByte(of: response.body) == nil else {
            return
        }
        throw APIError(operation: operation.id, reason: .foreign(ForeignAnswer.other(response)))
    }

    /// What must not be shown of a call: key and passwords, as they are and as they go out.
    func secrets(of parameters: Parameters, _ operation: Operation) -> [String] {
        let passwords = parameters.pairs.filter { pair in
            operation.field(pair.name)?.isSecret ?? Parameters.Pair.isSecret(pair.name)
        }
        let texts = [configuration.key.text] + passwords.map(\.value)
        return texts + texts.map { FormEncoding.encode([("", $0)]) }.map { String($0.dropFirst()) }
    }

    /// Sends a call under all rules of the house; the answer is a usable status at best, not yet read.
    func exchange(
        _ operation: Operation, _ parameters: Parameters, priority: CallPriority, lastCheck: LastCheck? = nil,
        page: [(String, String)] = []
    ) async throws(APIError) -> TransportResponse {
        if let refusal = configuration.writes.refusal(of: operation) { throw refusal }
        let dialect = configuration.dialect
        guard let binding = dialect.binding(of: operation), let spoken = dialect.spoken(operation) else {
            throw APIError(operation: operation.id, reason: .unavailable(dialect: dialect.name))
        }
        if let fault = spoken.check(parameters).first { throw fault }
        let call = Call(
            operation: spoken,
            wire: WireCall(
                binding, spoken.wireParameters(parameters), configuration.format, today: today, page: page),
            priority: priority, lastCheck: lastCheck)
        guard spoken.kind == .read else { return try await attempts(call).get() }
        gate.promote(call.wire.name, to: priority)
        let isOwn = Flag()
        let asked = await reads.answer(call.wire.name) { [self] in
            isOwn.set()
            return await attemptsUntilSaid(call)
        }
        guard let result = asked else { throw APIError(operation: operation.id, reason: .cancelled) }
        if !isOwn.isSet { trace(call, attempt: 0, .init(result), isShared: true) }
        return try result.get()
    }

    /// An answer without a body may be none: it is asked for once more before it counts as "nothing".
    private func attemptsUntilSaid(_ call: Call) async -> Result<TransportResponse, APIError> {
        let result = await attempts(call)
        guard case .success(let response) = result, response.status == 200,
            WireReader.firstByte(of: response.body) == nil
        else { return result }
        return await attempts(call, from: 2)
    }

    /// Makes the call until it has an answer or nothing speaks for another attempt.
    ///
    /// When an attempt was lost and none after it got through, the outcome stays unknown: the loss is what is told.
    private func attempts(_ call: Call, from first: Int = 1) async -> Result<TransportResponse, APIError> {
        let start = configuration.clock.now()
        var number = 1
        var lost: APIError?
        while true {
            let result = await attempt(call.numbered(number + first - 1))
            guard case .failure(let error) = result else { return result }
            if error.isUnknownOutcome { lost = error }
            let delay = configuration.retry.delay(
                kind: call.operation.kind, reason: error.reason, attempt: number,
                elapsed: configuration.clock.now() - start, held: Double(gate.budget.pausedFor ?? 0),
                random: configuration.clock.random())
            guard let delay else { return .failure(lost ?? error) }
            logger?.debug("\(call.operation.id): attempt \(number) failed, again in \(delay) s")
            do { try await configuration.clock.sleep(delay) } catch _ { return .failure(lost ?? error) }
            number += 1
        }
    }

    /// One attempt; where the path of a subuser's call is not known, its other name is tried.
    private func attempt(_ call: Call) async -> Result<TransportResponse, APIError> {
        let path = call.wire.path
        guard let alias = call.wire.otherPath else {
            return await send(call, path: path).flatMap { checked($0, call.operation) }
        }
        let first = usesAlias.withLock { $0 } ? alias : path
        let result = await send(call, path: first)
        // A page of a proxy may stand in place of a success: a write goes out again only where the service refused it.
        guard case .success(let response) = result, response.status == 404,
            call.operation.kind == .read || reader(call.operation, [:]).isRefusal(response)
        else {
            return result.flatMap { checked($0, call.operation) }
        }
        let other = first == path ? alias : path
        let second = await send(call, path: other)
        if case .success(let response) = second, response.status != 404 { usesAlias.withLock { $0 = other == alias } }
        return second.flatMap { checked($0, call.operation) }
    }

    /// One request and its answer, whatever it says.
    private func send(_ call: Call, path: String) async -> Result<TransportResponse, APIError> {
        let operation = call.operation
        guard let turn = await gate.enter(call.priority, name: call.wire.name) else {
            return .failure(APIError(operation: operation.id, reason: .cancelled))
        }
        var wasSent = true
        defer { gate.leave(turn, wasSent: wasSent) }
        if let lastCheck = call.lastCheck, await !lastCheck() {
            wasSent = false
            return .failure(APIError(operation: operation.id, reason: .cancelled))
        }
        let request = TransportRequest(
            method: call.wire.method.rawValue, url: "\(address.url)/\(path)", headers: headers(of: call.wire),
            body: call.wire.json ?? FormEncoding.encode(credentials + call.wire.form),
            deadline: configuration.deadline, maxBodyBytes: configuration.maxBodyBytes)
        let start = configuration.clock.now()
        do throws(TransportError) {
            let response = try await transport(request)
            trace(call, attempt: call.number, .answered(response.status), since: start)
            let news = news(response)
            gate.observe(news, isRefusal: news.isRefusal(response.status))
            return .success(response)
        } catch {
            trace(call, attempt: call.number, .init(error), since: start)
            if case .unreachable = error { wasSent = false }
            return .failure(APIError(operation: operation.id, reason: reason(error, operation)))
        }
    }

    private func trace(
        _ call: Call, attempt: Int, _ status: CallTrace.Status, since start: Double? = nil, isShared: Bool = false
    ) {
        guard let trace = configuration.trace else { return }
        let seconds = start.map { configuration.clock.now() - $0 } ?? 0
        trace(
            CallTrace(
                operation: call.operation.id, attempt: attempt, status: status,
                milliseconds: Int((seconds * 1000).rounded()), priority: call.priority, isShared: isShared))
    }

    /// Statuses that speak for another attempt become errors here; the rest is for the reader of the body.
    private func checked(_ response: TransportResponse, _ operation: Operation) -> Result<TransportResponse, APIError> {
        switch response.status {
        case 429 where operation.kind != .read && !reader(operation, [:]).isRefusal(response):
            return .success(response)
        // A network that wants a login first; the reader of the body says so.
        case 511: return .success(response)
        case 429:
            let seconds = news(response).pause.map { Int($0.rounded(.up)) }
            return .failure(APIError(operation: operation.id, reason: .tooManyCalls(retryAfter: seconds)))
        case 500...: return .failure(APIError(operation: operation.id, reason: .server(status: response.status)))
        default: return .success(response)
        }
    }

    /// User and key as the dialect has them.
    private var credentials: [(String, String)] {
        switch configuration.dialect.credentials {
        case .form(let user, let key): [(user, configuration.user), (key, configuration.key.text)]
        case .bearer: []
        }
    }

    /// Headers of the call and of the dialect; a value can't end its line and begin another.
    private func headers(of wire: WireCall) -> [TransportResponse.Header] {
        guard case .bearer = configuration.dialect.credentials else { return wire.headers }
        let own = wire.headers.map { header in
            TransportResponse.Header(header.name, String(header.value.filter { !$0.isNewline && $0 != "\0" }))
        }
        return [
            .init("authorization", "Bearer \(configuration.key.text)"), .init("accept", "application/json"),
        ] + (wire.json == nil ? [] : [.init("content-type", "application/json")]) + own
    }

    private var today: CalendarDate { WireTime(secondsSinceEpoch: Int(configuration.clock.wallNow())).date }

    private func news(_ response: TransportResponse) -> RateNews {
        RateNews(
            headers: response.headers, named: configuration.dialect.budget, wallNow: configuration.clock.wallNow())
    }

    private func reason(_ error: TransportError, _ operation: Operation) -> APIError.Reason {
        switch error {
        case .unreachable(let what): .unreachable(what)
        case .insecure(let place, let fault): .insecure(place: place, fault)
        case .lost(let what): .lost(what)
        case .garbled(let problem): .garbled(place: "the body", problem: problem)
        case .tooLarge(let limit): .tooLarge(limit: limit)
        case .cancelled: operation.kind == .read ? .cancelled : .lost("the wait for the answer was cancelled")
        }
    }
}

/// A call on its way.
private struct Call: Sendable {
    let operation: Operation
    let wire: WireCall
    let priority: CallPriority
    let lastCheck: LastCheck?
    /// Which attempt this is.
    private(set) var number = 1

    func numbered(_ number: Int) -> Call {
        var call = self
        call.number = number
        return call
    }
}

/// Set once, by whichever task does the work.
private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
}
