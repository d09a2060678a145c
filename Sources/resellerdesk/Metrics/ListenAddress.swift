import Foundation

/// Where a server listens: `9464` and `:9464` mean this machine alone; another address has to be named. `unix:/path` is a
/// socket in the file system, for this user alone.
enum ListenAddress: Sendable, Equatable {
    static let loopback = "127.0.0.1"

    /// Port 0 is a free one.
    case tcp(host: String, port: Int)
    case unix(path: String)

    /// Nil for what is no address: `HOST:PORT`, `[IPv6]:PORT`, `:PORT`, `PORT` or `unix:PATH`.
    init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // The system has room for no more.
            guard !path.isEmpty, !path.utf8.contains(0), path.utf8.count < 108 else { return nil }
            self = .unix(path: path)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, (1...5).contains(last.count), last.allSatisfy({ $0.isASCII && $0.isNumber }),
            let port = Int(last), port <= 65_535
        else { return nil }
        var host = parts.dropLast().joined(separator: ":")
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            // Without brackets nobody can tell where an IPv6 address ends.
            return nil
        }
        guard !host.contains(where: \.isWhitespace), !host.contains(where: { "/[]@".contains($0) }) else { return nil }
        self = .tcp(host: host.isEmpty ? Self.loopback : host, port: port)
    }

    /// The address as a person names it, with the port that it came to.
    func url(port bound: Int? = nil) -> String {
        switch self {
        case .tcp(let host, let port): "http://\(host.contains(":") ? "[\(host)]" : host):\(bound ?? port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// Takes away the socket file of a process that ended without doing so; why it can't be listened there, else nil.
    func clear() -> String? {
        guard case .unix(let path) = self else { return nil }
        // A link is not followed.
        guard let file = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        guard file[.type] as? FileAttributeType == .typeSocket else { return "\(path) exists and is not a socket" }
        guard !Self.isAnswered(path) else { return "another process listens on \(path)" }
        return unlink(path) == 0 ? nil : "\(path): \(String(cString: strerror(errno)).lowercased())"
    }

    /// Leaves no socket file behind.
    func tidy() {
        if case .unix(let path) = self { unlink(path) }
    }

    private static func isAnswered(_ path: String) -> Bool {
        let connection = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard connection >= 0 else { return false }
        defer { close(connection) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: path.utf8.prefix(room.count - 1))
        }
        return withUnsafePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

/// By which names a server may be asked. A page of somebody else's, opened in a browser on this machine, can reach this
/// server under a name of its own that leads here, and would read the figures.
struct HostNames: Sendable, Equatable {
    private let names: Set<String>
    /// Over a socket in the file system no browser comes.
    private let isOpen: Bool

    init(_ address: ListenAddress, more: [String] = []) {
        var names: Set<String> = ["localhost", "127.0.0.1", "::1"]
        if case .tcp(let host, _) = address { names.insert(host.lowercased()) }
        self.names = names.union(more.map { Self.bare($0) ?? $0.lowercased() })
        if case .unix = address { isOpen = true } else { isOpen = false }
    }

    /// Whether a request for this host, as its header names it, is meant for this server. Programs that are no
    /// browsers may name none.
    func takes(_ host: String?) -> Bool {
        guard !isOpen, let host else { return true }
        return Self.bare(host).map(names.contains) ?? false
    }

    /// A host without its port; nil for what is none.
    private static func bare(_ text: String) -> String? {
        var name = text.lowercased()
        if name.hasPrefix("[") {
            guard let end = name.firstIndex(of: "]") else { return nil }
            let rest = name[name.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") && rest.dropFirst().allSatisfy(\.isNumber) else { return nil }
            return String(name[name.index(after: name.startIndex)..<end])
        }
        if let colon = name.lastIndex(of: ":") {
            guard name[name.index(after: colon)...].allSatisfy(\.isNumber) else { return nil }
            name = String(name[..<colon])
        }
        // A name may end with a dot, and is the same name.
        if name.hasSuffix(".") { name.removeLast() }
        return name.isEmpty || name.contains(":") ? nil : name
    }
}
