import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// Keeps what a client tells of its requests.
private final class TraceLog: Sendable {
    private let kept = Mutex<[CallTrace]>([])
    var calls: [CallTrace] { kept.withLock { $0 } }
    func take(_ call: CallTrace) { kept.withLock { $0.append(call) } }
}

@Suite("What a client tells of its requests")
struct CallTraceTests {
    private let log = TraceLog()

    private var traced: ClientConfiguration {
        var traced = configuration()
        traced.trace = log.take
        return traced
    }

    @Test("Each attempt of a call is told, with its number, status and priority")
    func attempts() async throws {
        let transport = ScriptedTransport([
            .success(.init("busy", status: 503)), .failure(.lost("reset")), .success(.init("[]")),
        ])
        _ = try await client(transport, traced).call(try operation("ip.all"), priority: .rest)
        let calls = log.calls.prefix(3)
        #expect(calls.map(\.operation) == ["ip.all", "ip.all", "ip.all"])
        #expect(calls.map(\.attempt) == [1, 2, 3])
        #expect(calls.map(\.status) == [.answered(503), .lost, .answered(200)])
        #expect(log.calls.allSatisfy { $0.priority == .rest && !$0.isShared && $0.milliseconds == 0 })
    }

    @Test("A read that waits for an equal one is told as shared, and as not sent")
    func shared() async throws {
        let transport = HeldTransport(#"[{"ip":"192.0.2.1"}]"#)
        let client = try ResellerClient(traced) { (request) async throws(TransportError) in
            try await transport.send(request)
        }
        let all = try operation("ip.all")
        async let one = client.call(all)
        try await until { transport.requests.count == 1 }
        async let two = client.call(all)
        try await until { client.reads.waiting == 2 }
        transport.letGo()
        _ = try await [one, two]
        #expect(log.calls.count == 2)
        #expect(log.calls.contains { $0.attempt == 1 && !$0.isShared })
        #expect(log.calls.contains { $0.attempt == 0 && $0.isShared && $0.status == .answered(200) })
    }

    @Test("What the write gate refuses is no request")
    func refused() async throws {
        var closed = traced
        closed.writes = .readOnly("closed")
        let client = try client(ScriptedTransport("{}"), closed)
        await #expect(throws: APIError.self) {
            try await client.call(try operation("customer.disable"), ["user": "a"])
        }
        #expect(log.calls.isEmpty)
    }
}
