import Dialects
import Logging
import ResellerAPI
import Synchronization
import Testing

@testable import ResellerClient

/// A transport that holds every request until it is let go.
final class HeldTransport: Sendable {
    private struct State {
        var requests: [TransportRequest] = []
        var open: [CheckedContinuation<Void, Never>] = []
        var cancelled = 0
    }

    private let state = Mutex(State())
    let body: String

    init(_ body: String) { self.body = body }

    var requests: [TransportRequest] { state.withLock { $0.requests } }
    var cancelled: Int { state.withLock { $0.cancelled } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock {
                    $0.requests.append(request)
                    $0.open.append(continuation)
                }
            }
        } onCancel: {
            state.withLock { $0.cancelled += 1 }
            letGo()
        }
        if Task.isCancelled { throw .cancelled }
        return TransportResponse(body)
    }

    func letGo() {
        let open = state.withLock { state in
            defer { state.open = [] }
            return state.open
        }
        for continuation in open { continuation.resume() }
    }
}

/// Waits for a condition, turn by turn.
func until(_ condition: @Sendable () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while !condition() {
        try #require(ContinuousClock.now < deadline, "the condition never came true")
        await Task.yield()
    }
}

@Suite struct MannersTests {
    private func client(
        _ transport: HeldTransport, _ configuration: ClientConfiguration = configuration()
    ) throws -> ResellerClient {
        try ResellerClient(configuration) { (request) async throws(TransportError) in
            try await transport.send(request)
        }
    }

