import Foundation
import Synchronization

/// Stands between the program and a service on this machine, and counts what comes through: what the service itself sees.
final class Relay: Sendable {
    let port: Int
    private let listener: Int32
    private let counts: Counts

    /// What went by, and when.
    private final class Counts: Sendable {
        let requests = Mutex<[ContinuousClock.Instant]>([])
        let refusals = Mutex(0)

        func asked() { requests.withLock { $0.append(.now) } }
        func refused() { refusals.withLock { $0 += 1 } }
    }

    init(to target: Int) throws {
        let counts = Counts()
        self.counts = counts
        let listener: Int32
        (listener, port) = try TinyServer.listen()
        self.listener = listener
        let thread = Thread { Self.serve(listener, target, counts) }
        thread.start()
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Requests that came through so far.
    var requests: Int { counts.requests.withLock { $0.count } }

    /// Requests that came through since a moment.
    func requests(since start: ContinuousClock.Instant) -> Int {
        counts.requests.withLock { $0.count { $0 >= start } }
    }

    /// Answers that said that there were too many calls.
    var refusals: Int { counts.refusals.withLock { $0 } }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func serve(_ listener: Int32, _ target: Int, _ counts: Counts) {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            let service = connected(to: target)
            guard service >= 0 else {
                close(client)
                continue
            }
            let answers = DispatchGroup()
            let back = Thread {
                copy(service, client) { if $0.starts(with: Array("HTTP/1.1 429".utf8)) { counts.refused() } }
                answers.leave()
            }
            let there = Thread {
                copy(client, service) { if $0.starts(with: Array("POST ".utf8)) { counts.asked() } }
                // Only when nobody uses them any more are the numbers of the sockets free.
                answers.wait()
                for socket in [client, service] { close(socket) }
            }
            answers.enter()
            for thread in [back, there] { thread.start() }
        }
    }

    /// Until one of the two ends; `seen` is told each piece.
    private static func copy(_ source: Int32, _ target: Int32, seen: (ArraySlice<UInt8>) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            seen(buffer[..<count])
            var sent = 0
            while sent < count {
                let more = buffer[sent..<count].withUnsafeBytes {
                    send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard more > 0 else { break }
                sent += more
            }
        }
        for socket in [source, target] { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    private static func connected(to port: Int) -> Int32 {
        let service = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = TinyServer.loopback(port)
        let isConnected = withUnsafePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(service, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isConnected { return service }
        close(service)
        return -1
    }
}
