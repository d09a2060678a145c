import Desk
import ResellerAPI

/// Why a call gave nothing, in the few words that a pane has room for; the whole message is the error's own.
enum FailureWords {
    /// For a title line: `service does not answer`.
    static func short(_ error: APIError) -> String {
        switch error.reason {
        case .wrongCredentials: "wrong user or key"
        case .notAuthorized: "not authorised"
        case .refused: "refused"
        case .notFound: "no such call"
        case .tooManyCalls: "too many calls"
        case .server(let status): "service answers \(status)"
        case .foreign: "not the service's answer"
        case .unreachable: "no connection"
        case .insecure: "connection not trusted"
        case .setup: "account not usable"
        case .lost: "service does not answer"
        case .garbled: "answer not understood"
        case .doubtful: "answer doubted"
        case .tooLarge: "answer too large"
        case .invalid: "not sent"
        case .unavailable: "not available"
        case .gateClosed: "read only"
        case .cancelled: "cancelled"
        }
    }

    /// After `Could not ask:`.
    static func sentence(_ error: APIError) -> String {
        switch error.reason {
        case .wrongCredentials: "the service refuses user and key"
        case .notAuthorized: "this account may not make the call"
        case .refused(let words): words.isEmpty ? "the service refused" : words.joined(separator: "; ")
        case .notFound: "the service has no such call"
        case .tooManyCalls(let seconds):
            seconds.map { "too many calls, next in \($0)s" } ?? "too many calls in this minute"
        case .server(let status): "the service answers \(status)"
        case .foreign(let what): what
        case .insecure(let place, let fault): "no trusted connection to \(place): \(fault.words)"
        case .setup(let why): why
        case .unreachable(let why): why.isEmpty ? "no connection" : "no connection to \(why)"
        case .lost(let why): why.isEmpty ? "the service does not answer" : "the connection was lost: \(why)"
        case .garbled(let place, let problem): "answer not understood: \(place): \(problem)"
        case .doubtful(let why): "\(why); asked again before it counts"
        case .tooLarge(let limit): "the answer is larger than \(limit / 1_048_576) MiB"
        case .invalid(let field, let rule): "not sent: \(field) \(rule)"
        case .unavailable(let dialect): "not available in API \(dialect)"
        case .gateClosed(let opener): "not sent: \(opener)"
        case .cancelled: "cancelled"
        }
    }

    /// What a person can do about it; nil where the desk itself tries again.
    static func advice(_ error: APIError) -> String? {
        switch error.reason {
        case .wrongCredentials: "Check the user and the key of this account."
        case .notAuthorized: "Ask the service to open this call for the account."
        case .unreachable: "Check the network and the address of the service."
        case .foreign: "Check proxy, network login and base URL."
        case .insecure(_, let fault): fault.remedy
        default: nil
        }
    }
}
