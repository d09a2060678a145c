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
        // On a thread of its own: the server needs those that the tests share.
        let letters: Int = try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try Self.dribble(to: port) }) }.start()
        }
        #expect((3...2000).contains(letters), "it was listened to for a while, and not for ever")
        running.cancel()
        _ = await running.result
    }

    @Test("Addresses are a port, a host with one, or a socket in the file system")
    func addresses() {
        #expect(ListenAddress("9464") == .tcp(host: "127.0.0.1", port: 9464))
        #expect(ListenAddress("[::1]:0") == .tcp(host: "::1", port: 0))
        #expect(ListenAddress("unix:/run/desk.sock") == .unix(path: "/run/desk.sock"))
        for nonsense in ["", "unix:", "::1:9", "65536", "a/b:1", "unix:/" + String(repeating: "x", count: 107)] {
            #expect(ListenAddress(nonsense) == nil, "\(nonsense)")
        }
    }

    @Test(
        "Only who asks by a name of this server is answered",
        arguments: [
            ("localhost", true), ("LOCALHOST:9464", true), ("127.0.0.1:9464", true), ("[::1]:9464", true),
            ("[::1]", true),
            ("localhost.", true), ("10.1.2.3:9464", true), ("metrics.example:80", true), ("evil.example", false),
            ("evil.example:9464", false), ("localhost.evil.example", false), ("127.0.0.1.evil.example", false),
            ("localhost:9464@evil.example", false), ("", false), ("10.1.2.4", false), ("[::1", false),
        ])
    func hostNames(host: String, isTaken: Bool) {
        let names = HostNames(.tcp(host: "10.1.2.3", port: 9464), more: ["Metrics.example"])
        #expect(names.takes(host) == isTaken)
        #expect(names.takes(nil), "programs that are no browsers may name none")
        #expect(HostNames(.unix(path: "/x")).takes(host))
    }

    @Test("A socket file that nobody answers is taken away, one that is answered and any other file stays")
    func staleSocket() throws {
        let path = FileManager.default.temporaryDirectory.path + "/d\(UInt32.random(in: 0 ... .max)).sock"
        let address = ListenAddress.unix(path: path)
        defer { unlink(path) }
        #expect(address.clear() == nil)
        let listener = try Self.listen(path)
        #expect(address.clear() == "another process listens on \(path)")
        close(listener)
        #expect(address.clear() == nil)
        #expect(!FileManager.default.fileExists(atPath: path))
        try Data("x".utf8).write(to: URL(filePath: path))
        #expect(address.clear() == "\(path) exists and is not a socket")
        #expect(FileManager.default.fileExists(atPath: path))
    }

    private static func listen(_ path: String) throws -> Int32 {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0, Foundation.listen(listener, 4) == 0 else { throw POSIXError(.EIO) }
        return listener
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
