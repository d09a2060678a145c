import Dialects
import Foundation
import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// A transport that answers from a script and remembers what was sent.
final class ScriptedTransport: Sendable {
    private struct State {
        var answers: [Result<TransportResponse, TransportError>] = []
        var requests: [TransportRequest] = []
    }

    private let state: Mutex<State>

    /// The last answer is given again and again.
    init(_ answers: [Result<TransportResponse, TransportError>]) { state = Mutex(State(answers: answers)) }

    convenience init(_ body: String, status: Int = 200) { self.init([.success(.init(body, status: status))]) }

    var requests: [TransportRequest] { state.withLock { $0.requests } }

    func send(_ request: TransportRequest) throws(TransportError) -> TransportResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        return try answer.get()
    }
}

extension TransportResponse {
    init(_ body: String, status: Int = 200, headers: [Header] = []) {
        self.init(status: status, headers: headers, body: Array(body.utf8))
    }
}

/// A clock that passes only while somebody sleeps.
final class TestClock: Sendable {
    private let time = Mutex(0.0)
    private let naps = Mutex<[Double]>([])

    var slept: [Double] { naps.withLock { $0 } }

    var clock: ClientClock {
        ClientClock(
            now: { self.time.withLock { $0 } }, wallNow: { 1_700_000_000 + self.time.withLock { $0 } },
            sleep: { seconds in
                try Task.checkCancellation()
                self.naps.withLock { $0.append(seconds) }
                self.time.withLock { $0 += seconds }
            },
            random: { 1 })
    }
}

func configuration(
    format: WireFormat = .json, dialect: Dialect = .v2, writes: WritePermission = .open, clock: TestClock = TestClock()
) -> ClientConfiguration {
    var configuration = ClientConfiguration(
        baseURL: "https://api.example", user: "acme", key: Secret("k3y-that-stays"), format: format, dialect: dialect,
        writes: writes)
    configuration.clock = clock.clock
    return configuration
}

func client(
    _ transport: ScriptedTransport, _ configuration: ClientConfiguration = configuration()
) throws -> ResellerClient {
    try ResellerClient(configuration) { (request) throws(TransportError) in try transport.send(request) }
}

func operation(_ id: String) throws -> ResellerAPI.Operation { try #require(ResellerAPI.Operation.named(id)) }

/// The values that a body is read as.
func read(_ id: String, _ body: String, status: Int = 200) throws -> Value {
    try AnswerReader(try operation(id), in: .v2).reply(TransportResponse(body, status: status)).value
}

/// The error that a body is read as.
func refusal(_ id: String, _ body: String, status: Int = 200) throws -> APIError.Reason? {
    let reader = AnswerReader(try operation(id), in: .v2)
    do throws(APIError) {
        _ = try reader.reply(TransportResponse(body, status: status))
        return nil
    } catch {
        return error.reason
    }
}
