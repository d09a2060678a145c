/// Where a server listens: `9464` and `:9464` mean this machine alone; another address has to be named.
struct ListenAddress: Sendable, Equatable {
    static let loopback = "127.0.0.1"

    let host: String
    /// 0 for a free one.
    let port: Int

    /// Nil for what is no address: `HOST:PORT`, `[IPv6]:PORT`, `:PORT` or `PORT`.
    init?(_ text: String) {
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
        self.host = host.isEmpty ? Self.loopback : host
        self.port = port
    }

    /// The address with a port as it stands in a URL.
    func url(port: Int) -> String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
