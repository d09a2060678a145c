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
        /// No connection: refused, not resolved, not verified.
        case unreachable(String)
        /// The connection broke, or no answer came within the deadline. A change may or may not have happened.
        case lost(String)
        /// The answer is not what the contract says: field or place, and what is wrong there.
        case garbled(place: String, problem: String)
        /// The answer is larger than the client reads, in bytes.
        case tooLarge(limit: Int)
        /// A value breaks a rule; nothing was sent.
        case invalid(field: String, rule: String)
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
