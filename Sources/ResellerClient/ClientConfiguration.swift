package import Dialects
package import Formats
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
    package var deadline = CallDeadline.seconds
    /// Seconds without a byte after which an answer is given up.
    package var idleTimeout = 20
    package var connectTimeout = 5
    package var maxBodyBytes = 256 << 20
    package var retry = RetryPolicy()
    package var clock = ClientClock.live
    /// Where processes take their places in the minute; nil where this one is alone.
    package var sharedSpending: SharedSpending?
    /// A file of certificates that are trusted instead of those of the system.
    package var rootsFile: String?
    /// Told of every request.
    package var trace: (@Sendable (CallTrace) -> Void)?

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
    /// The address as it may be shown, and what is wrong with it.
    case address(String, ServiceURL.Fault)
    case userMissing
    case keyMissing
    case rootsUnreadable(String)

    package var description: String {
        switch self {
        case .address(let shown, let fault): "The base URL \"\(shown)\" \(fault.words). Nothing is sent."
        case .userMissing: "No user is given for this account."
        case .rootsUnreadable(let path):
            "The certificates to trust can't be read: SSL_CERT_FILE is \(path). Fix it, or unset it to trust those of "
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
        do throws(ServiceURL.Fault) {
            let address = try ServiceURL(text)
            url = String(address.text.dropLast())
            place = address.place
        } catch {
            throw .address(ServiceURL.withoutSecrets(text), error)
        }
    }
}
