import Foundation

/// The address of the service, checked strictly before a key is sent there. Settings and client read it with these eyes.
///
/// `https://host[:port][/path/]`, or `http://` to this machine; the host in ASCII, the port from 1 to 65535, nothing else.
package struct ServiceURL: Sendable, Equatable {
    /// As it was given, with one slash at its end.
    package let text: String
    /// Without the brackets of an IPv6 address.
    package let host: String
    /// The scheme's own where none was given.
    package let port: Int
    package let isEncrypted: Bool

    /// Host and port for messages.
    package var place: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// Why a text is no address of a service.
    package enum Fault: Error, Sendable, Equatable {
        case noAddress
        case credentials
        case queryOrFragment
        case blank
        /// A host of letters that are not ASCII.
        case notASCII
        case port
        /// Plain http to another machine.
        case notEncrypted(host: String)
    }

    private static let longest = 2_000

    package init(_ text: String) throws(Fault) {
        let (scheme, rest) = try Self.beginning(of: text)
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else { throw .credentials }
        let (host, port) = try Self.hostAndPort(authority)
        guard rest.dropFirst(authority.count).utf8.allSatisfy(Self.isOfPath) else { throw .noAddress }
        isEncrypted = scheme == "https"
        guard isEncrypted || Self.isLoopback(host) else { throw .notEncrypted(host: host) }
        self.host = host
        self.port = port ?? (isEncrypted ? 443 : 80)
        self.text = text.hasSuffix("/") ? text : text + "/"
    }

    /// The scheme, and what stands behind its slashes.
    private static func beginning(of text: String) throws(Fault) -> (scheme: String, rest: Substring) {
        guard !text.contains(where: \.isWhitespace) else { throw .blank }
        guard let end = text.firstRange(of: "://"), text.utf8.count <= longest else { throw .noAddress }
        let scheme = text[..<end.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .noAddress }
        let rest = text[end.upperBound...]
        guard !rest.contains("?"), !rest.contains("#") else {
            throw rest.prefix { $0 != "/" }.contains("@") ? .credentials : .queryOrFragment
        }
        return (scheme, rest)
    }

    private static func hostAndPort(_ authority: Substring) throws(Fault) -> (host: String, port: Int?) {
        guard !authority.hasPrefix("[") else {
            guard let end = authority.firstIndex(of: "]") else { throw .noAddress }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            guard isIPv6(host) else { throw .noAddress }
            return (String(host), try port(authority[authority.index(after: end)...]))
        }
        let host = authority.prefix { $0 != ":" }
        guard host.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notASCII }
        guard isHost(host) else { throw .noAddress }
        return (String(host), try port(authority.dropFirst(host.count)))
    }

    /// The number behind a colon; nil where nothing stands there.
    private static func port(_ text: Substring) throws(Fault) -> Int? {
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix(":") else { throw .noAddress }
        let digits = text.dropFirst()
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits), (1...65_535).contains(number)
        else { throw .port }
        return number
    }

    /// Labels of letters, digits, dashes and underscores between dots.
    private static func isHost(_ host: Substring) -> Bool {
        guard host.utf8.count <= 253 else { return false }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        }
    }

    private static func isIPv6(_ host: some StringProtocol) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, String(host), &address) == 1
    }

    /// What may stand in a path: unreserved letters, escapes and what separates (RFC 3986).
    private static func isOfPath(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "/-._~!$&'()*+,;=:@%".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// This machine: `localhost`, `::1`, 127.0.0.0/8. A number with a zero before it could mean another one (octal).
    package static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                UInt8(part) != nil && (part == "0" || !part.hasPrefix("0")) && part.utf8.allSatisfy { $0 != 0x2B }
            }
    }

    /// An address as a message may show it: who logs in, and what is asked for, may be secrets.
    package static func withoutSecrets(_ text: String) -> String {
        var shown = text
        // The last one: what is in front of it may hold any letter.
        if let at = shown.lastIndex(of: "@") {
            let scheme = shown.firstRange(of: "://").map { shown[..<$0.upperBound] } ?? ""
            shown = (at < scheme.endIndex ? "" : scheme) + "***" + shown[at...]
        }
        guard let end = shown.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return shown }
        return "\(shown[...end])***"
    }
}

extension ServiceURL.Fault {
    /// What is wrong, as the end of a sentence about the address.
    package var words: String {
        switch self {
        case .noAddress: "is not a URL such as https://host/path/"
        case .credentials: "holds a user name or a password, and addresses reach logs: give user and key separately"
        case .queryOrFragment: "may end in a path, not in ?… or #…"
        case .blank: "has a blank in it"
        case .notASCII: "has letters in its host that are not ASCII: write it in its xn-- form"
        case .port: "has no valid port: 1 to 65535 is one"
        case .notEncrypted: "would send the key unencrypted; http is for this machine only"
        }
    }
}
