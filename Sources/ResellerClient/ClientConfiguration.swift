import Foundation
import ResellerAPI

/// A text that no description, dump or log shows.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for the body of a request only.
    let text: String

    package init(_ text: String) { self.text = text }

    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// An account and how it is spoken to.
package struct ClientConfiguration: Sendable {
    package static let defaultBaseURL = "https://api.sendgrid.com"

    package var baseURL: String
    package var user: String
    package var key: Secret
    package var format: WireFormat
    package var dialect: Dialect
    /// The write gate: closed unless somebody opens it.
    package var writes: WritePermission
    /// The service allows 600 a minute and account.
    package var callsPerMinute = 500
    /// How many calls are under way at once.
    package var concurrency = 6
    /// Seconds for one attempt, from sending to the last byte.
    package var deadline = 60.0
    /// Seconds without a byte after which an answer is given up.
    package var idleTimeout = 20
    package var connectTimeout = 5
    package var maxBodyBytes = 256 << 20
    package var retry = RetryPolicy()
    package var clock = ClientClock.live
    /// Where processes tell each other what they spend; nil where this one is alone.
    package var sharedSpending: SharedSpending?
    /// A file of certificates that are trusted instead of those of the system.
    package var rootsFile: String?

    package init(
        baseURL: String = ClientConfiguration.defaultBaseURL, user: String, key: Secret, format: WireFormat = .json,
        dialect: Dialect = .v2, writes: WritePermission = .denied
    ) {
        self.baseURL = baseURL
        self.user = user
        self.key = key
        self.format = format
        self.dialect = dialect
        self.writes = writes
    }
}

extension ClientConfiguration {
    /// The file of roots, when it can be read: without it no server would be trusted, for a reason that nobody sees.
    func readableRoots() throws(ConfigurationError) -> String? {
        guard let rootsFile, !FileManager.default.isReadableFile(atPath: rootsFile) else { return rootsFile }
        throw .rootsUnreadable(rootsFile)
    }
}

/// Why no client can be made of a configuration.
package enum ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAnAddress(String)
    case notEncrypted(host: String)
    case holdsCredentials
    case userMissing
    case keyMissing
    case rootsUnreadable(String)

    package var description: String {
        switch self {
        case .notAnAddress(let text):
            "The base URL \"\(text)\" is not an address. Give one such as \(ClientConfiguration.defaultBaseURL)."
        case .notEncrypted(let host):
            "Plain http is only spoken to this machine, not to \(host): user and key would be readable on the way. "
                + "Use https."
        case .holdsCredentials:
            "The base URL holds a user name or a password. Addresses reach logs: give user and key separately."
        case .userMissing: "No user is given for this account."
        case .rootsUnreadable(let path):
            "The certificates to trust can't be read: SSL_CERT_FILE is \(path). Mend it, or unset it to trust those of "
                + "the system."
        case .keyMissing: "No API key is given for this account."
        }
    }
}

/// A base address that was checked.
struct BaseAddress: Equatable {
    /// Without a slash at its end.
    let url: String
    /// Host and port for messages.
    let place: String

    init(_ text: String) throws(ConfigurationError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, scheme == "http" || scheme == "https", parts.query == nil,
            parts.fragment == nil
        else { throw .notAnAddress(Self.withoutUserInfo(text)) }
        guard parts.user == nil, parts.password == nil else { throw .holdsCredentials }
        guard scheme == "https" || Self.isLoopback(host) else { throw .notEncrypted(host: host) }
        url = text.hasSuffix("/") ? String(text.dropLast()) : text
        place = "\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"
    }

    static func isLoopback(_ host: String) -> Bool {
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
        if bare == "localhost" || bare == "::1" { return true }
        let numbers = bare.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && !numbers.contains(nil) && numbers[0] == 127
    }

    private static func withoutUserInfo(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        return "***" + text[at...]
    }
}
