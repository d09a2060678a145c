import Foundation
import NIOCore
import Settings
import Testing

@testable import resellerdesk

@Suite("The metrics server and its clients")
struct MetricsServerTests {
    @Test("A client that asks a letter at a time and never ends is let go when its time is over")
    func slowClient() async throws {
        let account = ResolvedAccount.sandbox(readOnly: true)
        let reader = MetricsReader(path: "/nowhere/archive.sqlite", account: account, version: "0", maxSeries: 0)
        var server = MetricsServer(address: try #require(ListenAddress("0")), reader: reader)
        server.longestConnection = .seconds(3)
        let (urls, told) = AsyncStream.makeStream(of: String.self)
        let running = Task { [server] in try await server.run { told.yield($0) } }
        var iterator = urls.makeAsyncIterator()
        let url = try #require(await iterator.next())
        let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
        let letters = try await Task.detached { try Self.dribble(to: port) }.value
        #expect((3...2000).contains(letters), "it was listened to for a while, and not for ever")
        running.cancel()
        _ = await running.result
    }

    /// Sends a letter of a path every 10 ms until the connection is closed; how many were sent, at most 3000.
    private static func dribble(to port: UInt16) throws -> Int {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw POSIXError(.ECONNREFUSED) }
        let start = "GET /"
        guard send(connection, start, start.utf8.count, Int32(MSG_NOSIGNAL)) == start.utf8.count else { return 0 }
        for letter in 0..<3000 {
            guard send(connection, "x", 1, Int32(MSG_NOSIGNAL)) == 1 else { return letter }
            var event = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            if poll(&event, 1, 10) > 0 { return letter }
        }
        return 3000
    }
}
