import Desk
import ResellerAPI

/// Why a call failed, in the few words that a pane has room for; the whole message is the error's own.
enum FailureWords {
    /// For a title line: `no response`.
    static func short(_ error: APIError) -> String {
        switch error.reason {
        case .wrongCredentials: "wrong user or key"
        case .notAuthorized: "not authorised"
        case .refused: "refused"
        case .notFound: "no such call"
        case .tooManyCalls: "too many calls"
        case .server(let status): "HTTP error \(status)"
        case .foreign: "not an API response"
        case .unreachable: "no connection"
        case .insecure: "connection not trusted"
        case .setup: "account setup problem"
        case .lost: "no response"
        case .garbled: "unreadable response"
        case .doubtful: "unconfirmed response"
        case .tooLarge: "response too large"
        case .invalid: "not sent"
        case .unavailable: "not available"
        case .gateClosed: "read-only"
        case .cancelled: "cancelled"
        }
    }

    /// After `Could not load:`.
    static func sentence(_ error: APIError) -> String {
        switch error.reason {
        case .wrongCredentials: "the API refused this user and key"
        case .notAuthorized: "this account has no permission for the call"
        case .refused(let words): words.isEmpty ? "the API refused the call" : words.joined(separator: "; ")
        case .notFound: "the API has no such call"
        case .tooManyCalls(let seconds):
            seconds.map { "rate limit reached, next call in \($0)s" } ?? "rate limit reached for this minute"
        case .server(let status): "the API returned HTTP error \(status)"
        case .foreign(let what): what
        case .insecure(let place, let fault): "no trusted connection to \(place): \(fault.words)"
        case .setup(let why): why
        case .unreachable(let why): why.isEmpty ? "no connection" : "no connection to \(why)"
        case .lost(let why): why.isEmpty ? "no response from the API" : "connection lost: \(why)"
        case .garbled(let place, let problem): "unreadable response: \(place): \(problem)"
        case .doubtful(let why): "\(why); re-reading to confirm"
        case .tooLarge(let limit): "the response is larger than \(limit / 1_048_576) MiB"
        case .invalid(let field, let rule): "not sent: \(field) \(rule)"
        case .unavailable(let dialect): "not available in API \(dialect)"
        case .gateClosed(let opener): "not sent: \(opener)"
        case .cancelled: "cancelled"
        }
    }

    /// What a person can do about it; nil where the desk itself tries again.
    static func advice(_ error: APIError) -> String? {
        switch error.reason {
        case .wrongCredentials: "Check this account's user and key."
        case .notAuthorized: "Ask the provider to allow this call for the account."
        case .unreachable: "Check the network and the base URL."
        case .foreign: "Check the proxy, network login and base URL."
        case .insecure(_, let fault): fault.remedy
        default: nil
        }
    }
}