    @Test("Equal reads in flight are one request, different ones are not")
    func joined() async throws {
        let transport = HeldTransport(#"[{"ip":"192.0.2.1"}]"#)
        let client = try client(transport)
        let (all, free) = (try operation("ip.all"), try operation("ip.free"))
        async let one = client.call(all)
        try await until { transport.requests.count == 1 }
        async let two = client.call(all, priority: .rest)
        async let three = client.call(free)
        try await until { transport.requests.count == 2 }
        transport.letGo()
        let replies = try await [one, two, three]
        #expect(replies.allSatisfy { $0.records.count == 1 })
        #expect(transport.requests.count == 2)
        #expect(client.budget == CallBudget(remaining: 498, limit: 500))
    }

    @Test("Equal changes are each sent")
    func changesAreNotJoined() async throws {
        let transport = HeldTransport(#"{"message":"success"}"#)
        let client = try client(transport)
        let increment = try operation("limits.increment")
        async let one = client.call(increment, ["user": "a", "credits": "5"])
        async let two = client.call(increment, ["user": "a", "credits": "5"])
        try await until { transport.requests.count == 2 }
        transport.letGo()
        _ = try await [one, two]
        #expect(transport.requests.count == 2)
    }

    @Test("A cancelled wait ends at once; the request ends when nobody waits for it")
    func cancellation() async throws {
        let transport = HeldTransport("[]")
        let client = try client(transport)
        let list = try operation("packages.list")
        let first = Task { try await client.call(list) }
        try await until { transport.requests.count == 1 }
        let second = Task { try await client.call(list) }
        try await until { client.reads.waiting == 2 }
        first.cancel()
        await #expect(throws: APIError(operation: "packages.list", reason: .cancelled)) { try await first.value }
        #expect(transport.cancelled == 0)
        second.cancel()
        await #expect(throws: APIError(operation: "packages.list", reason: .cancelled)) { try await second.value }
        try await until { transport.cancelled == 1 }
    }

    @Test("A change whose answer nobody waited for has an unknown outcome")
    func cancelledChange() async throws {
        let transport = HeldTransport(#"{"message":"success"}"#)
        let client = try client(transport)
        let delete = try operation("customer.delete")
        let task = Task { () -> APIError? in
            do throws(APIError) {
                _ = try await client.call(delete, ["user": "a"])
                return nil
            } catch {
                return error
            }
        }
        try await until { transport.requests.count == 1 }
        task.cancel()
        #expect(await task.value?.isUnknownOutcome == true)
    }

    @Test("No more calls are under way than there are places")
    func places() async throws {
        let transport = HeldTransport("[]")
        var configuration = configuration()
        configuration.concurrency = 2
        let client = try client(transport, configuration)
        let list = try operation("bounces.list")
        let tasks = (0..<5).map { number in Task { try await client.call(list, ["user": "u\(number)"]) } }
        try await until { transport.requests.count == 2 && client.budget.waiting == 3 }
        transport.letGo()
        try await until { transport.requests.count == 4 }
        #expect(client.budget.waiting == 1)
        transport.letGo()
        try await until { transport.requests.count == 5 }
        transport.letGo()
        for task in tasks { #expect(try await task.value.records.isEmpty) }
    }

    @Test("After 429 the calls wait for the reset, and the head line can say so")
    func tooMany() async throws {
        let clock = TestClock()
        let limited = TransportResponse(
            #"{"errors":[{"field":null,"message":"too many requests"}]}"#, status: 429,
            headers: [.init("X-RateLimit-Remaining", "0"), .init("X-RateLimit-Reset", "30")])
        let transport = ScriptedTransport([.success(limited), .success(.init("[]"))])
        let reply = try await ResellerClientTests.client(transport, configuration(clock: clock))
            .call(try operation("packages.list"))
        #expect(reply.value == .list([]))
        #expect(clock.slept.first == 30)
        let always = ScriptedTransport([.success(limited)])
        let client = try ResellerClientTests.client(always, configuration(clock: TestClock()))
        await #expect(throws: APIError(operation: "bounces.delete", reason: .tooManyCalls(retryAfter: 30))) {
            try await client.call(try operation("bounces.delete"), ["user": "a", "email": "b"])
        }
        #expect(always.requests.count == 1)
        #expect(client.budget.pausedFor == 30)
        #expect(client.budget.remaining == 0)
    }
}

/// The write gate.
@Suite struct WriteGateTests {
    @Test("With the gate closed no call leaves that is not a read, whatever is given to it")
    func everyOperation() async throws {
        let transport = ScriptedTransport("[]")
        let client = try client(transport, configuration(writes: .denied))
        for operation in ResellerAPI.Operation.all where operation.kind != .read {
            do throws(APIError) {
                _ = try await client.call(operation, ["nonsense": "1"])
                Issue.record("\(operation.id) passed")
            } catch {
                guard case .gateClosed = error.reason else {
                    Issue.record("\(operation.id): \(error.message)")
                    continue
                }
                #expect(error.message.contains("--write"))
            }
        }
        #expect(transport.requests.isEmpty)
        #expect(ResellerAPI.Operation.all.count(where: { $0.kind != .read }) == 69)
        for operation in ResellerAPI.Operation.all where operation.kind == .read {
            #expect(WritePermission.denied.refusal(of: operation) == nil)
        }
    }

    @Test("A configuration says nothing about writing, and so denies it")
    func deniedByDefault() {
        #expect(ClientConfiguration(user: "a", key: Secret("b")).writes == .denied)
    }
}

/// The two generations of paths.
@Suite struct DialectTests {
    @Test("Version 1 has its own paths, no timezone, no credentials and no pages")
    func versionOne() async throws {
        for operation in ResellerAPI.Operation.all {
            let old = Dialect.v1.binding(of: operation)
            #expect((old == nil) == [.timezone, .credentials].contains(operation.area), "\(operation.id)")
            #expect(old?.path.hasPrefix("apiv2/") != true)
        }
        let paths = [
            "customer.create": "api/distributor.add", "customer.list": "api/distributor.manage",
            "subuser.bounces.list": "api/distributor.manageSubuser", "invoice.list": "api/billing.get",
            "billing.currentUsage": "api/distributor.billing", "account.overview": "api/distributor.account",
        ]
        for (id, path) in paths { #expect(Dialect.v1.binding(of: try operation(id))?.path == path + ".{format}") }
        let transport = ScriptedTransport(#"[{"username":"a"},{"username":"b"}]"#)
        let client = try client(transport, configuration(dialect: .v1))
        #expect(try await client.customers(offset: 0, limit: 1).count == 2)
        #expect(try await client.customers(offset: 2, limit: 1).count == 0)
        // Each page is the whole list, of which what stands before it is left out.
        let body = "api_user=acme&api_key=k3y-that-stays&method=profile&task=get"
        #expect(transport.requests.map(\.body) == [body, body])
        await #expect(
            throws: APIError(operation: "timezone.list", reason: .unavailable(dialect: "v1"))
        ) {
            try await client.call(try operation("timezone.list"))
        }
    }

    @Test("The other name of a subuser's path is tried on HTTP 404, and kept")
    func alias() async throws {
        let missing = TransportResponse(#"{"error":{"code":"404","message":null}}"#, status: 404)
        let transport = ScriptedTransport([.success(missing), .success(.init("[]"))])
        let client = try client(transport)
        let list = try operation("subuser.bounces.list")
        #expect(try await client.call(list, ["user": "a"]).value == .list([]))
        #expect(try await client.call(list, ["user": "b"]).value == .list([]))
        #expect(
            transport.requests.map(\.url) == [
                "https://api.example/apiv2/reseller.subuserManage.json",
                "https://api.example/apiv2/reseller.manageSubuser.json",
                "https://api.example/apiv2/reseller.manageSubuser.json",
            ])
        let never = ScriptedTransport([.success(missing)])
        await #expect(throws: APIError(operation: "subuser.bounces.list", reason: .notFound)) {
            try await ResellerClientTests.client(never).call(list, ["user": "a"])
        }
        #expect(never.requests.count == 2)
    }

    @Test("The format is asked for by the suffix and found by the first byte")
    func formats() async throws {
        let transport = ScriptedTransport(#"[{"ip":"192.0.2.1"}]"#)
        let reply = try await client(transport, configuration(format: .xml)).call(try operation("ip.all"))
        #expect(transport.requests.first?.url == "https://api.example/apiv2/reseller.ip.xml")
        #expect(reply.records.first?.text("ip") == "192.0.2.1")
    }

    @Test("Values are encoded as a form, lists under repeated keys")
    func forms() async throws {
        let transport = ScriptedTransport(#"{"message":"success"}"#)
        let parameters: Parameters = ["user": "a b+c&d=é", "package": "Gold", "ip": "192.0.2.1", "ip[]": "192.0.2.2"]
        _ = try await client(transport).call(try operation("account.immediateUpgrade"), parameters)
        let body = try #require(transport.requests.first?.body)
        #expect(
            body.hasSuffix(
                "task=immediate_upgrade&user=a+b%2Bc%26d%3D%C3%A9&package=Gold&ip%5B%5D=192.0.2.1&ip%5B%5D=192.0.2.2"))
    }
}
