import Foundation
import FoundationNetworking
import Synchronization
import Testing

@testable import Sandbox

/// The ways in which the sandbox counts calls and tells of it.
@Suite struct RateTests {
    private func manners(_ adjust: (inout RateManners) -> Void) -> RateManners {
        var manners = RateManners()
        adjust(&manners)
        return manners
    }

    private func names(_ standing: Gate.Standing?) -> [String] { standing?.headers.map(\.name) ?? [] }

    @Test("Counted by the last sixty seconds, no call is taken before one of those is a minute old")
    func sliding() async {
        let time = Mutex(59.0)
        let gate = Gate(limit: 3, manners: manners { $0.counting = .sliding }, now: { time.withLock { $0 } })
        var over: [Bool] = []
        for moment in [59.0, 60, 61, 62, 118, 119.5, 119.6, 120.5] {
            time.withLock { $0 = moment }
            over.append(await gate.count("a")?.isOver ?? true)
        }
        #expect(over == [false, false, false, true, true, false, true, false])
        #expect(await gate.count("b")?.isOver == false, "each user has a limit of its own")
    }

    @Test("Counted by the minute, all calls are there again when the next begins")
    func minute() async {
        let time = Mutex(59.0)
        let gate = Gate(limit: 1, now: { time.withLock { $0 } })
        #expect(await gate.count("a")?.isOver == false)
        #expect(await gate.count("a")?.isOver == true)
        time.withLock { $0 = 60 }
        #expect(await gate.count("a")?.isOver == false)
    }

    @Test("The rate is told always, with refusals, or never", arguments: RateManners.Headers.allCases)
    func headers(when: RateManners.Headers) async {
        let gate = Gate(limit: 1, manners: manners { $0.headers = when }, now: { 10 })
        let all = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"]
        #expect(names(await gate.count("a")) == (when == .always ? all : []))
        #expect(names(await gate.count("a")) == (when == .never ? [] : all))
    }

    @Test("A refusal says when to come back as it was asked for, by the service's own clock")
    func retryAfter() async throws {
        for retry in RateManners.Retry.allCases {
            let bench = try Bench {
                $0.rateLimit = 1
                ($0.rateManners.retry, $0.rateManners.clockAhead) = (retry, 1200)
            }
            _ = try await bench.call("packages.list")
            let refused = try await bench.call("packages.list")
            let reset = try #require(refused["x-ratelimit-reset"].flatMap { Double($0) })
            #expect((1139...1261).contains(reset - Date().timeIntervalSince1970))
            switch retry {
            case .none: #expect(refused["retry-after"] == nil)
            case .seconds: #expect(refused["retry-after"].flatMap { Int($0) }.map { (0...60).contains($0) } == true)
            case .date: #expect(refused["retry-after"] == HTTPMoment.text(Int(reset)))
            }
            #expect(refused["date"]?.hasSuffix(" GMT") == true)
        }
    }

    @Test("Moments are written as HTTP writes them")
    func moments() {
        #expect(HTTPMoment.text(1_790_762_440) == "Wed, 30 Sep 2026 10:00:40 GMT")
        #expect(HTTPMoment.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPMoment.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }

    @Test("Connections over which nothing comes take no place from those who ask, and end when their time is over")
    func silent() async throws {
        let bench = try Bench { ($0.patience, $0.mostConnections) = (2, 100) }
        let port = try await bench.server.start()
        let silent = try (0..<bench.server.mostConnections + 50).map { _ in try Self.connect(to: port) }
        defer { for connection in silent { close(connection) } }
        let url = try #require(
            URL(string: "http://127.0.0.1:\(port)/apiv2/reseller.packages.json?api_user=sandbox&api_key=sandbox"))
        let (body, _) = try await URLSession.shared.data(from: url)
        #expect(body.first == UInt8(ascii: "["))
        #expect(bench.server.openConnections <= bench.server.mostConnections + 1)
        let ended = await Task.detached { silent.allSatisfy { Self.isEnded($0) } }.value
        #expect(ended, "the service closed them all")
        await bench.server.stop()
    }

    private static func connect(to port: Int) throws -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return connection
    }

    /// Waits for the other side to close.
    private static func isEnded(_ connection: Int32) -> Bool {
        var event = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        return poll(&event, 1, 60_000) > 0 && recv(connection, &byte, 1, 0) <= 0
    }
}
