import Dialects
import Foundation
import Glibc
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// What the client says when the service does not answer as hoped.
@Suite("Refusals and losses")
struct RefusalTests {
    @Test("A wrong key is told apart from every other refusal", arguments: [WireFormat.json, .xml])
    func wrongKey(format: WireFormat) async throws {
        let client = try InProcess(try sandbox()).client(account(format: format, key: "of-somebody-else"))
        let error = await failure { () throws(APIError) in try await client.customers(limit: 10) }
        #expect(error?.reason == .wrongCredentials)
        #expect(error?.message.contains("of-somebody-else") == false)
    }

    @Test("A customer who does not exist is refused, and the call is named")
    func unknownCustomer() async throws {
        let client = try InProcess(try sandbox()).client()
        let error = await failure { () throws(APIError) in try await client.overview(of: "nobody@nowhere.example") }
        #expect(error?.operation == "account.overview")
        #expect(error != nil && error?.reason != .wrongCredentials)
    }

    /// A port that refuses connections, and nobody else can have, as long as its socket is open: nobody listens on it.
    private static func silentPort() throws -> (port: UInt16, socket: Int32) {
        let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(silent, $0, length) == 0 && getsockname(silent, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return (UInt16(bigEndian: address.sin_port), silent)
    }

    @Test("A refused connection is told at once: nothing is tried again, nothing waits for the deadline")
    func refused() async throws {
        let (port, silent) = try Self.silentPort()
        defer { close(silent) }
        let client = try ResellerClient(account("http://127.0.0.1:\(port)"))
        let error = await failure { () throws(APIError) in try await client.customers(limit: 10) }
        #expect(error?.reason == .unreachable("127.0.0.1:\(port): connection refused"))
        await client.shutdown()
    }

    @Test("A server that goes away between two calls is told as not there")
    func goneMidway() async throws {
        let server = try sandbox()
        let port = try await server.start()
        var configuration = account("http://127.0.0.1:\(port)")
        configuration.retry.attempts = 1
        let client = try ResellerClient(configuration)
        #expect(try await client.customers(limit: 10).count == 10)
        await server.stop()
        let error = await failure { () throws(APIError) in try await client.customers(offset: 10, limit: 10) }
        switch error?.reason {
        case .unreachable, .lost: break
        default: Issue.record("told as \(String(describing: error))")
        }
        await client.shutdown()
    }

    @Test("Answers cut in the middle are tried again and then told, never half read")
    func cut() async throws {
        try await serving(try sandbox { $0.faults = [.cut: 1] }) { url in
            var configuration = account(url)
            configuration.retry.attempts = 2
            configuration.retry.base = 0.01
            let client = try ResellerClient(configuration)
            let error = await failure { () throws(APIError) in try await client.customers(limit: 100) }
            switch error?.reason {
            case .lost, .garbled: break
            default: Issue.record("told as \(String(describing: error))")
            }
            await client.shutdown()
        }
    }

    @Test("A base URL that leads elsewhere is told as a call that is not known")
    func otherPath() async throws {
        let client = try InProcess(try sandbox()).client(account("http://127.0.0.1:1/elsewhere"))
        let error = await failure { () throws(APIError) in try await client.packages() }
        #expect(error?.reason == .notFound)
    }

    @Test("Where calls are used up the client waits for the reset that the service names, and asks again")
    func rateLimit() async throws {
        let clock = SteppingClock()
        let start = ContinuousClock.now
        var configuration = account()
        configuration.clock = clock.clock
        configuration.retry.patience = 600
        let transport = InProcess(try sandbox { $0.rateLimit = 2 })
        let client = try transport.client(configuration)
        var error: APIError?
        for offset in 0..<4 where error == nil {
            error = await failure { () throws(APIError) in try await client.customers(offset: offset, limit: 1) }
        }
        let reset = try #require(clock.slept.max())
        // The service counts real seconds, the client's clock stands still: what the test itself took comes on top.
        #expect(reset > 0 && reset <= 61 + (ContinuousClock.now - start) / .seconds(1))
        if let error {
            guard case .tooManyCalls = error.reason else {
                Issue.record("told as \(error)")
                return
            }
        }
        #expect(transport.requested.count >= 3)
    }

    @Test("Behind a closed gate no call that writes leaves, and every read does")
    func gate() async throws {
        let transport = InProcess(try sandbox())
        let client = try transport.client()
        var refused = 0
        for operation in ResellerAPI.Operation.all where operation.kind != .read {
            let error = await failure { () throws(APIError) in try await client.call(operation, Parameters()) }
            guard case .gateClosed = error?.reason else {
                Issue.record("\(operation.id): \(String(describing: error))")
                continue
            }
            refused += 1
        }
        #expect(refused == ResellerAPI.Operation.all.count { $0.kind != .read })
        #expect(refused > 40)
        #expect(transport.requested == [])
        _ = try await client.packages()
        #expect(transport.requested.count == 1)
    }
}
