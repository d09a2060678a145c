import Foundation
import Synchronization

/// A service on a loopback port that gives everybody the same answer and remembers what it was sent.
final class PlainServer: Sendable {
    private let listener: Int32
    private let port: UInt16
    private let bodies = Mutex<[String]>([])

    var url: String { "http://127.0.0.1:\(port)" }

    /// What was sent so far: the head and the body of each request.
    var requests: [String] { bodies.withLock { $0 } }

    /// Answers these bodies by the suffix of the path, as JSON and XML of one thing.
    convenience init(json: String, xml: [UInt8]? = nil, status: Int = 200) throws {
        let answers = [Array(json.utf8), xml ?? Array(json.utf8)]
        try self.init { request in
            let body = answers[request.split(separator: " ").dropFirst().first?.hasSuffix(".xml") == true ? 1 : 0]
            let head = "HTTP/1.1 \(status) Said\r\nContent-Type: text/plain\r\nContent-Length: \(body.count)\r\n\r\n"
            return Array(head.utf8) + body
        }
    }

    /// Answers with the bytes made of the request, and closes the connection.
    init(answering answer: @escaping @Sendable (String) -> [UInt8]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        let thread = Thread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                let request = Self.request(connection)
                self?.bodies.withLock { $0.append(request) }
                let bytes = answer(request)
                _ = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                shutdown(connection, Int32(SHUT_WR))
                close(connection)
            }
            // Here, as its number may be another's as soon as it is closed.
            close(listener)
        }
        thread.start()
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Reads until the body is there as long as the head says: a socket closed over unread bytes loses the answer.
    private static func request(_ connection: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
