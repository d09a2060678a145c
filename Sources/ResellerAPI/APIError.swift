/// Why a call gave no answer that can be used. Never holds credentials.
package struct APIError: Error, Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        /// The service refused: wrong credentials.
        case wrongCredentials
        /// The service refused: this account may not make the call.
        case notAuthorized
        /// The service said no, in these words.
        case refused([String])
        /// Path, method or task unknown to the service; on the live service some calls were removed.
        case notFound
        /// More calls than the service allows; seconds until it takes calls again, where told.
        case tooManyCalls(retryAfter: Int?)
        /// The service answered with this HTTP status and nothing usable.
        case server(status: Int)
        /// Something that is not the service's answered: what came, for example `a web page instead of an answer`.
        case foreign(String)
        /// No connection: refused, or the name is not known.
        case unreachable(String)
        /// There is a server, but no trusted connection to it: host and port, and why. Nothing was sent.
        case insecure(place: String, TLSFault)
        /// The account can't be used on this machine, for example as its key can't be read; nothing was sent.
        case setup(String)
        /// The connection broke, or no answer came within the deadline. A change may or may not have happened.
        case lost(String)
        /// The answer is not what the contract says: field or place, and what is wrong there.
        case garbled(place: String, problem: String)
        /// An answer that may be one but is hardly true, and why; what was known before stays until it is confirmed.
        case doubtful(String)
        /// The answer is larger than the client reads, in bytes.
        case tooLarge(limit: Int)
        /// A value breaks a rule; nothing was sent.
        case invalid(field: String, rule: String)
        /// The dialect of the account, by its name, has no such call; nothing was sent.
        case unavailable(dialect: String)
        /// The write gate is closed; nothing was sent. Holds what would open it.
        case gateClosed(String)
        case cancelled
    }

    /// Id of the operation.
    package let operation: String
    package let reason: Reason

    package init(operation: String, reason: Reason) {
        self.operation = operation
        self.reason = reason
    }
}

/// Why a server is not spoken to over TLS.
package enum TLSFault: Sendable, Equatable {
    /// The day on which its certificate ended, as `2026-01-31`.
    case expired(String)
    /// The day on which its certificate begins.
    case notYetValid(String)
    /// Nobody whom this machine trusts has signed its certificate.
    case unknownIssuer
    /// The host that was asked for, and the names in the certificate.
    case wrongName(host: String, names: [String])
    /// What answers there does not speak TLS.
    case notTLS
    /// It speaks older versions of TLS only.
    case tooOld
    /// Another reason, in the words of the TLS library.
    case other(String)
}
